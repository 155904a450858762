"""The emergency card says what an operator asks, from the record alone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from kap_companion.session import entries as e
from kap_companion.session.emergency import NOT_RECORDED, ago, emergency_card
from kap_companion.session.phases import CuePlan, PhasePlan
from kap_companion.session.standing import record_standing
from kap_companion.session.state import SessionState
from kap_companion.session.vitals import Reading

BEGAN = datetime(2026, 3, 14, 18, 0, tzinfo=UTC)


def card_of(*bodies: e.RecordBody, minutes: int = 40) -> dict[str, str]:
    entries = [
        e.Entry(str(n), "s", e.Stream.RECORD, n, BEGAN + timedelta(minutes=n), "+00:00", body, "h")
        for n, body in enumerate(bodies, start=1)
    ]
    state = SessionState()
    for entry in entries:
        state = state.after(entry)
    rows: list[Any] = [*record_standing(entries)]
    card = emergency_card(state, rows, BEGAN + timedelta(minutes=minutes))
    shown = {line.heading: line.words for line in card.lines}
    shown["aloud"] = card.aloud
    return shown


def opened(**more: Any) -> e.SessionOpened:
    plan, cues = PhasePlan(12, 20, 38, 45), CuePlan(40, 15)
    return e.SessionOpened("c", "M.R.", e.Modality.TELEHEALTH, 90, 1, plan, cues, **more)


def test_a_lozenge_that_was_swallowed_is_told_to_the_operator() -> None:
    card = card_of(opened(), e.DoseTaken(Decimal(150)), e.Spat(swallowed=True))
    assert card["Taken"].endswith("; the lozenge was swallowed, not spat out")
    assert "swallowed" not in card_of(opened(), e.DoseTaken(Decimal(150)), e.Spat())["Taken"]


def test_the_card_names_where_whom_what_and_when() -> None:
    card = card_of(
        opened(
            location="12 Elm Street, Oakland",
            callback="555-0101",
            prescriber="Dr. P.N.",
            born_on=date(1980, 3, 15),
            limits=e.Limits(systolic_mmhg=140),
            contacts=(e.Contact("emergency", "K. R.", "555-0100"),),
            support_person="Ola",
            support_phone="555-0102",
        ),
        e.VitalsTaken("124/80 72 98", Reading(124, 80, 72, 98)),
        e.DoseTaken(Decimal(150)),
        e.DoseTaken(Decimal(50), booster=True),
        e.VitalsTaken("165/95 110 96", Reading(165, 95, 110, 96)),
        e.AdverseEvent("vomiting", e.Severity.MODERATE, "on her side"),
    )
    assert card["Address"] == "12 Elm Street, Oakland"
    assert card["Client"] == "M.R., 45 years old"
    assert card["Taken"] == (
        "ketamine 150 mg under the tongue, 37 minutes ago; "
        "ketamine 50 mg under the tongue, 36 minutes ago"
    )
    assert card["Last vitals"].startswith("165/95, heart rate 110, SpO₂ 96, 35 minutes ago")
    assert "systolic 165, limit under 140" in card["Last vitals"]
    assert card["Happened"] == "vomiting, moderate, 34 minutes ago; on her side"
    assert card["Emergency"] == "K. R., 555-0100"
    assert card["Support person"] == "Ola, 555-0102"
    assert card["aloud"].startswith("Address: 12 Elm Street, Oakland. Call back: 555-0101.")


def test_what_is_missing_is_said_on_the_card_and_not_read_aloud() -> None:
    card = card_of(opened())
    assert card["Address"] == card["Last vitals"] == NOT_RECORDED
    assert card["Taken"] == "no dose was taken in this session"
    assert "Address" not in card["aloud"]


def test_what_was_struck_is_not_on_the_card() -> None:
    card = card_of(
        opened(),
        e.AdverseEvent("vomiting", e.Severity.MODERATE),
        e.DoseTaken(Decimal(150)),
        e.EntryStruck("2", "not so"),
        e.EntryStruck("3", "not taken"),
    )
    assert "Happened" not in card
    assert card["Taken"] == "no dose was taken in this session"


def test_times_are_said_in_words() -> None:
    assert ago(timedelta(minutes=65)) == "1 hour 5 minutes ago"
    assert ago(timedelta(hours=2)) == "2 hours ago"
    assert ago(timedelta(seconds=20)) == "0 minutes ago"
    assert ago(timedelta(minutes=1)) == "1 minute ago"
