"""What the session screen shows, worked out from the record and the moment."""

from __future__ import annotations

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import Any

import pytest

from kap_companion.session import entries as e
from kap_companion.session.phases import Phase
from kap_companion.session.standing import Standing, record_standing
from kap_companion.session.state import SessionState
from kap_companion.ui import presenting
from kap_companion.ui.theme import Shade, Tone
from tests.made import START, dose, entries, entry, opened, vitals


def wall(at: datetime) -> str:
    return f"{at.hour}:{at.minute:02d}"


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def state_of(*told: tuple[float, Any]) -> SessionState:
    state = SessionState()
    for one in entries(*told):
        state = state.after(one)
    return state


DOSED = ((0, opened()), (12, dose()))


# --- the ring -------------------------------------------------------------------------------------


def test_before_the_dose_the_ring_shows_the_time_since_opening() -> None:
    face = presenting.ring_face(state_of((0, opened())), at(7.5), wall)
    assert (face.phase, face.clock, face.caption) == ("preparation", "7:30", "since opening")
    assert face.left == "no dose yet"
    assert face.marker is None
    assert {arc.shade for arc in face.arcs} == {Shade.TO_COME}


def test_in_the_window_the_ring_shows_time_since_the_dose_and_what_is_left() -> None:
    face = presenting.ring_face(state_of(*DOSED), at(12) + timedelta(minutes=23, seconds=41), wall)
    assert (face.phase, face.phase_tone) == ("peak", Tone.NOW)
    assert (face.clock, face.caption, face.left) == ("23:41", "since the dose", "21:19 left")
    assert face.marker == pytest.approx(23.683 / 45, abs=0.001)
    shades = [(arc.phase, arc.shade) for arc in face.arcs]
    assert shades == [
        ("hold", Shade.PAST),
        ("onset", Shade.PAST),
        ("peak", Shade.NOW),
        ("peak", Shade.TO_COME),
        ("return", Shade.TO_COME),
    ]
    assert face.arcs[2].end == face.arcs[3].start == face.marker


def test_the_arcs_of_the_ring_close_without_a_hole_at_every_minute() -> None:
    state = state_of(*DOSED)
    for minute in range(60):
        arcs = presenting.ring_face(state, at(12 + minute), wall).arcs
        assert arcs[0].start == 0 and arcs[-1].end == 1
        assert all(one.end == other.start for one, other in pairwise(arcs))


def test_elapsed_and_left_add_up_to_the_window() -> None:
    face = presenting.ring_face(state_of(*DOSED), at(12) + timedelta(seconds=61.4), wall)
    assert (face.clock, face.left) == ("1:01", "43:59 left")


def test_after_the_window_the_time_since_the_dose_stays_and_the_planned_end_is_said() -> None:
    face = presenting.ring_face(state_of(*DOSED), at(12 + 63), wall)
    assert (face.phase, face.clock, face.caption) == ("integration", "1:03:00", "since the dose")
    assert face.left == "planned end 19:41"
    assert face.marker is None
    assert {arc.shade for arc in face.arcs} == {Shade.PAST}


def test_a_booster_begins_a_new_window_and_the_first_dose_stays_readable() -> None:
    state = state_of(*DOSED, (42, dose(50, booster=True)))
    face = presenting.ring_face(state, at(47), wall)
    assert (face.phase, face.clock, face.caption) == ("hold", "5:00", "since the booster")
    assert face.left == "40:00 left"
    assert presenting.first_dose_words(state, at(47)) == "First dose 35:00 ago"
    assert presenting.first_dose_words(state_of(*DOSED), at(47)) == ""


def test_a_phase_the_clinician_saw_is_the_phase_that_is_said() -> None:
    state = state_of(*DOSED, (32, e.PhaseMarked(Phase.RETURN)))
    assert presenting.ring_face(state, at(33), wall).phase == "return"


def test_an_ended_session_stands_still() -> None:
    state = state_of(*DOSED, (80, e.SessionEnded()))
    faces = [presenting.ring_face(state, at(minutes), wall) for minutes in (80, 200)]
    assert faces[0] == faces[1]
    assert (faces[0].phase, faces[0].left) == ("ended", "ended 19:31")


def test_a_session_that_was_never_opened_shows_an_empty_ring() -> None:
    assert presenting.ring_face(SessionState(), at(0), wall).arcs == ()


# --- length and cues ------------------------------------------------------------------------------


