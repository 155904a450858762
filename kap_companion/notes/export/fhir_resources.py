"""Says doses, readings, adverse events and measures as FHIR R4 resources, with DOMAIN's codes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kap_companion.language import tr
from kap_companion.notes.export import fhir_parts as parts
from kap_companion.notes.export.fhir_parts import Form
from kap_companion.notes.when import SessionTimes
from kap_companion.session import entries as e
from kap_companion.session.standing import Standing
from kap_companion.session.wording import dose_words, kept_words, reason_words, record_words

_Row = Standing[e.RecordBody]

_KETAMINE = parts.coding(parts.RXNORM, "6130", "ketamine")
_ROUTES = {
    e.Route.SUBLINGUAL: parts.coding(parts.SNOMED, "37839007", "Sublingual route"),
    e.Route.BUCCAL: parts.coding(parts.SNOMED, "54471007", "Buccal route"),
    e.Route.ORAL: parts.coding(parts.SNOMED, "26643006", "Oral route"),
}
_VITAL_SIGNS = parts.coding(
    f"{parts.TERMINOLOGY}/observation-category", "vital-signs", "Vital Signs"
)
_SURVEY = parts.coding(f"{parts.TERMINOLOGY}/observation-category", "survey", "Survey")
_PRESSURE = parts.coding(parts.LOINC, "85354-9", "Blood pressure panel with all children optional")
_SYSTOLIC = parts.coding(parts.LOINC, "8480-6", "Systolic blood pressure")
_DIASTOLIC = parts.coding(parts.LOINC, "8462-4", "Diastolic blood pressure")
_HEART_RATE = parts.coding(parts.LOINC, "8867-4", "Heart rate")
_BREATHS = parts.coding(parts.LOINC, "9279-1", "Respiratory rate")
# US Core asks for both.
_SPO2 = (
    parts.coding(parts.LOINC, "59408-5", "Oxygen saturation in Arterial blood by Pulse oximetry"),
    parts.coding(parts.LOINC, "2708-6", "Oxygen saturation in Arterial blood"),
)
_NOT_TAKEN = parts.coding(
    f"{parts.TERMINOLOGY}/data-absent-reason", "not-performed", "Not Performed"
)
_TOTALS = {
    "phq9": parts.coding(
        parts.LOINC,
        "44261-6",
        "Patient Health Questionnaire 9 item (PHQ-9) total score [Reported]",
    ),
    "gad7": parts.coding(
        parts.LOINC, "70274-6", "Generalized anxiety disorder 7 item (GAD-7) total score"
    ),
}
_OUTCOMES = {
    "resolved": "Resolved",
    "recovering": "Recovering/Resolving",
    "ongoing": "Ongoing",
    "unknown": "Unknown",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What every resource of one session points at."""

    patient: Form
    encounter: Form
    clinician: Form
    times: SessionTimes


def dose(row: _Row, body: e.DoseTaken, around: Around) -> Form:
    """Return a dose, which the client takes themselves."""
    name = tr("Booster") if body.booster else tr("Dose")
    return {
        "resourceType": "MedicationAdministration",
        **_named(row),
        "status": "completed",
        "medicationCodeableConcept": parts.concept(_KETAMINE, text=tr("Ketamine lozenge")),
        "subject": parts.refer(around.patient),
        "context": parts.refer(around.encounter),
        "effectiveDateTime": _moment(row),
        "performer": [{"actor": parts.refer(around.patient)}],
        **parts.remarks(
            (
                f"{name} {dose_words(body.dose_mg, body.lozenges, body.lozenge_mg)}",
                tr("To be held {minutes} minutes", minutes=body.hold_min)
                if body.hold_min is not None
                else None,
                tr("Reason: {reason}", reason=body.reason) if body.reason else None,
                *_marks(row, around.times),
            )
        ),
        "dosage": {
            "text": parts.string(record_words(body)),
            "route": parts.concept(_ROUTES[body.route]),
            "dose": parts.quantity(_number(body.dose_mg), "mg", "mg"),
        },
    }


