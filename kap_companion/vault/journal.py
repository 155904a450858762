"""Appends entries, durably and all or nothing, and reads them back: the way into the streams."""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar, cast

import uuid_utils
from sqlalchemy import Connection, bindparam, select

from kap_companion.language import tr
from kap_companion.session import codec
from kap_companion.session.entries import (
    AccessBody,
    ClientBody,
    ClientEntryAmended,
    Entry,
    EntryAmended,
    PrivateBody,
    PrivateNoteAmended,
    RecordBody,
    Stream,
)
from kap_companion.session.standing import target_of
from kap_companion.vault import clients, hashes, scratch, summary
from kap_companion.vault.database import Database
from kap_companion.vault.head import Head, OutsideHead
from kap_companion.vault.reading import ENTRY_AND_BODY, entry_of, json_of, rows_of
from kap_companion.vault.schema import entries

B_co = TypeVar("B_co", covariant=True)
B = TypeVar("B")

_SALT_BYTES = 16
_BODIES = {stream: frozenset(codec.kinds(stream)) for stream in Stream}
# As they stand: to build and compile statements was half of what keeping a note took.
_NEW_ENTRY = "INSERT INTO entries (n, envelope, hash, head) VALUES (?, ?, ?, ?)"
_NEW_BODY = "INSERT INTO bodies (n, salt, body) VALUES (?, ?, ?)"
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


@dataclass(frozen=True, slots=True)
class Pending(Generic[B_co]):
    """A body about to be kept, and where; `id` where the caller must know it beforehand."""

    stream: Stream
    subject_id: str
    body: B_co
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Kept(Generic[B_co]):
    """An entry with its place `n` in the ledger."""

    n: int
    entry: Entry[B_co]


@dataclass(frozen=True, slots=True)
class _Tip:
    seq: int
    hash: str


def new_id() -> str:
    """Return a new id (UUIDv7) for an entry, a session or a client."""
    return str(uuid_utils.uuid7())


