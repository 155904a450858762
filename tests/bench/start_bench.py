"""Cold start to the first painted window, and from the passphrase to Home with 10,000 sessions.

The start is of whole processes, ours and a bare PySide6 window that leaves after its first paint,
one after the other, ten times each, with a warm disk. Home is timed in one process from Enter until
it is painted; the passphrase of this vault costs next to nothing, so the key's derivation is not in
it. `--sessions N` makes fewer.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
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

_STARTS = 10
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
    took: dict[tuple[str, ...], list[float]] = {ours: [], bare: []}
    for n in range(_STARTS + 1):
        for command, times in took.items():
            begun = time.perf_counter()
            subprocess.run(command, check=True, env=environment, capture_output=True)
            if n:  # the first warms the disk
                times.append(time.perf_counter() - begun)
    least, least_bare = min(took[ours]), min(took[bare])
    median, median_bare = (sorted(times)[_STARTS // 2] for times in (took[ours], took[bare]))
    print(f"  start to first paint: {least:.3f} s at least, {median:.3f} s at the median")
    print(f"  a bare window: {least_bare:.3f} s at least, {median_bare:.3f} s at the median")
    print(f"  ratio: {least / least_bare:.2f} at least, {median / median_bare:.2f} at the median")


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
    times = []
    for _ in range(6):
        window = window_of(folder, clock)
        window.show()
        window.gate.focus_first()
        app.processEvents()
        window.gate.warm_up()
        field = window.focusWidget()
        QTest.keyClicks(field, PASSPHRASE)
        app.processEvents()
        begun = time.perf_counter()
        QTest.keyClick(field, Qt.Key.Key_Return)
        wait_until(lambda: window.home is not None, app.processEvents, 60)  # noqa: B023
        app.processEvents()
        times.append((time.perf_counter() - begun) * 1000)
        window.close()
        window.close()
        window.deleteLater()
        app.processEvents()
    print(
        f"  Home with {sessions} sessions after the key: {min(times):.0f} ms at least, first time"
    )
    print(f"  {times[0]:.0f} ms, median {sorted(times)[len(times) // 2]:.0f} ms")


if __name__ == "__main__":
    raise SystemExit(main())
