"""The clinician's music at hand: what is kept of each track, found again as they type."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from kap_companion.music.heard import Heard, heard_words
from kap_companion.music.measurement import Measurement, step_of
from kap_companion.music.track import Loudness, Track, track_key

__all__ = ["Facts", "Kept", "Library", "Stamp", "facts", "row_from_form", "row_to_form", "stamp_of"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """A file's size and time of change: while both stand, what was read from it holds."""

    size_bytes: int
    changed_ns: int


@dataclass(frozen=True, slots=True)
class Kept:
    """A track as the library keeps it.

    `intensity` (0 still to 1 driving) is there only where the clinician corrected it by hand;
    `content_hash` leads to what was measured, and `stamp` says of which state of the file.
    """

    track: Track
    favourite: bool = False
    intensity: float | None = None
    content_hash: str | None = None
    stamp: Stamp | None = None
    added_at: datetime | None = None
    key: str = field(init=False, compare=False, repr=False)
    """What arcs, the log and the shelf know the track by (`track_key`)."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", track_key(self.track.path))


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is shown of a track; `loudness` is what its tags claim unless `is_measured`.

    `step` is 1 (gentle) to 5, by hand where `is_corrected`; `curve` the measured intensity along
    the track; `played_before` one line, empty where this client never heard it.
    """

    key: str
    title: str
    artist: str | None
    album: str | None
    length_s: float | None
    loudness: Loudness | None
    is_measured: bool
    step: int | None
    is_corrected: bool
    curve: tuple[float, ...]
    favourite: bool
    played_before: str


def facts(kept: Kept, measurement: Measurement | None = None, heard: Heard | None = None) -> Facts:
    """Return what is shown of a track, given what was measured of it and heard by this client."""
    track = kept.track
    measured = None if measurement is None else measurement.intensity
    intensity = measured if kept.intensity is None else kept.intensity
    return Facts(
        key=kept.key,
        title=track.title,
        artist=track.artist,
        album=track.album,
        length_s=track.length_s if measurement is None else measurement.length_s,
        loudness=track.tagged if measurement is None else measurement.loudness,
        is_measured=measurement is not None,
        step=None if intensity is None else step_of(intensity),
        is_corrected=kept.intensity is not None,
        curve=() if measurement is None else measurement.curve,
        favourite=kept.favourite,
        played_before=heard_words(heard),
    )


class Library:
    """Everything kept, by key, with an index in memory for search as you type.

    Rows are values: to change one, `put` another of the same key (`dataclasses.replace`).
    """

    def __init__(self, rows: Iterable[Kept] = ()) -> None:
        self._rows: dict[str, _Indexed] = {}
        self._in_order: list[_Indexed] | None = None
        self._last: tuple[str, list[_Indexed]] | None = None
        self.put(rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __contains__(self, key: object) -> bool:
        return key in self._rows

    def __iter__(self) -> Iterator[Kept]:
        """All rows, by title."""
        return (row.kept for row in self._sorted())

    def get(self, key: str) -> Kept | None:
        """Return the row of a track."""
        row = self._rows.get(key)
        return None if row is None else row.kept

    def put(self, rows: Iterable[Kept]) -> None:
        """Keep `rows`, each in place of an earlier one of the same key."""
        for kept in rows:
            before = self._rows.get(kept.key)
            if before is not None and before.kept.track == kept.track:
                before.kept = kept  # it is found and stands where it was
            else:
                self._rows[kept.key] = _Indexed(kept)
                self._in_order = self._last = None

    def remove(self, keys: Iterable[str]) -> None:
        """Forget the rows of these tracks; the files stay as they are."""
        for key in keys:
            if self._rows.pop(key, None) is not None:
                self._in_order = self._last = None

    def search(self, text: str, *, favourites_first: bool = False) -> tuple[Kept, ...]:
        """Return what holds every word of `text` in title, artist, album or name of the file.

        Capitals and accents do not count, and a word may begin anywhere. Titles that begin with
        `text` come first, then those with a word that does, then the rest, each by title; with
        `favourites_first` favourites stand before all. No words find everything.
        """
        words = _folded(text).split()
        hits = self._hits(" ".join(words), words)
        if words:
            begins, first = f" {' '.join(words)}", f" {words[0]}"
            ranked: tuple[list[_Indexed], ...] = ([], [], [])
            for row in hits:
                title = row.title
                ranked[0 if title.startswith(begins) else 1 if first in title else 2].append(row)
            hits = [*ranked[0], *ranked[1], *ranked[2]]
        found = [row.kept for row in hits]
        if favourites_first:
            found.sort(key=lambda kept: not kept.favourite)
        return tuple(found)

    def _hits(self, query: str, words: list[str]) -> list[_Indexed]:
        """The rows that hold all words, by title; looked for in the last hits while typing on."""
        if self._last is not None and query.startswith(self._last[0]):
            hits = self._last[1]
        else:
            hits = self._sorted()
        for word in sorted(set(words), key=len, reverse=True):
            hits = [row for row in hits if word in row.text]
        self._last = (query, hits)
        return hits

    def _sorted(self) -> list[_Indexed]:
        if self._in_order is None:
            self._in_order = sorted(self._rows.values(), key=lambda row: row.order)
        return self._in_order


class _Indexed:
    """A row with what it is found by; `title` begins with a space, as each of its words does."""

    __slots__ = ("kept", "order", "text", "title")

    def __init__(self, kept: Kept) -> None:
        track = kept.track
        title, artist = _folded(track.title), _folded(track.artist or "")
        name = _folded(track.path.name)
        self.kept = kept
        self.title = f" {' '.join(title.split())}"
        self.text = "\n".join((title, artist, _folded(track.album or ""), name))
        self.order = (self.title, artist, str(track.path))


# Letters that Unicode does not take apart into a plain one and an accent.
_PLAIN = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
    # Typed or not, straight or curly: the same name.
    | dict.fromkeys("'’‘ʼ´`")
)
_ACCENTS = re.compile("[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]+")


