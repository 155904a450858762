"""The arc follows the session: what plays when, and whether it reaches to the planned end."""

from __future__ import annotations

import dataclasses
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.music.arc import Arc, arc_of
from kap_companion.music.course import Course, Span, course_of, for_music
from kap_companion.music.cued import Joint
from kap_companion.music.planner import (
    Borrowed,
    Coverage,
    Plan,
    Playing,
    Slot,
    announce,
    coverage_words,
    plan,
    shortfall_words,
)
from kap_companion.music.settings import LED_OVER_S
from kap_companion.music.steering import Listening
from kap_companion.session import entries as e
from kap_companion.session.phases import Phase
from kap_companion.session.state import SessionState
from tests import made
from tests.music.arcs import (
    CONTOUR,
    COURSE,
    DEEPER,
    HOLD,
    INTEGRATION,
    ONSET,
    PEAK,
    PRESSES,
    RETURN,
    arc,
    arcs,
    courses,
    key,
    moved,
    placed,
    sounding,
    started,
    titles,
    track,
)

MIN = 60.0

EVENING = arc(
    placed("Arrival", HOLD, minutes=6),
    placed("Drift", HOLD, minutes=7),
    placed("Tide", ONSET, minutes=8),
    placed("Open water", PEAK, minutes=12),
    placed("Horizon", PEAK, minutes=9),
    placed("Shoreline", RETURN, minutes=10),
    placed("Ember", INTEGRATION, minutes=12),
    placed("Morning", INTEGRATION, minutes=12),
    placed("Hearth", INTEGRATION, minutes=15),
)


def laid(
    of: Arc,
    course: Course = COURSE,
    playing: Playing | None = None,
    listening: Listening | None = None,
    crossfade_s: float = 0.0,
    at_once: bool = False,
) -> Plan:
    return plan(of, course, playing, listening or Listening(), crossfade_s, at_once=at_once)


def fold(*told: tuple[float, Any]) -> SessionState:
    state = SessionState()
    for entry in made.entries(*told):
        state = state.after(entry)
    return state


def heard(of: Arc, *names: str, phase: Phase = HOLD) -> Listening:
    listening = Listening()
    for name in names:
        one = next(one for one in of.placed if one.track.title == name)
        listening = listening.began(one.key, phase, one.step)
    return listening


# --- the course ---------------------------------------------------------------------------------


def test_before_the_dose_the_course_is_laid_as_if_it_were_taken_now() -> None:
    state = fold((0, made.opened(planned_minutes=90)))
    now = made.START + timedelta(minutes=10)
    course = course_of(state, now)
    assert course.turns == COURSE.turns
    assert course.planned_end_s == 80 * MIN
    assert course_of(state, now, dose_in_s=120).phase_at(100) is HOLD
    assert course_of(state, now, dose_in_s=120).turn_to(ONSET) == 14 * MIN


def test_a_booster_begins_the_window_anew() -> None:
    state = fold((0, made.opened()), (12, made.dose()), (42, made.dose(booster=True)))
    course = course_of(state, made.START + timedelta(minutes=43))
    assert course.phase_at(0) is HOLD
    assert course.turn_to(PEAK) == 19 * MIN
    assert course.turn_to(RETURN) == 37 * MIN


def test_an_early_return_holds_until_the_plan_has_passed_it() -> None:
    state = fold((0, made.opened()), (12, made.dose()), (42, e.PhaseMarked(Phase.RETURN)))
    course = course_of(state, made.START + timedelta(minutes=43))
    assert course.phase_at(0) is RETURN
    assert course.turn_to(RETURN) is None
    assert course.turn_to(INTEGRATION) == 14 * MIN
    assert list(course.spans()) == [Span(RETURN, 0.0, 14 * MIN), Span(INTEGRATION, 14 * MIN, None)]


_ACTS = st.one_of(
    st.builds(made.dose, booster=st.booleans()),
    st.builds(e.PhaseMarked, st.sampled_from(list(Phase))),
)


