"""Plays a session script while a person joins in, pauses it, and changes how fast time passes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from kap_companion.language import tr
from kap_companion.script import Line, Script, ScriptError
from kap_companion.script_acts import REFUSALS, ScriptActs

SPEEDS = (1, 10, 60)
"""How many seconds of the session may pass in one of the person's."""

_PAPERWORK = ("draft", "sign", "addendum")


def check_script(script: Script) -> None:
    """Raise ScriptError where a script cannot be rehearsed by a person, with the line's number.

    It opens one session, in its first line.
    """
    if script.refused is not None:
        raise script.refused
    if not script.lines:
        raise ScriptError(tr("The script is empty: choose another one."))
    for line in script.lines:
        is_first = line is script.lines[0]
        if is_first and line.do != "open":
            raise _refused(line, tr("a session is opened first."))
        if not is_first and line.do == "open":
            raise _refused(line, tr("one session is rehearsed at a time."))


class RehearsalRun:
    """One run of a script, line by line as its time comes.

    What the person did already is not done again: a line that is refused is passed over and told.
    The paper is the person's: after the end no draft is written for them, and nothing signed. Where
    they end the session themselves the script is over.
    """

    def __init__(
        self,
        script: Script,
        acts: ScriptActs,
        let_pass: Callable[[timedelta], None],
        passed_over: Callable[[Line, str], None],
    ) -> None:
        """Begin before the first line; `let_pass` moves the clock and the music together."""
        self._lines = [line for line in script.lines if line.do not in _PAPERWORK]
        self._first = script.lines[0].at
        self._acts = acts
        self._let_pass = let_pass
        self._passed_over = passed_over
        self._begun = acts.time
        self._has_ended = self._has_dosed = False
        self.length = script.length
        self.speed = SPEEDS[0]
        self.is_paused = False

    @property
    def is_over(self) -> bool:
        """Whether the script has no more to say."""
        return not self._lines

    @property
    def elapsed(self) -> timedelta:
        """Return the rehearsal's time since its first line."""
        return self._acts.time - self._begun

    def pass_time(self, real: timedelta) -> None:
        """Let so much of the person's time pass, at the present speed, and do what falls due.

        Nothing passes while it is paused. Once the script is over time goes as the person's own.
        """
        still = real * self.speed
        while not self.is_paused:
            due = self._due()
            step = still if due is None else min(still, due)
            if step > timedelta(0):
                self._let_pass(step)
                still -= step
            if due is None or due > step:
                return
            self._do(self._lines.pop(0))
            if self.is_over:
                self.speed = SPEEDS[0]
                return

    def _due(self) -> timedelta | None:
        """Return how long the next line waits; None where there is none."""
        if self._is_ended_by_person():
            self._lines.clear()
            self.speed = SPEEDS[0]
        if not self._lines:
            return None
        return max(timedelta(0), self._lines[0].at - self._first - self.elapsed)

    def _do(self, line: Line) -> None:
        is_first_dose = line.do == "dose" and not self._has_dosed
        self._has_dosed |= is_first_dose
        if self._is_done_already(line, is_first_dose):
            return
        try:
            self._acts.do(line)
        except REFUSALS as trouble:
            self._passed_over(line, str(trouble))
        self._has_ended |= line.do == "end"

    def _is_done_already(self, line: Line, is_first_dose: bool) -> bool:
        """Whether the person took the dose, or the spit after it, before the script came to it."""
        companion = self._acts.companion
        if companion is None:
            return False
        facts = companion.state.facts
        if is_first_dose:
            return bool(facts.doses)
        if line.do != "spit" or facts.spat_at is None:
            return False
        return bool(facts.doses) and facts.spat_at >= facts.doses[-1].at

    def _is_ended_by_person(self) -> bool:
        companion = self._acts.companion
        if companion is None or self._has_ended:
            return False
        return not companion.state.is_running


def _refused(line: Line, why: str) -> ScriptError:
    return ScriptError(
        tr("Line {number} of the script is refused: {trouble}", number=line.number, trouble=why)
    )
