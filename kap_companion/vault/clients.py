"""The clients of a vault, a row each beside their files, kept in step with each append.

The rows can be made anew from the entries; what is written goes through Journal.append.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import msgspec
from sqlalchemy import Connection, bindparam, delete, select

from kap_companion.language import tr
from kap_companion.session.entries import (
    ClientBody,
    ClientEntryAmended,
    ClientEntryStruck,
    ClientSaved,
    Contact,
    Entry,
    Limits,
    LimitsGiven,
    Stream,
)
from kap_companion.session.standing import client_standing
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged
from kap_companion.vault.reading import entry_of, rows_of
from kap_companion.vault.schema import SINCE, clients, entries

# The rest of a file is its course, which may be long: who a client is does not rest on it.
_WHO = (ClientSaved.kind, LimitsGiven.kind, ClientEntryAmended.kind, ClientEntryStruck.kind)

_KEEP = (
    "INSERT INTO clients (id, file) VALUES (?, ?) "
    "ON CONFLICT (id) DO UPDATE SET file = excluded.file"
)
# By number, whatever the planner thinks: few entries are new, and a stream is long.
_TOUCHED = (
    "SELECT subject_id FROM entries WHERE n > ? AND +stream = 'client' "
    "UNION SELECT sessions.client_id FROM entries JOIN sessions ON sessions.id = subject_id "
    "WHERE n > ? AND +stream = 'record'"
)
_ROW = select(clients.c.file).where(clients.c.id == bindparam("client_id"))


@dataclass(frozen=True, slots=True)
class ClientFile:
    """A client's file as it stands; `limits` is None where the prescriber gave none."""

    id: str
    code: str
    full_name: str | None = None
    prescriber: str | None = None
    planned_sessions: int | None = None
    contacts: tuple[Contact, ...] = ()
    limits: Limits | None = None
    born_on: date | None = None
    address: str | None = None
    guardian: str | None = None
    guardian_consented_on: date | None = None
    without_guardian: str | None = None


class Clients:
    """The clients of one open vault."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> list[ClientFile]:
        """Return every client, by code."""
        with self._database.reading() as connection:
            if self._is_up:
                files = [_file_of(text) for text in connection.scalars(select(clients.c.file))]
            else:
                files = [*_folded(connection).values()]
        return sorted(files, key=lambda file: (file.code.casefold(), file.id))

    def get(self, client_id: str) -> ClientFile | None:
        """Return one client, or None."""
        with self._database.reading() as connection:
            if not self._is_up:
                return _folded(connection, client_id).get(client_id)
            text = connection.scalar(_ROW, {"client_id": client_id})
        return None if text is None else _file_of(text)

    def by_code(self, code: str) -> ClientFile | None:
        """Return the client with these initials or this code, in any case, or None."""
        meant = code.strip().casefold()
        return next((file for file in self.all() if file.code.strip().casefold() == meant), None)

    def touched_since(self, n: int) -> frozenset[str]:
        """Return whose file or sessions hold an entry after the ledger's `n`-th, by client id."""
        with self._database.reading() as connection:
            rows = connection.exec_driver_sql(_TOUCHED, (n, n)).all()
        return frozenset(row[0] for row in rows)

    @property
    def _is_up(self) -> bool:
        # A vault that an earlier version left and that is only read has no rows of clients.
        return self._database.revision >= SINCE["clients"]


def step(connection: Connection, entry: Entry[ClientBody]) -> None:
    """Bring the client's row up to date within the transaction that keeps the entry."""
    if entry.body.kind not in _WHO:
        return
    file = _folded(connection, entry.subject_id).get(entry.subject_id)
    if file is not None:
        _keep(connection, file)
    else:
        connection.execute(delete(clients).where(clients.c.id == entry.subject_id))


def rebuild(connection: Connection) -> None:
    """Make the rows of all clients anew, within a transaction that is already open."""
    connection.execute(delete(clients))
    asked = select(entries.c.subject_id).where(entries.c.stream == Stream.CLIENT.value).distinct()
    for client_id in connection.scalars(asked).all():
        file = _folded(connection, client_id).get(client_id)
        if file is not None:
            _keep(connection, file)


def misfits(connection: Connection) -> list[str]:
    """Return the ids of clients whose row is not as their entries have it, sorted."""
    rows = {row.id: row.file for row in connection.execute(select(clients))}
    asked = select(entries.c.subject_id).where(entries.c.stream == Stream.CLIENT.value).distinct()
    found = []
    for client_id in connection.scalars(asked).all():
        file = _folded(connection, client_id).get(client_id)
        if rows.pop(client_id, None) != (None if file is None else _text_of(file)):
            found.append(client_id)
    return sorted([*found, *rows])


def files_of(entries: Iterable[Entry[ClientBody]]) -> dict[str, ClientFile]:
    """Return the files by client id that these entries of the client stream make."""
    saved: dict[str, ClientSaved] = {}
    given: dict[str, Limits] = {}
    for row in client_standing(entries):
        if row.struck is not None:
            continue
        match row.body:
            case ClientSaved() as body:
                saved[row.entry.subject_id] = body
            case LimitsGiven(limits=limits):
                given[row.entry.subject_id] = limits
            case _:
                pass
    return {
        client_id: ClientFile(
            id=client_id,
            code=body.code,
            full_name=body.full_name,
            prescriber=body.prescriber,
            planned_sessions=body.planned_sessions,
            contacts=body.contacts,
            limits=given.get(client_id),
            born_on=body.born_on,
            address=body.address,
            guardian=body.guardian,
            guardian_consented_on=body.guardian_consented_on,
            without_guardian=body.without_guardian,
        )
        for client_id, body in saved.items()
    }


def _folded(connection: Connection, client_id: str | None = None) -> dict[str, ClientFile]:
    rows = rows_of(connection, Stream.CLIENT, client_id, _WHO)
    return files_of(entry_of(row) for row in rows)


def _keep(connection: Connection, file: ClientFile) -> None:
    connection.exec_driver_sql(_KEEP, (file.id, _text_of(file)))


def _text_of(file: ClientFile) -> str:
    return msgspec.json.encode(file).decode()


def _file_of(text: str) -> ClientFile:
    try:
        return msgspec.json.decode(text, type=ClientFile)
    except msgspec.MsgspecError as trouble:
        raise VaultDamaged(
            tr(
                "A client's row in this vault was changed and cannot be read: run verify, "
                "and restore it from a backup."
            )
        ) from trouble
