"""A dose as clinicians type it: milligrams, lozenges, halves, routes and holds."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.dose_words import DoseWords, DoseWordsError, parse_dose
from kap_companion.session.entries import Route


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("150", DoseWords(Decimal(150))),
        ("37,5 mg", DoseWords(Decimal("37.5"))),
        ("1.5 x 100", DoseWords(Decimal(150), Decimal("1.5"), Decimal(100))),
        ("1½ × 100mg", DoseWords(Decimal(150), Decimal("1.5"), Decimal(100))),
        ("1 1/2 x 100", DoseWords(Decimal(150), Decimal("1.5"), Decimal(100))),
        ("1/2x150", DoseWords(Decimal(75), Decimal("0.5"), Decimal(150))),
        ("2 lozenges of 75 mg", DoseWords(Decimal(150), Decimal(2), Decimal(75))),
        ("half", None),
        ("½ lozenge", DoseWords(Decimal(60), Decimal("0.5"), Decimal(120))),
        ("50 buccal", DoseWords(Decimal(50), route=Route.BUCCAL)),
        ("50 mg swallowed", DoseWords(Decimal(50), route=Route.ORAL)),
        (
            "2 x 50 under the tongue hold 15",
            DoseWords(Decimal(100), Decimal(2), Decimal(50), Route.SUBLINGUAL, 15),
        ),
        ("100, hold 12 minutes", DoseWords(Decimal(100), hold_min=12)),
    ],
)
def test_a_dose_is_read_as_it_is_typed(typed: str, meant: DoseWords | None) -> None:
    if meant is None:
        with pytest.raises(DoseWordsError, match="such as 150"):
            parse_dose(typed)
        return
    assert parse_dose(typed, Decimal(120)) == meant


def test_nothing_typed_is_no_dose() -> None:
    assert parse_dose("  ") is None


@pytest.mark.parametrize("typed", ["0", "0 x 100", "100001", "1/0 x 50", "hold 10", "99 hold 999"])
def test_what_cannot_be_right_is_refused_with_the_reason(typed: str) -> None:
    with pytest.raises(DoseWordsError):
        parse_dose(typed)


def test_lozenges_without_a_strength_ask_for_it() -> None:
    with pytest.raises(DoseWordsError, match="strength"):
        parse_dose("2 lozenges")


@given(st.text(alphabet="0123456789 ./,x½mghold", max_size=24))
def test_any_line_is_a_dose_or_a_sentence(typed: str) -> None:
    try:
        dose = parse_dose(typed, Decimal(100))
    except DoseWordsError as trouble:
        assert str(trouble).endswith((".",))
    else:
        assert dose is None or 0 < dose.dose_mg <= 10_000
