"""What the text of an m3u, m3u8, pls or xspf file names, whatever wrote it."""

from __future__ import annotations

import codecs
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin
from xml.parsers import expat

from kap_companion.language import count_words, tr

ENDINGS = frozenset({".m3u", ".m3u8", ".pls", ".xspf"})
MOST_BYTES = 16 * 1024 * 1024
"""More than this is no list of music: 10,000 long names take a tenth of it."""

MOST_NAMED = 100_000
_MOST_PLACES = 8


def too_many() -> str:
    """Return what is wrong with a list that names too much, to follow 'This list'."""
    return tr("names more than {count} files", count=count_words(MOST_NAMED))


class NotAPlaylist(ValueError):
    """A playlist file cannot be read; the message says why, to follow 'This list'."""


@dataclass(frozen=True, slots=True)
class Named:
    """One piece of music as a playlist names it.

    `names` are the ways to understand what is written, most likely first: the one that leads to
    a file is meant. `is_uri` says that they are URI references by the format's own rules, `base`
    what they are relative to where the file says so. Title and length are the playlist's claim.
    """

    names: tuple[str, ...]
    title: str | None = None
    length_s: float | None = None
    is_uri: bool = False
    base: str | None = None


def read_named(path: Path) -> tuple[Named, ...]:
    """Return what the playlist file at `path` names, in its order.

    Raises NotAPlaylist with one sentence's end, OSError where the file cannot be read.
    """
    with path.open("rb") as file:
        raw = file.read(MOST_BYTES + 1)
    if len(raw) > MOST_BYTES:
        raise NotAPlaylist(tr("is too large to be a list of music"))
    return parse(raw, path.suffix)


def parse(raw: bytes, ending: str) -> tuple[Named, ...]:
    """Return what a playlist's bytes name; `ending` ('.m3u', '.pls' ...) says how to read them.

    Raises NotAPlaylist.
    """
    ending = ending.lower()
    if ending == ".xspf":
        return _xspf(raw)
    if _is_binary(raw):
        raise NotAPlaylist(tr("holds no text"))
    named = _pls(raw) if ending == ".pls" else _m3u(raw)
    found = tuple(islice(named, MOST_NAMED + 1))
    if len(found) > MOST_NAMED:
        raise NotAPlaylist(too_many())
    return found


# --- m3u and pls: lines ------------------------------------------------------------------------


