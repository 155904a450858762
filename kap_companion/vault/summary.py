"""One row a session for Home: kept in the same transaction as each append, rebuilt from the entries
where a correction reaches what it shows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    Select,
    bindparam,
    delete,
    func,
    insert,
    select,
    update,
)

from kap_companion.language import tr, tr_later
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
from kap_companion.vault.errors import VaultDamaged
from kap_companion.vault.reading import entry_of, rows_of
from kap_companion.vault.schema import entries, sessions

# Made once: to make a statement takes longer than to run it.
_COLUMNS = tuple(column.name for column in sessions.columns)
_ROW = select(sessions).where(sessions.c.id == bindparam("session_id"))
_COUNT = "UPDATE sessions SET entries = entries + 1, last_at = ? WHERE id = ?"
_NEWEST_FIRST = (sessions.c.opened_at.desc(), sessions.c.id.desc())
_IS_UNENDED = sessions.c.ended_at.is_(None) & sessions.c.signed_at.is_(None)
_IS_TO_SIGN = sessions.c.ended_at.is_not(None) & sessions.c.signed_at.is_(None)
_MOMENTS = ("opened_at", "first_dose_at", "last_dose_at", "ended_at", "signed_at", "last_at")
_CHANGED = tr_later(
    "What Home shows of a session was changed and cannot be read: run verify, and restore the "
    "vault from a backup."
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


@dataclass(frozen=True, slots=True)
class Held:
    """What the sessions of one client come to; `dosed` counts those with a dose.

    The last is the one that was opened last.
    """

    sessions: int
    dosed: int
    unended: int
    last_opened_at: datetime
    last_ended_at: datetime | None
    last_signed_at: datetime | None


class Sessions:
    """The sessions of one open vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[SessionRow]:
        """Return every session, newest first."""
        return self._rows(select(sessions).order_by(*_NEWEST_FIRST))

    def of_client(self, client_id: str) -> list[SessionRow]:
        """Return the sessions of one client, newest first."""
        return self._newest_first(sessions.c.client_id == client_id)

    def unended(self) -> list[SessionRow]:
        """Return the sessions that have no end, newest first."""
        return self._newest_first(_IS_UNENDED)

    def signed_last(self) -> SessionRow | None:
        """Return the session whose record was signed last, or None."""
        is_signed = sessions.c.signed_at.is_not(None)
        asked = select(sessions).where(is_signed).order_by(sessions.c.signed_at.desc()).limit(1)
        return next(iter(self._rows(asked)), None)

    def opened_between(self, begin: datetime, end: datetime) -> list[SessionRow]:
        """Return the sessions that were opened from `begin` to `end`, newest first."""
        return self._newest_first(
            sessions.c.opened_at.between(instant_text(begin), instant_text(end))
        )

    def to_sign(self, most: int) -> tuple[list[SessionRow], int]:
        """Return the `most` that wait longest to be signed since they ended, and how many do."""
        longest_first = (sessions.c.ended_at, sessions.c.opened_at.desc(), sessions.c.id.desc())
        with self._database.reading() as connection:
            count = connection.scalar(select(func.count()).where(_IS_TO_SIGN)) or 0
        waiting = select(sessions).where(_IS_TO_SIGN).order_by(*longest_first).limit(most)
        return self._rows(waiting), count

    def by_client(self) -> dict[str, Held]:
        """Return what each client's sessions come to, by client id; counted in the database."""
        # One pass: beside a single max, SQLite takes the other columns from the row that has it.
        counted = select(
            sessions.c.client_id,
            func.count(),
            func.count(sessions.c.first_dose_at),
            func.count().filter(_IS_UNENDED),
            sessions.c.opened_at,
            sessions.c.ended_at,
            sessions.c.signed_at,
            func.max(sessions.c.opened_at + sessions.c.id),
        ).group_by(sessions.c.client_id)
        with self._database.reading() as connection:
            rows = connection.execute(counted).all()
        try:
            return {
                client: Held(held, dosed, unended, *map(_moment, (opened_at, ended_at, signed_at)))
                for client, held, dosed, unended, opened_at, ended_at, signed_at, _ in rows
            }
        except (ValueError, TypeError) as trouble:
            raise VaultDamaged(tr(_CHANGED)) from trouble

    def newest(self) -> SessionRow | None:
        """Return the session that was opened last, or None."""
        return next(iter(self._rows(select(sessions).order_by(*_NEWEST_FIRST).limit(1))), None)

    def known(self, ids: Collection[str]) -> list[SessionRow]:
        """Return those sessions of these ids that are there, newest first."""
        return self._newest_first(sessions.c.id.in_(ids))

    def find(self, which: str) -> tuple[SessionRow, ...]:
        """Return the sessions meant by an id, the beginning of one, or `last`.

        The last is the one that was begun last, whatever time its clock told: ids are UUIDv7.
        """
        if which == "last":
            return tuple(self._rows(select(sessions).order_by(sessions.c.id.desc()).limit(1)))
        if not which:
            return ()
        return tuple(self._newest_first(sessions.c.id.startswith(which.lower(), autoescape=True)))

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

    def _newest_first(self, which: ColumnElement[bool]) -> list[SessionRow]:
        return self._rows(select(sessions).where(which).order_by(*_NEWEST_FIRST))

    def _rows(self, asked: Select[Any]) -> list[SessionRow]:
        with self._database.reading() as connection:
            return [_from_row(row) for row in connection.execute(asked)]


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
            connection.exec_driver_sql(_COUNT, (instant_text(entry.at), entry.subject_id))


def row_of(connection: Connection, session_id: str) -> dict[str, Any] | None:
    """Return the values of the row that a session's record makes, None where it makes none."""
    row = _folded(connection, session_id)
    return None if row is None else _values(row)


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
    values = _values(row)
    if known:
        connection.execute(update(sessions).where(sessions.c.id == row.id).values(values))
    else:
        connection.execute(insert(sessions).values(values))


def _values(row: SessionRow) -> dict[str, Any]:
    values: dict[str, Any] = {column.name: getattr(row, column.name) for column in sessions.columns}
    for name, value in values.items():
        if isinstance(value, datetime):
            values[name] = instant_text(value)
    values["modality"] = row.modality.value
    values["rehearsal"] = int(row.rehearsal)
    return values


def _from_row(row: Row[Any]) -> SessionRow:
    values = dict(zip(_COLUMNS, row, strict=False))  # more columns may follow
    try:
        for name in _MOMENTS:
            if values[name] is not None:
                values[name] = datetime.fromisoformat(values[name])
        values["modality"] = Modality(values["modality"])
    except (ValueError, TypeError) as trouble:
        raise VaultDamaged(tr(_CHANGED)) from trouble
    values["rehearsal"] = bool(values["rehearsal"])
    return SessionRow(**values)


def _moment(text: str | None) -> Any:
    return None if text is None else datetime.fromisoformat(text)