@given(
    st.lists(st.tuples(st.integers(0, 90), _ACTS), max_size=6),
    st.integers(0, 120),
    st.lists(st.integers(0, 7200), min_size=1, max_size=8),
)
def test_the_music_knows_the_same_phase_as_the_ring(
    acts: list[tuple[int, Any]], now_min: int, later: list[int]
) -> None:
    told = [(minute, act) for minute, act in sorted(acts, key=lambda one: one[0])]
    state = fold((0, made.opened()), *[one for one in told if one[0] <= now_min])
    now = made.START + timedelta(minutes=now_min)
    course = course_of(state, now)
    assert [at for at, _ in course.turns] == sorted(at for at, _ in course.turns)
    if state.latest_dose is not None:
        assert course.turns[0][0] == (state.latest_dose.at - now).total_seconds()
    for s in later if state.latest_dose is not None else []:
        assert course.phase_at(s) is for_music(state.phase(now + timedelta(seconds=s)))


# --- what plays when ----------------------------------------------------------------------------


def test_each_phase_has_its_own_music() -> None:
    told = [(slot.placed.track.title, slot.phase) for slot in laid(EVENING).slots]
    assert told == [(one.track.title, one.phase) for one in EVENING.placed]


def test_before_anything_plays_the_first_track_begins_now() -> None:
    first = announce(laid(EVENING, crossfade_s=6))
    assert first is not None
    assert (first.placed.track.title, first.begins_s, first.crossfade_s) == ("Arrival", 0.0, 0.0)


def test_what_sounds_plays_to_its_end_and_the_next_crosses_over_its_last_seconds() -> None:
    playing = Playing(key("Arrival"), left_s=100.0, phase=HOLD)
    first, second = laid(EVENING, COURSE, playing, heard(EVENING, "Arrival"), 6.0).slots[:2]
    assert (first.placed.track.title, first.begins_s, first.crossfade_s) == ("Drift", 94.0, 6.0)
    assert second.begins_s == first.ends_s - 6.0
    assert (first.joint, second.joint) == (Joint.CROSSFADE, Joint.CROSSFADE)


def test_a_crossfade_takes_no_more_than_half_of_a_short_track() -> None:
    short = arc(placed("Long"), placed("Bell", minutes=0.1), placed("Last"))
    _, bell, last = laid(short, crossfade_s=20.0).slots[:3]
    assert (bell.crossfade_s, last.crossfade_s) == (3.0, 3.0)


def test_a_track_is_never_cut_where_the_phase_turns() -> None:
    """Tide runs over into the peak: the arc follows at its end."""
    slots = laid(arc(placed("Tide", HOLD, minutes=25), placed("Deep", PEAK))).slots
    assert [(s.placed.track.title, s.begins_s) for s in slots[:2]] == [
        ("Tide", 0.0),
        ("Deep", 25 * MIN),
    ]


def test_a_track_that_ends_as_the_phase_turns_is_followed_by_the_new_phase() -> None:
    exact = arc(placed("Hold", HOLD, minutes=12), placed("More", HOLD), placed("Rise", ONSET))
    assert titles(laid(exact))[:2] == ["Hold", "Rise"]
    late = moved(COURSE, -0.01)
    assert titles(laid(exact, late))[:2] == ["Hold", "Rise"]
    silent = dataclasses.replace(exact, silent_before=frozenset({ONSET}))
    assert laid(silent, late, crossfade_s=6.0).slots[1].joint is Joint.SILENCE


def test_a_phase_that_is_to_begin_in_silence_is_not_crossed_into() -> None:
    silent = dataclasses.replace(EVENING, silent_before=frozenset({PEAK}))
    slots = {slot.placed.track.title: slot for slot in laid(silent, crossfade_s=6.0).slots}
    tide, peak = slots["Tide"], slots["Open water"]
    assert (peak.joint, peak.crossfade_s, peak.begins_s) == (Joint.SILENCE, 0.0, tide.ends_s)
    assert slots["Horizon"].joint is Joint.CROSSFADE


def test_no_crossfade_leads_across_a_turn_that_lies_within_it() -> None:
    """The fade would begin in the onset and end in the peak."""
    silent = arc(placed("Rise", ONSET), placed("Deep", PEAK), silent_before=frozenset({PEAK}))
    playing = Playing(key("Rise"), left_s=30.0, phase=ONSET)
    course = Course(((-60.0, ONSET), (27.0, PEAK)), 600.0)
    first = announce(laid(silent, course, playing, heard(silent, "Rise", phase=ONSET), 6.0))
    assert first is not None
    assert (first.joint, first.begins_s, first.phase) == (Joint.SILENCE, 30.0, PEAK)


def test_where_a_phase_has_no_music_left_the_later_ones_up_to_the_peak_give_theirs() -> None:
    few = arc(
        placed("Arrival", HOLD),
        placed("Deep", PEAK),
        placed("Rise", ONSET),
        placed("Any"),
        placed("Back", RETURN),
    )
    assert titles(laid(few), until_s=18 * MIN) == ["Arrival", "Rise", "Deep", "Any"]


