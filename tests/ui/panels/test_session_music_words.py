"""What the session says of its music, in words."""

from __future__ import annotations

import pytest

from kap_companion.music.planner import Coverage, plan
from kap_companion.music.player import PlayerStatus
from kap_companion.music.steering import Listening
from kap_companion.session.entries import MusicAct, MusicChanged, TrackStarted
from kap_companion.session.phases import Phase
from kap_companion.ui.panels import session_music_words as words
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.steering_row import Steer
from tests.music.arcs import AS_PLANNED, COURSE, DEEPER, GENTLER, arc, moved, placed

PEAK, RETURN = Phase.PEAK, Phase.RETURN
OPEN_WATER = placed("Open water", PEAK, 3)
HORIZON = placed("Horizon", PEAK, 4)
SHORELINE = placed("Shoreline", RETURN, 2)
ARC = arc(OPEN_WATER, HORIZON, SHORELINE)
AT_PEAK = moved(COURSE, 24 * 60)


def status(title: str = "Open water", position_s: float = 60.0) -> PlayerStatus:
    one = placed(title, PEAK).track
    return PlayerStatus(True, 0, one, position_s, one.length_s, 0.6, False, False, -30.0, None)


def heard(*bodies: TrackStarted | MusicChanged) -> Listening:
    listening = Listening()
    for body in bodies:
        listening = listening.after(body)
    return listening


def began(one: object = OPEN_WATER, phase: Phase = PEAK) -> TrackStarted:
    return TrackStarted("", None, None, 0, one.key, phase, one.step)  # type: ignore[attr-defined, arg-type]


def test_a_track_that_stands_in_the_player_does_not_also_come() -> None:
    slots = plan(ARC, AT_PEAK, None, Listening(), 6.0).slots
    assert slots[0].placed == OPEN_WATER
    coming = words.to_come(slots, status())
    assert coming[0].placed == HORIZON
    assert words.to_come(slots, status("Another")) == slots


def test_what_comes_says_its_phase_or_that_it_comes_again() -> None:
    slots = plan(arc(OPEN_WATER), AT_PEAK, None, heard(began()), 6.0).slots
    assert {row.phase for row in words.up_next(slots)} == {"again"}
    rows = words.up_next(plan(ARC, AT_PEAK, None, Listening(), 6.0).slots)
    assert [(row.title, row.phase, row.is_announced) for row in rows[:2]] == [
        ("Open water", "peak", True),
        ("Horizon", "peak", False),
    ]


@pytest.mark.parametrize(
    ("coverage", "told", "tone"),
    [
        (
            Coverage(True, 840.0, planned_end_s=3600),
            "Covers the session with 14 min to spare",
            Tone.WELL,
        ),
        (
            Coverage(True, 840.0, ((PEAK, 350.0),), planned_end_s=3600),
            "Covers the session with 14 min to spare",
            Tone.SECOND,
        ),
        (
            Coverage(False, -720.0, repeats_from_s=2880.0, planned_end_s=3600),
            "Ends 12 min before the planned end",
            Tone.DUE,
        ),
        (
            Coverage(False, -720.0, ((PEAK, 350.0),), repeats_from_s=2880.0, planned_end_s=3600),
            "Ends 12 min before the planned end",
            Tone.DUE,
        ),
    ],
)
def test_music_covers_the_session_or_says_by_how_much_it_does_not(
    coverage: Coverage, told: str, tone: Tone
) -> None:
    assert words.reach(coverage) == (told, tone)


def test_what_plays_belongs_to_its_own_phase_else_to_the_one_in_which_it_began() -> None:
    spare = placed("Spare")
    assert words.phase_playing(SHORELINE, heard(began()), PEAK) is RETURN
    assert words.phase_playing(spare, heard(began(spare, Phase.ONSET)), PEAK) is Phase.ONSET
    assert words.phase_playing(spare, Listening(), PEAK) is PEAK


def test_leading_over_needs_unplayed_music_of_the_phase_that_would_really_follow() -> None:
    at_peak = heard(began())
    assert words.why_not_lead(ARC, OPEN_WATER, at_peak, RETURN, SHORELINE) == ""
    assert "belongs to the peak already" in words.why_not_lead(
        ARC, OPEN_WATER, at_peak, PEAK, HORIZON
    )
    assert "No unplayed music of the integration" in words.why_not_lead(
        ARC, OPEN_WATER, at_peak, Phase.INTEGRATION, None
    )
    assert "as planned first" in words.why_not_lead(ARC, OPEN_WATER, at_peak, RETURN, HORIZON)


def test_deeper_waits_and_says_what_comes_how_and_when() -> None:
    listening = heard(began(), DEEPER)
    coming = plan(ARC, AT_PEAK, None, listening, 6.0).slots[0]
    told = words.steering(listening, 0, OPEN_WATER, coming, 130.0)
    assert (told.asked, told.is_waiting) == (Steer.DEEPER, True)
    assert (told.comes, told.how, told.when) == ("Horizon", "one step deeper", "in 2:10")


def test_what_is_asked_for_and_not_to_be_had_is_said() -> None:
    listening = heard(began(), GENTLER)
    coming = plan(arc(OPEN_WATER, HORIZON), AT_PEAK, None, listening, 6.0).slots[0]
    told = words.steering(listening, 0, OPEN_WATER, coming, None)
    assert (told.comes, told.how) == ("Horizon", "nothing gentler that fits is left")


def test_a_button_that_is_greyed_says_why_and_what_waits_can_be_taken_back() -> None:
    deepest = placed("Storm", PEAK, 5)
    at_end = heard(began(deepest))
    told = words.steering(at_end, 0, deepest, None, None)
    assert (told.can_gentler, told.can_deeper) == (True, False)
    assert told.says == "this is the deepest step"
    assert words.why_not_steer(1, at_end.after(GENTLER)) == ""


def test_a_request_that_was_answered_stays_lit_until_as_planned_or_the_next_phase() -> None:
    answered = (began(), DEEPER, began(HORIZON))
    assert words.answered_way(answered) == 1
    assert words.answered_way((*answered, MusicChanged(MusicAct.PAUSE))) == 1
    assert words.answered_way((*answered, AS_PLANNED)) == 0
    assert words.answered_way((*answered, began(SHORELINE, RETURN))) == 0
    listening = heard(*answered)
    told = words.steering(listening, 1, HORIZON, None, None)
    assert (told.asked, told.is_waiting) == (Steer.DEEPER, False)


def test_an_arc_of_which_nothing_is_measured_cannot_be_steered() -> None:
    assert not words.is_steerable(arc(placed("a", PEAK), placed("b")))
    assert words.is_steerable(ARC)
