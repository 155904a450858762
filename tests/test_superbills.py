"""A superbill says what was done, how long and for what fee; it picks no code, sends nothing."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, StreamObject

from kap_companion.companion import ActError
from kap_companion.identity import Identity, keep_identity
from kap_companion.language import language, speaking
from kap_companion.notes.export import ExportError
from kap_companion.notes.export.superbill import superbill_pdf
from kap_companion.notes.superbill import STATEMENT
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL

MORNING = datetime(2026, 3, 14, 17, 0, tzinfo=UTC)
PRIVATE = "zinnoberrot"


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock(MORNING)


@pytest.fixture
def practice(tmp_path: Path, clock: ScriptedClock) -> Iterator[Practice]:
    vault, _ = Vault.create(
        tmp_path / "v", "moss lantern harbour", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with vault:
        made = Practice(vault, clock, PROTOCOL)
        made.name_clinician("Ada Clinician")
        keep_identity(
            vault.shelf,
            Identity(
                credentials="LCSW",
                licence="LCSW 12345",
                npi="1234567893",
                tax_id="12-3456789",
                practice="Harbour Psychotherapy",
                address="1 Quay Street, Oakland, CA",
                phone="555 0100",
            ),
        )
        yield made


def client(practice: Practice) -> ClientFile:
    return practice.save_client(
        None,
        e.ClientSaved(
            "M.R.", "Maria Rossi", born_on=date(1980, 3, 2), address="9 Hill Road, Oakland"
        ),
    )


def held(
    practice: Practice,
    clock: ScriptedClock,
    of: ClientFile,
    minutes: int = 90,
    *,
    rehearsal: bool = False,
    end: bool = True,
) -> str:
    """Hold a dosing session with a private note, so many minutes long; return its id."""
    session = practice.open_session(of, Opening(rehearsal=rehearsal))
    session.note(f"{PRIVATE} in the record")
    session.note(PRIVATE, private=True)
    clock.advance(timedelta(minutes=minutes))
    if end:
        session.end()
    return session.session_id


def met(practice: Practice, of: ClientFile, kind: e.MeetingKind, minutes: int | None) -> str:
    body = e.MeetingHeld(kind, date(2026, 3, 13), minutes=minutes, note=PRIVATE)
    return practice.course.hold_meeting(of.id, body).id


def words(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_sessions_and_meetings_are_there_with_the_clocks_minutes(
    practice: Practice, clock: ScriptedClock
) -> None:
    of = client(practice)
    preparation = met(practice, of, e.MeetingKind.PREPARATION, 50)
    session = held(practice, clock, of, 97)
    told = {one.id: one for one in practice.superbills.services(of.id)}
    assert set(told) == {preparation, session}
    assert told[session].minutes == 97
    assert told[session].on == date(2026, 3, 14)
    charges = {one: practice.superbills.charge(told[one]) for one in told}
    assert (charges[session].charged_minutes, charges[session].fee) == (90, Decimal(375))
    assert (charges[preparation].charged_minutes, charges[preparation].fee) == (50, Decimal(185))
    assert all(not one.code for one in charges.values())


def test_what_was_rehearsed_struck_or_never_ended_is_not_charged(
    practice: Practice, clock: ScriptedClock
) -> None:
    of = client(practice)
    held(practice, clock, of, rehearsal=True)
    struck = met(practice, of, e.MeetingKind.INTEGRATION, 50)
    practice.course.strike(of.id, struck, "it was another client")
    held(practice, clock, of, end=False)
    assert practice.superbills.services(of.id) == ()
    assert practice.superbills.unended(of.id) == 1


def test_a_fee_that_no_schedule_has_is_asked_for(practice: Practice) -> None:
    of = client(practice)
    met(practice, of, e.MeetingKind.CONSULTATION, 20)
    (service,) = practice.superbills.services(of.id)
    charge = practice.superbills.charge(service)
    assert charge.fee is None
    with pytest.raises(ActError, match="Type the fee of the consultation on 13 March 2026"):
        practice.superbills.superbill(of, [charge])
    typed = practice.superbills.charge(service, fee=Decimal(120))
    assert practice.superbills.superbill(of, [typed]).total == 120


def test_a_superbill_without_a_service_is_none(practice: Practice) -> None:
    with pytest.raises(ActError, match="Choose a service first"):
        practice.superbills.superbill(client(practice), [])


def test_the_page_names_all_that_an_insurer_asks_for_and_no_word_of_a_note(
    practice: Practice, clock: ScriptedClock, tmp_path: Path
) -> None:
    of = client(practice)
    met(practice, of, e.MeetingKind.PREPARATION, 50)
    held(practice, clock, of, 120)
    assert practice.superbills.missing(of) == ()
    charges = [
        practice.superbills.charge(one, code="90837") for one in practice.superbills.services(of.id)
    ]
    bill = practice.superbills.superbill(of, charges, "F33.1, F43.10", Decimal(185))
    done = practice.superbills.export(of, bill, tmp_path / "out", "the client")
    told = words(done.paths[0].read_bytes())
    for wanted in (
        "Ada Clinician, LCSW",
        "LCSW 12345",
        "1234567893",
        "12-3456789",
        "Harbour Psychotherapy",
        "1 Quay Street",
        "Maria Rossi",
        "2 March 1980",
        "9 Hill Road",
        "2026-03-13",
        "2026-03-14",
        "50 min",
        "120 min",
        "90837",
        "F33.1, F43.10",
        "$500.00",
        "$685.00",
        "in person",
        STATEMENT,
    ):
        assert wanted in told, wanted
    assert PRIVATE not in told
    assert "Balance $500.00" in told


def test_the_page_is_tagged_and_fit_to_be_kept(practice: Practice, clock: ScriptedClock) -> None:
    of = client(practice)
    held(practice, clock, of)
    charges = [practice.superbills.charge(one) for one in practice.superbills.services(of.id)]
    content, warnings = superbill_pdf(practice.superbills.superbill(of, charges))
    root = PdfReader(BytesIO(content)).trailer["/Root"].get_object()
    assert isinstance(root, DictionaryObject)
    assert root["/MarkInfo"].get_object()["/Marked"]  # type: ignore[index]
    kept = root["/Metadata"].get_object()
    assert isinstance(kept, StreamObject)
    metadata = kept.get_data().decode()
    assert "<pdfuaid:part>1" in metadata
    assert "<pdfaid:part>2" in metadata
    assert warnings == ()


def test_what_no_font_shows_is_named_and_never_dropped(
    practice: Practice, clock: ScriptedClock
) -> None:
    of = practice.save_client(None, e.ClientSaved("M\U0001f60c", "שרה לוי", address="*9* #Hill $1"))
    held(practice, clock, of)
    charges = [
        practice.superbills.charge(one, code="A\U0001f60c")
        for one in practice.superbills.services(of.id)
    ]
    content, warnings = superbill_pdf(practice.superbills.superbill(of, charges))
    told = words(content)
    assert "*9* #Hill $1" in told
    if warnings:
        assert "U+1F60C RELIEVED FACE" in told


def test_the_vaults_log_says_that_it_left_and_for_whom(
    practice: Practice, clock: ScriptedClock, tmp_path: Path
) -> None:
    of = client(practice)
    held(practice, clock, of)
    charges = [practice.superbills.charge(one) for one in practice.superbills.services(of.id)]
    bill = practice.superbills.superbill(of, charges)
    done = practice.superbills.export(of, bill, tmp_path / "out", "Maria")
    told = practice.vault.journal.access()[-1].body
    assert told == e.CourseExported(
        of.id, "superbill", "Maria", (done.paths[0].name,), str(tmp_path / "out")
    )
    with pytest.raises(ExportError, match="already there and is not overwritten"):
        practice.superbills.export(of, bill, tmp_path / "out")


def test_a_full_disk_leaves_no_half_superbill_and_no_word_that_it_left(
    practice: Practice, clock: ScriptedClock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    of = client(practice)
    held(practice, clock, of)
    charges = [practice.superbills.charge(one) for one in practice.superbills.services(of.id)]
    bill = practice.superbills.superbill(of, charges)
    before = len(practice.vault.journal.access())

    def full(*_args: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as at:
        at.setattr(os, "fsync", full)
        with pytest.raises(ExportError, match="disk is full, nothing was exported"):
            practice.superbills.export(of, bill, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []
    assert len(practice.vault.journal.access()) == before


@pytest.mark.parametrize(("window", "notes"), [("en", "es"), ("es", "en")])
def test_a_superbill_is_written_in_the_notes_language_whatever_the_window_speaks(
    practice: Practice, clock: ScriptedClock, tmp_path: Path, window: str, notes: str
) -> None:
    of = client(practice)
    met(practice, of, e.MeetingKind.CONSULTATION, 20)
    held(practice, clock, of, 90)
    practice.note_templates.language.choose(notes)
    superbills = practice.superbills
    with speaking(language(window)):
        services = superbills.services(of.id)
        charges = [superbills.charge(one, fee=Decimal("100.50")) for one in services]
        done = superbills.export(of, superbills.superbill(of, charges), tmp_path)
    page = words(done.paths[0].read_bytes())
    for english, spanish in (
        ("Clinician Ada", "Terapeuta Ada"),
        ("Born on 2 March 1980", "Fecha de nacimiento 2 de marzo de 1980"),
        ("Consultation", "Consulta"),
        ("Dosing session, in person", "Sesión de dosificación, en persona"),
        ("$100.50", "$100,50"),
    ):
        said, unsaid = (spanish, english) if notes == "es" else (english, spanish)
        assert said in page
        assert unsaid not in page or unsaid in said


def test_what_nobody_gave_is_named_before_it_is_made(tmp_path: Path) -> None:
    vault, _ = Vault.create(
        tmp_path / "v", "moss lantern harbour", state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with vault:
        practice = Practice(vault, ScriptedClock(MORNING), PROTOCOL)
        of = practice.save_client(None, e.ClientSaved("M.R."))
        missing = practice.superbills.missing(of)
    assert {"NPI", "tax id", "licence", "the client’s full name"} <= set(missing)
