"""What stands after the numbers of a reading: position, cuff, and who took it."""

from __future__ import annotations

import pytest

from kap_companion.session.vitals import Reading, VitalsError
from kap_companion.session.vitals_words import VitalsWords, average_asked, read_vitals

READING = Reading(124, 80, 72, 98)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("124/80 72 98", VitalsWords(READING)),
        ("124/80, 72, 98", VitalsWords(READING)),
        ("124/80 72 98 sitting", VitalsWords(READING, position="sitting")),
        (
            "124/80 72 98 sitting own cuff",
            VitalsWords(READING, device="the client's own cuff", position="sitting"),
        ),
        (
            "124/80 72 98 by Ola, Reclined, oximeter",
            VitalsWords(READING, "Ola", "a pulse oximeter", "reclined"),
        ),
        ("124/80 72 98% by the client", VitalsWords(READING, "the client")),
    ],
)
def test_the_words_after_a_reading_are_read(typed: str, meant: VitalsWords) -> None:
    assert read_vitals(typed) == meant


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("124/80 72 98 flying", "'flying' is not known here"),
        ("124/80 72 98 sitting standing", "says again"),
        ("abc", "both pressures"),
        ("300/20 sitting", "cannot be right"),
        ("146/90 86 98 avg", "Keep this reading first: avg alone"),
    ],
)
def test_what_is_not_known_is_refused_with_the_reason(typed: str, why: str) -> None:
    with pytest.raises(VitalsError, match=why):
        read_vitals(typed)


@pytest.mark.parametrize(
    ("typed", "of"), [("avg", 2), ("Average of 3", 3), ("mean 2", 2), ("124/80", None), ("", None)]
)
def test_a_mean_is_asked_for_by_its_word(typed: str, of: int | None) -> None:
    assert average_asked(typed) == of
