"""The real app in a process of its own: it rehearses, says "rehearsing", and waits to be killed.

Run with the folder that holds vault and state.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

os.environ |= {"QT_QPA_PLATFORM": "offscreen", "SDL_AUDIODRIVER": "dummy"}

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kap_companion.app import make_window
from kap_companion.ui import theme

_WAIT_S = 120


def main(home: Path) -> int:
    """Begin a rehearsal at sixty, let the first reading be taken in it, and wait."""
    os.environ["KAP_HOME"] = str(home)
    app = QApplication.instance() or theme.make_app("kap-companion")
    assert isinstance(app, QApplication)
    window = make_window(None)
    window.show()
    window.activateWindow()
    window.rehearse()
    rehearsing = window.rehearsing
    assert rehearsing is not None and rehearsing.screen is not None
    rehearsing.screen.speed.set_chosen("60")
    QTest.keyClick(rehearsing.screen.begin, Qt.Key.Key_Return)
    _wait(lambda: rehearsing.stage is not None)
    stage = rehearsing.stage
    assert stage is not None
    _wait(lambda: stage.conductor.companion.state.latest_reading is not None)
    print("rehearsing", flush=True)
    return app.exec()


def _wait(until: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _WAIT_S
    while not until():
        assert time.monotonic() < deadline, "it took too long"
        QTest.qWait(20)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1])))
