"""What a process holds: memory, open handles, threads, Qt objects and timers, Python objects."""

from __future__ import annotations

import ctypes
import gc
import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.endurance.memory import resident_mib

_TREE_INDENT = 4


@dataclass(frozen=True, slots=True)
class Held:
    """What the process holds at a moment; `done` says how far it had come.

    `qt_objects` are all below the app and its windows, by class, whether Python knows them or not.
    """

    done: int
    memory_mib: float
    handles: int
    threads: int
    qt_objects: Counter[str]
    python_objects: Counter[str]

    @property
    def timers(self) -> int:
        """How many QTimers there are."""
        return self.qt_objects["QTimer"]

    def line(self) -> str:
        """Say it in a line."""
        return (
            f"{self.done}: {self.memory_mib:.1f} MiB, {self.handles} handles, {self.threads}"
            f" threads, {self.timers} timers, {self.qt_objects.total()} Qt objects,"
            f" {self.python_objects.total()} Python objects"
        )


def held(done: int) -> Held:
    """Look, once what is done with has been let go."""
    for _ in range(3):
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        QCoreApplication.processEvents()
        gc.collect()
    python = Counter(type(one).__qualname__ for one in gc.get_objects())
    qt = _qt_objects()
    _give_back()
    memory = resident_mib(os.getpid())
    # One of the handles is that of the looking itself.
    handles, threads = (len(list(Path(f"/proc/self/{one}").iterdir())) for one in ("fd", "task"))
    return Held(done, memory, handles - 1, threads, qt, python)


def grown(before: Counter[str], after: Counter[str], least: int) -> str:
    """Name the types of which there are `least` more, or more than that."""
    more = {name: count - before[name] for name, count in after.items()}
    wide = sorted((name for name in more if more[name] >= least), key=lambda one: -more[one])
    return ", ".join(f"{more[name]} {name}" for name in wide[:12])


def slope(samples: Sequence[tuple[float, float]]) -> float:
    """Return the least-squares slope of (x, y)."""
    n = len(samples)
    mean_x, mean_y = sum(x for x, _ in samples) / n, sum(y for _, y in samples) / n
    spread = sum((x - mean_x) ** 2 for x, _ in samples)
    return sum((x - mean_x) * (y - mean_y) for x, y in samples) / spread if spread else 0.0


def _qt_objects() -> Counter[str]:
    """Count them as Qt prints its own tree: asking for children would make Python objects."""
    told: list[str] = []

    def listen(_kind: QtMsgType, _context: Any, line: str) -> None:
        told.append(line)

    app = QApplication.instance()
    assert isinstance(app, QApplication)
    roots: list[QObject] = [one for one in app.topLevelWidgets() if one.parent() is None]
    before = qInstallMessageHandler(listen)
    try:
        for root in (app, *roots):
            root.dumpObjectTree()
    finally:
        qInstallMessageHandler(before)
    return Counter(line.strip().split("::")[0].split(" ")[0] for line in told)


def _give_back() -> None:
    """Let the allocator give free memory back, so that what is left is what is held."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
