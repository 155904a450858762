"""Lays an arc on the session's clock: what plays when, and how far the music reaches."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import zip_longest

from kap_companion.language import tr, trn
from kap_companion.music.arc import UNKNOWN_LENGTH_S, Arc, Placed
from kap_companion.music.contour import under_loudest_lu
from kap_companion.music.course import Course, for_music
from kap_companion.music.cued import Joint
from kap_companion.music.settings import LED_OVER_S
from kap_companion.music.steering import Listening, choose
from kap_companion.session.phases import Phase

# The panel shows as many as it has rows for, even where all of them were played before.
_FEWEST_SLOTS = 5
# A whole library may be an arc: what is laid behind the planned end, and in all, is bounded.
_ENOUGH_SLOTS = 60
_MOST_SLOTS = 1000
# A track that ends as the phase turns is followed by the new phase's, however the clocks round.
_SLACK_S = 0.25
# Less than this of another phase's music is not worth saying.
_TOO_LITTLE_S = 30.0


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
    it was played before in this session. `under_lu` is how far under the arc's loudest moment the
    contour has the music as it begins.
    """

    placed: Placed
    begins_s: float
    ends_s: float
    phase: Phase
    again: bool
    crossfade_s: float
    joint: Joint
    under_lu: float = 0.0


@dataclass(frozen=True, slots=True)
class Borrowed:
    """For how many seconds a phase plays unheard music that is not its own, and whose that is.

    A lender None stands for the tracks without a phase.
    """

    phase: Phase
    seconds: float
    lenders: tuple[Phase | None, ...]


