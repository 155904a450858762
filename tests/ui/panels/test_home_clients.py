"""The clients on Home: a thousand are there to be found, and only those in sight are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QStyleOptionViewItem, QToolTip, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels import home_clients, home_rows
from kap_companion.ui.panels.home_clients import ClientsPanel
from kap_companion.ui.panels.home_list import ListRow
from kap_companion.ui.panels.home_view import Course, Day
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.summary import Held

NOW = datetime(2026, 3, 14, 10, 11, tzinfo=UTC)
MANY = 1_000


def day(*, dosed: int = 3, now: datetime = NOW) -> Day:
    """Return a day with a thousand clients, from A000 on."""
    held = Held(dosed, dosed, 0, NOW, NOW, NOW)
    courses = tuple(
        Course(
            ClientFile(f"c{n}", f"{'ABCDEFGHIJ'[n // 100]}{n:03d}", planned_sessions=8),
            held,
            lambda at: at,
            tuple,
        )
        for n in range(MANY)
    )
    return Day(now, None, (), (), 0, courses)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The codes of the clients whose rows were made."""
    made: list[str] = []
    client_row = home_rows.client_row

    def counted(course: Course, now: datetime) -> ListRow:
        made.append(course.file.code)
        return client_row(course, now)

    monkeypatch.setattr(home_clients, "client_row", counted)
    return made


@pytest.fixture
def panel(qtbot: QtBot, made: list[str]) -> Iterator[ClientsPanel]:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    panel = ClientsPanel(window)
    panel.resize(window.size())
    panel.show_day(day())
    window.show()
    qtbot.wait(20)
    yield panel


def test_only_the_rows_in_sight_are_made(panel: ClientsPanel, made: list[str]) -> None:
    assert len(panel.table.keys()) == MANY
    assert 5 < len(made) < 40
    before = len(made)
    panel.show_day(day())
    panel.table.repaint()
    assert len(made) == before


def test_a_letter_finds_a_client_out_of_sight(panel: ClientsPanel) -> None:
    panel.type_letter("H")
    course = panel.selected_client()
    assert course is not None
    assert course.file.code == "H700"
    panel.show_day(day(dosed=4))
    assert panel.table.selected_key() == course.file.id


def test_what_is_new_is_shown(panel: ClientsPanel) -> None:
    model = panel.table.model()
    assert model.index(0, 0).data() == "A000, Dosing 3 of 8, last session today 10:11"
    panel.show_day(day(dosed=4))
    assert model.index(0, 0).data() == "A000, Dosing 4 of 8, last session today 10:11"
    panel.show_day(day(dosed=4, now=NOW.replace(day=15)))
    assert model.index(0, 0).data() == "A000, Dosing 4 of 8, last session yesterday 10:11"


def test_the_search_leaves_those_it_means(panel: ClientsPanel) -> None:
    QTest.keyClicks(panel.search, "99")
    assert panel.table.keys() == [f"c{n}" for n in range(MANY) if "99" in f"{n:03d}"]
    QTest.keyClick(panel.search, Qt.Key.Key_Down)
    course = panel.selected_client()
    assert course is not None
    assert course.file.code == "A099"


def test_a_row_without_room_for_its_words_tells_them_in_a_tool_tip(
    panel: ClientsPanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(QToolTip, "showText", lambda _at, words, _view: told.append(words))
    list_ = panel.table
    index = list_.model().index(0, 0)
    for wide in (900, 260):
        panel.resize(wide, 700)
        event = QHelpEvent(QEvent.Type.ToolTip, QPoint(20, 20), QPoint(20, 20))
        option = QStyleOptionViewItem()
        option.rect = list_.visualRect(index)
        list_.itemDelegate().helpEvent(event, list_, option, index)
    assert told == ["", "A000, Dosing 3 of 8, last session today 10:11"]
