"""Gathers what a draft may say from the entries of a record: all that they say, and nothing else.

The fields of `Facts` are the names a template may use. Each is a sentence or a list of sentences
without line breaks (so that nothing typed can pass for a heading); None or empty where no entry
says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kap_companion.notes.when import SessionTimes, length, long_date, session_times
from kap_companion.session import entries as e
from kap_companion.session import vitals
from kap_companion.session.standing import Standing, in_order, record_standing
from kap_companion.session.wording import MODALITY, ROUTE, clinician, milligrams, record_words

_Row = Standing[e.RecordBody]

_STOPS = (".", "!", "?", "…")
_QUOTES = ("“”", '""')

_COURSE = (
    e.NoteTaken,
    e.Marked,
    e.PhaseMarked,
    e.DoseTaken,
    e.Spat,
    e.PersonArrived,
    e.PersonLeft,
    e.CueAnswered,
)
_ACCOUNT = (
    *_COURSE,
    e.VitalsTaken,
    e.LimitOverridden,
    e.AdverseEvent,
    e.TouchAsked,
    e.SessionEnded,
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the entries of one session say, ready to be put into sentences."""

    rehearsal: bool
    date: str | None
    start: str | None
    stop: str | None
    minutes: str | None
    ended_because: str | None
    client: str | None
    session: str | None
    modality: str | None
    location: str | None
    support: str | None
    clinician: str | None
    prescriber: str | None
    limits: str | None
    present: tuple[str, ...]
    consent: tuple[str, ...]
    checks: tuple[str, ...]
    intention: str | None
    planned_dose: str | None
    baseline: str | None
    later_vitals: tuple[str, ...]
    last_vitals: str | None
    overrides_before: tuple[str, ...]
    overrides_after: tuple[str, ...]
    doses: tuple[str, ...]
    spat: tuple[str, ...]
    course: tuple[str, ...]
    account_before: tuple[str, ...]
    account_after: tuple[str, ...]
    touch: tuple[str, ...]
    adverse: tuple[str, ...]
    readiness: tuple[str, ...]


def gather(record: Iterable[e.Entry[e.RecordBody]]) -> Facts:
    """Return what `record` says, in the order in which it happened; struck entries say nothing."""
    record = list(record)
    rows = in_order(record_standing(record))
    times = session_times(record)
    opened = next((row.body for row in rows if isinstance(row.body, e.SessionOpened)), None)
    end = next((row for row in reversed(rows) if isinstance(row.body, e.SessionEnded)), None)
    begin = next((row for row in rows if isinstance(row.body, e.SessionOpened)), None)
    before = [row for row in rows if _is_before_dose(row, times)]
    after = [row for row in rows if not _is_before_dose(row, times)]
    readings = [row for row in rows if isinstance(row.body, e.VitalsTaken)]
    base = baseline(readings, times)
    later = [
        _vitals_sentence(row, base, times) for row in readings if not _is_before_dose(row, times)
    ]
    ticks = [row for row in rows if isinstance(row.body, e.ChecklistTicked)]
    return Facts(
        rehearsal=opened.rehearsal if opened else False,
        date=long_date(times.opened_on) if times.opened_on else None,
        start=times.clock(begin.happened_at, begin.entry.utc_offset) if begin else None,
        stop=times.clock(end.happened_at, end.entry.utc_offset) if end else None,
        minutes=length(end.happened_at - begin.happened_at) if begin and end else None,
        ended_because=_of(end.body.reason)
        if end and isinstance(end.body, e.SessionEnded)
        else None,
        client=_of(opened.client) if opened else None,
        session=session_words(opened) if opened else None,
        modality=MODALITY[opened.modality] if opened else None,
        location=_of(opened.location) if opened else None,
        support=support_words(opened) if opened else None,
        clinician=_of(clinician(opened)) if opened else None,
        prescriber=_of(opened.prescriber) if opened else None,
        limits=limits_words(opened.limits) if opened and opened.limits else None,
        present=present_words(rows),
        consent=tuple(_tick(row, times) for row in ticks if _is_consent(row)),
        checks=tuple(
            _tick(row, times)
            for row in ticks
            if not _is_consent(row) and not _is_late_check(row, times)
        ),
        intention=_intention(rows),
        planned_dose=planned_dose_words(opened) if opened else None,
        baseline=_baseline_words(base, times),
        later_vitals=tuple(later),
        last_vitals=later[-1] if later else None,
        overrides_before=_sentences(before, times, e.LimitOverridden),
        overrides_after=_sentences(after, times, e.LimitOverridden),
        doses=tuple(_dose(row, times) for row in rows if isinstance(row.body, e.DoseTaken)),
        spat=_clocks(rows, times, e.Spat),
        course=_sentences(rows, times, *_COURSE),
        account_before=_sentences([row for row in before if row is not base], times, *_ACCOUNT),
        account_after=_sentences(after, times, *_ACCOUNT),
        touch=_sentences(rows, times, e.TouchAsked),
        adverse=_sentences(rows, times, e.AdverseEvent),
        readiness=tuple(
            _tick(row, times)
            for row in ticks
            if not _is_consent(row) and _is_late_check(row, times)
        ),
    )


