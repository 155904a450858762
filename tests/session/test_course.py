"""A course of treatment: where it is, what is next, what is overdue, what supply is left."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.session import course_words as words
from kap_companion.session import entries as e
from kap_companion.session.course import (
    PLANNED,
    Course,
    Due,
    Step,
    carried,
    course,
    offered_themes,
)
from kap_companion.session.course_plan import (
    FIGURES,
    parse_course_plan,
    source_key,
    values_of,
    with_values,
)
from kap_companion.session.dosing import DoseGlance, DosingSession, dosing_session
from kap_companion.session.phases import ProtocolError
from kap_companion.session.standing import client_standing, record_standing
from tests import made

PLAN = parse_course_plan(resources.text("course/lozenge.json"))
DAY = date(2026, 3, 2)
K = e.MeetingKind


def on(days: int) -> date:
    return DAY + timedelta(days=days)


def held(kind: e.MeetingKind, days: int, **told: Any) -> e.MeetingHeld:
    return e.MeetingHeld(kind, on(days), **told)


def supply(days: int, lozenges: int = 4, mg: int = 100, **told: Any) -> e.PrescriptionGiven:
    return e.PrescriptionGiven(on(days), "Dr. P.N.", Decimal(lozenges), Decimal(mg), **told)


def dosed(number: int, days: int, *mg: int, **told: Any) -> DosingSession:
    doses = tuple(DoseGlance(Decimal(one), None, None, n > 0) for n, one in enumerate(mg or (100,)))
    at = datetime(2026, 3, 2, 10, tzinfo=UTC) + timedelta(days=days)
    return DosingSession(f"d{number}", number, on(days), at, first_dose_at=at, doses=doses, **told)


def fold(
    bodies: Sequence[tuple[int, Any]],
    sessions: Sequence[DosingSession] = (),
    today: int = 0,
    planned: int | None = 8,
) -> Course:
    """Fold (day on which it was written, body) and sessions, seen on a day."""
    start = datetime(2026, 3, 2, 18, tzinfo=UTC)
    file = [
        made.entry(body, start + timedelta(days=day), seq, e.Stream.CLIENT, "c")
        for seq, (day, body) in enumerate(bodies, start=1)
    ]
    return course(client_standing(file), sessions, PLAN, on(today), planned)


BEFORE = [
    (0, held(K.CONSULTATION, 0)),
    (1, held(K.EVALUATION, 1)),
    (2, supply(2, sessions=2)),
    (3, held(K.PREPARATION, 3)),
]


def test_the_practices_own_counts_and_intervals_each_with_its_source() -> None:
    assert (PLAN.preparation.words, PLAN.dosing.words) == ("1 to 2", "6 to 8")
    assert PLAN.first_supply_sessions == 2
    assert PLAN.follow_up_every_days == 91
    sources = json.loads(resources.text("course/lozenge.json"))["sources"]
    assert {source_key(figure.key) for figure in FIGURES} <= set(sources)


def test_a_figure_of_the_plan_can_be_changed_within_reason() -> None:
    changed = with_values(PLAN, {"follow_up_every_days": 60, "dosing_most": 4})
    assert changed.follow_up_every_days == 60
    assert (changed.dosing.least, changed.dosing.most) == (4, 4)
    assert values_of(changed)["integration_most"] == 8
    for wrong in ({"dosing_most": 0}, {"follow_up_every_days": 5000}, {"colour": 3}):
        with pytest.raises(ProtocolError):
            with_values(PLAN, wrong)


@pytest.mark.parametrize("text", ["", "[]", '{"steps": {}}'])
def test_a_plan_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError, match="cannot be read"):
        parse_course_plan(text)


@pytest.mark.parametrize(
    ("so_far", "stage", "following"),
    [
        (0, "Not begun", "Next: consultation, no day set."),
        (1, "Consultation done", "Next: medical evaluation, no day set."),
        (2, "Medical evaluation done", "Next: prescription."),
        (3, "Prescription done", "Next: preparation 1 of 2, no day set."),
        (4, "Preparation 1 of 2", "Next: dosing 1 of 8, no day set."),
    ],
)
def test_before_the_first_dose_one_step_follows_the_other(
    so_far: int, stage: str, following: str
) -> None:
    told = fold(BEFORE[:so_far], today=4)
    assert words.stage_words(told) == stage
    assert words.next_words(told) == following


def test_each_dosing_session_is_followed_by_its_integration() -> None:
    told = fold(BEFORE, [dosed(1, 7)], today=8)
    assert words.stage_words(told) == "Dosing 1 of 8"
    assert words.next_words(told) == "Next: integration 1 of 8, no day set."
    told = fold([*BEFORE, (9, held(K.INTEGRATION, 9))], [dosed(1, 7)], today=9)
    assert words.next_words(told) == "Next: dosing 2 of 8, no day set."


def test_a_course_is_complete_after_its_planned_sessions_and_their_integration() -> None:
    sessions = [dosed(n, 7 * n) for n in range(1, 7)]
    meetings = [(7 * n + 1, held(K.INTEGRATION, 7 * n + 1)) for n in range(1, 7)]
    told = fold([*BEFORE, *meetings], sessions, today=50, planned=6)
    assert told.next is None
    assert words.stage_words(told) == "Course complete"
    assert words.next_words(told) == "Every planned step was taken."


def test_a_session_without_a_dose_does_not_count_as_dosing() -> None:
    ended_early = DosingSession("d1", 1, on(7), datetime(2026, 3, 9, tzinfo=UTC))
    told = fold(BEFORE, [ended_early], today=8)
    assert told.next is not None
    assert told.next.step is Step.DOSING
    assert told.next.number == 1


def test_a_day_that_was_set_is_said_until_the_meeting_was_held() -> None:
    plan = (3, e.MeetingPlanned(K.DOSING, on(7)))
    told = fold([*BEFORE, plan], today=4)
    assert words.next_words(told) == "Next: dosing 1 of 8, 9 Mar."
    assert [(due.step, due.on, due.source) for due in told.coming][:1] == [
        (Step.DOSING, on(7), PLANNED)
    ]
    assert not fold([*BEFORE, plan], [dosed(1, 7)], today=8).booked


def test_a_later_plan_takes_the_place_of_an_earlier_one() -> None:
    plans = [(3, e.MeetingPlanned(K.DOSING, on(7))), (4, e.MeetingPlanned(K.DOSING, on(14)))]
    told = fold([*BEFORE, *plans], today=5)
    assert [one.body.on for one in told.booked] == [on(14)]


def test_the_next_meeting_set_on_the_day_of_one_is_not_fulfilled_by_it() -> None:
    bodies = [
        *BEFORE,
        (9, e.MeetingPlanned(K.INTEGRATION, on(16))),
        (9, held(K.INTEGRATION, 9)),
    ]
    told = fold(bodies, [dosed(1, 7)], today=9)
    assert [one.body.on for one in told.booked] == [on(16)]


def test_a_meeting_brought_forward_fulfils_its_plan() -> None:
    bodies = [*BEFORE, (9, e.MeetingPlanned(K.INTEGRATION, on(16))), (12, held(K.INTEGRATION, 12))]
    assert not fold(bodies, [dosed(1, 7)], today=13).booked


def overdue(told: Course) -> list[tuple[Step, str]]:
    return [(due.step, due.source) for due in told.overdue]


def test_a_day_that_passed_without_its_meeting_is_overdue() -> None:
    told = fold([*BEFORE, (3, e.MeetingPlanned(K.DOSING, on(7)))], today=10)
    assert overdue(told) == [(Step.DOSING, PLANNED)]
    assert words.due_words(told.overdue[0], told.today, str) == "Dosing 3 days overdue"


def test_the_prescriber_is_seen_again_within_a_quarter_of_the_last_time() -> None:
    sessions = [dosed(1, 7)]
    quarter = PLAN.follow_up_every_days
    in_time = fold([*BEFORE, (9, held(K.INTEGRATION, 9))], sessions, today=1 + quarter)
    assert Step.FOLLOW_UP not in [due.step for due in in_time.overdue]
    late = fold([*BEFORE, (9, held(K.INTEGRATION, 9))], sessions, today=10 + quarter)
    (due,) = [one for one in late.overdue if one.step is Step.FOLLOW_UP]
    assert due.source == "follow_up_every_days"
    assert due.entries == ("c2",)
    assert words.due_words(due, late.today, str) == "Prescriber follow-up 9 days overdue"
    seen = fold([*BEFORE, (90, held(K.FOLLOW_UP, 90))], sessions, today=10 + quarter)
    assert Step.FOLLOW_UP not in [one.step for one in seen.overdue]


def test_integration_and_measures_fall_due_after_a_dosing_session() -> None:
    told = fold(BEFORE, [dosed(1, 7)], today=30)
    found = {(due.step, due.measure, due.source) for due in told.overdue}
    assert (Step.INTEGRATION, None, "integration_within_days") in found
    assert (Step.MEASURE, "phq9", "measure_within_days") in found
    assert (Step.MEASURE, "gad7", "measure_within_days") in found
    asked = [(8, measure("phq9", 8)), (8, measure("gad7", 8)), (9, held(K.INTEGRATION, 9))]
    assert not fold([*BEFORE, *asked], [dosed(1, 7)], today=30).overdue


def test_nothing_is_overdue_while_the_session_goes_on() -> None:
    running = dosed(1, 7, is_running=True)
    assert not fold(BEFORE, [running], today=30).overdue


def measure(key: str, days: int, total: int = 9, **told: Any) -> e.MeasureTaken:
    return e.MeasureTaken(key, key.upper(), on(days), total, **told)


# --- supply --------------------------------------------------------------------------------------


def left(*bodies: e.PrescriptionGiven, sessions: Sequence[DosingSession] = ()) -> str:
    told = fold([(n, body) for n, body in enumerate(bodies)], sessions, today=40)
    return words.supply_words(told.supply)


def test_what_is_left_is_what_was_given_less_what_was_taken() -> None:
    assert left() == "No prescription on file"
    assert left(supply(0, 4)) == "4 lozenges of 100 mg left, meant for 2 more sessions"
    # 150 mg of lozenges of 100 mg is one and a half.
    assert (
        left(supply(0, 4), sessions=[dosed(1, 7, 150)])
        == "2.5 lozenges of 100 mg left, meant for 1 more session"
    )
    taken = [dosed(1, 7, 100, 100), dosed(2, 14, 200)]
    assert left(supply(0, 4), sessions=taken) == "no lozenges of 100 mg left"
    refill = supply(20, 4, sessions=2, is_refill=True)
    assert (
        left(supply(0, 4), refill, sessions=taken)
        == "4 lozenges of 100 mg left, meant for 2 more sessions"
    )


def test_a_count_that_the_entries_do_not_say_is_not_made_up() -> None:
    mixed = [supply(0, 4, 100), supply(3, 2, 50, sessions=1)]
    assert left(*mixed, sessions=[dosed(1, 7, 150)]).startswith("350 mg left")
    only_sessions = e.PrescriptionGiven(on(0), sessions=2)
    assert left(only_sessions, sessions=[dosed(1, 7)]) == "1 dose left"
    nothing = e.PrescriptionGiven(on(0), is_refill=True)
    assert "do not say" in left(nothing)


def test_lozenges_are_counted_as_the_dose_says() -> None:
    told = DoseGlance(Decimal(150), Decimal(2), Decimal(75), False)
    at = datetime(2026, 3, 9, tzinfo=UTC)
    session = DosingSession("d1", 1, on(7), at, first_dose_at=at, doses=(told,))
    assert left(supply(0, 4, 75), sessions=[session]).startswith("2 lozenges of 75 mg left")


def test_a_session_of_which_only_the_outline_was_read_counts_by_sessions_alone() -> None:
    at = datetime(2026, 3, 9, tzinfo=UTC)
    outline = DosingSession("d1", 1, on(7), at, first_dose_at=at)
    assert left(supply(0, 4), sessions=[outline]) == "1 dose left"


def test_a_dose_before_the_first_prescription_on_file_is_not_taken_off_it() -> None:
    assert left(supply(10, 4), sessions=[dosed(1, 7)]).startswith("4 lozenges")


def test_no_supply_left_asks_for_a_refill_while_sessions_are_planned() -> None:
    sessions = [dosed(1, 7, 200), dosed(2, 14, 200)]
    bodies = [*BEFORE, (15, held(K.INTEGRATION, 15))]
    told = fold(bodies, sessions, today=16)
    assert (Step.REFILL, "first_supply_sessions") in overdue(told)
    done = fold(bodies, sessions, today=16, planned=2)
    assert Step.REFILL not in [due.step for due in done.overdue]
    refilled = fold([*bodies, (16, supply(16, sessions=2, is_refill=True))], sessions, today=16)
    assert Step.REFILL not in [due.step for due in refilled.overdue]


@given(
    st.lists(st.integers(1, 12), min_size=1, max_size=4),
    st.lists(st.lists(st.integers(1, 6), min_size=1, max_size=3), max_size=6),
)
def test_given_less_taken_is_left_whatever_was_given_and_taken(
    given_lozenges: list[int], taken: list[list[int]]
) -> None:
    sessions = [dosed(n, 7 * n, *(50 * one for one in mg)) for n, mg in enumerate(taken, start=1)]
    bodies = [(0, supply(0, n, 50, sessions=1)) for n in given_lozenges]
    told = fold(bodies, sessions, today=90).supply
    assert told is not None
    assert told.lozenges == sum(given_lozenges) - sum(map(sum, taken))
    assert told.left_mg == told.lozenges * 50
    assert told.sessions_left == len(given_lozenges) - len(taken)


# --- what flows on ------------------------------------------------------------------------------


def test_intention_themes_and_plan_flow_into_the_next_dosing_session() -> None:
    told = fold(
        [
            *BEFORE[:3],
            (3, held(K.PREPARATION, 3, intention="to rest", themes=("the sea",), plan="walk")),
            (4, held(K.PREPARATION, 4, themes=("the sea", "breath"))),
        ],
        today=5,
    )
    flows = carried(told)
    assert (flows.intention, flows.plan) == ("to rest", "walk")
    assert flows.themes == ("the sea", "breath")
    assert (flows.on, flows.meeting) == (on(4), K.PREPARATION)


def test_what_was_before_the_last_dosing_session_does_not_flow_twice() -> None:
    bodies = [*BEFORE[:3], (3, held(K.PREPARATION, 3, intention="to rest"))]
    assert carried(fold(bodies, [dosed(1, 7)], today=8)).is_empty


def test_the_dosing_sessions_marks_and_quotes_are_offered_to_its_integration() -> None:
    record = made.entries(
        (0, made.opened()),
        (1, made.vitals("120/80 70")),
        (2, made.dose(100)),
        (5, e.Marked("tears")),
        (6, e.Marked("tears")),
        (7, e.NoteTaken('She said: "the door is open" and smiled')),
        (8, made.vitals("134/86 82")),
        (9, made.vitals("130/88 64")),
        (10, e.AdverseEvent("nausea", e.Severity.MILD)),
        (60, e.SessionEnded()),
    )
    session = dosing_session("s1", record_standing(record), "+00:00")
    assert session is not None
    assert session.themes == ("tears", "the door is open")
    assert words.themes_words(session) == "tears ×2, “the door is open”"
    assert words.peak_words(session) == ("BP +14/+8", "HR +12")
    assert words.adverse_words(session) == "nausea, mild"
    assert words.dose_words(session) == "100 mg"
    assert session.minutes == 60
    assert offered_themes(fold(BEFORE, [session], today=30)) == session.themes


def test_a_reading_is_compared_with_the_one_before_the_dose_alone() -> None:
    record = made.entries((0, made.opened()), (1, made.dose()), (2, made.vitals("150/90 80")))
    session = dosing_session("s1", record_standing(record), "+00:00")
    assert session is not None
    assert not session.peak.is_known
    assert session.highest is not None
    assert words.peak_words(session) == ("", "")


# --- measures -------------------------------------------------------------------------------------


def test_a_session_shows_the_measures_asked_since_the_one_before_it() -> None:
    bodies = [
        (0, measure("phq9", 0, 19)),
        (6, measure("phq9", 6, 17)),
        (9, measure("phq9", 9, 12)),
        (20, measure("phq9", 20, 8)),
    ]
    told = fold(bodies, [dosed(1, 7), dosed(2, 14)], today=30)
    first, second = told.sessions
    assert told.measures_before(first)["phq9"].body.total == 17
    assert told.measures_before(second)["phq9"].body.total == 12
    assert words.trend_words(told.series("phq9")) == "11 lower than at first"


# --- corrections ----------------------------------------------------------------------------------


def test_what_was_amended_counts_in_its_new_words_and_what_was_struck_not_at_all() -> None:
    bodies = [
        (0, measure("phq9", 0, 19)),
        (1, measure("phq9", 1, 17)),
        (2, e.ClientEntryAmended("c1", "added up wrong", {"total": 18})),
        (3, e.ClientEntryStruck("c2", "another client's")),
    ]
    told = fold(bodies, today=4)
    assert [one.body.total for one in told.measures] == [18]
    assert words.corrected_words(told.measures[0]) == "amended: added up wrong"
    assert told.struck == 1


_MEETINGS = st.builds(
    held,
    st.sampled_from([one for one in K if one is not K.DOSING]),
    st.integers(0, 120),
)
_PLANS = st.builds(
    lambda kind, day: e.MeetingPlanned(kind, on(day)), st.sampled_from(list(K)), st.integers(0, 200)
)
_OTHERS = st.one_of(
    st.builds(lambda day, n: supply(day, n, sessions=2), st.integers(0, 120), st.integers(1, 9)),
    st.builds(lambda day, n: measure("phq9", day, n), st.integers(0, 120), st.integers(0, 27)),
)


@given(
    st.lists(st.tuples(st.integers(0, 120), _MEETINGS | _PLANS | _OTHERS), max_size=25),
    st.sets(st.integers(0, 120), max_size=9),
    st.integers(0, 200),
)
def test_any_course_says_what_is_overdue_with_its_source_and_loses_no_entry(
    bodies: list[tuple[int, Any]], days: set[int], today: int
) -> None:
    bodies = sorted(bodies, key=lambda one: one[0])
    sessions = [dosed(n, day) for n, day in enumerate(sorted(days), start=1)]
    told = fold(bodies, sessions, today)
    sources = set(json.loads(resources.text("course/lozenge.json"))["sources"]) | {PLANNED}
    ids = {f"c{n}" for n in range(1, len(bodies) + 1)} | {one.id for one in sessions}
    for due in (*told.overdue, *told.coming):
        assert due.source in sources
        assert due.entries
        assert set(due.entries) <= ids
        assert words.due_words(due, told.today, str)
    assert all(due.on is None or due.on < told.today for due in told.overdue)
    assert all(due.on is not None and due.on >= told.today for due in told.coming)
    kept = len(told.meetings) + len(told.prescriptions) + len(told.measures)
    planned = sum(isinstance(body, e.MeetingPlanned) for _, body in bodies)
    assert kept + planned == len(bodies)
    assert words.next_words(told)
    assert words.stage_words(told)


def test_what_is_due_is_said_in_plain_words() -> None:
    said = [
        words.due_words(due, DAY, {"phq9": "PHQ-9"}.__getitem__)
        for due in (
            Due(Step.FOLLOW_UP, on(5), "follow_up_every_days"),
            Due(Step.DOSING, on(0), PLANNED),
            Due(Step.MEASURE, on(-1), "measure_within_days", measure="phq9"),
            Due(Step.REFILL, None, "first_supply_sessions"),
        )
    ]
    assert said == [
        "Prescriber follow-up by 7 Mar",
        "Dosing today",
        "PHQ-9 1 day overdue",
        "No supply left: refill to ask for",
    ]
