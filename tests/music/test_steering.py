"""Gentler, as planned, deeper: which of the clinician's own tracks follows, and why."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.music.arc import Arc, Placed
from kap_companion.music.course import Course
from kap_companion.music.planner import Playing, Slot, announce, plan
from kap_companion.music.steering import Choice, Listening, choose
from kap_companion.session.entries import MusicAct, MusicChanged, TrackStarted
from kap_companion.session.phases import Phase
from tests.music.arcs import (
    AS_PLANNED,
    DEEPER,
    GENTLER,
    HOLD,
    ONSET,
    PEAK,
    PRESSES,
    RETURN,
    arc,
    arcs,
    courses,
    moved,
    placed,
    sounding,
    started,
)

Body = TrackStarted | MusicChanged


def start(one: Placed, phase: Phase | None = PEAK, position_s: int = 0) -> TrackStarted:
    return TrackStarted(
        one.track.title,
        position_s=Decimal(position_s),
        track_id=one.key,
        phase=phase,
        step=one.step,
    )


def after(*bodies: Body) -> Listening:
    listening = Listening()
    for body in bodies:
        listening = listening.after(body)
    return listening


def following(of: Arc, listening: Listening, phase: Phase = PEAK) -> str:
    choice = choose(of, phase, listening)
    assert choice is not None
    return choice.placed.track.title


NOW = placed("now", PEAK, 3)
POOL = arc(
    NOW,
    placed("far deeper", PEAK, 5),
    placed("far gentler", PEAK, 1),
    placed("a little deeper", PEAK, 3, within=0.8),
    placed("a little gentler", PEAK, 3, within=0.2),
    placed("deeper", PEAK, 4),
    placed("gentler", PEAK, 2),
)


def without(*names: str) -> Arc:
    return arc(*[one for one in POOL.placed if one.track.title not in names])


# --- what the record says -----------------------------------------------------------------------


def test_a_request_asks_for_one_step_from_what_plays_and_holds_once_it_is_answered() -> None:
    listening = after(start(NOW), DEEPER)
    assert (listening.target, listening.waiting, listening.at_once) == (4, 1, False)
    listening = listening.after(start(placed("deeper", PEAK, 4)))
    assert (listening.target, listening.waiting, listening.held) == (4, 0, 4)


def test_asked_twice_it_comes_at_once_and_is_still_one_step() -> None:
    listening = after(start(NOW), GENTLER, GENTLER, GENTLER)
    assert (listening.target, listening.at_once) == (2, True)
    assert not listening.after(start(placed("gentler", PEAK, 2))).at_once


def test_gentler_and_deeper_cancel_each_other_out() -> None:
    assert after(start(NOW), DEEPER, GENTLER) == after(start(NOW))
    steered = after(start(NOW), DEEPER, start(placed("deeper", PEAK, 4)))
    assert steered.after(GENTLER).after(DEEPER) == steered


def test_there_is_nothing_gentler_than_one_and_nothing_deeper_than_five() -> None:
    assert after(start(placed("still", PEAK, 1)), GENTLER).target == 1
    assert after(start(placed("dense", PEAK, 5)), DEEPER).target == 5


def test_as_planned_takes_back_what_was_asked() -> None:
    assert after(start(NOW), DEEPER, AS_PLANNED) == after(start(NOW))
    steered = after(start(NOW), DEEPER, start(placed("deeper", PEAK, 4)), AS_PLANNED)
    assert (steered.target, steered.at_once) == (None, False)


def test_a_request_holds_until_the_phase_turns() -> None:
    steered = after(start(NOW), DEEPER, start(placed("deeper", PEAK, 4)))
    assert steered.after(start(placed("more", PEAK, 4))).target == 4
    turned = steered.after(start(placed("back", RETURN, 3), RETURN))
    assert (turned.target, turned.is_steered) == (None, False)


def test_a_request_that_no_track_answered_yet_goes_with_the_turn() -> None:
    """Asked at the end of the peak, it is the return's first track that answers."""
    waiting = after(start(NOW), GENTLER)
    of = arc(NOW, placed("planned", RETURN, 3), placed("gentler", RETURN, 2))
    assert following(of, waiting, RETURN) == "gentler"
    assert waiting.after(start(of.placed[2], RETURN)).target == 2


def test_music_from_elsewhere_and_other_acts_change_nothing() -> None:
    before = after(start(NOW))
    assert before.after(MusicChanged(MusicAct.GENTLER, name="The room's player")) == before
    assert before.after(MusicChanged(MusicAct.LOWER)) == before
    assert before.after(MusicChanged(MusicAct.FOLLOW)) == before


