"""Every act is on a key of its own and in the menu with its key shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from kap_companion.session.marks import MARKS
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from tests.ui.desk import Desk, lay_desk

# What DESIGN promises, on the session's own screen.
PROMISED = ("Ctrl+Shift+P", "F2", "F5", "F6", "F7", "F8", "F9", "Esc", "Ctrl+L", "F10")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def keys(desk: Desk) -> list[str]:
    assert desk.room is not None
    return [key.toString() for action in desk.room.acts() for key in action.shortcuts()]


@pytest.mark.parametrize("tab", [PREPARE, SESSION, CLOSE, DRAFT])
def test_no_key_has_two_acts(desk: Desk, tab: str) -> None:
    room = desk.open()
    room.go_to(tab)
    assert [key for key, count in Counter(keys(desk)).items() if count > 1] == []


def test_the_session_has_its_keys(desk: Desk) -> None:
    desk.open()
    wanted = [QKeySequence(key).toString() for key in PROMISED]
    wanted += [f"Ctrl+{n}" for n in range(1, len(MARKS) + 1)]
    assert set(wanted) <= set(keys(desk))


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_shows_every_act_with_its_key(desk: Desk, qtbot: QtBot) -> None:
    room = desk.open()
    desk.press(Qt.Key.Key_F10)
    (menu,) = (one for one in room.findChildren(QMenu) if one.isVisible())
    shown = [
        action
        for one in (menu, *menu.findChildren(QMenu))
        for action in one.actions()
        if not action.isSeparator() and action.text() not in ("Notes", "Marks", "Music")
    ]
    assert set(shown) == set(room.acts())
    for action in shown:
        assert action.shortcut().toString() or "\t" in action.text(), action.text()
    texts = [action.text() for action in shown]
    assert "Fade to silence, or back\tEsc Esc" in texts
    menu.close()
