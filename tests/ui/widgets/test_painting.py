"""Words that do not fit are shortened by whole words, or not shown at all."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QListView, QStyledItemDelegate
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting


@pytest.mark.parametrize(
    ("room_for", "shown"),
    [
        ("Ember of the long evening", "Ember of the long evening"),
        ("Ember of the long\u2026", "Ember of the long\u2026"),
        ("Ember of the lo\u2026", "Ember of the\u2026"),
        ("Ember\u2026", "Ember\u2026"),
        ("Emb", ""),
    ],
)
def test_a_title_is_never_cut_within_a_word(qapp: QApplication, room_for: str, shown: str) -> None:
    font = theme.look().font(Words.LABEL)
    room = painting.width_of(room_for, font)
    assert painting.whole_words("Ember of the long evening", font, room) == shown


def test_one_long_word_is_whole_or_hidden(qapp: QApplication) -> None:
    font = theme.look().font(Words.LABEL)
    assert painting.whole_words("Shoreline", font, 10) == ""
    assert painting.whole_words("", font, 10) == ""


class _Rows(QStyledItemDelegate):
    def __init__(self, parent: QListView) -> None:
        super().__init__(parent)
        self.ways: list[Qt.LayoutDirection] = []

    def paint(self, painter: QPainter, option: Any, index: Any) -> None:
        painting.begin(painter)
        self.ways.append(painter.layoutDirection())


@pytest.mark.parametrize("way", [Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight])
def test_rows_are_painted_the_way_the_window_is_read(
    qapp: QApplication, qtbot: QtBot, way: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(way)
    try:
        view = QListView()
        qtbot.addWidget(view)
        rows = _Rows(view)
        view.setItemDelegate(rows)
        view.setModel(QStringListModel(["A.L."]))
        view.grab()
    finally:
        qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert rows.ways == [way]
