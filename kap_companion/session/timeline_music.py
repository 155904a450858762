"""What of the session's music sounded when, as the record tells it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.session.standing import Standing, in_order
from kap_companion.session.timeline import MusicStretch

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


def sounded(past: Iterable[Heard], until: datetime) -> tuple[MusicStretch, ...]:
    """Return what sounded before `until` as stretches, in order."""
    return tuple(
        MusicStretch(one.began_at, one.until(until), one.title)
        for one in past
        if one.until(until) > one.began_at
    )


def _end(found: list[Heard], at: datetime) -> None:
    if found and found[-1].ended_at is None:
        found[-1] = replace(found[-1], ended_at=at)


def _after(at: datetime, seconds: float | None) -> datetime | None:
    return None if seconds is None else at + timedelta(seconds=seconds)
