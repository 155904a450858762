"""The emergency card: what an operator asks, in the order they ask it, in sentences read aloud."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from kap_companion.language import tr, tr_later, trn
from kap_companion.session import entries as e
from kap_companion.session import vitals
from kap_companion.session.cues import outside
from kap_companion.session.standing import Standing
from kap_companion.session.state import SessionState
from kap_companion.session.wording import (
    ROUTE,
    adverse_event_words,
    milligrams,
    role_words,
    sentence,
)

NOT_RECORDED = tr_later("not recorded")
# The person at the telephone reads out what is newest; more would be read past.
_MOST_EVENTS = 3


@dataclass(frozen=True, slots=True)
class CardLine:
    """One line of the card: its heading, its words, and whether something is missing there."""

    heading: str
    words: str
    is_missing: bool = False


@dataclass(frozen=True, slots=True)
class EmergencyCard:
    """The whole card; `aloud` is the same in one run of sentences to be read to an operator."""

    lines: tuple[CardLine, ...]
    aloud: str


def emergency_card(
    state: SessionState, rows: Iterable[Standing[Any]], now: datetime
) -> EmergencyCard:
    """Return the card of a session as its record has it at `now`; it needs no network and no key.

    `rows` are the session's as they stand; psychotherapy notes among them are passed by.
    """
    opened = state.facts.opened
    lines = [
        _line(tr("Address"), opened.location if opened else None),
        _line(tr("Call back"), opened.callback if opened else None),
        *_who(opened, now),
        _line(tr("Taken"), _taken(state, now)),
        _line(tr("Last vitals"), _vitals(state, opened, now)),
        *_events(rows, now),
        *_people(state, opened),
    ]
    aloud = [f"{line.heading}: {sentence(line.words)}" for line in lines if not line.is_missing]
    return EmergencyCard(tuple(lines), " ".join(aloud))


def ago(since: timedelta) -> str:
    """Return how long ago in words that are read aloud: '1 hour 5 minutes ago'."""
    minutes = max(0, int(since / timedelta(minutes=1)))
    hours, minutes = divmod(minutes, 60)
    told = [trn("1 hour", "{n} hours", hours)] if hours else []
    if minutes or not hours:
        told.append(trn("1 minute", "{n} minutes", minutes))
    return tr("{time} ago", time=" ".join(told))


def _line(heading: str, words: str | None) -> CardLine:
    told = " ".join((words or "").split())
    return CardLine(heading, told or tr(NOT_RECORDED), is_missing=not told)


def _who(opened: e.SessionOpened | None, now: datetime) -> Iterable[CardLine]:
    if opened is None:
        return
    told = [opened.client]
    if opened.born_on is not None:
        today = now.date()
        had = (today.month, today.day) < (opened.born_on.month, opened.born_on.day)
        told.append(tr("{years} years old", years=today.year - opened.born_on.year - had))
    yield _line(tr("Client"), ", ".join(told))


def _taken(state: SessionState, now: datetime) -> str:
    doses = [
        tr(
            "ketamine {dose} {route}, {ago}",
            dose=milligrams(dose.dose_mg),
            route=ROUTE[dose.route],
            ago=ago(now - dose.at),
        )
        for dose in state.facts.doses
    ]
    if doses and state.facts.swallowed:
        doses.append(tr("the lozenge was swallowed, not spat out"))
    return "; ".join(doses) or tr("no dose was taken in this session")


def _vitals(state: SessionState, opened: e.SessionOpened | None, now: datetime) -> str | None:
    latest = state.latest_reading
    if latest is None:
        return None
    told = [f"{vitals.words(latest.reading)}, {ago(now - latest.at)}"]
    told += outside(latest.reading, opened.limits if opened else None)
    baseline = state.facts.baseline
    if baseline is not None and baseline.entry_id != latest.entry_id:
        told.append(tr("before the dose {reading}", reading=vitals.words(baseline.reading)))
    return "; ".join(told)


def _events(rows: Iterable[Standing[Any]], now: datetime) -> Iterable[CardLine]:
    events = [row for row in rows if isinstance(row.body, e.AdverseEvent) and row.struck is None]
    for row in sorted(events, key=lambda row: row.happened_at)[-_MOST_EVENTS:]:
        event = adverse_event_words(row.body.what, row.body.severity)
        told = f"{event}, {ago(now - row.happened_at)}"
        yield _line(tr("Happened"), f"{told}; {row.body.action}" if row.body.action else told)


def _people(state: SessionState, opened: e.SessionOpened | None) -> Iterable[CardLine]:
    here = [f"{name} ({role_words(role)})" for name, role in sorted(state.facts.present.items())]
    if here:
        yield _line(tr("Here"), ", ".join(here))
    if opened is None:
        return
    if opened.support_person:
        told = [
            opened.support_person,
            opened.support_phone or tr("number not recorded"),
        ]
        yield _line(tr("Support person"), ", ".join(told))
    yield _line(tr("Prescriber"), opened.prescriber)
    for contact in opened.contacts:
        kind = tr(contact.kind)
        kind = kind[:1].upper() + kind[1:]
        yield _line(kind, ", ".join(part for part in (contact.name, contact.phone) if part))
