"""The line of vitals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.vitals import (
    Reading,
    VitalsError,
    change,
    parse_vitals,
    unusual,
    words,
)


@pytest.mark.parametrize(
    ("typed", "reading"),
    [
        ("124/80 72 98 16", Reading(124, 80, 72, 98, 16)),
        ("124 80 72 98 16", Reading(124, 80, 72, 98, 16)),
        ("124,80,72,98,16", Reading(124, 80, 72, 98, 16)),
        ("  124 / 80 , 72 ", Reading(124, 80, 72)),
        ("124/80", Reading(124, 80)),
        ("- - 72 98%", Reading(None, None, 72, 98)),
        ("124/80 - 98", Reading(124, 80, None, 98)),
    ],
)
def test_a_line_is_read_as_typed(typed: str, reading: Reading) -> None:
    assert parse_vitals(typed) == reading


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("300/20", "Systolic pressure 300"),
        ("124/80 72 140", "140"),
        ("80/124", "higher"),
        ("124", "both pressures"),
        ("124/- 72", "both pressures"),
        ("", "Type a reading"),
        ("- - -", "at least one"),
        ("124/80 72 98 16 37", "more than five"),
        ("abc/80", "not a number"),
        ("124/8\u0660", "not a number"),
        ("124/80 9999999", "not a number"),
    ],
)
def test_the_impossible_is_refused_with_the_reason(typed: str, reason: str) -> None:
    with pytest.raises(VitalsError, match=reason):
        parse_vitals(typed)


@given(st.text())
def test_no_text_makes_the_reader_fall(typed: str) -> None:
    reading = _read(typed)
    assert reading is None or any(character.isascii() for character in typed)


@given(st.text("0123456789/ ,;-%", max_size=24))
def test_no_line_of_numbers_makes_the_reader_fall(typed: str) -> None:
    reading = _read(typed)
    if reading is not None and reading.systolic_mmhg and reading.diastolic_mmhg:
        assert reading.systolic_mmhg > reading.diastolic_mmhg


def _read(typed: str) -> Reading | None:
    try:
        return parse_vitals(typed)
    except VitalsError as refused:
        assert str(refused)
        return None


def test_the_unusual_is_asked_about_by_name() -> None:
    assert unusual(Reading(124, 80, 72, 98, 16)) == ()
    assert unusual(Reading(210, 80, 72, 85)) == ("Systolic pressure 210", "SpO\u2082 85")


def test_a_reading_in_words() -> None:
    assert words(Reading(132, 84, 78, 97)) == "132/84, heart rate 78, SpO\u2082 97"


@pytest.mark.parametrize(
    ("now", "before", "told"),
    [(132, 124, "+8"), (70, 72, "\u22122"), (72, 72, "\u00b10"), (72, None, None)],
)
def test_the_change_is_always_signed(now: int, before: int | None, told: str | None) -> None:
    assert change(now, before) == told