def test_each_phase_looks_to_the_peak_first_and_then_back() -> None:
    of = arc(*[placed(phase.value, phase) for phase in (HOLD, ONSET, PEAK, RETURN)])
    order = {
        HOLD: ["hold", "onset", "peak"],
        ONSET: ["onset", "peak", "hold"],
        PEAK: ["peak", "onset", "hold"],
    }
    for phase, expected in order.items():
        assert titles(laid(of, Course(((-1.0, phase),), 1800.0)))[:3] == expected


def test_the_returns_music_waits_for_the_return_though_something_plays_again() -> None:
    few = arc(placed("Deep", PEAK), placed("Back", RETURN), placed("Home", INTEGRATION))
    course = Course(((-600.0, PEAK), (60.0, RETURN)), 3600.0)
    assert titles(laid(few, course, None, heard(few, "Deep", phase=PEAK)))[0] == "Deep"


def test_a_booster_leaves_the_music_of_return_and_integration_for_later() -> None:
    """At +30 the window begins anew, so peak music plays on where return's would have been."""
    more = arc(*EVENING.placed, *[placed(f"Deep {n}", PEAK, minutes=10) for n in range(4)])
    listening = heard(more, "Arrival", "Drift", "Tide", "Open water", phase=PEAK)
    playing = Playing(key("Open water"), 4 * MIN, PEAK)
    before = Course(((-20 * MIN, PEAK), (8 * MIN, RETURN), (15 * MIN, INTEGRATION)), 50 * MIN)
    told = {s.placed.track.title: s.begins_s for s in laid(more, before, playing, listening).slots}
    assert told["Shoreline"] < 15 * MIN

    after = moved(COURSE, 0.0)
    told = {s.placed.track.title: s.begins_s for s in laid(more, after, playing, listening).slots}
    assert told["Shoreline"] >= 38 * MIN
    assert min(told[name] for name in ("Ember", "Morning", "Hearth")) >= 38 * MIN


def test_an_early_return_brings_its_music_at_the_next_boundary() -> None:
    playing = Playing(key("Open water"), 4 * MIN, PEAK)
    listening = heard(EVENING, "Arrival", "Drift", "Tide", "Open water", phase=PEAK)
    early = Course(((-10.0, RETURN), (20 * MIN, INTEGRATION)), 60 * MIN)
    first = announce(laid(EVENING, early, playing, listening, 6.0))
    assert first is not None
    assert (first.placed.track.title, first.begins_s) == ("Shoreline", 4 * MIN - 6)


def test_a_phase_that_is_moved_twice_takes_its_music_along_both_times() -> None:
    """Marked as return too early, and taken back to the peak a minute later."""
    begun = [(0.0, made.opened()), (12.0, made.dose()), (42.0, e.PhaseMarked(Phase.RETURN))]
    playing = Playing(key("Open water"), 4 * MIN, PEAK)
    listening = heard(EVENING, "Arrival", "Drift", "Tide", "Open water", phase=PEAK)

    def following(*told: tuple[float, Any]) -> str:
        course = course_of(fold(*told), made.START + timedelta(minutes=43.5))
        return titles(laid(EVENING, course, playing, listening))[0]

    assert following(*begun) == "Shoreline"
    assert following(*begun, (43.0, e.PhaseMarked(Phase.PEAK))) == "Horizon"


def test_asked_to_follow_at_once_the_next_track_begins_now_by_a_long_crossfade() -> None:
    playing = Playing(key("Open water"), 4 * MIN, PEAK)
    listening = heard(EVENING, "Open water", phase=PEAK)
    early = Course(((-10.0, RETURN), (20 * MIN, INTEGRATION)), 60 * MIN)
    first = announce(laid(EVENING, early, playing, listening, 6.0, at_once=True))
    assert first is not None
    assert (first.placed.track.title, first.begins_s) == ("Shoreline", 0.0)
    assert first.crossfade_s == LED_OVER_S
    longer = plan(EVENING, early, playing, listening, 6.0, led_over_s=30.0, at_once=True)
    assert longer.slots[0].crossfade_s == 30.0
    twice = listening.after(DEEPER).after(DEEPER)
    pressed = announce(laid(EVENING, COURSE, playing, twice, 6.0))
    assert pressed is not None
    assert pressed.begins_s == 0.0


