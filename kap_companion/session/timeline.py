"""What a session's timeline shows: phases, doses, readings, notes, cues and music at their times.

A psychotherapy note has a type and a value of its own beside the record's timeline, which has no
place for one: what is drawn from a `RecordTimeline` alone, such as a document's figure, cannot
hold any.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Protocol, TypeVar, assert_never

from kap_companion.language import Worded, tr_later
from kap_companion.session import entries as e
from kap_companion.session.cues import CueKind, open_cues
from kap_companion.session.phases import WINDOW_PHASES, Phase, PhasePlan
from kap_companion.session.standing import Standing
from kap_companion.session.state import SessionState
from kap_companion.session.vitals import Reading

_LEAST = timedelta(minutes=1)
# A session over its plan grows by this much at a time, so that it does not move each second.
_BEYOND = timedelta(minutes=5)
_DUE: Worded[CueKind] = Worded(
    {
        CueKind.SPIT: tr_later("spit due"),
        CueKind.VITALS: tr_later("vitals due"),
        CueKind.CHECK_IN: tr_later("check-in due"),
        CueKind.RECHECK: tr_later("vitals again due"),
        CueKind.VITALS_AT_CLOSE: tr_later("closing vitals due"),
    }
)


class Sign(StrEnum):
    """What an entry of the record is, as far as its dot shows it."""

    NOTE = "note"
    MARK = "mark"
    DOSE = "dose"
    SPIT = "spit"
    VITALS = "vitals"
    ADVERSE = "adverse event"
    OTHER = "other"


class _Placed(Protocol):
    @property
    def at(self) -> datetime: ...

    @property
    def seq(self) -> int: ...

    @property
    def entry_id(self) -> str: ...


P = TypeVar("P", bound=_Placed)


@dataclass(frozen=True, slots=True)
class Dot:
    """An entry of the record at the time when it happened."""

    at: datetime
    seq: int
    entry_id: str
    sign: Sign


@dataclass(frozen=True, slots=True)
class PrivateDot:
    """A psychotherapy note at the time when it happened: for the session screen alone."""

    at: datetime
    seq: int
    entry_id: str


@dataclass(frozen=True, slots=True)
class ReadingTaken:
    """A set of vitals at its time."""

    at: datetime
    seq: int
    entry_id: str
    reading: Reading


@dataclass(frozen=True, slots=True)
class DoseTaken:
    """A dose at its time."""

    at: datetime
    seq: int
    entry_id: str
    dose_mg: Decimal
    is_booster: bool


@dataclass(frozen=True, slots=True)
class PhaseSeen:
    """A phase that the clinician marked."""

    at: datetime
    seq: int
    entry_id: str
    phase: Phase


@dataclass(frozen=True, slots=True)
class End:
    """That the session ended."""

    at: datetime
    seq: int
    entry_id: str


@dataclass(frozen=True, slots=True)
class Kept:
    """What a record keeps for its timeline, each in the order in which it happened.

    Struck entries are not among it; `opened_at` is when the session was opened.
    """

    opened: e.SessionOpened | None = None
    opened_at: datetime | None = None
    doses: tuple[DoseTaken, ...] = ()
    readings: tuple[ReadingTaken, ...] = ()
    seen: tuple[PhaseSeen, ...] = ()
    ends: tuple[End, ...] = ()
    dots: tuple[Dot, ...] = ()

    def after(self, row: Standing[e.RecordBody]) -> Kept:
        """Return what is kept once `row` was added, amended or struck."""
        found = _told(row)
        key = row.entry.id
        told = replace(
            self,
            doses=_after(self.doses, key, found.doses),
            readings=_after(self.readings, key, found.readings),
            seen=_after(self.seen, key, found.seen),
            ends=_after(self.ends, key, found.ends),
            dots=_after(self.dots, key, found.dots),
        )
        if found.opened is not None:
            told = replace(told, opened=found.opened, opened_at=found.opened_at)
        return told

    @property
    def ended_at(self) -> datetime | None:
        """When the session ended, None while it runs."""
        return self.ends[-1].at if self.ends else None


@dataclass(frozen=True, slots=True)
class PhaseSpan:
    """A phase from `begin` to `end`."""

    begin: datetime
    end: datetime
    phase: Phase


@dataclass(frozen=True, slots=True)
class MusicStretch:
    """A track from `begin` to `end`; `is_current` while it sounds."""

    begin: datetime
    end: datetime
    title: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class CueDue:
    """A silent reminder that waits for an act: since when, or from when on."""

    at: datetime
    words: str


@dataclass(frozen=True, slots=True)
class RecordTimeline:
    """The timeline of one record from `begin` to `end`; `now` parts the past from what is to come.

    What happened before its begin or after its end stands at its edge.
    """

    kept: Kept
    begin: datetime
    end: datetime
    now: datetime
    phases: tuple[PhaseSpan, ...]
    cues: tuple[CueDue, ...] = ()
    music: tuple[MusicStretch, ...] = ()

    @property
    def first_dose_at(self) -> datetime | None:
        """When the first dose was taken, from which minutes count."""
        return self.kept.doses[0].at if self.kept.doses else None


def sign_of(body: e.RecordBody) -> Sign | None:
    """Return what the dot of a body shows; None for what has none.

    None are the opening, checklists, music (it has blocks), paperwork and what came after signing.
    """
    match body:
        case e.NoteTaken():
            return Sign.NOTE
        case e.Marked():
            return Sign.MARK
        case e.DoseTaken():
            return Sign.DOSE
        case e.Spat():
            return Sign.SPIT
        case e.VitalsTaken():
            return Sign.VITALS
        case e.AdverseEvent():
            return Sign.ADVERSE
        case (
            e.LimitOverridden()
            | e.PhaseMarked()
            | e.TouchAsked()
            | e.PersonArrived()
            | e.PersonLeft()
            | e.CueAnswered()
            | e.ClockChanged()
            | e.SessionEnded()
        ):
            return Sign.OTHER
        case (
            e.SessionOpened()
            | e.ChecklistTicked()
            | e.IntentionSet()
            | e.EntryAmended()
            | e.EntryStruck()
            | e.EntryWithdrawn()
            | e.TrackStarted()
            | e.MusicChanged()
            | e.DraftSaved()
            | e.RecordSigned()
            | e.AddendumAdded()
            | e.BodyTakenOut()
        ):
            return None
        case _:
            assert_never(body)


def kept(rows: Iterable[Standing[e.RecordBody]]) -> Kept:
    """Return what the rows of a record keep for its timeline."""
    told = [_told(row) for row in rows]
    opening = next((one for one in told if one.opened is not None), Kept())
    return Kept(
        opening.opened,
        opening.opened_at,
        _sorted(dose for one in told for dose in one.doses),
        _sorted(reading for one in told for reading in one.readings),
        _sorted(phase for one in told for phase in one.seen),
        _sorted(end for one in told for end in one.ends),
        _sorted(dot for one in told for dot in one.dots),
    )


def private_dots(rows: Iterable[Standing[e.PrivateBody]]) -> tuple[PrivateDot, ...]:
    """Return the dots of a session's psychotherapy notes that stand, as they happened."""
    return _sorted(dot for row in rows for dot in _private_dot(row))


