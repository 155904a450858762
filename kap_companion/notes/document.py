"""Composes documents from entries: the note with its log as appendix, or psychotherapy notes alone.

The two are two types, each built from its own stream's entries only, so that a private note in a
record's document is a type error.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kap_companion.language import ENGLISH, language, speaking, spoken, tr, tr_later
from kap_companion.notes import facts
from kap_companion.notes.draft import (
    DEFAULT_TEMPLATE,
    HANDED_OUT,
    LETTER,
    PRESCRIBER_SUMMARY,
    find_template,
    templates,
    text_hash,
    write_draft,
)
from kap_companion.notes.facts import one_line
from kap_companion.notes.figure import Figure, figure
from kap_companion.notes.when import (
    SessionTimes,
    length,
    local,
    long_date,
    offsets_of,
    session_times,
)
from kap_companion.session import entries as e
from kap_companion.session import vitals
from kap_companion.session.standing import Standing, in_order, private_standing, record_standing
from kap_companion.session.wording import (
    MODALITY,
    limits_words,
    log_words,
    planned_dose_words,
    reason_words,
    session_words,
    with_credentials,
)

_Row = Standing[e.RecordBody]


@dataclass(frozen=True, slots=True)
class LogRow:
    """One entry of the log in its present words; `words` are as typed where `is_typed`."""

    since_dose: str
    clock: str
    words: str
    is_typed: bool
    late: str | None
    amended: str | None

    @property
    def marks(self) -> str:
        """What is to be said about the row beside its words: told late, amended; '' if nothing."""
        return "; ".join(mark for mark in (self.late, self.amended) if mark)


@dataclass(frozen=True, slots=True)
class Measured:
    """One value of a reading and its change from before the dose; None where not taken."""

    value: str | None
    change: str | None


@dataclass(frozen=True, slots=True)
class VitalsRow:
    """One reading; `marks` says whether it is the one before the dose, told late or amended."""

    since_dose: str
    clock: str
    pressure: Measured
    heart_rate: Measured
    spo2: Measured
    respiratory_rate: Measured
    marks: str

    @property
    def values(self) -> tuple[Measured, ...]:
        """The values in the order of a table's columns."""
        return (self.pressure, self.heart_rate, self.spo2, self.respiratory_rate)


