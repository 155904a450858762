"""A client's course of treatment: what was done, is next, is overdue, and what supply is left.

It is a fold of the client's file and of their dosing sessions, and decides nothing: counts and
intervals are the practice's own (`course_plan`), and every due thing says what it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import Any, Generic, TypeVar, assert_never, cast

from kap_companion.session import entries as e
from kap_companion.session.clock import at_offset
from kap_companion.session.course_plan import CoursePlan
from kap_companion.session.dosing import DoseGlance, DosingSession
from kap_companion.session.standing import Correction, Standing

B_co = TypeVar("B_co", covariant=True)

PLANNED = "planned"
"""What a due thing rests on where the clinician set its day."""


class Step(StrEnum):
    """A step of the course, or what has to be seen to beside it."""

    CONSULTATION = "consultation"
    EVALUATION = "evaluation"
    PRESCRIPTION = "prescription"
    PREPARATION = "preparation"
    DOSING = "dosing"
    INTEGRATION = "integration"
    FOLLOW_UP = "follow_up"
    REFILL = "refill"
    MEASURE = "measure"


@dataclass(frozen=True, slots=True)
class Filed(Generic[B_co]):
    """An entry of the client's file in its present words; `written_on` by the clinician's day."""

    entry_id: str
    written_on: date
    body: B_co
    amended: tuple[Correction, ...] = ()


@dataclass(frozen=True, slots=True)
class Supply:
    """What of the prescribed lozenges is left, as far as prescriptions and doses say so.

    None where they do not: `uncounted` is how many of them say too little. `sessions_left` counts
    by the dosing sessions that a prescription is meant for. A number may be below zero: then more
    was taken than is on file.
    """

    lozenges: Decimal | None
    lozenge_mg: Decimal | None
    left_mg: Decimal | None
    sessions_left: int | None
    uncounted: int = 0
    is_outline: bool = False
    """Whether doses were not read: then nothing is said to be used up."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left, by the closest count there is."""
        if self.is_outline:
            return False
        for left in (self.lozenges, self.left_mg, self.sessions_left):
            if left is not None:
                return left <= 0
        return False


@dataclass(frozen=True, slots=True)
class Next:
    """The next step: the `number`-th of `of`, on the day that was set for it if there is one."""

    step: Step
    number: int = 1
    of: int | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Due:
    """Something that is or falls due: since or on which day, and why.

    `source` is the plan's key that says so, or PLANNED; `entries` are those it counts from.
    """

    step: Step
    on: date | None
    source: str
    entries: tuple[str, ...] = ()
    measure: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """What the meetings since the last dosing session hand to the next one."""

    intention: str | None = None
    themes: tuple[str, ...] = ()
    plan: str | None = None
    on: date | None = None
    meeting: e.MeetingKind | None = None

    @property
    def is_empty(self) -> bool:
        """Whether they hand on nothing."""
        return not (self.intention or self.themes or self.plan)


@dataclass(frozen=True, slots=True)
class Course:
    """A course as it stands on `today`; each part in the order of its days."""

    today: date
    plan: CoursePlan
    planned_dosing: int
    sessions: tuple[DosingSession, ...]
    meetings: tuple[Filed[e.MeetingHeld], ...]
    booked: tuple[Filed[e.MeetingPlanned], ...]
    prescriptions: tuple[Filed[e.PrescriptionGiven], ...]
    measures: tuple[Filed[e.MeasureTaken], ...]
    struck: int
    supply: Supply | None
    next: Next | None
    overdue: tuple[Due, ...]
    coming: tuple[Due, ...]

    @property
    def dosed(self) -> tuple[DosingSession, ...]:
        """The sessions in which a dose was taken."""
        return tuple(one for one in self.sessions if one.is_dosed)

    def held(self, kind: e.MeetingKind) -> int:
        """Return how many meetings of a kind took place."""
        return sum(one.body.meeting is kind for one in self.meetings)

    def measures_before(self, session: DosingSession) -> dict[str, Filed[e.MeasureTaken]]:
        """Return the latest measure of each scale since the session before and up to this one."""
        earlier = [one.day for one in self.sessions if (one.day, one.number) < _place(session)]
        since = max(earlier, default=date.min)
        found: dict[str, Filed[e.MeasureTaken]] = {}
        for one in self.measures:
            told = one.body
            is_its_own = told.session_id == session.id
            if told.session_id is not None and not is_its_own:
                continue
            if is_its_own or since < told.on <= session.day:
                found[told.measure] = one
        return found

    def series(self, measure: str) -> tuple[Filed[e.MeasureTaken], ...]:
        """Return every measure of one scale, in the order of its days."""
        return tuple(one for one in self.measures if one.body.measure == measure)


