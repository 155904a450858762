"""What the record says is true now."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from functools import reduce
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session import entries as e
from kap_companion.session import state as state_module
from kap_companion.session.phases import Phase
from kap_companion.session.state import SessionState
from tests import made
from tests.made import START, dose, entries, opened, vitals


def fold(record: list[e.Entry[Any]]) -> SessionState:
    return reduce(SessionState.after, record, SessionState())


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


@st.composite
def records(draw: st.DrawFn) -> list[e.Entry[Any]]:
    """A record in which anything happens, told late, amended and struck."""
    bodies = st.one_of(
        st.builds(dose, st.integers(1, 300)),
        st.builds(vitals, st.sampled_from(["124/80 72 98", "132/84", "- - 90"])),
        st.just(e.Spat()),
        st.builds(e.PhaseMarked, st.sampled_from(Phase)),
        st.builds(e.NoteTaken, st.text(min_size=1, max_size=5)),
        st.builds(e.ChecklistTicked, st.sampled_from("ab"), st.booleans()),
        st.builds(e.PersonArrived, st.sampled_from("JK"), st.just("ride")),
        st.builds(e.PersonLeft, st.sampled_from("JK"), st.just("ride")),
        st.builds(e.CueAnswered, st.sampled_from(["spit", "check_in"]), st.just("done")),
        st.just(e.SessionEnded()),
    )
    told: list[tuple[float, Any]] = [(0, opened())]
    open_targets: list[str] = []
    minutes = 0
    for _ in range(draw(st.integers(0, 25))):
        minutes += draw(st.integers(0, 9))
        earlier = minute(draw(st.integers(0, minutes)))
        what = draw(st.sampled_from(["act", "act", "act", "late", "amend", "strike"]))
        if what in ("amend", "strike") and open_targets:
            target = draw(st.sampled_from(open_targets))
            if what == "strike":
                open_targets.remove(target)
                told.append((minutes, e.EntryStruck(target, "wrong")))
            else:
                changes = {"happened_at": earlier.isoformat()}
                told.append((minutes, e.EntryAmended(target, "wrong", changes)))
            continue
        act = draw(bodies)
        told.append((minutes, replace(act, happened_at=earlier) if what == "late" else act))
        open_targets.append(f"r{len(told)}")
    return entries(*told)


@given(records())
def test_stepping_one_by_one_is_the_fold_of_what_stands(record: list[e.Entry[Any]]) -> None:
    """The facts are the same as if every entry had been told in its time and its present words."""
    state = fold(record)
    acts = state.acts
    assert list(acts) == sorted(acts, key=lambda act: (act.at, act.seq))
    plain = [
        made.entry(
            replace(act.body, happened_at=None) if hasattr(act.body, "happened_at") else act.body,
            act.at,
            act.seq,
        )
        for act in acts
    ]
    assert fold(plain).facts == state.facts


@given(records(), st.integers(-600, 600))
def test_no_elapsed_time_is_ever_negative(record: list[e.Entry[Any]], seconds: int) -> None:
    state = fold(record)
    now = record[-1].at + timedelta(seconds=seconds)
    spans = [
        state.since_dose(now),
        state.since_first_dose(now),
        state.since_opening(now),
        state.window_left(now),
        state.since_phase(now),
    ]
    assert all(span is None or span >= timedelta(0) for span in spans)


def test_the_window_runs_from_the_latest_dose_and_the_first_stays_readable() -> None:
    state = fold(entries((0, opened()), (12, dose()), (42, dose(50, booster=True))))
    now = minute(52)
    assert state.since_first_dose(now) == timedelta(minutes=40)
    assert state.since_dose(now) == timedelta(minutes=10)
    assert state.window_left(now) == timedelta(minutes=35)
    assert state.phase(now) is Phase.HOLD


@pytest.mark.parametrize(
    ("since_dose", "phase"),
    [
        (0, Phase.HOLD),
        (11.9, Phase.HOLD),
        (12, Phase.ONSET),
        (20, Phase.PEAK),
        (38, Phase.RETURN),
        (45, Phase.INTEGRATION),
        (300, Phase.INTEGRATION),
    ],
)
def test_the_phases_follow_the_plan(since_dose: float, phase: Phase) -> None:
    state = fold(entries((0, opened()), (12, dose())))
    assert state.phase(minute(12 + since_dose)) is phase


def test_before_the_dose_it_is_preparation() -> None:
    assert fold(entries((0, opened()))).phase(minute(5)) is Phase.PREPARATION


@pytest.mark.parametrize(
    ("marked", "at", "looked", "phase"),
    [
        (Phase.RETURN, 33, 37, Phase.RETURN),
        (Phase.RETURN, 33, 46, Phase.INTEGRATION),
        (Phase.PEAK, 18, 19, Phase.PEAK),
        (Phase.PEAK, 40, 44, Phase.PEAK),
        (Phase.PEAK, 40, 45, Phase.INTEGRATION),
        (Phase.INTEGRATION, 30, 100, Phase.INTEGRATION),
    ],
)
def test_a_phase_the_clinician_moved_holds_until_the_plan_is_beyond_it(
    marked: Phase, at: float, looked: float, phase: Phase
) -> None:
    state = fold(entries((0, opened()), (0, dose()), (at, e.PhaseMarked(marked))))
    assert state.phase(minute(looked)) is phase


def test_a_booster_begins_a_new_window_whatever_was_marked_before() -> None:
    told = entries(
        (0, opened()), (0, dose()), (33, e.PhaseMarked(Phase.RETURN)), (34, dose(50, booster=True))
    )
    assert fold(told).phase(minute(35)) is Phase.HOLD
    assert fold(told).since_phase(minute(35)) == timedelta(minutes=1)


def test_the_baseline_is_the_last_reading_before_the_first_dose() -> None:
    told = entries(
        (0, opened()), (1, vitals("140/90")), (5, vitals("124/80")), (9, dose()), (20, vitals())
    )
    baseline = fold(told).facts.baseline
    assert baseline is not None
    assert baseline.reading.systolic_mmhg == 124


def test_a_dose_told_late_counts_from_when_it_happened() -> None:
    late = dose(happened_at=minute(10))
    state = fold(entries((0, opened()), (12, vitals()), (15, late)))
    assert state.since_dose(minute(20)) == timedelta(minutes=10)
    assert state.facts.baseline is None


def test_a_struck_booster_gives_the_window_back() -> None:
    told = entries(
        (0, opened()), (0, dose()), (30, dose(50, booster=True)), (31, e.EntryStruck("r3", "slip"))
    )
    state = fold(told)
    assert state.since_dose(minute(31)) == timedelta(minutes=31)
    assert len(state.facts.doses) == 1


def test_a_mistaken_end_can_be_struck() -> None:
    told = entries((0, opened()), (60, e.SessionEnded()))
    assert not fold(told).is_running
    struck = made.entry(e.EntryStruck("r2", "slip"), minute(61), 3)
    assert fold(told).after(struck).is_running


def test_a_session_over_its_plan_is_no_error() -> None:
    state = fold(entries((0, opened()), (0, dose())))
    assert state.since_opening(minute(400)) == timedelta(minutes=400)
    assert state.planned_end() == minute(90)


def test_a_note_costs_the_same_late_in_the_session_as_early() -> None:
    """No part of the state grows with the notes: their cost is one small copy each."""
    state = fold(entries((0, opened()), (0, dose())))
    sizes = set()
    for seq in range(3, 2003):
        state = state.after(made.entry(e.NoteTaken("n"), minute(seq / 60), seq))
        sizes.add((len(state.acts), len(state.facts.doses), len(state.facts.readings)))
    assert sizes == {(2, 1, 0)}


def test_a_late_act_is_folded_from_its_place_on_and_no_further_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ticks = [(seq, e.ChecklistTicked(f"item {seq}", True)) for seq in range(1, 400)]
    state = fold(entries((0, opened()), *ticks))
    folded: list[str] = []
    told = state_module._told

    def counted(facts: state_module.Facts, act: state_module.Act) -> state_module.Facts:
        folded.append(act.entry_id)
        return told(facts, act)

    monkeypatch.setattr(state_module, "_told", counted)
    late = e.ChecklistTicked("item 399", False, happened_at=minute(397.5))
    after = state.after(made.entry(late, minute(400), 401))
    assert len(folded) == 3
    assert after.facts.answers["item 399"] is True
    after = after.after(made.entry(e.EntryStruck("r400", "slip"), minute(401), 402))
    assert after.facts.answers["item 399"] is False
