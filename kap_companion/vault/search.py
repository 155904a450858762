"""Finds words in what was kept: the newest from memory, the rest from an index in the vault.

The index is written after an append has been acknowledged, in `settle`, and caught up at opening.
Record and psychotherapy notes have an index each, and a method each. Accents of Latin letters do
not count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select, update

from kap_companion.session.codec import instant_text
from kap_companion.session.entries import (
    Entry,
    EntryAmended,
    IntentionSet,
    Marked,
    NoteTaken,
    PrivateNoteAmended,
    PrivateNoteTaken,
    Stream,
)
from kap_companion.vault.database import Database
from kap_companion.vault.journal import Kept
from kap_companion.vault.reading import ENTRY_AND_BODY, entry_of
from kap_companion.vault.schema import entries, search_state

TABLES_OF_WORDS = {Stream.RECORD: "record_words", Stream.PSYCHOTHERAPY_NOTES: "private_words"}
"""Where the words of a stream are indexed, by the number of their entry in the ledger."""

_MOST_HITS = 50
_MOST_WORDS = 64
_MOST_IN_MEMORY = 500
_CATCH_UP = 2000
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Hit:
    """Where the words were found; `snippet` is the text around the first of them."""

    session_id: str
    entry_id: str
    at: datetime
    snippet: str


@dataclass(frozen=True, slots=True)
class _Words:
    n: int
    stream: Stream
    session_id: str
    entry_id: str
    at: datetime
    text: str


class _WithoutAccents(dict[int, str]):
    """Each Latin letter without its accent, as the index takes it (FTS5, unicode61)."""

    def __missing__(self, code: int) -> str:
        apart = unicodedata.normalize("NFD", chr(code))
        self[code] = plain = apart[0] if len(apart) == 2 and apart[0].isascii() else chr(code)
        return plain


_WITHOUT_ACCENTS = _WithoutAccents()


class Search:
    """Search in one open vault, newest first. Words may be cut short; all of them must occur.

    Of more than 64 different words the first 64 are looked for.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._newest: list[_Words] = []

    def record(self, words: str, most: int = _MOST_HITS) -> list[Hit]:
        """Return where notes, marks and intentions of the record hold the words, `most` of them."""
        return self._hits(Stream.RECORD, words, most)

    def psychotherapy_notes(self, words: str, most: int = _MOST_HITS) -> list[Hit]:
        """Return where psychotherapy notes hold the words, `most` of them."""
        return self._hits(Stream.PSYCHOTHERAPY_NOTES, words, most)

    def remember(self, kept: Sequence[Kept[Any]]) -> None:
        """Make new entries findable at once; nothing is written."""
        self._newest += [found for one in kept if (found := _words(one.n, one.entry))]

    def forget(self, session_ids: Sequence[str], entry_id: str | None = None) -> None:
        """Let go of words in memory: of whole sessions, or of one entry of the record in one."""
        gone = (Stream.RECORD, entry_id)
        self._newest = [
            found
            for found in self._newest
            if found.session_id not in session_ids
            or (entry_id is not None and (found.stream, found.entry_id) != gone)
        ]

    @property
    def wants_settling(self) -> bool:
        """Whether enough waits in memory that an idle moment should write it."""
        return len(self._newest) >= _MOST_IN_MEMORY

    def settle(self) -> None:
        """Write what the index lacks: at opening, idle, closing. Raises VaultNotWritable."""
        while self._settle_some():
            pass
        self._newest.clear()

    def _settle_some(self) -> bool:
        with self._database.writing() as connection:
            reached = connection.scalar(select(search_state.c.indexed_to)) or 0
            rows = connection.execute(
                ENTRY_AND_BODY.where(entries.c.n > reached).limit(_CATCH_UP)
            ).all()
            if not rows:
                return False
            for row in rows:
                if found := _words(row.n, entry_of(row)):
                    _index(connection, found)
            connection.execute(update(search_state).values(indexed_to=rows[-1].n))
        return len(rows) == _CATCH_UP

    def _hits(self, stream: Stream, words: str, most: int) -> list[Hit]:
        wanted = _wanted(words)
        if not wanted:
            return []
        pattern = _pattern(wanted)
        hits = [
            Hit(found.session_id, found.entry_id, found.at, _snippet(found.text, pattern))
            for found in reversed(self._newest)
            if found.stream is stream and _holds(found.text, wanted)
        ]
        table = TABLES_OF_WORDS[stream]
        asked = " ".join(f'"{word}"*' for word in wanted)
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(
                # By time: by rank a common word takes seconds.
                f"SELECT words, entry_id, session_id, at FROM {table} "
                f"WHERE {table} MATCH ? ORDER BY rowid DESC LIMIT ?",
                (asked, most),
            ).all()
        hits += [
            Hit(
                row.session_id,
                row.entry_id,
                datetime.fromisoformat(row.at),
                _snippet(row.words, pattern),
            )
            for row in rows
        ]
        newest = {hit.entry_id: hit for hit in reversed(hits)}
        return [hit for hit in hits if newest[hit.entry_id] is hit][:most]


def holds(text: str, words: str) -> bool:
    """Return whether `text` would be found by `words`."""
    wanted = _wanted(words)
    return bool(wanted) and _holds(text, wanted)


def words_of(entry: Entry[Any]) -> tuple[str, str, str, str] | None:
    """Return what the index holds of an entry: its words, of which entry, session and when."""
    found = _words(0, entry)
    return None if found is None else _indexed(found)


def _words(n: int, entry: Entry[Any]) -> _Words | None:
    match entry.body:
        case NoteTaken(text=text) | IntentionSet(text=text) | PrivateNoteTaken(text=text):
            pass
        case Marked(tag=text):
            pass
        case (
            EntryAmended(target=target, changes={"text": str(text)})
            | PrivateNoteAmended(target=target, changes={"text": str(text)})
        ):
            # New words lead to the entry that they are the words of.
            return _Words(n, entry.stream, entry.subject_id, target, entry.at, text)
        case _:
            return None
    return _Words(n, entry.stream, entry.subject_id, entry.id, entry.at, text)


def _index(connection: Connection, found: _Words) -> None:
    connection.exec_driver_sql(
        # Over what is there: how far the index reaches may have been changed.
        f"INSERT OR REPLACE INTO {TABLES_OF_WORDS[found.stream]} "
        "(rowid, words, entry_id, session_id, at) VALUES (?, ?, ?, ?, ?)",
        (found.n, *_indexed(found)),
    )


def _indexed(found: _Words) -> tuple[str, str, str, str]:
    return (found.text, found.entry_id, found.session_id, instant_text(found.at))


def _wanted(words: str) -> list[str]:
    """Return each word once, and no more than the index answers: a whole note may be pasted."""
    return list(dict.fromkeys(_words_in(words)))[:_MOST_WORDS]


def _holds(text: str, wanted: Sequence[str]) -> bool:
    held = [_plain(word) for word in _words_in(text)]
    return all(any(word.startswith(_plain(want)) for word in held) for want in wanted)


def _words_in(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).casefold())


def _plain(text: str) -> str:
    return text.translate(_WITHOUT_ACCENTS)


def _pattern(wanted: Sequence[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"\b{re.escape(_plain(word))}" for word in wanted), re.IGNORECASE)


def _snippet(text: str, pattern: re.Pattern[str]) -> str:
    found = pattern.search(_plain(text))
    middle = found.start() if found else 0
    start, end = max(0, middle - _AROUND), min(len(text), middle + _AROUND)
    cut = " ".join(text[start:end].split())
    return f"{'…' if start else ''}{cut}{'…' if end < len(text) else ''}"