def _is_binary(raw: bytes) -> bool:
    """Whether this is a renamed music file or the like: text has next to no control characters."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return False
    head = raw[:4096]
    odd = sum(byte < 32 and byte not in b"\t\n\r\f\x1a" for byte in head)
    return odd * 20 > len(head)


def _lines(raw: bytes) -> Iterator[tuple[str, ...]]:
    """Each line that is not empty, in all the ways its bytes may be meant."""
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raw = raw.decode("utf-16", "replace").encode()
    # Only these end a line: a name may hold U+2028 or the like, where str.splitlines would cut.
    for piece in re.finditer(rb"[^\r\n]+", raw.removeprefix(codecs.BOM_UTF8)):
        if line := piece[0].strip(b" \t\x1a"):
            yield _decoded(line)


def _decoded(line: bytes) -> tuple[str, ...]:
    try:
        return (line.decode("utf-8"),)
    except UnicodeDecodeError:
        latin = line.decode("latin-1")
        try:
            windows = line.decode("cp1252")
        except UnicodeDecodeError:  # five bytes mean nothing there
            windows = latin
        # Written on this computer, a name may be the very bytes of a file's name.
        as_bytes = line.decode("utf-8", "surrogateescape")
        return tuple(dict.fromkeys((windows, latin, as_bytes)))


def _m3u(raw: bytes) -> Iterator[Named]:
    title: str | None = None
    length_s: float | None = None
    for line in _lines(raw):
        if line[0].upper().startswith("#EXTINF:"):
            seconds, _, words = line[0][len("#EXTINF:") :].partition(",")
            title, length_s = words.strip() or None, _seconds(seconds.split(" ", 1)[0])
        elif not line[0].startswith("#"):
            yield Named(line, title, length_s)
            title = length_s = None


_PLS_LINE = re.compile(r"\s*(file|title|length)([0-9]{1,9})\s*=\s*(.*)", re.IGNORECASE | re.DOTALL)


def _pls(raw: bytes) -> Iterator[Named]:
    said: dict[str, dict[int, tuple[str, ...]]] = {"file": {}, "title": {}, "length": {}}
    for line in _lines(raw):
        found = [match for text in line if (match := _PLS_LINE.fullmatch(text))]
        if found and found[0][3].strip():
            texts = tuple(match[3].strip() for match in found)
            said[found[0][1].lower()].setdefault(int(found[0][2]), texts)
    for number, names in sorted(said["file"].items()):
        title = said["title"].get(number, (None,))[0]
        yield Named(names, title, _seconds(said["length"].get(number, ("",))[0]))


def _seconds(text: str) -> float | None:
    try:
        seconds = float(text)
    except ValueError:
        return None
    return seconds if math.isfinite(seconds) and seconds > 0 else None


# --- xspf --------------------------------------------------------------------------------------


def _xspf(raw: bytes) -> tuple[Named, ...]:
    first: Exception | None = None
    # A list may claim to be UTF-8 and be latin-1, as which anything at all can be read.
    for encoding in (None,) if _is_utf_8(raw) else (None, "iso-8859-1"):
        try:
            return _Xspf(encoding).read(raw)
        except NotAPlaylist:
            raise
        except (expat.ExpatError, LookupError, ValueError) as trouble:
            first = first or trouble
    raise NotAPlaylist(tr("is damaged: it is not whole XML")) from first


def _is_utf_8(raw: bytes) -> bool:
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


@dataclass(slots=True)
class _XspfTrack:
    base: str
    names: list[str] = field(default_factory=list)
    title: str = ""
    creator: str = ""
    duration: str = ""


class _Xspf:
    """One reading of an xspf file (xspf.org/spec, version 1), as a stream of its elements.

    A document type is refused as soon as it begins, so that no entity is ever defined: those can
    grow without end or name other files of this computer.
    """

    def __init__(self, encoding: str | None = None) -> None:
        parser = expat.ParserCreate(encoding, namespace_separator=" ")
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        parser.buffer_text = True
        self._parser = parser
        self._open: list[tuple[str, str]] = []  # each open element with the base it gives
        self._text: list[str] = []
        self._track: _XspfTrack | None = None
        self._found: list[Named] = []

    def read(self, raw: bytes) -> tuple[Named, ...]:
        self._parser.Parse(raw, True)
        return tuple(self._found)

    def _doctype(self, *_: object) -> None:
        raise NotAPlaylist(tr("defines XML entities, which no list of music needs"))

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(" ")[2]
        if not self._open and name != "playlist":
            raise NotAPlaylist(tr("is XML, but not a list of music"))
        if len(self._open) >= 64:
            raise NotAPlaylist(tr("is nested too deep"))
        base = self._open[-1][1] if self._open else ""
        given = attributes.get("http://www.w3.org/XML/1998/namespace base", "").strip()
        base = urljoin(base, given) if given else base
        self._text = []
        if name == "track" and self._within("trackList"):
            self._track = _XspfTrack(base)
        self._open.append((name, base))

    def _characters(self, text: str) -> None:
        self._text.append(text)

    def _end(self, name: str) -> None:
        _, base = self._open.pop()
        track, text = self._track, "".join(self._text).strip()
        self._text = []
        name = name.rpartition(" ")[2]
        if track is None:
            return
        if name == "track" and self._within("trackList"):
            self._track = None
            if len(self._found) == MOST_NAMED:
                raise NotAPlaylist(too_many())
            self._found.append(_named(track))
        elif self._within("track"):
            match name:
                case "location" if text and len(track.names) < _MOST_PLACES:
                    track.names.append(text)
                    track.base = base
                case "title" | "creator" | "duration":
                    setattr(track, name, " ".join(text.split()))
                case _:
                    pass

    def _within(self, name: str) -> bool:
        return bool(self._open) and self._open[-1][0] == name


def _named(track: _XspfTrack) -> Named:
    title = " - ".join(word for word in (track.creator, track.title) if word) or None
    length_ms = _seconds(track.duration)
    # A track without a place is still named: by its title alone.
    return Named(
        tuple(track.names),
        title,
        None if length_ms is None else length_ms / 1000,
        is_uri=True,
        base=track.base or None,
    )
