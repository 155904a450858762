"""Looks for words in whatever a program left behind, in every way in which it could lie there."""

from __future__ import annotations

import base64
import bz2
import contextlib
import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import quote

_TEXTS = ("utf-8", "utf-16-le", "utf-16-be")
_ZLIB = re.compile(rb"\x78[\x01\x5e\x9c\xda]")
_GZIP = re.compile(rb"\x1f\x8b\x08")
_MOST_UNPACKED = 64 << 20
_DEEPEST = 4
_PIECE = 256


@dataclass(frozen=True, slots=True)
class Trace:
    """A word that was found: where, and how it was written there."""

    word: str
    where: str
    how: str

    def __str__(self) -> str:
        return f"{self.word!r} as {self.how} in {self.where}"


def traces(words: Iterable[str], places: Mapping[str, bytes]) -> list[Trace]:
    """Return every one of `words` in every one of `places`, whatever it is wrapped in there."""
    needles = [(word, how, needle) for word in words for how, needle in forms(word)]
    return [found for where, content in places.items() for found in _in(needles, where, content, 0)]


def traces_below(words: Iterable[str], folder: Path) -> list[Trace]:
    """Return every one of `words` in all files below `folder`, and in their names."""
    names = "\n".join(str(path.relative_to(folder)) for path in folder.rglob("*"))
    found = traces(words, {"the names of files": names.encode("utf-8", "surrogateescape")})
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not path.is_symlink():
            found += traces(words, {str(path): path.read_bytes()})
    return found


def forms(word: str) -> Iterator[tuple[str, bytes]]:
    """Return how a word may be written; texts in small letters, which is how they are sought."""
    for encoding in _TEXTS:
        yield encoding, word.lower().encode(encoding)
    if quote(word) != word:
        yield "a web address", quote(word).lower().encode()
    yield "hex", word.encode().hex().encode()
    for encoding in _TEXTS[:2]:
        for n, part in enumerate(_in_base64(word.encode(encoding))):
            yield f"base64 of {encoding}, {n} in", part


def _in_base64(told: bytes) -> Iterator[bytes]:
    """Return what is the same of it in base64, wherever in the text it stands."""
    for before in range(3):
        whole = base64.b64encode(bytes(before) + told)
        first, last = -(-before * 8 // 6), (before + len(told)) * 8 // 6
        yield whole[first:last]


Needles = list[tuple[str, str, bytes]]


def _in(needles: Needles, where: str, content: bytes, depth: int) -> Iterator[Trace]:
    small = content.lower()
    for word, how, needle in needles:
        if needle in (content if how.startswith("base64") else small):
            yield Trace(word, where, how)
    if depth < _DEEPEST:
        for inside, unpacked in _unpacked(content):
            yield from _in(needles, f"{where}: {inside}", unpacked, depth + 1)


def _unpacked(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Return what is packed in it: archives, and streams anywhere, as a PDF and a PNG have them."""
    if content.startswith(b"PK"):
        # A part with a password cannot be read, and need not be.
        with (
            contextlib.suppress(zipfile.BadZipFile, RuntimeError),
            zipfile.ZipFile(io.BytesIO(content)) as packed,
        ):
            yield "the names in it", "\n".join(packed.namelist()).encode()
            for one in packed.infolist():
                yield one.filename, packed.read(one)
    for make, start in ((bz2.BZ2Decompressor, b"BZh"), (lzma.LZMADecompressor, b"\xfd7zXZ")):
        if content.startswith(start):
            yield make.__name__, _read(make(), content)
    for window, begins in ((zlib.MAX_WBITS, _ZLIB), (zlib.MAX_WBITS | 16, _GZIP)):
        for found in begins.finditer(content):
            told = _read(zlib.decompressobj(window), memoryview(content)[found.start() :])
            if told:
                yield f"deflate at {found.start()}", told


class _Unpacker(Protocol):
    def decompress(self, packed: bytes, most: int, /) -> bytes: ...


def _read(unpacker: _Unpacker, packed: bytes | memoryview) -> bytes:
    """Return what can be read of it: the beginning of a stream that is broken or cut off too."""
    told = bytearray()
    for at in range(0, len(packed), _PIECE):
        try:
            told += unpacker.decompress(bytes(packed[at : at + _PIECE]), _MOST_UNPACKED)
        except (zlib.error, OSError, EOFError, lzma.LZMAError):
            break
        if len(told) > _MOST_UNPACKED or getattr(unpacker, "eof", False):
            break
    return bytes(told)
