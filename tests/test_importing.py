"""A session comes in from its export as it went out, hashes included, or not at all."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from kap_companion.importing import AlteredFileError, Imported, ImportRefusedError, bring_in
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import Stream
from kap_companion.vault import hashes
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START
from tests.vault.made import Place

CHECKER = Path(__file__).parents[1] / "docs" / "check_export.py"
STREAMS = (Stream.RECORD, Stream.PSYCHOTHERAPY_NOTES)


@dataclass(frozen=True)
class Gone:
    """A session that was held and exported: its two files, and its lines as its vault has them."""

    session_id: str
    record: Path
    notes: Path
    lines: dict[Stream, list[dict[str, Any]]]
    signed: str


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock(START)


@pytest.fixture(scope="module")
def gone(tmp_path_factory: pytest.TempPathFactory) -> Gone:
    """A signed session with everything that makes a chain hard, exported from its own vault."""
    folder, clock = tmp_path_factory.mktemp("gone"), ScriptedClock(START)
    vault, _ = Place(folder / "one", folder / "state").create()
    with vault:
        practice = Practice(vault, clock, PROTOCOL)
        session_id, signed = _held(practice, clock)
        out = folder / "out"
        (record,) = practice.export_record(session_id, ("json",), out).paths
        (notes,) = practice.export_psychotherapy_notes(session_id, ("json",), out).paths
        lines = {stream: list(vault.journal.lines(stream, session_id)) for stream in STREAMS}
    return Gone(session_id, record, notes, lines, signed)


def _held(practice: Practice, clock: ScriptedClock) -> tuple[str, str]:
    client = practice.save_client(None, e.ClientSaved("M.R.", prescriber="Dr. Quill"))
    session = practice.open_session(client, Opening(planned_dose_mg=Decimal("37.5")))
    session.vitals("124/80 72 98")
    session.dose(Decimal("37.5"))
    clock.advance(timedelta(minutes=5))
    first = session.note('Tingling \U0001f979 مرحبا \u2028 \x7f \ue000 \\ "\t and on')
    session.amend(first.id, "precision", {"text": "Tingling in hands"})
    slip = session.note("a slip")
    session.strike(slip.id, "wrong client")
    session.note("my own pull", private=True)
    misplaced = session.note("kept by mistake")
    session.amend(misplaced.id, "fuller", {"text": "kept by mistake, and more"})
    session.draft(practice.template(None))
    session.withdraw(misplaced.id, "these are my own thoughts")
    session.mark("tears", late_by=timedelta(minutes=2))
    session.end("over")
    signed = session.sign("A. Clinician, LCSW", practice.template(None))
    session.addendum("called the next day, well", "follow-up")
    return session.session_id, signed.hash


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Vault]:
    """Another vault, without a client or a session."""
    vault, _ = _elsewhere(tmp_path).create()
    with vault:
        yield vault


def _elsewhere(tmp_path: Path) -> Place:
    return Place(tmp_path / "two", tmp_path / "state")


def _lines(vault: Vault, gone: Gone) -> dict[Stream, list[dict[str, Any]]]:
    return {stream: list(vault.journal.lines(stream, gone.session_id)) for stream in STREAMS}


def _checked(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(CHECKER), str(path), *more]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def _again(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    """Write the export anew after a change."""
    told = json.loads(path.read_text("utf-8"))
    change(told)
    changed = path.with_name("changed.json")
    changed.write_text(json.dumps(told), "utf-8")
    return changed


def _rehashed(told: dict[str, Any]) -> None:
    """Make every hash fit again, as somebody would who forges a whole chain."""
    before = "0" * 64
    for seq, line in enumerate(told["entries"], start=1):
        line |= {"seq": seq, "prev_hash": before}
        if "body" in line:
            line["body_hash"] = hashes.body_hash(line["salt"], hashes.canonical(line["body"]))
        envelope = {name: line[name] for name in hashes.ENVELOPE}
        before = line["hash"] = hashes.entry_hash(hashes.canonical(envelope))


def test_a_session_comes_in_as_it_went_out_to_the_last_hash(
    gone: Gone, there: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    told = bring_in(there, clock, gone.record, gone.notes)

    assert _lines(there, gone) == gone.lines
    assert (told.entries, told.notes) == tuple(len(gone.lines[stream]) for stream in STREAMS)
    (row,) = there.sessions.all()
    assert (row.id, row.client, row.signed_at is not None) == (gone.session_id, "M.R.", True)
    assert row.entries == len(gone.lines[Stream.RECORD])
    practice = Practice(there, clock, PROTOCOL)
    (again,) = practice.export_record(gone.session_id, ("json",), tmp_path / "again").paths
    assert again.read_bytes() == gone.record.read_bytes()
    there.close()
    verdict = _elsewhere(tmp_path).verify(gone.signed)
    assert (verdict.findings, verdict.found_against) == ((), True)


def test_the_record_comes_without_its_psychotherapy_notes_and_they_come_later(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    assert "my own pull" not in gone.record.read_text("utf-8")
    assert "kept by mistake" not in gone.record.read_text("utf-8")
    bring_in(there, clock, gone.record)
    assert there.journal.psychotherapy_notes(gone.session_id) == []

    told = bring_in(there, clock, gone.record, gone.notes)

    assert (told.entries, told.notes) == (0, len(gone.lines[Stream.PSYCHOTHERAPY_NOTES]))
    assert _lines(there, gone) == gone.lines
    texts = [note.body for note in there.journal.psychotherapy_notes(gone.session_id)]
    assert any(getattr(body, "text", "") == "my own pull" for body in texts)


def test_what_was_withdrawn_stays_an_envelope_without_words_or_salt(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    bring_in(there, clock, gone.record)

    bare = [line for line in _lines(there, gone)[Stream.RECORD] if "body" not in line]
    assert {line["kind"] for line in bare} == {"note_taken", "entry_amended", "draft_saved"}
    assert not any("salt" in line for line in bare)
    assert there.search.record("mistake") == []
    assert there.search.psychotherapy_notes("mistake") == []


def test_imported_words_are_found_at_once_and_after_opening_again(
    gone: Gone, there: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    bring_in(there, clock, gone.record, gone.notes)
    assert [hit.session_id for hit in there.search.record("tingling")] != []
    there.close()
    with _elsewhere(tmp_path).open() as vault:
        assert vault.search.record("tingling") != []
        assert vault.search.psychotherapy_notes("pull") != []


def test_a_client_the_vault_does_not_know_gets_a_file(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    told = bring_in(there, clock, gone.record)

    (client,) = there.clients.all()
    assert (client.id, client.code) == (there.sessions.all()[0].client_id, "M.R.")
    assert client.prescriber == "Dr. Quill"
    assert told.told == ("A file was made for the client M.R.: look whether it is complete.",)


def test_another_client_of_the_same_code_is_kept_apart(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    other = Practice(there, clock, PROTOCOL).save_client(None, e.ClientSaved("m.r."))

    told = bring_in(there, clock, gone.record)

    codes = {client.id: client.code for client in there.clients.all()}
    came = there.sessions.all()[0].client_id
    assert codes == {other.id: "m.r.", came: "M.R. (2)"}
    assert "M.R. (2)" in told.told[0]


def test_a_client_that_is_known_keeps_the_file_there_is(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    opening = gone.lines[Stream.RECORD][0]["body"]
    Practice(there, clock, PROTOCOL)._append(
        Stream.CLIENT, opening["client_id"], e.ClientSaved("Maria", prescriber="Dr. New")
    )

    assert bring_in(there, clock, gone.record).told == ()

    (client,) = there.clients.all()
    assert (client.code, client.prescriber) == ("Maria", "Dr. New")


def test_the_vault_s_own_log_tells_of_each_import(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    bring_in(there, clock, gone.record, gone.notes)

    told = [one.body for one in there.journal.access() if isinstance(one.body, e.RecordImported)]
    heads = [gone.lines[stream][-1]["hash"] for stream in STREAMS]
    assert [(one.of, one.head_hash, one.entries) for one in told] == [
        (stream, head, len(gone.lines[stream])) for stream, head in zip(STREAMS, heads, strict=True)
    ]


def test_what_is_here_already_is_not_kept_twice(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    bring_in(there, clock, gone.record, gone.notes)
    before = (_lines(there, gone), len(there.journal.access()), there.clients.all())

    told = bring_in(there, clock, gone.record, gone.notes)

    assert told == Imported(gone.session_id, "M.R.", 0, 0)
    assert (_lines(there, gone), len(there.journal.access()), there.clients.all()) == before


def test_an_older_export_of_what_is_here_changes_nothing(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    bring_in(there, clock, gone.record)
    older = _again(gone.record, lambda told: told["entries"].pop())

    assert bring_in(there, clock, older).entries == 0
    assert _lines(there, gone)[Stream.RECORD] == gone.lines[Stream.RECORD]


def test_a_session_that_went_on_differently_is_refused(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    older = _again(gone.record, lambda told: told["entries"].pop())
    bring_in(there, clock, older)

    with pytest.raises(ImportRefusedError, match="here already with other entries"):
        bring_in(there, clock, gone.record)


def test_a_session_that_was_not_ended_waits_until_the_one_here_is(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    kept = next(n for n, x in enumerate(gone.lines[Stream.RECORD]) if x["kind"] == "vitals_taken")

    def cut(told: dict[str, Any]) -> None:
        del told["entries"][kept + 1 :]

    running = _again(gone.record, cut)
    practice = Practice(there, clock, PROTOCOL)
    session = practice.open_session(practice.save_client(None, e.ClientSaved("T.S.")), Opening())

    with pytest.raises(ImportRefusedError, match="has not been ended"):
        bring_in(there, clock, running)
    session.end("over")
    bring_in(there, clock, running)

    unended = practice.unended()
    assert unended is not None and unended.id == gone.session_id
    practice.resume(gone.session_id).note("it goes on here")
    assert there.journal.record(gone.session_id)[-1].seq > kept + 1


def _other_words(told: dict[str, Any]) -> None:
    (note,) = (x for x in told["entries"] if x.get("body", {}).get("text") == "a slip")
    note["body"]["text"] = "a slap"


def _one_less(told: dict[str, Any]) -> None:
    del told["entries"][3]


def _another_order(told: dict[str, Any]) -> None:
    told["entries"][3:5] = told["entries"][4], told["entries"][3]


def _another_time(told: dict[str, Any]) -> None:
    told["entries"][2]["at"] = told["entries"][2]["at"].replace("Z", "1Z")


def _another_salt(told: dict[str, Any]) -> None:
    told["entries"][2]["salt"] = "00" * 16


def _words_taken_out(told: dict[str, Any]) -> None:
    for key in ("body", "salt"):
        del told["entries"][2][key]


def _forged(change: Callable[[dict[str, Any]], object]) -> Callable[[dict[str, Any]], object]:
    def forge(told: dict[str, Any]) -> None:
        change(told)
        _rehashed(told)

    return forge


def _another_target(told: dict[str, Any]) -> None:
    (struck,) = (x for x in told["entries"] if x["kind"] == "entry_struck")
    struck["body"]["target"] = "01900000-0000-7000-8000-000000000000"


def _an_id_twice(told: dict[str, Any]) -> None:
    told["entries"][3]["id"] = told["entries"][2]["id"]


def _no_opening(told: dict[str, Any]) -> None:
    del told["entries"][0]


def _a_correction_that_fits_nothing(told: dict[str, Any]) -> None:
    (amended,) = (x for x in told["entries"] if x["kind"] == "entry_amended" and "body" in x)
    amended["body"]["changes"] = {"dose_mg": 5}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_other_words, "the words of entry . do not fit their hash"),
        (_one_less, "entry 4 does not follow"),
        (_another_order, "entry 4 does not follow"),
        (_another_time, "entry 3 cannot be read"),
        (_another_salt, "the words of entry 3 do not fit"),
        (_words_taken_out, "the words of entry 3 are missing"),
        (_forged(_words_taken_out), "the words of entry 3 are missing"),
        (_forged(_another_target), "points at no other"),
        (_forged(_an_id_twice), "points at no other"),
        (_forged(_no_opening), "does not begin with the opening"),
        (_forged(_a_correction_that_fits_nothing), "a correction does not fit"),
        (lambda told: told.update(session="another"), "belongs to something else"),
        (lambda told: told.update(entries=[]), "does not begin with the opening"),
        (lambda told: told.update(entries="none"), "has no entries"),
        (lambda told: told["entries"][1].update(more=1), "entry 2 cannot be read"),
        (lambda told: told["entries"][1].update(seq=True), "entry 2 cannot be read"),
        (lambda told: told["entries"][1].update(utc_offset="+99:00"), "entry 2 cannot be read"),
        (lambda told: told["entries"][1].update(id="no-id"), "entry 2 cannot be read"),
    ],
)
def test_a_file_that_was_altered_is_refused_before_anything_is_written(
    gone: Gone,
    there: Vault,
    clock: ScriptedClock,
    change: Callable[[dict[str, Any]], object],
    said: str,
) -> None:
    before = len(there.journal.access())

    with pytest.raises(AlteredFileError, match=said) as refusal:
        bring_in(there, clock, _again(gone.record, change))

    assert str(refusal.value).count(".") <= 2 and "nothing was imported" in str(refusal.value)
    assert (there.sessions.all(), there.clients.all()) == ([], [])
    assert len(there.journal.access()) == before


def test_a_file_cut_short_or_of_another_kind_is_refused_in_one_sentence(
    gone: Gone, there: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    text = gone.record.read_text("utf-8")
    newer = _again(gone.record, lambda told: told.update(version=2)).read_text("utf-8")

    def kind(told: dict[str, Any]) -> None:
        told["entries"][1]["kind"] = "dream_told"
        _rehashed(told)

    unknown = _again(gone.record, kind).read_text("utf-8")
    for words, said in (
        (text[:-500], "it is not whole"),
        (text.replace('"seq": 3', '"seq": 3.0'), "it is not whole"),
        (text.replace('"seq": 3', '"seq": 3, "seq": 3'), "it is not whole"),
        ("[]", "no export of a session"),
        ("{}", "no export of a session"),
        ("# Session note", "no export of a session"),
        ("[" * 200_000, "no export of a session"),
        (newer, "newer version of this app"),
        (unknown, "newer version of this app"),
    ):
        path = tmp_path / "odd.json"
        path.write_text(words, "utf-8")
        with pytest.raises(ImportRefusedError, match=said):
            bring_in(there, clock, path)
    with pytest.raises(ImportRefusedError, match="cannot be read"):
        bring_in(there, clock, tmp_path / "none.json")
    (tmp_path / "odd.json").write_bytes(b"\xff\xfe" + text.encode("utf-16-le"))
    with pytest.raises(AlteredFileError, match="it is not text"):
        bring_in(there, clock, tmp_path / "odd.json")
    assert there.sessions.all() == []


def test_a_file_is_only_taken_for_what_it_holds(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    with pytest.raises(ImportRefusedError, match="name the record's file first"):
        bring_in(there, clock, gone.notes)
    with pytest.raises(ImportRefusedError, match="no file of psychotherapy notes"):
        bring_in(there, clock, gone.record, gone.record)
    assert there.sessions.all() == []


def test_the_notes_of_another_session_are_refused_and_nothing_comes_in(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    other = "01900000-0000-7000-8000-000000000000"

    def change(told: dict[str, Any]) -> None:
        told["session"] = other
        for line in told["entries"]:
            line["subject_id"] = other
        _rehashed(told)

    with pytest.raises(ImportRefusedError, match="the notes of another session"):
        bring_in(there, clock, gone.record, _again(gone.notes, change))
    assert there.sessions.all() == []


def test_an_entry_of_one_session_does_not_come_in_a_second_time_in_another(
    gone: Gone, there: Vault, clock: ScriptedClock
) -> None:
    bring_in(there, clock, gone.record)
    other = "01900000-0000-7000-8000-000000000000"

    def change(told: dict[str, Any]) -> None:
        told["session"] = other
        for line in told["entries"]:
            line["subject_id"] = other
        _rehashed(told)

    with pytest.raises(ImportRefusedError, match="already in another one"):
        bring_in(there, clock, _again(gone.record, change))


def test_an_import_that_the_disk_does_not_take_leaves_nothing(
    gone: Gone, there: Vault, clock: ScriptedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = []

    def step(*_what: object) -> None:
        taken.append(1)
        if len(taken) == 7:
            raise VaultNotWritable

    monkeypatch.setattr("kap_companion.vault.summary.step", step)
    with pytest.raises(VaultNotWritable):
        bring_in(there, clock, gone.record, gone.notes)
    monkeypatch.undo()

    assert _lines(there, gone) == {stream: [] for stream in STREAMS}
    assert there.clients.all() == []
    assert bring_in(there, clock, gone.record, gone.notes).notes > 0


def test_a_changed_record_is_told_from_a_true_one_by_its_printed_hash(
    gone: Gone, there: Vault, clock: ScriptedClock, tmp_path: Path
) -> None:
    bring_in(there, clock, gone.record)
    there.close()
    place = _elsewhere(tmp_path)
    forged = _again(gone.record, _forged(_other_words))
    after = json.loads(forged.read_text("utf-8"))["entries"]
    signed = next(line["hash"] for line in after if line["kind"] == "record_signed")

    assert place.verify(gone.signed).is_fine
    assert place.verify(gone.signed.upper() + " \n").is_fine
    assert place.verify(gone.lines[Stream.RECORD][-1]["hash"]).is_fine
    assert place.verify(signed).found_against is False
    assert place.verify(gone.signed[:-1]).found_against is False
    other = replace(place, folder=tmp_path / "three")
    vault, _ = other.create()
    with vault:
        bring_in(vault, clock, forged)
    assert other.verify(gone.signed).found_against is False


def test_a_stranger_can_check_an_export_with_python_alone(gone: Gone) -> None:
    for path, stream in ((gone.record, Stream.RECORD), (gone.notes, Stream.PSYCHOTHERAPY_NOTES)):
        done = _checked(path)
        lines = gone.lines[stream]
        bare = sum("body" not in line for line in lines)
        assert done.stdout == (
            f"Fine: {len(lines)} entries, {bare} without their words. "
            f"Last hash: {lines[-1]['hash']}\n"
        )
        assert (done.returncode, done.stderr) == (0, "")
    assert _checked(gone.record, gone.signed).returncode == 0
    assert _checked(gone.record, "0" * 64).returncode == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_other_words, "the words of entry . were changed"),
        (_one_less, "entry 4 does not follow"),
        (_another_time, "entry 3 does not fit its hash"),
        (_another_salt, "the words of entry 3 were changed"),
        (_forged(_words_taken_out), "the words of entry 3 are missing"),
        (lambda told: told.update(note="other words"), "not the one that was signed"),
        (lambda told: told.update(session="another"), "belongs to something else"),
        (lambda told: told.update(version=2), "another format"),
        (lambda told: told.pop("entries"), "entries"),
    ],
)
def test_the_stranger_s_check_finds_what_was_altered(
    gone: Gone, change: Callable[[dict[str, Any]], object], said: str
) -> None:
    done = _checked(_again(gone.record, change))

    assert done.returncode == 1
    assert done.stderr.startswith("Not as it was exported: ")
    assert done.stderr.count("\n") == 1
    assert re.search(said, done.stderr), done.stderr


def test_the_stranger_s_check_is_short_and_needs_nothing_of_ours() -> None:
    text = CHECKER.read_text("utf-8")

    assert len(text.splitlines()) < 70
    assert {line for line in text.splitlines() if line.startswith(("import", "from"))} == {
        "from __future__ import annotations",
        "import hashlib",
        "import json",
        "import pathlib",
        "import sys",
    }
