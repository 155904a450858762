"""Folders, files and playlist files become one list of tracks."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path, PurePath

from kap_companion.language import tr, tr_later
from kap_companion.music import playlist_files
from kap_companion.music.playlist_places import NOT_FOUND, Nowhere, place_of
from kap_companion.music.tags import read_track
from kap_companion.music.track import Track
from kap_companion.session.wording import elapsed

__all__ = ["ImportStopped", "Lost", "Playlist", "Track", "read_playlist"]

_MUSIC_ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        *("aac", "aif", "aiff", "alac", "ape", "caf", "flac", "m4a", "m4b", "mka", "mp2", "mp3"),
        *("mp4", "oga", "ogg", "opus", "tta", "w64", "wav", "wave", "webm", "wma", "wv"),
    )
)
_MOST_NESTED = 16
_NO_MUSIC = tr_later("there is no music in it")
_NOT_READABLE = tr_later("it may not be read")


class ImportStopped(Exception):
    """Whoever asked for an import wants it no more."""


@dataclass(frozen=True, slots=True)
class Lost:
    """What was named but could not be found or read, and why.

    `name` is as it was written, `wanted` where it would lie, `place` how many tracks come before
    it; title and length are what the playlist says of it.
    """

    name: str
    reason: str
    wanted: PurePath | None = None
    title: str | None = None
    length_s: float | None = None
    place: int = 0

    @property
    def words(self) -> str:
        """One line for the clinician: 'A. Maker - Still (3:05), still.mp3: it is not there'."""
        length = "" if self.length_s is None else f" ({_length(self.length_s)})"
        told = f"{self.title}{length}, " if self.title and self.title != self.name else ""
        return f"{told}{self.name}: {self.reason}"


@dataclass(frozen=True, slots=True)
class Playlist:
    """Tracks in the order they play, and what was named but could not be found or read."""

    tracks: tuple[Track, ...]
    lost: tuple[Lost, ...] = ()

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of what was lost, as they were written."""
        return tuple(lost.name for lost in self.lost)


def read_playlist(
    paths: Sequence[Path],
    *,
    on_progress: Callable[[int], object] | None = None,
    is_stopped: Callable[[], bool] | None = None,
    read: Callable[[Path], Track] = read_track,
) -> Playlist:
    """All music in `paths`: folders with what lies under them, files, m3u, m3u8, pls, xspf lists.

    A file that is named is taken whatever its ending, for only decoding it can tell; of a
    folder only files with a known ending are. Whatever is not there, may not be read, or holds no
    music, is listed under `lost` as it was written.

    It touches nothing but files, so it may run in any thread: `on_progress` is told there how
    many tracks were read so far, `is_stopped` is asked before each. `read` makes a track of a file.
    Raises ImportStopped.
    """
    reader = _Reader(read, on_progress, is_stopped)
    for path in paths:
        # Once more without what stands before it: a folder may really be named '~'.
        home = Path(path) if os.path.lexists(path) else _expanded(Path(path))
        reader.take(home, _Named(str(path)))
    return Playlist(tuple(reader.tracks), tuple(reader.lost))


