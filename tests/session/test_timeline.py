"""What the timeline shows of a session: phases, frame, dots; the two streams stay two types."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session import codec
from kap_companion.session import entries as e
from kap_companion.session.phases import Phase
from kap_companion.session.standing import (
    Standing,
    correct,
    private_standing,
    record_standing,
    target_of,
)
from kap_companion.session.state import SessionState
from kap_companion.session.timeline import (
    Kept,
    RecordTimeline,
    Sign,
    cues_due,
    kept,
    private_dots,
    private_dots_after,
    record_timeline,
    sign_of,
)
from tests.made import START, bodies_of, dose, entries, entry, opened, vitals

DOSED = ((0.0, opened()), (12.0, dose()))


def at(minutes: float) -> Any:
    return START + timedelta(minutes=minutes)


def told(*acts: tuple[float, Any]) -> Kept:
    return kept(record_standing(entries(*acts)))


def timeline(now: float, *acts: tuple[float, Any]) -> RecordTimeline:
    shown = record_timeline(told(*acts), at(now))
    assert shown is not None
    return shown


def state_of(acts: list[tuple[float, Any]]) -> SessionState:
    state = SessionState()
    for one in entries(*acts):
        state = state.after(one)
    return state


# --- from when to when --------------------------------------------------------------------------


def test_it_runs_from_the_opening_to_the_planned_end() -> None:
    shown = timeline(45, *DOSED)
    assert (shown.begin, shown.end, shown.now) == (at(0), at(90), at(45))
    assert shown.first_dose_at == at(12)


def test_nothing_is_shown_of_what_was_never_opened() -> None:
    assert record_timeline(Kept(), START) is None


def test_a_session_over_its_plan_grows_by_five_minutes_at_a_time() -> None:
    ends = [timeline(now, *DOSED).end for now in (89, 90, 91, 94.9, 95, 300)]
    assert ends == [at(90), at(95), at(95), at(95), at(100), at(305)]


def test_a_late_booster_keeps_its_whole_window_on_the_timeline() -> None:
    assert timeline(80, *DOSED, (80, dose(50, booster=True))).end == at(80 + 45)


def test_an_ended_session_ends_where_it_ended_and_stands_still() -> None:
    shown = timeline(300, *DOSED, (70, e.SessionEnded()))
    assert (shown.end, shown.now) == (at(70), at(70))


def test_a_mistaken_end_that_was_struck_ends_nothing() -> None:
    acts = (*DOSED, (70, e.SessionEnded()), (71, e.EntryStruck("r3", "too early")))
    assert timeline(72, *acts).end == at(90)


# --- phases -------------------------------------------------------------------------------------


def phases(shown: RecordTimeline) -> list[tuple[str, float, float]]:
    return [
        (one.phase.value, (one.begin - START) / timedelta(minutes=1), minutes(one.end))
        for one in shown.phases
    ]


def minutes(moment: Any) -> float:
    return float((moment - START) / timedelta(minutes=1))


def test_before_the_dose_all_is_preparation() -> None:
    assert phases(timeline(5, (0, opened()))) == [("preparation", 0, 90)]


def test_the_phases_follow_each_other_without_a_hole() -> None:
    found = phases(timeline(45, *DOSED))
    assert [name for name, *_ in found] == [one.value for one in Phase]
    assert [begin for _, begin, _ in found] == [0, 12, 24, 32, 50, 57]
    assert [end for *_, end in found] == [12, 24, 32, 50, 57, 90]


def test_a_booster_begins_a_hold_of_its_own() -> None:
    found = phases(timeline(43, *DOSED, (17, dose(50, booster=True))))
    assert found[1:3] == [("hold", 12, 17), ("hold", 17, 29)]


def test_a_return_that_the_clinician_saw_begins_when_it_was_seen() -> None:
    found = phases(timeline(60, *DOSED, (40, e.PhaseMarked(Phase.RETURN))))
    assert found[3:] == [("peak", 32, 40), ("return", 40, 57), ("integration", 57, 90)]


@given(
    st.lists(
        st.tuples(
            st.integers(1, 130),
            st.one_of(
                st.builds(e.PhaseMarked, st.sampled_from(Phase)),
                st.just(dose(50, booster=True)),
                st.just(e.NoteTaken("x")),
            ),
        ),
        max_size=6,
    ),
    st.integers(0, 130),
)
def test_each_past_moment_has_the_phase_that_the_session_had_then(
    acts: list[tuple[int, Any]], asked: int
) -> None:
    moment = asked + 0.5  # the acts are at whole minutes
    every = [(0.0, opened()), *sorted(((float(m), body) for m, body in acts), key=lambda a: a[0])]
    then = state_of([act for act in every if act[0] <= moment]).phase(at(moment))
    shown = timeline(140, *every)
    assert [one.phase for one in shown.phases if one.begin <= at(moment) < one.end] == [then]


# --- dots ---------------------------------------------------------------------------------------


def test_what_was_told_late_stands_where_it_happened() -> None:
    found = told(*DOSED, (30, e.NoteTaken("first")), (40, e.NoteTaken("late", happened_at=at(20))))
    assert [(dot.entry_id, minutes(dot.at)) for dot in found.dots] == [
        ("r2", 12),
        ("r4", 20),
        ("r3", 30),
    ]


def test_what_was_struck_has_no_dot_and_what_was_amended_moves() -> None:
    acts = (*DOSED, (20, e.NoteTaken("a")), (21, vitals()))
    rows = list(record_standing(entries(*acts)))
    moved = correct(rows[2], entry(e.EntryAmended("r3", "slip", {"happened_at": None}), at(30)))
    struck = correct(rows[3], entry(e.EntryStruck("r4", "slip"), at(31)))
    found = kept(rows).after(moved).after(struck)
    assert [dot.entry_id for dot in found.dots] == ["r2", "r3"]
    assert found.readings == ()


@pytest.mark.parametrize("kind", codec.kinds(e.Stream.RECORD))
def test_every_kind_of_the_record_has_a_sign_or_none(kind: Any) -> None:
    @given(bodies_of(kind))
    def check(body: Any) -> None:
        assert sign_of(body) in {None, *Sign}

    check()


_ACTS = st.one_of(
    st.just(e.NoteTaken("n")),
    st.just(e.Marked("Tears")),
    st.just(vitals()),
    st.just(dose(50, booster=True)),
    st.builds(e.NoteTaken, st.just("late"), st.integers(0, 60).map(at)),
    st.builds(e.PhaseMarked, st.sampled_from(Phase)),
    st.builds(e.EntryStruck, st.integers(2, 12).map(lambda n: f"r{n}"), st.just("slip")),
    st.builds(
        e.EntryAmended,
        st.integers(2, 12).map(lambda n: f"r{n}"),
        st.just("when"),
        st.integers(0, 60).map(lambda m: {"happened_at": at(m).isoformat().replace("+00:00", "Z")}),
    ),
)


@given(st.lists(_ACTS, max_size=12))
def test_entry_by_entry_and_all_at_once_come_to_the_same(acts: list[Any]) -> None:
    record = entries((0, opened()), *((n + 1.0, body) for n, body in enumerate(acts)))
    rows: dict[str, Standing[Any]] = {}
    step = Kept()
    for one in record:
        target = target_of(one.body)
        if target is not None and (target not in rows or rows[target].struck):
            continue
        key = target or one.id
        try:
            row = Standing(one, one.body) if target is None else correct(rows[target], one)
        except codec.CodecError:
            continue  # a kind that has no such key
        rows[key] = row
        step = step.after(row)
    assert step == kept(rows.values())


# --- the two streams ----------------------------------------------------------------------------


def private_rows() -> tuple[Standing[e.PrivateBody], ...]:
    note = e.PrivateNoteTaken("my own pull", at(18))
    stream = e.Stream.PSYCHOTHERAPY_NOTES
    return private_standing([entry(note, at(20), 1, stream), entry(note, at(22), 2, stream)])


def test_a_private_note_cannot_get_into_a_records_timeline() -> None:
    with pytest.raises(AssertionError):
        kept(private_rows())  # type: ignore[arg-type]
    with pytest.raises(AssertionError):
        told(*DOSED).after(private_rows()[0])  # type: ignore[arg-type]


def test_private_notes_have_dots_of_their_own_which_go_when_they_are_struck() -> None:
    rows = private_rows()
    dots = private_dots(rows)
    assert [(dot.entry_id, minutes(dot.at)) for dot in dots] == [("p1", 18), ("p2", 18)]
    struck = correct(rows[0], entry(e.PrivateNoteStruck("p1", "slip"), at(30)))
    assert [dot.entry_id for dot in private_dots_after(dots, struck)] == ["p2"]


# --- cues ---------------------------------------------------------------------------------------


def test_only_what_asks_for_an_act_is_due_on_the_timeline() -> None:
    due = cues_due(state_of(list(DOSED)), at(14))
    assert [(minutes(one.at), one.words) for one in due] == [
        (24, "spit due"),
        (52, "vitals due"),
        (90, "closing vitals due"),
    ]
