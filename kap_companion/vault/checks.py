"""Checks a vault's data file by itself: pages, tables, guards, every chain and the ledger."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from kap_companion.language import tr, tr_later
from kap_companion.session.entries import (
    DraftSaved,
    EntryAmended,
    EntryWithdrawn,
    FileDestroyed,
    Stream,
)
from kap_companion.vault import hashes
from kap_companion.vault.database import Database
from kap_companion.vault.derived import derived
from kap_companion.vault.errors import VaultDamaged, VaultNewer
from kap_companion.vault.head import Head
from kap_companion.vault.pages import damaged_pages
from kap_companion.vault.schema import bodies, entries

_ENVELOPE = set(hashes.ENVELOPE)
_PLACES = {
    Stream.RECORD.value: tr_later("number {number} of the record of session {subject}"),
    Stream.PSYCHOTHERAPY_NOTES.value: tr_later(
        "number {number} of the psychotherapy notes of session {subject}"
    ),
    Stream.CLIENT.value: tr_later("number {number} of the file of client {subject}"),
    Stream.ACCESS.value: tr_later("number {number} of the log of vault {subject}"),
}
# What lets no id and no number of a stream occur twice, in every schema.
_INDEXES = {"entries_by_id", "entries_by_subject"}
_FOUND_BY = ("id", "stream", "subject_id", "seq", "kind")
_LOWER_HEX = re.compile("(?:[0-9a-f]{2})+")
_CHUNK = 2000
_MOST_OF_DATABASE = 10


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found wrong, the ledger's head over all entries, and whether a hash was met.

    `is_read` says whether all entries could be read, sound or not, `is_newer` whether one of them
    is of a kind that a newer app writes, so that what follows from it could not be looked at.
    """

    findings: tuple[str, ...]
    ledger: Head
    found: bool
    is_read: bool = False
    is_newer: bool = False


def check(
    database: Database, sought: str | None = None, count: Callable[[int], None] | None = None
) -> Checked:
    """Look at everything that can be told from the data file alone.

    `sought` is the hash of an entry that is looked for; `count` is called with how many entries
    were looked at. What cannot be read is a finding. Raises VaultNewer.
    """
    findings: list[str] = []
    walk: _Walk | None = None
    is_newer = False
    try:
        findings += _damaged_pages(database)
        missing = database.missing_tables()
        findings += [tr("The table {name} is missing.", name=name) for name in missing]
        if not missing:
            guards = database.missing_guards()
            findings += [
                tr("The guard {name} is missing or was changed.", name=name) for name in guards
            ]
            with database.reading() as connection:
                findings += [
                    tr("The index {name} is missing.", name=name) for name in _missing(connection)
                ]
                walk = _Walk(connection, sought, count or (lambda _: None))
                findings += walk.findings
                if not walk.findings:
                    # What is derived from an entry can be judged only where that is sound.
                    is_newer, told = _derived(connection, database.revision)
                    findings += told
    except VaultDamaged as trouble:
        findings.append(str(trouble))
    if walk is None:
        return Checked(tuple(findings), Head(0, hashes.NOTHING_BEFORE), found=False)
    head = Head(walk.count, walk.ledger)
    return Checked(tuple(findings), head, walk.found, is_read=True, is_newer=is_newer)


def _derived(connection: Connection, revision: str) -> tuple[bool, list[str]]:
    try:
        return False, derived(connection, revision)
    except VaultNewer:
        return True, []


def _damaged_pages(database: Database) -> list[str]:
    name = database.path.name
    findings: list[str] = []
    try:
        with database.reading() as connection:
            # The first misses edited rows, the second misses changed pages.
            findings += damaged_pages(database.raw, name)
            rows = connection.exec_driver_sql("PRAGMA integrity_check").all()
            findings += _of_database([str(row[0]) for row in rows], name)
            strays = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
            findings += [
                tr("Body {n} belongs to no entry.", n=row[1]) for row in strays[:_MOST_OF_DATABASE]
            ]
    except VaultDamaged:
        findings = findings or [
            tr(
                "{name} does not hold together, though none of its pages is damaged: pages "
                "of another time were put in it.",
                name=name,
            )
        ]
    return findings


