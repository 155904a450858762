"""The real window while its disk fails: what is typed stays, time and music go on."""

from __future__ import annotations

import os
import subprocess
import wave
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import timedelta
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt import qt_compat
from pytestqt.qtbot import QtBot

from kap_companion.companion import Companion
from kap_companion.music.player import Output, Player
from kap_companion.practice import Practice
from kap_companion.session import entries as e
from kap_companion.ui.preferences import Preferences, save_preferences
from kap_companion.ui.room import SESSION, SessionRoom
from kap_companion.vault.verify import verify
from tests.endurance.apart import Tell
from tests.endurance.small_disk import SmallDisk, may_mount
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

Failing = Callable[[], AbstractContextManager[object]]
Key = Qt.Key
_CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
# What of the vault's writing is no way to speak with the music's engine.
_REFUSED = ("pwrite64", "fsync", "fdatasync", "ftruncate", "mkdir", "rename")
# Longer than what is half typed waits to be saved.
_SAVED_MS = 700
_DISK_MB = 48


class FailingWindow:
    """A session in the window, music sounding; `try_out` lets the disk fail for one act."""

    def __init__(self, clinic: Clinic) -> None:
        # The clock is moved by minutes where no key is pressed: that is no idle clinician.
        save_preferences(clinic.home / "settings", Preferences(idle_minutes=0))
        clinic.add_clients("M.R.")
        self._clinic = clinic
        self._window, _ = clinic.at_home()
        for key in (Key.Key_M, Key.Key_Return, Key.Key_Return):
            clinic.press(key)
        assert self._window.room is not None and self._window.conductor is not None
        self._room: SessionRoom = self._window.room
        self._companion: Companion = self._window.conductor.companion
        self._companion.dose(Decimal(150), reason="planned")
        self._room.go_to(SESSION)
        self._play()

    def try_out(self, number: int, failing: Failing) -> list[str]:
        """Keep a note, a private note, vitals or a mark while the disk fails, and again after.

        Return what is wrong.
        """
        act = (self._note, self._private_note, self._vitals, self._mark)[number % 4]
        found = act(number, failing)
        return [f"{act.__name__.strip('_').replace('_', ' ')}: {one}" for one in found]

    def end(self) -> list[str]:
        """Close the window; return what is wrong with the vault that it leaves."""
        clinic, kept = self._clinic, len(self._companion.rows())
        session = self._companion.session_id
        clinic.close()
        state = clinic.state
        found = [*verify(clinic.folder, PASSPHRASE, state_folder=state).findings]

        def look(practice: Practice) -> None:
            rows = practice.look_at(session).rows()
            if len(rows) < kept:
                found.append(f"lost: {kept - len(rows)} rows of the session")

        clinic.with_practice(look)
        return found

    # --- the acts -------------------------------------------------------------------------------

    def _note(self, number: int, failing: Failing) -> list[str]:
        return self._typed_note(f"precious {number}", failing, e.NoteTaken)

    def _private_note(self, number: int, failing: Failing) -> list[str]:
        self._clinic.press(Key.Key_P, _CTRL_SHIFT)
        return self._typed_note(f"my own {number}", failing, e.PrivateNoteTaken)

    def _typed_note(self, text: str, failing: Failing, kind: type[object]) -> list[str]:
        box = self._room.session.writing.box
        with failing():
            self._clinic.type(text)
            self._clinic.qtbot.wait(_SAVED_MS)
            self._clinic.press(Key.Key_Return)
            found = self._while_it_fails(kind, text)
            if box.text() != text:
                found.append(f"lost: the box holds {box.text()!r}")
        self._clinic.press(Key.Key_Return)
        if box.text():
            found.append("with room again it is not kept")
        return found + self._once_it_works(kind, text)

    def _vitals(self, number: int, failing: Failing) -> list[str]:
        text = f"{110 + number % 30}/80 72 98"
        self._clinic.press(Key.Key_F2)
        with failing():
            self._clinic.type(text)
            self._clinic.press(Key.Key_Return)
            found = self._while_it_fails(e.VitalsTaken, text)
        self._clinic.press(Key.Key_Return)
        return found + self._once_it_works(e.VitalsTaken, text)

    def _mark(self, _number: int, failing: Failing) -> list[str]:
        before = self._told(e.Marked)
        with failing():
            self._clinic.press(Key.Key_1, CTRL)
            found = self._while_it_fails(e.Marked, "")
            if self._told(e.Marked) != before:
                found.append("missed: the mark is shown and was not kept")
        self._clinic.press(Key.Key_1, CTRL)
        if len(self._told(e.Marked)) != len(before) + 1:
            found.append("lost: the mark is not kept with room again")
        return found + self._once_it_works(e.Marked, "")

    # --- what must hold -------------------------------------------------------------------------

    def _while_it_fails(self, kind: type[object], text: str) -> list[str]:
        """Return what is wrong meanwhile: one sentence, nothing told as kept, all goes on."""
        found = []
        said = self._room.session.writing.message.text()
        if "disk" not in said or not said.endswith(".") or "\n" in said:
            found.append(f"missed: the window says {said!r}")
        if self._room.header._saved.text() != "not saved":
            found.append(f"missed: its head says {self._room.header._saved.text()!r}")
        if text and text in self._told(kind):
            found.append("missed: it is shown as kept")
        clock, player = self._clock(), self._player()
        self._later(seconds=70)
        if self._clock() == clock:
            found.append(f"the clock stands at {clock}")
        at_s = player.status.position_s
        try:
            self._clinic.wait(lambda: player.status.position_s > at_s + 0.05, 3_000)
        except Exception:  # pytest-qt's own kind, which it does not hand out
            found.append(f"the music stands at {at_s} s")
        return found

    def _once_it_works(self, kind: type[object], text: str) -> list[str]:
        found = []
        if text and text not in self._told(kind):
            found.append(f"lost: {text!r} is not kept with room again")
        if not self._room.header._saved.text().startswith("saved"):
            found.append(f"its head still says {self._room.header._saved.text()!r}")
        if self._room.session.writing.message.text():
            found.append(f"it still says {self._room.session.writing.message.text()!r}")
        return found

    def _told(self, kind: type[object]) -> list[str]:
        bodies = [row.body for row in self._companion.rows()]
        return [_words(body) for body in bodies if isinstance(body, kind)]

    def _player(self) -> Player:
        assert self._window.conductor is not None
        return self._window.conductor.music.player

    def _play(self) -> None:
        window = self._window
        self._clinic.press(Key.Key_M, _CTRL_SHIFT)
        self._clinic.type(str(_sound(self._clinic.home)))
        self._clinic.press(Key.Key_Return)
        self._clinic.wait(lambda: bool(window.conductor and window.conductor.music.tracks))
        self._clinic.press(Key.Key_F4)
        self._clinic.wait(lambda: self._player().status.playing)

    def _clock(self) -> str:
        return self._room.session.now.ring.face.clock

    def _later(self, **by: float) -> None:
        self._clinic.clock.advance(timedelta(**by))
        assert self._window.conductor is not None
        self._window.conductor.beat.emit()


