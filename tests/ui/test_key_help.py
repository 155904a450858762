"""The sheet of keys on F1: it tells what the place can do, and takes nothing away."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.ui.keys_shown import acts_of, key_groups
from kap_companion.ui.panels.key_sheet import KeySheet
from kap_companion.ui.room import SESSION, SessionRoom
from kap_companion.ui.widgets.note_edit import NoteEdit
from kap_companion.ui.window import Window
from tests.journeys.clinic import Clinic

Key = Qt.Key


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def in_session(clinic: Clinic) -> tuple[Window, SessionRoom]:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    for key in (Key.Key_M, Key.Key_Return, Key.Key_Return):
        clinic.press(key)
    assert window.room is not None
    window.room.go_to(SESSION)
    return window, window.room


def opened(clinic: Clinic, window: Window) -> KeySheet:
    """Press F1, and return the sheet that is there then."""
    clinic.press(Key.Key_F1)
    sheet = window.keys.sheet
    assert sheet is not None and sheet.isVisible()
    assert sheet.search.hasFocus()
    return sheet


def told(sheet: KeySheet) -> list[str]:
    return [one.text() for one in sheet.findChildren(QLabel) if one.isVisible()]


def test_every_act_of_the_session_that_has_a_key_stands_on_the_sheet(clinic: Clinic) -> None:
    window, room = in_session(clinic)
    sheet = opened(clinic, window)
    words = told(sheet)
    with_key = [one for one in room.acts() if one.isEnabled() and not one.shortcut().isEmpty()]
    assert len(with_key) > 25
    for action in with_key:
        assert action.text().partition("\t")[0] in words
    at = words.index("Dose or booster")
    assert words[at + 1] == "F5   Alt+5"


def test_a_key_that_is_taken_off_an_act_is_gone_from_the_sheet(clinic: Clinic) -> None:
    window, room = in_session(clinic)
    dose = next(one for one in room.acts() if one.text() == "Dose or booster")
    dose.setShortcuts([])
    assert "Dose or booster" not in told(opened(clinic, window))


def test_the_half_typed_note_stays_and_the_keyboard_comes_back_to_it(clinic: Clinic) -> None:
    window, _ = in_session(clinic)
    clinic.type("half a no")
    box = clinic.at_keyboard()
    assert isinstance(box, NoteEdit)
    opened(clinic, window)
    clinic.type("fade")
    clinic.press(Key.Key_Escape)
    assert window.keys.sheet is None
    assert clinic.at_keyboard() is box
    clinic.type("te")
    assert box.text() == "half a note"


def test_esc_on_the_sheet_is_not_the_first_half_of_a_fade(clinic: Clinic) -> None:
    window, room = in_session(clinic)
    fades: list[bool] = []
    fade = next(one for one in room.acts() if one.text().startswith("Fade to silence"))
    fade.triggered.connect(fades.append)
    opened(clinic, window)
    clinic.press(Key.Key_Escape)
    assert not fades


def test_the_keys_of_the_session_work_while_the_sheet_is_open(clinic: Clinic) -> None:
    window, room = in_session(clinic)
    opened(clinic, window)
    clinic.press(Key.Key_F2)
    assert window.keys.sheet is None, "the keyboard went to the vitals, so the sheet is gone"
    clinic.type("124/80 72")
    clinic.press(Key.Key_Return)
    assert room._conductor.companion.state.latest_reading is not None


def test_what_is_typed_leaves_only_what_matches(clinic: Clinic) -> None:
    window, _ = in_session(clinic)
    sheet = opened(clinic, window)
    clinic.type("booster")
    clinic.wait(lambda: "Dose or booster" in told(sheet))
    assert "Lock" not in told(sheet)
    sheet.search.setText("ctrl+l")
    clinic.wait(lambda: "Lock" in told(sheet))
    sheet.search.setText("zebra")
    assert "No act here speaks of ‘zebra’." in told(sheet)


def test_f1_closes_it_too(clinic: Clinic) -> None:
    window, _ = in_session(clinic)
    opened(clinic, window)
    clinic.press(Key.Key_F1)
    assert window.keys.sheet is None


def test_one_hand_opens_it_as_well(clinic: Clinic) -> None:
    window, _ = in_session(clinic)
    clinic.press(Key.Key_1, Qt.KeyboardModifier.AltModifier)
    assert window.keys.sheet is not None


def test_at_the_gate_there_is_only_what_can_be_done_there(clinic: Clinic) -> None:
    clinic.make_vault()
    window = clinic.open_window()
    clinic.wait(window.isActiveWindow)
    sheet = opened(clinic, window)
    assert "All keys" in told(sheet)
    assert "New client" not in told(sheet)
    clinic.press(Key.Key_Escape)
    clinic.unlock(window)
    assert "New client" in told(opened(clinic, window))


def test_the_sheet_goes_with_the_place_it_is_for(clinic: Clinic) -> None:
    window, _ = in_session(clinic)
    opened(clinic, window)
    window.lock()
    assert window.keys.sheet is None


def test_it_stands_in_the_menus(clinic: Clinic) -> None:
    window, room = in_session(clinic)
    assert window.keys.action in room.acts()
    assert window.home is not None
    assert window.keys.action in window.home.menu.actions()


def test_an_act_is_told_once_however_many_widgets_hold_it(clinic: Clinic) -> None:
    _, room = in_session(clinic)
    for group in key_groups(acts_of(room)):
        words = [row.words for row in group.rows]
        assert len(words) == len(set(words)), group
