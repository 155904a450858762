"""The full lock: the vault is closed, and the passphrase leads back to the same place."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDialog, QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.ui.lock_place import SCRATCH, place_of
from kap_companion.ui.room import CLOSE, DRAFT, SESSION
from kap_companion.ui.screens.veiled_home import VeiledHome
from kap_companion.ui.window import Window
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.scratch import Scratch
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def lock(clinic: Clinic, window: Window) -> None:
    clinic.press(Key.Key_L, CTRL)
    assert window.gate.isVisible()
    assert (window.home, window.room, window.conductor) == (None, None, None)
    Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state).close()


def after_session(clinic: Clinic, tab: str) -> Window:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "Tears, quiet.", minutes=90)
    window, home = clinic.at_home()
    assert window.conductor is not None
    home.open_session(window.conductor.practice.vault.sessions.find("last")[0].id)
    assert window.room is not None
    window.room.go_to(tab)
    return window


def test_the_client_who_was_selected_is_selected_again(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    window, home = clinic.at_home()
    home.clients.type_letter("m")
    lock(clinic, window)
    home = clinic.unlock(window)
    selected = home.clients.selected_client()
    assert selected is not None
    assert selected.file.code == "M.R."


def test_a_file_that_is_being_written_is_there_again(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    home.new_client()
    clinic.type("New one")
    lock(clinic, window)
    assert not [one for one in clinic.home.rglob("*") if one.is_file() and holds(one, "New one")]
    home = clinic.unlock(window)
    assert home.is_in_file
    assert home.form.fields["code"].text() == "New one"


def holds(file: Path, words: str) -> bool:
    content = file.read_bytes()
    return any(words.encode(code) in content for code in ("utf-8", "utf-16-le", "utf-32-le"))


def test_the_group_of_settings_is_there_again_and_no_secret_with_it(clinic: Clinic) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    clinic.press(Key.Key_2, CTRL)
    home.settings.show_group("vault")
    home.settings.new.first.setText("words nobody may keep")
    home.settings.new._shows.setChecked(True)
    clinic.press(Key.Key_L, CTRL)
    with Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state) as vault:
        assert "nobody may keep" not in str(vault.scratch.load(SCRATCH))
    home = clinic.unlock(window)
    assert home.is_in_settings
    assert home.settings.group == "vault"
    assert home.settings.new.first.text() == ""


@pytest.mark.parametrize("private", [False, True])
def test_a_half_typed_note_after_the_session_is_there_again(clinic: Clinic, private: bool) -> None:
    window = after_session(clinic, SESSION)
    if private:
        clinic.press(Key.Key_P, CTRL | SHIFT)
    clinic.type("half a no")
    lock(clinic, window)
    clinic.unlock(window)
    assert window.room is not None
    assert window.room.isVisible()
    assert window.room.tab == SESSION
    box = window.room.session.writing.box
    assert (box.text(), box.is_private) == ("half a no", private)


def test_the_draft_comes_back_with_every_letter_and_the_cursor_where_it_was(clinic: Clinic) -> None:
    window = after_session(clinic, DRAFT)
    assert window.room is not None
    window.room.draft.go_to_letter(10)
    clinic.type("typed here")
    lock(clinic, window)
    clinic.unlock(window)
    assert window.room is not None
    assert window.room.tab == DRAFT
    assert window.room.draft.letter == 20
    assert window.room.draft._editor.text()[10:20] == "typed here"


def test_an_open_question_comes_back_with_what_was_typed(clinic: Clinic) -> None:
    window = after_session(clinic, SESSION)
    clinic.press(Key.Key_A, CTRL | SHIFT)
    clinic.type("Nausea, half")
    lock(clinic, window)
    clinic.unlock(window)
    assert window.room is not None
    asking = window.room.session.asking
    assert asking.is_asking
    assert "Nausea, half" in [one.text() for one in asking.form.findChildren(QLineEdit)]


def test_home_comes_back_where_the_session_was_behind_it(clinic: Clinic) -> None:
    window = after_session(clinic, CLOSE)
    clinic.press(Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert window.home is not None
    assert window.home.isVisible()
    lock(clinic, window)
    home = clinic.unlock(window)
    assert home.isVisible()


def test_what_lies_under_the_veil_comes_back_after_the_lock(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    home.new_client()
    clinic.type("New one")
    clinic.press(Key.Key_F12)
    assert isinstance(window.current_screen(), VeiledHome)
    lock(clinic, window)
    home = clinic.unlock(window)
    assert home.form.fields["code"].text() == "New one"


def test_one_comes_back_once_and_not_for_ever(clinic: Clinic) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    clinic.press(Key.Key_2, CTRL)
    lock(clinic, window)
    clinic.unlock(window)
    window.close()
    window, home = clinic.at_home()
    assert not home.is_in_settings


def test_what_the_disk_takes_not_is_veiled_and_not_lost(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    home.new_client()
    clinic.type("New one")

    def refuse(*_: object) -> None:
        raise VaultNotWritable

    with monkeypatch.context() as full:
        full.setattr(Scratch, "save", refuse)
        clinic.press(Key.Key_L, CTRL)
    assert isinstance(window.current_screen(), VeiledHome)
    assert "The disk is full" in window.notice()
    clinic.press(Key.Key_L, CTRL)
    assert window.gate.isVisible(), "there is room again"
    home = clinic.unlock(window)
    assert home.form.fields["code"].text() == "New one"


@pytest.mark.parametrize("form", [{}, {"home": 1, "room": None}, {"home": {"typed": []}}])
def test_a_place_that_cannot_be_read_leads_home(clinic: Clinic, form: dict[str, Any]) -> None:
    clinic.add_clients("M.R.")
    with Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state) as vault:
        vault.scratch.save(SCRATCH, form)
        assert place_of(form, vault.clients) is None
    _, home = clinic.at_home()
    assert home.isVisible()


def test_a_dialog_that_waits_is_closed_before_the_lock(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    keeper = window._keeper
    assert keeper is not None
    dialog = QDialog(home)
    QTimer.singleShot(50, keeper.lock_by_itself)
    assert dialog.exec() == 0
    clinic.wait(window.gate.isVisible)
    assert window.conductor is None