def _of_database(rows: Sequence[str], name: str) -> list[str]:
    """Return what SQLite says, a sentence each; it puts all that it says of pages in one text."""
    lines = [line.strip() for row in rows for line in row.splitlines()]
    lines = [line for line in lines if line not in ("", "ok") and not line.startswith("***")]
    told = [
        tr("{name} does not hold together: {why}.", name=name, why=line.rstrip("."))
        for line in lines
    ]
    more = len(told) - _MOST_OF_DATABASE
    return (
        told
        if more <= 0
        else [
            *told[:_MOST_OF_DATABASE],
            tr("{name}: {more} more such faults.", name=name, more=more),
        ]
    )


class _Walk:
    """One pass over all entries in the ledger's order, recomputing every hash.

    `found` says whether the hash `sought` is that of an entry.
    """

    def __init__(
        self, connection: Connection, sought: str | None, count: Callable[[int], None]
    ) -> None:
        self.findings: list[str] = []
        self.count = 0
        self.found = False
        self._tips: dict[tuple[str, str], tuple[int, str]] = {}
        self._ids: set[str] = set()
        self.ledger = hashes.NOTHING_BEFORE
        self._without_body: list[tuple[int, dict[str, Any]]] = []
        # What the log tells of: the withdrawn by session, with the last entry that told of one, and
        # the destroyed by subject, with the entry that told of it.
        self._withdrawn: dict[str, set[str]] = {}
        self._withdrawn_by: dict[str, int] = {}
        self._destroyed_by: dict[str, int] = {}
        for row in _rows(connection):
            self.count += 1
            self.found |= row.hash == sought
            try:
                self._check(row)
            except (ValueError, TypeError, KeyError, AttributeError):
                self._find(row.n, tr("it cannot be read"))
            if self.count % _CHUNK == 0:
                count(self.count)
        for n, envelope in self._without_body:
            if not self._is_told_of(n, envelope):
                self._find(n, tr("its body is missing and nothing says why"), envelope)
        for n, envelope in self._put_back(connection):
            self._find(
                n, tr("its body is there, and the log tells that it was taken out"), envelope
            )

    def _find(self, n: int, what: str, envelope: Any = None) -> None:
        where = ""
        if isinstance(envelope, dict) and envelope.get("stream") in _PLACES:
            place = _PLACES[envelope["stream"]]
            where = tr(place, number=envelope.get("seq"), subject=envelope.get("subject_id"))
        self.findings.append(
            tr("Entry {n} of the ledger ({where}): {what}.", n=n, where=where, what=what)
            if where
            else tr("Entry {n} of the ledger: {what}.", n=n, what=what)
        )

    def _check(self, row: Row[Any]) -> None:
        if row.n != self.count:
            self._find(row.n, _skipped(self.count, row.n))
            self.count = row.n
        self.ledger = hashes.ledger_head(self.ledger, row.hash)
        if self.ledger != row.head:
            self._find(row.n, tr("the ledger is broken here"))
            self.ledger = row.head
        envelope = json.loads(row.envelope)
        if set(envelope) != _ENVELOPE or hashes.canonical(envelope) != row.envelope.encode():
            self._find(row.n, tr("its envelope is not in the form that is hashed"), envelope)
            return
        if hashes.entry_hash(row.envelope.encode()) != row.hash:
            self._find(row.n, tr("its envelope or its hash was changed"), envelope)
        differ = [name for name in _FOUND_BY if envelope[name] != getattr(row, name)]
        if differ:
            what = tr(
                "what it is found by differs from its envelope ({fields})", fields=", ".join(differ)
            )
            self._find(row.n, what, envelope)
        if envelope["id"] in self._ids:
            self._find(row.n, tr("its id occurs twice"), envelope)
        self._ids.add(envelope["id"])
        place = (envelope["stream"], envelope["subject_id"])
        seq, previous = self._tips.get(place, (0, hashes.NOTHING_BEFORE))
        if envelope["seq"] != seq + 1 or envelope["prev_hash"] != previous:
            what = tr(
                "it does not follow the one before it in its stream, which is number {number}",
                number=seq,
            )
            self._find(row.n, what, envelope)
        self._tips[place] = (envelope["seq"], row.hash)
        self._remember_taking_out(row, envelope)
        if row.body is None:
            self._without_body.append((row.n, envelope))
        elif not _LOWER_HEX.fullmatch(row.salt) or (
            hashes.body_hash(row.salt, row.body.encode()) != envelope["body_hash"]
        ):
            self._find(row.n, tr("its body or its salt was changed"), envelope)

    def _remember_taking_out(self, row: Row[Any], envelope: dict[str, Any]) -> None:
        if row.body is None:
            return
        place = (envelope["stream"], envelope["kind"])
        if place == (Stream.RECORD.value, EntryWithdrawn.kind):
            subject_id = envelope["subject_id"]
            self._withdrawn.setdefault(subject_id, set()).add(json.loads(row.body)["target"])
            self._withdrawn_by[subject_id] = row.n
        elif place == (Stream.ACCESS.value, FileDestroyed.kind):
            told = json.loads(row.body)
            self._destroyed_by |= dict.fromkeys((told["client_id"], *told["sessions"]), row.n)

    def _put_back(self, connection: Connection) -> Iterator[tuple[int, dict[str, Any]]]:
        """Give the entries that have a body although it was withdrawn or destroyed."""
        asked = select(entries.c.n, entries.c.envelope, bodies.c.body).join(
            bodies, bodies.c.n == entries.c.n
        )
        of_record = asked.where(entries.c.stream == Stream.RECORD.value)
        for subject_id, ids in self._withdrawn.items():
            reached = entries.c.n < self._withdrawn_by[subject_id]
            of_session = of_record.where(entries.c.subject_id == subject_id, reached)
            kinds = entries.c.kind.in_((DraftSaved.kind, EntryAmended.kind))
            for row in connection.execute(of_session.where(entries.c.id.in_(ids) | kinds)):
                envelope = json.loads(row.envelope)
                if envelope["kind"] == EntryAmended.kind:
                    if json.loads(row.body).get("target") in ids:
                        yield row.n, envelope
                else:
                    yield row.n, envelope
        for subject_id, told in self._destroyed_by.items():
            of_file = asked.where(
                entries.c.subject_id == subject_id,
                entries.c.stream != Stream.ACCESS.value,
                entries.c.n < told,
            )
            for row in connection.execute(of_file):
                yield row.n, json.loads(row.envelope)

    def _is_told_of(self, n: int, envelope: dict[str, Any]) -> bool:
        subject_id, kind = envelope["subject_id"], envelope["kind"]
        if envelope["stream"] != Stream.ACCESS.value and n < self._destroyed_by.get(subject_id, 0):
            return True
        if envelope["stream"] != Stream.RECORD.value or n > self._withdrawn_by.get(subject_id, 0):
            return False
        if kind in (DraftSaved.kind, EntryAmended.kind):
            # Which entry an amendment was of went with its body.
            return True
        return envelope["id"] in self._withdrawn[subject_id]


def _missing(connection: Connection) -> list[str]:
    rows = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'index'")
    return sorted(_INDEXES - {row.name for row in rows})


def _skipped(due: int, n: int) -> str:
    if n < due:
        return tr("there should be number {due} here", due=due)
    if n == due + 1:
        return tr("before it entry {n} is missing", n=due)
    return tr("before it entries {first} to {last} are missing", first=due, last=n - 1)


def _rows(connection: Connection) -> Iterator[Row[Any]]:
    asked: Select[Any] = (
        select(entries, bodies.c.salt, bodies.c.body)
        .select_from(entries.outerjoin(bodies, entries.c.n == bodies.c.n))
        .order_by(entries.c.n)
        .limit(_CHUNK)
    )
    reached = 0
    while rows := connection.execute(asked.where(entries.c.n > reached)).all():
        yield from rows
        reached = rows[-1].n
