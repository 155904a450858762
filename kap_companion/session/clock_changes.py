"""What the log says of the clock: that the laptop slept or restarted, that its wall moved.

Apart from `clock.py`, which the gate needs before anything of a session is brought in.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from decimal import Decimal

from kap_companion.session.clock import Anchor, Clock, Instant, session_time
from kap_companion.session.entries import ClockChanged, ClockWhy

NOTICEABLE = timedelta(seconds=2)  # DESIGN: a wall that moves by more is told in the log
_WORTH_KEEPING = timedelta(seconds=0.1)  # a reboot goes by the wall: no second may be lost there


def noticed(anchor: Anchor, now: Instant) -> tuple[Anchor, tuple[ClockChanged, ...]]:
    """Return what the log should say of the clock, and the anchor that knows it.

    The anchor is another one where it is worth keeping, even if nothing is to be told.
    """
    told: list[ClockChanged] = []
    slept = now.asleep_s - anchor.asleep_s
    if slept > NOTICEABLE.total_seconds():
        told.append(ClockChanged(ClockWhy.ASLEEP, away_s=_seconds(slept)))
        anchor = replace(anchor, asleep_s=now.asleep_s)
    skew = now.wall - session_time(anchor, now)
    moved = skew - anchor.told_skew
    if abs(moved) > NOTICEABLE:
        told.append(ClockChanged(ClockWhy.WALL_MOVED, moved_s=_seconds(moved.total_seconds())))
        anchor = replace(anchor, skew=skew, told_skew=skew)
    elif abs(skew - anchor.skew) > _WORTH_KEEPING:
        anchor = replace(anchor, skew=skew)
    return anchor, tuple(told)


def taken_up(anchor: Anchor, clock: Clock, last_at: datetime) -> tuple[Anchor, ClockChanged]:
    """Return the anchor on which a session goes on after a restart, and what the log says of it.

    Within one run of the machine the old anchor holds. After a reboot the wall is all there is,
    less what it was known to be ahead, but never before `last_at`, the last moment that the log
    knows.
    """
    now = clock.now()
    if clock.boot_id != anchor.boot_id or now.mono < anchor.mono:
        wall = max(now.wall - anchor.skew, last_at)
        skew = now.wall - wall
        anchor = Anchor(wall, now.mono, clock.boot_id, skew, now.asleep_s, skew)
    away = session_time(anchor, now) - last_at
    return anchor, ClockChanged(ClockWhy.RESTARTED, away_s=_seconds(max(0, away.total_seconds())))


def _seconds(value: float) -> Decimal:
    return Decimal(str(round(value, 1)))
