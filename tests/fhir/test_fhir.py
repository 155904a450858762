"""A record handed on as FHIR R4: valid, complete, and never a psychotherapy note among it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.notes.document import psychotherapy_document, record_document
from kap_companion.notes.export import ExportError, export
from kap_companion.notes.export.apart import ExportApart
from kap_companion.notes.export.fhir import fhir
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.codec import kinds, to_json
from kap_companion.session.vitals import parse_vitals
from tests.fhir.checking import check, codes, resources
from tests.fhir.facts import check_facts
from tests.fhir.sessions import random_session
from tests.made import PROTOCOL, START, bodies_of, entries, entry, opened
from tests.notes import golden, made
from tests.vault.made import Place

_ACTS = st.one_of(
    [
        bodies_of(kind)
        for kind in kinds(e.Stream.RECORD)
        if kind not in (e.SessionOpened, e.EntryAmended, e.EntryStruck, e.EntryWithdrawn)
    ]
)


def _bundle(session: made.Made, file: list[e.Entry[e.ClientBody]] | None = None) -> dict[str, Any]:
    return check(fhir(record_document(session.record), session.record, file or ()))


def _totals(bundle: dict[str, Any]) -> list[int]:
    return [
        one["valueQuantity"]["value"]
        for one in resources(bundle, "Observation")
        if codes(one["category"][0]) == {"survey"}
    ]


def _measure(**changed: Any) -> e.Entry[e.ClientBody]:
    told: dict[str, Any] = {
        "measure": "phq9",
        "title": "PHQ-9",
        "on": date(2025, 11, 24),
        "total": 11,
        "band": "moderate",
    }
    body = e.MeasureTaken(**(told | changed))
    entry_id = f"{body.measure} {body.on} {body.session_id}"
    return e.Entry(entry_id, "c", e.Stream.CLIENT, 1, made.DOSE_AT, "-08:00", body, "")


@pytest.mark.parametrize("seed", range(10))
def test_a_session_of_any_kind_is_a_valid_document_that_says_what_stands(seed: int) -> None:
    held = random_session(seed)

    text = fhir(record_document(held.record), held.record, held.file)

    check_facts(check(text), held)
    assert json.loads(Bundle.model_validate_json(text).model_dump_json()) == json.loads(text)


@settings(max_examples=40, deadline=None)
@given(st.lists(_ACTS, max_size=8), st.lists(bodies_of(e.MeasureTaken), max_size=3))
def test_whatever_an_entry_holds_the_document_is_valid(
    acts: list[Any], measures: list[e.MeasureTaken]
) -> None:
    record = entries((0, opened()), *((n + 1, body) for n, body in enumerate(acts)))
    file = [
        entry(replace(body, session_id=None), START, n, e.Stream.CLIENT)
        for n, body in enumerate(measures, start=1)
    ]
    wanted = sum(isinstance(body, e.DoseTaken) for body in acts)

    bundle = check(fhir(record_document(record), record, file))

    assert len(resources(bundle, "MedicationAdministration")) == wanted
    assert len(_totals(bundle)) == len(measures)


def test_the_codes_are_those_that_others_look_for() -> None:
    session = made.Made()
    session.add(-9, made.opened())
    session.add(-8, made.vitals("124/80 72 98 16"))
    session.add(0, e.DoseTaken(Decimal("37.5"), e.Route.BUCCAL))
    bundle = _bundle(session, [_measure(), _measure(measure="gad7", title="GAD-7", total=7)])

    readings = [frozenset(codes(one["code"])) for one in resources(bundle, "Observation")]
    pressure, pulse, saturation, breaths = "85354-9", "8867-4", {"59408-5", "2708-6"}, "9279-1"
    assert readings == [{pressure}, {pulse}, saturation, {breaths}, {"44261-6"}, {"70274-6"}]
    (dose,) = resources(bundle, "MedicationAdministration")
    assert codes(dose["medicationCodeableConcept"]) == {"6130"}
    assert codes(dose["dosage"]["route"]) == {"54471007"}
    assert dose["dosage"]["dose"] == {
        "value": 37.5,
        "unit": "mg",
        "system": "http://unitsofmeasure.org",
        "code": "mg",
    }
    assert dose["effectiveDateTime"] == "2025-11-24T10:23:00-08:00"
    assert dose["performer"][0]["actor"]["type"] == "Patient"


def test_an_amended_value_is_the_new_one_and_what_was_struck_is_not_there() -> None:
    session = made.Made()
    session.add(-9, made.opened())
    typed = session.add(-8, made.vitals("124/80 72"))
    dose = session.add(0, e.DoseTaken(Decimal(150)))
    slip = session.add(1, e.DoseTaken(Decimal(999), booster=True))
    now = {"text": "142/80 72", "reading": to_json(parse_vitals("142/80 72"))}
    session.add(2, e.EntryAmended(typed, "misheard", now))
    session.add(3, e.EntryAmended(dose, "misread label", {"dose_mg": 100}))
    session.add(4, e.EntryStruck(slip, "double tap"))
    bundle = _bundle(session)

    (taken,) = resources(bundle, "MedicationAdministration")
    assert taken["dosage"]["dose"]["value"] == 100
    assert [note["text"] for note in taken["note"]][-1] == "Amended 10:26: misread label"
    pressure = resources(bundle, "Observation")[0]
    assert pressure["component"][0]["valueQuantity"]["value"] == 142
    assert pressure["status"] == "amended"
    told = json.dumps(bundle)
    assert "999 mg" not in told and '"value": 999' not in told and '"value": 124' not in told


def test_the_status_says_unsigned_signed_and_amended_by_an_addendum() -> None:
    sessions = (
        made.whole_session(draft="Mine."),
        made.whole_session(draft="Mine.", signed=True),
        golden.signed_with_addendum(),
    )
    notes = [resources(_bundle(session), "Composition")[0] for session in sessions]

    assert [one["status"] for one in notes] == ["preliminary", "final", "amended"]
    assert ["attester" in one for one in notes] == [False, True, True]
    assert "DRAFT, not signed" in notes[0]["text"]["div"]
    assert "Jo called: home safely." in json.dumps(notes[2]["section"])


def test_the_note_s_own_sections_come_first_in_the_clinician_s_words() -> None:
    session = made.whole_session(
        draft="## Data\n\nShe said <i>“no”</i> & wept.\n\n## Plan\n\n- Rest"
    )
    note = resources(_bundle(session), "Composition")[0]

    assert [section["title"] for section in note["section"]][:3] == ["Data", "Plan", "Signature"]
    assert "She said &lt;i&gt;“no”&lt;/i&gt; &amp; wept." in note["section"][0]["text"]["div"]
    assert "<li>Rest</li>" in note["section"][1]["text"]["div"]


def test_a_summary_for_the_prescriber_is_a_document_of_its_own_that_nobody_signed() -> None:
    session = made.whole_session(draft="Mine.", signed=True)
    summary = record_document(session.record, "Taken well.", template="prescriber")
    note = resources(check(fhir(summary, session.record)), "Composition")[0]
    own = resources(_bundle(session), "Composition")[0]

    assert (note["title"], note["status"]) == ("Summary for the prescriber", "final")
    assert "attester" not in note and "Signature" not in json.dumps(note)
    assert "Taken well." in note["section"][0]["text"]["div"]
    assert note["id"] != own["id"]


def test_an_adverse_event_keeps_what_was_done_and_how_it_ended_in_words() -> None:
    session = made.Made()
    session.add(-9, made.opened())
    session.add(0, e.DoseTaken(Decimal(150)))
    session.add(9, e.AdverseEvent("nausea", e.Severity.MILD, "ginger", "better after rest"))
    (event,) = resources(_bundle(session), "AdverseEvent")

    assert event["event"] == {"text": "nausea"}
    assert (codes(event["severity"]), event["date"]) == ({"mild"}, "2025-11-24T10:32:00-08:00")
    assert (codes(event["outcome"]), event["outcome"]["text"]) == ({"unknown"}, "better after rest")
    assert "ginger" in event["text"]["div"]


def test_the_same_record_makes_the_same_bytes_and_an_addendum_a_new_version() -> None:
    session = made.whole_session(draft="Mine.", signed=True)
    first = fhir(record_document(session.record), session.record)
    again = fhir(record_document(session.record), session.record)
    session.add(99, e.AddendumAdded("One more word."))
    later = _bundle(session)

    assert first == again
    before = json.loads(first)
    assert before["id"] != later["id"]
    assert before["entry"][0]["fullUrl"] == later["entry"][0]["fullUrl"]
    assert (before["timestamp"], later["timestamp"]) == (
        "2025-11-24T11:53:00-08:00",
        "2025-11-24T12:02:00-08:00",
    )


def test_each_resource_leads_back_to_its_entry_of_the_log() -> None:
    session = made.whole_session()
    ids = {entry.id for entry in session.record}
    for one in resources(_bundle(session)):
        if one["resourceType"] in ("MedicationAdministration", "Observation"):
            (identifier,) = one["identifier"]
            assert identifier["value"].removeprefix("urn:uuid:").partition("#")[0] in ids


def test_a_measure_of_another_session_or_that_was_struck_is_left_out() -> None:
    session = made.whole_session()
    own = session.record[0].subject_id
    taken = _measure(session_id=own, total=12)
    struck = e.Entry(
        "f2",
        "c",
        e.Stream.CLIENT,
        2,
        made.DOSE_AT,
        "-08:00",
        e.ClientEntryStruck(taken.id, "x"),
        "",
    )
    for file, totals in (
        ([_measure(), taken], [11, 12]),
        ([_measure(session_id="another")], []),
        ([taken, struck], []),
    ):
        assert _totals(_bundle(session, file)) == totals


def test_what_was_measured_since_the_last_session_goes_with_this_one(tmp_path: Path) -> None:
    clock = ScriptedClock(START)
    vault, _ = Place(tmp_path / "vault", tmp_path / "state").create()
    with vault:
        practice = Practice(vault, clock, PROTOCOL)
        client = practice.save_client(None, e.ClientSaved("M.R."))

        def measure(total: int, session_id: str | None = None) -> str:
            body = e.MeasureTaken(
                "phq9", "PHQ-9", clock.now().wall.date(), total, session_id=session_id
            )
            return practice.course.keep_measure(client.id, body).id

        def hold() -> str:
            session = practice.open_session(client, Opening())
            session.end("over")
            return session.session_id

        measure(15)
        sessions = [hold()]
        clock.advance(timedelta(days=3))
        slip = measure(13)
        practice.course.strike(client.id, slip, "another client's")
        measure(12)
        clock.advance(timedelta(days=4))
        sessions.append(hold())
        measure(10, sessions[1])
        clock.advance(timedelta(days=1))
        measure(9)

        for session_id, totals in zip(sessions, ([15], [12, 10]), strict=True):
            here = practice.export_record(session_id, ("fhir",), tmp_path / "here").paths[0]
            order = practice.order_record(session_id, ("fhir",), tmp_path / "apart")
            (apart,) = ExportApart(order).run(lambda _made, _every: None).paths
            assert apart.read_bytes() == here.read_bytes()
            assert _totals(check(here.read_text("utf-8"))) == totals


def test_the_answers_of_a_questionnaire_go_with_its_total() -> None:
    asked = _measure(
        items=(0, 2), questions=("Little interest", "Feeling down"), answers=("Not at all", "More")
    )
    bundle = _bundle(made.whole_session(), [asked])

    (answers,) = resources(bundle, "QuestionnaireResponse")
    assert [one["text"] for one in answers["item"]] == ["Little interest", "Feeling down"]
    assert [one["answer"][0]["valueCoding"] for one in answers["item"]] == [
        {"code": "0", "display": "Not at all"},
        {"code": "2", "display": "More"},
    ]
    total = resources(bundle, "Observation")[-1]
    assert total["derivedFrom"][0]["reference"] == f"urn:uuid:{answers['id']}"


def test_psychotherapy_notes_have_no_fhir_form(tmp_path: Path) -> None:
    session = golden.private_notes()
    document = psychotherapy_document(session.private, golden.SUBJECT)
    lines = made.lines(session.private)

    with pytest.raises(ExportError, match="no part of the record that FHIR hands on"):
        export(document, lines, ("md", "fhir"), tmp_path, "notes")
    with pytest.raises(ValueError, match="another stream"):
        export(record_document([]), lines, ("fhir",), tmp_path, "notes")

    assert not any(tmp_path.iterdir())


def test_what_fhir_and_passwords_need_is_brought_in_only_for_them() -> None:
    script = """
