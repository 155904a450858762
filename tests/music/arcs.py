"""Made-up arcs, courses and sessions for the tests of the planner and of steering."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from hypothesis import strategies as st

from kap_companion.music.arc import MUSIC_PHASES, Arc, Placed
from kap_companion.music.contour import Level
from kap_companion.music.course import Course, planned_course
from kap_companion.music.planner import Plan, Playing, Slot
from kap_companion.music.track import Track
from kap_companion.session.entries import MusicAct, MusicChanged, TrackStarted
from kap_companion.session.phases import Phase
from tests.made import PROTOCOL

HOLD, ONSET, PEAK, RETURN, INTEGRATION = MUSIC_PHASES

COURSE = planned_course(PROTOCOL.phases, 90)
"""From the dose: onset at 12, peak at 20, return at 38, integration at 45, planned end at 90."""

GENTLER = MusicChanged(MusicAct.GENTLER)
DEEPER = MusicChanged(MusicAct.DEEPER)
AS_PLANNED = MusicChanged(MusicAct.AS_PLANNED)

CONTOUR = (
    Level(HOLD, -24.0, -22.0),
    Level(ONSET, -22.0, -20.0),
    Level(PEAK, -20.0, -20.0),
    Level(RETURN, -20.0, -22.0),
    Level(INTEGRATION, -22.0, -26.0),
)
"""The loudness of each phase as the lozenge's template has it."""


def track(title: str, minutes: float | None = 5.0) -> Track:
    """Return a track that is in no file."""
    length_s = minutes * 60 if minutes is not None else None
    return Track(Path(f"/music/{title}.flac"), title, length_s=length_s)


def placed(
    title: str,
    phase: Phase | None = None,
    step: int | None = None,
    minutes: float | None = 5.0,
    within: float = 0.5,
) -> Placed:
    """Return a track in its place, `within` (0-1) its step."""
    intensity = (step - 1 + within) / 5 if step is not None else None
    return Placed(track(title, minutes), phase, intensity)


def arc(*tracks: Placed, silent_before: frozenset[Phase] = frozenset()) -> Arc:
    """Return an arc of these tracks."""
    return Arc("Made up", tracks, silent_before)


def moved(course: Course, by_s: float) -> Course:
    """Return the same course, seen `by_s` seconds later."""
    end_s = course.planned_end_s
    turns = tuple((at - by_s, phase) for at, phase in course.turns)
    return Course(turns, end_s - by_s if end_s is not None else None)


def started(slot: Slot) -> TrackStarted:
    """Return what the record says as the track of `slot` begins."""
    one = slot.placed
    length_s = Decimal(str(one.length_s))
    return TrackStarted(one.track.title, None, length_s, Decimal(0), one.key, slot.phase, one.step)


def sounding(slot: Slot) -> Playing:
    """Return what sounds once the track of `slot` has begun."""
    one = slot.placed
    return Playing(one.key, one.length_s, slot.phase, one.step)


def key(title: str) -> str:
    """Return what a track of that title is known by."""
    return placed(title).key


def titles(plan: Plan, until_s: float = float("inf")) -> list[str]:
    """Return what a plan plays that begins before `until_s`."""
    return [slot.placed.track.title for slot in plan.slots if slot.begins_s < until_s]


_LENGTHS = st.one_of(st.none(), st.floats(20, 900).map(lambda s: round(s, 3)))


@st.composite
def arcs(
    draw: st.DrawFn,
    least: int = 0,
    most: int = 14,
    phases: tuple[Phase | None, ...] = (None, *Phase),
    known_steps: bool = False,
) -> Arc:
    """Return a strategy for arcs of any shape; `known_steps`: each track was measured."""
    measured = st.floats(0, 1)
    tracks = []
    for at in range(draw(st.integers(least, most))):
        file = Track(Path(f"/music/{at}.flac"), str(at), length_s=draw(_LENGTHS))
        intensity = draw(measured if known_steps else st.none() | measured)
        tracks.append(Placed(file, draw(st.sampled_from(phases)), intensity))
    silent = draw(st.frozensets(st.sampled_from(list(Phase)), max_size=2))
    return Arc("Any", tuple(tracks), silent, draw(st.sampled_from([(), CONTOUR, CONTOUR[1:3]])))


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Return a strategy for courses of any shape, most of them not to be met."""
    ats = draw(st.lists(st.floats(-7200, 7200), max_size=8))
    turns = tuple((at, draw(st.sampled_from(list(Phase)))) for at in sorted(ats))
    return Course(turns, draw(st.none() | st.floats(-3600, 9000)))


PRESSES = st.lists(st.sampled_from([GENTLER, DEEPER, AS_PLANNED]), max_size=3)
