"""Entries and times in words."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given

from kap_companion.session import entries as e
from kap_companion.session.wording import clinician, elapsed, hours_minutes, record_words
from tests import made


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (0, "0:00"),
        (182, "3:02"),
        (1421, "23:41"),
        (4500, "1:15:00"),
        (-480, "\u22128:00"),
        (-0.4, "0:00"),
        (59.999, "0:59"),
    ],
)
def test_elapsed_times(seconds: float, told: str) -> None:
    assert elapsed(timedelta(seconds=seconds)) == told


def test_lengths() -> None:
    assert hours_minutes(timedelta(minutes=95)) == "1:35"


@given(made.bodies(e.Stream.RECORD))
def test_every_kind_has_words(body: e.RecordBody) -> None:
    assert isinstance(record_words(body), str)


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (made.dose(), "Dose taken: 150 mg, under the tongue."),
        (made.dose(50, booster=True), "Booster taken: 50 mg, under the tongue."),
        (made.vitals("132/84 78 97"), "Vitals 132/84, heart rate 78, SpO\u2082 97."),
        (
            e.AdverseEvent("nausea", e.Severity.MILD, "ginger", "resolved"),
            "Adverse event: nausea, mild. Action: ginger. Outcome: resolved.",
        ),
        (e.TouchAsked("hand on shoulder", "yes"), "Touch asked: hand on shoulder. Answer: yes."),
        (e.CueAnswered("check_in", "well"), "Support person check-in: well."),
        (
            e.CueAnswered("limits", "rest", again_in_min=1),
            "Reading outside the limits: rest. To be asked again in 1 minute.",
        ),
        (e.SessionEnded("client tired"), "Session ended. Reason: client tired."),
    ],
)
def test_words_state_and_quote(body: e.RecordBody, told: str) -> None:
    assert record_words(body) == told


def test_who_is_present_as_a_clinician_holds_the_session() -> None:
    here = (e.Person("Jo", "ride home"), e.Person("A.C.", "Clinician"))
    assert clinician(made.opened(present=here)) == "A.C."
    assert clinician(made.opened(present=here, clinician="B.D., LCSW")) == "B.D., LCSW"
    assert clinician(made.opened()) is None
