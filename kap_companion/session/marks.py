"""The marks: which one-key observations there are, in which order, and what is refused in them."""

from __future__ import annotations

from collections.abc import Iterable

from kap_companion.language import tr, tr_later

MARKS = (
    tr_later("Tears"),
    tr_later("Movement"),
    tr_later("Speech"),
    tr_later("Laughter"),
    tr_later("Stillness"),
    tr_later("Nausea"),
)
"""The usual set, the first on key 1: a preference."""

MOST_MARKS = 9
LONGEST_MARK = 24


class MarksError(ValueError):
    """A set of marks that cannot be; the message says why, fit for the clinician."""


def tidied(marks: Iterable[str]) -> tuple[str, ...]:
    """Return the marks with single spaces and without empty ones. Raises MarksError."""
    told = tuple(words for mark in marks if (words := " ".join(mark.split())))
    if not told:
        raise MarksError(tr("There must be one mark at least."))
    if len(told) > MOST_MARKS:
        raise MarksError(tr("There are keys for {most} marks.", most=MOST_MARKS))
    seen: set[str] = set()
    for mark in told:
        if len(mark) > LONGEST_MARK:
            raise MarksError(tr("“{mark}…” is too long for a mark.", mark=mark[:LONGEST_MARK]))
        if mark.casefold() in seen:
            raise MarksError(tr("“{mark}” is there twice.", mark=mark))
        seen.add(mark.casefold())
    return told
