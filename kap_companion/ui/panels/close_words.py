"""What the close shows, in words: what is open before the end, and how the session stands."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

from kap_companion.session.checklists import Checklist
from kap_companion.session.cues import CueKind, open_cues
from kap_companion.session.state import ReadingTaken, SessionState
from kap_companion.session.wording import hours_minutes, milligrams
from kap_companion.ui.words import tr, trn

Wall = Callable[[datetime], str]
"""Says a moment as the clinician's clock shows it."""

_MINUTE = timedelta(minutes=1)


def open_at_close(
    state: SessionState, now: datetime, checklists: Sequence[Checklist]
) -> tuple[str, ...]:
    """Return what of readiness and vitals is open, a sentence each."""
    told: list[str] = []
    items = [
        item
        for one in checklists
        if not one.is_before_dose
        for item in one.items
        if not state.facts.answers.get(item, False)
    ]
    if items:
        told.append(trn("“{item}” is open.", "{n} items are open.", len(items), item=tr(items[0])))
    if state.first_dose is not None and lacks_vitals_at_close(state, now):
        told.append(tr("No vitals at the close."))
    return tuple(told)


def asks_before_end(
    state: SessionState, now: datetime, checklists: Sequence[Checklist]
) -> tuple[str, ...]:
    """Return what is open before the end or makes it early; a reason lets it go on."""
    told = open_at_close(state, now, checklists)
    planned = state.planned_end()
    left = planned - now if planned is not None else timedelta(0)
    if left < _MINUTE:
        return told
    return (*told, tr("The planned end is in {minutes} min.", minutes=int(left / _MINUTE)))


def lacks_vitals_at_close(state: SessionState, now: datetime) -> bool:
    """Whether the cue for the vitals at the close is still unanswered."""
    return any(cue.kind is CueKind.VITALS_AT_CLOSE for cue in open_cues(state, now))


def reading_at_close(state: SessionState) -> ReadingTaken | None:
    """Return the latest reading after the first dose, None where there is none."""
    latest, first = state.latest_reading, state.first_dose
    if latest is None or first is None or latest.at < first.at or latest == state.facts.baseline:
        return None
    return latest


def course_rows(state: SessionState, now: datetime, wall: Wall) -> tuple[tuple[str, str], ...]:
    """Return the session in a few rows: opened, doses, spat, how long, planned end, ended."""
    facts = state.facts
    if facts.opened is None or facts.opened_at is None:
        return ()
    rows = [(tr("Opened"), wall(facts.opened_at))]
    for dose in facts.doses:
        name = tr("Booster") if dose.booster else tr("Dose")
        rows.append(
            (name, tr("{dose} at {time}", dose=milligrams(dose.dose_mg), time=wall(dose.at)))
        )
    if facts.spat_at is not None:
        rows.append((tr("Swallowed") if facts.swallowed else tr("Spat"), wall(facts.spat_at)))
    planned = state.planned_end()
    if planned is not None:
        rows.append((tr("Planned end"), wall(planned)))
    if facts.ended_at is not None:
        rows.append((tr("Ended"), wall(facts.ended_at)))
    planned_length = hours_minutes(timedelta(minutes=facts.opened.planned_minutes))
    rows.append(
        (
            tr("Length"),
            tr(
                "{passed} of {planned}",
                passed=hours_minutes(state.since_opening(now)),
                planned=planned_length,
            ),
        )
    )
    return tuple(rows)


def end_head(state: SessionState, now: datetime, wall: Wall) -> str:
    """Return the one line above the end: when it is planned, or when it was."""
    ended, planned = state.facts.ended_at, state.planned_end()
    if ended is not None:
        return tr("Ended at {time}", time=wall(ended))
    if planned is None:
        return ""
    minutes = int(abs(planned - now) / _MINUTE)
    if planned > now:
        return (
            tr("{minutes} min to the planned end", minutes=minutes)
            if minutes
            else tr("The planned end is now")
        )
    return (
        tr("{minutes} min over the plan", minutes=minutes)
        if minutes
        else tr("The planned end is now")
    )
