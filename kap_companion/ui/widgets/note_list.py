"""The notes of a session, newest at the top."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from kap_companion.session.finding import Wanted
from kap_companion.ui import theme
from kap_companion.ui.theme import Look
from kap_companion.ui.widgets.note_delegate import NoteDelegate
from kap_companion.ui.widgets.note_model import NoteModel
from kap_companion.ui.widgets.note_row import NoteRow

__all__ = ["NoteList", "NoteRow"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier


class NoteList(QTableView):
    """Rows as values. `selected` and `chosen` (Enter, double click) say a row's key.

    What is typed here is not lost: `typed` hands it on, for the note box. A list that was scrolled
    down stays where it is read when a note is added above.

    A table of one column, because Qt's list view lays out all its rows again for each new one
    (37 ms at 5,000 rows), where a table keeps their heights.
    """

    selected = Signal(str)
    chosen = Signal(str)
    menu_asked = Signal(str, QPoint)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = NoteModel(self)
        self._delegate = NoteDelegate(self._model, self)
        self._heights_for: tuple[Look, int] | None = None
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().hide()
        self.horizontalHeader().setMinimumSectionSize(1)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there, so that its coming does not wrap every row anew; unseen until it can move.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setAccessibleName("Notes, newest first")
        self.doubleClicked.connect(self._choose)
        self.verticalScrollBar().rangeChanged.connect(self._show_bar)
        self._show_bar(0, 0)

    def rows(self) -> tuple[NoteRow, ...]:
        """Return the rows, the newest first."""
        return tuple(self._model.row(n) for n in range(self._model.rowCount()))

    def set_rows(self, rows: Iterable[NoteRow]) -> None:
        """Show `rows`, given the oldest first."""
        self._model.set_rows(rows)
        self._heights_for = None
        self._fit_all()
        self.scrollToTop()

    def append(self, row: NoteRow, above: int = 0) -> None:
        """Add `row` at the top, or below the `above` rows that happened after it."""
        bar = self.verticalScrollBar()
        reading_at = bar.value()
        self._model.insert(row, above)
        high = self._fit(above)
        if reading_at > 0:
            self.updateGeometries()
            bar.setValue(reading_at + high)

    def replace(self, row: NoteRow) -> None:
        """Show `row` in place of the one with its key: amended, or struck."""
        if self._model.replace(row) and (shown := self._model.shown(row.key)) is not None:
            self._fit(shown)

    def remove(self, key: str) -> None:
        """Show the row of `key` no more."""
        self._model.remove(key)

    def look_for(self, wanted: Wanted | None) -> None:
        """Show `wanted` wherever it stands; None shows nothing of the kind any more."""
        if wanted != self._delegate.wanted:
            self._delegate.wanted = wanted
            self.viewport().update()

    def selected_key(self) -> str | None:
        """Return the key of the row that is selected, None where none is."""
        indexes = self.selectedIndexes()
        return self._model.row(indexes[0].row()).key if indexes else None

    def select(self, key: str) -> None:
        """Select the row of `key` and bring it into view."""
        shown = self._model.shown(key)
        if shown is not None:
            self.setCurrentIndex(self._model.index(shown, 0))

    def currentChanged(
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.selected.emit(self._model.row(current.row()).key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER:
            self._choose(self.currentIndex())
            return
        if event.text().isprintable() and event.text() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if index.isValid():
            where = event.globalPos()
            if not by_mouse:
                where = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft())
            self.menu_asked.emit(self._model.row(index.row()).key, where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_all()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._fit_all()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.row(index.row()).key)

    def _show_bar(self, least: int, most: int) -> None:
        theme.mark(self.verticalScrollBar(), "idle", most <= least)

    def _fit(self, shown: int) -> int:
        """Give one row the height it needs, and return that."""
        high = self._delegate.height(self._model.row(shown), self.viewport().width())
        if self.rowHeight(shown) != high:
            self.setRowHeight(shown, high)
        return high

    def _fit_all(self) -> None:
        """Give every row its height, where the width or the look is new."""
        state = (theme.look(), self.viewport().width())
        if state == self._heights_for:
            return
        self._heights_for = state
        header = self.verticalHeader()
        header.setDefaultSectionSize(self._delegate.least_height())
        for shown in range(self._model.rowCount()):
            self._fit(shown)
