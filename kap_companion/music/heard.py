"""What a client heard in earlier sessions, and what was seen while it sounded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from itertools import chain

from kap_companion.language import day_words, trn
from kap_companion.music.track import Track, track_key
from kap_companion.session.entries import (
    AdverseEvent,
    ClockChanged,
    Entry,
    Marked,
    MusicAct,
    MusicChanged,
    NoteTaken,
    RecordBody,
    SessionEnded,
    TrackStarted,
)
from kap_companion.session.standing import Standing, in_order, record_standing
from kap_companion.session.wording import kept_words

__all__ = ["Heard", "heard_of", "heard_words", "name_key", "played_before"]

# How far a track may run past the length its file claims before silence is certain.
_SLACK_S = 15.0


@dataclass(frozen=True, slots=True)
class Heard:
    """In how many sessions a track sounded, when last, and what was kept while it did.

    `last_at` is in the clinician's time of that day. Marks are one-key observations, `adverse`
    adverse events, `notes` notes of the record, all as they stand, oldest first; a mark made
    several times is there as often.
    """

    times: int
    last_at: datetime
    marks: tuple[str, ...] = ()
    adverse: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def played_before(records: Iterable[Iterable[Entry[RecordBody]]]) -> dict[str, Heard]:
    """Return what sounded in the sessions whose records are given, by track id.

    Older entries have none and stand under `name_key` of their title and artist. What was struck
    or withdrawn does not count; what was told late counts to what sounded when it happened; what
    happened in silence (paused, faded, played to its end) counts to no track.
    """
    gathered: dict[str, list[_Sounding]] = {}
    for record in records:
        here: dict[str, _Sounding] = {}
        _fold(in_order(record_standing(record)), here)
        for key, sounding in here.items():
            gathered.setdefault(key, []).append(sounding)
    return {key: _heard(found) for key, found in gathered.items()}


def heard_of(track: Track, before: Mapping[str, Heard]) -> Heard | None:
    """Return what was heard of `track`, whichever way its entries name it; None where nothing."""
    found = [
        before[key]
        for key in (track_key(track.path), name_key(track.title, track.artist))
        if key in before
    ]
    if len(found) < 2:
        return found[0] if found else None
    found.sort(key=lambda heard: heard.last_at)
    return Heard(
        sum(heard.times for heard in found),
        found[-1].last_at,
        tuple(chain.from_iterable(heard.marks for heard in found)),
        tuple(chain.from_iterable(heard.adverse for heard in found)),
        tuple(chain.from_iterable(heard.notes for heard in found)),
    )


def heard_words(heard: Heard | None) -> str:
    """Return one line: 'Played in 2 sessions, last on 3 May 2026: tears (2), 1 note'."""
    if heard is None:
        return ""
    seen = [*_counted(heard.adverse), *_counted(heard.marks)]
    if heard.notes:
        seen.append(trn("1 note", "{n} notes", len(heard.notes)))
    day = day_words(heard.last_at.date())
    played = trn(
        "Played in 1 session, on {day}",
        "Played in {n} sessions, last on {day}",
        heard.times,
        day=day,
    )
    return f"{played}: {', '.join(seen)}" if seen else played


def name_key(title: str, artist: str | None) -> str:
    """Return what a track without an id is known by: its title and artist."""
    return f"{title.casefold()}\n{(artist or '').casefold()}"


@dataclass(slots=True)
class _Sounding:
    """What one session holds of one track."""

    last_at: datetime
    marks: list[str] = field(default_factory=list)
    adverse: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def _heard(found: list[_Sounding]) -> Heard:
    found = sorted(found, key=lambda sounding: sounding.last_at)
    return Heard(
        len(found),
        found[-1].last_at,
        tuple(chain.from_iterable(sounding.marks for sounding in found)),
        tuple(chain.from_iterable(sounding.adverse for sounding in found)),
        tuple(chain.from_iterable(sounding.notes for sounding in found)),
    )


@dataclass(slots=True)
class _Room:
    """What sounds at one moment: a track, whether it is silenced, and when it runs out."""

    key: str | None = None
    since: datetime | None = None  # None while it is silenced
    left: timedelta | None = None  # of the track, at `since`; None where unknown

    def silence(self, at: datetime) -> None:
        if self.since is not None and self.left is not None:
            self.left -= at - self.since
        self.since = None

    def sounds(self, at: datetime) -> str | None:
        if self.since is None:
            return None
        ran_out = self.left is not None and at - self.since > self.left
        return None if ran_out else self.key


def _fold(rows: list[Standing[RecordBody]], here: dict[str, _Sounding]) -> None:
    room = _Room()
    for row in rows:
        at = row.happened_at
        match row.body:
            case TrackStarted() as started:
                room = _begun(started, at)
                local = _local(row.entry)
                sounding = here.setdefault(room.key or "", _Sounding(local))
                sounding.last_at = max(sounding.last_at, local)
            case MusicChanged(act=act, name=None):
                _change(room, act, at)
            case SessionEnded():
                room = _Room()
            case ClockChanged():
                room.left = None  # asleep it stood still: how long it has left is not known
            case Marked() | AdverseEvent() | NoteTaken():
                key = room.sounds(at)
                if key is not None:
                    _keep(here[key], row.body)
            case _:
                pass


def _begun(started: TrackStarted, at: datetime) -> _Room:
    key = started.track_id or name_key(started.title, started.artist)
    if started.length_s is None:
        return _Room(key, at)
    left_s = max(0.0, float(started.length_s - started.position_s)) + _SLACK_S
    return _Room(key, at, timedelta(seconds=min(left_s, 1e6)))


def _change(room: _Room, act: MusicAct, at: datetime) -> None:
    match act:
        case MusicAct.PAUSE | MusicAct.FADE:
            room.silence(at)
        case MusicAct.PLAY | MusicAct.RESUME | MusicAct.FADE_BACK:
            room.since = room.since or at
        case MusicAct.SEEK:
            room.left = None  # the entry does not say where to
        case _:
            pass


def _keep(sounding: _Sounding, body: Marked | AdverseEvent | NoteTaken) -> None:
    match body:
        case Marked(tag=tag):
            sounding.marks.append(tag)
        case AdverseEvent(what=what):
            sounding.adverse.append(what)
        case NoteTaken(text=text):
            sounding.notes.append(text)


def _local(entry: Entry[RecordBody]) -> datetime:
    sign = -1 if entry.utc_offset.startswith("-") else 1
    hours, _, minutes = entry.utc_offset.lstrip("+-").partition(":")
    offset = timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return entry.at.astimezone(timezone(sign * offset))


def _counted(words: tuple[str, ...]) -> list[str]:
    counts: dict[str, int] = {}
    for word in words:
        counts[word] = counts.get(word, 0) + 1
    return [
        kept_words(word) if count == 1 else f"{kept_words(word)} ({count})"
        for word, count in counts.items()
    ]
