"""Folders, files and playlist files become one list of tracks."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import url2pathname

from kap_companion.music.library import read_track
from kap_companion.music.track import Track

__all__ = ["Playlist", "Track", "read_playlist"]

_PLAYLIST_ENDINGS = frozenset({".m3u", ".m3u8"})
_MUSIC_ENDINGS = frozenset(
    f".{ending}"
    for ending in (
        *("aac", "aif", "aiff", "alac", "ape", "caf", "flac", "m4a", "m4b", "mka", "mp2", "mp3"),
        *("mp4", "oga", "ogg", "opus", "tta", "w64", "wav", "wave", "webm", "wma", "wv"),
    )
)


@dataclass(frozen=True, slots=True)
class Playlist:
    """Tracks in the order they play, and what was named but could not be found or read."""

    tracks: tuple[Track, ...]
    missing: tuple[str, ...]


def read_playlist(paths: Sequence[Path]) -> Playlist:
    """All music in `paths`: folders with what lies under them, files, m3u and m3u8 lists.

    A file that is named is taken whatever its ending, for only decoding it can tell; of a
    folder only files with a known ending are. Whatever is not there, may not be read, or holds no
    music, is listed under `missing` as it was written.
    """
    tracks: list[Track] = []
    missing: list[str] = []
    for path in paths:
        for found in list(_expand(Path(path), str(path), frozenset())) or [str(path)]:
            if isinstance(found, Path):
                tracks.append(read_track(found))
            else:
                missing.append(found)
    return Playlist(tuple(tracks), tuple(missing))


def _expand(path: Path, as_written: str, inside: frozenset[Path]) -> Iterator[Path | str]:
    """Files to play, as paths, and names that lead nowhere, as text, in playing order."""
    try:
        full = Path(os.path.abspath(path.expanduser()))  # noqa: PTH100 - keeps symlinks as named
        if full.is_dir():
            yield from _music_under(full)
        elif full.suffix.lower() in _PLAYLIST_ENDINGS and full.is_file():
            yield from _entries(full, as_written, inside)
        elif full.is_file() and os.access(full, os.R_OK):
            yield full
        else:
            yield as_written
    except (OSError, ValueError, RuntimeError):  # a NUL in a name, a home that does not exist
        yield as_written


def _music_under(folder: Path) -> Iterator[Path]:
    found = []
    for parent, _, names in os.walk(folder):
        for name in names:
            path = Path(parent) / name
            is_music = path.suffix.lower() in _MUSIC_ENDINGS and not name.startswith(".")
            if is_music and path.is_file():
                found.append(path)
    yield from sorted(found, key=lambda path: _natural(path.relative_to(folder)))


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


def _entries(playlist: Path, as_written: str, inside: frozenset[Path]) -> Iterator[Path | str]:
    if playlist in inside:  # a playlist that names itself, perhaps by way of another
        yield as_written
        return
    for line in _decoded(playlist.read_bytes()).splitlines():
        entry = line.strip()
        if entry and not entry.startswith("#"):
            target = _entry_path(entry, playlist.parent)
            if target is None:
                yield entry
            else:
                yield from _expand(target, entry, inside | {playlist})


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("latin-1")


def _entry_path(entry: str, folder: Path) -> Path | None:
    """Where an entry points, None for an address that is not a file of this machine."""
    if entry.lower().startswith("file:"):
        parts = urlsplit(entry)
        if parts.netloc not in ("", "localhost"):
            return None
        return Path(url2pathname(parts.path) if os.name == "nt" else unquote(parts.path))
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", entry):
        return None
    path = folder / entry
    if not path.exists() and "\\" in entry:  # written on Windows, read elsewhere
        path = folder / entry.replace("\\", "/")
    return path
