"""The clients of a vault: a view of their files. What is written goes through Journal.append."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

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
from kap_companion.vault.reading import entry_of, rows_of

# The rest of a file is its course, which may be long: who a client is does not rest on it.
_WHO = (ClientSaved.kind, LimitsGiven.kind, ClientEntryAmended.kind, ClientEntryStruck.kind)


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
            rows = rows_of(connection, Stream.CLIENT, None, _WHO)
        files = files_of(entry_of(row) for row in rows)
        return sorted(files.values(), key=lambda file: (file.code.casefold(), file.id))

    def get(self, client_id: str) -> ClientFile | None:
        """Return one client, or None."""
        with self._database.reading() as connection:
            rows = rows_of(connection, Stream.CLIENT, client_id, _WHO)
        return files_of(entry_of(row) for row in rows).get(client_id)

    def by_code(self, code: str) -> ClientFile | None:
        """Return the client with these initials or this code, in any case, or None."""
        meant = code.strip().casefold()
        return next((file for file in self.all() if file.code.strip().casefold() == meant), None)


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
