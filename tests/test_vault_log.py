"""The vault's own log is readable: what left it, when and for whom, and what was changed."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from kap_companion.fee_schedule import Fees
from kap_companion.notes.export.apart import ExportApart
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.access_words import CLIPBOARD, PRINTER, access_words
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.fees import FeesError, Rounding
from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault
from kap_companion.vault_log import COLUMNS
from tests.made import PROTOCOL, START

PASSPHRASE = "moss lantern harbour"


@pytest.fixture
def practice(tmp_path: Path) -> Iterator[Practice]:
    vault, _ = Vault.create(
        tmp_path / "v", PASSPHRASE, state_folder=tmp_path / "s", cost=KeyCost(64, 1, 1)
    )
    with vault:
        yield Practice(vault, ScriptedClock(START), PROTOCOL)


def held(practice: Practice) -> str:
    client = practice.save_client(None, e.ClientSaved("M.R."))
    session = practice.open_session(client, Opening())
    session.note("the sea")
    session.end()
    return session.session_id


def newest(practice: Practice) -> e.AccessBody:
    return practice.vault.journal.access()[-1].body


def test_an_export_is_told_with_its_files_its_folder_and_for_whom(
    practice: Practice, tmp_path: Path
) -> None:
    session = held(practice)
    order = practice.order_record(session, ("md",), tmp_path / "out")
    done = ExportApart(order).run(lambda _made, _every: None)
    practice.tell_exported(order, done.paths, "Dr. P.N.")
    line = practice.log.lines()[0]
    assert (line.what, line.about, line.to) == (
        "Record exported: MD",
        "M.R., session 1",
        "Dr. P.N.",
    )
    assert line.files == (done.paths[0].name,)
    assert line.folder == str(tmp_path / "out")
    assert line.has_left
    assert line.at.utcoffset() is not None


def test_what_left_is_read_without_all_the_rest(practice: Practice, tmp_path: Path) -> None:
    session = held(practice)
    practice.export_record(session, ("md",), tmp_path / "out")
    practice.destroying.keep_for(10)
    left = practice.log.lines(only_left=True)
    assert [line.what for line in left] == ["Record exported: MD"]
    assert [line for line in practice.log.lines() if line.has_left] == list(left)


def test_an_export_by_a_command_is_told_with_its_files_too(
    practice: Practice, tmp_path: Path
) -> None:
    session = held(practice)
    done = practice.export_record(session, ("md", "txt"), tmp_path / "out")
    assert practice.log.lines()[0].files == tuple(path.name for path in done.paths)


def test_prints_and_copies_are_told(practice: Practice, tmp_path: Path) -> None:
    order = practice.order_record(held(practice), ("pdf",), tmp_path)
    practice.tell_printed(order, PRINTER, "the client")
    practice.tell_printed(order, CLIPBOARD)
    copied, printed = practice.log.lines()[:2]
    assert (printed.what, printed.to) == ("Record printed", "the client")
    assert copied.what == "Record copied to the clipboard"


def test_who_came_and_who_failed_is_there(practice: Practice, tmp_path: Path) -> None:
    assert practice.log.lines()[-1].what == "The vault was made"
    assert access_words(e.VaultUnlocked(2)) == "Unlocked, after 2 wrong passphrases"
    assert not any(line.has_left for line in practice.log.lines())


def test_a_changed_default_is_told_from_what_to_what(practice: Practice) -> None:
    practice.defaults.choose("planned_minutes", 120)
    assert newest(practice) == e.DefaultChanged("figures.planned_minutes", "90", "120")
    assert "90 → 120" in practice.log.lines()[0].what
    before = len(practice.vault.journal.access())
    practice.defaults.choose("planned_minutes", 120)
    assert len(practice.vault.journal.access()) == before


def test_a_changed_checklist_is_told(practice: Practice) -> None:
    was = next(one.items for one in practice.defaults.checklists if one.name == "before")
    practice.defaults.choose_items("before", ("Phone off",))
    assert newest(practice) == e.DefaultChanged("checklists.before", "\n".join(was), "Phone off")


def test_a_changed_fee_and_its_rounding_are_told_each(practice: Practice) -> None:
    usual = practice.fees.usual
    dearer = tuple(
        replace(one, amount=Decimal(300)) if one.key == "dosing" else one for one in usual.services
    )
    practice.fees.choose(replace(usual, services=dearer, rounding=Rounding.UP))
    told = [one.body for one in practice.vault.journal.access()[-2:]]
    assert told == [
        e.DefaultChanged(
            "fees.dosing",
            "Dosing session, $250.00 for 60 min",
            "Dosing session, $300.00 for 60 min",
        ),
        e.DefaultChanged("fees.rounding", "nearest", "up"),
    ]
    assert practice.fees.schedule.rounding is Rounding.UP
    practice.fees.choose(usual)
    assert practice.fees.schedule == usual


def test_fees_that_cannot_be_are_refused_and_not_told(practice: Practice) -> None:
    usual, before = practice.fees.usual, len(practice.vault.journal.access())
    wrong = replace(usual.services[0], per_minutes=0)
    with pytest.raises(FeesError, match="minutes of Preparation session cannot be right"):
        practice.fees.choose(replace(usual, services=(wrong,)))
    assert practice.fees.schedule == usual
    assert len(practice.vault.journal.access()) == before


def test_fees_that_were_damaged_on_the_shelf_are_the_usual_ones(practice: Practice) -> None:
    practice.vault.shelf.put("fees", "schedule", {"services": "?"})
    assert Fees(practice.vault.shelf, lambda _told: None).schedule == practice.fees.usual


def test_other_years_of_keeping_are_told(practice: Practice) -> None:
    practice.destroying.keep_for(10)
    assert newest(practice) == e.DefaultChanged("retention.years", "7", "10")
    assert practice.log.lines()[0].what == "Years that a file is kept changed: 7 → 10"


def test_a_destroyed_file_is_told_and_its_exports_name_nobody(
    practice: Practice, tmp_path: Path
) -> None:
    session = held(practice)
    practice.export_record(session, ("md",), tmp_path / "out")
    client = practice.vault.clients.all()[0]
    clock = practice.clock
    assert isinstance(clock, ScriptedClock)
    clock.advance(timedelta(days=8 * 366))
    practice.destroying.destroy(client.id, "M.R.", "its time is over")
    destroyed, exported = practice.log.lines()[:2]
    assert destroyed.what.startswith("A client’s file destroyed: 1 session, last service 14 March")
    assert exported.about == "a file that was destroyed"


def test_the_table_is_in_the_notes_language_and_its_heads_and_kinds_are_for_programs(
    practice: Practice, tmp_path: Path
) -> None:
    practice.defaults.choose("planned_minutes", 120)
    practice.note_templates.language.choose("es")
    (path,) = practice.log.export(tmp_path / "out").paths
    head, changed, made = path.read_text(encoding="utf-8").splitlines()
    assert head.lstrip("\ufeff").startswith("time,utc_offset,what,about,for_whom,files")
    assert "Duración prevista de una sesión, cambio: 90 → 120" in changed
    assert ",Se creó la bóveda," in made
    assert ",vault_made," in made
    assert practice.log.lines()[-1].what == "The vault was made", "the window speaks as before"


def test_the_log_goes_out_as_a_table_and_says_so(practice: Practice, tmp_path: Path) -> None:
    session = held(practice)
    order = practice.order_record(session, ("pdf",), tmp_path)
    practice.tell_printed(order, PRINTER, '=HYPERLINK("x")')
    done = practice.log.export(tmp_path / "out", "the board")
    told = done.paths[0].read_bytes()
    rows = list(csv.reader(io.StringIO(told.decode("utf-8-sig"))))
    assert tuple(rows[0]) == COLUMNS
    assert len(rows) == 1 + len(practice.vault.journal.access()) - 1
    assert rows[1][2:5] == ["Record printed", "M.R., session 1", '\'=HYPERLINK("x")']
    assert newest(practice) == e.LogExported(
        "the board", (done.paths[0].name,), str(tmp_path / "out")
    )
    assert practice.log.lines()[0].what == "This log exported"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (e.PassphraseChanged(True), "Passphrase changed, by the recovery code"),
        (
            e.RecordExported("s", e.Stream.PSYCHOTHERAPY_NOTES, ("pdf", "docx")),
            "Psychotherapy notes exported, apart: PDF, DOCX",
        ),
        (e.RecordImported("s", e.Stream.RECORD, "h", 1), "Record imported, 1 entry"),
        (e.VaultUnlocked(2, "keychain"), "Unlocked by the keychain, after 2 wrong passphrases"),
        (e.VeilOpened(), "Veil opened"),
        (e.VeilOpened(1), "Veil opened, after 1 wrong passphrase"),
        (e.VeilOpened(by_pin=True), "Veil opened by the PIN"),
        (e.KeychainChanged(True), "Unlocking by the keychain switched on"),
        (e.KeychainChanged(False), "Unlocking by the keychain switched off"),
        (e.LimitsChanged("c"), "A client’s limits changed"),
        (e.CourseExported("c", "superbill"), "Superbill exported"),
        (e.BackupMade("a.kapbackup", "/b", 1), "Backup made, 1 entry"),
        (
            e.BackupFailed("a.kapbackup", "/b", "The disk is full."),
            "Backup failed. The disk is full.",
        ),
        (
            e.VaultRestored("a.kapbackup", "/b", datetime(2026, 3, 14, tzinfo=UTC), 400),
            "Restored from the backup of 14 March 2026, 400 entries",
        ),
        (e.DefaultChanged("course.preparation", "2", "1"), "Course, preparation changed: 2 → 1"),
        (
            e.FileDestroyed("c", ("a", "b"), date(2026, 3, 14), 7, "over"),
            "A client’s file destroyed: 2 sessions, last service 14 March 2026, kept 7 years. over",
        ),
    ],
)
def test_each_line_says_plainly_what_happened(body: e.AccessBody, words: str) -> None:
    assert access_words(body) == words
