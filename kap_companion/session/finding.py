"""Finds words in what stands: whatever their capitals, accents and kind of quotation mark."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_PLAIN = str.maketrans(
    "\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u2010\u2011\u2012\u2013\u2014\u2212\u00a0\n",
    '\'\'"""""------  ',
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for, made ready."""

    folded: str

    def places(self, text: str) -> tuple[tuple[int, int], ...]:
        """Return where it begins and ends in `text`, each place once."""
        if not self.folded:
            return ()
        folded, at = _folded(text)
        places, start = [], folded.find(self.folded)
        while start >= 0:
            end = start + len(self.folded)
            places.append((at[start], at[end - 1] + 1) if at else (start, end))
            start = folded.find(self.folded, end)
        return tuple(places)


def wanted(words: str) -> Wanted:
    """Make `words` ready to be looked for."""
    return Wanted(" ".join(_folded(words)[0].split()))


def _folded(text: str) -> tuple[str, tuple[int, ...]]:
    """Return `text` without capitals and accents, and which letter each came from.

    Where each came from its own place nothing is said about that.
    """
    if text.isascii():
        return text.lower().replace("\n", " "), ()
    folded: list[str] = []
    at: list[int] = []
    for n, letter in enumerate(text.translate(_PLAIN)):
        for part in unicodedata.normalize("NFKD", letter).casefold():
            if not unicodedata.combining(part):
                folded.append(part)
                at.append(n)
    return "".join(folded), tuple(at)