def test_a_track_taken_up_again_after_a_restart_is_no_answer() -> None:
    waiting = after(start(NOW), DEEPER)
    assert waiting.after(start(NOW, position_s=95)) == waiting


def test_preparation_is_the_holds_for_the_music() -> None:
    held = after(start(NOW, HOLD), DEEPER, start(NOW, Phase.PREPARATION))
    assert held.after(start(NOW, HOLD)).target == held.target == 4


def test_an_older_record_that_names_no_track_and_no_phase_is_read() -> None:
    listening = after(TrackStarted("Old"), DEEPER, TrackStarted("Older"))
    assert (listening.played, listening.step, listening.target) == ((), None, 4)


# --- which one follows --------------------------------------------------------------------------


def test_as_planned_the_order_of_the_list_holds_whatever_the_intensity() -> None:
    assert following(POOL, after(start(NOW))) == "far deeper"


def test_deeper_and_gentler_bring_the_track_one_step_that_way() -> None:
    assert following(POOL, after(start(NOW), DEEPER)) == "deeper"
    assert following(POOL, after(start(NOW), GENTLER)) == "gentler"


def test_without_one_a_little_of_it_within_the_same_step_follows() -> None:
    few = without("deeper", "gentler")
    assert following(few, after(start(NOW), DEEPER)) == "a little deeper"
    assert following(few, after(start(NOW), GENTLER)) == "a little gentler"


def test_without_that_either_the_same_step_follows_and_last_one_the_other_way() -> None:
    few = without("deeper", "a little deeper")
    assert following(few, after(start(NOW), DEEPER)) == "a little gentler"
    fewer = without("deeper", "a little deeper", "a little gentler")
    assert following(fewer, after(start(NOW), DEEPER)) == "gentler"


def test_among_equals_the_nearest_in_intensity_follows_and_then_the_first_in_the_list() -> None:
    of = arc(
        NOW,
        placed("far end", PEAK, 4, within=0.9),
        placed("near end", PEAK, 4, within=0.1),
        placed("near end too", PEAK, 4, within=0.1),
    )
    assert following(of, after(start(NOW), DEEPER)) == "near end"


def test_once_answered_the_music_stays_at_its_step() -> None:
    deeper = POOL.placed[5]
    of = arc(*POOL.placed, placed("as deep", PEAK, 4, within=0.9))
    assert following(of, after(start(NOW), DEEPER, start(deeper))) == "as deep"


def test_a_track_without_a_phase_may_answer_too() -> None:
    of = arc(NOW, placed("planned", PEAK, 3), placed("any", None, 4))
    assert following(of, after(start(NOW), DEEPER)) == "any"


def test_a_neighbouring_phase_answers_rather_than_a_jump() -> None:
    of = arc(NOW, placed("far", PEAK, 5), placed("rise", ONSET, 4), placed("back", RETURN, 4))
    assert following(of, after(start(NOW), DEEPER)) == "rise"


def test_an_unknown_intensity_is_chosen_only_where_no_known_one_fits() -> None:
    unknown = placed("unknown", PEAK)
    assert following(arc(NOW, unknown, placed("deeper", PEAK, 4)), after(start(NOW), DEEPER)) == (
        "deeper"
    )
    assert following(arc(NOW, placed("far", PEAK, 5), unknown), after(start(NOW), DEEPER)) == (
        "unknown"
    )


def test_nothing_is_heard_twice_while_there_is_anything_new() -> None:
    heard, far = placed("heard", PEAK, 3), placed("far", PEAK, 5)
    listening = after(start(heard), start(NOW), DEEPER)
    assert choose(arc(heard, NOW, far), PEAK, listening) == Choice(far, again=False)
    assert choose(arc(heard, NOW), PEAK, listening) == Choice(heard, again=True)


def test_where_nothing_else_is_there_the_nearest_follows_the_gentler_first() -> None:
    of = arc(NOW, placed("far deeper", PEAK, 5), placed("far gentler", PEAK, 1))
    assert following(of, after(start(NOW), DEEPER)) == "far gentler"


def test_as_planned_again_the_music_finds_its_way_back_by_steps() -> None:
    deep = placed("dense", PEAK, 5)
    of = arc(placed("still", PEAK, 1), placed("calm", PEAK, 2), placed("rich", PEAK, 4), deep, NOW)
    steered = after(start(placed("rich before", PEAK, 4)), DEEPER, start(deep), AS_PLANNED)
    assert following(of, steered) == "rich"
    back = steered.after(start(of.placed[2]))
    assert following(of, back) == "now"
    assert following(of, back.after(start(NOW))) == "calm"


