"""The phases of a lozenge session and the plan that says when each begins and what is due when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from kap_companion.language import Worded, tr, tr_later


class Phase(StrEnum):
    """Where the client is in the session."""

    PREPARATION = "preparation"
    HOLD = "hold"
    ONSET = "onset"
    PEAK = "peak"
    RETURN = "return"
    INTEGRATION = "integration"


_CALLED: Worded[Phase] = Worded(
    {
        Phase.PREPARATION: tr_later("preparation"),
        Phase.HOLD: tr_later("hold"),
        Phase.ONSET: tr_later("onset"),
        Phase.PEAK: tr_later("peak"),
        Phase.RETURN: tr_later("return"),
        Phase.INTEGRATION: tr_later("integration"),
    }
)


def phase_words(phase: Phase) -> str:
    """Return what a phase is called."""
    return _CALLED[phase]


WINDOW_PHASES = (Phase.HOLD, Phase.ONSET, Phase.PEAK, Phase.RETURN)


@dataclass(frozen=True, slots=True)
class PhasePlan:
    """Minutes after the latest dose at which each phase gives way to the next.

    The window ends with the return. Defaults and their sources: resources/phases/lozenge.json.
    """

    hold_until_min: int
    onset_until_min: int
    peak_until_min: int
    window_min: int

    def span(self, phase: Phase) -> tuple[timedelta, timedelta]:
        """Return begin and end of a phase of the window, counted from the latest dose."""
        edges = (0, self.hold_until_min, self.onset_until_min, self.peak_until_min, self.window_min)
        index = WINDOW_PHASES.index(phase)
        return timedelta(minutes=edges[index]), timedelta(minutes=edges[index + 1])

    def at(self, since_dose: timedelta) -> Phase:
        """Return the planned phase `since_dose` after the latest dose."""
        for phase in WINDOW_PHASES:
            if since_dose < self.span(phase)[1]:
                return phase
        return Phase.INTEGRATION

    @property
    def window(self) -> timedelta:
        """How long the window runs from the latest dose."""
        return timedelta(minutes=self.window_min)


@dataclass(frozen=True, slots=True)
class CuePlan:
    """When the silent reminders fall due, in minutes (see resources/phases/lozenge.json).

    Without a hold timer of its own a dose is held as long as the hold phase lasts.
    """

    vitals_after_dose_min: int
    check_in_every_min: int
    hold_timer_min: int | None = None
    support_before_min: int | None = None
    vitals_before: bool = True
    vitals_at_close: bool = True


@dataclass(frozen=True, slots=True)
class Protocol:
    """The editable defaults of a practice: phases, cues and the planned length."""

    phases: PhasePlan
    cues: CuePlan
    planned_minutes: int


def hold_time(phases: PhasePlan, cues: CuePlan) -> timedelta:
    """Return how long each dose is held before the cue to spit."""
    minutes = cues.hold_timer_min
    return timedelta(minutes=phases.hold_until_min if minutes is None else minutes)


class ProtocolError(ValueError):
    """The text of a protocol cannot be used; the message says why."""


def parse_protocol(text: str) -> Protocol:
    """Return the protocol written in `text` (JSON as in resources/phases/lozenge.json).

    Raises ProtocolError where it is not JSON, a number is missing or the phases do not follow.
    """
    try:
        told = json.loads(text)
        ends = told["phases_end_min"]
        phases = PhasePlan(
            hold_until_min=int(ends["hold"]),
            onset_until_min=int(ends["onset"]),
            peak_until_min=int(ends["peak"]),
            window_min=int(ends["return"]),
        )
        asked = told["cues"]
        cues = CuePlan(
            vitals_after_dose_min=int(asked["vitals_after_dose_min"]),
            check_in_every_min=int(asked["check_in_every_min"]),
            hold_timer_min=int(asked["hold_timer_min"]),
            support_before_min=int(asked["support_before_min"]),
            vitals_before=bool(asked["vitals_before"]),
            vitals_at_close=bool(asked["vitals_at_close"]),
        )
        planned = int(told["planned_minutes"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as trouble:
        raise ProtocolError(
            tr("The phase plan cannot be read: {trouble}.", trouble=trouble)
        ) from trouble
    edges = (0, phases.hold_until_min, phases.onset_until_min, phases.peak_until_min)
    if any(b <= a for a, b in zip(edges, (*edges[1:], phases.window_min), strict=True)):
        raise ProtocolError(
            tr("The phase plan cannot be read: each phase must end after the last.")
        )
    times = (cues.vitals_after_dose_min, cues.check_in_every_min, planned)
    if min(*times, cues.hold_timer_min or 0, cues.support_before_min or 0) < 1:
        raise ProtocolError(tr("The phase plan cannot be read: times must be at least one minute."))
    return Protocol(phases=phases, cues=cues, planned_minutes=planned)


def parse_sources(text: str) -> Mapping[str, str]:
    """Return where each default in `text` comes from, one sentence each, by its key.

    Raises ProtocolError where it does not say.
    """
    try:
        return {str(key): str(source) for key, source in json.loads(text)["sources"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as trouble:
        raise ProtocolError(
            tr("The sources cannot be read: {trouble}.", trouble=trouble)
        ) from trouble
