"""The library: search as you type over thousands of tracks, and what can be done with each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.dropping import paths_of
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.library_row import LibraryModel, LibraryRow
from kap_companion.ui.widgets.library_view import LibraryView
from kap_companion.ui.words import tr, tr_later

__all__ = ["LibraryList", "LibraryRow"]

_HIGH = 120
_KEYS_WORDS = tr_later("Enter adds · Space favourite · + − intensity")


class LibraryList(QWidget):
    """A search field over a list of tracks; the search itself is its owner's.

    Typing searches (`searched`), in the list too; Down goes into the list and Up back. Enter or a
    double click adds (`added`: in the field it takes the first row), Ctrl+Enter is to hear it
    (`chosen`), Space is `favourite_toggled`, + and - correct the intensity. Esc empties the search.
    Rows can be dragged out; files, folders and playlists can be dropped in (`dropped`).
    """

    searched = Signal(str)
    added = Signal(list)
    chosen = Signal(list)
    favourite_toggled = Signal(str)
    intensity_corrected = Signal(str, int)
    dropped = Signal(list)

    def __init__(self, hint: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_over = False
        self._model = LibraryModel(self)
        self.search = _SearchField(tr("Search the library") if hint is None else hint)
        self.view = LibraryView(self._model)
        self._nothing = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self._nothing.hide()
        self._keys = Label(tr(_KEYS_WORDS), Words.LABEL, Tone.SECOND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.search)
        column.addWidget(self._nothing)
        column.addWidget(self.view, 1)
        column.addWidget(self._keys)
        self.setFocusProxy(self.search)
        self.setAcceptDrops(True)
        self.search.setAcceptDrops(False)
        self._connect()

    def set_rows(
        self, rows: Sequence[LibraryRow], if_none: str = "", keys: Sequence[str] | None = None
    ) -> None:
        """Show `rows`; where there are none, the sentence `if_none` stands in their place.

        The sequence may make each row when it is asked for: with their `keys` given beside it,
        only rows in view are.
        """
        current = self.view.currentIndex()
        key = self._model.row(current.row()).key if current.isValid() else None
        had_keyboard = self.view.hasFocus()
        self._model.set_rows(rows, keys)
        self._nothing.setText(if_none)
        self._nothing.setVisible(not rows and bool(if_none))
        self._show_keys()
        # With the keyboard in the list, its row stays the current one where it is still there.
        at = self._model.place(key) if had_keyboard and key is not None else None
        if at is not None:
            self.view.setCurrentIndex(self._model.index(at, 0))
        elif had_keyboard and not rows:
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def replace(self, row: LibraryRow) -> None:
        """Show `row` in place of the one with its key, where it is among the rows."""
        self._model.replace(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_keys()

    def rows_shown(self) -> int:
        """Return how many rows there are."""
        return self._model.rowCount()

    def selected_keys(self) -> list[str]:
        """Return the keys of the rows that are selected, in their order."""
        return self.view.selected_keys()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._is_over:
            with QPainter(self) as painter:
                painting.begin(painter)
                edge = theme.look().colour(Tone.NOW)
                painting.box(painter, self.rect(), 8, edge=edge, width=2.0)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if paths_of(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self._show_over(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._show_over(False)
        paths = paths_of(event.mimeData())
        if paths:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            self.dropped.emit(paths)

    def _show_over(self, is_over: bool) -> None:
        self._is_over = is_over
        self.update()

    def _show_keys(self) -> None:
        """Say the keys where the list is high enough to need them."""
        is_high = self.height() >= theme.look().px(_HIGH)
        self._keys.setVisible(self._model.rowCount() > 0 and is_high)

    def _connect(self) -> None:
        self.search.textChanged.connect(self.searched)
        self.search.entered.connect(lambda _text: self._add_first())
        self.search.down_pressed.connect(self.view.enter)
        self.search.emptied.connect(self.search.clear)
        view = self.view
        view.typed.connect(self._type)
        view.left_at_top.connect(self._back_to_search)
        view.left.connect(self._leave)
        view.add_asked.connect(lambda: self._say(self.added))
        view.choose_asked.connect(lambda: self._say(self.chosen))
        view.favourite_asked.connect(self._toggle_favourite)
        view.step_asked.connect(self._correct)

    def _say(self, signal: SignalInstance) -> None:
        keys = self.selected_keys()
        if keys:
            signal.emit(keys)

    def _add_first(self) -> None:
        if self._model.rowCount():
            self.added.emit([self._model.row(0).key])

    def _toggle_favourite(self) -> None:
        for key in self.selected_keys():
            self.favourite_toggled.emit(key)

    def _correct(self, step: int) -> None:
        current = self.view.currentIndex()
        if current.isValid():
            self.intensity_corrected.emit(self._model.row(current.row()).key, step)

    def _type(self, text: str) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.setText(self.search.text() + text)

    def _back_to_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def _leave(self) -> None:
        self.search.clear()
        self._back_to_search()


class _SearchField(HintField):
    """Down leaves for the list, Esc empties."""

    down_pressed = Signal()
    emptied = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:
            self.down_pressed.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.emptied.emit()
        else:
            super().keyPressEvent(event)
