"""The course of a session as the music sees it: when each phase begins, in seconds from now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from kap_companion.session.phases import WINDOW_PHASES, Phase, PhasePlan
from kap_companion.session.state import SessionState


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one phase; `ends_s` is None where nothing follows it."""

    phase: Phase
    begins_s: float
    ends_s: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """The turns of the phases, sorted, in seconds from now: those that are over are negative.

    `planned_end_s` is when the session is planned to end, a plan and never a limit; negative
    once it is past. PREPARATION counts as HOLD for the music and never comes out of here.
    """

    turns: tuple[tuple[float, Phase], ...] = ()
    planned_end_s: float | None = None

    def phase_at(self, s: float) -> Phase:
        """Return the phase `s` seconds from now; HOLD before the first turn."""
        index = bisect_right(self.turns, s, key=lambda turn: turn[0])
        return for_music(self.turns[index - 1][1]) if index else Phase.HOLD

    def share_at(self, s: float) -> float:
        """Return how far the phase at `s` has gone by then, 0 to 1.

        The last one ends with the planned end; where none is planned it has only begun.
        """
        phase, index = self.phase_at(s), bisect_right(self.turns, s, key=lambda turn: turn[0])
        begins_s = s
        for at, turned in reversed(self.turns[:index]):
            if for_music(turned) is not phase:
                break
            begins_s = at
        following = (at for at, turned in self.turns[index:] if for_music(turned) is not phase)
        ends_s = next(following, self.planned_end_s)
        if ends_s is None:
            return 0.0
        return min(1.0, (s - begins_s) / (ends_s - begins_s)) if ends_s > begins_s else 1.0

    def turn_to(self, phase: Phase, after_s: float = 0.0) -> float | None:
        """Return when `phase` next begins after `after_s`; None where it does not."""
        return next((at for at, turned in self.turns if turned is phase and at > after_s), None)

    def spans(self, from_s: float = 0.0) -> Iterator[Span]:
        """Yield the phases from `from_s` on: the first as what is left of it."""
        begins, phase = from_s, self.phase_at(from_s)
        for at, turned in self.turns:
            following = for_music(turned)
            if at <= from_s or following is phase:
                continue
            yield Span(phase, begins, at)
            begins, phase = at, following
        yield Span(phase, begins, None)


def for_music(phase: Phase) -> Phase:
    """Return the phase whose music plays in `phase`: before the dose it is the hold's."""
    return Phase.HOLD if phase is Phase.PREPARATION else phase


def course_of(state: SessionState, now: datetime, dose_in_s: float = 0.0) -> Course:
    """Return the course of a session at `now`, as its state has it.

    The window runs from the latest dose, so a booster begins it anew, and a phase that the
    clinician moved holds as long as it does in the state. Before the first dose the course is
    laid as if the dose were taken `dose_in_s` from now.
    """
    opened, dose, end = state.facts.opened, state.latest_dose, state.planned_end()
    planned_end_s = (end - now).total_seconds() if end is not None else None
    if opened is None:
        return Course((), planned_end_s)
    if dose is None:
        return Course(_turns(opened.phases, dose_in_s), planned_end_s)
    instants = [dose.at + opened.phases.span(phase)[0] for phase in WINDOW_PHASES]
    instants.append(dose.at + opened.phases.window)
    if state.facts.marked_phase_at is not None:
        instants.append(state.facts.marked_phase_at)
    turns: list[tuple[float, Phase]] = []
    for at in sorted(instants):
        # The state is asked rather than its rule told again: music and ring never part.
        phase = for_music(state.phase(at))
        if at >= dose.at and (not turns or turns[-1][1] is not phase):
            turns.append(((at - now).total_seconds(), phase))
    return Course(tuple(turns), planned_end_s)


def planned_course(phases: PhasePlan, planned_minutes: int, dose_in_s: float = 0.0) -> Course:
    """Return the course of a session not yet opened, with its dose `dose_in_s` from its start."""
    return Course(_turns(phases, dose_in_s), planned_minutes * 60.0)


def _turns(phases: PhasePlan, dose_in_s: float) -> tuple[tuple[float, Phase], ...]:
    begins = [(phases.span(phase)[0], phase) for phase in WINDOW_PHASES]
    begins.append((phases.window, Phase.INTEGRATION))
    return tuple((dose_in_s + at / timedelta(seconds=1), phase) for at, phase in begins)