def reading(row: _Row, body: e.VitalsTaken, around: Around) -> Iterator[Form]:
    """Return what was taken, each by the profile of its vital sign."""
    taken = body.reading
    if taken.systolic_mmhg is not None or taken.diastolic_mmhg is not None:
        values = ((_SYSTOLIC, taken.systolic_mmhg), (_DIASTOLIC, taken.diastolic_mmhg))
        components = [_pressure(code, value) for code, value in values]
        yield _vital(row, body, around, "bp", (_PRESSURE,), {"component": components})
    singles: tuple[tuple[str, tuple[Form, ...], int | None, str, str], ...] = (
        ("heartrate", (_HEART_RATE,), taken.heart_rate_bpm, "beats/minute", "/min"),
        ("oxygensat", _SPO2, taken.spo2_percent, "%", "%"),
        ("resprate", (_BREATHS,), taken.respiratory_rate_per_min, "breaths/minute", "/min"),
    )
    for profile, codes, value, unit, code in singles:
        if value is not None:
            told = {"valueQuantity": parts.quantity(value, unit, code)}
            yield _vital(row, body, around, profile, codes, told)


def adverse_event(row: _Row, body: e.AdverseEvent, around: Around) -> Form:
    """Return an adverse event; what was done, which R4 has no place for, is in its narrative."""
    outcome = (body.outcome or "").strip()
    known = {word.casefold(): code for code in _OUTCOMES for word in (code, tr(code))}
    code = known.get(outcome.casefold(), "unknown")
    return {
        "resourceType": "AdverseEvent",
        **_named(row, many=False),
        "text": parts.narrative(
            [
                parts.paragraph(record_words(body)),
                *(parts.paragraph(mark) for mark in _marks(row, around.times)),
            ]
        ),
        "actuality": "actual",
        "event": parts.concept(
            text=kept_words(body.what) if body.what.strip() else tr("Adverse event")
        ),
        "subject": parts.refer(around.patient),
        "encounter": parts.refer(around.encounter),
        "date": _moment(row),
        "recordedDate": parts.instant(row.entry.at, row.entry.utc_offset),
        "severity": parts.concept(
            parts.coding(
                f"{parts.TERMINOLOGY}/adverse-event-severity",
                body.severity.value,
                body.severity.value.capitalize(),
            )
        ),
        **(
            {
                # A code is asked for; the clinician's words are what holds.
                "outcome": parts.concept(
                    parts.coding(
                        f"{parts.TERMINOLOGY}/adverse-event-outcome", code, _OUTCOMES[code]
                    ),
                    text=kept_words(outcome),
                )
            }
            if outcome
            else {}
        ),
        "recorder": parts.refer(around.clinician),
    }


def measure(row: Standing[e.ClientBody], body: e.MeasureTaken, around: Around) -> Iterator[Form]:
    """Return a questionnaire's total, and its answers where the words of them were kept."""
    answered = _answers(row, body, around) if body.items and body.questions else None
    code = _TOTALS.get(body.measure)
    yield {
        "resourceType": "Observation",
        "id": parts.id_of(row.entry.id, "total"),
        **_identified(row.entry.id, "total"),
        "status": "amended" if row.amended else "final",
        "category": [parts.concept(_SURVEY)],
        "code": parts.concept(
            *((code,) if code else ()), text=tr("{title}, total", title=body.title)
        ),
        "subject": parts.refer(around.patient),
        "encounter": parts.refer(around.encounter),
        "effectiveDateTime": body.on.isoformat(),
        "issued": parts.instant(row.entry.at, row.entry.utc_offset),
        "valueQuantity": parts.quantity(body.total, "points", "{score}"),
        **parts.remarks(
            (
                tr("Band: {band}", band=tr(body.band)) if body.band else None,
                body.words,
                *_amendments(row, around.times),
            )
        ),
        **({"derivedFrom": [parts.refer(answered)]} if answered else {}),
    }
    if answered:
        yield answered


