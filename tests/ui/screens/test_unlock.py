from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.ui.window import Window
from kap_companion.vault.guessing import count_failure, failures
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

NEW = "another four quiet words"


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def test_the_passphrase_and_enter_open_the_vault(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window = clinic.open_window()
    assert window.gate.currentWidget() is window.gate.unlock
    home = clinic.unlock(window)
    assert home.clients.table.keys()


def test_a_wrong_passphrase_is_said_calmly_counted_and_may_be_typed_over(clinic: Clinic) -> None:
    clinic.make_vault()
    window = clinic.open_window()
    clinic.type("not the passphrase")
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: "not this vault's passphrase" in window.gate.unlock.message.text())
    assert failures(clinic.folder) == 1
    assert window.home is None
    clinic.unlock(window)
    assert failures(clinic.folder) == 0


def test_after_three_wrong_ones_the_next_waits_and_is_counted_down(clinic: Clinic) -> None:
    clinic.make_vault()
    for _ in range(3):
        count_failure(clinic.folder, clinic.clock.now().wall)
    window = clinic.open_window()
    page = window.gate.unlock
    assert page.message.text() == "The next try can be made in 1 s.", "also after a restart"
    clinic.type("not the passphrase")
    clinic.clock.advance(timedelta(seconds=1))
    clinic.press(Qt.Key.Key_Return)
    wrong = "That is not this vault's passphrase: check the keyboard and try again."
    clinic.wait(lambda: page.message.text() == f"{wrong} The next try can be made in 2 s.")
    clinic.clock.advance(timedelta(seconds=0.5))
    clinic.type(PASSPHRASE)
    assert page.message.text() == "The next try can be made in 2 s.", "it can be typed meanwhile"
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: not page._field.isReadOnly())
    assert page.message.text() == "The next try can be made in 2 s."
    assert window.home is None
    clinic.clock.advance(timedelta(seconds=2))
    clinic.wait(lambda: "can be made" not in page.message.text())
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.home is not None)


def test_while_the_passphrase_is_checked_the_window_lives_and_takes_no_second_enter(
    clinic: Clinic,
) -> None:
    clinic.make_vault()
    window = clinic.open_window()
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    assert window.gate.unlock.message.text() == "Checking the passphrase."
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.home is not None)
    assert window.gate.unlock.message.text() == ""


def test_enter_without_a_passphrase_asks_for_it(clinic: Clinic) -> None:
    clinic.make_vault()
    window = clinic.open_window()
    clinic.press(Qt.Key.Key_Return)
    assert window.gate.unlock.message.text() == "Type the passphrase first."


def test_the_recovery_code_opens_the_vault_and_gives_it_a_new_passphrase(clinic: Clinic) -> None:
    code = clinic.make_vault()
    window = clinic.open_window()
    window.gate.unlock.recovery_asked.emit()
    clinic.type(code.lower().replace("-", " "))
    clinic.press(Qt.Key.Key_Return)
    clinic.type(NEW)
    clinic.press(Qt.Key.Key_Return)
    clinic.type(NEW)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.home is not None)
    window.close()
    Vault.open(clinic.folder, NEW, state_folder=clinic.state).close()


def test_a_mistyped_recovery_code_is_refused_with_what_to_do(clinic: Clinic) -> None:
    clinic.make_vault()
    window = clinic.open_window()
    window.gate.unlock.recovery_asked.emit()
    clinic.type("7K2M")
    clinic.press(Qt.Key.Key_Return)
    for _ in range(2):
        clinic.type(NEW)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: "look again" in window.gate.recovery.message.text())
    clinic.press(Qt.Key.Key_Escape)
    assert window.gate.currentWidget() is window.gate.unlock


def test_a_vault_that_is_open_in_another_copy_says_so_before_anything_is_typed(
    clinic: Clinic,
) -> None:
    clinic.make_vault()
    with Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state):
        window = clinic.open_window()
        sentence = "This vault is open in another copy of the app: close that one first."
        assert window.gate.unlock.message.text() == sentence
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
        clinic.wait(lambda: window.gate.unlock.message.text() == sentence)
    clinic.unlock(window)


def test_the_recovery_code_from_the_making_to_a_new_passphrase_all_in_the_window(
    clinic: Clinic,
) -> None:
    window = clinic.open_window()
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.gate.currentWidget() is window.gate.code)
    code = shown_code(window)
    window.gate.code.kept.emit()
    clinic.wait(lambda: window.home is not None)
    assert not [one for one in clinic.home.rglob("*") if one.is_file() and holds(one, code)]
    clinic.press(Qt.Key.Key_L, CTRL)
    window.gate.unlock.recovery_asked.emit()
    clinic.type(code.lower().replace("-", " "))
    clinic.press(Qt.Key.Key_Return)
    for _ in range(2):
        clinic.type(NEW)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.home is not None)
    assert window.conductor is not None
    told = [one.what for one in window.conductor.practice.log.lines()]
    assert "Passphrase changed, by the recovery code" in told
    clinic.press(Qt.Key.Key_L, CTRL)
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(
        lambda: "not this vault's passphrase" in window.gate.unlock.message.text(), ms=60_000
    )
    clinic.unlock(window, NEW)
    window.close()
    again = Vault.recover(clinic.folder, code, PASSPHRASE, state_folder=clinic.state)
    again.close()


def shown_code(window: Window) -> str:
    """Read the code off the screen."""
    for label in window.gate.code.findChildren(QLabel):
        found = re.search(r"(?:[0-9A-Z]{4}[-\s]+){6}[0-9A-Z]{4}", label.text())
        if found is not None:
            return "-".join(re.findall(r"[0-9A-Z]{4}", found[0]))
    raise AssertionError("no code is shown")


def holds(file: Path, words: str) -> bool:
    return words.encode() in file.read_bytes()
