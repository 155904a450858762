"""What scrolls keeps room for its bar at the side where that stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.widgets.scroll_area import ScrollArea

LEFT, RIGHT = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft


@pytest.fixture(params=[LEFT, RIGHT])
def way(qapp: QApplication, request: pytest.FixtureRequest) -> Iterator[Qt.LayoutDirection]:
    qapp.setLayoutDirection(request.param)
    yield request.param
    qapp.setLayoutDirection(LEFT)


@pytest.mark.parametrize("has_bar", [False, True])
def test_a_column_ends_at_the_same_place_with_and_without_its_bar(
    qtbot: QtBot, way: Qt.LayoutDirection, has_bar: bool
) -> None:
    part = QWidget()
    part.setMinimumHeight(900 if has_bar else 20)
    column = ScrollColumn(right=12).fill(part)
    qtbot.addWidget(column)
    column.resize(300, 200)
    column.show()
    qtbot.waitUntil(lambda: column.verticalScrollBar().isVisible() is has_bar)
    qtbot.wait(20)
    begins = part.mapTo(column, QPoint(0, 0)).x()
    free = begins if way is RIGHT else 300 - begins - part.width()
    assert 10 <= free <= 16


def test_the_room_beside_the_bar_is_where_the_bar_is(qtbot: QtBot, way: Qt.LayoutDirection) -> None:
    inside = QWidget()
    QVBoxLayout(inside).setContentsMargins(0, 4, 12, 8)
    area = ScrollArea()
    qtbot.addWidget(area)
    area.setWidget(inside)
    layout = inside.layout()
    assert layout is not None
    around = layout.contentsMargins()
    sides = (around.left(), around.right())
    assert sides == ((12, 0) if way is RIGHT else (0, 12))
    assert (around.top(), around.bottom()) == (4, 8)
