"""A clinician at a laptop of their own: a vault, a clock moved by hand, the real window, keys."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion import resources
from kap_companion.app import rehearsal_ground
from kap_companion.companion import Companion
from kap_companion.music.player import Output, Player
from kap_companion.paths import Paths
from kap_companion.practice import Opening, Practice
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import ClientSaved
from kap_companion.session.phases import Protocol, parse_protocol
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.rehearsal_ground import Ground
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.window import Window
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.blank_vault import lay_vault
from tests.ui.desk import shared_player

CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
PASSPHRASE = "four quiet words here"
MORNING = datetime(2026, 3, 2, 10, 11, tzinfo=UTC)

CTRL = Qt.KeyboardModifier.ControlModifier
NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Clinic:
    """What the tests have at hand. `press` and `type` go to whatever has the keyboard."""

    home: Path
    qtbot: QtBot
    clock: ScriptedClock = field(default_factory=lambda: ScriptedClock(MORNING))
    new_player: Callable[[], Player] = shared_player
    windows: list[Window] = field(default_factory=list)
    backs_up: bool = False
    rehearses_with_music: bool = False

    @property
    def folder(self) -> Path:
        """Where the vault lies."""
        return self.home / "vault"

    @property
    def state(self) -> Path:
        """Where the app keeps what may be lost."""
        return self.home / "state"

    # --- before the window is there -------------------------------------------------------------

    def make_vault(self) -> str:
        """Make the vault and close it; return its recovery code."""
        return lay_vault(self.folder, self.state, PASSPHRASE)

    def with_practice(self, do: Callable[[Practice], None]) -> None:
        """Do something to the vault, made if need be, and close it again."""
        if not self.folder.exists():
            self.make_vault()
        with Vault.open(self.folder, PASSPHRASE, state_folder=self.state) as vault:
            do(Practice(vault, self.clock, protocol()))

    def add_clients(self, *codes: str, planned: int = 8) -> None:
        """Put clients into the vault."""

        def do(practice: Practice) -> None:
            for code in codes:
                practice.save_client(None, ClientSaved(code, None, "Dr. P.N.", planned))

        self.with_practice(do)

    def hold_session(
        self,
        code: str,
        *notes: str,
        minutes: int = 90,
        end: bool = True,
        sign: bool = False,
        intention: str | None = None,
    ) -> str:
        """Hold a session with a client who is known; return its id. The clock moves on."""
        held: list[str] = []

        def do(practice: Practice) -> None:
            client = known(practice, code)
            opening = Opening(planned_dose_mg=Decimal(150), intention=intention)
            session = practice.open_session(client, opening)
            held.append(session.session_id)
            session.vitals("124/80 72 98")
            self.clock.advance(timedelta(minutes=10))
            session.dose(Decimal(150))
            for note in notes:
                self.clock.advance(timedelta(minutes=1))
                session.note(note)
            self.clock.advance(timedelta(minutes=minutes - 10 - len(notes)))
            self._finish(practice, session, end=end, sign=sign)

        self.with_practice(do)
        return held[0]

    def _finish(self, practice: Practice, session: Companion, *, end: bool, sign: bool) -> None:
        if end:
            session.end()
        if sign:
            session.sign("A. Clinician, LCSW", practice.template(None))

    # --- the window -----------------------------------------------------------------------------

    def open_window(self) -> Window:
        """Open the real window, at its gate."""
        entrance = Entrance(self.folder, self.state, self.clock, cost=lambda: CHEAP)
        window = Window(
            entrance, self.conduct, self.home / "settings", rehearsals=self.rehearsals()
        )
        self.qtbot.addWidget(window)
        self.windows.append(window)
        window.show()
        window.activateWindow()
        window.gate.focus_first()
        return window

    def rehearsals(self) -> Ground:
        """Return what rehearsals stand on, as the app has it; music that is heard is silent."""
        paths = Paths(self.folder, self.home / "settings", self.state)
        ground = rehearsal_ground(paths, self.clock)
        return replace(
            ground,
            music=ground.music if self.rehearses_with_music else lambda: None,
            new_player=lambda heard: self.new_player() if heard else Player(Output.SCRIPTED),
        )

    def conduct(self, vault: Vault) -> Conductor:
        """Return a conductor whose music is silent."""
        checklists = parse_checklists(resources.text("checklists/lozenge.json"))
        practice = Practice(vault, self.clock, protocol(), self.home / "settings" / "templates")
        return Conductor(practice, Settings(checklists, self.new_player, backs_up=self.backs_up))

    def at_home(self) -> tuple[Window, HomeScreen]:
        """Open the window and unlock it."""
        window = self.open_window()
        return window, self.unlock(window)

    def unlock(self, window: Window, passphrase: str = PASSPHRASE) -> HomeScreen:
        """Type the passphrase at the gate, and come home."""
        self.type(passphrase)
        self.press(Qt.Key.Key_Return)
        self.wait(lambda: window.home is not None)
        assert window.home is not None
        return window.home

    # --- the keyboard ---------------------------------------------------------------------------

    def at_keyboard(self) -> QWidget:
        """Return what has the keyboard."""
        found = QApplication.focusWidget() or self.windows[-1].focusWidget()
        assert found is not None, "nothing has the keyboard"
        return found

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """Press a key."""
        self.qtbot.keyClick(self.at_keyboard(), key, modifier)

    def type(self, text: str) -> None:
        """Type a text."""
        self.qtbot.keyClicks(self.at_keyboard(), text)

    def wait(self, until: Callable[[], bool], ms: int = 60_000) -> None:
        """Wait for what is done in the background."""
        self.qtbot.waitUntil(until, timeout=ms)

    def close(self) -> None:
        """Close every window, however often it asks."""
        for window in self.windows:
            window.close()
            window.close()


def protocol() -> Protocol:
    """Return the practice's own protocol."""
    return parse_protocol(resources.text("phases/lozenge.json"))


def known(practice: Practice, code: str) -> ClientFile:
    """Return a client who is in the vault."""
    client = practice.vault.clients.by_code(code)
    assert client is not None
    return client
