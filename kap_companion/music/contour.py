"""The loudness contour of an arc: how far under its loudest moment each part of a session lies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

from kap_companion.language import tr
from kap_companion.session.phases import Phase

QUIETEST_LUFS = -70.0
"""Under this nothing is heard: the gate of EBU R128."""

# Finer steps nobody hears, and the plan would be another each time it is laid.
_STEP_LU = 0.5
_ORDER = tuple(Phase)


@dataclass(frozen=True, slots=True)
class Level:
    """The loudness of one phase in LUFS, from its begin to its end, evenly in between."""

    phase: Phase
    begins_lufs: float
    ends_lufs: float

    def __post_init__(self) -> None:
        if not all(QUIETEST_LUFS <= lufs <= 0 for lufs in (self.begins_lufs, self.ends_lufs)):
            phase = tr(self.phase.value)
            raise ValueError(tr("{phase} needs a loudness of -70 to 0 LUFS", phase=phase))


Contour: TypeAlias = tuple[Level, ...]
"""The levels of an arc's phases in their order; empty where all of it is one loudness."""


def under_loudest_lu(contour: Contour, phase: Phase, share: float) -> float:
    """Return how many LU under the contour's loudest moment `phase` is, in steps of half a LU.

    `share` is how far the phase has gone, 0 to 1. A phase that the contour does not name is as
    the one before it ends, else as the next one begins. Without a contour it is 0, and it is never
    less: what is loudest plays at the clinician's own target.
    """
    if not contour:
        return 0.0
    loudest = max(max(level.begins_lufs, level.ends_lufs) for level in contour)
    under = loudest - _lufs_at(contour, phase, min(1.0, max(0.0, share)))
    return round(under / _STEP_LU) * _STEP_LU


def contour_form(contour: Contour) -> list[list[Any]]:
    """Return a contour as plain JSON values."""
    return [[level.phase.value, level.begins_lufs, level.ends_lufs] for level in contour]


def contour_from(form: Iterable[Any]) -> Contour:
    """Return the contour that `contour_form` made `form` of. Raises ValueError, TypeError."""
    return tuple(Level(Phase(phase), float(begins), float(ends)) for phase, begins, ends in form)


def _lufs_at(contour: Contour, phase: Phase, share: float) -> float:
    at = _ORDER.index(phase)
    before = [level for level in contour if _ORDER.index(level.phase) <= at]
    if not before:
        return contour[0].begins_lufs
    level = before[-1]
    if level.phase is not phase:
        return level.ends_lufs
    return level.begins_lufs + share * (level.ends_lufs - level.begins_lufs)
