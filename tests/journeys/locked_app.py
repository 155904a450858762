"""The real app in a process of its own: unlocks, types half a private note, locks, and waits.

Run with the vault's folder, and on stdin two lines: its passphrase, and the note. It says "locked"
when it is. Itself it keeps nothing of what it types: each letter is a key of its own.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from kap_companion.app import make_window
from kap_companion.crash import keep_memory_off_the_disk
from kap_companion.ui import theme
from kap_companion.ui.room import SESSION
from kap_companion.ui.window import Window
from kap_companion.vault.keys import KeyCost

_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)
_WAIT_S = 120


def main(vault: Path) -> int:
    """Lock with a note half typed, and wait to be killed."""
    keep_memory_off_the_disk()
    app = QApplication.instance() or theme.make_app("kap-companion")
    assert isinstance(app, QApplication)
    window = make_window(vault, cost=lambda: _CHEAP)
    window.show()
    window.activateWindow()
    window.gate.focus_first()
    _wait(lambda: QApplication.focusWidget() is not None)
    _type_line()
    QTest.keyClick(_at_keyboard(), Qt.Key.Key_Return)
    _wait(lambda: window.home is not None)
    _open_session(window)
    assert window.room is not None
    window.room.go_to(SESSION)
    QTest.keyClick(_at_keyboard(), Qt.Key.Key_P, _CTRL | _SHIFT)
    _type_line()
    QTest.keyClick(_at_keyboard(), Qt.Key.Key_L, _CTRL)
    _wait(lambda: window.room is None)
    # What is taken apart goes once the loop has gone round.
    QTimer.singleShot(500, lambda: print("locked", flush=True))
    return app.exec()


def _open_session(window: Window) -> None:
    assert window.home is not None and window.conductor is not None
    session = window.conductor.practice.vault.sessions.find("last")[0]
    window.home.open_session(session.id)
    _wait(lambda: window.room is not None)


def _at_keyboard() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    return found


def _type_line() -> None:
    """Type the next line of stdin, letter by letter."""
    while (letter := os.read(0, 1)) not in (b"\n", b""):
        # Their stubs do not know that a letter is taken too.
        press: Any = QTest.keyClick
        press(_at_keyboard(), letter.decode("ascii"))


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _WAIT_S
    while not until():
        assert time.monotonic() < deadline, "it took too long"
        QTest.qWait(20)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
