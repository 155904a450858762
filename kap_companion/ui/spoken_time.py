"""What a screen reader says of the ring: in whole minutes, so that it is not told every second."""

from __future__ import annotations

from datetime import datetime, timedelta

from kap_companion.session.state import SessionState
from kap_companion.ui.times import since_what
from kap_companion.ui.words import tr, trn

_MINUTE = timedelta(minutes=1)


def spoken_face(state: SessionState, now: datetime, phase: str, end: str) -> str:
    """Return 'Since the dose 24 minutes, peak, 21 minutes left'; `end` is said after the window."""
    since = state.since_dose(now)
    if since is None:
        return tr(
            "Since opening {minutes}, {phase}, no dose yet",
            minutes=minutes(state.since_opening(now)),
            phase=phase,
        )
    what = since_what(state)
    told = [f"{what[:1].upper()}{what[1:]} {minutes(since)}"]
    first = state.since_first_dose(now)
    if first is not None and first != since:
        told.append(tr("since the first dose {minutes}", minutes=minutes(first)))
    told.append(phase)
    left = state.window_left(now)
    told.append(tr("{elapsed} left", elapsed=minutes(left, up=True)) if left else end)
    return ", ".join(part for part in told if part)


def minutes(length: timedelta, *, up: bool = False) -> str:
    """Return '1 minute' or '24 minutes', whole ones; what is left is rounded up."""
    whole = -(-length // _MINUTE) if up else length // _MINUTE
    return trn("1 minute", "{n} minutes", whole)
