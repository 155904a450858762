"""The groups of the settings at the left: Up and Down go from one to the next."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting

_KEY = Qt.ItemDataRole.UserRole
_ROW = 40
_PAD = 12


class SettingsIndex(QListWidget):
    """`chosen` says the key of the group that was come to."""

    chosen = Signal(str)

    def __init__(
        self, groups: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setItemDelegate(_GroupPainter(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setAccessibleName(name)
        for key, title in groups:
            item = QListWidgetItem(title, self)
            item.setData(_KEY, key)
        self.currentItemChanged.connect(self._say)
        self.itemClicked.connect(self._say)

    def set_current(self, key: str | None) -> None:
        """Show the group `key` as the one that is open, or none; nothing is emitted."""
        self.blockSignals(True)
        rows = (row for row, one in enumerate(self._items()) if _key(one) == key)
        self.setCurrentRow(next(rows, -1))
        self.blockSignals(False)

    def show_only(self, keys: Collection[str] | None) -> None:
        """Show the groups `keys`, or all of them."""
        for item in self._items():
            item.setHidden(keys is not None and _key(item) not in keys)

    def sizeHint(self) -> QSize:
        look = theme.look()
        titles = [item.text() for item in self._items()]
        widest = max(painting.width_of(title, look.font(Words.STRONG)) for title in titles)
        return QSize(widest + 2 * _PAD, look.height(_ROW) * len(titles))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.sizeHint().width(), theme.look().height(_ROW))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _items(self) -> list[QListWidgetItem]:
        return [self.item(n) for n in range(self.count())]

    def _say(self, item: QListWidgetItem | None, _before: object = None) -> None:
        if item is not None:
            self.chosen.emit(_key(item))


class _GroupPainter(QStyledItemDelegate):
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(80, theme.look().height(_ROW))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        told: Any = option
        look = theme.look()
        is_current = bool(told.state & QStyle.StateFlag.State_Selected)
        has_keyboard = bool(told.state & QStyle.StateFlag.State_HasFocus)
        painter.save()
        painting.begin(painter)
        if is_current:
            fill = QColor(look.theme.selection if has_keyboard else look.theme.block)
            painting.box(painter, told.rect, 8, fill=fill)
        words = Words.STRONG if is_current else Words.BODY
        tone = Tone.TEXT if is_current else Tone.SECOND
        inside = told.rect.adjusted(_PAD, 0, -_PAD, 0)
        painting.line_of_text(
            painter, inside, str(index.data()), look.font(words), look.colour(tone)
        )
        painter.restore()


def _key(item: QListWidgetItem) -> str:
    return str(item.data(_KEY))
