"""The marks: which one-key observations there are, in which order, and what is refused in them."""

from __future__ import annotations

from collections.abc import Iterable

MARKS = ("Tears", "Movement", "Speech", "Laughter", "Stillness", "Nausea")
"""The usual set, the first on key 1: a preference."""

MOST_MARKS = 9
LONGEST_MARK = 24


class MarksError(ValueError):
    """A set of marks that cannot be; the message says why, fit for the clinician."""


def tidied(marks: Iterable[str]) -> tuple[str, ...]:
    """Return the marks with single spaces and without empty ones. Raises MarksError."""
    told = tuple(words for mark in marks if (words := " ".join(mark.split())))
    if not told:
        raise MarksError("There must be one mark at least.")
    if len(told) > MOST_MARKS:
        raise MarksError(f"There are keys for {MOST_MARKS} marks.")
    seen: set[str] = set()
    for mark in told:
        if len(mark) > LONGEST_MARK:
            raise MarksError(f"\u201c{mark[:LONGEST_MARK]}\u2026\u201d is too long for a mark.")
        if mark.casefold() in seen:
            raise MarksError(f"\u201c{mark}\u201d is there twice.")
        seen.add(mark.casefold())
    return told
