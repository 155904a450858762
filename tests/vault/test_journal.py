"""What is kept is kept: entries, their hashes, and the transaction around them."""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import rfc8785
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kap_companion.session import codec
from kap_companion.session.entries import (
    BodyTakenOut,
    ClientSaved,
    Contact,
    DoseTaken,
    EntryAmended,
    EntryStruck,
    Limits,
    LimitsGiven,
    Marked,
    NoteTaken,
    PrivateNoteTaken,
    SessionEnded,
    SessionOpened,
    Stream,
)
from kap_companion.session.standing import record_standing, target_of
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.search import holds
from kap_companion.vault.vault import Vault
from tests import made
from tests.vault.made import Keep, Place

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def test_what_is_kept_is_read_back_after_the_vault_was_closed(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    session = new_id()
    with place.create()[0] as vault:
        kept = keep(vault, session, opened, NoteTaken("Tingling 😀 \u202eشكرا"), Marked("tears"))
    with place.open() as vault:
        assert vault.journal.record(session) == kept
        assert [entry.seq for entry in kept] == [1, 2, 3]
        assert vault.journal.psychotherapy_notes(session) == []


def test_the_two_streams_of_a_session_have_a_chain_each(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    keep(vault, session_id, PrivateNoteTaken("second"), NoteTaken("second"))
    private = vault.journal.psychotherapy_notes(session_id)
    assert [entry.body.text for entry in private if isinstance(entry.body, PrivateNoteTaken)] == [
        "my own pull",
        "second",
    ]
    assert [entry.seq for entry in private] == [1, 2]
    assert all(
        entry.body.kind != "private_note_taken" for entry in vault.journal.record(session_id)
    )


def test_a_private_note_cannot_be_kept_in_the_record(vault: Vault, session_id: str) -> None:
    misplaced = Pending(Stream.RECORD, session_id, PrivateNoteTaken("mine"))
    with pytest.raises(TypeError, match="no body of record"):
        vault.journal.append([misplaced], at=NOON, utc_offset="+00:00")


def test_a_correction_that_does_not_fit_is_refused_before_it_can_spoil_the_record(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    note = vault.journal.record(session_id)[1]
    private = vault.journal.psychotherapy_notes(session_id)[0]
    for unfit in (
        EntryAmended(note.id, "a slip", {"dose_mg": 5}),
        EntryAmended(note.id, "a slip", {"text": 5}),
        EntryAmended(private.id, "a slip", {"text": "of the other stream"}),
        EntryStruck(new_id(), "nothing there"),
    ):
        with pytest.raises(codec.CodecError):
            keep(vault, session_id, unfit)
    assert len(record_standing(vault.journal.record(session_id))) == 2


def test_all_of_an_append_is_kept_or_none_of_it(vault: Vault, keep: Keep, session_id: str) -> None:
    before = vault.journal.record(session_id)
    vault.scratch.save("box", {"text": "half"})
    with pytest.raises(codec.CodecError):
        keep(vault, session_id, NoteTaken("first"), DoseTaken(Decimal("NaN")), clears=["box"])
    assert vault.journal.record(session_id) == before
    assert vault.scratch.load("box") == {"text": "half"}
    assert vault.search.record("first") == []
    keep(vault, session_id, NoteTaken("after"), clears=["box"])
    assert vault.journal.record(session_id)[-1].seq == len(before) + 1
    assert vault.scratch.load("box") is None


def test_an_append_saves_and_clears_scratch_in_its_transaction(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    vault.scratch.save("box", {"text": "half \ud83d", "private": True})
    keep(vault, session_id, NoteTaken("whole"), clears=["box"], saves={"draft": {"text": "d"}})
    assert vault.scratch.keys() == ["draft"]


def test_scratch_is_overwritten_and_survives_closing(place: Place) -> None:
    with place.create()[0] as vault:
        vault.scratch.save("music/position", {"s": 1})
        vault.scratch.save("music/position", {"s": 2})
        vault.scratch.save("Music/other", {})
        vault.scratch.save("box_1", {"text": "NUL \0 and half a pair \ud83d"})
    with place.open() as vault:
        assert vault.scratch.load("music/position") == {"s": 2}
        assert vault.scratch.keys("music/") == ["music/position"]
        assert vault.scratch.keys("box%") == []
        assert vault.scratch.load("box_1") == {"text": "NUL \0 and half a pair \ud83d"}
        vault.scratch.clear("box_1")
        assert vault.scratch.load("box_1") is None


# --- the checker of a stranger: written from DESIGN.md, 'Entries', and nothing of ours ------------


def check_chain(lines: list[dict[str, Any]]) -> None:
    previous = "0" * 64
    fields = ["id", "subject_id", "stream", "seq", "at", "utc_offset", "kind", "version"]
    fields += ["prev_hash", "body_hash"]
    for number, line in enumerate(lines, start=1):
        envelope = {key: line[key] for key in fields}
        assert line["seq"] == number
        assert line["prev_hash"] == previous
        if "body" in line:
            salted = bytes.fromhex(line["salt"]) + rfc8785.dumps(line["body"])
            assert hashlib.sha256(salted).hexdigest() == line["body_hash"]
        assert hashlib.sha256(rfc8785.dumps(envelope)).hexdigest() == line["hash"]
        previous = line["hash"]


def test_a_stranger_recomputes_every_hash_from_the_design_alone(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    keep(vault, session_id, DoseTaken(Decimal("37.5")), NoteTaken("ä\0\ud83d" * 100))
    for stream in (Stream.RECORD, Stream.PSYCHOTHERAPY_NOTES):
        lines = list(vault.journal.lines(stream, session_id))
        assert lines
        check_chain(lines)
    lines[-1]["body"]["text"] += "."
    with pytest.raises(AssertionError):
        check_chain(lines)


def test_a_line_is_flat_and_holds_the_envelope_the_hash_the_body_and_its_salt(
    vault: Vault, session_id: str
) -> None:
    (line,) = vault.journal.lines(Stream.PSYCHOTHERAPY_NOTES, session_id)
    assert set(line) == {
        *("id", "subject_id", "stream", "seq", "at", "utc_offset", "kind", "version"),
        *("prev_hash", "body_hash", "hash", "body", "salt"),
    }
    assert line["at"] == "2026-03-02T12:00:00.000000Z"
    assert line["utc_offset"] == "-08:00"
    assert line["body"] == {"text": "my own pull"}


# --- every kind of body ---------------------------------------------------------------------------

KINDS = [
    (stream, body)
    for stream in Stream
    for body in codec.kinds(stream)
    if body is not BodyTakenOut  # stands for a body that is not there
]


@pytest.fixture(scope="module")
def roomy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Vault]:
    """A vault for many examples."""
    folder: Path = tmp_path_factory.mktemp("roomy")
    cost = KeyCost(64, 1, 1)
    vault, _ = Vault.create(folder / "v", "words", state_folder=folder / "s", cost=cost)
    with vault:
        yield vault


@pytest.mark.parametrize(("stream", "body_type"), KINDS, ids=lambda one: getattr(one, "kind", one))
@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_kind_of_body_comes_back_as_it_was_kept(
    roomy: Vault, stream: Stream, body_type: type[Any], data: st.DataObject
) -> None:
    body = data.draw(made.bodies_of(body_type))
    subject, before = new_id(), []
    if target_of(body) is not None:
        first: Any = {
            Stream.PSYCHOTHERAPY_NOTES: PrivateNoteTaken("first"),
            Stream.CLIENT: ClientSaved("first"),
        }.get(stream, NoteTaken("first"))
        before = [Pending(stream, subject, first, id=new_id())]
        body = dataclasses.replace(body, target=before[0].id)
        if hasattr(body, "changes"):
            key = "code" if stream is Stream.CLIENT else "text"
            body = dataclasses.replace(body, changes={key: data.draw(st.text(max_size=40))})
    pending = [*before, Pending(stream, subject, body)]
    all_kept = roomy.journal.append(pending, at=NOON, utc_offset="+05:45")
    kept = all_kept[-1]
    readers = {
        Stream.RECORD: roomy.journal.record,
        Stream.PSYCHOTHERAPY_NOTES: roomy.journal.psychotherapy_notes,
        Stream.CLIENT: roomy.journal.client,
    }
    if stream in readers:
        assert readers[stream](subject) == all_kept
    lines = list(roomy.journal.lines(stream, subject))
    assert lines[-1]["body"] == codec.to_json(body) == codec.to_json(kept.body)
    check_chain(lines)


# --- the views ------------------------------------------------------------------------------------


def at(minutes: float) -> datetime:
    return NOON + timedelta(minutes=minutes)


def test_home_reads_when_a_session_began_when_it_was_dosed_and_whether_it_ended(
    vault: Vault, keep: Keep, opened: SessionOpened, session_id: str
) -> None:
    keep(vault, session_id, DoseTaken(Decimal(150)), at=at(10))
    keep(vault, session_id, DoseTaken(Decimal(50), booster=True, happened_at=at(40)), at=at(43))
    later = new_id()
    keep(vault, later, opened, at=at(100))
    newest, row = vault.sessions.all()
    assert (newest.id, newest.first_dose_at) == (later, None)
    assert (row.client, row.opened_at, row.entries) == ("M.R.", NOON, 4)
    assert (row.first_dose_at, row.last_dose_at, row.last_at) == (at(10), at(40), at(43))
    assert [one.id for one in vault.sessions.unended()] == [later, session_id]
    keep(vault, later, SessionEnded(), at=at(110))
    assert [one.id for one in vault.sessions.unended()] == [session_id]
    assert vault.sessions.find("last")[0].id == later
    assert [one.id for one in vault.sessions.find(session_id)] == [session_id]
    assert vault.sessions.find("nothing") == vault.sessions.find("") == ()


def test_a_mistaken_end_that_is_struck_leaves_the_session_running(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    (end,) = keep(vault, session_id, SessionEnded(), at=at(50))
    assert vault.sessions.unended() == []
    keep(vault, session_id, EntryStruck(end.id, "too early"), at=at(51))
    (row,) = vault.sessions.unended()
    assert (row.ended_at, row.entries, row.last_at) == (None, 4, at(51))


def test_a_corrected_dose_is_the_one_that_home_shows(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    (dose,) = keep(vault, session_id, DoseTaken(Decimal(150)), at=at(10))
    changes = {"happened_at": codec.instant_text(at(7))}
    keep(vault, session_id, EntryAmended(dose.id, "told late", changes), at=at(11))
    assert vault.sessions.all()[0].first_dose_at == at(7)
    keep(vault, session_id, EntryStruck(dose.id, "spat at once"), at=at(12))
    assert vault.sessions.all()[0].first_dose_at is None


def test_the_summary_can_be_made_anew_from_the_entries(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    keep(vault, session_id, DoseTaken(Decimal(150)), SessionEnded(), at=at(10))
    before = vault.sessions.all()
    vault.sessions.rebuild()
    assert vault.sessions.all() == before


def test_a_clients_file_stands_as_last_saved_with_the_prescribers_limits(vault: Vault) -> None:
    contacts = (Contact("emergency", "K.", "555-0100"),)
    limits = Limits(systolic_mmhg=160, given_by="Dr. P.", given_on=date(2026, 1, 5))

    def save(client: str, *bodies: Any) -> None:
        pending = [Pending(Stream.CLIENT, client, body) for body in bodies]
        vault.journal.append(pending, at=NOON, utc_offset="-08:00")

    save("b", ClientSaved("z.z."), LimitsGiven(limits))
    save("b", ClientSaved("Z.Z.", "Zoë Z.", "Dr. P.", 6, contacts))
    save("a", ClientSaved("A.B."))
    assert [file.code for file in vault.clients.all()] == ["A.B.", "Z.Z."]
    file = vault.clients.by_code(" z.Z. ")
    assert file is not None
    assert file == vault.clients.get("b")
    assert (file.limits, file.contacts, file.planned_sessions) == (limits, contacts, 6)
    assert vault.clients.all()[0].limits is None
    assert vault.clients.get("nobody") is vault.clients.by_code("nobody") is None


def test_new_notes_are_found_at_once_and_after_closing(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    session = new_id()
    with place.create()[0] as vault:
        keep(vault, session, opened, NoteTaken("Warm tingling in both hands"), Marked("tears"))
        (private,) = keep(vault, session, PrivateNoteTaken("Tingling, my own"))
        for _ in ("from memory", "from the index"):
            assert [hit.snippet for hit in vault.search.record("HANDS tingl")] == [
                "Warm tingling in both hands"
            ]
            assert [hit.session_id for hit in vault.search.record("tears")] == [session]
            assert [hit.entry_id for hit in vault.search.psychotherapy_notes("tin")] == [private.id]
            vault.search.settle()
        assert vault.search.record('"') == vault.search.record("AND OR NOT") == []
    with place.open() as vault:
        assert len(vault.search.record("tingling")) == 1


@pytest.mark.parametrize(
    ("noted", "typed"),
    [
        *(("corazón", typed) for typed in ("corazon", "CORAZÓN", "Corazo\u0301n", "coraz")),
        ("corazon", "corazón"),
        ("чай", "Чай"),
        ("한국", "한국"),
        ("かがみ", "かが"),
        ("thế", "thế"),
    ],
)
def test_accents_do_not_count_and_letters_that_only_look_like_it_do(
    vault: Vault, keep: Keep, session_id: str, noted: str, typed: str
) -> None:
    text = f"{'x ' * 100}el {noted} tranquilo"
    keep(vault, session_id, NoteTaken(text), NoteTaken("чаи, 하나, かかし"))
    assert holds(text, typed) and not holds(text, "nada")
    for _ in ("from memory", "from the index"):
        (hit,) = vault.search.record(typed)
        assert hit.snippet.endswith(f"el {noted} tranquilo")
        vault.search.settle()


def test_an_amended_note_is_found_by_its_new_words(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    (note,) = keep(vault, session_id, NoteTaken("warm hands"))
    keep(vault, session_id, EntryAmended(note.id, "precision", {"text": "warm fingers"}))
    for _ in ("from memory", "from the index"):
        assert [hit.entry_id for hit in vault.search.record("fingers")] == [note.id]
        assert [hit.snippet for hit in vault.search.record("warm")] == ["warm fingers"]
        vault.search.settle()


def test_what_a_crash_kept_out_of_the_index_is_caught_up_at_the_next_opening(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    vault, _ = place.create()
    keep(vault, new_id(), opened, NoteTaken("before the crash"))
    vault._let_go()  # without settling
    with place.open(working=True) as vault:
        assert vault.search._newest == []
        assert len(vault.search.record("crash")) == 1


def test_the_newest_hits_come_first_and_a_snippet_shows_the_words(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    for number in range(3):
        keep(vault, session_id, NoteTaken(f"{'x ' * 200}needle {number}{' y' * 200}"))
        if number == 1:
            vault.search.settle()
    hits = vault.search.record("needle")
    assert [hit.snippet.strip("…").split("needle ")[1][0] for hit in hits] == ["2", "1", "0"]
    assert all(len(hit.snippet) < 130 for hit in hits)


def test_a_session_needs_an_instant_with_a_zone_and_an_offset(
    vault: Vault, keep: Keep, session_id: str
) -> None:
    for wrong in ({"at": datetime(2026, 1, 1)}, {"utc_offset": "PST"}):
        with pytest.raises(ValueError, match="aware instant"):
            keep(vault, session_id, NoteTaken("x"), **wrong)


def test_a_record_without_its_opening_is_kept_all_the_same(vault: Vault, keep: Keep) -> None:
    keep(vault, new_id(), NoteTaken("imported"))
    assert vault.sessions.all() == []