@dataclass(frozen=True, slots=True)
class _Named:
    """How something was named, and inside which playlists."""

    name: str
    title: str | None = None
    length_s: float | None = None
    inside: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Reader:
    read: Callable[[Path], Track]
    on_progress: Callable[[int], object] | None
    is_stopped: Callable[[], bool] | None
    tracks: list[Track] = field(default_factory=list)
    lost: list[Lost] = field(default_factory=list)
    _known: dict[Path, Track] = field(default_factory=dict)

    def take(self, path: Path, named: _Named) -> None:
        """Add what `path` holds, in playing order."""
        before = len(self.tracks), len(self.lost)
        try:
            full = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symlinks as named
            if full.is_dir():
                self._take_folder(full)
            elif not full.is_file():
                there = os.path.lexists(full)
                self._lose(named, tr("it is no file") if there else tr(NOT_FOUND), full)
            elif not os.access(full, os.R_OK):
                self._lose(named, tr(_NOT_READABLE), full)
            elif full.suffix.lower() in playlist_files.ENDINGS:
                self._take_list(full, named)
            else:
                self._take_file(full)
        except PermissionError:
            self._lose(named, tr(_NOT_READABLE))
        except (OSError, ValueError):  # a NUL in a name, a drive that went away meanwhile
            self._lose(named, tr(NOT_FOUND))
        if before == (len(self.tracks), len(self.lost)):
            self._lose(named, tr(_NO_MUSIC))

    def _take_file(self, path: Path) -> None:
        self._go_on()
        track = self._known.get(path)
        if track is None:
            track = self._known[path] = self.read(path)
        self.tracks.append(track)
        if self.on_progress is not None:
            self.on_progress(len(self.tracks))

    def _take_folder(self, folder: Path) -> None:
        music, closed = _music_under(folder, self._go_on)
        for path in music:
            self._take_file(path)
        for path in closed:
            self._lose(_Named(str(path)), tr(_NOT_READABLE), path)

    def _take_list(self, path: Path, named: _Named) -> None:
        if path in named.inside:
            return self._lose(named, tr("it is a playlist that names itself"))
        if len(named.inside) >= _MOST_NESTED:
            return self._lose(named, tr("it lies in too many playlists within playlists"))
        try:
            entries = playlist_files.read_named(path)
        except playlist_files.NotAPlaylist as trouble:
            return self._lose(named, tr("this list {does}", does=trouble))
        for entry in entries:
            self._go_on()
            name = entry.names[0] if entry.names else entry.title or path.name
            inner = _Named(name, entry.title, entry.length_s, (*named.inside, path))
            # Lists that name each other over and over could go on for hours.
            if len(self.tracks) + len(self.lost) >= playlist_files.MOST_NAMED:
                return self._lose(inner, tr("this list {does}", does=playlist_files.too_many()))
            place = place_of(entry, path.parent)
            if isinstance(place, Nowhere):
                self._lose(inner, place.reason, place.wanted)
            else:
                self.take(place, inner)
        return None

    def _go_on(self) -> None:
        if self.is_stopped is not None and self.is_stopped():
            raise ImportStopped

    def _lose(self, named: _Named, reason: str, wanted: PurePath | None = None) -> None:
        lost = Lost(named.name, reason, wanted, named.title, named.length_s, len(self.tracks))
        self.lost.append(lost)


def _music_under(folder: Path, go_on: Callable[[], None]) -> tuple[list[Path], list[Path]]:
    """The music files under `folder` in the order a person counts, and what may not be read.

    Symlinks are followed, but no folder is entered twice; what is hidden is left out.
    """
    closed: list[Path] = []
    found: list[Path] = []
    seen = {_identity(os.fspath(folder))}

    def refuse(trouble: OSError) -> None:
        closed.append(Path(trouble.filename or folder))

    for parent, inner, names in os.walk(folder, followlinks=True, onerror=refuse):
        go_on()
        inner[:] = [name for name in sorted(inner) if _is_new(os.path.join(parent, name), seen)]  # noqa: PTH118
        for name in names:
            ending = os.path.splitext(name)[1].lower()  # noqa: PTH122 - ten times faster
            if ending in _MUSIC_ENDINGS and not name.startswith("."):
                path = Path(parent, name)
                try:
                    if path.is_file():
                        (found if os.access(path, os.R_OK) else closed).append(path)
                except PermissionError:
                    closed.append(path)
    return sorted(found, key=lambda path: _natural(path.relative_to(folder))), closed


def _is_new(folder: str, seen: set[tuple[int, int]]) -> bool:
    if os.path.basename(folder).startswith("."):  # noqa: PTH119
        return False
    identity = _identity(folder)
    if identity in seen:
        return False
    seen.add(identity)
    return True


def _identity(folder: str) -> tuple[int, int]:
    try:
        facts = os.stat(folder)  # noqa: PTH116
    except OSError:  # os.walk meets it too, and says so
        return (0, hash(folder))
    return (facts.st_dev, facts.st_ino)


def _natural(path: Path) -> list[list[tuple[int, int, str]]]:
    """A sort key that puts 'Track 2' before 'Track 10', folder by folder."""
    return [
        [
            (0, int(piece), "") if piece.isdecimal() else (1, 0, piece)
            for piece in re.split(r"(\d+)", part.casefold())
            if piece
        ]
        for part in path.parts
    ]


def _length(seconds: float) -> str:
    # Claims of more than eleven days make no sense, and no words either.
    return elapsed(timedelta(seconds=min(seconds, 1e6)))


def _expanded(path: Path) -> Path:
    try:
        return path.expanduser()
    except RuntimeError:  # a home that does not exist
        return path
