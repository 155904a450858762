"""What the preparation says: sums and sentences, without a window."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.standing import record_standing
from kap_companion.session.vitals import Reading, parse_vitals
from kap_companion.ui import times
from kap_companion.ui.panels import prepare_words as words
from tests.made import entries


@pytest.mark.parametrize(
    ("typed", "dose"),
    [
        ("150", "150"),
        (" 37.5 mg ", "37.5"),
        ("37,5", "37.5"),
        ("200MG", "200"),
    ],
)
def test_a_dose_is_read_as_typed(typed: str, dose: str) -> None:
    assert words.parse_dose(typed) == Decimal(dose)


def test_an_empty_field_is_no_planned_dose() -> None:
    assert words.parse_dose("  ") is None


@pytest.mark.parametrize("typed", ["many", "0", "-5", "NaN", "1e9", "150 200"])
def test_a_dose_that_cannot_be_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(words.PlanError, match=r"such as 150|cannot be right"):
        words.parse_dose(typed)


@pytest.mark.parametrize(("typed", "minutes"), [("100", 100), (" 75 min", 75), ("240minutes", 240)])
def test_any_length_in_minutes_can_be_planned(typed: str, minutes: int) -> None:
    assert words.parse_minutes(typed) == minutes


@pytest.mark.parametrize("typed", ["", "1:30", "0", "-3", "99999", "٣"])
def test_a_length_that_cannot_be_is_refused(typed: str) -> None:
    with pytest.raises(words.PlanError, match="in minutes"):
        words.parse_minutes(typed)


def test_each_figure_stands_with_its_change_from_before_the_dose() -> None:
    shown = words.figures(parse_vitals("132/84 78 97"), parse_vitals("124/80 72 98"))
    assert [(f.label, f.figure, f.change) for f in shown] == [
        ("BP", "132/84", "+8/+4"),
        ("HR", "78", "+6"),
        ("SpO₂", "97", "−1"),
    ]


def test_what_was_not_measured_is_not_shown_and_without_a_baseline_nothing_changed() -> None:
    assert words.figures(Reading(heart_rate_bpm=72), None) == (words.Figure("HR", "72"),)


LIMITS = e.Limits(150, 95, 100, 94, "Dr. P.N.", date(2026, 3, 3))


def test_the_limits_are_the_prescribers_with_who_and_when() -> None:
    assert words.limit_rows(LIMITS) == (
        ("BP", "under 150/95"),
        ("Heart rate", "under 100"),
        ("SpO₂", "94 or more"),
    )
    assert words.limits_given(LIMITS) == "Dr. P.N., 3 March 2026"


def test_no_limit_is_made_up_where_none_was_given() -> None:
    assert words.limit_rows(None) == ()
    assert words.limit_rows(e.Limits(systolic_mmhg=160)) == (("Systolic", "under 160"),)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("124/80 72 98", "All three within"),
        ("124/80 72", "2 of 3 taken, within"),
        ("- - 72", "1 of 3 taken, within"),
    ],
)
def test_within_the_limits_says_how_much_was_compared(line: str, told: str) -> None:
    assert words.within_words(parse_vitals(line), LIMITS) == told


def test_the_last_answer_to_an_item_stands_and_a_struck_one_does_not() -> None:
    log = entries(
        (0, e.ChecklistTicked("Escort here")),
        (1, e.ChecklistTicked("Oriented")),
        (2, e.ChecklistTicked("Escort here", answer=False)),
        (3, e.EntryStruck("r2", "wrong client")),
    )
    told = words.answers(record_standing(log))
    assert {item: one.answer for item, one in told.items()} == {"Escort here": False}


def test_times_are_the_clinicians() -> None:
    clock = ScriptedClock(datetime.fromisoformat("2026-03-14T09:05:00-08:00"))
    at = datetime(2026, 3, 15, 1, 7, tzinfo=UTC)
    assert times.clock_words(at, clock) == "17:07"
    assert times.long_day_words(at, clock) == "14 March 2026"
