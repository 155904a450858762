"""A practice with synthetic sessions and a real window, for the benches of the screens."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest

from kap_companion import resources
from kap_companion.companion import Companion
from kap_companion.music.player import Output, Player
from kap_companion.practice import Opening, Practice
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import Clock, ScriptedClock
from kap_companion.session.entries import ClientSaved
from kap_companion.session.phases import parse_protocol
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.window import Window
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault

PASSPHRASE = "four quiet words here"
CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
_KEYS_TYPED_MS = 166


def make_vault(folder: Path) -> Vault:
    """Return a new vault whose passphrase costs next to nothing."""
    vault, _ = Vault.create(folder / "vault", PASSPHRASE, state_folder=folder / "state", cost=CHEAP)
    return vault


def practice_of(vault: Vault, clock: Clock) -> Practice:
    """Return the practice as the app makes it."""
    return Practice(vault, clock, parse_protocol(resources.text("phases/lozenge.json")))


def conductor_of(vault: Vault, clock: Clock) -> Conductor:
    """Return what stands behind the screens; the music plays into silence, at its own pace."""
    checklists = parse_checklists(resources.text("checklists/lozenge.json"))
    settings = Settings(checklists, lambda: Player(Output.SILENCE))
    return Conductor(practice_of(vault, clock), settings)


def window_of(folder: Path, clock: Clock) -> Window:
    """Return the real window before the vault of `make_vault`."""
    entrance = Entrance(folder / "vault", folder / "state", clock, cost=lambda: CHEAP)
    return Window(entrance, lambda vault: conductor_of(vault, clock), folder / "settings")


def hold_session(
    practice: Practice, client: ClientFile, clock: ScriptedClock, notes: int
) -> Companion:
    """Hold a session with a dose, readings and `notes` notes, and leave it running."""
    session = practice.open_session(client, Opening(planned_dose_mg=Decimal(150)))
    session.vitals("124/80 72 98")
    session.dose(Decimal(150))
    for n in range(notes):
        clock.advance(timedelta(seconds=2))
        session.note(f"synthetic note {n}: breath slow, hands warm")
    return session


def client_of(practice: Practice, code: str = "M.R.") -> ClientFile:
    """Put a client into the vault."""
    return practice.save_client(None, ClientSaved(code, None, "Dr. P.N.", 8))


def in_order(values: list[float], share: float) -> float:
    """Return the value that `share` of all do not go beyond."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def wait_until(is_so: Callable[[], bool], process: Callable[[], None], most_s: float) -> None:
    """Let the events go on until it is so. Raises TimeoutError where it never is."""
    end = time.monotonic() + most_s
    while not is_so():
        if time.monotonic() > end:
            raise TimeoutError
        process()


def come_home(app: QCoreApplication, folder: Path, clock: ScriptedClock) -> tuple[float, float]:
    """Return the seconds from Enter in the gate until Home is painted: by the clock, and of CPU.

    The passphrase of the vault in `folder` costs next to nothing, so its key's derivation is not
    in it.
    """
    window = window_of(folder, clock)
    window.show()
    window.gate.focus_first()
    app.processEvents()
    window.gate.warm_up()
    # At six keys a second, as a person types: meanwhile what comes next is brought in.
    QTest.keyClicks(
        window.focusWidget(), PASSPHRASE, Qt.KeyboardModifier.NoModifier, _KEYS_TYPED_MS
    )
    app.processEvents()
    begun, begun_cpu = time.perf_counter(), time.process_time()
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)
    wait_until(lambda: window.home is not None, lambda: _rest(app), 60)
    app.processEvents()
    took = time.perf_counter() - begun, time.process_time() - begun_cpu
    window.close()
    window.close()
    window.deleteLater()
    app.processEvents()
    return took


def _rest(app: QCoreApplication) -> None:
    app.processEvents()
    time.sleep(0.001)  # to look without a rest would count as work
