"""The laptop's own clock: the wall, and a monotonic time that runs on while it sleeps."""

# mypy: no-warn-unreachable
from __future__ import annotations

import sys
import time
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

from kap_companion.session.clock import Instant, offset_text


class SystemClock:
    """The clock of real life, a `session.clock.Clock`."""

    def now(self) -> Instant:
        """Return the present moment."""
        mono, awake = _running_s(), _awake_s()
        return Instant(datetime.now(UTC), mono, asleep_s=max(0.0, mono - awake))

    def utc_offset(self, wall: datetime) -> str:
        """Return the laptop's offset from UTC at `wall`, in the zone it is in by now."""
        if sys.platform != "win32":
            # Else the zone of the program's start would hold until it is started again (3 µs).
            time.tzset()
        return offset_text(wall.astimezone())

    @cached_property
    def boot_id(self) -> str:
        """Name this run of the machine; where the system has no name for it, its rounded start."""
        if sys.platform == "linux":
            return Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        if sys.platform == "darwin":
            import subprocess

            asked = subprocess.run(
                ["/usr/sbin/sysctl", "-n", "kern.bootsessionuuid"],
                capture_output=True,
                text=True,
                check=False,
            )
            if asked.stdout.strip():
                return asked.stdout.strip()
        started = time.time() - _running_s()
        return f"started-{round(started / 60)}"


def _running_s() -> float:
    """Return seconds since the start of the machine, sleep included (FACTS: Time in DESIGN)."""
    if sys.platform == "linux":
        return time.clock_gettime(time.CLOCK_BOOTTIME)
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)
    return time.monotonic()


def _awake_s() -> float:
    """Return seconds since the start of the machine, sleep left out."""
    if sys.platform == "linux":
        return time.monotonic()
    if sys.platform == "darwin":
        return time.clock_gettime(time.CLOCK_UPTIME_RAW)
    if sys.platform == "win32":
        import ctypes

        unbiased = ctypes.c_ulonglong()
        ctypes.windll.kernel32.QueryUnbiasedInterruptTime(ctypes.byref(unbiased))
        return unbiased.value / 1e7
    return time.monotonic()
