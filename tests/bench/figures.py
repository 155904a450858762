"""Figures of a bench: what was measured beside what it is measured against, and how it grows."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured, in `unit`, and the reference of the same run, None where there is none.

    `more` are sentences for those who want to know how it came about.
    """

    ours: float
    reference: float | None
    unit: str
    more: tuple[str, ...] = ()

    @property
    def ratio(self) -> float | None:
        """How many times the reference it is."""
        return self.ours / self.reference if self.reference else None


@dataclass(slots=True)
class Timed:
    """The seconds that several acts took, each round one after the other."""

    wall: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def take(self, act: Callable[[], object]) -> None:
        """Do an act and note what it took, by the clock and of this thread's processor."""
        begun, begun_cpu = time.perf_counter(), time.thread_time()
        act()
        self.cpu.append(time.thread_time() - begun_cpu)
        self.wall.append(time.perf_counter() - begun)


def in_turn(rounds: int, *acts: Callable[[], object]) -> tuple[Timed, ...]:
    """Do the acts in turn, so that a busy machine is busy for all; once before it counts."""
    timed = tuple(Timed() for _ in acts)
    for act in acts:
        act()
    for _ in range(rounds):
        for one, act in zip(timed, acts, strict=True):
            one.take(act)
    return timed


def p99(values: Sequence[float], blocks: int = 6) -> float:
    """Return what 99 of 100 do not go beyond: the median of that over so many stretches.

    One stretch in which the machine was busy with something else does not decide.
    """
    size = len(values) // blocks
    stretches = [sorted(values[at * size : (at + 1) * size]) for at in range(blocks)]
    return median(one[math.ceil(0.99 * len(one)) - 1] for one in stretches)


def exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Return e where the values grow as size to the power of e: the slope of the logarithms."""
    xs = [math.log(one) for one in sizes]
    ys = [math.log(one) for one in values]
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = sum((a - x) * (b - y) for a, b in zip(xs, ys, strict=True))
    return slope / sum((a - x) ** 2 for a in xs)


def said(value: float, unit: str) -> str:
    """Return a figure with its unit; seconds as ms or µs where they are small."""
    if unit != "s":
        return f"{value:.2f} {unit}"
    for least, factor, name in ((1.0, 1.0, "s"), (1e-3, 1e3, "ms"), (0.0, 1e6, "µs")):
        if value >= least:
            return f"{value * factor:.2f} {name}"
    return f"{value:.2f} s"
