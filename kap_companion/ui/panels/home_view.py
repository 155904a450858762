"""What Home says, as plain facts: counted from clients and session rows, knowing no widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import Enum

from kap_companion.companion import Companion
from kap_companion.language import day_of_month_words, short_day_words
from kap_companion.session.cues import open_cues
from kap_companion.session.entries import Modality
from kap_companion.session.marks import MARKS
from kap_companion.session.phases import Phase
from kap_companion.session.wording import elapsed
from kap_companion.ui.kept_words import kept
from kap_companion.ui.times import since_what, time_words
from kap_companion.ui.words import tr, tr_later, trn
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.search import Hit, holds
from kap_companion.vault.summary import Held, SessionRow, Sessions
from kap_companion.vault.vault import Vault

Local = Callable[[datetime], datetime]
"""Turns a moment into the clinician's own time."""


_MOST_TO_SIGN = 100
_MORE_THAN_A_DAY = timedelta(hours=52)


class Stage(Enum):
    """How far a session has come."""

    RUNNING = tr_later("not ended")
    TO_SIGN = tr_later("to sign")
    SIGNED = tr_later("signed")


@dataclass(frozen=True, slots=True)
class Glance:
    """A session at a glance, in the clinician's own time."""

    id: str
    client_id: str
    client: str
    number: int
    planned: int | None
    opened_at: datetime
    last_at: datetime
    ended_at: datetime | None
    signed_at: datetime | None
    is_telehealth: bool
    is_dosed: bool

    @property
    def stage(self) -> Stage:
        """How far it has come."""
        return _stage(self.ended_at, self.signed_at)

    @property
    def name(self) -> str:
        """What it is called: 'Session 3 of 8'."""
        if self.planned:
            return tr("Session {number} of {planned}", number=self.number, planned=self.planned)
        return tr("Session {number}", number=self.number)


@dataclass(frozen=True, slots=True)
class Course:
    """A client and how far their course has come; `sessions_held` is None before the first one."""

    file: ClientFile
    sessions_held: Held | None
    local: Local = field(compare=False, repr=False)
    read: Callable[[], tuple[Glance, ...]] = field(compare=False, repr=False)

    @property
    def held(self) -> int:
        """How many sessions there were."""
        return self.sessions_held.sessions if self.sessions_held else 0

    @property
    def dosed(self) -> int:
        """How many of them with a dose."""
        return self.sessions_held.dosed if self.sessions_held else 0

    @property
    def is_running(self) -> bool:
        """Whether one of them has not been ended."""
        return self.sessions_held is not None and self.sessions_held.unended > 0

    @property
    def last_opened_at(self) -> datetime | None:
        """When the last one was opened, in the clinician's own time."""
        return self.local(self.sessions_held.last_opened_at) if self.sessions_held else None

    @property
    def last_stage(self) -> Stage | None:
        """How far the last one has come."""
        held = self.sessions_held
        return _stage(held.last_ended_at, held.last_signed_at) if held else None

    @property
    def sessions(self) -> tuple[Glance, ...]:
        """Read the client's sessions, newest first."""
        return self.read()

    @property
    def words(self) -> str:
        """How far the course has come: 'Dosing 3 of 8'."""
        planned = self.file.planned_sessions
        if self.dosed and planned:
            return tr("Dosing {number} of {planned}", number=self.dosed, planned=planned)
        if self.dosed:
            return tr("Dosing {number}", number=self.dosed)
        if self.is_running:
            return tr("Before the first dose")
        return tr("{planned} planned", planned=planned) if planned else tr("No session yet")


@dataclass(frozen=True, slots=True)
class Day:
    """All that Home shows of the day; of what waits to be signed, those that wait longest."""

    now: datetime
    unended: Glance | None
    today: tuple[Glance, ...]
    to_sign: tuple[Glance, ...]
    more_to_sign: int
    courses: tuple[Course, ...]


def look_at_day(
    clients: Sequence[ClientFile], sessions: Sessions, now: datetime, local: Local
) -> Day:
    """Return the day as it stands at `now`, local time.

    The sessions are counted where they are kept, and only those that are shown are read: there may
    be ten thousand.
    """
    files = {client.id: client for client in clients}

    def glances(rows: Iterable[SessionRow]) -> tuple[Glance, ...]:
        return tuple(_glance(row, files.get(row.client_id), local) for row in rows)

    def course(file: ClientFile, held: Held | None) -> Course:
        return Course(file, held, local, lambda: glances(sessions.of_client(file.id)))

    held = sessions.by_client()
    courses = [course(file, held.get(file.id)) for file in clients]
    running = glances(sessions.unended()[:1])
    waiting, to_sign = sessions.to_sign(_MOST_TO_SIGN)
    # Whatever the offsets are, no moment of today lies further away.
    around = glances(sessions.opened_between(now - _MORE_THAN_A_DAY, now + _MORE_THAN_A_DAY))
    today = [one for one in around if one.opened_at.date() == now.date()]
    return Day(
        now=now,
        unended=running[0] if running else None,
        today=tuple(sorted(today, key=lambda one: one.opened_at)),
        to_sign=glances(waiting),
        more_to_sign=to_sign - len(waiting),
        courses=tuple(sorted(courses, key=lambda one: not one.is_running)),
    )


def codes_of(rows: Iterable[SessionRow], day: Day) -> Mapping[str, str]:
    """Return the client's code, as it is now, by session id."""
    codes = {one.file.id: one.file.code for one in day.courses}
    return {row.id: codes.get(row.client_id, row.client) for row in rows}


