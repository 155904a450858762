"""How the session screen goes on from second to second, as values: what each second changes of it,
and until when all the rest stands still."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kap_companion.session import wording
from kap_companion.session.cues import SHOWN_WITHIN, open_cues
from kap_companion.session.phases import WINDOW_PHASES
from kap_companion.session.state import SessionState
from kap_companion.ui.words import tr

_SECOND, _MINUTE = timedelta(seconds=1), timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Pace:
    """Whereby the seconds of a session go on: from when they count, and when they stand still.

    `window_ends` is None before a dose; `first_dose_at` is told once a later dose runs the window.
    """

    counts_from: datetime
    window_ends: datetime | None = None
    first_dose_at: datetime | None = None
    ended_at: datetime | None = None

    def clock(self, now: datetime) -> str:
        """Return the time that the ring shows large."""
        return wording.elapsed(self._until(now) - self.counts_from)

    def left(self, now: datetime) -> str | None:
        """Return what is left of the window; None where there is no window that runs."""
        if self.window_ends is None:
            return None
        left = self.window_ends - self._until(now)
        if left <= timedelta(0):
            return None
        # Rounded up, so that elapsed and left add up to the whole window.
        return tr("{elapsed} left", elapsed=wording.elapsed(-(-left // _SECOND) * _SECOND))

    def first_dose(self, now: datetime) -> str:
        """Return how long ago the first dose was, where that is told."""
        if self.first_dose_at is None:
            return ""
        return tr("First dose {elapsed} ago", elapsed=wording.elapsed(now - self.first_dose_at))

    def _until(self, now: datetime) -> datetime:
        ended = self.ended_at
        until = now if ended is None or now < ended else ended
        return until if until > self.counts_from else self.counts_from


def pace(state: SessionState) -> Pace | None:
    """Return the pace of an open session; None where there is none."""
    facts, opened, latest = state.facts, state.facts.opened, state.latest_dose
    if opened is None or facts.opened_at is None:
        return None
    if latest is None:
        return Pace(facts.opened_at, ended_at=facts.ended_at)
    first = state.first_dose
    return Pace(
        latest.at,
        latest.at + opened.phases.window,
        first.at if first is not None and first != latest else None,
        facts.ended_at,
    )


def still_until(state: SessionState, now: datetime) -> datetime:
    """Return the first moment after `now` at which more changes by itself than its pace tells.

    That is a minute of the session, of a dose, of what is left or of a cue, a phase of the plan,
    and each second while what fell due comes into view.
    """
    return min((edge for edge in _edges(state, now) if edge > now), default=now + _MINUTE)


def _edges(state: SessionState, now: datetime) -> Iterator[datetime]:
    opened, facts = state.facts.opened, state.facts
    if opened is None or facts.opened_at is None:
        return
    yield _next_minute(facts.opened_at, now)
    for dose in {state.first_dose, state.latest_dose} - {None}:
        assert dose is not None
        yield _next_minute(dose.at, now)
        yield _next_minute(dose.at + opened.phases.window, now)
        for phase in WINDOW_PHASES:
            yield from (dose.at + edge for edge in opened.phases.span(phase))
    for cue in open_cues(state, now):
        yield _next_minute(cue.due_at, now)
        yield cue.due_at
        if cue.asks and cue.due_at <= now < cue.due_at + SHOWN_WITHIN:
            yield now + _SECOND / 2


def _next_minute(since: datetime, now: datetime) -> datetime:
    """Return the first moment after `now` that is whole minutes from `since`."""
    return since + ((now - since) // _MINUTE + 1) * _MINUTE
