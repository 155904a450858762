"""One row a session for Home: kept in the same transaction as each append, rebuilt from the entries
where a correction reaches what it shows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, bindparam, delete, insert, select, update

from kap_companion.session.codec import instant_text
from kap_companion.session.entries import (
    DoseTaken,
    Entry,
    EntryAmended,
    EntryStruck,
    EntryWithdrawn,
    Modality,
    RecordBody,
    RecordSigned,
    SessionEnded,
    SessionOpened,
    Stream,
)
from kap_companion.session.standing import record_standing
from kap_companion.vault.database import Database
from kap_companion.vault.reading import entry_of, rows_of
from kap_companion.vault.schema import entries, sessions

# Made once: to make a statement takes longer than to run it.
_ROW = select(sessions).where(sessions.c.id == bindparam("session_id"))
_COUNT = (
    update(sessions)
    .where(sessions.c.id == bindparam("session_id"))
    .values(entries=sessions.c.entries + 1, last_at=bindparam("at"))
)
_SHOWN = {SessionOpened.kind, DoseTaken.kind, SessionEnded.kind}


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session at a glance. Doses and end are told by their present words, when they happened."""

    id: str
    client_id: str
    client: str
    session_number: int
    modality: Modality
    planned_minutes: int
    rehearsal: bool
    opened_at: datetime
    first_dose_at: datetime | None
    last_dose_at: datetime | None
    ended_at: datetime | None
    signed_at: datetime | None
    entries: int
    last_at: datetime


class Sessions:
    """The sessions of one open vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SessionRow]:
        """Return every session, newest first."""
        with self._database.reading() as connection:
            rows = connection.execute(
                select(sessions).order_by(sessions.c.opened_at.desc(), sessions.c.id.desc())
            ).all()
        return [_from_row(row) for row in rows]

    def unended(self) -> list[SessionRow]:
        """Return the sessions that have no end, newest first."""
        return [row for row in self.all() if row.ended_at is None and row.signed_at is None]

    def find(self, which: str) -> tuple[SessionRow, ...]:
        """Return the sessions meant by an id, the beginning of one, or `last`.

        The last is the one that was begun last, whatever time its clock told: ids are UUIDv7.
        """
        rows = self.all()
        if which == "last":
            return tuple(sorted(rows, key=lambda row: row.id)[-1:])
        return tuple(row for row in rows if which and row.id.startswith(which.lower()))

    def rebuild(self) -> None:
        """Make the whole table anew from the entries. Raises VaultNotWritable."""
        with self._database.writing() as connection:
            connection.execute(delete(sessions))
            subjects = connection.scalars(
                select(entries.c.subject_id)
                .where(entries.c.stream == Stream.RECORD.value)
                .distinct()
            ).all()
            for subject_id in subjects:
                _keep(connection, _folded(connection, subject_id), known=False)


def step(connection: Connection, entry: Entry[RecordBody]) -> None:
    """Bring the session's row up to date within the transaction that keeps the entry."""
    match entry.body:
        case SessionOpened() | DoseTaken() | SessionEnded() | RecordSigned():
            stored = connection.execute(_ROW, {"session_id": entry.subject_id}).first()
            row = None if stored is None else _from_row(stored)
            row = _after(row, entry, entry.body, entry.happened_at)
            row = None if row is None else replace(row, entries=row.entries + 1, last_at=entry.at)
            _keep(connection, row, known=stored is not None)
        case (
            EntryAmended(target=target) | EntryStruck(target=target) | EntryWithdrawn(target=target)
        ) if connection.scalar(select(entries.c.kind).where(entries.c.id == target)) in _SHOWN:
            _keep(connection, _folded(connection, entry.subject_id), known=True)
        case _:
            now = {"session_id": entry.subject_id, "at": instant_text(entry.at)}
            connection.execute(_COUNT, now)


def _folded(connection: Connection, session_id: str) -> SessionRow | None:
    kept: list[Entry[RecordBody]] = [
        entry_of(row) for row in rows_of(connection, Stream.RECORD, session_id)
    ]
    row: SessionRow | None = None
    for standing in record_standing(kept):
        if standing.struck is None:
            row = _after(row, standing.entry, standing.body, standing.happened_at)
    return None if row is None else replace(row, entries=len(kept), last_at=kept[-1].at)


def _after(
    row: SessionRow | None, entry: Entry[RecordBody], body: RecordBody, happened_at: datetime
) -> SessionRow | None:
    match body:
        case SessionOpened():
            return SessionRow(
                id=entry.subject_id,
                client_id=body.client_id,
                client=body.client,
                session_number=body.session_number,
                modality=body.modality,
                planned_minutes=body.planned_minutes,
                rehearsal=body.rehearsal,
                opened_at=happened_at,
                first_dose_at=None,
                last_dose_at=None,
                ended_at=None,
                signed_at=None,
                entries=0,
                last_at=entry.at,
            )
        case DoseTaken() if row is not None:
            return replace(
                row,
                first_dose_at=min(row.first_dose_at or happened_at, happened_at),
                last_dose_at=max(row.last_dose_at or happened_at, happened_at),
            )
        case SessionEnded() if row is not None:
            return replace(row, ended_at=happened_at)
        case RecordSigned() if row is not None:
            return replace(row, signed_at=entry.at)
        case _:
            return row


def _keep(connection: Connection, row: SessionRow | None, *, known: bool) -> None:
    if row is None:
        return
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in sessions.columns}
    for name, value in values.items():
        if isinstance(value, datetime):
            values[name] = instant_text(value)
    values["modality"] = row.modality.value
    if known:
        connection.execute(update(sessions).where(sessions.c.id == row.id).values(values))
    else:
        connection.execute(insert(sessions).values(values))


def _from_row(row: Row[Any]) -> SessionRow:
    values = dict(row._mapping)
    for name in ("opened_at", "first_dose_at", "last_dose_at", "ended_at", "signed_at", "last_at"):
        if values[name] is not None:
            values[name] = datetime.fromisoformat(values[name])
    values["modality"] = Modality(values["modality"])
    values["rehearsal"] = bool(values["rehearsal"])
    return SessionRow(**values)