def test_progress_is_a_plan_and_never_a_limit() -> None:
    state = state_of(*DOSED)
    early, over = presenting.progress(state, at(35.7)), presenting.progress(state, at(100))
    assert (early.words, early.is_over) == ("0:35 of 1:30", False)
    assert early.fraction == pytest.approx(35.7 / 90)
    assert (over.words, over.fraction, over.is_over) == ("1:40 of 1:30", 1.0, True)


def test_cues_say_when_from_the_dose_and_how_long_it_is_until_then() -> None:
    state = state_of(*DOSED, (24, e.Spat()))
    rows = presenting.cue_rows(state, at(12 + 23.7), wall)
    assert [(row.text, row.when) for row in rows[:3]] == [
        ("Settle into return", "at 38:00, in 15 min"),
        ("Vitals", "at 40:00, in 17 min"),
        ("Planned end", "19:41"),
    ]
    assert [row.is_answerable for row in rows[:3]] == [False, True, False]
    assert rows[1].tone is Tone.DUE and rows[0].tone is Tone.SECOND
    brief = presenting.cue_rows(state, at(12 + 23.7), wall, briefly=True)
    assert brief[1].when == "in 17 min"


def test_what_is_due_says_since_when() -> None:
    rows = presenting.cue_rows(state_of(*DOSED), at(12 + 14), wall)
    assert (rows[0].text, rows[0].when, rows[0].tone) == ("Spit", "due, 2 min ago", Tone.DUE)
    brief = presenting.cue_rows(state_of(*DOSED), at(12 + 14), wall, briefly=True)
    assert brief[0].when == "due 2 min"
    now = presenting.cue_rows(state_of(*DOSED), at(12 + 12), wall)
    assert now[0].when == "due now"


def test_over_the_planned_end_is_amber_and_no_error() -> None:
    rows = presenting.cue_rows(state_of(*DOSED, (60, vitals())), at(95), wall)
    over = next(row for row in rows if row.key == "planned_end")
    assert (over.text, over.when, over.tone) == ("Over the planned end", "since 19:41", Tone.DUE)


def test_the_soonest_cue_that_asks_is_the_one_to_answer() -> None:
    state = state_of(*DOSED)
    soonest = presenting.soonest_asking(state, at(20))
    assert soonest is not None and soonest.kind == "spit"
    assert presenting.soonest_asking(state_of((0, opened())), at(5)) is None


# --- vitals ---------------------------------------------------------------------------------------


def test_vitals_show_their_change_from_the_reading_before_the_dose() -> None:
    state = state_of((0, opened()), (4, vitals()), (12, dose()), (25, vitals("132/84 78 97")))
    shown = presenting.vitals_shown(state, wall)
    assert [(r.label, r.figure, r.change) for r in shown.readings] == [
        ("BP", "132/84", "+8/+4"),
        ("HR", "78", "+6"),
        ("SpO₂", "97", "−1"),
    ]
    assert shown.when == "18:36, change from before the dose"


def test_the_reading_before_the_dose_is_compared_with_nothing() -> None:
    shown = presenting.vitals_shown(state_of((0, opened()), (4, vitals())), wall)
    assert [r.change for r in shown.readings] == ["", "", ""]
    assert shown.when == "18:15"
    assert presenting.vitals_shown(state_of((0, opened())), wall).readings == ()


def test_outside_the_limits_is_said_with_the_prescribers_number_and_name() -> None:
    limits = e.Limits(systolic_mmhg=150, given_by="Dr. P.N.")
    state = state_of((0, opened(limits=limits)), (4, vitals("160/90")))
    said = presenting.vitals_shown(state, wall).outside
    assert said == "Outside. Limits of Dr. P.N.: BP under 150/–."


def test_without_limits_nothing_is_said_of_them() -> None:
    state = state_of((0, opened()), (4, vitals("200/119")))
    assert presenting.vitals_shown(state, wall).outside == ""


# --- notes ----------------------------------------------------------------------------------------


def row_of(body: Any, minutes: float, state: SessionState, **more: Any) -> Standing[Any]:
    made = entry(body, at(minutes), seq=9)
    return Standing(made, body, **more)


@pytest.mark.parametrize(
    ("body", "text", "tag", "is_quiet"),
    [
        (e.NoteTaken("Tears, quiet."), "Tears, quiet.", "", False),
        (e.PrivateNoteTaken("my pull"), "my pull", "private", False),
        (e.Marked("Tears"), "Tears.", "mark", False),
        (dose(), "Dose taken: 150 mg, under the tongue.", "dose", True),
        (e.Spat(), "Spat. Held for 12:00.", "spit", True),
        (e.Spat(swallowed=True), "Swallowed, not spat.", "spit", True),
        (vitals(), "Vitals 124/80, heart rate 72, SpO₂ 98.", "vitals", True),
        (e.TouchAsked("hand", "yes"), "Touch asked: hand. Answer: yes.", "touch", True),
        (
            e.AdverseEvent("nausea", e.Severity.MILD),
            "Adverse event: nausea, mild.",
            "adverse event",
            False,
        ),
    ],
)
def test_rows_quote_what_was_typed_and_state_the_rest(
    body: Any, text: str, tag: str, is_quiet: bool
) -> None:
    state = state_of(*DOSED)
    row = presenting.note_row(row_of(body, 24, state), state, wall)
    assert (row.time, row.text, row.tag, row.is_quiet) == ("12:00", text, tag, is_quiet)


