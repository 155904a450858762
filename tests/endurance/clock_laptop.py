"""A laptop whose clock goes through what real ones do: naps, set walls, travel and reboots."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from kap_companion.session.clock import Instant, ScriptedClock, offset_text

# Whole, half and quarter hours from UTC, north and south, with daylight time and without; Lord
# Howe's summer is half an hour, Casablanca's winter is a month, Apia lies beyond the date line.
ZONES = (
    "America/Los_Angeles",
    "America/Chicago",
    "America/New_York",
    "America/St_Johns",
    "America/Santiago",
    "Africa/Casablanca",
    "Europe/London",
    "Europe/Berlin",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Australia/Sydney",
    "Pacific/Auckland",
    "Pacific/Apia",
    "Pacific/Chatham",
    "UTC",
)
_STEP = timedelta(minutes=30)


class Laptop(ScriptedClock):
    """A scripted clock with a real time zone, which can be carried elsewhere and started anew."""

    def __init__(self, start: datetime, zone: str, up_s: float) -> None:
        """Begin at `start`, in `zone`, so many seconds after the machine was started."""
        super().__init__(start, boot_id="boot 1")
        self.zone = ZoneInfo(zone)
        self._boots = 1
        self._now = Instant(start.astimezone(UTC), up_s)

    def utc_offset(self, wall: datetime) -> str:
        """Return the offset of the zone it is in."""
        return offset_text(wall.astimezone(self.zone))

    def travel(self, zone: str) -> None:
        """Go on in another zone."""
        self.zone = ZoneInfo(zone)

    def reboot(self, off: timedelta, up_s: float, wall_moved: timedelta) -> None:
        """Be off for a while, then be up for `up_s`; the wall may be set anew meanwhile."""
        self._boots += 1
        self.boot_id = f"boot {self._boots}"
        wall = self._now.wall + off + timedelta(seconds=up_s) + wall_moved
        self._now = replace(self._now, wall=wall, mono=up_s, asleep_s=0.0)


def daylight_change(zone: str, after: datetime, within: timedelta) -> datetime | None:
    """Return the first moment of the zone's next change of offset, to the second; None if none."""
    there, low = ZoneInfo(zone), after.astimezone(UTC)
    end = low + within
    before = low.astimezone(there).utcoffset()
    while low < end:
        high = low + _STEP
        if high.astimezone(there).utcoffset() != before:
            while high - low > timedelta(seconds=1):
                middle = low + (high - low) / 2
                if middle.astimezone(there).utcoffset() == before:
                    low = middle
                else:
                    high = middle
            return high.replace(microsecond=0)
        low = high
    return None
