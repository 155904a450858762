"""Lays an arc on the session's clock: what plays when, and how far the music reaches."""

from __future__ import annotations

from dataclasses import dataclass

from kap_companion.music.arc import Arc, Placed
from kap_companion.music.course import Course
from kap_companion.music.cued import Joint
from kap_companion.music.steering import Listening
from kap_companion.session.phases import Phase

LONG_CROSSFADE_S = 12.0
"""How long the music leads over where the clinician wants the next track at once: a preference."""


@dataclass(frozen=True, slots=True)
class Playing:
    """What sounds now; `left_s` None where its length is not known.

    `phase` is the session's when it began, `step` how intense it is.
    """

    key: str
    left_s: float | None
    phase: Phase | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """A track in its time, in seconds from now.

    It begins as its crossfade begins, over the last `crossfade_s` of the one before. `phase` is
    the session's when it begins, which may differ from the one the track is placed in. `again`:
    it was played before in this session.
    """

    placed: Placed
    begins_s: float
    ends_s: float
    phase: Phase
    again: bool
    crossfade_s: float
    joint: Joint


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the music that was not yet played reaches from now to the planned end.

    `spare_s` is how far it reaches beyond it; negative: how much of the time until then has no
    music of its own, so that something is played again. `short_by_phase` says by how many
    seconds the rest of a phase is longer than its own unplayed tracks. `unknown` counts the
    tracks whose length is not known and was guessed. `repeats_from_s` is when the first track
    is played again before the planned end.
    """

    covers: bool
    spare_s: float
    short_by_phase: tuple[tuple[Phase, float], ...] = ()
    unknown: int = 0
    repeats_from_s: float | None = None
    planned_end_s: float | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The tracks to come in their order, the next one first, and how far they reach."""

    slots: tuple[Slot, ...]
    coverage: Coverage


def plan(  # the contract that others build on; filled in below
    arc: Arc,
    course: Course,
    playing: Playing | None,
    listening: Listening,
    crossfade_s: float,
    *,
    at_once: bool = False,
) -> Plan:
    """Lay `arc` on `course` from now to at least its planned end."""
    raise NotImplementedError


def announce(laid: Plan) -> Slot | None:
    """Return the next track, as the clinician sees it beforehand: it is the one that plays."""
    return laid.slots[0] if laid.slots else None


def coverage_words(coverage: Coverage) -> str:
    """Return how far the music reaches, as the panel says it."""
    raise NotImplementedError