def vitals_columns() -> tuple[str, ...]:
    """Return the names of the columns of a table of readings."""
    return (tr("Blood pressure"), tr("Heart rate"), "SpO₂", tr("Respiratory rate"))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed when; `entry_hash` is the signing entry's own, to be looked for in the chain.

    `name` is with credentials, `head_hash` that of the last entry before it.
    """

    name: str
    signed: str
    entry_hash: str
    head_hash: str | None = None

    @property
    def hashes(self) -> tuple[tuple[str, str], ...]:
        """What is printed to compare the paper with the vault by, each with its name."""
        told = [(tr("Hash of the signing entry"), self.entry_hash)]
        if self.head_hash is not None:
            told.append((tr("Hash of the last entry before it"), self.head_hash))
        return tuple(told)


@dataclass(frozen=True, slots=True)
class Addendum:
    """A word added after signing."""

    written: str
    text: str
    reason: str | None
    late: str | None


@dataclass(frozen=True, slots=True)
class Document:
    """A session's note, with its timeline, vitals and log as appendix, as it goes onto paper.

    What is handed out beside the record, such as a letter, has no place for a signature.
    """

    title: str
    client: str
    running_head: str
    language: str
    facts: tuple[tuple[str, str], ...]
    note: str
    signature: Signature | None
    addenda: tuple[Addendum, ...]
    has_appendix: bool
    figure: Figure | None
    vitals: tuple[VitalsRow, ...]
    log: tuple[LogRow, ...]
    struck_count: int
    withdrawn_count: int
    last_entry_at: datetime
    warnings: tuple[str, ...]
    is_record: bool = True
    is_rehearsal: bool = False
    kind: str = ""
    """What the document is, whatever language it is in: its English title."""

    @property
    def is_signed(self) -> bool:
        """Whether the record is signed; unsigned says DRAFT on every page."""
        return self.signature is not None

    @property
    def mark(self) -> str | None:
        """What every page says; None where nothing is to be said."""
        told = [self.watermark, tr(UNSIGNED) if self.is_record and not self.is_signed else None]
        return " · ".join(one for one in told if one) or None

    @property
    def watermark(self) -> str | None:
        """What lies over every page of a rehearsal's documents; None over a real one's."""
        return tr(REHEARSAL) if self.is_rehearsal else None

    @property
    def left_out(self) -> str | None:
        """A sentence that counts what was struck or withdrawn; None where nothing was."""
        return _left_out(self.struck_count, self.withdrawn_count)


@dataclass(frozen=True, slots=True)
class PrivateDocument:
    """The psychotherapy notes of one session and nothing else (45 CFR 164.501)."""

    title: str
    subject: str
    language: str
    notes: tuple[LogRow, ...]
    struck_count: int
    last_entry_at: datetime
    warnings: tuple[str, ...] = ()
    is_rehearsal: bool = False

    @property
    def mark(self) -> str | None:
        """What every page says; None where nothing is to be said."""
        return self.watermark

    @property
    def watermark(self) -> str | None:
        """What lies over every page of a rehearsal's documents; None over a real one's."""
        return tr(REHEARSAL) if self.is_rehearsal else None

    @property
    def left_out(self) -> str | None:
        """A sentence that counts what was struck; None where nothing was."""
        return _left_out(self.struck_count, 0)


KEPT_APART = tr_later(
    "Psychotherapy notes, kept apart from the rest of the record (45 CFR 164.501)."
)
UNSIGNED = tr_later("DRAFT, not signed")
REHEARSAL = tr_later("REHEARSAL")
LOG_NOTE = tr_later(
    "Every entry that stands, once, in its present words; times since the first dose and local."
)
_TITLES = {PRESCRIBER_SUMMARY: tr_later("Summary for the prescriber"), LETTER: tr_later("Letter")}
_TITLE = tr_later("Session note")
_EPOCH = datetime(2000, 1, 1, tzinfo=UTC)
_NOT_RECORDED = tr_later("not recorded")


def page_words() -> dict[str, str]:
    """Return the words at the foot of each page, around its number and the number of pages."""
    before, _, rest = tr("Page {number} of {all}", number="\0", all="\1").partition("\0")
    between, _, after = rest.partition("\1")
    return {"before": before, "between": between, "after": after}


def record_document(
    record: Sequence[e.Entry[e.RecordBody]],
    draft: str | None = None,
    appendix: bool = True,
    template: str = DEFAULT_TEMPLATE,
) -> Document:
    """Return the document of one session's record.

    The note is `draft`, else the draft as last saved, else what `template` makes; a signed record
    shows the text that was signed. The appendix holds every entry once, in its present words. With
    a template of what is handed out, the document is that, and a letter holds nothing but itself.
    """
    standing = record_standing(record)
    rows = in_order(standing)
    times = session_times(record)
    opened = next((row for row in rows if isinstance(row.body, e.SessionOpened)), None)
    signing = next((row for row in reversed(rows) if isinstance(row.body, e.RecordSigned)), None)
    note, warnings = _note(record, draft, signing, template)
    client = _client(opened)
    struck = [row for row in standing if row.struck is not None]
    withdrawn = [row for row in struck if isinstance(row.body, e.BodyTakenOut)]
    is_record, is_letter = template not in HANDED_OUT, template == LETTER
    has_appendix = appendix and not is_letter
    return Document(
        title=_title(opened, template),
        client=client,
        running_head=_running_head(client, None if is_letter else opened, times),
        language=spoken().code,
        facts=() if is_letter else _facts(rows, opened, times),
        note=note,
        signature=_signature(signing) if signing and is_record else None,
        addenda=tuple(_addenda(rows, times)) if is_record else (),
        has_appendix=has_appendix,
        figure=figure(rows, times) if has_appendix else None,
        vitals=_vitals(rows, times) if has_appendix else (),
        log=tuple(_log_row(row, times) for row in rows) if has_appendix else (),
        struck_count=len(struck) - len(withdrawn),
        withdrawn_count=len(withdrawn),
        last_entry_at=max((entry.at for entry in record), default=_EPOCH),
        warnings=warnings,
        is_record=is_record,
        is_rehearsal=_is_rehearsal(opened),
        kind=_english_title(opened, template),
    )


def psychotherapy_document(
    notes: Sequence[e.Entry[e.PrivateBody]], subject: str, *, is_rehearsal: bool = False
) -> PrivateDocument:
    """Return the document of a session's psychotherapy notes; `subject` says which session."""
    standing = private_standing(notes)
    rows = in_order(standing)
    first = min(notes, key=lambda entry: entry.happened_at, default=None)
    times = SessionTimes(utc_offset=first.utc_offset if first else None, offsets=offsets_of(notes))
    return PrivateDocument(
        title=tr("Psychotherapy notes"),
        subject=one_line(subject),
        language=spoken().code,
        notes=tuple(_private_row(row, times) for row in rows),
        struck_count=sum(row.struck is not None for row in standing),
        last_entry_at=max((entry.at for entry in notes), default=_EPOCH),
        is_rehearsal=is_rehearsal,
    )


