"""The plain shapes of which a timeline is drawn, in px from the top left; colours are names."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

Path: TypeAlias = tuple[tuple[float, float], ...]


class Ink(StrEnum):
    """What a colour says; the theme has a colour of each name."""

    TEXT = "text"
    SECOND = "second"
    NOW = "now"
    DUE = "due"
    WELL = "well"
    ROSE = "rose"
    PRIVATE = "private"
    LINE = "line"
    BLOCK = "block"
    CURRENT = "current"


class Stage(StrEnum):
    """Whether a part of a phase is over, begun or to come."""

    PAST = "past"
    NOW = "now"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Line:
    """A straight line; `path` has two points or more."""

    path: Path
    ink: Ink
    width: float
    is_dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A rounded box; of a phase, `stage` says how strong its colour is."""

    x: float
    y: float
    width: float
    height: float
    radius: float
    ink: Ink
    stage: Stage | None = None


@dataclass(frozen=True, slots=True)
class Round:
    """A disc of radius `r`, or a ring."""

    x: float
    y: float
    r: float
    ink: Ink
    is_ring: bool = False


@dataclass(frozen=True, slots=True)
class Diamond:
    """A square on its corner, `r` from its middle to each."""

    x: float
    y: float
    r: float
    ink: Ink


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words whose box begins at `x`, `y`."""

    x: float
    y: float
    width: float
    height: float
    text: str
    ink: Ink

    def meets(self, other: Words, gap: float = 0.0) -> bool:
        """Whether two lines of words touch, or are nearer than `gap` to each other."""
        return (
            self.x < other.x + other.width + gap
            and other.x < self.x + self.width + gap
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


Shape: TypeAlias = Line | Box | Round | Diamond | Words