# --- whatever is asked, of whatever pool --------------------------------------------------------

LONG_PEAK = Course(((-60.0, PEAK),), 3 * 3600.0)


def session(
    of: Arc, presses: Sequence[Sequence[MusicChanged]], course: Course, crossfade_s: float = 6.0
) -> list[tuple[Listening, Slot]]:
    """Play `of` with these presses during each track; return what was asked and what followed."""
    listening, now = Listening(), None
    told: list[tuple[Listening, Slot]] = []
    for pressed in presses:
        for press in pressed:
            listening = listening.after(press)
        slot = announce(plan(of, course, now, listening, crossfade_s))
        assert slot is not None
        told.append((listening, slot))
        listening = listening.after(started(slot))
        course = moved(course, slot.begins_s)
        now = sounding(slot)
    return told


_PRESSES = st.lists(PRESSES, min_size=1, max_size=12)
_POOLS = arcs(least=2, most=20, phases=(PEAK, None), known_steps=True)


@settings(max_examples=200)
@given(_POOLS, _PRESSES)
def test_the_next_track_fits_the_step_asked_for_where_the_pool_has_one(
    of: Arc, presses: list[list[MusicChanged]]
) -> None:
    for asked, slot in session(of, presses, LONG_PEAK):
        here, target, chosen = asked.step, asked.target, slot.placed.step
        if here is None or target is None:
            continue
        unplayed = [one.step for one in of.placed if one.key not in asked.played]
        reach = [step for step in unplayed if step is not None and abs(step - here) <= 1]
        if not reach:
            continue
        assert not slot.again
        assert chosen in reach
        towards = here + (target > here) - (target < here)
        if towards in reach:
            assert chosen == towards
        elif here in reach:
            assert chosen == here


@settings(max_examples=200)
@given(arcs(least=1, most=20, phases=(ONSET, PEAK, None)), _PRESSES)
def test_never_again_while_anything_is_unplayed_and_one_step_at_most_where_there_is_one(
    of: Arc, presses: list[list[MusicChanged]]
) -> None:
    for asked, slot in session(of, presses, LONG_PEAK):
        here, chosen = asked.step, slot.placed.step
        if here is None or asked.target is None or not asked.played:
            continue
        fresh = [one for one in of.placed if one.key not in asked.played]
        reach = [one for one in fresh if one.step is None or abs(one.step - here) <= 1]
        if reach:
            assert chosen is None or abs(chosen - here) <= 1
        if slot.again:
            assert not fresh


@given(arcs(least=1, most=16), courses(), _PRESSES)
def test_the_same_record_brings_the_same_music(
    of: Arc, course: Course, presses: list[list[MusicChanged]]
) -> None:
    first = session(of, presses, course)
    assert first == session(of, presses, course)
    bodies: list[Body] = []
    for pressed, (asked, slot) in zip(presses, first, strict=True):
        bodies += pressed
        assert after(*bodies) == asked
        bodies.append(started(slot))


@given(arcs(least=1), courses(), PRESSES)
def test_what_is_planned_comes_true_while_nothing_more_is_asked(
    of: Arc, course: Course, pressed: list[MusicChanged]
) -> None:
    """Not the next track alone: the whole plan, steered or not, is what plays."""
    beforehand = plan(of, course, None, after(*pressed), 6.0).slots
    told = session(of, [pressed, *[[]] * 9], course)
    for planned, (_, slot) in zip(beforehand, told, strict=False):
        assert (planned.placed, planned.phase) == (slot.placed, slot.phase)


def test_the_plan_holds_what_was_asked_only_until_the_phase_turns() -> None:
    of = arc(
        placed("first", PEAK, 3),
        *[placed(name, PEAK, step) for name, step in (("a", 3), ("b", 4), ("c", 4))],
        *[placed(name, RETURN, step) for name, step in (("calm", 3), ("deep", 4))],
    )
    course = Course(((-60.0, PEAK), (600.0, RETURN)), 1200.0)
    steered = after(start(of.placed[0]), DEEPER)
    now = Playing(of.placed[0].key, 60.0, PEAK, 3)
    slots = plan(of, course, now, steered, 0.0).slots
    assert [slot.placed.track.title for slot in slots[:4]] == ["b", "c", "calm", "deep"]


@pytest.mark.parametrize("phase", list(Phase))
def test_an_arc_without_music_has_nothing_to_follow(phase: Phase) -> None:
    assert choose(arc(), phase, after(start(NOW), DEEPER)) is None
