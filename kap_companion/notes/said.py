"""Words that know which entries say them, through every sentence a template builds of them.

For a template they are plain text. Only where they are written out (`str()`) do they stand between
marks that name their entries, and `pieces` reads the marks again. The marks are halves of surrogate
pairs: no entry and no template can hold one (codec.clean_text).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, SupportsIndex, TypeAlias

Piece: TypeAlias = tuple[str, tuple[str, ...]]
"""A stretch of text and the ids of the entries that say it; none where it is a template's own."""

_OPEN, _TOLD, _CLOSE = "\ud800", "\ud801", "\ud802"
_MARK = re.compile(f"{_OPEN}([^{_TOLD}]*){_TOLD}|{_CLOSE}")
_HALVES = re.compile("[\ud800-\udfff]")


class Said(str):
    """Text of some entries. What changes it (upper, strip, +, a slice) keeps its entries."""

    __slots__ = ("pieces",)
    pieces: tuple[Piece, ...]

    def __new__(cls, text: str, entries: Iterable[str] = ()) -> Said:
        """Return `text` as said by `entries`."""
        told = text if text.isascii() else _HALVES.sub("\ufffd", text)
        return cls.of_pieces(((told, tuple(dict.fromkeys(entries))),))

    @classmethod
    def of_pieces(cls, pieces: Iterable[Piece]) -> Said:
        """Return the pieces as one text."""
        kept = tuple(piece for piece in pieces if piece[0])
        made = str.__new__(cls, "".join(text for text, _ in kept))
        made.pieces = kept
        return made

    @classmethod
    def of(cls, text: str) -> Said:
        """Return a written text with its marks read again."""
        return text if isinstance(text, Said) else cls.of_pieces(pieces(text))

    @property
    def entries(self) -> tuple[str, ...]:
        """The ids of all entries that say any of it."""
        return tuple(dict.fromkeys(one for _, ids in self.pieces for one in ids))

    def __str__(self) -> str:
        return "".join(
            f"{_OPEN}{','.join(ids)}{_TOLD}{text}{_CLOSE}" if ids else text
            for text, ids in self.pieces
        )

    def __repr__(self) -> str:
        return str.__repr__(self)

    def __add__(self, other: str) -> Said:
        return Said.of_pieces((*self.pieces, *Said.of(other).pieces))

    def __radd__(self, other: str) -> Said:
        return Said.of_pieces((*Said.of(other).pieces, *self.pieces))

    def __iter__(self) -> Iterator[str]:
        return (Said(letter, ids) for text, ids in self.pieces for letter in text)

    def __getitem__(self, at: SupportsIndex | slice) -> Said:
        if not isinstance(at, slice) or at.step not in (None, 1):
            return Said(str.__getitem__(self, at), self.entries)
        begin, end, _ = at.indices(len(self))
        return Said.of_pieces(_cut(self.pieces, begin, end))

    def strip(self, chars: str | None = None, /) -> Said:
        return self.lstrip(chars).rstrip(chars)

    def lstrip(self, chars: str | None = None, /) -> Said:
        return self[len(self) - len(str.lstrip(self, chars)) :]

    def rstrip(self, chars: str | None = None, /) -> Said:
        return self[: len(str.rstrip(self, chars))]

    def removeprefix(self, prefix: str, /) -> Said:
        return self[len(prefix) :] if prefix and self.startswith(prefix) else self

    def removesuffix(self, suffix: str, /) -> Said:
        return self[: -len(suffix)] if suffix and self.endswith(suffix) else self

    def upper(self) -> Said:
        return Said.of_pieces((text.upper(), ids) for text, ids in self.pieces)

    def lower(self) -> Said:
        return Said.of_pieces((text.lower(), ids) for text, ids in self.pieces)

    def capitalize(self) -> Said:
        return Said.of_pieces(
            (text.lower() if n else text.capitalize(), ids)
            for n, (text, ids) in enumerate(self.pieces)
        )

    def title(self) -> Said:
        return Said(str.title(self), self.entries)

    def replace(self, old: str, new: str, count: SupportsIndex = -1, /) -> Said:
        return Said(str.replace(self, old, str.__str__(new), count), self.entries)

    def split(self, sep: str | None = None, maxsplit: SupportsIndex = -1) -> list[Any]:
        return [Said(part, self.entries) for part in str.split(self, sep, maxsplit)]

    def splitlines(self, keepends: bool = False) -> list[Any]:
        return [Said(part, self.entries) for part in str.splitlines(self, keepends)]


def pieces(written: str) -> tuple[Piece, ...]:
    """Return a written text as pieces, without its marks; within two marks both entries say it."""
    told: list[Piece] = []
    inside: list[tuple[str, ...]] = []
    begin = 0
    for mark in _MARK.finditer(written):
        told.append((written[begin : mark.start()], _all(inside)))
        begin = mark.end()
        if mark[1] is not None:
            inside.append(tuple(one for one in mark[1].split(",") if one))
        elif inside:
            inside.pop()
    told.append((written[begin:], _all(inside)))
    return tuple(
        (text if text.isascii() else _HALVES.sub("", text), ids) for text, ids in told if text
    )


def _all(inside: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one for ids in inside for one in ids))


def _cut(of: Iterable[Piece], begin: int, end: int) -> Iterator[Piece]:
    at = 0
    for text, ids in of:
        yield text[max(0, begin - at) : max(0, end - at)], ids
        at += len(text)