def test_a_plain_playlist_plays_in_its_order_and_then_the_longest_unheard_again() -> None:
    plain = arc_of("Plain", [track("a"), track("b"), track("c")])
    slots = laid(plain).slots
    assert "".join(slot.placed.track.title for slot in slots)[:8] == "abcabcab"
    assert [slot.again for slot in slots][:4] == [False, False, False, True]


def test_one_track_alone_plays_again_and_again() -> None:
    alone = laid(arc_of("One", [track("a", minutes=20)])).slots
    assert {slot.placed.track.title for slot in alone} == {"a"}
    assert alone[-1].ends_s >= 90 * MIN


def test_even_over_the_planned_end_something_follows() -> None:
    plain = arc_of("Plain", [track("a"), track("b")])
    over = moved(COURSE, 100 * MIN)
    listening = heard(plain, "a", "b")
    first = announce(laid(plain, over, Playing(key("b"), 10.0), listening))
    assert first is not None
    assert (first.placed.track.title, first.again) == ("a", True)


@given(arcs(least=1), courses(), st.floats(0, 20), PRESSES)
def test_the_music_never_ends_before_the_planned_end(
    of: Arc, course: Course, crossfade_s: float, presses: list[e.MusicChanged]
) -> None:
    listening = Listening()
    for press in presses:
        listening = listening.after(press)
    slots = laid(of, course, None, listening, crossfade_s).slots
    assert slots[0].begins_s == 0.0
    for slot, following in pairwise(slots):
        assert slot.begins_s < following.begins_s <= slot.ends_s
        assert following.begins_s + following.crossfade_s == pytest.approx(slot.ends_s)
        half = min(slot.placed.length_s, following.placed.length_s) / 2
        assert following.crossfade_s <= min(crossfade_s, half) or following.begins_s == 0.0
    assert slots[-1].ends_s >= (course.planned_end_s or 0.0)


@given(arcs(least=1), courses(), st.floats(0, 20))
def test_no_track_plays_again_while_its_phase_has_unplayed_ones(
    of: Arc, course: Course, crossfade_s: float
) -> None:
    played: set[str] = set()
    for slot in laid(of, course, None, None, crossfade_s).slots:
        left = {one.key for one in of.placed if one.phase in (slot.phase, None)} - played
        assert slot.again == (slot.placed.key in played)
        assert not (slot.again and left)
        played.add(slot.placed.key)


@given(arcs(least=1), courses(), st.floats(0, 20))
def test_music_of_the_return_keeps_out_of_the_peak_and_peak_music_out_of_the_return(
    of: Arc, course: Course, crossfade_s: float
) -> None:
    inward, outward = {HOLD, ONSET, PEAK}, {RETURN, INTEGRATION}
    for slot in laid(of, course, None, None, crossfade_s).slots:
        own = inward if slot.phase in inward else outward
        is_foreign = slot.placed.phase is not None and slot.placed.phase not in own
        others = [one for one in of.placed if one.phase is None or one.phase in own]
        return_at_s = course.turn_to(RETURN, slot.begins_s)
        return_is_near = (
            return_at_s is not None and return_at_s - slot.begins_s <= 300 + crossfade_s
        )
        if is_foreign and others:
            assert slot.placed.phase is RETURN and return_is_near


@settings(max_examples=60)
@given(arcs(least=1), courses(), st.floats(0, 20), st.data())
def test_what_is_announced_is_what_plays_however_the_session_goes(
    of: Arc, course: Course, crossfade_s: float, data: st.DataObject
) -> None:
    """Time passes, phases move, keys are pressed: each time the last announcement holds."""
    listening, now = Listening(), None
    for _ in range(8):
        slot = announce(laid(of, course, now, listening, crossfade_s))
        assert slot is not None
        for press in data.draw(PRESSES):
            listening = listening.after(press)
        if data.draw(st.booleans()):
            course = data.draw(courses())
        slot = announce(laid(of, course, now, listening, crossfade_s))
        assert slot is not None
        if now is not None and slot.begins_s > 1.0 and not _at_a_turn(course, slot):
            # The same is announced just before it begins.
            wait_s = slot.begins_s - 1.0
            sooner = dataclasses.replace(now, left_s=(now.left_s or 240.0) - wait_s)
            again = announce(laid(of, moved(course, wait_s), sooner, listening, crossfade_s))
            assert again is not None
            assert (again.placed, again.phase, again.again) == (slot.placed, slot.phase, slot.again)
        listening = listening.after(started(slot))
        assert listening.played[-1] == slot.placed.key
        course = moved(course, slot.begins_s)
        now = sounding(slot)