def _folded(text: str) -> str:
    """`text` without capitals, accents and apostrophes, for comparing."""
    folded = text.casefold()
    if not folded.isascii():
        folded = _ACCENTS.sub("", unicodedata.normalize("NFKD", folded)).casefold()
    return folded.translate(_PLAIN)


def stamp_of(path: Path) -> Stamp | None:
    """Return a file's stamp now, None where it cannot be reached."""
    try:
        told = path.stat()
    except (OSError, ValueError):
        return None
    return Stamp(told.st_size, told.st_mtime_ns)


# --- as JSON, for the shelf --------------------------------------------------------------------


def row_to_form(kept: Kept) -> dict[str, Any]:
    """Return a row as plain JSON values; names that are not UTF-8 text stay byte for byte."""
    track, tagged = kept.track, kept.track.tagged
    form = {
        "path": _text_form(str(track.path)),
        "title": _text_form(track.title),
        "artist": _text_form(track.artist),
        "album": _text_form(track.album),
        "length_s": track.length_s,
        "tagged": None
        if tagged is None
        else [
            tagged.integrated_lufs,
            tagged.true_peak_dbtp,
            tagged.album_lufs,
            tagged.album_peak_dbtp,
        ],
        "favourite": kept.favourite or None,
        "intensity": kept.intensity,
        "content_hash": kept.content_hash,
        "stamp": None if kept.stamp is None else [kept.stamp.size_bytes, kept.stamp.changed_ns],
        "added_at": None if kept.added_at is None else kept.added_at.isoformat(),
    }
    return {key: value for key, value in form.items() if value is not None}


def row_from_form(form: Mapping[str, Any]) -> Kept:
    """Return the row that `row_to_form` made `form` of. Raises ValueError for any other."""
    try:
        tagged, stamp, added_at = form.get("tagged"), form.get("stamp"), form.get("added_at")
        track = Track(
            path=Path(_text(form["path"])),
            title=_text(form["title"]),
            artist=None if form.get("artist") is None else _text(form["artist"]),
            album=None if form.get("album") is None else _text(form["album"]),
            length_s=_number(form.get("length_s")),
            tagged=None if tagged is None else _loudness(tagged),
        )
        return Kept(
            track=track,
            favourite=form.get("favourite") is True,
            intensity=_number(form.get("intensity")),
            content_hash=None if form.get("content_hash") is None else _text(form["content_hash"]),
            stamp=None if stamp is None else Stamp(int(stamp[0]), int(stamp[1])),
            added_at=None if added_at is None else datetime.fromisoformat(added_at),
        )
    except (AttributeError, IndexError, KeyError, TypeError, OverflowError) as trouble:
        raise ValueError("this is no row of the library") from trouble


def _text_form(text: str | None) -> str | dict[str, str] | None:
    if text is None:
        return None
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return {"bytes": text.encode("utf-8", "surrogatepass").hex()}
    return text


def _text(form: Any) -> str:
    if isinstance(form, str):
        return form
    return bytes.fromhex(form["bytes"]).decode("utf-8", "surrogatepass")


def _number(value: Any) -> float | None:
    return None if value is None else float(value)


def _loudness(form: Any) -> Loudness:
    integrated, peak, album, album_peak = form
    return Loudness(float(integrated), _number(peak), _number(album), _number(album_peak))