def private_dots_after(
    dots: tuple[PrivateDot, ...], row: Standing[e.PrivateBody]
) -> tuple[PrivateDot, ...]:
    """Return `dots` once `row` was added, amended or struck."""
    return _after(dots, row.entry.id, _private_dot(row))


def record_timeline(
    told: Kept,
    now: datetime,
    *,
    cues: Sequence[CueDue] = (),
    music: Sequence[MusicStretch] = (),
) -> RecordTimeline | None:
    """Return the timeline at `now`; None where no session was opened.

    It runs from the opening to the end. While the session runs, that is the planned end, the end of
    the window, or by five minutes at a time beyond now, whichever is last.
    """
    opened, begin, ended = told.opened, told.opened_at, told.ended_at
    if opened is None or begin is None:
        return None
    now = max(begin, min(now, ended) if ended is not None else now)
    if ended is not None:
        end = max(ended, begin + _LEAST)
    else:
        planned = begin + timedelta(minutes=opened.planned_minutes)
        window = told.doses[-1].at + opened.phases.window if told.doses else planned
        over = now - planned
        beyond = planned + (over // _BEYOND + 1) * _BEYOND if over >= timedelta(0) else planned
        end = max(planned, window, beyond)
    phases = tuple(_phases(told, opened.phases, begin, end))
    return RecordTimeline(told, begin, end, now, phases, tuple(cues), tuple(music))


def cues_due(state: SessionState, now: datetime) -> tuple[CueDue, ...]:
    """Return the reminders that wait for an act, soonest first."""
    return tuple(
        CueDue(cue.due_at, _DUE.get(cue.kind, cue.words.lower()))
        for cue in open_cues(state, now)
        if cue.asks
    )


# --- how it is done -----------------------------------------------------------------------------


def _told(row: Standing[e.RecordBody]) -> Kept:
    """Return what one row tells; nothing where it was struck."""
    if row.struck is not None:
        return Kept()
    body, at, seq, key = row.body, row.happened_at, row.entry.seq, row.entry.id
    sign = sign_of(body)
    dots = (Dot(at, seq, key, sign),) if sign is not None else ()
    match body:
        case e.SessionOpened():
            return Kept(opened=body, opened_at=at)
        case e.DoseTaken(dose_mg=dose_mg, booster=booster):
            return Kept(doses=(DoseTaken(at, seq, key, dose_mg, booster),), dots=dots)
        case e.VitalsTaken(reading=reading):
            return Kept(readings=(ReadingTaken(at, seq, key, reading),), dots=dots)
        case e.PhaseMarked(phase=phase):
            return Kept(seen=(PhaseSeen(at, seq, key, phase),), dots=dots)
        case e.SessionEnded():
            return Kept(ends=(End(at, seq, key),), dots=dots)
        case _:
            return Kept(dots=dots)


def _private_dot(row: Standing[e.PrivateBody]) -> tuple[PrivateDot, ...]:
    if row.struck is not None or not isinstance(row.body, e.PrivateNoteTaken):
        return ()
    return (PrivateDot(row.happened_at, row.entry.seq, row.entry.id),)


def _sorted(items: Iterable[P]) -> tuple[P, ...]:
    return tuple(sorted(items, key=_place))


def _after(items: tuple[P, ...], key: str, found: Sequence[P]) -> tuple[P, ...]:
    """Return `items` without those of `key`, and with `found` in their places."""
    if any(one.entry_id == key for one in items):
        items = tuple(one for one in items if one.entry_id != key)
    for one in found:
        index = bisect_right(items, _place(one), key=_place)
        items = (*items[:index], one, *items[index:])
    return items


def _place(one: _Placed) -> tuple[datetime, int]:
    return one.at, one.seq


def _phases(told: Kept, plan: PhasePlan, begin: datetime, end: datetime) -> Iterator[PhaseSpan]:
    """Return the phases between `begin` and `end`: each dose begins a new window."""
    doses = told.doses
    first = doses[0].at if doses else end
    if first > begin:
        yield PhaseSpan(begin, min(first, end), Phase.PREPARATION)
    for n, dose in enumerate(doses):
        until = min(doses[n + 1].at, end) if n + 1 < len(doses) else end
        marks = [one for one in told.seen if dose.at <= one.at < until]
        edges = {dose.at + plan.span(phase)[0] for phase in WINDOW_PHASES}
        edges |= {dose.at + plan.window, *(one.at for one in marks)}
        starts = sorted(edge for edge in edges if edge < until)
        phases = [(_phase_at(plan, dose.at, marks, at), at) for at in starts]
        begins = [next(same) for _, same in groupby(phases, key=itemgetter(0))]
        for (phase, start), (_, stop) in pairwise([*begins, (Phase.INTEGRATION, until)]):
            if stop > begin:
                yield PhaseSpan(max(start, begin), stop, phase)


def _phase_at(plan: PhasePlan, dose_at: datetime, marks: list[PhaseSeen], at: datetime) -> Phase:
    """Return the phase at `at` by the rule of `SessionState.phase`, for any moment of the past."""
    planned = plan.at(at - dose_at)
    latest = next((one for one in reversed(marks) if one.at <= at), None)
    if latest is None:
        return planned
    order = list(Phase)
    reach = max(latest.phase, plan.at(latest.at - dose_at), key=order.index)
    return latest.phase if order.index(planned) <= order.index(reach) else planned
