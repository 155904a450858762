"""Checks what a vault derives from its entries, and keeps beside them, against the entries."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from kap_companion.language import tr
from kap_companion.session.entries import EntryAmended, PrivateNoteAmended, Stream
from kap_companion.vault import summary
from kap_companion.vault.clients import misfits
from kap_companion.vault.reading import ENTRY_AND_BODY, entry_of
from kap_companion.vault.schema import SINCE, entries, scratch, search_state, sessions, shelf
from kap_companion.vault.search import TABLES_OF_WORDS, words_of

_CHUNK = 2000
_MOST = 20


@dataclass(frozen=True, slots=True)
class _Found:
    """A row of the search index, as it is or as it should be."""

    row: tuple[Any, ...]
    is_amendment: bool = field(default=False, compare=False)


def derived(connection: Connection, revision: str) -> list[str]:
    """Return what does not fit entries that are themselves sound, in a vault of that schema."""
    return [
        *_of_summary(connection),
        *_of_clients(connection, revision),
        *_of_search(connection),
        *_of_rest(connection, revision),
    ]


def _of_summary(connection: Connection) -> list[str]:
    """Compare Home's row of each session with its record."""
    findings = []
    kept = {row.id: row for row in connection.execute(select(sessions))}
    asked = select(entries.c.subject_id).where(entries.c.stream == Stream.RECORD.value).distinct()
    for session_id in connection.scalars(asked).all():
        wanted = summary.row_of(connection, session_id)
        row = kept.pop(session_id, None)
        if wanted is None:
            if row is not None:
                findings.append(
                    tr(
                        "Home lists session {session_id}, whose record shows none.",
                        session_id=session_id,
                    )
                )
        elif row is None:
            findings.append(
                tr("Home's row of session {session_id} is missing.", session_id=session_id)
            )
        else:
            differ = [key for key, value in wanted.items() if row._mapping[key] != value]
            if differ:
                findings.append(
                    tr(
                        "Home's row of session {session_id} does not fit its record: {columns}.",
                        session_id=session_id,
                        columns=", ".join(differ),
                    )
                )
    findings += [
        tr("Home lists session {session_id}, which has no record.", session_id=one) for one in kept
    ]
    return _some(findings)


def _of_clients(connection: Connection, revision: str) -> list[str]:
    """Compare Home's row of each client with their file."""
    if revision < SINCE["clients"]:
        return []
    return _some(
        [
            tr("Home's row of client {client_id} does not fit their file.", client_id=one)
            for one in misfits(connection)
        ]
    )


def _of_search(connection: Connection) -> list[str]:
    """Compare the words that can be searched with the words of the entries."""
    states = list(connection.scalars(select(search_state.c.indexed_to)))
    last = connection.scalar(select(entries.c.n).order_by(entries.c.n.desc()).limit(1)) or 0
    if len(states) != 1 or not 0 <= states[0] <= last:
        return [tr("The search index does not say rightly how far it reaches.")]
    findings, amended = [], _Amended()
    for stream, table in TABLES_OF_WORDS.items():
        rows = connection.exec_driver_sql(
            f"SELECT rowid FROM {table} WHERE rowid < 1 OR rowid > ? ORDER BY rowid", (states[0],)
        )
        findings += [
            tr("The search index holds words of entry {n}, untold.", n=row[0]) for row in rows
        ]
        for first in range(1, states[0] + 1, _CHUNK):
            span = (first, min(first + _CHUNK - 1, states[0]))
            wanted = _words_of(connection, stream, *span)
            kept = _indexed(connection, table, *span)
            amended.look_at(wanted, kept)
            findings += [
                tr("The search index does not hold the words of entry {n} as they stand.", n=n)
                for n in sorted(wanted.keys() | kept.keys())
                if wanted.get(n) != kept.get(n) and n not in amended.missing
            ]
    findings += [
        tr("The search index does not hold the amended words of entry {n}.", n=n)
        for n in sorted(amended.missing)
        if n > min(amended.present, default=n)
    ]
    return _some(findings)


class _Amended:
    """Amendments whose words are in the index and those whose words are not.

    The first version did not index them, so they may be missing up to the first that is there.
    """

    def __init__(self) -> None:
        self.present: set[int] = set()
        self.missing: set[int] = set()

    def look_at(self, wanted: dict[int, _Found], kept: dict[int, _Found]) -> None:
        for n, found in wanted.items():
            if found.is_amendment:
                (self.present if n in kept else self.missing).add(n)


def _of_rest(connection: Connection, revision: str) -> list[str]:
    """Look whether what may be overwritten can be read; no log says what it should be."""
    findings = []
    for row in connection.execute(select(scratch)):
        if not _is_object(row.value):
            findings.append(
                tr("What is half done under {key} cannot be read.", key=row.key.split(":")[0])
            )
    if revision >= SINCE["shelf"]:
        for row in connection.execute(select(shelf)):
            if not _is_object(row.value):
                findings.append(
                    tr("What lies on the shelf under {room} cannot be read.", room=row.room)
                )
    return _some(findings)


def _indexed(connection: Connection, table: str, first: int, last: int) -> dict[int, _Found]:
    rows = connection.exec_driver_sql(
        f"SELECT rowid, words, entry_id, session_id, at FROM {table} WHERE rowid BETWEEN ? AND ?",
        (first, last),
    )
    return {row[0]: _Found(tuple(row[1:])) for row in rows}


def _words_of(connection: Connection, stream: Stream, first: int, last: int) -> dict[int, _Found]:
    asked = ENTRY_AND_BODY.where(entries.c.n.between(first, last), entries.c.stream == stream.value)
    told = [(row.n, entry_of(row)) for row in connection.execute(asked)]
    return {
        n: _Found(words, is_amendment=isinstance(entry.body, EntryAmended | PrivateNoteAmended))
        for n, entry in told
        if (words := words_of(entry)) is not None
    }


def _is_object(text: str) -> bool:
    try:
        return isinstance(json.loads(text), dict)
    except (ValueError, RecursionError):
        return False


def _some(findings: list[str]) -> list[str]:
    more = len(findings) - _MOST
    return (
        findings
        if more <= 0
        else [
            *findings[:_MOST],
            tr("{finding}, and {more} others.", finding=findings[0][:-1], more=more),
        ]
    )