def found(vault: Vault, words: str, day: Day | None) -> tuple[list[Hit], Mapping[str, str]]:
    """Return what the records hold of `words`, and the codes of its clients by session id."""
    if day is None or not words.strip():
        return [], {}
    by_entry = {hit.entry_id: hit for hit in vault.search.record(words)}
    # A mark is kept in English, and may be looked for as the window says it.
    for mark in MARKS:
        if kept(mark) != mark and holds(kept(mark), words):
            marked = (hit for hit in vault.search.record(mark) if hit.snippet == mark)
            by_entry |= {hit.entry_id: hit for hit in marked}
    newest_first = sorted(by_entry.values(), key=lambda hit: hit.at, reverse=True)
    hits = [
        replace(hit, snippet=kept(hit.snippet)) if hit.snippet in MARKS else hit
        for hit in newest_first
    ]
    return hits, codes_of(vault.sessions.known({hit.session_id for hit in hits}), day)


def meant(course: Course, words: str) -> bool:
    """Return whether `words` typed in the search may mean this client."""
    file = course.file
    said = " ".join(part for part in (file.code, file.full_name, file.prescriber) if part)
    bare = said.replace(".", "")
    return all(
        word in said.casefold() or word in bare.casefold() for word in words.casefold().split()
    )


def day_words(at: datetime, now: datetime, *, with_time: bool = True) -> str:
    """Return a day as short as it can be told: 'today 10:11', '20 Nov', '20 Nov 2024'."""
    time = f" {time_words(at)}" if with_time else ""
    if at.date() == now.date():
        return tr("today") + time
    if at.date() == (now - timedelta(days=1)).date():
        return tr("yesterday") + time
    day = at.date()
    return day_of_month_words(day) if at.year == now.year else short_day_words(day)


def waits_words(at: datetime, now: datetime) -> str:
    """Return since when something waits: 'today', '1 day', '4 days'."""
    days = (now.date() - at.date()).days
    if days < 1:
        return tr("today")
    return trn("1 day", "{n} days", days)


@dataclass(frozen=True, slots=True)
class Unended:
    """What the banner of a session that was not ended says."""

    title: str
    since: str
    phase: Phase | None
    left: str
    next_cue: str
    kept: str
    is_over_plan: bool


def unended_words(
    glance: Glance, companion: Companion, local: Local, kept: str, *, is_open: bool
) -> Unended:
    """Return what the banner says of a session now; `is_open` where it goes on behind Home."""
    state, now = companion.state, companion.now()
    dose = state.latest_dose
    since = state.since_dose(now)
    left = state.window_left(now)
    planned_end = state.planned_end()
    name = glance.name[0].lower() + glance.name[1:]
    opened = day_words(glance.opened_at, local(now))
    who = f"{glance.client}, {name}"
    return Unended(
        title=tr("{session}, goes on", session=who)
        if is_open
        else tr("{session}, has not been ended", session=who),
        since=f"{elapsed(since)} {since_what(state)}"
        if since is not None
        else tr("opened {day}, no dose yet", day=opened),
        phase=state.phase(now) if dose else None,
        left=tr("{time} left", time=elapsed(left)) if left else "",
        next_cue=_next_cue(companion, now),
        kept=kept,
        is_over_plan=planned_end is not None and now > planned_end,
    )


def kept_words(companion: Companion, local: Local, *, is_open: bool) -> str:
    """Return what of the session is kept and waits: entries, music, a half-typed note."""
    now = local(companion.now())
    last_at = companion.state.last_at
    told = [
        tr("Every entry is saved, the last of {time}", time=_when(local(last_at), now))
        if last_at
        else tr("Every entry is saved")
    ]
    place, playing = companion.music_place(), companion.state.playing
    if not is_open and place and place.get("paths") and playing is not None:
        at = elapsed(timedelta(seconds=float(place["position_s"])))
        told.append(tr("{title} waits at {place}", title=playing.title, place=at))
    if companion.box()[0] and not is_open:
        told.append(tr("a half-typed note waits in its box"))
    return "; ".join(told) + "."


def _next_cue(companion: Companion, now: datetime) -> str:
    state = companion.state
    first = state.first_dose
    cue = next((one for one in open_cues(state, now) if one.asks), None)
    if cue is None or first is None:
        return ""
    words = cue.words[0].lower() + cue.words[1:]
    away = round((cue.due_at - now) / timedelta(minutes=1))
    if cue.due_at <= now:
        return tr("{cue} due", cue=words)
    return tr(
        "{cue} at {time}, in {minutes} min",
        cue=words,
        time=elapsed(cue.due_at - first.at),
        minutes=max(1, away),
    )


def _when(at: datetime, now: datetime) -> str:
    return time_words(at) if at.date() == now.date() else day_words(at, now)


def _stage(ended_at: datetime | None, signed_at: datetime | None) -> Stage:
    if signed_at is not None:
        return Stage.SIGNED
    return Stage.RUNNING if ended_at is None else Stage.TO_SIGN


def _glance(row: SessionRow, file: ClientFile | None, local: Local) -> Glance:
    return Glance(
        id=row.id,
        client_id=row.client_id,
        client=file.code if file else row.client,
        number=row.session_number,
        planned=file.planned_sessions if file else None,
        opened_at=local(row.opened_at),
        last_at=local(row.last_at),
        ended_at=local(row.ended_at) if row.ended_at else None,
        signed_at=local(row.signed_at) if row.signed_at else None,
        is_telehealth=row.modality is Modality.TELEHEALTH,
        is_dosed=row.first_dose_at is not None,
    )
