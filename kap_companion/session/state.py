"""What is true of a session now: a pure fold of its record, O(1) for each entry told in its time.

The facts are a fold of the acts that stand, in the order in which they happened. An entry told as
it happens is the last of them and is one step. A late entry, an amendment or a strike changes an
earlier place, so the facts are folded anew from there on; notes, marks and music are not among the
acts.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import TypeAlias, assert_never

from pyrsistent import PMap, pmap

from kap_companion.session import entries as e
from kap_companion.session.codec import with_changes
from kap_companion.session.phases import WINDOW_PHASES, Phase
from kap_companion.session.trail import Trail
from kap_companion.session.vitals import Reading

CHECK_IN = "check_in"


@dataclass(frozen=True, slots=True)
class DoseGiven:
    """A dose that stands: `entry_id` names its entry."""

    entry_id: str
    at: datetime
    dose_mg: Decimal
    booster: bool
    hold_min: int | None = None
    route: e.Route = e.Route.SUBLINGUAL


@dataclass(frozen=True, slots=True)
class ReadingTaken:
    """A reading that stands: `entry_id` names its entry."""

    entry_id: str
    at: datetime
    reading: Reading


@dataclass(frozen=True, slots=True)
class Facts:
    """What the acts of a session say, folded in the order in which they happened."""

    opened: e.SessionOpened | None = None
    opened_at: datetime | None = None
    intention: str | None = None
    doses: Trail[DoseGiven] = field(default_factory=Trail)
    readings: Trail[ReadingTaken] = field(default_factory=Trail)
    baseline: ReadingTaken | None = None
    overridden: str | None = None
    limit_answered: str | None = None
    recheck_at: datetime | None = None
    spat_at: datetime | None = None
    swallowed: bool = False
    marked_phase: Phase | None = None
    marked_phase_at: datetime | None = None
    answers: PMap[str, bool] = field(default_factory=pmap)
    present: PMap[str, str] = field(default_factory=pmap)
    cues_answered: PMap[str, datetime] = field(default_factory=pmap)
    ended_at: datetime | None = None


_NOTHING = Facts()


@dataclass(frozen=True, slots=True)
class Act:
    """An act that the facts rest on, by its present words."""

    entry_id: str
    seq: int
    at: datetime
    body: ActBody


ActBody: TypeAlias = (
    e.SessionOpened
    | e.ChecklistTicked
    | e.IntentionSet
    | e.VitalsTaken
    | e.LimitOverridden
    | e.DoseTaken
    | e.Spat
    | e.PhaseMarked
    | e.PersonArrived
    | e.PersonLeft
    | e.CueAnswered
    | e.SessionEnded
)


@dataclass(frozen=True, slots=True)
class Step:
    """The latest act that stands and the facts after it; `before` is the step before it."""

    act: Act
    facts: Facts
    before: Step | None = field(compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class SessionState:
    """A session as its record has it so far."""

    latest: Step | None = None
    seq: int = 0
    last_at: datetime | None = None
    playing: e.TrackStarted | None = None
    draft: e.DraftSaved | None = None
    signed: e.RecordSigned | None = None
    signed_hash: str | None = None

    def after(self, entry: e.Entry[e.RecordBody]) -> SessionState:
        """Return the state after one more entry of the record."""
        state = replace(self, seq=entry.seq, last_at=entry.at)
        body = entry.body
        match body:
            case (
                e.SessionOpened()
                | e.ChecklistTicked()
                | e.IntentionSet()
                | e.VitalsTaken()
                | e.LimitOverridden()
                | e.DoseTaken()
                | e.Spat()
                | e.PhaseMarked()
                | e.PersonArrived()
                | e.PersonLeft()
                | e.CueAnswered()
                | e.SessionEnded()
            ):
                act = Act(entry.id, entry.seq, entry.happened_at, body)
                return replace(state, latest=_with(self.latest, act))
            case e.EntryAmended(target=target, changes=changes):
                known = _found(self.latest, target)
                if known is None:
                    return state
                amended = _with_changes(known, changes)
                return replace(state, latest=_with(_without(self.latest, known), amended))
            case e.EntryStruck(target=target) | e.EntryWithdrawn(target=target):
                if isinstance(body, e.EntryWithdrawn):
                    # The drafts saved so far went with it.
                    state = replace(state, draft=None)
                known = _found(self.latest, target)
                return (
                    state if known is None else replace(state, latest=_without(self.latest, known))
                )
            case e.TrackStarted():
                return replace(state, playing=body)
            case e.DraftSaved():
                return replace(state, draft=body)
            case e.RecordSigned():
                return replace(state, signed=body, signed_hash=entry.hash)
            case (
                e.NoteTaken()
                | e.Marked()
                | e.AdverseEvent()
                | e.TouchAsked()
                | e.MusicChanged()
                | e.ClockChanged()
                | e.AddendumAdded()
                | e.BodyTakenOut()
            ):
                return state
            case _:
                assert_never(body)

    @property
    def facts(self) -> Facts:
        """Return what the acts that stand say."""
        return self.latest.facts if self.latest is not None else _NOTHING

    @property
    def acts(self) -> tuple[Act, ...]:
        """Return the acts that stand, in the order in which they happened."""
        found, step = [], self.latest
        while step is not None:
            found.append(step.act)
            step = step.before
        return tuple(reversed(found))

    @property
    def first_dose(self) -> DoseGiven | None:
        """Return the dose from which the times of the session count."""
        return self.facts.doses[0] if self.facts.doses else None

    @property
    def latest_dose(self) -> DoseGiven | None:
        """Return the dose from which the window runs."""
        return self.facts.doses[-1] if self.facts.doses else None

    @property
    def latest_reading(self) -> ReadingTaken | None:
        """Return the newest reading."""
        return self.facts.readings[-1] if self.facts.readings else None

    @property
    def is_running(self) -> bool:
        """Whether the session was opened and not ended."""
        return self.facts.opened is not None and self.facts.ended_at is None

    @property
    def is_signed(self) -> bool:
        """Whether the record is closed but for addenda."""
        return self.signed is not None

    def since_dose(self, now: datetime) -> timedelta | None:
        """Return the time since the latest dose, never negative; None before the first."""
        return _since(self.latest_dose, now)

    def since_first_dose(self, now: datetime) -> timedelta | None:
        """Return the time since the first dose, never negative; None before it."""
        return _since(self.first_dose, now)

    def since_opening(self, now: datetime) -> timedelta:
        """Return how long the session has run, or ran if it is over."""
        begun = self.facts.opened_at
        until = min(now, self.facts.ended_at) if self.facts.ended_at else now
        return max(until - begun, timedelta(0)) if begun else timedelta(0)

    def window_left(self, now: datetime) -> timedelta | None:
        """Return what is left of the window, zero once it is over; None before the first dose."""
        since = self.since_dose(now)
        opened = self.facts.opened
        if since is None or opened is None:
            return None
        return max(opened.phases.window - since, timedelta(0))

    def planned_end(self) -> datetime | None:
        """Return when the session is planned to end: a plan, never a limit."""
        opened, begun = self.facts.opened, self.facts.opened_at
        return begun + timedelta(minutes=opened.planned_minutes) if opened and begun else None

    def phase(self, now: datetime) -> Phase:
        """Return the phase at `now`: the plan's, unless the clinician moved it.

        What the clinician marked holds until the plan comes to a phase that lies beyond both the
        marked one and the one that was planned when it was marked.
        """
        return self._phase_and_begin(now)[0]

    def since_phase(self, now: datetime) -> timedelta:
        """Return the time since the present phase began, never negative."""
        return max(now - self._phase_and_begin(now)[1], timedelta(0))

    def _phase_and_begin(self, now: datetime) -> tuple[Phase, datetime]:
        dose, opened = self.latest_dose, self.facts.opened
        begun = self.facts.opened_at or now
        if dose is None or opened is None:
            return Phase.PREPARATION, begun
        plan = opened.phases
        planned = plan.at(max(now - dose.at, timedelta(0)))
        marked, marked_at = self.facts.marked_phase, self.facts.marked_phase_at
        if marked is not None and marked_at is not None and dose.at <= marked_at <= now:
            reach = max(_rank(marked), _rank(plan.at(marked_at - dose.at)))
            if _rank(planned) <= reach:
                return marked, marked_at
        if planned in WINDOW_PHASES:
            return planned, dose.at + plan.span(planned)[0]
        return planned, dose.at + plan.window


def _rank(phase: Phase) -> int:
    return list(Phase).index(phase)


def _since(dose: DoseGiven | None, now: datetime) -> timedelta | None:
    return max(now - dose.at, timedelta(0)) if dose is not None else None


def _found(latest: Step | None, entry_id: str) -> Act | None:
    """Return the act of an entry, or None where it is none that stands: a note, a mark, music."""
    while latest is not None and latest.act.entry_id != entry_id:
        latest = latest.before
    return latest.act if latest is not None else None


def _with_changes(act: Act, changes: object) -> Act:
    body = with_changes(act.body, changes)  # type: ignore[arg-type]
    told: datetime | None = getattr(body, "happened_at", None)
    return replace(act, body=body, at=told or act.at)


def _with(latest: Step | None, act: Act) -> Step | None:
    """Put `act` in its place: the facts of what happened after it are folded anew."""
    after: list[Act] = []
    while latest is not None and (latest.act.at, latest.act.seq) > (act.at, act.seq):
        after.append(latest.act)
        latest = latest.before
    return _then(latest, (act, *reversed(after)))


def _without(latest: Step | None, act: Act) -> Step | None:
    """Take `act` out of its place."""
    after: list[Act] = []
    while latest is not None and latest.act.entry_id != act.entry_id:
        after.append(latest.act)
        latest = latest.before
    return _then(latest.before if latest is not None else None, reversed(after))


def _then(latest: Step | None, acts: Iterable[Act]) -> Step | None:
    for act in acts:
        facts = _told(latest.facts if latest is not None else _NOTHING, act)
        latest = Step(act, facts, latest)
    return latest


def _told(facts: Facts, act: Act) -> Facts:
    body = act.body
    match body:
        case e.SessionOpened():
            here = pmap({person.name: person.role for person in body.present})
            present = here.update(facts.present)
            return replace(facts, opened=body, opened_at=act.at, present=present)
        case e.ChecklistTicked():
            return replace(facts, answers=facts.answers.set(body.item, body.answer))
        case e.IntentionSet():
            return replace(facts, intention=body.text)
        case e.VitalsTaken():
            taken = ReadingTaken(act.entry_id, act.at, body.reading)
            baseline = facts.baseline if facts.doses else taken
            readings = facts.readings.append(taken)
            return replace(facts, readings=readings, baseline=baseline, recheck_at=None)
        case e.LimitOverridden():
            return replace(facts, overridden=body.reading_id)
        case e.DoseTaken():
            dose = DoseGiven(
                act.entry_id, act.at, body.dose_mg, body.booster, body.hold_min, body.route
            )
            return replace(facts, doses=facts.doses.append(dose))
        case e.Spat():
            return replace(facts, spat_at=act.at, swallowed=body.swallowed)
        case e.PhaseMarked():
            return replace(facts, marked_phase=body.phase, marked_phase_at=act.at)
        case e.PersonArrived():
            return replace(facts, present=facts.present.set(body.name, body.role))
        case e.PersonLeft():
            return replace(facts, present=facts.present.discard(body.name))
        case e.CueAnswered():
            facts = replace(facts, cues_answered=facts.cues_answered.set(body.cue, act.at))
            if body.entry_id is None:
                return facts
            again = body.again_in_min
            recheck_at = None if again is None else act.at + timedelta(minutes=again)
            return replace(facts, limit_answered=body.entry_id, recheck_at=recheck_at)
        case e.SessionEnded():
            return replace(facts, ended_at=act.at)
        case _:
            assert_never(body)