def one_line(text: str) -> str:
    """Return `text` on one line, each run of white space as one space."""
    return " ".join(text.split())


def baseline(readings: Sequence[_Row], times: SessionTimes) -> _Row | None:
    """Return the last reading before the first dose; None where there is none, or no dose."""
    before = [row for row in readings if _is_before_dose(row, times)]
    return before[-1] if before and times.first_dose_at is not None else None


def session_words(opened: e.SessionOpened) -> str:
    """Return which session this is: '3 of 8'."""
    planned = f" of {opened.planned_sessions}" if opened.planned_sessions else ""
    return f"{opened.session_number}{planned}"


def planned_dose_words(opened: e.SessionOpened) -> str | None:
    """Return what was planned: '150 mg, moderate range'."""
    told = []
    if opened.planned_dose_mg is not None:
        told.append(milligrams(opened.planned_dose_mg))
    if opened.dose_range is not None:
        told.append(f"{opened.dose_range.value} range")
    return ", ".join(told) or None


def limits_words(limits: e.Limits) -> str | None:
    """Return the prescriber's written limits in one line; None where none was given."""
    told = [
        f"{name} {value}{unit}"
        for name, value, unit in (
            ("systolic under", limits.systolic_mmhg, ""),
            ("diastolic under", limits.diastolic_mmhg, ""),
            ("heart rate under", limits.heart_rate_bpm, ""),
            ("SpO₂ at least", limits.spo2_percent, ""),
        )
        if value is not None
    ]
    if not told:
        return None
    source = " ".join(
        part
        for part in (
            f"given by {one_line(limits.given_by)}" if limits.given_by else "",
            f"on {long_date(limits.given_on)}" if limits.given_on else "",
        )
        if part
    )
    return ", ".join(told) + (f" ({source})" if source else "")


def support_words(opened: e.SessionOpened) -> str | None:
    """Return the support person and their number."""
    told = [one_line(part) for part in (opened.support_person, opened.support_phone) if part]
    return ", ".join(told) or None


def present_words(rows: Iterable[_Row]) -> tuple[str, ...]:
    """Return everybody who was present at some time beside the client, with their role."""
    people: dict[str, None] = {}
    client: str | None = None
    for row in rows:
        match row.body:
            case e.SessionOpened(present=present, client=client):
                told = [(person.name, person.role) for person in present]
            case e.PersonLeft(name=name) if name == client:
                told = []
            case e.PersonArrived(name=name, role=role) | e.PersonLeft(name=name, role=role):
                told = [(name, role)]
            case _:
                told = []
        people.update((f"{one_line(name)} ({one_line(role)})", None) for name, role in told)
    return tuple(people)


def changes(now: vitals.Reading, before: vitals.Reading) -> tuple[str | None, ...]:
    """Return the change of pressure, heart rate, SpO2 and respiratory rate from `before`."""
    systolic = vitals.change(now.systolic_mmhg, before.systolic_mmhg)
    diastolic = vitals.change(now.diastolic_mmhg, before.diastolic_mmhg)
    return (
        f"{systolic}/{diastolic}" if systolic and diastolic else None,
        vitals.change(now.heart_rate_bpm, before.heart_rate_bpm),
        vitals.change(now.spo2_percent, before.spo2_percent),
        vitals.change(now.respiratory_rate_per_min, before.respiratory_rate_per_min),
    )


