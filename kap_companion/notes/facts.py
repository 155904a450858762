"""Gathers what a draft may say from the entries of a record: all that they say, and nothing else.

The fields of `Facts` are the names a template may use. Each is a sentence or a list of sentences
without line breaks (so that nothing typed can pass for a heading); None or empty where no entry
says it. All of them are `Said`: they know their entries.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kap_companion.language import tr
from kap_companion.notes.questions import questions
from kap_companion.notes.said import Said
from kap_companion.notes.themes import themes
from kap_companion.notes.when import SessionTimes, length, session_times
from kap_companion.session import entries as e
from kap_companion.session import vitals
from kap_companion.session.quotes import quoted
from kap_companion.session.standing import Standing, in_order, record_standing
from kap_companion.session.wording import (
    LEAVES_WITH,
    MODALITY,
    ROUTE,
    clinician,
    contact_words,
    dose_words,
    how_taken,
    limits_words,
    log_words,
    long_date,
    planned_dose_words,
    record_words,
    role_words,
    session_words,
    with_credentials,
)

_Row = Standing[e.RecordBody]

_STOPS = (".", "!", "?", "…")
_QUOTES = ("“”", '""')

_NOTED = (
    e.NoteTaken,
    e.Marked,
    e.PhaseMarked,
    e.PersonArrived,
    e.PersonLeft,
    e.CueAnswered,
)
_COURSE = (*_NOTED, e.DoseTaken, e.Spat)
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
    """What the entries of one session say, ready to be put into sentences.

    `course` is what was noted, taken and spat; `told` of it what quotes the client, `seen` what
    does not, `noted_before` and `noted_after` what is neither a dose nor a spit. `account` is all
    of it in one row, with vitals, touch and adverse events. `questions` are not the record's.
    """

    rehearsal: bool
    date: Said | None
    start: Said | None
    stop: Said | None
    minutes: Said | None
    ended_because: Said | None
    client: Said | None
    session: Said | None
    modality: Said | None
    location: Said | None
    callback: Said | None
    support: Said | None
    clinician: Said | None
    credentials: Said | None
    prescriber: Said | None
    born_on: Said | None
    limits: Said | None
    contacts: tuple[Said, ...]
    present: tuple[Said, ...]
    consent: tuple[Said, ...]
    checks: tuple[Said, ...]
    intention: Said | None
    planned_dose: Said | None
    baseline: Said | None
    later_vitals: tuple[Said, ...]
    last_vitals: Said | None
    overrides_before: tuple[Said, ...]
    overrides_after: tuple[Said, ...]
    doses: tuple[Said, ...]
    spat: tuple[Said, ...]
    swallowed: tuple[Said, ...]
    course: tuple[Said, ...]
    told: tuple[Said, ...]
    seen: tuple[Said, ...]
    noted_before: tuple[Said, ...]
    noted_after: tuple[Said, ...]
    account_before: tuple[Said, ...]
    account_after: tuple[Said, ...]
    touch: tuple[Said, ...]
    adverse: tuple[Said, ...]
    readiness: tuple[Said, ...]
    music: tuple[Said, ...]
    quotes: tuple[Said, ...]
    themes: tuple[Said, ...]
    questions: tuple[str, ...]


def gather(record: Iterable[e.Entry[e.RecordBody]]) -> Facts:
    """Return what `record` says, in the order in which it happened; struck entries say nothing."""
    record = list(record)
    rows = in_order(record_standing(record))
    times = session_times(record)
    begin = next((row for row in rows if isinstance(row.body, e.SessionOpened)), None)
    opened = begin.body if begin and isinstance(begin.body, e.SessionOpened) else None
    end = next((row for row in reversed(rows) if isinstance(row.body, e.SessionEnded)), None)
    before = [row for row in rows if _is_before_dose(row, times)]
    after = [row for row in rows if not _is_before_dose(row, times)]
    readings = [row for row in rows if isinstance(row.body, e.VitalsTaken)]
    base = baseline(readings, times)
    later = tuple(
        _vitals_sentence(row, base, times) for row in readings if not _is_before_dose(row, times)
    )
    ticks = [row for row in rows if isinstance(row.body, e.ChecklistTicked)]
    over = {id(row): row for row in rows if _is_about_limits(row)}
    course = [row for row in rows if isinstance(row.body, _COURSE) and id(row) not in over]
    noted = [row for row in course if isinstance(row.body, _NOTED)]
    base_id = base.entry.id if base else None
    sentences = _Sentences(times)

    def of_opening(words: Callable[[e.SessionOpened], str | None]) -> Said | None:
        return _of(words(opened), begin) if opened else None

    return Facts(
        rehearsal=opened.rehearsal if opened else False,
        date=_of(long_date(times.opened_on), *rows[:1]) if times.opened_on else None,
        start=_of(times.clock(begin.happened_at, begin.entry.utc_offset), begin) if begin else None,
        stop=_of(times.clock(end.happened_at, end.entry.utc_offset), end) if end else None,
        minutes=_of(length(end.happened_at - begin.happened_at), begin, end)
        if begin and end
        else None,
        ended_because=_of(end.body.reason, end)
        if end and isinstance(end.body, e.SessionEnded)
        else None,
        client=of_opening(lambda o: o.client),
        session=of_opening(session_words),
        modality=of_opening(lambda o: MODALITY[o.modality]),
        location=of_opening(_client_location),
        callback=of_opening(_client_callback),
        support=of_opening(support_words),
        clinician=of_opening(clinician_words),
        credentials=of_opening(lambda o: o.credentials),
        prescriber=of_opening(lambda o: o.prescriber),
        born_on=of_opening(lambda o: long_date(o.born_on) if o.born_on else None),
        limits=of_opening(lambda o: limits_words(o.limits) if o.limits else None),
        contacts=tuple(
            Said(one_line(contact_words(one)), _ids(begin))
            for one in (opened.contacts if opened else ())
        ),
        present=_present(rows),
        consent=tuple(_tick(row, times) for row in ticks if _is_consent(row)),
        checks=tuple(
            _tick(row, times)
            for row in ticks
            if not _is_consent(row) and not _is_late_check(row, times)
        ),
        intention=_intention(rows),
        planned_dose=of_opening(planned_dose_words),
        baseline=_baseline_words(base, times),
        later_vitals=later,
        last_vitals=later[-1] if later else None,
        overrides_before=sentences(row for row in before if id(row) in over),
        overrides_after=sentences(row for row in after if id(row) in over),
        doses=tuple(_dose(row, times) for row in rows if isinstance(row.body, e.DoseTaken)),
        spat=_spat(rows, times, swallowed=False),
        swallowed=_spat(rows, times, swallowed=True),
        course=sentences(course),
        told=sentences(row for row in course if _quotes(row)),
        seen=sentences(row for row in course if not _quotes(row)),
        noted_before=sentences(row for row in noted if _is_before_dose(row, times)),
        noted_after=sentences(row for row in noted if not _is_before_dose(row, times)),
        account_before=sentences(
            row for row in before if isinstance(row.body, _ACCOUNT) and row.entry.id != base_id
        ),
        account_after=sentences(row for row in after if isinstance(row.body, _ACCOUNT)),
        touch=sentences(row for row in rows if isinstance(row.body, e.TouchAsked)),
        adverse=sentences(row for row in rows if isinstance(row.body, e.AdverseEvent)),
        readiness=tuple(
            _tick(row, times)
            for row in ticks
            if not _is_consent(row) and _is_late_check(row, times)
        )
        + tuple(_leaving(row, times) for row in rows if opened and _is_leaving(row, opened)),
        music=sentences(
            row for row in rows if isinstance(row.body, e.TrackStarted | e.MusicChanged)
        ),
        quotes=tuple(Said(words, _ids(row)) for row in rows for words in _quotes(row)),
        themes=tuple(Said(one.words_with_times, one.entries) for one in themes(rows, times)),
        questions=tuple(tr(one.words) for one in questions()),
    )


def sentence_of(record: Sequence[e.Entry[e.RecordBody]], entry_id: str) -> Said | None:
    """Return what one entry says as a sentence of a note; None where it does not stand."""
    rows = in_order(record_standing(record))
    found = (row for row in rows if row.entry.id == entry_id)
    return next(iter(_Sentences(session_times(record))(found)), None)


def one_line(text: str) -> str:
    """Return `text` on one line, each run of white space as one space."""
    return " ".join(text.split())


def baseline(readings: Sequence[_Row], times: SessionTimes) -> _Row | None:
    """Return the last reading before the first dose; None where there is none, or no dose."""
    before = [row for row in readings if _is_before_dose(row, times)]
    return before[-1] if before and times.first_dose_at is not None else None


def clinician_words(opened: e.SessionOpened) -> str | None:
    """Return who holds the session, with credentials; None where nobody is named."""
    name = clinician(opened)
    return with_credentials(name, opened.credentials) if name else None


def support_words(opened: e.SessionOpened) -> str | None:
    """Return the support person and their number."""
    told = [one_line(part) for part in (opened.support_person, opened.support_phone) if part]
    return ", ".join(told) or None


def present_words(rows: Iterable[_Row]) -> tuple[str, ...]:
    """Return everybody who was present at some time beside the client, with their role."""
    return tuple(_people(rows))


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


def _ids(*rows: _Row | None) -> tuple[str, ...]:
    """Return the ids of entries and of what amended them: together they say the present words."""
    found = [row for row in rows if row is not None]
    return tuple(
        one for row in found for one in (row.entry.id, *(by.entry_id for by in row.amended))
    )


def _people(rows: Iterable[_Row]) -> dict[str, tuple[str, ...]]:
    people: dict[str, tuple[str, ...]] = {}
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
        for name, role in told:
            words = f"{one_line(name)} ({role_words(one_line(role))})"
            people[words] = (*people.get(words, ()), *_ids(row))
    return people


def _present(rows: Iterable[_Row]) -> tuple[Said, ...]:
    return tuple(Said(words, ids) for words, ids in _people(rows).items())


def _is_before_dose(row: _Row, times: SessionTimes) -> bool:
    return times.first_dose_at is None or row.happened_at < times.first_dose_at


def _is_about_limits(row: _Row) -> bool:
    body = row.body
    return isinstance(body, e.LimitOverridden) or (
        isinstance(body, e.CueAnswered) and body.entry_id is not None
    )


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


def _quotes(row: _Row) -> tuple[str, ...]:
    if not isinstance(row.body, e.NoteTaken):
        return ()
    text = row.body.text
    return tuple(one_line(text[begin:end]) for begin, end in quoted(text))


def _intention(rows: Iterable[_Row]) -> Said | None:
    told = [row for row in rows if isinstance(row.body, e.IntentionSet)]
    return Said(_quote(_text(told[-1])), _ids(told[-1])) if told else None


def _text(row: _Row) -> str:
    body = row.body
    return body.text if isinstance(body, e.IntentionSet | e.NoteTaken) else ""


def _tick(row: _Row, times: SessionTimes) -> Said:
    words = one_line(record_words(row.body)).removesuffix(".")
    return Said(tr("{told}, at {time}.", told=words, time=_clock(row, times)), _ids(row))


def _is_leaving(row: _Row, opened: e.SessionOpened) -> bool:
    """Whether it is the client who left."""
    return isinstance(row.body, e.PersonLeft) and row.body.name == opened.client


def _leaving(row: _Row, times: SessionTimes) -> Said:
    """Return that the client left, and with whom where that was told (ui: Close, Leaves with)."""
    body = row.body
    assert isinstance(body, e.PersonLeft)
    escort = body.role.removeprefix(LEAVES_WITH)
    told = (
        tr("{name} left with {escort}", name=body.name, escort=role_words(escort))
        if escort != body.role
        else tr("{name} left", name=body.name)
    )
    return Said(tr("{told}, at {time}.", told=one_line(told), time=_clock(row, times)), _ids(row))


def _dose(row: _Row, times: SessionTimes) -> Said:
    body = row.body
    assert isinstance(body, e.DoseTaken)
    name = tr("Booster") if body.booster else tr("Dose")
    amount = dose_words(body.dose_mg, body.lozenges, body.lozenge_mg)
    told = tr(
        "{name}: {amount} {route} at {time}",
        name=name,
        amount=amount,
        route=ROUTE[body.route],
        time=_clock(row, times),
    )
    if body.hold_min is not None:
        told += tr(", to be held {minutes} minutes", minutes=body.hold_min)
    told += "."
    if body.reason:
        told += " " + tr("Reason: {reason}", reason=_stopped(body.reason))
    return Said(told, _ids(row))


def _spat(rows: Iterable[_Row], times: SessionTimes, *, swallowed: bool) -> tuple[Said, ...]:
    return tuple(
        Said(_clock(row, times), _ids(row))
        for row in rows
        if isinstance(row.body, e.Spat) and row.body.swallowed is swallowed
    )


def _clock(row: _Row, times: SessionTimes) -> str:
    return times.clock(row.happened_at, row.entry.utc_offset) + _marks(row, times)


def _marks(row: _Row, times: SessionTimes) -> str:
    """Return what is said beside a moment: nothing is back-dated and nothing changed unmarked."""
    told = []
    if row.is_late:
        told.append(
            tr("told later, at {time}", time=times.clock(row.entry.at, row.entry.utc_offset))
        )
    if row.amended:
        told.append(tr("amended"))
    return f" ({'; '.join(told)})" if told else ""


def _baseline_words(row: _Row | None, times: SessionTimes) -> Said | None:
    if row is None or not isinstance(row.body, e.VitalsTaken):
        return None
    told = tr("{told}, at {time}.", told=vitals.words(row.body.reading), time=_clock(row, times))
    return Said(one_line(f"{told} {how_taken(row.body)}"), _ids(row))


def _vitals_sentence(row: _Row, base: _Row | None, times: SessionTimes) -> Said:
    assert isinstance(row.body, e.VitalsTaken)
    told, rests_on = f"{_moment(row, times)}: {vitals.words(row.body.reading)}", [row]
    if base is not None and isinstance(base.body, e.VitalsTaken):
        names = ("{change}", tr("heart rate {rate}"), "SpO₂ {rate}", tr("respiratory rate {rate}"))
        moved = changes(row.body.reading, base.body.reading)
        parts = [
            name.format(change=change, rate=change)
            for name, change in zip(names, moved, strict=True)
            if change
        ]
        if parts:
            changed = tr("change from before the dose: {changes}", changes=", ".join(parts))
            told += f" ({changed})"
            rests_on.append(base)
    return Said(one_line(f"{told}. {how_taken(row.body)}"), _ids(*rests_on))


def _moment(row: _Row, times: SessionTimes) -> str:
    return times.course(row.happened_at, row.entry.utc_offset) + _marks(row, times)


class _Sentences:
    """Says rows as sentences, each once: the same row stands in several lists."""

    def __init__(self, times: SessionTimes) -> None:
        self._times = times
        self._said: dict[str, Said] = {}

    def __call__(self, rows: Iterable[_Row]) -> tuple[Said, ...]:
        return tuple(self._said.get(row.entry.id) or self._say(row) for row in rows)

    def _say(self, row: _Row) -> Said:
        words = f"{_moment(row, self._times)}: {_said(row, self._times)}"
        said = self._said[row.entry.id] = Said(words, _ids(row))
        return said


def _said(row: _Row, times: SessionTimes) -> str:
    if isinstance(row.body, e.NoteTaken):
        return _quote(row.body.text)
    words = log_words(row.body, lambda at: times.clock(at, row.entry.utc_offset))
    return one_line(words)


def _quote(text: str) -> str:
    told = one_line(text)
    is_quoted = len(told) > 1 and told[0] + told[-1] in _QUOTES and not set(told[1:-1]) & set('“”"')
    quote = told if is_quoted else f"“{told}”"
    return quote if quote[-2] in _STOPS else f"{quote}."


def _stopped(text: str) -> str:
    told = one_line(text)
    return told if told.endswith(_STOPS) else f"{told}."


def _of(text: str | None, *rows: _Row | None) -> Said | None:
    told = one_line(text) if text is not None else ""
    return Said(told, _ids(*rows)) if told else None


def _client_location(opened: e.SessionOpened) -> str | None:
    """Where a client at telehealth is; in person the practice's address is where all are."""
    return opened.location if opened.modality is e.Modality.TELEHEALTH else None


def _client_callback(opened: e.SessionOpened) -> str | None:
    return opened.callback if opened.modality is e.Modality.TELEHEALTH else None