def try_out_in(home: Path, errors: Sequence[str], tell: Tell) -> None:
    """Open the window on a small disk in `home` and let it fail: full, then by each error in turn.

    For a process of its own, without pytest. Tells each `fault` with what was `found`.
    """
    disk = SmallDisk(home / "disk", _DISK_MB) if may_mount() else None
    (home / "disk").mkdir(exist_ok=True)
    qt_compat.qt_api.set_qt_api("pyside6")
    app = QApplication([])
    qtbot = QtBot(cast("Any", SimpleNamespace(node=SimpleNamespace())))
    clinic = Clinic(home / "disk", qtbot, new_player=lambda: Player(Output.SILENCE))
    window = FailingWindow(clinic)
    for number, error in enumerate(errors):
        found = window.try_out(number, partial(refusing, error))
        tell(fault=f"{error}: in the window, act {number % 4}", found=found)
        if disk is not None:
            # By another number: what is typed bears it.
            found = window.try_out(number + 4, partial(filling, disk))
            tell(fault=f"a full disk: in the window, act {number % 4}", found=found)
    tell(fault="", found=window.end())
    app.quit()


@contextmanager
def refusing(error: str) -> Iterator[None]:
    """Let strace answer what the vault writes in this process with an error, until the end."""
    command = ["strace", "-p", str(os.getpid()), "-o", os.devnull]
    command += [
        "-e",
        f"trace={','.join(_REFUSED)}",
        "-e",
        f"inject={','.join(_REFUSED)}:error={error}",
    ]
    with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
        assert tracer.stderr is not None
        if b"attached" not in tracer.stderr.readline():
            raise RuntimeError("strace may not look on")
        try:
            yield
        finally:
            tracer.terminate()


@contextmanager
def filling(disk: SmallDisk) -> Iterator[None]:
    """Let a small disk be full until the end."""
    disk.fill()
    try:
        yield
    finally:
        disk.make_room()


def _words(body: object) -> str:
    return str(getattr(body, "text", getattr(body, "tag", "")))


def _sound(home: Path) -> Path:
    path = home / "Horizon.wav"
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(4_000)
        file.writeframes(b"\x80" * 4_000 * 14 * 60)
    return path
