"""Backups as the clinician meets them: made by themselves, seen in Settings, put back by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.backup_words import NONE_YET, SAME_DISK
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.window import Window
from kap_companion.vault.backup import BackupInfo, back_up
from kap_companion.vault.conflicts import told_of_conflicts
from kap_companion.vault.vault import Vault
from kap_companion.vault.verify import verify
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier
LATER = "five later words of hers"
LONG = 60_000


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    """A laptop that backs up by itself, with a client, all of it within one folder."""
    made = Clinic(tmp_path, qtbot, backs_up=True)
    made.add_clients("M.R.")
    yield made
    made.close()


def made_now(clinic: Clinic, name: str = "b.kapbackup") -> Path:
    """Make a backup beside the vault, closed again; return its file."""
    made: list[BackupInfo] = []
    clinic.with_practice(
        lambda practice: made.append(
            back_up(
                practice.vault,
                clinic.home / name,
                at=clinic.clock.now().wall,
                utc_offset="+00:00",
            )
        )
    )
    return made[0].path


def wait_for_backup(clinic: Clinic, window: Window) -> None:
    conductor = window.conductor
    assert conductor is not None
    clinic.wait(lambda: not conductor.backing_up.is_running, LONG)


def said(home: HomeScreen) -> list[str]:
    """Return the sentences that stand under the clients."""
    lines = home.clients.findChildren(InlineMessage)
    return [one.text() for one in lines if one.isVisibleTo(home.clients)]


def go_to_restore(clinic: Clinic, window: Window) -> None:
    """Press the key that leads there, as soon as the window has the keyboard."""
    clinic.wait(window.isActiveWindow)
    clinic.press(Qt.Key.Key_G, CTRL_SHIFT)


def restore(clinic: Clinic, window: Window, backup: Path, passphrase: str = PASSPHRASE) -> str:
    """At the gate, restore by keys alone; return what the page says at the end."""
    page = window.gate.restoring
    assert window.gate.currentWidget() is page
    clinic.type(str(backup))
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: bool(page.holds.text() or page.message.text()), LONG)
    if not page.holds.text():
        return page.message.text()
    clinic.type(passphrase)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: not window.gate.while_busy(), LONG)
    return page.message.text()


def test_ending_a_session_makes_a_backup_that_settings_show(clinic: Clinic) -> None:
    clinic.hold_session("M.R.", "a note", minutes=35, end=False)
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    conductor = window.conductor
    assert conductor is not None
    conductor.companion.end()
    clinic.wait(lambda: conductor.backing_up.is_running, LONG)
    wait_for_backup(clinic, window)
    conductor.leave()
    clinic.press(Qt.Key.Key_2, CTRL)
    panel = home.settings.backups
    home.settings.show_group("backups")
    panel.settle()
    assert panel.list.keys() == [path.name for path in (clinic.home / "backups").iterdir()]
    assert panel.last.text() != NONE_YET
    assert panel.place.text() == SAME_DISK


def test_back_up_now_is_on_a_key_and_says_when_it_is_done(clinic: Clinic) -> None:
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_D, CTRL_SHIFT)
    assert home.is_in_settings
    panel = home.settings.backups
    assert panel.isVisible()
    clinic.wait(lambda: panel.last.text() != NONE_YET and not panel.progress.text(), LONG)
    assert panel.now.isEnabled()
    words = {action.text() for action in home.menu.actions()}
    assert {"Back up now", "Restore from a backup"} <= words
    assert window.notice() == ""


def test_a_failed_backup_is_a_quiet_sentence_at_home_and_none_in_a_session(
    clinic: Clinic,
) -> None:
    clinic.hold_session("M.R.", "a note", minutes=35, end=False)
    (clinic.home / "backups").write_text("in the way", encoding="utf-8")
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    conductor = window.conductor
    assert conductor is not None
    conductor.backing_up.begin()
    clinic.wait(lambda: conductor.backing_up.trouble != "", LONG)
    assert conductor.backing_up.trouble.startswith("No backup was made")
    assert window.notice() == ""
    assert conductor.backing_up.trouble not in said(home)
    conductor.companion.end()
    conductor.leave()
    assert conductor.backing_up.trouble in said(home)


def test_closing_the_window_backs_up_what_was_kept_first(clinic: Clinic) -> None:
    clinic.hold_session("M.R.", "a note")
    window, _ = clinic.at_home()
    window.close()
    assert window.isVisible()
    assert window.notice().startswith("Backing up before closing")
    clinic.wait(lambda: not window.isVisible(), LONG)
    (made,) = (clinic.home / "backups").iterdir()
    again, _ = clinic.at_home()
    again.close()
    assert not again.isVisible()  # nothing was kept since
    assert list((clinic.home / "backups").iterdir()) == [made]


def test_closing_it_once_more_leaves_at_once_and_without_half_a_file(clinic: Clinic) -> None:
    clinic.hold_session("M.R.", "a note")
    window, _ = clinic.at_home()
    window.close()
    window.close()
    assert not window.isVisible()
    clinic.wait(lambda: list((clinic.home / "backups").glob("*.kapbackup")) == [], LONG)
    assert verify(clinic.folder, PASSPHRASE, state_folder=clinic.state).findings == ()


def test_a_backup_is_put_back_by_keys_and_the_old_vault_stays_whole(clinic: Clinic) -> None:
    clinic.hold_session("M.R.", "before")
    backup = made_now(clinic)
    clinic.hold_session("M.R.", "after")
    window, _ = clinic.at_home()
    go_to_restore(clinic, window)
    told = restore(clinic, window, backup)
    assert told.startswith("Restored: ")
    (kept,) = clinic.folder.glob("before-restore-*")
    assert kept.name in told
    clinic.press(Qt.Key.Key_Return)
    assert window.gate.currentWidget() is window.gate.unlock
    clinic.unlock(window)
    conductor = window.conductor
    assert conductor is not None
    assert len(conductor.practice.vault.sessions.all()) == 1
    with Vault.open(kept, PASSPHRASE, state_folder=clinic.state) as old:
        assert len(old.sessions.all()) == 2


def test_a_backup_opens_with_the_passphrase_of_its_time(clinic: Clinic) -> None:
    backup = made_now(clinic)
    clinic.with_practice(lambda practice: practice.vault.change_passphrase(PASSPHRASE, LATER))
    window = clinic.open_window()
    go_to_restore(clinic, window)
    assert "does not open this backup" in restore(clinic, window, backup, LATER)
    assert list(clinic.folder.glob("before-restore-*")) == []
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    page = window.gate.restoring
    clinic.wait(lambda: page.message.text().startswith("Restored"), LONG)
    clinic.press(Qt.Key.Key_Return)
    clinic.unlock(window, PASSPHRASE)


def test_on_a_laptop_without_a_vault_a_backup_is_put_back_from_the_first_screen(
    clinic: Clinic,
) -> None:
    clinic.hold_session("M.R.", "before")
    backup = made_now(clinic)
    clinic.folder.rename(clinic.home / "lost")
    window = clinic.open_window()
    assert window.gate.currentWidget() is window.gate.making
    go_to_restore(clinic, window)
    assert restore(clinic, window, backup).startswith("Restored: ")
    clinic.press(Qt.Key.Key_Return)
    home = clinic.unlock(window)
    assert home.clients.table.keys()


def test_a_damaged_vault_is_replaced_from_a_backup_and_is_kept(clinic: Clinic) -> None:
    clinic.hold_session("M.R.", "before")
    backup = made_now(clinic)
    damaged = b"no vault at all" * 1000
    (clinic.folder / "vault.db").write_bytes(damaged)
    window = clinic.open_window()
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: "backup" in window.gate.unlock.message.text())
    go_to_restore(clinic, window)
    assert restore(clinic, window, backup).startswith("Restored: ")
    (kept,) = clinic.folder.glob("before-restore-*")
    assert (kept / "vault.db").read_bytes() == damaged
    clinic.press(Qt.Key.Key_Return)
    clinic.unlock(window)


def test_what_is_no_backup_is_refused_and_esc_goes_back(clinic: Clinic) -> None:
    (clinic.home / "other.kapbackup").write_bytes(b"something else")
    window = clinic.open_window()
    go_to_restore(clinic, window)
    told = restore(clinic, window, clinic.home / "other.kapbackup")
    assert "other.kapbackup" in told
    told = restore_missing(clinic, window)
    assert "no backup" in told.casefold()
    clinic.press(Qt.Key.Key_Escape)
    assert window.gate.currentWidget() is window.gate.unlock
    clinic.unlock(window)


def restore_missing(clinic: Clinic, window: Window) -> str:
    """Choose a file that is not there instead."""
    window.gate.restoring.begin(has_vault=True, start=clinic.home)
    window.gate.restoring.focus_first()
    return restore(clinic, window, clinic.home / "missing.kapbackup")


def test_while_a_session_goes_on_a_restore_waits_for_its_end(clinic: Clinic) -> None:
    clinic.hold_session("M.R.", "a note", minutes=35, end=False)
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    assert window.room is not None
    window.room.home_asked.emit()
    go_to_restore(clinic, window)
    assert any(one.startswith("A session goes on: restore") for one in said(home))
    assert window.conductor is not None


def test_a_second_copy_by_a_synced_folder_is_told_at_the_gate_and_in_settings(
    clinic: Clinic,
) -> None:
    (clinic.folder / "vault (conflicted copy 2026-03-01).db").write_bytes(b"of another laptop")
    sentence = told_of_conflicts(clinic.folder)
    assert sentence
    window = clinic.open_window()
    clinic.wait(lambda: window.gate.unlock.message.text() == sentence)
    home = clinic.unlock(window)
    home.show_settings()
    home.settings.show_group("backups")
    assert home.settings.backups.synced.text() == sentence


def test_another_folder_is_typed_once_and_used_from_then_on(clinic: Clinic) -> None:
    window, home = clinic.at_home()
    home.show_settings()
    home.settings.show_group("backups")
    panel = home.settings.backups
    panel.folder.setFocus()
    panel.folder.selectAll()
    clinic.type(str(clinic.home / "stick"))
    clinic.press(Qt.Key.Key_Return)
    clinic.press(Qt.Key.Key_D, CTRL_SHIFT)
    clinic.wait(lambda: bool(list((clinic.home / "stick").glob("*.kapbackup"))), LONG)
    wait_for_backup(clinic, window)
    assert not (clinic.home / "backups").exists()
    window.close()
    window.close()
    _, home = clinic.at_home()
    home.show_settings()
    home.settings.show_group("backups")
    assert home.settings.backups.folder.text() == str(clinic.home / "stick")