def _is_before_dose(row: _Row, times: SessionTimes) -> bool:
    return times.first_dose_at is None or row.happened_at < times.first_dose_at


def _is_consent(row: _Row) -> bool:
    body = row.body
    if not isinstance(body, e.ChecklistTicked):
        return False
    return body.checklist == "consent" or "consent" in body.item.casefold()


def _is_late_check(row: _Row, times: SessionTimes) -> bool:
    """Whether a tick is about leaving: by its list where it names one, else by its time."""
    if isinstance(row.body, e.ChecklistTicked) and row.body.checklist is not None:
        return row.body.checklist == "readiness"
    return not _is_before_dose(row, times)


def _intention(rows: Iterable[_Row]) -> str | None:
    told = [row.body.text for row in rows if isinstance(row.body, e.IntentionSet)]
    return _quote(told[-1]) if told else None


def _tick(row: _Row, times: SessionTimes) -> str:
    words = one_line(record_words(row.body)).removesuffix(".")
    return f"{words}, at {_clock(row, times)}."


def _dose(row: _Row, times: SessionTimes) -> str:
    body = row.body
    assert isinstance(body, e.DoseTaken)
    name = "Booster" if body.booster else "Dose"
    told = f"{name}: {milligrams(body.dose_mg)} {ROUTE[body.route]} at {_clock(row, times)}"
    return f"{told}. Reason: {_stopped(body.reason)}" if body.reason else f"{told}."


def _clocks(rows: Iterable[_Row], times: SessionTimes, kind: type[e.RecordBody]) -> tuple[str, ...]:
    return tuple(_clock(row, times) for row in rows if isinstance(row.body, kind))


def _clock(row: _Row, times: SessionTimes) -> str:
    return times.clock(row.happened_at, row.entry.utc_offset) + _marks(row, times)


def _marks(row: _Row, times: SessionTimes) -> str:
    """Return what is said beside a moment: nothing is back-dated and nothing changed unmarked."""
    told = []
    if row.is_late:
        told.append(f"told later, at {times.clock(row.entry.at, row.entry.utc_offset)}")
    if row.amended:
        told.append("amended")
    return f" ({'; '.join(told)})" if told else ""


def _baseline_words(row: _Row | None, times: SessionTimes) -> str | None:
    if row is None or not isinstance(row.body, e.VitalsTaken):
        return None
    return f"{vitals.words(row.body.reading)}, at {_clock(row, times)}."


def _vitals_sentence(row: _Row, base: _Row | None, times: SessionTimes) -> str:
    assert isinstance(row.body, e.VitalsTaken)
    told = f"{_moment(row, times)}: {vitals.words(row.body.reading)}"
    if base is None or not isinstance(base.body, e.VitalsTaken):
        return f"{told}."
    names = ("", "heart rate ", "SpO₂ ", "respiratory rate ")
    moved = changes(row.body.reading, base.body.reading)
    parts = [f"{name}{change}" for name, change in zip(names, moved, strict=True) if change]
    return f"{told} (change from before the dose: {', '.join(parts)})." if parts else f"{told}."


def _moment(row: _Row, times: SessionTimes) -> str:
    return times.course(row.happened_at, row.entry.utc_offset) + _marks(row, times)


def _sentences(
    rows: Iterable[_Row], times: SessionTimes, *kinds: type[e.RecordBody]
) -> tuple[str, ...]:
    return tuple(
        f"{_moment(row, times)}: {_said(row.body)}" for row in rows if isinstance(row.body, kinds)
    )


def _said(body: e.RecordBody) -> str:
    if isinstance(body, e.NoteTaken):
        return _quote(body.text)
    return one_line(record_words(body))


def _quote(text: str) -> str:
    told = one_line(text)
    is_quoted = len(told) > 1 and told[0] + told[-1] in _QUOTES and not set(told[1:-1]) & set('“”"')
    quoted = told if is_quoted else f"“{told}”"
    return quoted if quoted[-2] in _STOPS else f"{quoted}."


def _stopped(text: str) -> str:
    told = one_line(text)
    return told if told.endswith(_STOPS) else f"{told}."


def _of(text: str | None) -> str | None:
    return one_line(text) or None if text is not None else None