@dataclass(frozen=True, slots=True)
class Coverage:
    """Whether the music that was not yet played reaches from now to the planned end.

    `spare_s` is how far it reaches beyond it (beyond now, where no end is planned or it is past);
    negative: for how long until then something plays again. Where an arc has phases,
    `short_by_phase` says for how many seconds of each something plays again, `borrowed` for how
    many of them it is another phase's unplayed music: so where all is covered, none is short.
    `unknown` counts the tracks whose length is not known and was guessed. `repeats_from_s` is
    when something first plays again, or nothing is left, before the planned end.
    """

    covers: bool
    spare_s: float
    short_by_phase: tuple[tuple[Phase, float], ...] = ()
    unknown: int = 0
    repeats_from_s: float | None = None
    planned_end_s: float | None = None
    borrowed: tuple[Borrowed, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The tracks to come in their order, the next one first, and how far they reach."""

    slots: tuple[Slot, ...]
    coverage: Coverage


def plan(
    arc: Arc,
    course: Course,
    playing: Playing | None,
    listening: Listening,
    crossfade_s: float,
    *,
    led_over_s: float = LED_OVER_S,
    at_once: bool = False,
) -> Plan:
    """Lay `arc` on `course` from now to its planned end, or for as long as there is unplayed music.

    What sounds plays to its end, the next begins over its last `crossfade_s` (at most half of
    the shorter track), chosen by steering.choose for the phase in which it begins; before
    anything plays the first one begins now. Where the phase has turned to one of the arc's
    `silent_before`, its first track begins behind the end of the one before instead. With
    `at_once`, or where the clinician asked twice for gentler or deeper, the next one begins now
    by a long crossfade of `led_over_s`.

    Only the first slot binds; the others say what follows as things are. The plan never runs out
    before the planned end, and always holds a few tracks, unless the arc holds none.
    """
    listening = _as_it_sounds(listening, playing)
    before = _what_sounds(arc, playing, listening)
    sounding_until_s = before.ends_s
    horizon_s = course.planned_end_s or 0.0
    now = at_once or listening.at_once
    slots: list[Slot] = []
    while len(slots) < _MOST_SLOTS:
        over_s = led_over_s if now else crossfade_s
        slot = _next_slot(arc, course, listening, before, over_s, now)
        if slot is None:
            break
        is_enough = len(slots) >= (_FEWEST_SLOTS if slot.again else _ENOUGH_SLOTS)
        if is_enough and before.ends_s >= horizon_s:
            break
        slots.append(slot)
        placed = slot.placed
        listening = listening.began(placed.key, slot.phase, placed.step)
        before = _Before(placed.key, slot.begins_s, slot.ends_s, placed.length_s, slot.phase)
        now = False
    guessed = playing is not None and playing.left_s is None
    coverage = _coverage(arc, slots, sounding_until_s, course)
    return Plan(tuple(slots), replace(coverage, unknown=coverage.unknown + guessed))


def announce(laid: Plan) -> Slot | None:
    """Return the next track, as the clinician sees it beforehand: it is the one that plays."""
    return laid.slots[0] if laid.slots else None


def coverage_words(coverage: Coverage) -> str:
    """Return how far the music reaches in one short sentence, as the panel says it."""
    return f"{_reach_words(coverage)}{_unknown_words(coverage.unknown)}"


def shortfall_words(coverage: Coverage) -> tuple[str, ...]:
    """Return for each phase that its own music does not fill by how much, and what plays there.

    'Peak: 6 min short' where music is heard again, 'Peak borrows 6 min from onset' where it is new.
    """
    short = (
        tr(
            "{phase}: {minutes} short",
            phase=tr(phase.value).capitalize(),
            minutes=_minutes(short_s, math.ceil),
        )
        for phase, short_s in coverage.short_by_phase
    )
    borrowed = (
        tr(
            "{phase} borrows {minutes} from {lenders}",
            phase=tr(one.phase.value).capitalize(),
            minutes=_minutes(one.seconds, math.ceil),
            lenders=_lenders_words(one.lenders),
        )
        for one in coverage.borrowed
    )
    return (*short, *borrowed)


@dataclass(frozen=True, slots=True)
class _Before:
    """What the next slot follows; `key` and `phase` None where nothing sounds."""

    key: str | None
    begins_s: float
    ends_s: float
    length_s: float
    phase: Phase | None


def _as_it_sounds(listening: Listening, playing: Playing | None) -> Listening:
    """Return `listening` with what sounds, where the record does not have it or its step yet."""
    if playing is None or (listening.played[-1:] == (playing.key,) and listening.step is not None):
        return listening
    played = (*(key for key in listening.played if key != playing.key), playing.key)
    return replace(listening, played=played, step=playing.step)


def _what_sounds(arc: Arc, playing: Playing | None, listening: Listening) -> _Before:
    if playing is None:
        return _Before(None, 0.0, 0.0, 0.0, None)
    left_s = UNKNOWN_LENGTH_S if playing.left_s is None else max(0.0, playing.left_s)
    own = next((one for one in arc.placed if one.key == playing.key), None)
    length_s = max(own.length_s, left_s) if own is not None else math.inf
    phase = playing.phase or listening.phase
    phase = for_music(phase) if phase is not None else None
    return _Before(playing.key, 0.0, left_s, length_s, phase)


def _next_slot(
    arc: Arc,
    course: Course,
    listening: Listening,
    before: _Before,
    over_s: float,
    now: bool,
) -> Slot | None:
    ends_s = before.ends_s
    if now:
        ends_s = min(ends_s, over_s)
        reach_s = ends_s
    else:
        reach_s = min(max(0.0, over_s), before.length_s / 2, ends_s - before.begins_s)
    # Where the turn lies within the fade, the fade would lead across it.
    turned_s = (0.0 if now else ends_s) + _SLACK_S
    turned = course.phase_at(turned_s)
    if turned in arc.silent_before and before.phase not in (None, turned):
        joint, at_s, reach_s = Joint.SILENCE, turned_s, 0.0
        ends_s = 0.0 if now else ends_s
    else:
        joint, at_s = Joint.CROSSFADE, ends_s - reach_s + _SLACK_S
    phase = course.phase_at(at_s)
    choice = choose(arc, phase, listening, before.key)
    if choice is None:
        return None
    placed = choice.placed
    fade_s = min(reach_s, placed.length_s / 2)
    begins_s = 0.0 if now else ends_s - fade_s
    until_s = begins_s + placed.length_s
    under_lu = under_loudest_lu(arc.contour, phase, course.share_at(at_s))
    return Slot(placed, begins_s, until_s, phase, choice.again, fade_s, joint, under_lu)


def _coverage(arc: Arc, slots: Sequence[Slot], sounding_until_s: float, course: Course) -> Coverage:
    horizon_s = max(0.0, course.planned_end_s or 0.0)
    fresh_until_s, missing_s, repeats_from_s = sounding_until_s, 0.0, None
    fresh = [slot for slot in slots if not slot.again]
    for begins_s, ends_s in (*((one.begins_s, one.ends_s) for one in fresh), (horizon_s, 0.0)):
        gap_s = min(begins_s, horizon_s) - fresh_until_s
        if gap_s > _SLACK_S:
            missing_s += gap_s
            repeats_from_s = fresh_until_s if repeats_from_s is None else repeats_from_s
        fresh_until_s = max(fresh_until_s, ends_s)
    short, borrowed = _not_its_own(arc, slots, sounding_until_s, course)
    return Coverage(
        covers=not missing_s,
        spare_s=-missing_s if missing_s else max(0.0, fresh_until_s - horizon_s),
        short_by_phase=short,
        unknown=sum(not slot.placed.is_length_known for slot in fresh),
        repeats_from_s=repeats_from_s,
        planned_end_s=course.planned_end_s,
        borrowed=borrowed,
    )


def _not_its_own(
    arc: Arc, slots: Sequence[Slot], sounding_until_s: float, course: Course
) -> tuple[tuple[tuple[Phase, float], ...], tuple[Borrowed, ...]]:
    """Return for how long each phase plays what is not its own: heard again, and borrowed."""
    if all(one.phase is None for one in arc.placed):
        return (), ()
    short: dict[Phase, float] = {}
    borrowed: dict[Phase, Borrowed] = {}
    horizon_s = max(0.0, course.planned_end_s or 0.0)
    own_until_s = fresh_until_s = sounding_until_s
    for slot, following in zip_longest(slots, slots[1:]):
        phase, lender = slot.phase, slot.placed.phase
        if lender is phase and not slot.again:
            own_until_s = fresh_until_s = slot.ends_s
            continue
        turn_s = next((at for at, _ in course.turns if at > slot.begins_s + _SLACK_S), horizon_s)
        ends_s = following.begins_s if following is not None else slot.ends_s
        until_s = min(ends_s, turn_s, horizon_s)
        if slot.again:
            lasts_s = max(0.0, until_s - max(slot.begins_s, fresh_until_s))
            short[phase] = short.get(phase, 0.0) + lasts_s
            continue
        lasts_s = until_s - max(slot.begins_s, own_until_s)
        fresh_until_s = slot.ends_s
        if lasts_s > 0:
            so_far = borrowed.get(phase, Borrowed(phase, 0.0, ()))
            lenders = dict.fromkeys((*so_far.lenders, lender))
            borrowed[phase] = Borrowed(phase, so_far.seconds + lasts_s, tuple(lenders))
    return (
        tuple((phase, s) for phase, s in short.items() if s >= _TOO_LITTLE_S),
        tuple(one for one in borrowed.values() if one.seconds >= _TOO_LITTLE_S),
    )


def _reach_words(coverage: Coverage) -> str:
    spare_s, end_s = coverage.spare_s, coverage.planned_end_s
    if not coverage.covers:
        short = _minutes(-spare_s, math.ceil)
        fresh_s = (end_s or 0.0) + spare_s
        if fresh_s <= _SLACK_S:
            return tr("No unplayed music for the rest of the session")
        if (coverage.repeats_from_s or 0.0) < fresh_s - _SLACK_S:
            return tr("Plays {short} of music again before the planned end", short=short)
        return tr("Ends {short} before the planned end", short=short)
    spare = _minutes(spare_s, math.floor)
    if end_s is None or end_s <= 0:
        return tr("Music for another {spare}", spare=spare)
    return (
        tr("Covers the session with {spare} to spare", spare=spare)
        if spare_s >= 60
        else tr("Covers the session")
    )


def _unknown_words(unknown: int) -> str:
    if not unknown:
        return ""
    return trn("; 1 track of unknown length", "; {n} tracks of unknown length", unknown)


def _lenders_words(lenders: Sequence[Phase | None]) -> str:
    *first, last = (
        tr("tracks without a phase") if one is None else tr(one.value) for one in lenders
    )
    return tr("{others} and {last}", others=", ".join(first), last=last) if first else last


def _minutes(seconds: float, whole: Callable[[float], int]) -> str:
    hours, minutes = divmod(whole(seconds / 60), 60)
    if not hours:
        return f"{minutes} min"
    return f"{hours} h {minutes} min" if minutes else f"{hours} h"
