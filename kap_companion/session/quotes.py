"""Finds what stands in quotation marks: the client's own words in a note."""

from __future__ import annotations

import re

_QUOTED = re.compile(
    # Straight marks only where they open before a word and close after one: 5" is no quote.
    r'(?<!\w)"(?=\S)[^"\n]*?(?<=\S)"(?!\w)'
    r"|\u201c[^\u201c\u201d\n]+\u201d"
    r"|\u201e[^\u201e\u201c\u201d\n]+[\u201c\u201d]"
    r"|\u00ab[^\u00ab\u00bb\n]+\u00bb"
    r"|\u00bb[^\u00ab\u00bb\n]+\u00ab"
    r"|\u300c[^\u300c\u300d\n]+\u300d"
)
_MARKS = frozenset('"\u201c\u201e\u00ab\u00bb\u300c')


def quoted(text: str) -> tuple[tuple[int, int], ...]:
    """Return where quotes begin and end in `text`, their marks included; letters count as one."""
    if _MARKS.isdisjoint(text):
        return ()
    return tuple(found.span() for found in _QUOTED.finditer(text))
