"""Backups beside everything else: when they begin, what they say, and that nothing waits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.backups import own_backups
from kap_companion.practice import Opening, Practice
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import BackupMade, ClientSaved
from kap_companion.ui.backing_up import BackingUp
from kap_companion.ui.conductor import Conductor, Settings
from kap_companion.ui.last_backup import LastBackup
from kap_companion.vault.backup import BackupInfo
from kap_companion.vault.vault import Vault
from tests.blank_vault import new_vault
from tests.made import PROTOCOL
from tests.ui.desk import CHECKLISTS, MORNING, shared_player

PASSPHRASE = "moss lantern harbour"


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    with new_vault(tmp_path / "v", tmp_path / "s", PASSPHRASE) as vault:
        yield vault


@pytest.fixture
def practice(vault: Vault) -> Practice:
    return Practice(vault, ScriptedClock(MORNING), PROTOCOL)


def conduct(practice: Practice, *, backs_up: bool) -> Conductor:
    return Conductor(practice, Settings(CHECKLISTS, shared_player, backs_up=backs_up))


def hold_session(conductor: Conductor, *, end: bool = True) -> None:
    practice = conductor.practice
    client = practice.save_client(None, ClientSaved("M.R.", None, None, 8))
    conductor.open_session(client, Opening(planned_dose_mg=Decimal(150)))
    conductor.companion.dose(Decimal(150))
    if end:
        conductor.companion.end()


def made_in(practice: Practice, folder: Path) -> list[BackupInfo]:
    return own_backups(folder, practice.vault.id)


def test_after_a_session_has_ended_a_backup_is_made_by_itself(
    practice: Practice, qtbot: QtBot, tmp_path: Path
) -> None:
    conductor = conduct(practice, backs_up=True)
    hold_session(conductor, end=False)
    assert not conductor.backing_up.is_running
    with qtbot.waitSignal(conductor.backing_up.made):
        conductor.companion.end()
    (made,) = made_in(practice, tmp_path / "backups")
    assert made.entries == practice.vault.journal.length() - 1  # but what tells of the backup
    conductor.close()


def test_notes_are_kept_while_one_is_made(practice: Practice, qtbot: QtBot, tmp_path: Path) -> None:
    conductor = conduct(practice, backs_up=True)
    hold_session(conductor, end=False)
    conductor.backing_up.begin()
    assert conductor.backing_up.is_running
    kept = [conductor.companion.note(f"note {n}").id for n in range(5)]
    qtbot.waitUntil(lambda: not conductor.backing_up.is_running)
    record = practice.vault.journal.record(conductor.companion.session_id)
    assert {entry.id for entry in record} >= set(kept)
    assert len(made_in(practice, tmp_path / "backups")) == 1
    conductor.close()


def test_where_backups_are_not_made_by_themselves_one_can_be_asked_for(
    practice: Practice, qtbot: QtBot, tmp_path: Path
) -> None:
    conductor = conduct(practice, backs_up=False)
    hold_session(conductor)
    qtbot.wait(50)
    assert not conductor.backing_up.is_running
    with qtbot.waitSignal(conductor.backing_up.made):
        conductor.backing_up.begin()
    assert len(made_in(practice, tmp_path / "backups")) == 1
    conductor.close()


def test_a_chosen_folder_is_used_and_known_again(
    practice: Practice, qtbot: QtBot, tmp_path: Path
) -> None:
    conductor = conduct(practice, backs_up=False)
    conductor.backing_up.choose(tmp_path / "stick")
    with qtbot.waitSignal(conductor.backing_up.made):
        conductor.backing_up.begin()
    assert len(made_in(practice, tmp_path / "stick")) == 1
    conductor.close()
    again = BackingUp(practice, by_itself=False)
    assert again.folder == tmp_path / "stick"
    at = again.last_made_at()
    assert at is not None
    assert at.date() == MORNING.date()


def test_a_failed_one_is_told_once_and_tried_again(
    practice: Practice, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    conductor = conduct(practice, backs_up=False)
    conductor.backing_up.choose(tmp_path / "file" / "backups")
    told: list[str] = []
    conductor.backing_up.failed.connect(told.append)
    with qtbot.waitSignal(conductor.backing_up.failed):
        conductor.backing_up.begin()
    assert told == [conductor.backing_up.trouble]
    assert told[0].startswith("No backup was made")
    conductor.backing_up.choose(tmp_path / "stick")
    assert conductor.backing_up.trouble == ""
    with qtbot.waitSignal(conductor.backing_up.made):
        conductor.backing_up.begin()
    assert len(told) == 1
    conductor.close()


def test_one_that_is_cancelled_leaves_no_backup_and_is_not_begun_again(
    practice: Practice, qtbot: QtBot, tmp_path: Path
) -> None:
    conductor = conduct(practice, backs_up=False)
    conductor.backing_up.begin()
    conductor.backing_up.cancel()
    assert not conductor.backing_up.is_running
    qtbot.wait(300)
    assert not conductor.backing_up.is_running
    assert list((tmp_path / "backups").glob("kap-*")) == []
    conductor.close()


def test_closing_the_vault_in_the_middle_stops_it_and_leaves_no_file(
    practice: Practice, tmp_path: Path
) -> None:
    conductor = conduct(practice, backs_up=True)
    hold_session(conductor)
    conductor.backing_up.begin()
    conductor.close()
    practice.vault.close()
    assert list((tmp_path / "backups").glob("*.kapbackup")) == []


def test_a_closing_window_waits_for_what_was_kept_and_then_closes(
    practice: Practice, qtbot: QtBot, tmp_path: Path
) -> None:
    conductor = conduct(practice, backs_up=True)
    practice.save_client(None, ClientSaved("M.R.", None, None, 8))
    said: list[str] = []
    closed: list[bool] = []
    last = LastBackup(conductor.backing_up, said.append, lambda: closed.append(True))
    assert last.hold_up().startswith("Backing up before closing")
    qtbot.waitUntil(lambda: closed == [True])
    assert last.hold_up() == ""  # the window, asked to close by that
    assert len(made_in(practice, tmp_path / "backups")) == 1
    kinds = [entry.body.kind for entry in practice.vault.journal.access()]
    assert kinds.count(BackupMade.kind) == 1
    assert last.hold_up() == ""  # nothing was kept since
    conductor.close()


def test_asked_to_close_once_more_the_window_does_not_wait(practice: Practice) -> None:
    conductor = conduct(practice, backs_up=True)
    practice.save_client(None, ClientSaved("M.R.", None, None, 8))
    last = LastBackup(conductor.backing_up, lambda _: None, lambda: None)
    assert last.hold_up()
    assert last.hold_up() == ""
    conductor.close()
