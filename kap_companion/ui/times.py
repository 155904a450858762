"""Says moments as the clinician's own clock shows them, and what a session's clock counts from."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from kap_companion.language import day_words
from kap_companion.session.clock import Clock, at_offset
from kap_companion.ui.words import tr

if TYPE_CHECKING:
    from kap_companion.session.state import SessionState


def time_words(local: datetime) -> str:
    """Return a time of day of the clinician's own: '9:58'."""
    return f"{local.hour}:{local.minute:02d}"


def clock_words(at: datetime, clock: Clock) -> str:
    """Return a moment as the clinician's clock shows it: '10:12', '9:05'."""
    return time_words(at_offset(at, clock.utc_offset(at)))


def long_day_words(at: datetime, clock: Clock) -> str:
    """Return the clinician's day of a moment: '24 November 2025'."""
    local = at_offset(at, clock.utc_offset(at))
    return day_words(local.date())


def since_what(state: SessionState) -> str:
    """Return what the time since the latest dose counts from: a booster begins a new window."""
    latest = state.latest_dose
    return (
        tr("since the booster") if latest is not None and latest.booster else tr("since the dose")
    )