def _at_a_turn(course: Course, slot: Slot) -> bool:
    """Whether a phase turns so nearly as the track begins that rounding may decide."""
    around = [slot.begins_s - 20.01, slot.begins_s + slot.crossfade_s + 0.26]
    return any(around[0] <= at <= around[1] for at, _ in course.turns)


@given(arcs(), courses(), st.none() | st.floats(0, 900), st.floats(0, 20))
def test_every_arc_can_be_laid_on_every_course(
    of: Arc, course: Course, left_s: float | None, crossfade_s: float
) -> None:
    for playing in (None, Playing("elsewhere", left_s), Playing(key("0"), left_s, PEAK, 3)):
        told = laid(of, course, playing, None, crossfade_s)
        assert bool(told.slots) == bool(of.placed)
        assert told == laid(of, course, playing, None, crossfade_s)
        coverage = told.coverage
        assert coverage.covers == (coverage.spare_s >= 0)
        assert not (coverage.covers and coverage.short_by_phase)
        assert all(slot.under_lu >= 0 for slot in told.slots)
        assert coverage_words(told.coverage)
        shortfall_words(told.coverage)


# --- how loud each part of it is ----------------------------------------------------------------


def test_a_contour_lets_each_track_be_as_loud_as_its_place_in_the_session() -> None:
    shaped = dataclasses.replace(EVENING, contour=CONTOUR)
    under = {slot.placed.track.title: slot.under_lu for slot in laid(shaped).slots[:9]}
    assert under == {
        "Arrival": 4.0,
        "Drift": 3.0,  # at 6 of the hold's 12 minutes
        "Tide": 1.5,
        "Open water": 0.0,
        "Horizon": 0.0,
        "Shoreline": 1.0,  # at 42, 4 of the return's 7 minutes
        "Ember": 2.5,
        "Morning": 3.5,
        "Hearth": 5.0,
    }
    assert {slot.under_lu for slot in laid(EVENING).slots} == {0.0}


def test_music_that_a_booster_brings_back_to_the_hold_is_as_soft_as_the_hold() -> None:
    shaped = dataclasses.replace(EVENING, contour=CONTOUR)
    playing = Playing(key("Open water"), 4 * MIN, PEAK)
    first = announce(laid(shaped, COURSE, playing, heard(shaped, "Open water", phase=PEAK)))
    assert first is not None
    assert (first.phase, first.under_lu) == (HOLD, 3.5)


def test_how_far_a_phase_has_gone_is_known_from_its_turns_and_the_planned_end() -> None:
    assert [COURSE.share_at(at * MIN) for at in (0, 6, 12, 29, 45, 67.5, 90, 200)] == [
        *(0.0, 0.5, 0.0, 0.5, 0.0, 0.5, 1.0, 1.0)
    ]
    assert Course(((-60.0, INTEGRATION),), -120.0).share_at(0) == 1.0  # over already
    assert Course(((-60.0, INTEGRATION),)).share_at(500) == 0.0  # nobody says until when
    assert Course(((300.0, ONSET),)).share_at(10) == 0.0


# --- how far it reaches -------------------------------------------------------------------------


def test_the_panel_says_how_much_music_is_to_spare() -> None:
    longer = arc(*EVENING.placed, placed("After", INTEGRATION, minutes=13))
    coverage = laid(longer).coverage
    assert coverage == Coverage(True, 14 * MIN, planned_end_s=90 * MIN)
    assert coverage_words(coverage) == "Covers the session with 14 min to spare"


def test_the_panel_says_how_much_music_is_missing_at_the_end() -> None:
    shorter = dataclasses.replace(EVENING, placed=EVENING.placed[:-1])
    coverage = laid(shorter).coverage
    assert (coverage.covers, coverage.spare_s) == (False, -14 * MIN)
    assert coverage.repeats_from_s == 76 * MIN
    assert coverage.short_by_phase == ((INTEGRATION, 14 * MIN),)
    assert coverage_words(coverage) == "Ends 14 min before the planned end"
    assert shortfall_words(coverage) == ("Integration: 14 min short",)


