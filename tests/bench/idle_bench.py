"""What the session screen costs while nobody does anything, against a bare window with a clock.

All run at the same moment, each in a process of its own, for a minute: a window with one label that
says another second each second, and the session screen with its clock running after a dose, with a
dozen notes and with 2,000. CPU is of the process and its threads. The bare one costs so little that
a repaint more or less shows; look at the milliseconds too.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("SDL_AUDIODRIVER", "dummy")

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from kap_companion.practice import Opening
from kap_companion.system_clock import SystemClock
from kap_companion.ui import theme
from kap_companion.ui.room import SESSION, SessionRoom
from tests.bench.practice import client_of, conductor_of, make_vault

_SETTLE_MS, _LOOKED_AT_MS = 5_000, 60_000
_MANY = 2_000


def main() -> int:
    """Measure both, or be one of them where the command line names it."""
    made = {"bare": _bare, "session": _session, "long_session": _long_session}
    which = made.get(sys.argv[-1])
    if which is not None:
        app = QApplication([])
        kept = which(app)
        _measure(app)
        del kept
        return 0
    command = [sys.executable, "-m", "tests.bench.idle_bench"]
    running = {
        name: subprocess.Popen([*command, name], stdout=subprocess.PIPE, text=True) for name in made
    }
    cost = {name: float(one.communicate()[0]) for name, one in running.items()}
    for name, ms in cost.items():
        times = ms / cost["bare"]
        print(
            f"  {name}: {ms:.2f} ms of CPU a second ({ms / 10:.3f} % of a core), {times:.1f} times"
        )
    return 0


def _measure(app: QApplication) -> None:
    begun: list[float] = []

    def end() -> None:
        print((time.process_time() - begun[0]) * 1000 / (_LOOKED_AT_MS / 1000))
        app.quit()

    QTimer.singleShot(_SETTLE_MS, lambda: begun.append(time.process_time()))
    QTimer.singleShot(_SETTLE_MS + _LOOKED_AT_MS, end)
    app.exec()


def _bare(app: QApplication) -> QObject:
    window = QWidget()
    window.resize(1280, 800)
    label = QLabel("0:00:00", window)
    timer = QTimer(window)
    timer.timeout.connect(lambda: label.setText(time.strftime("%H:%M:%S")))
    timer.start(1000)
    window.show()
    return window


def _long_session(app: QApplication) -> QObject:
    return _session(app, _MANY)


def _session(app: QApplication, notes: int = 12) -> QObject:
    theme.apply(app, theme.DARK)
    folder = Path(tempfile.mkdtemp(prefix="kap-bench-"))
    clock = SystemClock()
    conductor = conductor_of(make_vault(folder), clock)
    practice = conductor.practice
    session = practice.open_session(client_of(practice), Opening(planned_dose_mg=Decimal(150)))
    session.vitals("124/80 72 98")
    session.dose(Decimal(150))
    for n in range(notes):
        session.note(f"synthetic note {n}: breath slow, hands warm")
    conductor.resume(session.session_id)
    window = QWidget()
    window.resize(1280, 800)
    room = SessionRoom(conductor, window)
    room.resize(window.size())
    room.go_to(SESSION)
    window.show()
    return window


if __name__ == "__main__":
    raise SystemExit(main())
