"""The session's music along its time: what sounded by the record, what sounds, what the arc plans.

Plain values and functions over them: no widget, no clock.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from kap_companion.music.planner import Slot
from kap_companion.music.player import PlayerStatus
from kap_companion.music.track import track_key
from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.session.standing import Standing, in_order

MUSIC = (e.TrackStarted, e.MusicChanged)
"""The entries that `heard` looks at."""

_FELL_SILENT = (MusicAct.PAUSE, MusicAct.FADE)
_WENT_ON = (MusicAct.PLAY, MusicAct.RESUME, MusicAct.FADE_BACK)
_EVER = timedelta(days=36_500)


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of one track as the record has it.

    `ended_at` is None while nothing in the record ends it, and `at_most_until` where its length
    ends it, None where that is not known: the track was sought in, or does not tell its length.
    """

    title: str
    track_id: str | None
    began_at: datetime
    at_most_until: datetime | None
    ended_at: datetime | None = None

    def until(self, now: datetime) -> datetime:
        """Return when it ended, or `now` where it had not yet."""
        return min(one for one in (self.ended_at, self.at_most_until, now) if one is not None)


@dataclass(frozen=True, slots=True)
class Sounding:
    """What the player tells: the track at its place, whether it plays, and how long it still has.

    `is_crossing`: the track before is still heard beside it.
    """

    title: str
    track_id: str
    left_s: float | None
    is_playing: bool
    is_crossing: bool = False


@dataclass(frozen=True, slots=True)
class MusicBlock:
    """A part of the strip, fractions of its width."""

    start: float
    end: float
    title: str
    is_current: bool = False


def heard(rows: Iterable[Standing[Any]]) -> tuple[Heard, ...]:
    """Return what sounded, in order: each track ends where the next began, or the music rested."""
    found: list[Heard] = []
    for row in in_order(row for row in rows if isinstance(row.body, MUSIC)):
        at = row.happened_at
        match row.body:
            case e.TrackStarted(title=title, length_s=length_s, position_s=position_s) as body:
                _end(found, at)
                left_s = None if length_s is None else max(0.0, float(length_s - position_s))
                found.append(Heard(title, body.track_id, at, _after(at, left_s)))
            case e.MusicChanged(name=str()):
                pass  # music from elsewhere: nobody told when a track of it began
            case e.MusicChanged(act=act) if act in _FELL_SILENT:
                _end(found, at)
            case e.MusicChanged(act=act) if act in _WENT_ON and found:
                last = found[-1]
                if last.ended_at is not None:
                    left = (
                        None if last.at_most_until is None else last.at_most_until - last.ended_at
                    )
                    found.append(
                        Heard(last.title, last.track_id, at, None if left is None else at + left)
                    )
            case e.MusicChanged(act=MusicAct.SEEK) if found:
                found[-1] = replace(found[-1], at_most_until=found[-1].ended_at)
            case _:
                pass
    return tuple(one for one in found if one.until(one.began_at + _EVER) > one.began_at)


def sounding(status: PlayerStatus) -> Sounding | None:
    """Return what a player's status tells of the track at its place."""
    track = status.track
    if track is None:
        return None
    left_s = None
    if status.length_s is not None:
        left_s = max(0.0, status.length_s - status.position_s)
    return Sounding(track.title, track_key(track.path), left_s, status.playing, status.crossfading)


def music_blocks(
    past: Sequence[Heard],
    present: Sounding | None,
    slots: Sequence[Slot],
    now: datetime,
    scale: tuple[datetime, timedelta],
) -> tuple[MusicBlock, ...]:
    """Return the blocks on a strip that begins at `scale[0]` and lasts `scale[1]`, in order.

    What follows is laid behind what sounds; the slots' own times serve while nothing does.
    """
    begun, length = scale
    is_on = present is not None and bool(past) and past[-1].track_id == present.track_id
    current = past[-1] if is_on else None
    stretches = [
        (one.began_at, one.until(now), one.title, False) for one in past if one is not current
    ]
    free_from = now
    if current is not None and present is not None:
        ends = now + timedelta(seconds=present.left_s or 0.0)
        sounds = present.is_playing and current.ended_at is None
        if sounds:
            stretches.append((current.began_at, ends, current.title, True))
        else:
            stretches.append((current.began_at, current.until(now), current.title, False))
            stretches.append((now, ends, current.title, False))
        free_from = ends
    stretches += _to_come(slots, present, current, now, free_from, begun + length)
    laid = []
    for n, (start, end, title, is_current) in enumerate(stretches):
        # With a crossfade two sound together: the block of the first ends where the second begins.
        stop = min(end, stretches[n + 1][0]) if n + 1 < len(stretches) else end
        a, b = ((at - begun) / length for at in (start, stop))
        if b > a and b > 0.0 and a < 1.0:
            laid.append(MusicBlock(max(0.0, a), min(1.0, b), title, is_current))
    return tuple(laid)


def _to_come(
    slots: Sequence[Slot],
    present: Sounding | None,
    current: Heard | None,
    now: datetime,
    free_from: datetime,
    last: datetime,
) -> list[tuple[datetime, datetime, str, bool]]:
    # While two tracks cross, the plan may still name the one that has just begun.
    if present is not None and present.is_crossing and slots:
        slots = slots[1:] if slots[0].placed.key == present.track_id else slots
    if not slots:
        return []
    shift = timedelta(0)
    if current is not None:
        first = slots[0]
        shift = free_from - now - timedelta(seconds=first.begins_s + first.crossfade_s)
    found = []
    for slot in slots:
        start, end = (now + shift + timedelta(seconds=s) for s in (slot.begins_s, slot.ends_s))
        if start > last:
            break
        found.append((start, end, slot.placed.track.title, False))
    return found


def _end(found: list[Heard], at: datetime) -> None:
    if found and found[-1].ended_at is None:
        found[-1] = replace(found[-1], ended_at=at)


def _after(at: datetime, seconds: float | None) -> datetime | None:
    return None if seconds is None else at + timedelta(seconds=seconds)