def test_music_that_is_missing_in_the_middle_is_not_made_up_for_by_what_is_left_at_the_end() -> (
    None
):
    gap = arc(
        placed("Arrival", HOLD, minutes=20),
        placed("Deep", PEAK, minutes=10),
        placed("Home", INTEGRATION, minutes=90),
    )
    coverage = laid(gap).coverage
    assert coverage.short_by_phase[0][0] is PEAK
    assert coverage.repeats_from_s == 30 * MIN
    assert coverage_words(coverage).endswith("of music again before the planned end")


def test_a_phase_that_plays_another_ones_music_borrows_it_and_is_not_short() -> None:
    """The peak runs over the whole return, whose music is left for the end."""
    late = arc(
        placed("Arrival", HOLD, minutes=12),
        placed("Tide", ONSET, minutes=8),
        placed("Deep", PEAK, minutes=26),
        placed("Shoreline", RETURN, minutes=10),
        placed("Hearth", INTEGRATION, minutes=38),
    )
    coverage = laid(late).coverage
    assert coverage_words(coverage) == "Covers the session with 4 min to spare"
    assert shortfall_words(coverage) == ("Integration borrows 6 min from return",)
    assert coverage.borrowed == (Borrowed(INTEGRATION, 6 * MIN, (RETURN,)),)


def test_all_that_lend_their_music_are_named_in_their_order() -> None:
    few = arc(
        *EVENING.placed[:3],
        placed("Rise", ONSET, minutes=7),
        placed("Any", minutes=10),
        *EVENING.placed[5:],
    )
    assert "Peak borrows 17 min from onset and tracks without a phase" in shortfall_words(
        laid(few).coverage
    )


def test_what_is_heard_again_is_missing_and_what_is_only_borrowed_is_not() -> None:
    gap = arc(placed("Arrival", HOLD, minutes=10), placed("Home", INTEGRATION, minutes=90))
    coverage = laid(gap).coverage
    assert coverage.short_by_phase == ((HOLD, 2 * MIN), (PEAK, 18 * MIN))
    assert coverage.borrowed == (Borrowed(RETURN, 5 * MIN, (INTEGRATION,)),)
    without_end = laid(gap, Course(COURSE.turns, None)).coverage
    assert (without_end.covers, shortfall_words(without_end)) == (True, ())


def test_lengths_that_are_not_known_count_four_minutes_and_are_said() -> None:
    unknown = arc_of("Plain", [track("a", None), track("b", 100), track("c", None)])
    coverage = laid(unknown).coverage
    assert (coverage.spare_s, coverage.unknown) == (18 * MIN, 2)
    assert coverage_words(coverage) == (
        "Covers the session with 18 min to spare; 2 tracks of unknown length"
    )


def test_only_music_that_was_not_played_yet_counts() -> None:
    plain = arc_of("Plain", [track("a", 60), track("b", 60)])
    coverage = laid(plain, COURSE, Playing(key("a"), 30 * MIN), heard(plain, "a")).coverage
    assert coverage.spare_s == 0.0
    assert coverage_words(coverage) == "Covers the session"
    coverage = laid(plain, COURSE, Playing(key("b"), 30 * MIN), heard(plain, "a", "b")).coverage
    assert coverage_words(coverage) == "Ends 1 h before the planned end"


def test_crossfades_shorten_the_music() -> None:
    plain = arc_of("Plain", [track(str(n), 10) for n in range(9)])
    assert laid(plain, crossfade_s=0.0).coverage.spare_s == 0.0
    coverage = laid(plain, crossfade_s=10.0).coverage
    assert (coverage.covers, coverage.spare_s) == (False, -80.0)
    assert coverage_words(coverage) == "Ends 2 min before the planned end"


@pytest.mark.parametrize(
    ("coverage", "words"),
    [
        (Coverage(True, 59.0, planned_end_s=600.0), "Covers the session"),
        (Coverage(True, 3725.0, planned_end_s=60.0), "Covers the session with 1 h 2 min to spare"),
        (Coverage(True, 840.0, unknown=1), "Music for another 14 min; 1 track of unknown length"),
        (Coverage(True, 840.0, planned_end_s=-60.0), "Music for another 14 min"),
        (
            Coverage(False, -600.0, repeats_from_s=0.0, planned_end_s=600.0),
            "No unplayed music for the rest of the session",
        ),
    ],
)
def test_coverage_in_words(coverage: Coverage, words: str) -> None:
    assert coverage_words(coverage) == words


def test_an_arc_without_music_says_so() -> None:
    assert coverage_words(laid(arc()).coverage) == "No unplayed music for the rest of the session"
    assert announce(laid(arc())) is None
