"""What stands beside the draft, in words: its blanks, what is printed, the hash."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kap_companion.notes.blanks import blank_pattern
from kap_companion.session import entries as e
from kap_companion.session.standing import Standing
from kap_companion.ui.words import tr, tr_later, trn

_WORD = re.compile(r"\w+(?:['’]\w+)*")
_NAMES = {
    "note": tr_later("The note"),
    "letter": tr_later("The letter"),
    "summary": tr_later("The summary"),
}
_PAPERWORK = (e.DraftSaved, e.RecordSigned, e.TrackStarted, e.ClockChanged)


@dataclass(frozen=True, slots=True)
class Blank:
    """A labelled blank that waits for the clinician's own words, and where it stands."""

    words: str
    start: int
    length: int


def blanks(text: str) -> tuple[Blank, ...]:
    """Return the blanks of a draft in their order."""
    return tuple(
        Blank(found[1], found.start(), found.end() - found.start())
        for found in blank_pattern().finditer(text)
    )


def count_words(text: str) -> int:
    """Return how many words a text has."""
    return sum(1 for _ in _WORD.finditer(text))


def printed(text: str, rows: Iterable[Standing[Any]], *, appendix: bool, what: str = "note") -> str:
    """Return what a document will hold: 'The note, 412 words; then the log, 34 entries ...'."""
    name = tr(_NAMES[what])
    told = trn("1 word", "{n} words", count_words(text))
    if not appendix:
        return tr("{document} alone: {words}.", document=name, words=told)
    of_record = (row for row in rows if row.entry.stream is e.Stream.RECORD)
    stands = [row for row in of_record if row.struck is None]
    readings = sum(isinstance(row.body, e.VitalsTaken) for row in stands)
    return tr(
        "{document}, {words}; then the log, {entries} with {readings}.",
        document=name,
        words=told,
        entries=trn("1 entry", "{n} entries", len(stands)),
        readings=trn("1 reading", "{n} readings", readings),
    )


def written_since(record: Sequence[e.Entry[e.RecordBody]]) -> int:
    """Return how many entries came after the draft was last kept; 0 where none was."""
    kept = [n for n, entry in enumerate(record) if isinstance(entry.body, e.DraftSaved)]
    if not kept:
        return 0
    return sum(not isinstance(entry.body, _PAPERWORK) for entry in record[kept[-1] + 1 :])


def grouped(hash_text: str) -> str:
    """Return a hash in groups of eight, to be compared by eye."""
    return " ".join(hash_text[n : n + 8] for n in range(0, len(hash_text), 8))
