"""Locked with half a private note, then killed: no word of it is left anywhere but in the vault."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.practice import Opening, Practice
from kap_companion.session.entries import ClientSaved
from kap_companion.system_clock import SystemClock
from kap_companion.vault.keys import Slot, load_keys
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CHEAP, Clinic, known, protocol
from tests.journeys.traces import traces, traces_below

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at /proc and /dev/shm")

ROOT = Path(__file__).parents[2]
_WASHES_S = 60
_IN_MEMORY = ("/dev/shm", "/memfd:", "/SYSV", "/tmp", "/run", "/var/tmp")


def a_word() -> str:
    """Return letters that stand nowhere else: not in this program, and not in a test before."""
    return "q" + "".join(chr(ord("a") + byte % 26) for byte in secrets.token_bytes(11))


@dataclass
class Killed:
    """The app, in a process of its own, with a home of its own."""

    home: Path
    client: str
    kept: str
    kept_private: str
    half: str
    passphrase: str
    session_id: str = ""
    process: subprocess.Popen[str] | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """What may stand nowhere in clear."""
        parts = (self.client, self.kept, self.kept_private, self.half)
        return (*parts, self.passphrase.split()[0])

    @property
    def vault(self) -> Path:
        """Where the vault lies, and with it the state beside it, as the clinic has them."""
        return self.home / "vault"

    def hold_session(self, *, end: bool) -> None:
        """Hold a session."""
        state = self.home / "state"
        vault, _ = Vault.create(self.vault, self.passphrase, state_folder=state, cost=CHEAP)
        with vault:
            practice = Practice(vault, SystemClock(), protocol())
            practice.save_client(None, ClientSaved(self.client, None, "Dr. P.N.", 8))
            opening = Opening(planned_dose_mg=Decimal(150))
            session = practice.open_session(known(practice, self.client), opening)
            session.vitals("124/80 72 98")
            session.dose(Decimal(150))
            session.note(f"Tears, {self.kept}.")
            session.note(f"My own {self.kept_private}.", private=True)
            if end:
                session.end("the client asked to stop")
            self.session_id = session.session_id

    def start(self) -> None:
        """Start the app, which locks itself with half a private note in its box."""
        environment = dict(os.environ, QT_QPA_PLATFORM="offscreen", SDL_AUDIODRIVER="dummy")
        for name in ("KAP_HOME", "HOME", "TMPDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
            environment[name] = str(self.home if name == "KAP_HOME" else self.home / name)
            Path(environment[name]).mkdir(exist_ok=True)
        environment["XDG_DATA_HOME"] = environment["XDG_STATE_HOME"] = str(self.home / "HOME")
        environment["PYTHONPATH"] = str(ROOT)
        self.process = subprocess.Popen(
            [sys.executable, str(ROOT / "tests/journeys/locked_app.py"), str(self.vault)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
            text=True,
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{self.passphrase}\n{self.half} mine, half\n")
        self.process.stdin.flush()
        assert self.process.stdout.readline() == "locked\n"

    def kill(self) -> None:
        """End it as the power would."""
        assert self.process is not None
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def memory(self, *, only_files: bool = False) -> dict[str, bytes]:
        """Return what the process could write to: all of it, or what other processes can open."""
        assert self.process is not None
        pid = self.process.pid
        found: dict[str, bytes] = {}
        maps = Path(f"/proc/{pid}/maps").read_text(encoding="utf-8").splitlines()
        with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
            for line in maps:
                span, rights, _, _, _, *name = line.split(maxsplit=5)
                named = name[0].strip() if name else ""
                is_file = named.startswith(_IN_MEMORY)
                if "w" not in rights or named.startswith("[v") or (only_files and not is_file):
                    continue
                low, high = (int(end, 16) for end in span.split("-"))
                try:
                    memory.seek(low)
                    found[f"{span} {named}"] = memory.read(high - low)
                except OSError:
                    continue
        return found


@pytest.fixture
def killed(tmp_path: Path) -> Iterator[Killed]:
    passphrase = " ".join(a_word() for _ in range(4))
    made = Killed(tmp_path, a_word(), a_word(), a_word(), a_word(), passphrase)
    yield made
    if made.process is not None:
        made.process.kill()
        made.process.wait()
        for pipe in (made.process.stdin, made.process.stdout):
            if pipe is not None:
                pipe.close()


def left_in_memory(killed: Killed, secrets: dict[str, bytes]) -> list[str]:
    """Return which of `secrets` stand in the memory of the process."""
    memory = killed.memory()
    return sorted(name for name, one in secrets.items() if any(one in m for m in memory.values()))


@pytest.mark.parametrize("end", [False, True], ids=["under the veil", "behind the gate"])
def test_a_half_typed_private_note_is_nowhere_but_in_the_vault_and_is_there_again(
    killed: Killed, qtbot: QtBot, end: bool
) -> None:
    killed.hold_session(end=end)
    killed.start()
    shared = killed.memory(only_files=True)
    assert traces(killed.words, shared) == []
    killed.kill()
    assert traces_below(killed.words, killed.home) == []
    for folder in (Path("/dev/shm"), Path("/run/user") / str(os.getuid())):
        if folder.exists():
            left = {str(one): one.read_bytes() for one in folder.iterdir() if one.is_file()}
            assert traces(killed.words, left) == []
    clinic = Clinic(killed.home, qtbot)
    try:
        window = clinic.open_window()
        home = clinic.unlock(window, killed.passphrase)
        if not end:
            home.resume()
        assert window.room is not None
        box = window.room.session.writing.box
        assert (box.text(), box.is_private) == (f"{killed.half} mine, half", True)
    finally:
        clinic.close()


def test_behind_the_gate_neither_key_nor_passphrase_nor_a_word_is_left_in_memory(
    killed: Killed,
) -> None:
    killed.hold_session(end=True)
    key = load_keys(killed.vault).data_key(Slot.PASSPHRASE, killed.passphrase)
    killed.start()
    wanted = {"the key": key, "the key in hex": key.hex().encode()}
    for code in ("utf-8", "utf-16-le", "utf-32-le"):
        wanted |= {f"{word} in {code}": word.encode(code) for word in killed.words}
    try:
        left = left_in_memory(killed, wanted)
    except PermissionError:
        pytest.skip("this user may not look into the memory of another process")
    deadline = time.monotonic() + _WASHES_S
    while left and time.monotonic() < deadline:
        time.sleep(0.5)
        left = left_in_memory(killed, wanted)
    assert not [name for name in left if name.startswith("the key")]
    assert left == []
