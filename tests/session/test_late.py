"""Late telling in line: '-3m she laughed' is written now and happened three minutes ago."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion.session.late import Ago, LateError, at_either_end, at_start

NOW = datetime(2026, 3, 14, 10, 42, 20, tzinfo=UTC)
OPENED = datetime(2026, 3, 14, 9, 31, 30, tzinfo=UTC)


def ago(**by: float) -> Ago:
    return Ago(timedelta(**by))


@pytest.mark.parametrize(
    ("text", "told", "rest"),
    [
        ("-3m she laughed", ago(minutes=3), "she laughed"),
        ("-3 min she laughed", ago(minutes=3), "she laughed"),
        ("−3 minutes she laughed", ago(minutes=3), "she laughed"),
        ("-1h10m still", ago(hours=1, minutes=10), "still"),
        ("-1h 10m still", ago(hours=1, minutes=10), "still"),
        ("-90s still", ago(seconds=90), "still"),
        ("-3M Still", ago(minutes=3), "Still"),
        (" –2m  a sigh", ago(minutes=2), "a sigh"),
        ("-3m", ago(minutes=3), ""),
        ("-3m\nsecond line", ago(minutes=3), "second line"),
        ("@10:42 she laughed", Ago(clock=(10, 42)), "she laughed"),
        ("@9.05 she laughed", Ago(clock=(9, 5)), "she laughed"),
        ("-3m الضحك", ago(minutes=3), "الضحك"),
    ],
)
def test_a_note_may_begin_with_when_it_was(text: str, told: Ago, rest: str) -> None:
    assert at_start(text) == (told, rest)


@pytest.mark.parametrize(
    "text",
    [
        "-3 degrees outside",
        "-3metres away",
        "-3",
        "- 3m",
        "3m",
        "-m she laughed",
        "-3 m from the wall",
        "--3m",
        "she said -3m in passing",
        "@10:72 no such time",
        "@25:00",
        "@jo came",
        "",
        "-",
    ],
)
def test_what_is_no_time_stays_a_note(text: str) -> None:
    assert at_start(text) == (None, text)


@pytest.mark.parametrize("text", ["50 -3m", "-3m 50"])
def test_a_dose_may_have_it_at_either_end(text: str) -> None:
    assert at_either_end(text) == (ago(minutes=3), "50")


@given(st.text(max_size=60))
def test_no_text_is_lost_or_changed_but_for_the_time_before_it(text: str) -> None:
    told, rest = at_start(text)
    assert text.endswith(rest)
    assert told is not None or rest == text


@pytest.mark.parametrize(
    ("told", "late_by"),
    [
        (ago(minutes=3), timedelta(minutes=3)),
        (ago(minutes=0), timedelta(0)),
        (Ago(clock=(10, 39)), timedelta(minutes=3, seconds=20)),
        (Ago(clock=(10, 42)), timedelta(seconds=20)),
        # The minute of the opening: it cannot have been before that.
        (Ago(clock=(9, 31)), NOW - OPENED),
    ],
)
def test_how_late_it_was_told(told: Ago, late_by: timedelta) -> None:
    assert told.late_by(NOW, OPENED) == late_by


@pytest.mark.parametrize(
    ("told", "why"),
    [
        (ago(hours=2), "The session began at 9:31: 2:00:00 ago is before that."),
        (Ago(clock=(9, 30)), "The session began at 9:31: 9:30 is before that."),
        (Ago(clock=(10, 43)), "10:43 has not come yet."),
        (Ago(clock=(23, 50)), "23:50 has not come yet."),
    ],
)
def test_never_before_the_opening_and_never_to_come(told: Ago, why: str) -> None:
    with pytest.raises(LateError) as refused:
        told.late_by(NOW, OPENED)
    assert str(refused.value) == why


def test_a_session_over_midnight_knows_last_evenings_times() -> None:
    opened = datetime(2026, 3, 13, 23, 20, tzinfo=UTC)
    now = datetime(2026, 3, 14, 0, 10, tzinfo=UTC)
    assert Ago(clock=(23, 50)).late_by(now, opened) == timedelta(minutes=20)
