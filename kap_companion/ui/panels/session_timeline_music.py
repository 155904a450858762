"""The session's music along its time: what sounded by the record, what sounds, what the arc plans.

Plain values and functions over them: no widget, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from kap_companion.music.planner import Slot
from kap_companion.music.player import PlayerStatus
from kap_companion.music.track import track_key
from kap_companion.session.timeline import MusicStretch
from kap_companion.session.timeline_music import Heard


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


def sounding(status: PlayerStatus) -> Sounding | None:
    """Return what a player's status tells of the track at its place."""
    track = status.track
    if track is None:
        return None
    left_s = None
    if status.length_s is not None:
        left_s = max(0.0, status.length_s - status.position_s)
    return Sounding(track.title, track_key(track.path), left_s, status.playing, status.crossfading)


def music_stretches(
    past: Sequence[Heard],
    present: Sounding | None,
    slots: Sequence[Slot],
    now: datetime,
    last: datetime,
) -> tuple[MusicStretch, ...]:
    """Return the session's music up to `last`, in order.

    What follows is laid behind what sounds; the slots' own times serve while nothing does.
    """
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
    stretches += _to_come(slots, present, current, now, free_from, last)
    laid = []
    for n, (start, end, title, is_current) in enumerate(stretches):
        # With a crossfade two sound together: the block of the first ends where the second begins.
        stop = min(end, stretches[n + 1][0]) if n + 1 < len(stretches) else end
        stop = min(stop, last)
        if stop > start:
            laid.append(MusicStretch(start, stop, title, is_current))
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
