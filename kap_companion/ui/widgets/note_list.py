"""The notes of a session, newest at the top."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from kap_companion.session.finding import Wanted
from kap_companion.ui import theme
from kap_companion.ui.theme import Look
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.note_delegate import NoteDelegate
from kap_companion.ui.widgets.note_model import NoteModel
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.words import tr

__all__ = ["NoteList", "NoteRow"]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_FORM_GAP = 4
_FORM_OUT = 12  # so that the words in a form begin near where they stood in the row
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
        self._form: QWidget | None = None
        self._form_key = ""
        self._form_is_below = False
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
        self.setAccessibleName(tr("Notes, newest first"))
        self.setAccessibleDescription(tr("E corrects the selected note, Delete strikes it"))
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

    def open_form(self, key: str, form: QWidget, *, below: bool) -> None:
        """Let `form` stand in the row of `key`: in place of its words, or `below` them.

        It stays there, and whole, whatever is added, replaced or scrolled meanwhile.
        """
        self.close_form()
        self._form, self._form_key, self._form_is_below = form, key, below
        self._delegate.opened = None if below else key
        form.setParent(self.viewport())
        form.installEventFilter(self)
        form.show()
        self._fit_form()
        self.bring_into_view(form)

    def close_form(self) -> None:
        """Let the row be as it was."""
        form, key = self._form, self._form_key
        if form is None:
            return
        self._form, self._form_key, self._delegate.opened = None, "", None
        form.removeEventFilter(self)
        form.hide()
        form.deleteLater()
        shown = self._model.shown(key)
        if shown is not None:
            self._fit(shown)
        self._show_hint()
        self.viewport().update()

    def bring_into_view(self, part: QWidget) -> None:
        """Scroll until a part of the form is to be seen, at least where it begins."""
        self.updateGeometries()  # else it can be scrolled no further than before the form
        top = part.mapTo(self.viewport(), QPoint(0, 0)).y()
        under = top + part.height() - self.viewport().height()
        bar = self.verticalScrollBar()
        if top < 0 or under > top:
            bar.setValue(bar.value() + top)
        elif under > 0:
            bar.setValue(bar.value() + under)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        form = self._form
        if form is not None and watched is form and event.type() is QEvent.Type.LayoutRequest:
            self._fit_form()
            typed_in: QWidget | None = form.focusWidget()
            self.bring_into_view(form if typed_in is None else typed_in)
        return super().eventFilter(watched, event)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._place_form()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._place_form()

    def selectionChanged(self, selected: QItemSelection, deselected: QItemSelection) -> None:
        super().selectionChanged(selected, deselected)
        self._show_hint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._show_hint()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._show_hint()

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
        row = self._model.row(shown)
        high = self._delegate.height(row, self.viewport().width())
        if self._form is not None and row.key == self._form_key:
            over = high if self._form_is_below else 2 * _FORM_GAP
            high = over + self._form_height() + 2 * _FORM_GAP
        if self.rowHeight(shown) != high:
            self.setRowHeight(shown, high)
        return high

    def _form_height(self) -> int:
        form = self._form
        assert form is not None
        wide = self._form_width()
        if form.width() != wide:
            form.resize(wide, form.height())
        if form.hasHeightForWidth():
            return form.heightForWidth(wide)
        return form.sizeHint().height()

    def _form_width(self) -> int:
        return max(1, self.viewport().width() - self._delegate.beside_time() + _FORM_OUT)

    def _fit_form(self) -> None:
        shown = self._model.shown(self._form_key) if self._form is not None else None
        if shown is not None:
            self._fit(shown)
            self._place_form()

    def _place_form(self) -> None:
        """Set the form into its row, wherever that is now."""
        form = self._form
        if form is None:
            return
        shown = self._model.shown(self._form_key)
        form.setVisible(shown is not None)
        if shown is None:
            return
        high = self._form_height()
        top = self.rowViewportPosition(shown) + self.rowHeight(shown) - high - 2 * _FORM_GAP
        left = self._delegate.beside_time() - _FORM_OUT
        place = self.viewport()
        form.setGeometry(painting.mirrored_part(place, left, top, self._form_width(), high))

    def _show_hint(self) -> None:
        """Show what the keys do at the row that is selected, while the list has the keyboard."""
        before, now = self._delegate.hinted, self.selected_key() if self.hasFocus() else None
        if before == now:
            return
        self._delegate.hinted = now
        for key in (before, now):
            shown = self._model.shown(key) if key is not None else None
            if shown is not None:
                self._fit(shown)
        self.viewport().update()

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
