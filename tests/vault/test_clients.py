"""The row of a client, from which Home reads who they are, stands as their file does."""

from __future__ import annotations

from datetime import date
from typing import Any

from kap_companion.session.entries import (
    ClientEntryAmended,
    ClientEntryStruck,
    ClientSaved,
    Contact,
    Limits,
    LimitsGiven,
    MeetingKind,
    MeetingPlanned,
    Stream,
)
from kap_companion.vault import clients
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.journal import Pending
from kap_companion.vault.vault import Vault
from tests.vault.made import NOON, Place

FILE = ClientSaved("Z.Z.", "Zoë Z.", "Dr. P.", 6, (Contact("emergency", "K.", "555-0100"),))


def keep(vault: Vault, *bodies: Any, client: str = "a") -> str:
    pending = [Pending(Stream.CLIENT, client, body) for body in bodies]
    return vault.journal.append(pending, at=NOON, utc_offset="-08:00")[-1].id


def rows(vault: Vault) -> list[ClientFile]:
    """Return the clients; what is kept of them beside the entries fits, and can be made anew."""
    told = vault.clients.all()
    with vault._database.writing() as connection:
        assert clients.misfits(connection) == []
        clients.rebuild(connection)
    assert vault.clients.all() == told
    return told


def test_a_clients_row_follows_every_correction_of_their_file(vault: Vault) -> None:
    limits = Limits(160, given_by="Dr. P.", given_on=date(2026, 1, 5))
    saved = keep(vault, FILE)
    given = keep(vault, LimitsGiven(limits))
    keep(vault, ClientSaved("B.B."), client="b")
    assert [(one.code, one.limits) for one in rows(vault)] == [("B.B.", None), ("Z.Z.", limits)]
    keep(vault, ClientEntryAmended(saved, "misspelt", {"code": "A.Z."}))
    keep(vault, ClientEntryAmended(given, "misread", {"limits": {"systolic_mmhg": 150}}))
    first, _ = rows(vault)
    assert (first.code, first.limits, first.full_name) == ("A.Z.", Limits(150), "Zoë Z.")
    keep(vault, ClientEntryStruck(given, "another client's"))
    assert rows(vault)[0].limits is None
    again = keep(vault, FILE)
    keep(vault, ClientEntryStruck(again, "too early"))
    assert rows(vault)[0].code == "A.Z."
    keep(vault, ClientEntryStruck(saved, "never came"))
    assert [one.code for one in rows(vault)] == ["B.B."]
    assert vault.clients.get("a") is None


def test_a_file_without_a_name_yet_is_no_client(vault: Vault) -> None:
    keep(vault, LimitsGiven(Limits(160)), MeetingPlanned(MeetingKind.DOSING, date(2026, 3, 1)))
    assert rows(vault) == []


def test_a_clients_row_that_was_changed_by_itself_is_found(vault: Vault, place: Place) -> None:
    keep(vault, FILE)
    keep(vault, ClientSaved("B.B."), client="b")
    raw = vault._database.raw
    raw.execute("UPDATE clients SET file = replace(file, 'Zoë', 'Joe') WHERE id = 'a'")
    raw.execute("DELETE FROM clients WHERE id = 'b'")
    raw.execute('INSERT INTO clients VALUES (\'c\', \'{"id":"c","code":"C."}\')')
    vault.close()
    findings = place.verify().findings
    assert [one.split()[4] for one in findings] == ["a", "b", "c"], findings
