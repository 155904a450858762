"""Either hand alone reaches every act: Alt with a digit stands for each function key."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui.one_hand import STANDS_FOR, with_digits
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from tests.ui.desk import Desk, lay_desk

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def test_twelve_keys_stand_for_twelve() -> None:
    assert list(STANDS_FOR) == [f"F{n}" for n in range(1, 13)]
    assert STANDS_FOR["F1"] == "Alt+1"
    assert STANDS_FOR["F10"] == "Alt+0"
    for keys in STANDS_FOR.values():
        assert QKeySequence(keys).toString() == keys
    assert len(set(STANDS_FOR.values())) == 12


def test_the_function_key_stays_the_one_that_is_shown() -> None:
    keys = with_digits([QKeySequence("F5"), QKeySequence("Ctrl+K")])
    assert [key.toString() for key in keys] == ["F5", "Ctrl+K", "Alt+5"]


@pytest.mark.parametrize("tab", [PREPARE, SESSION, CLOSE, DRAFT])
def test_every_act_on_a_function_key_is_on_a_digit_too(desk: Desk, tab: str) -> None:
    room = desk.open()
    room.go_to(tab)
    checked = 0
    for action in room.acts():
        keys = [key.toString() for key in action.shortcuts()]
        for key in keys:
            if key in STANDS_FOR:
                assert STANDS_FOR[key] in keys, action.text()
                assert keys[0] == key, "the menu shows the function key"
                checked += 1
    assert checked


def test_a_dose_and_its_vitals_by_digits_while_writing(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.press(Qt.Key.Key_2, ALT)
    desk.enter("124/80 72 98")
    desk.press(Qt.Key.Key_5, ALT)
    desk.press(Qt.Key.Key_Return)
    assert [one.reading.systolic_mmhg for one in desk.kept(e.VitalsTaken)] == [124]
    assert len(desk.kept(e.DoseTaken)) == 1
    desk.pass_time(minutes=12)
    desk.press(Qt.Key.Key_6, ALT)
    assert len(desk.kept(e.Spat)) == 1