def _note(
    record: Sequence[e.Entry[e.RecordBody]],
    draft: str | None,
    signing: _Row | None,
    template: str,
) -> tuple[str, tuple[str, ...]]:
    of_kind = (template,) if template in HANDED_OUT else ()
    saved = [
        entry.body.text
        for entry in record
        if isinstance(entry.body, e.DraftSaved)
        and (entry.body.template in of_kind if of_kind else entry.body.template not in HANDED_OUT)
    ]
    if signing is not None and isinstance(signing.body, e.RecordSigned) and not of_kind:
        offered = [*saved, *([draft] if draft is not None else [])]
        for text in reversed(offered):
            if text_hash(text) == signing.body.text_hash:
                return text, ()
        warning = tr(
            "The text that was signed is no longer in the record: the note is not that text."
        )
        return _fallback(record, draft, saved, template), (warning,)
    return _fallback(record, draft, saved, template), ()


def _fallback(
    record: Sequence[e.Entry[e.RecordBody]], draft: str | None, saved: list[str], template: str
) -> str:
    if draft is not None:
        return draft
    if saved:
        return saved[-1]
    return write_draft(find_template(template, templates()), record)


def _client(opened: _Row | None) -> str:
    body = opened.body if opened else None
    told = one_line(body.client) if isinstance(body, e.SessionOpened) else ""
    return told or tr("Client not recorded")


def _title(opened: _Row | None, template: str) -> str:
    title = tr(_TITLES.get(template, _TITLE))
    return (
        tr("{title} (rehearsal, not a real session)", title=title)
        if _is_rehearsal(opened)
        else title
    )


def _english_title(opened: _Row | None, template: str) -> str:
    with speaking(language(ENGLISH)):
        return _title(opened, template)


def _is_rehearsal(opened: _Row | None) -> bool:
    return opened is not None and isinstance(opened.body, e.SessionOpened) and opened.body.rehearsal


def _running_head(client: str, opened: _Row | None, times: SessionTimes) -> str:
    told = [client]
    if opened is not None and isinstance(opened.body, e.SessionOpened):
        told.append(tr("Session {number}", number=session_words(opened.body)))
    if times.opened_on is not None:
        told.append(long_date(times.opened_on))
    if _is_rehearsal(opened):
        told.append(tr("Rehearsal"))
    return " · ".join(told)


def _facts(
    rows: Iterable[_Row], opened: _Row | None, times: SessionTimes
) -> tuple[tuple[str, str], ...]:
    rows = list(rows)
    body = opened.body if opened else None
    if opened is None or not isinstance(body, e.SessionOpened):
        return ((tr("Session"), tr(_NOT_RECORDED)),)
    end = next((row for row in reversed(rows) if isinstance(row.body, e.SessionEnded)), None)
    start = times.clock(opened.happened_at, opened.entry.utc_offset)
    if end is None:
        span = tr("{start} to (end not recorded)", start=start)
    else:
        stop = times.clock(end.happened_at, end.entry.utc_offset)
        span = tr(
            "{start} to {stop} ({length})",
            start=start,
            stop=stop,
            length=length(end.happened_at - opened.happened_at),
        )
    day = long_date(times.opened_on) if times.opened_on else tr(_NOT_RECORDED)
    signed = (row.body for row in rows)
    signer = next((one.name for one in signed if isinstance(one, e.RecordSigned)), None)
    told: list[tuple[str, str | None]] = [
        (tr("Client"), one_line(body.client) or tr(_NOT_RECORDED)),
        (tr("Born on"), long_date(body.born_on) if body.born_on else None),
        (tr("Session"), session_words(body)),
        (tr("Date"), day),
        (tr("Time"), f"{span}, UTC{opened.entry.utc_offset.replace('-', '−')}"),
        (tr("Modality"), MODALITY[body.modality]),
        (
            tr("Clinician"),
            one_line(facts.clinician_words(body) or signer or "") or tr(_NOT_RECORDED),
        ),
        (tr("Prescriber"), one_line(body.prescriber or "") or None),
        (tr("Present"), "; ".join(facts.present_words(rows)) or tr(_NOT_RECORDED)),
        (tr("Planned dose"), planned_dose_words(body)),
        (tr("Limits"), limits_words(body.limits) if body.limits else None),
    ]
    if body.modality is e.Modality.TELEHEALTH:
        told += [
            (tr("Location"), one_line(body.location or "") or tr(_NOT_RECORDED)),
            (tr("Call-back number"), one_line(body.callback or "") or tr(_NOT_RECORDED)),
            (tr("Support person"), facts.support_words(body) or tr(_NOT_RECORDED)),
        ]
    return tuple((name, value) for name, value in told if value is not None)


