from __future__ import annotations

import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui.screens.create_code import RecoveryCodeScreen
from kap_companion.ui.window import Window
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import PASSPHRASE, Clinic


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def make(clinic: Clinic, window: Window) -> str:
    """Make a vault by the keyboard; return the code that is shown."""
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.gate.currentWidget() is window.gate.code)
    return window.gate.code.code()


def test_where_there_is_no_vault_the_window_offers_to_make_one(clinic: Clinic) -> None:
    window = clinic.open_window()
    assert window.gate.currentWidget() is window.gate.making


def test_a_short_or_unlike_passphrase_makes_no_vault_and_says_why(clinic: Clinic) -> None:
    window = clinic.open_window()
    clinic.type("short")
    clinic.press(Qt.Key.Key_Return)
    window.gate.making.ask()
    assert "At least 12 characters" in window.gate.making.message.text()
    clinic.type(" but then longer words")
    clinic.press(Qt.Key.Key_Return)
    clinic.type("something else")
    clinic.press(Qt.Key.Key_Return)
    assert window.gate.making.message.text() == "The two are not the same yet."
    assert not clinic.folder.exists()


def test_the_code_is_shown_once_and_gone_after_it_is_kept(clinic: Clinic) -> None:
    window = clinic.open_window()
    code = make(clinic, window)
    assert len(code.split("-")) == 7
    clinic.press(Qt.Key.Key_Tab)
    clinic.press(Qt.Key.Key_Tab)
    clinic.press(Qt.Key.Key_Space)
    clinic.press(Qt.Key.Key_Return)
    assert window.home is not None
    assert window.gate.code.code() == ""
    window.close()
    with Vault.open_with_recovery(clinic.folder, code, state_folder=clinic.state):
        pass


def test_one_close_does_not_leave_the_code_behind_but_two_do(clinic: Clinic) -> None:
    window = clinic.open_window()
    make(clinic, window)
    window.close()
    assert window.isVisible()
    assert "shown only now" in window.notice()
    window.close()
    assert not window.isVisible()
    Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state).close()


def test_the_window_does_not_close_while_its_vault_is_being_made(clinic: Clinic) -> None:
    window = clinic.open_window()
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    window.close()
    window.close()
    assert window.isVisible()
    clinic.wait(lambda: window.gate.currentWidget() is window.gate.code)


def test_the_code_is_saved_for_its_owner_alone(qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "code.txt"

    def choose(_parent: QWidget) -> Path:
        return path

    screen = RecoveryCodeScreen(choose)
    qtbot.addWidget(screen)
    screen.show_code("7K2M-AAAA-BBBB-CCCC-DDDD-EEEE-4TQ9")
    screen.save()
    assert "7K2M-AAAA" in path.read_text(encoding="utf-8")
    assert "Saved as code.txt" in screen.message.text()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_folder_that_refuses_the_code_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    screen = RecoveryCodeScreen(lambda _parent: tmp_path / "missing" / "code.txt")
    qtbot.addWidget(screen)
    screen.show_code("7K2M")
    screen.save()
    assert screen.message.text().startswith("It was not saved")


def test_without_a_printer_the_screen_says_to_save_it(qtbot: QtBot) -> None:
    screen = RecoveryCodeScreen()
    qtbot.addWidget(screen)
    screen.show_code("7K2M")
    screen.print()
    assert "save it to a file instead" in screen.message.text()