def _answers(row: Standing[e.ClientBody], body: e.MeasureTaken, around: Around) -> Form:
    told = [*body.answers, *([""] * len(body.items))]
    return {
        "resourceType": "QuestionnaireResponse",
        "id": parts.id_of(row.entry.id, "answers"),
        "status": "amended" if row.amended else "completed",
        "subject": parts.refer(around.patient),
        "encounter": parts.refer(around.encounter),
        "authored": body.on.isoformat(),
        "source": parts.refer(around.patient),
        "item": [
            {
                "linkId": str(number),
                **parts.told("text", question),
                "answer": [{"valueCoding": {"code": str(value), **parts.told("display", words)}}],
            }
            for number, (question, value, words) in enumerate(
                zip(body.questions, body.items, told, strict=False), start=1
            )
        ],
    }


def _vital(
    row: _Row,
    body: e.VitalsTaken,
    around: Around,
    profile: str,
    codes: Iterable[Form],
    value: Form,
) -> Form:
    return {
        "resourceType": "Observation",
        "id": parts.id_of(row.entry.id, profile),
        "meta": {
            "profile": [f"{parts.STRUCTURE}/vitalsigns", f"{parts.STRUCTURE}/{profile}"],
        },
        **_identified(row.entry.id, profile),
        "status": "amended" if row.amended else "final",
        "category": [parts.concept(_VITAL_SIGNS)],
        "code": parts.concept(*codes),
        "subject": parts.refer(around.patient),
        "encounter": parts.refer(around.encounter),
        "effectiveDateTime": _moment(row),
        "issued": parts.instant(row.entry.at, row.entry.utc_offset),
        **_known("performer", kept_words(body.taken_by) if body.taken_by else None, is_list=True),
        **value,
        **parts.remarks(
            (
                tr("Position: {position}", position=kept_words(body.position))
                if body.position
                else None,
                tr("Mean of {count} readings", count=len(body.averaged_of))
                if body.averaged_of
                else None,
                *_marks(row, around.times),
            )
        ),
        **_known("device", kept_words(body.device) if body.device else None),
    }


def _pressure(code: Form, value: int | None) -> Form:
    # The profile asks for both.
    if value is None:
        return {"code": parts.concept(code), "dataAbsentReason": parts.concept(_NOT_TAKEN)}
    told = parts.quantity(value, "mmHg", "mm[Hg]")
    return {"code": parts.concept(code), "valueQuantity": told}


def _known(key: str, words: str | None, *, is_list: bool = False) -> Form:
    """Return a reference that only has a name: who took a reading, and with what."""
    named = parts.told("display", words)
    if not named:
        return {}
    return {key: [named] if is_list else named}


def _named(row: _Row, *, many: bool = True) -> Form:
    entry_id = row.entry.id
    same = parts.identifier(entry_id)
    named: Form = {"id": parts.id_of(entry_id)}
    if same:
        named["identifier"] = same if many else same[0]
    return named


def _identified(entry_id: str, part: str) -> Form:
    same = parts.identifier(entry_id, part)
    return {"identifier": same} if same else {}


def _moment(row: _Row) -> str:
    return parts.instant(row.happened_at, row.entry.utc_offset)


def _marks(row: _Row, times: SessionTimes) -> Iterator[str]:
    if row.is_late:
        yield tr("Told later, at {time}", time=times.clock(row.entry.at, row.entry.utc_offset))
    yield from _amendments(row, times)


def _amendments(row: Standing[Any], times: SessionTimes) -> Iterator[str]:
    for one in row.amended:
        yield tr(
            "Amended {time}: {reason}", time=times.corrected(one), reason=reason_words(one.reason)
        )


def _number(value: Decimal) -> int | Decimal:
    whole = value == value.to_integral_value()
    return int(value) if whole else value.normalize()
