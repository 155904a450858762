"""Fees by the clock: the practice's own figures, every way of rounding, and nothing that bills."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.session.fees import (
    FeeSchedule,
    FeesError,
    Rounding,
    Service,
    fees_form,
    money,
    parse_amount,
    parse_fees,
)

FEES = parse_fees(resources.text("fees/practice.json"))


def test_the_practices_own_figures_come_out() -> None:
    dosing, preparation = FEES.service("dosing"), FEES.service("preparation")
    assert dosing is not None
    assert preparation is not None
    assert FEES.fee(dosing, 90) == 375
    assert FEES.fee(dosing, 120) == 500
    assert FEES.fee(preparation, 50) == 185
    assert all(not one.code for one in FEES.services)


@pytest.mark.parametrize(
    ("rounding", "charged"),
    [("nearest", [90, 90, 105, 15]), ("up", [90, 105, 105, 15]), ("down", [90, 90, 90, 0])],
)
def test_the_clocks_minutes_are_rounded_by_the_rule(rounding: str, charged: list[int]) -> None:
    schedule = FeeSchedule("USD", FEES.services, 15, Rounding(rounding))
    assert [schedule.charged_minutes(minutes) for minutes in (90, 97, 98, 8)] == charged


@given(st.integers(0, 600), st.integers(1, 60), st.sampled_from(Rounding))
def test_rounding_moves_time_by_less_than_its_step(
    minutes: int, step: int, rounding: Rounding
) -> None:
    charged = FeeSchedule("USD", (), step, rounding).charged_minutes(minutes)
    assert abs(charged - minutes) < step or (charged == minutes)
    assert rounding is Rounding.NONE or charged % step == 0
    assert rounding is not Rounding.NEAREST or 2 * abs(charged - minutes) <= step


@pytest.mark.parametrize(
    ("rounding", "charged"),
    [("nearest", [50, 50, 50, 65]), ("up", [50, 50, 65, 65]), ("down", [35, 50, 50, 50])],
)
def test_the_minutes_that_a_fee_is_for_stay_whole(rounding: str, charged: list[int]) -> None:
    schedule = FeeSchedule("USD", FEES.services, 15, Rounding(rounding))
    preparation = FEES.service("preparation")
    assert [schedule.charged_minutes(at, preparation) for at in (45, 50, 53, 58)] == charged
    assert schedule.charged_minutes(0, preparation) in (0, 5)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("375", "375"), ("$1,250.50", "1250.50"), (" 0 ", "0"), ("", None)],
)
def test_an_amount_is_typed_as_it_is_written(typed: str, amount: str | None) -> None:
    assert parse_amount(typed) == (None if amount is None else Decimal(amount))


@pytest.mark.parametrize(
    "typed", ["-5", "a lot", "NaN", "1e9", "3.755", "Infinity", "1e2", "375,50", "٣"]
)
def test_what_is_no_amount_is_refused_and_named(typed: str) -> None:
    with pytest.raises(FeesError, match="is no amount"):
        parse_amount(typed)


def test_what_is_kept_is_read_again_as_it_was() -> None:
    own = FeeSchedule(
        "USD",
        (*FEES.services, Service("letter", "Letter", Decimal("37.50"), 15, "99080")),
        5,
        Rounding.UP,
    )
    assert parse_fees(json.dumps(fees_form(own))) == own


@pytest.mark.parametrize(
    "change",
    [
        {"round_to_minutes": 0},
        {"rounding": "sideways"},
        {"services": [{"key": "a", "title": "A", "amount": "-1", "per_minutes": 50}]},
        {"services": [{"key": "a", "title": "A", "amount": "NaN", "per_minutes": 50}]},
        {"services": [{"key": "a", "title": " ", "amount": "1", "per_minutes": 50}]},
        {"services": [{"key": "a", "title": "A", "amount": "1", "per_minutes": 0}]},
        {"services": [{"key": "a", "title": "A", "amount": "1", "per_minutes": 9}] * 2},
    ],
)
def test_what_cannot_be_right_is_refused_in_a_sentence(change: dict[str, object]) -> None:
    with pytest.raises(FeesError, match=r"\.$"):
        parse_fees(json.dumps(fees_form(FEES) | change))


def test_money_is_written_as_money() -> None:
    assert money(Decimal("1234.5")) == "$1,234.50"
    assert money(Decimal("185"), "EUR") == "185.00 EUR"


def test_what_was_paid_beyond_the_sum_is_less_than_nothing() -> None:
    assert money(Decimal("-12.5")) == "−$12.50"
    assert money(Decimal("-0.001")) == "$0.00"
