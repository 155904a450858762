"""Writes a record as a FHIR R4 document: a Bundle that begins with the note as a Composition.

Only the record and the client's measures can reach it: psychotherapy notes are of another type.
Every id is made from the ids of the entries, so the same entries make the same bytes. The models
are those of R4B, of which only what R4 has too is used.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from kap_companion.language import ENGLISH, tr, tr_later
from kap_companion.notes.blocks import Block, BlockKind, read_blocks
from kap_companion.notes.document import LOG_NOTE, Document, LogRow
from kap_companion.notes.export import fhir_parts as parts
from kap_companion.notes.export.fhir_parts import Form
from kap_companion.notes.export.fhir_resources import (
    Around,
    adverse_event,
    dose,
    measure,
    reading,
)
from kap_companion.notes.when import long_date, session_times
from kap_companion.session import entries as e
from kap_companion.session.standing import (
    Standing,
    client_standing,
    in_order,
    record_standing,
)
from kap_companion.session.wording import clinician, record_words

_Row = Standing[e.RecordBody]
_Measure = Standing[e.ClientBody]

_NOTE = parts.coding(parts.LOINC, "11506-3", "Progress note")
_WHAT = tr_later("Ketamine-assisted psychotherapy, dosing session")
_PLACES = {
    e.Modality.IN_PERSON: parts.coding(f"{parts.TERMINOLOGY}/v3-ActCode", "AMB", "ambulatory"),
    e.Modality.TELEHEALTH: parts.coding(f"{parts.TERMINOLOGY}/v3-ActCode", "VR", "virtual"),
}
_HOLDS_IT = parts.coding(f"{parts.TERMINOLOGY}/v3-ParticipationType", "PPRF", "primary performer")
_REHEARSAL = parts.coding(f"{parts.TERMINOLOGY}/v3-ActReason", "HTEST", "test health data")


def fhir(
    document: Document,
    record: Sequence[e.Entry[e.RecordBody]],
    file: Sequence[e.Entry[e.ClientBody]] = (),
) -> str:
    """Return the document as the JSON of a FHIR R4 bundle.

    `record` holds the entries the document was made of, `file` those of the client's file that
    belong to the session: its measures are told. Raises ValueError where there are no entries.
    """
    # Half a second to bring in, and needed here alone.
    from fhir.resources.R4B.bundle import Bundle

    if not record:
        raise ValueError("a document of no entries")
    told: str = Bundle.model_validate(_bundle(document, record, file)).model_dump_json(indent=1)
    return told + "\n"


def _bundle(
    document: Document,
    record: Sequence[e.Entry[e.RecordBody]],
    file: Sequence[e.Entry[e.ClientBody]],
) -> Form:
    rows = in_order(record_standing(record))
    first, last = record[0], max(record, key=lambda entry: (entry.at, entry.seq))
    opened = next((row for row in rows if isinstance(row.body, e.SessionOpened)), None)
    body = opened.body if opened is not None else None
    opening = body if isinstance(body, e.SessionOpened) else None
    signing = next((row for row in reversed(rows) if isinstance(row.body, e.RecordSigned)), None)
    patient = _patient(opening, first.subject_id)
    holder, signer = _clinicians(opening, signing)
    encounter = _encounter(rows, opened, opening, first, patient, holder)
    around = Around(patient, encounter, holder, session_times(record))
    kinds = _Said(rows, _measures(file, first.subject_id), around)
    composition = _composition(document, last, signing, around, signer or holder, kinds)
    people = [holder, *([signer] if signer and document.is_record else [])]
    resources = [composition, patient, *people, encounter, *kinds.resources]
    if document.language != ENGLISH:
        for one in resources:
            if "text" in one:
                one["language"] = document.language
    if opening is not None and opening.rehearsal:
        for one in resources:
            one["meta"] = one.get("meta", {}) | {"tag": [_REHEARSAL]}
    version = parts.id_of(first.subject_id, last.id, document.note, str(document.has_appendix))
    return {
        "resourceType": "Bundle",
        "id": version,
        **({"meta": {"tag": [_REHEARSAL]}} if opening and opening.rehearsal else {}),
        "identifier": {"system": parts.URI, "value": f"urn:uuid:{version}"},
        "type": "document",
        "timestamp": parts.instant(last.at, last.utc_offset),
        "entry": [{"fullUrl": parts.address(one), "resource": one} for one in resources],
    }


class _Said:
    """The resources of what was taken and measured, by the section that lists them."""

    def __init__(self, rows: Iterable[_Row], measures: Sequence[_Measure], around: Around) -> None:
        self.doses: list[Form] = []
        self.readings: list[Form] = []
        self.adverse: list[Form] = []
        self.measures: list[Form] = []
        self.words: dict[str, list[str]] = {"doses": [], "readings": [], "adverse": []}
        times = around.times
        for row in rows:
            match row.body:
                case e.DoseTaken():
                    self.doses.append(dose(row, row.body, around))
                    kept = self.words["doses"]
                case e.VitalsTaken():
                    self.readings += reading(row, row.body, around)
                    kept = self.words["readings"]
                case e.AdverseEvent():
                    self.adverse.append(adverse_event(row, row.body, around))
                    kept = self.words["adverse"]
                case _:
                    continue
            clock = times.clock(row.happened_at, row.entry.utc_offset)
            kept.append(f"{clock}: {record_words(row.body)}")
        self.words["measures"] = [_measure_words(row.body) for row in measures]
        for one in measures:
            if isinstance(one.body, e.MeasureTaken):
                self.measures += measure(one, one.body, around)

    @property
    def resources(self) -> list[Form]:
        """All of them."""
        return [*self.doses, *self.readings, *self.adverse, *self.measures]

    def sections(self) -> Iterator[Form]:
        """Return a section for each kind that there is something of."""
        for title, key, of_it in (
            (tr("Doses"), "doses", self.doses),
            (tr("Vital signs"), "readings", self.readings),
            (tr("Adverse events"), "adverse", self.adverse),
            (tr("Measures"), "measures", self.measures),
        ):
            if of_it:
                yield {
                    "title": title,
                    "text": parts.narrative([parts.items(self.words[key])]),
                    "entry": [parts.refer(one) for one in of_it],
                }


def _composition(
    document: Document,
    last: e.Entry[e.RecordBody],
    signing: _Row | None,
    around: Around,
    signer: Form,
    said: _Said,
) -> Form:
    # What is handed out beside the note, such as a summary, is a document of its own.
    name = parts.id_of(last.subject_id, "note" if document.is_record else document.kind)
    status = "preliminary" if signing is None else "amended" if document.addenda else "final"
    summary = [
        *([parts.paragraph(document.mark)] if document.mark else []),
        parts.items(f"{name}: {value}" for name, value in document.facts),
    ]
    sections = [
        *_note_sections(document.note),
        *([_signature(document)] if document.is_record else []),
        *_addenda(document),
        *said.sections(),
        *_log(document),
    ]
    return {
        "resourceType": "Composition",
        "id": name,
        "language": document.language,
        "text": parts.narrative(summary),
        "identifier": {"system": parts.URI, "value": f"urn:uuid:{name}"},
        "status": status,
        "type": parts.concept(_NOTE, text=tr(_WHAT)),
        "subject": parts.refer(around.patient),
        "encounter": parts.refer(around.encounter),
        "date": parts.instant(last.at, last.utc_offset),
        "author": [parts.refer(around.clinician, _name_of(around.clinician))],
        "title": document.title,
        **(
            {
                "attester": [
                    {
                        "mode": "professional",
                        "time": parts.instant(signing.entry.at, signing.entry.utc_offset),
                        "party": parts.refer(signer, _name_of(signer)),
                    }
                ]
            }
            if signing is not None and document.is_record
            else {}
        ),
        "event": [{"period": around.encounter["period"]}],
        **({"section": sections} if sections else {}),
    }


def _note_sections(note: str) -> Iterator[Form]:
    untitled = tr("Note")
    title, pieces, waiting = untitled, list[str](), list[str]()

    def settle() -> None:
        if waiting:
            pieces.append(parts.items(waiting))
            waiting.clear()

    for block in read_blocks(note):
        if block.kind is BlockKind.ITEM:
            waiting.append(block.text)
            continue
        settle()
        if block.kind is BlockKind.HEADING and block.level < 3:
            if pieces or title != untitled:
                yield _section(title, pieces)
            title, pieces = block.text, []
        else:
            pieces.append(_block(block))
    settle()
    if pieces or title != untitled:
        yield _section(title, pieces)


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return parts.heading(block.text)
        case BlockKind.BLANK:
            return parts.paragraph(f"[{block.text}]")
        case _:
            return parts.paragraph(block.text)


def _signature(document: Document) -> Form:
    signature = document.signature
    if signature is None:
        return _section(tr("Signature"), [parts.paragraph(tr("Not signed."))])
    told = (
        tr("Signed by {name} on {signed}.", name=signature.name, signed=signature.signed),
        *(f"{name}: {hashed}" for name, hashed in signature.hashes),
    )
    return _section(tr("Signature"), map(parts.paragraph, told))


def _addenda(document: Document) -> Iterator[Form]:
    for addendum in document.addenda:
        about = f", {addendum.late}" if addendum.late else ""
        told = [
            addendum.text,
            *([tr("Reason: {reason}", reason=addendum.reason)] if addendum.reason else []),
        ]
        yield _section(
            tr("Addendum, {written}", written=addendum.written) + about,
            map(parts.paragraph, told),
        )


def _log(document: Document) -> Iterator[Form]:
    if not document.has_appendix:
        return
    pieces = [parts.paragraph(tr(LOG_NOTE))]
    if document.log:
        head = (tr("Since dose"), tr("Time"), tr("Entry"), tr("Marks"))
        pieces += parts.grid(head, map(_log_cells, document.log))
    if document.left_out:
        pieces.append(parts.paragraph(document.left_out))
    yield _section(tr("Session log"), pieces)


def _log_cells(row: LogRow) -> tuple[str, ...]:
    return (row.since_dose, row.clock, row.words, row.marks)


def _section(title: str, pieces: Iterable[str]) -> Form:
    return {**parts.told("title", title), "text": parts.narrative(pieces)}


def _patient(opening: e.SessionOpened | None, session_id: str) -> Form:
    client_id = opening.client_id if opening else session_id
    return {
        "resourceType": "Patient",
        "id": parts.id_of(client_id, "client"),
        **_same(parts.identifier(client_id) if opening else []),
        **({"name": [name]} if opening and (name := parts.told("text", opening.client)) else {}),
        **({"birthDate": opening.born_on.isoformat()} if opening and opening.born_on else {}),
    }


def _clinicians(opening: e.SessionOpened | None, signing: _Row | None) -> tuple[Form, Form | None]:
    """Return who held the session, and who signed where that is said to be somebody else."""
    signed = signing.body if signing is not None else None
    signer = signed if isinstance(signed, e.RecordSigned) else None
    named = clinician(opening) if opening else None
    holder = named or (signer.name if signer else None)
    credentials = opening.credentials if opening else None
    if signer is not None and _one(signer.name) == _one(holder):
        credentials = credentials or signer.credentials
    one = _practitioner(holder, credentials)
    if signer is None or _one(signer.name) == _one(holder):
        return one, None
    return one, _practitioner(signer.name, signer.credentials)


def _practitioner(name: str | None, credentials: str | None) -> Form:
    qualified = parts.told("text", credentials)
    named = parts.told("text", name)
    return {
        "resourceType": "Practitioner",
        "id": parts.id_of("practitioner", _one(name)),
        **({"name": [named]} if named else {}),
        **({"qualification": [{"code": qualified}]} if qualified else {}),
        **(
            {}
            if named
            else {"text": parts.narrative([parts.paragraph(tr("Clinician: not recorded."))])}
        ),
    }


def _encounter(
    rows: Iterable[_Row],
    opened: _Row | None,
    opening: e.SessionOpened | None,
    first: e.Entry[e.RecordBody],
    patient: Form,
    holder: Form,
) -> Form:
    ends = [row for row in rows if isinstance(row.body, e.SessionEnded)]
    begun = opened.happened_at if opened else first.at
    period: Form = {"start": parts.instant(begun, first.utc_offset)}
    if ends:
        period["end"] = parts.instant(max(begun, ends[-1].happened_at), ends[-1].entry.utc_offset)
    return {
        "resourceType": "Encounter",
        "id": parts.id_of(first.subject_id, "session"),
        **_same(parts.identifier(first.subject_id)),
        "status": "finished" if ends else "in-progress",
        "class": _PLACES[opening.modality if opening else e.Modality.IN_PERSON],
        "type": [parts.concept(text=tr(_WHAT))],
        "subject": parts.refer(patient),
        "participant": [
            {
                "type": [parts.concept(_HOLDS_IT)],
                "individual": parts.refer(holder, _name_of(holder)),
            }
        ],
        "period": period,
    }


def _measures(file: Iterable[e.Entry[e.ClientBody]], session_id: str) -> list[_Measure]:
    """Return the measures that stand, but for those of another session."""
    return [
        row
        for row in client_standing(file)
        if row.struck is None
        and isinstance(row.body, e.MeasureTaken)
        and row.body.session_id in (None, session_id)
    ]


def _measure_words(body: e.ClientBody) -> str:
    assert isinstance(body, e.MeasureTaken)
    band = f", {tr(body.band)}" if body.band else ""
    return f"{long_date(body.on)}: {body.title} {body.total}{band}"


def _same(identifiers: list[Form]) -> Form:
    return {"identifier": identifiers} if identifiers else {}


def _name_of(practitioner: Form) -> str:
    names: list[Any] = practitioner.get("name", [])
    return str(names[0]["text"]) if names else tr("not recorded")


def _one(name: str | None) -> str:
    return " ".join((name or "").split()).casefold()
