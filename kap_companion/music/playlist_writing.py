"""Tracks become an m3u8 or xspf file that other players open."""

from __future__ import annotations

import contextlib
import os
import secrets
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote_from_bytes
from xml.sax.saxutils import escape

from kap_companion.language import tr
from kap_companion.music.track import Track
from kap_companion.system_words import system_words

__all__ = ["PlaylistNotWritten", "write_playlist"]

# VLC (3.0.24) takes a line for part of a URI and cuts it at '#', mpv (0.35) takes it literally: a
# name with one of these is written as a whole file: URI, the one form that both understand.
_ONLY_IN_URIS = frozenset("#?%:[]\\")


class PlaylistNotWritten(Exception):
    """A playlist was not written; the message is a sentence for the clinician."""


def write_playlist(path: Path, tracks: Sequence[Track], *, overwrite: bool = False) -> None:
    """Write `tracks` in their order to `path`, as m3u8 or xspf by its ending, whole or not at all.

    Tracks under the playlist's folder are named relative to it, so that the folder can be moved as
    one; others absolutely, in an m3u8 also the few names that players would read differently.
    Nothing is overwritten without `overwrite`. Raises PlaylistNotWritten.
    """
    full = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symlinks as named
    ending = full.suffix.lower()
    if ending not in (".m3u8", ".xspf"):
        raise PlaylistNotWritten(
            tr("A playlist is saved as .m3u8 or .xspf: give its name one of these.")
        )
    for track in tracks:
        if not _is_text(str(track.path)):
            raise PlaylistNotWritten(
                tr(
                    "The name {path} is not proper text, which a playlist must hold: rename "
                    "that file or folder, then save again.",
                    path=_shown(track.path),
                )
            )
    make = _m3u8 if ending == ".m3u8" else _xspf
    _write(full, make(tracks, full.parent).encode("utf-8"), overwrite)


def _m3u8(tracks: Sequence[Track], folder: Path) -> str:
    lines = ["#EXTM3U"]
    for track in tracks:
        seconds = -1 if track.length_s is None else round(track.length_s)
        words = " - ".join(word for word in (track.artist, track.title) if word)
        lines += [f"#EXTINF:{seconds},{_on_one_line(words)}", _m3u8_place(track.path, folder)]
    return "\n".join((*lines, ""))


def _m3u8_place(path: Path, folder: Path) -> str:
    full = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symlinks as named
    place = full.relative_to(folder).as_posix() if full.is_relative_to(folder) else str(full)
    # Lines are stripped by whoever reads them, and a name may hold the end of a line.
    is_plain = place == _on_one_line(place) and not (_ONLY_IN_URIS & set(place) or place[0] == "~")
    return place if is_plain else full.as_uri()


def _xspf(tracks: Sequence[Track], folder: Path) -> str:
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<playlist version="1" xmlns="http://xspf.org/ns/0/">',
        "  <trackList>",
    ]
    for track in tracks:
        length = None if track.length_s is None else str(round(track.length_s * 1000))
        told = {
            "location": _uri(track.path, folder),
            "title": track.title,
            "creator": track.artist,
            "album": track.album,
            "duration": length,
        }
        lines.append("    <track>")
        lines += [
            f"      <{key}>{escape(_on_one_line(text))}</{key}>"
            for key, text in told.items()
            if text
        ]
        lines.append("    </track>")
    return "\n".join((*lines, "  </trackList>", "</playlist>", ""))


def _uri(path: Path, folder: Path) -> str:
    full = Path(os.path.abspath(path))  # noqa: PTH100 - keeps symlinks as named
    if full.is_relative_to(folder):
        return quote_from_bytes(os.fsencode(full.relative_to(folder).as_posix()))
    return full.as_uri()


def _on_one_line(text: str) -> str:
    """`text` without ends of lines, control characters (XML has none) and half characters."""
    clean = "".join(letter if letter >= " " else " " for letter in text).strip()
    clean = clean.translate({0x7F: " ", 0xFFFE: " ", 0xFFFF: " "})
    return clean.encode("utf-8", "replace").decode("utf-8")


def _is_text(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def _shown(path: Path) -> str:
    bad = next(part for part in path.parts if not _is_text(part))
    return f"'{bad.encode('utf-8', 'replace').decode('utf-8')}'"


def _write(path: Path, content: bytes, overwrite: bool) -> None:
    fresh = path.with_name(f".{secrets.token_hex(8)}.new")
    try:
        try:
            handle = os.open(fresh, os.O_CREAT | os.O_EXCL | os.O_WRONLY | _BINARY, 0o666)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            if overwrite:
                fresh.replace(path)
            else:
                _put_where_nothing_is(fresh, path)
        finally:
            with contextlib.suppress(OSError):
                fresh.unlink()
    except FileExistsError as trouble:
        raise PlaylistNotWritten(
            tr(
                "There is a file '{name}' already: choose another name, or say to replace it.",
                name=path.name,
            )
        ) from trouble
    except (OSError, ValueError) as trouble:  # a full disk, a folder that is not there or closed
        system = system_words(trouble) if isinstance(trouble, OSError) else ""
        why = system or tr("its name cannot be used")
        raise PlaylistNotWritten(
            tr(
                "The playlist could not be saved in '{folder}' ({why}): choose another folder.",
                folder=path.parent,
                why=why,
            )
        ) from trouble


_BINARY: int = getattr(os, "O_BINARY", 0)


def _put_where_nothing_is(fresh: Path, path: Path) -> None:
    """Give `fresh` the name `path`. Raises FileExistsError where something has it."""
    try:
        path.hardlink_to(fresh)  # one step: nobody can come between looking and naming
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):  # a stick's file system may have no links
        if os.path.lexists(path):
            raise FileExistsError from None
        fresh.replace(path)
