"""What a process holds: memory, open handles, threads, Qt objects and timers, Python objects."""

from __future__ import annotations

import ctypes
import gc
import os
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from tests.endurance.memory import MOST_GROWTH_MIB, resident_mib

_MOST_PYTHON = 10_000
"""Python objects may be so many more: a session its rows, a vault where each stream ends."""
_SAME = 25
"""Qt objects may be so many more: rows of a list come and go with what is in them."""
_FEW_LOOKS, _UNDER_WAY = 8, 3
"""What is being made beside has a thread and handles of its own: among a few looks that shows."""


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


def faults_of(what: str, looks: Sequence[Held]) -> list[str]:
    """Say what there is more of in the last quarter than in the second, whatever comes and goes."""
    few = len(looks) < _FEW_LOOKS
    earlier = looks[:-1] if few else looks[len(looks) // 4 : len(looks) // 2 + 1]
    later = looks[-1:] if few else looks[-(len(looks) // 4) :]
    found = []

    def compare(name: str, of: Callable[[Held], float], most: float) -> None:
        before, after = max(map(of, earlier)), min(map(of, later))
        if after > before + most:
            more = f"{after:.0f} {name} at {later[-1].done}, {before:.0f} at {earlier[-1].done}"
            python = grown(earlier[-1].python_objects, later[-1].python_objects, 20)
            qt = grown(earlier[-1].qt_objects, later[-1].qt_objects, 3)
            found.append(f"{what}: {more}; of Python {python}; of Qt {qt}")

    compare("MiB", lambda one: one.memory_mib, MOST_GROWTH_MIB)
    compare("handles", lambda one: one.handles, _UNDER_WAY if few else 0)
    compare("threads", lambda one: one.threads, _UNDER_WAY if few else 0)
    compare("timers", lambda one: one.timers, 0)
    compare("Qt objects", lambda one: one.qt_objects.total(), _SAME)
    compare("Python objects", lambda one: one.python_objects.total(), _MOST_PYTHON)
    return found


def told_of(what: str, looks: Sequence[Held]) -> str:
    half = looks[(len(looks) - 1) // 2 :]
    a_round = slope([(one.done, one.memory_mib) for one in half]) * 1024
    first, last = looks[0], looks[-1]
    return (
        f"from {what} {first.done} to {last.done} {first.memory_mib:.1f} to {last.memory_mib:.1f}"
        f" MiB, {a_round:.1f} KiB a {what} in the second half, {first.handles} to {last.handles}"
        f" handles, {first.threads} to {last.threads} threads, {first.timers} to {last.timers}"
        f" timers, {first.qt_objects.total()} to {last.qt_objects.total()} Qt objects"
    )


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
