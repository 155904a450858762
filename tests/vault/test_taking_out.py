"""Withdrawal and destruction: the words are nowhere, the envelopes stay, everything verifies."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
import sqlcipher3.dbapi2 as driver

from kap_companion.session import entries as e
from kap_companion.session.standing import private_standing, record_standing
from kap_companion.vault.errors import VaultDamaged
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.moving import moved_to_private
from kap_companion.vault.vault import Vault
from tests.vault.made import NOON, Keep, Place

WORDS = "zinnoberrot"
SOON = datetime(2026, 3, 2, 12, 5, tzinfo=UTC)


def withdraw(vault: Vault, session: str, target: str) -> list[e.Entry[Any]]:
    moved = moved_to_private(vault.journal.record(session), target)
    told = Pending(e.Stream.RECORD, session, e.EntryWithdrawn(target, "mine alone"))
    return vault.withdraw(session, target, [*moved, told], at=SOON, utc_offset="-08:00")


def everything(vault: Vault) -> str:
    """All that the tables of the vault hold but the psychotherapy notes and their index."""
    raw = vault._database.raw
    names = [row[0] for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    told = []
    for name in names:
        if name.startswith("private_words"):
            continue
        where = " WHERE n NOT IN (SELECT n FROM entries WHERE stream = 'psychotherapy_notes')"
        asked = f"SELECT * FROM {name}{where if name in ('entries', 'bodies') else ''}"
        told += [repr(row) for row in raw.execute(asked).fetchall()]
    return "\n".join(told)


def test_a_withdrawn_note_is_a_private_note_and_nothing_of_it_is_left_in_the_record(
    vault: Vault, keep: Keep, place: Place
) -> None:
    session = new_id()
    note, other = keep(vault, session, e.NoteTaken(f"{WORDS} one"), e.NoteTaken("stays"))
    keep(vault, session, e.EntryAmended(note.id, "clearer", {"text": f"{WORDS} two"}))
    keep(vault, session, e.DraftSaved("dap", f"She said {WORDS}."))
    vault.search.settle()
    keep(vault, session, e.EntryAmended(note.id, "again", {"text": f"{WORDS} three"}))
    assert WORDS in everything(vault)
    withdraw(vault, session, note.id)
    assert WORDS not in everything(vault)
    assert vault.search.record(WORDS) == []
    (row,) = private_standing(vault.journal.psychotherapy_notes(session))
    assert isinstance(row.body, e.PrivateNoteTaken)
    assert (row.body.text, row.body.withdrawn_from) == (f"{WORDS} three", note.id)
    assert row.happened_at == NOON
    assert row.entry.at == SOON
    assert [one.reason for one in row.amended] == ["clearer", "again"]
    assert vault.search.psychotherapy_notes(WORDS)[0].entry_id == row.entry.id
    lines = list(vault.journal.lines(e.Stream.RECORD, session))
    assert [line["kind"] for line in lines if "body" not in line] == [
        "note_taken",
        "entry_amended",
        "draft_saved",
        "entry_amended",
    ]
    assert all("salt" not in line for line in lines if "body" not in line)
    standing = record_standing(vault.journal.record(session))
    assert next(row.entry.id for row in standing if row.struck is None) == other.id
    vault.close()
    assert place.verify().findings == ()


def test_a_withdrawn_mark_happened_when_it_was_told_to_have_happened(
    vault: Vault, keep: Keep
) -> None:
    session = new_id()
    (mark,) = keep(vault, session, e.Marked(WORDS, happened_at=NOON.replace(hour=11)))
    keep(vault, session, e.EntryAmended(mark.id, "a word", {"tag": f"{WORDS}!"}))
    keep(vault, session, e.EntryStruck(mark.id, "not so"))
    withdraw(vault, session, mark.id)
    (row,) = private_standing(vault.journal.psychotherapy_notes(session))
    assert isinstance(row.body, e.PrivateNoteTaken)
    assert (row.body.text, row.happened_at.hour) == (f"{WORDS}!", 11)
    assert row.struck is not None
    assert WORDS not in everything(vault)


@pytest.mark.parametrize("spared", ["another note", "another session's", "a dose", "a signed"])
def test_no_body_goes_that_no_entry_tells_of(vault: Vault, keep: Keep, spared: str) -> None:
    session, elsewhere = new_id(), new_id()
    (note,) = keep(vault, session, e.NoteTaken("one"))
    (other,) = keep(vault, session, e.NoteTaken("two"))
    (far,) = keep(vault, elsewhere, e.NoteTaken("three"))
    (spat,) = keep(vault, session, e.Spat())
    wanted = {"another note": other, "another session's": far, "a dose": spat, "a signed": note}
    if spared == "a signed":
        keep(vault, session, e.RecordSigned("A. C.", "dap", "ab" * 32))
    raw = vault._database.raw
    keep(vault, session, e.EntryWithdrawn(note.id, "mine"))
    with pytest.raises(driver.IntegrityError, match="only as the log tells"):
        raw.execute(
            "DELETE FROM bodies WHERE n = (SELECT n FROM entries WHERE id = ?)",
            (wanted[spared].id,),
        )


def test_a_body_that_went_untold_is_found(vault: Vault, keep: Keep, place: Place) -> None:
    session = new_id()
    note, other = keep(vault, session, e.NoteTaken("one"), e.NoteTaken("two"))
    withdraw(vault, session, note.id)
    raw = vault._database.raw
    (guard,) = raw.execute(
        "SELECT sql FROM sqlite_master WHERE name = 'bodies_go_only_as_told'"
    ).fetchone()
    raw.execute("DROP TRIGGER bodies_go_only_as_told")
    raw.execute("DELETE FROM bodies WHERE n = (SELECT n FROM entries WHERE id = ?)", (other.id,))
    raw.execute(guard)
    vault.close()
    assert place.verify().findings == (
        f"Entry 3 of the ledger (number 2 of the record of session {session}): "
        "its body is missing and nothing says why.",
    )


def test_a_destroyed_file_is_envelopes_alone_and_the_vault_verifies(
    vault: Vault, keep: Keep, place: Place
) -> None:
    client, session, other = new_id(), new_id(), new_id()
    vault.journal.append(
        [Pending(e.Stream.CLIENT, client, e.ClientSaved(WORDS))], at=NOON, utc_offset="-08:00"
    )
    (note,) = keep(vault, session, e.NoteTaken(f"{WORDS} one"))
    keep(vault, session, e.PrivateNoteTaken(f"{WORDS} private"))
    keep(vault, other, e.NoteTaken("somebody else's"))
    withdraw(vault, session, note.id)
    vault.scratch.save(f"box:{session}", {"text": WORDS})
    vault.shelf.put("marks_of_clients", client, {"marks": [WORDS]})
    vault.shelf.put("marks_of_clients", "another", {"marks": ["calm"]})
    vault.search.settle()
    told = e.FileDestroyed(client, (session,), date(2019, 1, 1), 7, "after its time")
    vault.destroy(told, at=SOON, utc_offset="-08:00")
    raw = vault._database.raw
    assert WORDS not in everything(vault)
    assert not raw.execute("SELECT * FROM private_words WHERE words MATCH ?", (WORDS,)).fetchall()
    assert vault.clients.get(client) is None
    assert vault.shelf.all("marks_of_clients") == {"another": {"marks": ["calm"]}}
    assert vault.search.record("somebody")
    assert {type(one.body) for one in vault.journal.record(session)} == {e.BodyTakenOut}
    vault.close()
    assert place.verify().findings == ()


def test_a_withdrawal_that_cannot_be_kept_takes_nothing_out(
    vault: Vault, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = new_id()
    (note,) = keep(vault, session, e.NoteTaken(WORDS))

    def fails(*_: object) -> None:
        raise VaultDamaged("the disk")

    monkeypatch.setattr("kap_companion.vault.vault.take_out_withdrawn", fails)
    with pytest.raises(VaultDamaged):
        withdraw(vault, session, note.id)
    assert [one.body for one in vault.journal.record(session)] == [e.NoteTaken(WORDS)]
    assert vault.journal.psychotherapy_notes(session) == []