class Journal:
    """The streams of one open vault."""

    def __init__(
        self,
        vault_id: str,
        database: Database,
        outside: OutsideHead,
        after_append: Callable[[Sequence[Kept[Any]]], None],
    ) -> None:
        self._vault_id = vault_id
        self._database = database
        self._outside = outside
        self._after_append = after_append
        self._tips: dict[tuple[Stream, str], _Tip] = {}
        self._ledger: Head | None = None

    def append(
        self,
        pending: Sequence[Pending[B]],
        *,
        at: datetime,
        utc_offset: str,
        clears: Sequence[str] = (),
        saves: Mapping[str, Mapping[str, Any]] | None = None,
        takes_out: Callable[[Connection], None] | None = None,
        brings: Sequence[Mapping[str, Any]] = (),
    ) -> list[Entry[B]]:
        """Keep entries in one transaction; they are on disk when this returns.

        `clears` and `saves` name scratch to clear and to save in the same transaction, `takes_out`
        takes bodies out in it, once what tells of it is written (see taking_out.py). `brings` are
        lines of another vault's log, kept before the rest as they are, hashes and all: whoever
        brings them in has checked them. Raises VaultNotWritable where the disk takes nothing (none
        of it was kept then), VaultDamaged, ValueError for a line that does not follow, and
        CodecError for a body that no vault can hold or a correction that does not fit its target.
        """
        if at.tzinfo is None or not _OFFSET.fullmatch(utc_offset):
            raise ValueError("An entry needs an aware instant and an offset such as -08:00.")
        tips: dict[tuple[Stream, str], _Tip] = {}
        kept: list[Kept[B]] = []
        brought: list[Kept[Any]] = []
        try:
            with self._database.writing() as connection:
                ledger = self._ledger or last_head(connection)
                for line in brings:
                    place = (Stream(line["stream"]), line["subject_id"])
                    tip = tips.get(place) or _tip(connection, *place)
                    came, ledger = _bring_in(connection, line, tip, ledger)
                    tips[place] = _Tip(came.seq, came.hash)
                    brought.append(Kept(ledger.n, came))
                    if came.stream is Stream.RECORD:
                        summary.step(connection, came)
                for one in pending:
                    place = (one.stream, one.subject_id)
                    tip = tips.get(place) or self._tips.get(place) or _tip(connection, *place)
                    entry, ledger = _insert(connection, one, at, utc_offset, tip, ledger)
                    tips[place] = _Tip(entry.seq, entry.hash)
                    kept.append(Kept(ledger.n, entry))
                    if one.stream is Stream.RECORD:
                        summary.step(connection, cast("Entry[RecordBody]", entry))
                    elif one.stream is Stream.CLIENT:
                        clients.step(connection, cast("Entry[ClientBody]", entry))
                if takes_out is not None:
                    takes_out(connection)
                for key in clears:
                    scratch.clear_in(connection, key)
                for key, value in (saves or {}).items():
                    scratch.save_in(connection, key, value)
        except BaseException:
            # Whatever became of it, the ends of the chains are read anew.
            self._tips.clear()
            self._ledger = None
            raise
        self._tips |= tips
        self._ledger = ledger
        if kept or brought:
            self._outside.keep(ledger)
            self._after_append([*brought, *kept])
        return [one.entry for one in kept]

    def record(self, session_id: str) -> list[Entry[RecordBody]]:
        """Return a session's record in the order it was written."""
        return self._entries(Stream.RECORD, session_id)

    def psychotherapy_notes(self, session_id: str) -> list[Entry[PrivateBody]]:
        """Return a session's psychotherapy notes in the order they were written."""
        return self._entries(Stream.PSYCHOTHERAPY_NOTES, session_id)

    def client(self, client_id: str) -> list[Entry[ClientBody]]:
        """Return a client's file in the order it was written."""
        return self._entries(Stream.CLIENT, client_id)

    def last_access(self) -> Entry[AccessBody] | None:
        """Return the latest entry of the vault's own log, if any; only that one is read."""
        latest = (
            ENTRY_AND_BODY.where(
                entries.c.stream == Stream.ACCESS.value, entries.c.subject_id == self._vault_id
            )
            .order_by(None)
            .order_by(entries.c.seq.desc())
            .limit(1)
        )
        with self._database.reading() as connection:
            row = connection.execute(latest).first()
        return None if row is None else entry_of(row)

    def access(self, kinds: Sequence[str] = ()) -> list[Entry[AccessBody]]:
        """Return who came to the vault and what left it, in the order it was written.

        Only entries of `kinds`, where any is named.
        """
        return self._entries(Stream.ACCESS, self._vault_id, kinds)

    def length(self) -> int:
        """Return how many entries the vault holds, of all streams."""
        if self._ledger is None:
            with self._database.reading() as connection:
                return last_head(connection).n
        return self._ledger.n

    def lines(self, stream: Stream, subject_id: str) -> Iterator[dict[str, Any]]:
        """Return entries as the `log` command prints them: the envelope's fields, then the hash.

        Body and salt follow where they still stand.
        """
        with self._database.reading() as connection:
            rows = rows_of(connection, stream, subject_id)
        for row in rows:
            line: dict[str, Any] = {**json_of(row.envelope), "hash": row.hash}
            if row.body is not None:
                line |= {"body": json_of(row.body), "salt": row.salt}
            yield line

    def holds_any(self, ids: Sequence[str]) -> bool:
        """Whether an entry of any of these ids is in the vault, in whichever stream."""
        asked = select(entries.c.n).where(entries.c.id == bindparam("sought"))
        with self._database.reading() as connection:
            return any(connection.scalar(asked, {"sought": one}) is not None for one in ids)

    def _entries(
        self, stream: Stream, subject_id: str, kinds: Sequence[str] = ()
    ) -> list[Entry[Any]]:
        with self._database.reading() as connection:
            rows = rows_of(connection, stream, subject_id, kinds)
        return [entry_of(row) for row in rows]


def last_head(connection: Connection) -> Head:
    """Return the ledger's head after the last entry of the vault."""
    row = connection.execute(
        select(entries.c.n, entries.c.head).order_by(entries.c.n.desc()).limit(1)
    ).first()
    return Head(0, hashes.NOTHING_BEFORE) if row is None else Head(row.n, row.head)


