"""Cold start to the first painted window, and from the passphrase to Home, by the vault's size.

The start is of whole processes, ours and a bare PySide6 window that leaves after its first paint,
one after the other, fifteen times each, with a warm disk; each with the CPU it took, which other
work on the machine touches less. Home is timed in one process from Enter until it is painted; the
passphrase of these vaults costs next to nothing, so the key's derivation is not in it.
`--entries N` names the largest vault.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication

from kap_companion.session.clock import ScriptedClock
from tests.bench.big_vault import COUNTS, ENTRIES_A_SESSION, LAST_DAY, made_vault
from tests.bench.figures import Timed
from tests.bench.practice import come_home

_STARTS, _TIMES = 15, 6
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
    parser.add_argument("--entries", type=int, default=COUNTS[2], choices=COUNTS)
    told, _ = parser.parse_known_args()
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as name:
        _start(Path(name))
        app = QApplication([])
        for count in (one for one in COUNTS if one <= told.entries):
            _come_home(app, count, Path(name) / str(count))
    return 0


def starts(home: Path, rounds: int) -> tuple[Timed, Timed]:
    """Start our process and a bare window's in turn; return what each took until it was painted."""
    commands = ((sys.executable, "-m", "kap_companion"), (sys.executable, "-c", _BARE))
    ours, bare = starts_of(commands, home, rounds)
    return ours, bare


def starts_of(commands: Sequence[Sequence[str]], home: Path, rounds: int) -> list[Timed]:
    """Start each of some programs in turn; return what each took until it was painted and left."""
    environment = {**os.environ, "KAP_EXIT_AFTER_PAINT": "1", "KAP_HOME": str(home / "start")}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # a person's Python keeps what it compiled
    took = [Timed() for _ in commands]
    for n in range(rounds + 1):
        for command, timed in zip(commands, took, strict=True):
            before, begun = _cpu_of_children_s(), time.perf_counter()
            subprocess.run(command, check=True, env=environment, capture_output=True)
            if n:  # the first warms the disk
                timed.wall.append(time.perf_counter() - begun)
                timed.cpu.append(_cpu_of_children_s() - before)
    return took


def _start(home: Path) -> None:
    ours, bare = starts(home, _STARTS)
    for what, mine, other in (
        ("by the clock", ours.wall, bare.wall),
        ("of CPU", ours.cpu, bare.cpu),
    ):
        for whose, times in (("start to first paint", mine), ("a bare window", other)):
            least, middle = min(times), median(times)
            print(f"  {whose}, {what}: {least:.3f} s at least, {middle:.3f} s median")
        ratios = min(mine) / min(other), median(mine) / median(other)
        print(f"  ratio: {ratios[0]:.2f} at least, {ratios[1]:.2f} median")


def _cpu_of_children_s() -> float:
    told = resource.getrusage(resource.RUSAGE_CHILDREN)
    return told.ru_utime + told.ru_stime


def _come_home(app: QApplication, entries: int, folder: Path) -> None:
    made_vault(entries, folder)
    told = [come_home(app, folder, ScriptedClock(LAST_DAY + timedelta(days=1)))]
    told += [
        come_home(app, folder, ScriptedClock(LAST_DAY + timedelta(days=1))) for _ in range(_TIMES)
    ]
    for which, what in enumerate(("by the clock", "of CPU")):
        times = [one[which] * 1000 for one in told]
        print(
            f"  Home with {entries // ENTRIES_A_SESSION} sessions after the key, {what}: "
            f"{min(times):.0f} ms at least, first time {times[0]:.0f} ms, "
            f"median {median(times[1:]):.0f} ms"
        )


if __name__ == "__main__":
    raise SystemExit(main())