def course(
    file: Iterable[Standing[e.ClientBody]],
    sessions: Sequence[DosingSession],
    plan: CoursePlan,
    today: date,
    planned_sessions: int | None = None,
) -> Course:
    """Return the course that a client's file and dosing sessions tell, as it stands on `today`.

    `planned_sessions` is how many dosing sessions the client's file plans; else the plan's most.
    """
    held: list[Filed[e.MeetingHeld]] = []
    planned: list[Filed[e.MeetingPlanned]] = []
    given: list[Filed[e.PrescriptionGiven]] = []
    taken: list[Filed[e.MeasureTaken]] = []
    struck = 0
    for row in file:
        if row.struck is not None:
            struck += 1
            continue
        match row.body:
            case e.MeetingHeld():
                held.append(_filed(row))
            case e.MeetingPlanned():
                planned.append(_filed(row))
            case e.PrescriptionGiven():
                given.append(_filed(row))
            case e.MeasureTaken():
                taken.append(_filed(row))
            case e.ClientSaved() | e.LimitsGiven() | e.ClientEntryAmended() | e.ClientEntryStruck():
                pass
            case _:
                assert_never(row.body)
    ordered = tuple(sorted(sessions, key=_place))
    meetings = tuple(sorted(held, key=lambda one: one.body.on))
    prescriptions = tuple(sorted(given, key=lambda one: one.body.given_on))
    measures = tuple(sorted(taken, key=lambda one: one.body.on))
    told = _Told(
        plan=plan,
        today=today,
        planned_dosing=planned_sessions or plan.dosing.most,
        sessions=ordered,
        meetings=meetings,
        booked=_booked(planned, meetings, ordered),
        prescriptions=prescriptions,
        measures=measures,
        supply=_supply(prescriptions, ordered, plan),
    )
    return Course(
        today=today,
        plan=plan,
        planned_dosing=told.planned_dosing,
        sessions=ordered,
        meetings=meetings,
        booked=told.booked,
        prescriptions=prescriptions,
        measures=measures,
        struck=struck,
        supply=told.supply,
        next=_next(told),
        overdue=tuple(sorted(_overdue(told), key=_day_of)),
        coming=tuple(sorted(_coming(told), key=_day_of)),
    )


def carried(told: Course) -> Carried:
    """Return what the meetings since the last dosing session hand to the next one.

    The latest that says it counts; themes are gathered from all of them, each once.
    """
    since = told.dosed[-1].day if told.dosed else date.min
    kinds = (e.MeetingKind.PREPARATION, e.MeetingKind.INTEGRATION, e.MeetingKind.CONSULTATION)
    meetings = [
        one.body for one in told.meetings if one.body.on >= since and one.body.meeting in kinds
    ]
    if not meetings:
        return Carried()
    last = meetings[-1]
    return Carried(
        intention=next((one.intention for one in reversed(meetings) if one.intention), None),
        themes=tuple(dict.fromkeys(theme for one in meetings for theme in one.themes)),
        plan=next((one.plan for one in reversed(meetings) if one.plan), None),
        on=last.on,
        meeting=last.meeting,
    )


def offered_themes(told: Course) -> tuple[str, ...]:
    """Return what the last dosing session offers to the integration of it: marks and quotes."""
    return told.dosed[-1].themes if told.dosed else ()


