"""What is open before a dose, and which limits a reading passes: said plainly, never decided."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from kap_companion.language import tr
from kap_companion.session import entries as e
from kap_companion.session.checklists import Checklist
from kap_companion.session.cues import outside
from kap_companion.session.state import SessionState
from kap_companion.session.wording import milligrams


def missing_for_telehealth(state: SessionState) -> tuple[str, ...]:
    """Return which fields a telehealth dose still lacks (DOMAIN: Telehealth)."""
    opened = state.facts.opened
    if opened is None or opened.modality is not e.Modality.TELEHEALTH:
        return ()
    needed = {
        tr("the client's address for emergency services"): opened.location,
        tr("a call-back number"): opened.callback,
        tr("a support person in the home"): opened.support_person,
        tr("the support person's number"): opened.support_phone,
    }
    return tuple(words for words, value in needed.items() if not value)


def outside_limits(state: SessionState) -> tuple[str, ...]:
    """Return what of the latest reading passes the prescriber's limits, with their number."""
    opened, latest = state.facts.opened, state.latest_reading
    if opened is None or latest is None:
        return ()
    return outside(latest.reading, opened.limits)


def unanswered_limits(state: SessionState) -> tuple[str, ...]:
    """Return what of the latest reading passes a limit, where nobody answered or went on yet."""
    latest, facts = state.latest_reading, state.facts
    if latest is None or latest.entry_id in (facts.overridden, facts.limit_answered):
        return ()
    return outside_limits(state)


def asks_before_dose(
    state: SessionState, checklists: Sequence[Checklist], dose_mg: Decimal | None = None
) -> tuple[str, ...]:
    """Return what asks for a reason before a dose, a sentence each; a reason lets it go on.

    Checklists and telehealth's fields are asked about before the first dose alone; a `dose_mg` that
    departs from the plan or from the prescriber's range is asked about each time.
    """
    facts = state.facts
    told = [] if facts.doses else [*_open_items(state, checklists)]
    if dose_mg is not None and facts.opened is not None:
        told += _off_plan(state, facts.opened, dose_mg)
    return tuple(told)


def _open_items(state: SessionState, checklists: Sequence[Checklist]) -> list[str]:
    answers = state.facts.answers
    told = [
        tr("{title}: {item} is open.", title=tr(one.title), item=tr(item))
        for one in checklists
        if one.is_before_dose
        for item in one.items
        if not answers.get(item, False)
    ]
    missing = missing_for_telehealth(state)
    if missing:
        told.append(tr("Telehealth lacks {missing}.", missing=", ".join(missing)))
    return told


def _off_plan(state: SessionState, opened: e.SessionOpened, dose_mg: Decimal) -> list[str]:
    told = []
    planned, least, most = (
        opened.planned_dose_mg,
        opened.prescribed_from_mg,
        opened.prescribed_to_mg,
    )
    taken = sum((dose.dose_mg for dose in state.facts.doses), Decimal(0))
    if not taken and planned is not None and dose_mg != planned:
        told.append(
            tr(
                "{dose_mg} is not the planned {planned}.",
                dose_mg=milligrams(dose_mg),
                planned=milligrams(planned),
            )
        )
    by = opened.prescriber or tr("the prescriber")
    if most is not None and taken + dose_mg > most:
        told.append(
            tr(
                "{dose_mg} with the {taken} taken is over the {most} prescribed by {by}.",
                dose_mg=milligrams(dose_mg),
                taken=milligrams(taken),
                most=milligrams(most),
                by=by,
            )
            if taken
            else tr(
                "{dose_mg} is over the {most} prescribed by {by}.",
                dose_mg=milligrams(dose_mg),
                most=milligrams(most),
                by=by,
            )
        )
    elif least is not None and not taken and dose_mg < least:
        told.append(
            tr(
                "{dose_mg} is under the {least} prescribed by {by}.",
                dose_mg=milligrams(dose_mg),
                least=milligrams(least),
                by=by,
            )
        )
    return told
