"""The page where a backup is put back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui.screens.restore import RestoreScreen
from kap_companion.vault.backup import BackupInfo

AT = datetime(2026, 3, 8, 18, 5, tzinfo=UTC)
INFO = BackupInfo(Path("/stick/kap.kapbackup"), "id", AT, 1204, "", "0003", 3_412_000)


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[RestoreScreen]:
    # It puts no limits on the page: the offscreen platform knows none.
    window = QWidget()
    qtbot.addWidget(window)
    made = RestoreScreen(window)
    made.begin(has_vault=True, start=Path("/stick"))
    window.resize(1280, 800)
    made.resize(window.size())
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    yield made


def test_a_chosen_file_is_looked_into_once_and_shows_what_it_holds(
    page: RestoreScreen, qtbot: QtBot
) -> None:
    asked: list[Path] = []
    page.file_chosen.connect(asked.append)
    qtbot.keyClicks(page.file, str(INFO.path))
    qtbot.keyClick(page.file, Qt.Key.Key_Return)
    page.show_info(INFO, AT)
    qtbot.keyClick(page.file, Qt.Key.Key_Return)
    assert asked == [INFO.path]
    assert page.holds.text() == ("Made on 8 March 2026 at 18:05. It holds 1204 entries, 3.4 MB.")


def test_enter_asks_to_restore_with_the_passphrase_of_then(
    page: RestoreScreen, qtbot: QtBot
) -> None:
    asked: list[tuple[Path, str]] = []
    page.restore_asked.connect(lambda path, secret: asked.append((path, secret)))
    page.file.setText(str(INFO.path))
    page.show_info(INFO, AT)
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    assert asked == []
    assert page.message.text().startswith("Type the passphrase")
    qtbot.keyClicks(page.secret, "words of then")
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    assert asked == [(INFO.path, "words of then")]


def test_without_a_file_nothing_is_asked(page: RestoreScreen, qtbot: QtBot) -> None:
    asked: list[Path] = []
    page.restore_asked.connect(lambda path, _secret: asked.append(path))
    qtbot.keyClicks(page.secret, "words of then")
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    assert asked == []
    assert page.message.text() == "Choose the backup’s file first."


def test_while_it_restores_neither_esc_nor_enter_does_anything(
    page: RestoreScreen, qtbot: QtBot
) -> None:
    done: list[str] = []
    page.back_asked.connect(lambda: done.append("back"))
    page.restore_asked.connect(lambda *_: done.append("restore"))
    page.file.setText(str(INFO.path))
    page.secret.setText("words of then")
    page.set_busy(True)
    page.fraction = 0.5
    qtbot.waitUntil(lambda: "50 %" in page.progress.text())
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.keyClick(page.secret, Qt.Key.Key_Return)
    assert done == []


def test_at_the_end_it_says_what_came_back_and_where_the_old_vault_lies(
    page: RestoreScreen, qtbot: QtBot
) -> None:
    left: list[bool] = []
    page.left.connect(lambda: left.append(True))
    page.secret.setText("words of then")
    page.set_busy(True)
    page.tell_done(INFO, AT, Path("/home/v/before-restore-2026-03-14T101200"))
    assert page.message.text() == (
        "Restored: 1204 entries, as they were on 8 March 2026 at 18:05. The vault that was here "
        "lies whole in before-restore-2026-03-14T101200, in the same folder."
    )
    assert page.secret.text() == ""
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert left == [True]


def test_a_file_that_is_no_backup_is_refused_and_the_keyboard_stays_there(
    page: RestoreScreen, qtbot: QtBot
) -> None:
    page.file.setText("/stick/other.kapbackup")
    page.refuse_file("That file is not a backup.")
    assert page.message.text() == "That file is not a backup."
    assert page.holds.text() == ""
    qtbot.waitUntil(page.file.hasFocus)
