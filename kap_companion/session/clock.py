"""Session time: one anchor a session, and elapsed times computed from it, never counted.

An `Instant` pairs the wall with a monotonic reading that runs on while the laptop sleeps. The time
of a session is the wall at its opening plus the monotonic time since, so it never runs backwards,
whatever happens to the wall. The real clock is `system_clock.py`; this module asks for no time.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Instant:
    """A moment: the wall (UTC), seconds of monotonic time, and how many of those were slept."""

    wall: datetime
    mono: float
    asleep_s: float = 0.0


class Clock(Protocol):
    """Where moments come from."""

    @property
    def boot_id(self) -> str:
        """Name the run of the machine to which `mono` belongs."""

    def now(self) -> Instant:
        """Return the present moment."""

    def utc_offset(self, wall: datetime) -> str:
        """Return the clinician's offset from UTC at `wall`, such as '-08:00'."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a session's time rests on; kept with the session so that a restart goes on from it.

    `skew` is how far the wall was ahead when last looked at, `told_skew` how far as the log has it,
    `asleep_s` the sleep already told.
    """

    wall: datetime
    mono: float
    boot_id: str
    skew: timedelta = timedelta(0)
    asleep_s: float = 0.0
    told_skew: timedelta = timedelta(0)


def anchored(clock: Clock) -> Anchor:
    """Return the anchor of a session that opens now."""
    now = clock.now()
    return Anchor(now.wall, now.mono, clock.boot_id, asleep_s=now.asleep_s)


def session_time(anchor: Anchor, now: Instant) -> datetime:
    """Return the session's time at `now`."""
    return anchor.wall + timedelta(seconds=max(0.0, now.mono - anchor.mono))


def anchor_form(anchor: Anchor) -> dict[str, Any]:
    """Return the JSON form of an anchor."""
    return {
        "wall": anchor.wall.isoformat(),
        "mono": anchor.mono,
        "boot_id": anchor.boot_id,
        "skew_s": anchor.skew.total_seconds(),
        "told_skew_s": anchor.told_skew.total_seconds(),
        "asleep_s": anchor.asleep_s,
    }


def anchor_of(form: Mapping[str, Any]) -> Anchor:
    """Return the anchor kept as `form`."""
    return Anchor(
        wall=datetime.fromisoformat(form["wall"]),
        mono=float(form["mono"]),
        boot_id=str(form["boot_id"]),
        skew=timedelta(seconds=float(form["skew_s"])),
        asleep_s=float(form["asleep_s"]),
        # What an earlier version kept was told.
        told_skew=timedelta(seconds=float(form.get("told_skew_s", form["skew_s"]))),
    )


class ScriptedClock:
    """A clock that moves only when it is told to: for rehearsals and tests."""

    def __init__(self, start: datetime, boot_id: str = "scripted") -> None:
        """Begin at `start`, an aware datetime whose offset is the clinician's."""
        self.boot_id = boot_id
        self._offset = start.utcoffset() or timedelta(0)
        self._now = Instant(start.astimezone(UTC), 0.0)

    def now(self) -> Instant:
        """Return the present moment of the script."""
        return self._now

    def utc_offset(self, wall: datetime) -> str:
        """Return the offset of the start."""
        return offset_text(wall.astimezone(timezone(self._offset)))

    def advance(self, by: timedelta) -> None:
        """Let time pass; a negative `by` is none."""
        seconds = max(0.0, by.total_seconds())
        now = self._now
        self._now = replace(now, wall=now.wall + max(by, timedelta(0)), mono=now.mono + seconds)

    def sleep(self, for_: timedelta) -> None:
        """Let the laptop sleep: time passes and is known to have been slept."""
        self.advance(for_)
        slept = max(0.0, for_.total_seconds())
        self._now = replace(self._now, asleep_s=self._now.asleep_s + slept)

    def move_wall(self, by: timedelta) -> None:
        """Set the wall forward or back while no time passes."""
        self._now = replace(self._now, wall=self._now.wall + by)


def offset_text(local: datetime) -> str:
    """Return the UTC offset of an aware datetime as '-08:00'."""
    minutes = int((local.utcoffset() or timedelta(0)) / timedelta(minutes=1))
    hours, rest = divmod(abs(minutes), 60)
    return f"{'-' if minutes < 0 else '+'}{hours:02d}:{rest:02d}"


def at_offset(at: datetime, utc_offset: str) -> datetime:
    """Return `at` as the clinician's wall showed it, given an offset such as '-08:00'."""
    hours, minutes = utc_offset[1:].split(":")
    away = timedelta(hours=int(hours), minutes=int(minutes))
    return at.astimezone(timezone(-away if utc_offset.startswith("-") else away))
