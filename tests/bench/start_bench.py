"""Cold start to the first painted window, and from the passphrase to Home with 10,000 sessions.

The start is of whole processes, ours and a bare PySide6 window that leaves after its first paint,
one after the other, fifteen times each, with a warm disk; each with the CPU it took, which other
work on the machine touches less. Home is timed in one process from Enter until it is painted; the
passphrase of this vault costs next to nothing, so the key's derivation is not in it. `--sessions N`
makes fewer.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kap_companion.session.clock import ScriptedClock
from tests.bench.practice import (
    PASSPHRASE,
    client_of,
    hold_session,
    make_vault,
    practice_of,
    wait_until,
    window_of,
)

_STARTS = 15
_CLIENTS = 400
_BARE = """
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel, QWidget

class Window(QWidget):
    def paintEvent(self, event):
        QTimer.singleShot(0, app.quit)

app = QApplication([])
window = Window()
window.resize(1280, 800)
QLabel("A window", window)
window.show()
app.exec()
"""


def main() -> int:
    """Print the figures; it judges nothing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--sessions", type=int, default=10_000)
    told, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as name:
        _start(Path(name))
        _come_home(Path(name), told.sessions)
    return 0


def _start(home: Path) -> None:
    environment = {**os.environ, "KAP_EXIT_AFTER_PAINT": "1", "KAP_HOME": str(home / "start")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's Python keeps what it compiled
    ours = (sys.executable, "-m", "kap_companion")
    bare = (sys.executable, "-c", _BARE)
    took: dict[tuple[str, ...], list[tuple[float, float]]] = {ours: [], bare: []}
    for n in range(_STARTS + 1):
        for command, times in took.items():
            before, begun = _cpu_of_children_s(), time.perf_counter()
            subprocess.run(command, check=True, env=environment, capture_output=True)
            if n:  # the first warms the disk
                times.append((time.perf_counter() - begun, _cpu_of_children_s() - before))
    for which, what in enumerate(("by the clock", "of CPU")):
        mine, other = (sorted(one[which] for one in took[key]) for key in (ours, bare))
        median, median_other = mine[_STARTS // 2], other[_STARTS // 2]
        print(f"  start to first paint, {what}: {mine[0]:.3f} s at least, {median:.3f} s median")
        print(f"  a bare window, {what}: {other[0]:.3f} s at least, {median_other:.3f} s median")
        print(f"  ratio: {mine[0] / other[0]:.2f} at least, {median / median_other:.2f} median")


def _cpu_of_children_s() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _come_home(folder: Path, sessions: int) -> None:
    clock = ScriptedClock(datetime(2020, 3, 2, 10, 11, tzinfo=UTC))
    with make_vault(folder) as vault:
        practice = practice_of(vault, clock)
        clients = [client_of(practice, f"C{n:04d}") for n in range(min(_CLIENTS, sessions))]
        for n in range(sessions):
            session = hold_session(practice, clients[n % len(clients)], clock, notes=1)
            clock.advance(timedelta(hours=2))
            session.end()
    app = QApplication.instance() or QApplication([])
    times, cpu = [], []
    for _ in range(6):
        window = window_of(folder, clock)
        window.show()
        window.gate.focus_first()
        app.processEvents()
        window.gate.warm_up()
        field = window.focusWidget()
        # At six keys a second, as a person types: meanwhile what comes next is brought in.
        QTest.keyClicks(field, PASSPHRASE, Qt.KeyboardModifier.NoModifier, 166)
        app.processEvents()
        begun, cpu_begun = time.perf_counter(), time.process_time()
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait_until(lambda: window.home is not None, lambda: _rest(app), 60)  # noqa: B023
        app.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
        cpu.append((time.process_time() - cpu_begun) * 1000)
        window.close()
        window.close()
        window.deleteLater()
        app.processEvents()
    for what, one in (("by the clock", times), ("of CPU", cpu)):
        least, first, median = min(one), one[0], sorted(one)[len(one) // 2]
        print(
            f"  Home with {sessions} sessions after the key, {what}: "
            f"{least:.0f} ms at least, first time {first:.0f} ms, median {median:.0f} ms"
        )


def _rest(app: QCoreApplication) -> None:
    app.processEvents()
    time.sleep(0.001)  # to look without a rest would count as work


if __name__ == "__main__":
    raise SystemExit(main())