# --- how it is done -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    plan: CoursePlan
    today: date
    planned_dosing: int
    sessions: tuple[DosingSession, ...]
    meetings: tuple[Filed[e.MeetingHeld], ...]
    booked: tuple[Filed[e.MeetingPlanned], ...]
    prescriptions: tuple[Filed[e.PrescriptionGiven], ...]
    measures: tuple[Filed[e.MeasureTaken], ...]
    supply: Supply | None

    @property
    def dosed(self) -> list[DosingSession]:
        return [one for one in self.sessions if one.is_dosed]

    def held(self, kind: e.MeetingKind) -> list[Filed[e.MeetingHeld]]:
        return [one for one in self.meetings if one.body.meeting is kind]


def _filed(row: Standing[Any]) -> Filed[Any]:
    written = at_offset(row.entry.at, row.entry.utc_offset).date()
    return Filed(row.entry.id, written, row.body, row.amended)


def _place(session: DosingSession) -> tuple[date, int]:
    return session.day, session.number


def _day_of(due: Due) -> date:
    return due.on or date.max


def _booked(
    planned: Sequence[Filed[e.MeetingPlanned]],
    meetings: Sequence[Filed[e.MeetingHeld]],
    sessions: Sequence[DosingSession],
) -> tuple[Filed[e.MeetingPlanned], ...]:
    """Return what is planned and was not held since: of each kind the one that was set last.

    A meeting fulfils a plan where it took place on its day or later, or on any day after the one
    on which the plan was made (it was brought forward).
    """
    latest: dict[e.MeetingKind, Filed[e.MeetingPlanned]] = {}
    for one in planned:
        latest[one.body.meeting] = one
    still = []
    for kind, plan in latest.items():
        days = [one.body.on for one in meetings if one.body.meeting is kind]
        if kind is e.MeetingKind.DOSING:
            days += [one.day for one in sessions]
        if not any(day >= plan.body.on or day > plan.written_on for day in days):
            still.append(plan)
    return tuple(sorted(still, key=lambda one: one.body.on))


def _supply(
    given: Sequence[Filed[e.PrescriptionGiven]],
    sessions: Sequence[DosingSession],
    plan: CoursePlan,
) -> Supply | None:
    if not given:
        return None
    bodies = [one.body for one in given]
    counted = [one for one in bodies if one.lozenges is not None]
    since = [one for one in sessions if one.is_dosed and one.day >= bodies[0].given_on]
    doses = [dose for one in since for dose in one.doses]
    strengths = {one.lozenge_mg for one in counted if one.lozenge_mg is not None}
    strength = strengths.pop() if len(strengths) == 1 else None
    taken = [_lozenges(dose, strength) for dose in doses]
    untold = sum(not one.doses for one in since)
    uncounted = len(bodies) - len(counted) + sum(one is None for one in taken) + untold
    in_mg = [
        one.lozenges * one.lozenge_mg
        for one in counted
        if one.lozenges is not None and one.lozenge_mg is not None
    ]
    lozenges = left_mg = None
    if not uncounted:
        lozenges = sum((one.lozenges or Decimal(0) for one in counted), Decimal(0))
        lozenges -= sum((one or Decimal(0) for one in taken), Decimal(0))
    if len(in_mg) == len(bodies) and not untold:
        left_mg = sum(in_mg, Decimal(0)) - sum((dose.dose_mg for dose in doses), Decimal(0))
    meant = [
        one.sessions
        if one.sessions is not None
        else (plan.first_supply_sessions if n == 0 and not one.is_refill else None)
        for n, one in enumerate(bodies)
    ]
    left = None if None in meant else sum(cast("list[int]", meant)) - len(since)
    return Supply(lozenges, strength, left_mg, left, uncounted, is_outline=untold > 0)


def _lozenges(dose: DoseGlance, strength: Decimal | None) -> Decimal | None:
    if dose.lozenges is not None:
        return dose.lozenges
    return dose.dose_mg / strength if strength else None


