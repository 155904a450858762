"""Reckons a session's times by itself, in whole microseconds, with no code of the product's.

What it knows of a session it is told as it happens: so long went by, this was done. From that it
says what the log, the window, the phase, the cues and the documents have to show.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

SECOND = 1_000_000
MINUTE = 60 * SECOND
_PLAN = json.loads(
    (Path(__file__).parents[2] / "resources" / "phases" / "lozenge.json").read_text("utf-8")
)
_ENDS: dict[str, int] = _PLAN["phases_end_min"]
_CUES: dict[str, int] = _PLAN["cues"]
_ORDER = ("preparation", "hold", "onset", "peak", "return", "integration")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July", "August"),
    *("September", "October", "November", "December"),
)
_NEARLY = SECOND // 4
"""What a few reboots may take or give: it can make a shown second, or minute, another one."""


@dataclass(frozen=True, slots=True)
class Told:
    """An entry that the log has to hold: its kind, when it was written and for when.

    `offset` is that of where the laptop was as it was written, which is also the clock by which the
    document says when it happened.
    """

    kind: str
    at: int
    happened: int
    offset: timedelta
    words: str = ""
    why: str = ""
    seconds: float = 0.0
    private: bool = False


@dataclass(slots=True)
class Reckoning:
    """A session from its opening at `begun`; all times are microseconds since."""

    begun: datetime
    zone: ZoneInfo
    telehealth: bool
    now: int = 0
    told: list[Told] = field(default_factory=list)
    doses: list[int] = field(default_factory=list)
    readings: list[int] = field(default_factory=list)
    spat: list[int] = field(default_factory=list)
    checked_in: list[int] = field(default_factory=list)
    marked: tuple[str, int] | None = None

    def tell(self, kind: str, late: int = 0, **more: Any) -> None:
        """An entry was written now, for something that happened `late` microseconds ago."""
        offset = self.at(self.now).astimezone(self.zone).utcoffset() or timedelta(0)
        self.told.append(Told(kind, self.now, self.now - late, offset, **more))

    def at(self, now: int) -> datetime:
        """The moment that is `now` after the opening, in UTC."""
        return self.begun + timedelta(microseconds=now)

    @property
    def window_left(self) -> int | None:
        """What is left of the window, or None before the first dose."""
        if not self.doses:
            return None
        return max(0, self.doses[-1] + _ENDS["return"] * MINUTE - self.now)

    @property
    def phase(self) -> str:
        """The phase now, as planned or as the clinician saw it."""
        if not self.doses:
            return "preparation"
        planned = _planned(self.now - self.doses[-1])
        if self.marked is None or self.marked[1] < self.doses[-1]:
            return planned
        reach = max(self.marked[0], _planned(self.marked[1] - self.doses[-1]), key=_ORDER.index)
        return self.marked[0] if _ORDER.index(planned) <= _ORDER.index(reach) else planned

    def cues(self) -> set[tuple[str, int]]:
        """Every open reminder: its kind, and when it falls due."""
        planned_end = _PLAN["planned_minutes"] * MINUTE
        found = {("planned_end", planned_end)}
        if not self.doses:
            return found
        latest = self.doses[-1]
        if not any(one >= latest for one in self.spat):
            found.add(("spit", latest + _CUES["hold_timer_min"] * MINUTE))
        for dose in self.doses:
            due = dose + _CUES["vitals_after_dose_min"] * MINUTE
            if not any(one >= due - 10 * MINUTE for one in self.readings):
                found.add(("vitals", due))
                break
        if self.telehealth:
            last = max((self.doses[0], *self.checked_in))
            found.add(("check_in", last + _CUES["check_in_every_min"] * MINUTE))
        window_ends = latest + _ENDS["return"] * MINUTE
        if not any(one >= window_ends for one in self.readings):
            found.add(("vitals_at_close", max(planned_end, window_ends)))
        begins = [latest + _ENDS[name] * MINUTE for name in ("hold", "onset", "peak")]
        for name, begin in zip(("onset", "peak", "return"), begins, strict=True):
            if begin > self.now and _ORDER.index(name) > _ORDER.index(self.phase):
                found.add(("phase", begin))
                break
        return found

    def rows(self, one: Told) -> list[str]:
        """The line of the session log in a text export, and what it may be for less than a second.

        The first is the right one.
        """
        slack = (0, -_NEARLY, _NEARLY)
        return [
            f"{self._time(one, since, clock)}  {one.words}{self._late(one, late)}"
            for since, clock, late in product(slack, slack, slack)
        ]

    def _time(self, one: Told, since_slack: int, clock_slack: int) -> str:
        clock = self._clock(one, one.happened + clock_slack)
        if not self.doses or one.private:
            return clock
        since = one.happened - self.doses[0] + since_slack
        whole = abs(since) // SECOND
        minutes, seconds = divmod(whole, 60)
        hours, minutes = divmod(minutes, 60)
        told = f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"
        return f"{'−' if since < 0 and whole else ''}{told} ({clock})"

    def _late(self, one: Told, slack: int) -> str:
        if one.happened == one.at:
            return ""
        return f" [told later, at {self._clock(one, one.at + slack)}]"

    def _clock(self, one: Told, at: int) -> str:
        """By the clock of where it was written; told apart from the document's own beginning.

        A record begins with its opening. The psychotherapy notes know no opening: they begin with
        the first note, and every line has its date.
        """
        there = self.at(at).astimezone(timezone(one.offset))
        first = self.told[0]
        if one.private:
            first = min((a for a in self.told if a.private), key=lambda a: a.happened)
        home = self.begun.astimezone(timezone(first.offset))
        told = f"{there:%H:%M}"
        if one.offset != first.offset:
            offset = f"{there:%z}"
            sign = offset[0].replace("-", "−")
            told += f" (UTC{sign}{offset[1:3]}:{offset[3:5]})"
        if one.private or there.date() != home.date():
            told += f" on {there.day} {_MONTHS[there.month - 1]} {there.year}"
        return told


def _planned(since: int) -> str:
    for name in ("hold", "onset", "peak", "return"):
        if since < _ENDS[name] * MINUTE:
            return name
    return "integration"