def head_at(connection: Connection, n: int) -> str | None:
    """Return the ledger's head after its `n`-th entry, or None where there is no such entry."""
    head: str | None = connection.scalar(select(entries.c.head).where(entries.c.n == n))
    return head


def _tip(connection: Connection, stream: Stream, subject_id: str) -> _Tip:
    row = connection.execute(
        select(entries.c.seq, entries.c.hash)
        .where(entries.c.stream == stream.value, entries.c.subject_id == subject_id)
        .order_by(entries.c.seq.desc())
        .limit(1)
    ).first()
    return _Tip(0, hashes.NOTHING_BEFORE) if row is None else _Tip(row.seq, row.hash)


def _check_correction(connection: Connection, pending: Pending[Any]) -> None:
    # A correction that does not fit would stay for ever and make its session unreadable.
    target = target_of(pending.body)
    if target is None:
        return
    row = connection.execute(ENTRY_AND_BODY.where(entries.c.id == target)).first()
    corrected = None if row is None else entry_of(row)
    place = (pending.stream, pending.subject_id)
    if corrected is None or (corrected.stream, corrected.subject_id) != place:
        raise codec.CodecError(tr("There is no such entry to correct."))
    if isinstance(pending.body, EntryAmended | PrivateNoteAmended | ClientEntryAmended):
        codec.with_changes(corrected.body, pending.body.changes)


def _bring_in(
    connection: Connection, line: Mapping[str, Any], tip: _Tip, ledger: Head
) -> tuple[Entry[Any], Head]:
    """Keep a line of another vault's log at the end of its stream, as it is."""
    if (line["seq"], line["prev_hash"]) != (tip.seq + 1, tip.hash):
        raise ValueError("A line that is brought in does not follow the one before it.")
    envelope = hashes.canonical({key: line[key] for key in hashes.ENVELOPE})
    entry_hash = hashes.entry_hash(envelope)
    head = Head(ledger.n + 1, hashes.ledger_head(ledger.head, entry_hash))
    connection.exec_driver_sql(_NEW_ENTRY, (head.n, envelope.decode(), entry_hash, head.head))
    if "body" in line:
        body = hashes.canonical(line["body"]).decode()
        connection.exec_driver_sql(_NEW_BODY, (head.n, line["salt"], body))
    kept = connection.execute(ENTRY_AND_BODY.where(entries.c.n == head.n)).one()
    return entry_of(kept), head


def _insert(
    connection: Connection,
    pending: Pending[B],
    at: datetime,
    utc_offset: str,
    tip: _Tip,
    ledger: Head,
) -> tuple[Entry[B], Head]:
    body: Any = pending.body
    if type(body) not in _BODIES[pending.stream]:
        raise TypeError(f"A {type(body).__name__} is no body of {pending.stream.value}.")
    _check_correction(connection, pending)
    form = codec.to_json(body)
    body_bytes = hashes.canonical(form)
    salt = secrets.token_hex(_SALT_BYTES)
    envelope = {
        "id": pending.id or new_id(),
        "subject_id": pending.subject_id,
        "stream": pending.stream.value,
        "seq": tip.seq + 1,
        "at": codec.instant_text(at),
        "utc_offset": utc_offset,
        "kind": body.kind,
        "version": body.version,
        "prev_hash": tip.hash,
        "body_hash": hashes.body_hash(salt, body_bytes),
    }
    envelope_bytes = hashes.canonical(envelope)
    entry_hash = hashes.entry_hash(envelope_bytes)
    head = Head(ledger.n + 1, hashes.ledger_head(ledger.head, entry_hash))
    connection.exec_driver_sql(_NEW_ENTRY, (head.n, envelope_bytes.decode(), entry_hash, head.head))
    connection.exec_driver_sql(_NEW_BODY, (head.n, salt, body_bytes.decode()))
    entry = Entry(
        id=str(envelope["id"]),
        subject_id=pending.subject_id,
        stream=pending.stream,
        seq=tip.seq + 1,
        at=at.astimezone(UTC),
        utc_offset=utc_offset,
        # As it will be read back, not as it came.
        body=cast("B", codec.from_json(pending.stream, body.kind, body.version, form)),
        hash=entry_hash,
    )
    return entry, head