def test_before_the_first_dose_a_row_shows_the_clock() -> None:
    state = state_of((0, opened()))
    row = presenting.note_row(row_of(e.NoteTaken("nervous"), 3, state), state, wall)
    assert row.time == "18:14"


def test_late_struck_and_amended_rows_say_so() -> None:
    state = state_of(*DOSED)
    late = e.NoteTaken("opened eyes", happened_at=at(20))
    row = presenting.note_row(row_of(late, 24, state), state, wall)
    assert (row.time, row.tag) == ("8:00", "told late")
    told = entries(*DOSED, (14, e.NoteTaken("a")), (15, e.EntryAmended("r3", "why", {"text": "b"})))
    amended = record_standing(told)[2]
    assert presenting.note_row(amended, state, wall).is_amended
    told += entries((0, opened()), (1, e.Spat()), (2, e.Spat()), (3, e.Spat()))[3:]
    struck = record_standing([*told, entry(e.EntryStruck("r3", "slip"), at(16), seq=9)])[2]
    assert presenting.note_row(struck, state, wall).is_struck


def test_checklists_music_and_paperwork_are_no_rows() -> None:
    for body in (
        opened(),
        e.ChecklistTicked("consent"),
        e.TrackStarted("Open water"),
        e.MusicChanged(e.MusicAct.LOWER),
        e.DraftSaved("dap", "text"),
    ):
        assert not presenting.is_shown(body)
    assert presenting.is_shown(e.NoteTaken("a"))


# --- head and foot --------------------------------------------------------------------------------


def test_the_header_says_which_session_what_dose_and_where() -> None:
    body = opened(planned_sessions=8, planned_dose_mg=Decimal(150), dose_range=e.DoseRange.MODERATE)
    assert presenting.header_facts(body) == (
        "Session 3 of 8",
        "150 mg lozenge, moderate",
        "in person",
    )
    assert presenting.header_facts(opened()) == ("Session 3", "in person")


def test_safety_names_whom_to_call_and_what_is_open() -> None:
    body = opened(contacts=(e.Contact("ride home", "Jo", "555 0142"),))
    asked = [("Consent", "Consent signed"), ("Checklist", "Ride home arranged")]
    lines = presenting.safety_lines(state_of((0, body)), asked)
    assert [line.words for line in lines] == [
        "Ride home: Jo, 555\u00a00142",
        "2 items of the checklist are open",
    ]
    ticked = [
        (1, e.ChecklistTicked("Consent signed")),
        (2, e.ChecklistTicked("Ride home arranged")),
    ]
    one = presenting.safety_lines(state_of((0, body), ticked[0]), asked)[-1]
    assert (one.words, one.tone) == ("Open: Ride home arranged", Tone.DUE)
    done = presenting.safety_lines(state_of((0, body), *ticked), asked)[-1]
    assert (done.words, done.tone) == ("Consent and checklist complete", Tone.WELL)


def test_at_telehealth_what_is_not_recorded_stands_out() -> None:
    body = opened(modality=e.Modality.TELEHEALTH, location="12 Elm St")
    lines = presenting.safety_lines(state_of((0, body)), [])
    assert [(line.words, line.tone) for line in lines[:2]] == [
        ("Client is at: 12 Elm St", Tone.SECOND),
        ("Call back: not recorded", Tone.DUE),
    ]


def test_the_intention_stands_in_quotation_marks_once() -> None:
    for typed in ("To rest.", "“To rest.”", '"To rest."'):
        state = state_of((0, opened()), (1, e.IntentionSet(typed)))
        assert presenting.intention_words(state) == "“To rest.”"
    assert presenting.intention_words(state_of((0, opened()))) == ""


# --- music ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("dbfs", "shown"), [(-float("inf"), 0), (-60, 0), (-30, 0.5), (3, 1)])
def test_the_level_is_shown_from_sixty_decibels_down(dbfs: float, shown: float) -> None:
    assert presenting.level(dbfs) == pytest.approx(shown)