import sys
import kap_companion.commands, kap_companion.practice, kap_companion.notes.export.apart
import kap_companion.app
print([name for name in ("fhir", "pydantic", "pikepdf") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def _without_subject(bundle: dict[str, Any]) -> None:
    del resources(bundle, "MedicationAdministration")[0]["subject"]


def _by_another_unit(bundle: dict[str, Any]) -> None:
    resources(bundle, "Observation")[1]["valueQuantity"]["code"] = "bpm"


def _pointing_nowhere(bundle: dict[str, Any]) -> None:
    resources(bundle, "Encounter")[0]["subject"]["reference"] = "urn:uuid:nowhere"


def _by_another_code(bundle: dict[str, Any]) -> None:
    resources(bundle, "Observation")[1]["code"]["coding"][0]["code"] = "8310-5"


def _with_a_key_of_its_own(bundle: dict[str, Any]) -> None:
    resources(bundle, "Patient")[0]["fullName"] = "M.R."


def _with_a_script(bundle: dict[str, Any]) -> None:
    section = resources(bundle, "Composition")[0]["section"][0]
    section["text"]["div"] = '<div xmlns="http://www.w3.org/1999/xhtml"><script>1</script></div>'


@pytest.mark.parametrize(
    "harm",
    [
        _without_subject,
        _by_another_unit,
        _pointing_nowhere,
        _by_another_code,
        _with_a_key_of_its_own,
        _with_a_script,
    ],
)
def test_what_is_wrong_in_a_bundle_does_not_pass(harm: Callable[[dict[str, Any]], None]) -> None:
    bundle = _bundle(made.whole_session())
    harm(bundle)

    with pytest.raises((AssertionError, KeyError)):
        check(json.dumps(bundle))