def _next(told: _Told) -> Next | None:
    plan, dosed = told.plan, len(told.dosed)
    kinds = e.MeetingKind
    integrated = len(told.held(kinds.INTEGRATION))
    if not dosed:
        has_later = bool(told.prescriptions or told.held(kinds.PREPARATION))
        is_seen = bool(told.held(kinds.CONSULTATION))
        is_evaluated = bool(told.held(kinds.EVALUATION))
        if not is_seen and not is_evaluated and not has_later:
            return _on(told, Next(Step.CONSULTATION))
        if not is_evaluated and not has_later:
            return _on(told, Next(Step.EVALUATION))
        if not told.prescriptions:
            return Next(Step.PRESCRIPTION)
        prepared = len(told.held(kinds.PREPARATION))
        if prepared < plan.preparation.least:
            return _on(told, Next(Step.PREPARATION, prepared + 1, plan.preparation.most))
        return _on(told, Next(Step.DOSING, 1, told.planned_dosing))
    last = told.dosed[-1]
    is_integrated = any(one.body.on >= last.day for one in told.held(kinds.INTEGRATION))
    if not is_integrated:
        return _on(told, Next(Step.INTEGRATION, integrated + 1, plan.integration.most))
    if dosed < told.planned_dosing:
        return _on(told, Next(Step.DOSING, dosed + 1, told.planned_dosing))
    if integrated < min(plan.integration.least, told.planned_dosing):
        return _on(told, Next(Step.INTEGRATION, integrated + 1, plan.integration.most))
    return None


def _on(told: _Told, step: Next) -> Next:
    for one in told.booked:
        if one.body.meeting.value == step.step.value:
            return Next(step.step, step.number, step.of, one.body.on)
    return step


def _overdue(told: _Told) -> Iterable[Due]:
    today = told.today
    for one in told.booked:
        if one.body.on < today:
            yield Due(Step(one.body.meeting.value), one.body.on, PLANNED, (one.entry_id,))
    follow_up = _follow_up(told)
    if follow_up is not None and follow_up.on is not None and follow_up.on < today:
        yield follow_up
    yield from _after_dosing(told)
    supply = told.supply
    if supply is not None and supply.is_empty and len(told.dosed) < told.planned_dosing:
        ids = tuple(one.entry_id for one in told.prescriptions)
        yield Due(Step.REFILL, None, "first_supply_sessions", ids)


def _coming(told: _Told) -> Iterable[Due]:
    for one in told.booked:
        if one.body.on >= told.today:
            yield Due(Step(one.body.meeting.value), one.body.on, PLANNED, (one.entry_id,))
    follow_up = _follow_up(told)
    if follow_up is not None and follow_up.on is not None and follow_up.on >= told.today:
        yield follow_up


def _follow_up(told: _Told) -> Due | None:
    """Return when the prescriber is to be seen again: a quarter after they were seen last."""
    kinds = (e.MeetingKind.EVALUATION, e.MeetingKind.FOLLOW_UP)
    seen = [(one.body.on, one.entry_id) for one in told.meetings if one.body.meeting in kinds]
    if not seen:
        seen = [(one.body.given_on, one.entry_id) for one in told.prescriptions[:1]]
    if not seen:
        seen = [(one.day, one.id) for one in told.dosed[:1]]
    if not seen or (not told.dosed and not told.prescriptions):
        return None
    day, entry_id = max(seen)
    on = day + timedelta(days=told.plan.follow_up_every_days)
    return Due(Step.FOLLOW_UP, on, "follow_up_every_days", (entry_id,))


def _after_dosing(told: _Told) -> Iterable[Due]:
    """Return what has not been done in time after the last dosing session."""
    if not told.dosed:
        return
    last, plan, today = told.dosed[-1], told.plan, told.today
    if last.is_running:
        return
    by = last.day + timedelta(days=plan.integration_within_days)
    kind = e.MeetingKind.INTEGRATION
    is_integrated = any(one.body.on >= last.day for one in told.held(kind))
    is_booked = any(one.body.meeting is kind for one in told.booked)
    if by < today and not is_integrated and not is_booked:
        yield Due(Step.INTEGRATION, by, "integration_within_days", (last.id,))
    asked_by = last.day + timedelta(days=plan.measure_within_days)
    for key in plan.measures:
        is_asked = any(one.body.measure == key and one.body.on >= last.day for one in told.measures)
        if asked_by < today and not is_asked:
            yield Due(Step.MEASURE, asked_by, "measure_within_days", (last.id,), key)
