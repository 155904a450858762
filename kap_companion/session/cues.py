"""The silent reminders: what is next and what is due, computed from the state and the moment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from kap_companion.language import tr
from kap_companion.session.entries import Limits, Modality, SessionOpened
from kap_companion.session.phases import WINDOW_PHASES, Phase, hold_time, phase_words
from kap_companion.session.state import CHECK_IN, DoseGiven, SessionState
from kap_companion.session.vitals import Reading, beyond_words
from kap_companion.session.wording import cue_words

# A reading or an answer this long before a cue falls due still answers it (a preference).
EARLY_ENOUGH = timedelta(minutes=10)


# So slowly that nobody looks up for the change itself (a preference).
SHOWN_WITHIN = timedelta(seconds=60)


_SUPPORT_ROLES = ("support", "chaperone")


class CueKind(StrEnum):
    """What a cue asks for; its value is the key in the log and the session script."""

    SUPPORT = "support_person"
    SPIT = "spit"
    PHASE = "phase"
    VITALS = "vitals"
    CHECK_IN = CHECK_IN
    OUTSIDE_LIMITS = "limits"
    RECHECK = "recheck"
    VITALS_AT_CLOSE = "vitals_at_close"
    PLANNED_END = "planned_end"


@dataclass(frozen=True, slots=True)
class Cue:
    """A reminder: what, in words, and when it falls due."""

    kind: CueKind
    words: str
    due_at: datetime

    @property
    def asks(self) -> bool:
        """Whether it waits for an act; a phase and the planned end do not."""
        return self.kind not in (CueKind.PHASE, CueKind.PLANNED_END)


def open_cues(state: SessionState, now: datetime) -> tuple[Cue, ...]:
    """Return what is to come or due at `now`, soonest first; nothing once the session ended."""
    opened = state.facts.opened
    if opened is None or not state.is_running:
        return ()
    cues: list[Cue] = []
    if _awaits_support(state, opened):
        cues.append(_cue(CueKind.SUPPORT, state.facts.opened_at or now))
    passed = _passed_at(state, opened)
    if passed is not None:
        cues.append(_cue(CueKind.OUTSIDE_LIMITS, passed))
    recheck_at = state.facts.recheck_at
    if recheck_at is not None and not _answered(state, CueKind.RECHECK, recheck_at):
        cues.append(_cue(CueKind.RECHECK, recheck_at))
    planned_end = state.planned_end()
    if planned_end is not None:
        cues.append(_cue(CueKind.PLANNED_END, planned_end))
    latest, first = state.latest_dose, state.first_dose
    if latest is not None and first is not None:
        cues += _after_dose(state, opened, first, latest, now)
        window_ends = latest.at + opened.phases.window
        is_asked = opened.cues.vitals_at_close and not _read_since(state, window_ends)
        if planned_end is not None and is_asked:
            due = max(planned_end, window_ends)
            if not _answered(state, CueKind.VITALS_AT_CLOSE, latest.at):
                cues.append(_cue(CueKind.VITALS_AT_CLOSE, due))
    return tuple(sorted(cues, key=lambda cue: cue.due_at))


def due_share(state: SessionState, now: datetime) -> float:
    """Return how far what is due has come into view: 0 as it falls due, 1 after `SHOWN_WITHIN`.

    Only what waits for an act counts; where several do, the one that has waited longest.
    """
    due = (now - cue.due_at for cue in open_cues(state, now) if cue.asks)
    return min(1.0, max(0.0, max(due, default=timedelta(0)) / SHOWN_WITHIN))


def outside(reading: Reading, limits: Limits | None) -> tuple[str, ...]:
    """Return what in `reading` is not within the prescriber's limits, with the prescriber's number.

    Within means under the number for pressure and heart rate, at or over it for SpO2.
    """
    if limits is None:
        return ()
    told = []
    for name in ("systolic_mmhg", "diastolic_mmhg", "heart_rate_bpm"):
        value, limit = getattr(reading, name), getattr(limits, name)
        if value is not None and limit is not None and value >= limit:
            told.append(beyond_words(name, value, limit))
    spo2, least = reading.spo2_percent, limits.spo2_percent
    if spo2 is not None and least is not None and spo2 < least:
        told.append(beyond_words("spo2_percent", spo2, least))
    return tuple(told)


def _after_dose(
    state: SessionState,
    opened: SessionOpened,
    first: DoseGiven,
    latest: DoseGiven,
    now: datetime,
) -> list[Cue]:
    cues: list[Cue] = []
    plan = opened.phases
    held_until = latest.at + hold_time(plan, opened.cues)
    if latest.hold_min is not None:
        held_until = latest.at + timedelta(minutes=latest.hold_min)
    spat = state.facts.spat_at
    spat_it = spat is not None and spat >= latest.at
    if not spat_it and not _answered(state, CueKind.SPIT, latest.at):
        cues.append(_cue(CueKind.SPIT, held_until))
    after = timedelta(minutes=opened.cues.vitals_after_dose_min)
    answered = state.facts.cues_answered.get(CueKind.VITALS)
    for dose in state.facts.doses:
        due = dose.at + after
        done = answered is not None and answered >= due - EARLY_ENOUGH
        if not done and not _read_since(state, due - EARLY_ENOUGH):
            cues.append(_cue(CueKind.VITALS, due))
            break
    if opened.modality is Modality.TELEHEALTH:
        last = max(first.at, state.facts.cues_answered.get(CHECK_IN, first.at))
        due = last + timedelta(minutes=opened.cues.check_in_every_min)
        cues.append(_cue(CueKind.CHECK_IN, due))
    phase = state.phase(now)
    for ahead in WINDOW_PHASES[1:]:
        begins = latest.at + plan.span(ahead)[0]
        if begins > now and list(Phase).index(ahead) > list(Phase).index(phase):
            settle = tr("Settle into {phase}", phase=phase_words(ahead))
            cues.append(Cue(CueKind.PHASE, settle, begins))
            break
    return cues


def _awaits_support(state: SessionState, opened: SessionOpened) -> bool:
    """Say whether the support person, who comes some minutes before a telehealth dose, is to come.

    (DOMAIN: Telehealth.) After the dose the check-ins ask: there nothing may hide what is urgent.
    """
    if opened.modality is not Modality.TELEHEALTH or opened.cues.support_before_min is None:
        return False
    if state.facts.doses or CueKind.SUPPORT in state.facts.cues_answered:
        return False
    return not any(
        name == opened.support_person or _supports(role)
        for name, role in state.facts.present.items()
    )


def _supports(role: str) -> bool:
    """Whether a role, as it was typed in English or in the language spoken, is that of support."""
    typed = role.casefold()
    known = (*_SUPPORT_ROLES, tr("support person").casefold(), tr("chaperone").casefold())
    return any(word in typed for word in known)


def _passed_at(state: SessionState, opened: SessionOpened) -> datetime | None:
    """When the latest reading passed a limit, where nobody answered that yet.

    Before a dose nothing waits: taking it asks for the reason to go on.
    """
    latest, facts = state.latest_reading, state.facts
    if latest is None or not facts.doses:
        return None
    if latest.entry_id in (facts.overridden, facts.limit_answered):
        return None
    return latest.at if outside(latest.reading, opened.limits) else None


def _cue(kind: CueKind, due_at: datetime) -> Cue:
    return Cue(kind, cue_words(kind), due_at)


def _read_since(state: SessionState, since: datetime) -> bool:
    latest = state.latest_reading
    return latest is not None and latest.at >= since


def _answered(state: SessionState, kind: CueKind, since: datetime) -> bool:
    answered = state.facts.cues_answered.get(kind)
    return answered is not None and answered >= since