def _signature(row: _Row) -> Signature | None:
    if not isinstance(row.body, e.RecordSigned):
        return None
    return Signature(
        name=one_line(with_credentials(row.body.name, row.body.credentials)),
        signed=_dated(row.entry.at, row.entry.utc_offset),
        entry_hash=row.entry.hash,
        head_hash=row.body.head_hash,
    )


def _addenda(rows: Iterable[_Row], times: SessionTimes) -> Iterable[Addendum]:
    for row in rows:
        if isinstance(row.body, e.AddendumAdded):
            yield Addendum(
                written=_dated(row.entry.at, row.entry.utc_offset),
                text=row.body.text,
                reason=one_line(row.body.reason) if row.body.reason else None,
                late=tr("about {time}", time=times.clock(row.happened_at, row.entry.utc_offset))
                if row.is_late
                else None,
            )


def _log_row(row: _Row, times: SessionTimes) -> LogRow:
    is_typed = isinstance(row.body, e.NoteTaken | e.Marked)
    return LogRow(
        since_dose=times.since_dose(row.happened_at),
        clock=times.clock(row.happened_at, row.entry.utc_offset),
        words=log_words(row.body, lambda at: times.clock(at, row.entry.utc_offset)),
        is_typed=is_typed,
        late=_late(row.is_late, row.entry, times),
        amended=_amended(row, times),
    )


def _private_row(row: Standing[e.PrivateBody], times: SessionTimes) -> LogRow:
    body = row.body
    return LogRow(
        since_dose="",
        clock=times.clock(row.happened_at, row.entry.utc_offset),
        words=body.text if isinstance(body, e.PrivateNoteTaken) else "",
        is_typed=True,
        late=tr(
            "moved from the record, at {time}",
            time=times.clock(row.entry.at, row.entry.utc_offset),
        )
        if row.was_moved
        else _late(row.is_late, row.entry, times),
        amended=_amended(row, times),
    )


def _late(is_late: bool, entry: e.Entry[e.B_co], times: SessionTimes) -> str | None:
    return (
        tr("told later, at {time}", time=times.clock(entry.at, entry.utc_offset))
        if is_late
        else None
    )


def _amended(row: Standing[e.B_co], times: SessionTimes) -> str | None:
    told = [
        tr(
            "amended {time}: {reason}",
            time=times.corrected(one),
            reason=one_line(reason_words(one.reason)),
        )
        for one in row.amended
    ]
    return "; ".join(told) or None


def _vitals(rows: Iterable[_Row], times: SessionTimes) -> tuple[VitalsRow, ...]:
    readings = [row for row in rows if isinstance(row.body, e.VitalsTaken)]
    base = facts.baseline(readings, times)
    return tuple(_vitals_row(row, base, times) for row in readings)


def _vitals_row(row: _Row, base: _Row | None, times: SessionTimes) -> VitalsRow:
    assert isinstance(row.body, e.VitalsTaken)
    now = row.body.reading
    before = _reading(base) if base is not None and row.happened_at > base.happened_at else None
    moved = facts.changes(now, before) if before else (None,) * 4
    has_pressure = now.systolic_mmhg is not None
    marks = (
        tr("before the dose") if row is base else None,
        _late(row.is_late, row.entry, times),
        _amended(row, times),
    )
    return VitalsRow(
        since_dose=times.since_dose(row.happened_at),
        clock=times.clock(row.happened_at, row.entry.utc_offset),
        pressure=Measured(
            f"{now.systolic_mmhg}/{now.diastolic_mmhg}" if has_pressure else None, moved[0]
        ),
        heart_rate=_measured(now.heart_rate_bpm, moved[1]),
        spo2=_measured(now.spo2_percent, moved[2]),
        respiratory_rate=_measured(now.respiratory_rate_per_min, moved[3]),
        marks="; ".join(mark for mark in marks if mark),
    )


def _reading(row: _Row) -> vitals.Reading | None:
    return row.body.reading if isinstance(row.body, e.VitalsTaken) else None


def _measured(value: int | None, change: str | None) -> Measured:
    return Measured(None if value is None else str(value), change)


def _dated(at: datetime, utc_offset: str) -> str:
    there = local(at, utc_offset)
    return tr(
        "{day} at {time} (UTC{offset})",
        day=long_date(there.date()),
        time=f"{there:%H:%M}",
        offset=utc_offset.replace("-", "−"),
    )


def _left_out(struck: int, withdrawn: int) -> str | None:
    told = []
    if struck:
        told.append(tr("Struck entries, counted and not quoted: {count}.", count=struck))
    if withdrawn:
        told.append(tr("Entries withdrawn from the record: {count}.", count=withdrawn))
    return " ".join(told) or None
