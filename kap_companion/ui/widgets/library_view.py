"""The rows of the library by the keyboard: the list under the search field."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QDrag, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.intensity_curve import step_asked
from kap_companion.ui.widgets.key_button import is_bare_enter
from kap_companion.ui.widgets.library_delegate import LibraryDelegate
from kap_companion.ui.widgets.library_row import LibraryModel
from kap_companion.ui.words import tr, trn

_CONTROL = Qt.KeyboardModifier.ControlModifier
_COMMANDS = _CONTROL | Qt.KeyboardModifier.AltModifier
_CHIP_MOST, _CHIP_APART = 240, 12
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class LibraryView(QListView):
    """Hands on what is typed, and says what is asked of the rows that are selected."""

    typed = Signal(str)
    left_at_top = Signal()
    left = Signal()
    add_asked = Signal()
    choose_asked = Signal()
    favourite_asked = Signal()
    step_asked = Signal(int)

    def __init__(self, model: LibraryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.setModel(model)
        self.setItemDelegate(LibraryDelegate(model, self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        # Thousands of rows cost no more than those in view.
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self.setMouseTracking(False)
        self.setAccessibleName(tr("Tracks of the library"))
        self.doubleClicked.connect(lambda _index: self.add_asked.emit())

    def selected_keys(self) -> list[str]:
        """Return the keys of the rows that are selected, in their order."""
        places = sorted(index.row() for index in self.selectedIndexes())
        return [self._model.row(n).key for n in places]

    def enter(self) -> None:
        """Take the keyboard, at the row it had or the first."""
        if self._model.rowCount():
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self._model.index(0, 0))
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        current = self.currentIndex()
        if is_bare_enter(event):
            self.add_asked.emit()
        elif event.key() in _ENTER and event.modifiers() & _CONTROL:
            self.choose_asked.emit()
        elif event.key() == Qt.Key.Key_Space and not event.modifiers():
            self.favourite_asked.emit()
        elif event.key() == Qt.Key.Key_Up and current.row() <= 0:
            self.left_at_top.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.text() in ("+", "-") and current.isValid():
            row = self._model.row(current.row())
            step = step_asked(event, row.step)
            if step is not None and step != row.step:
                self.step_asked.emit(step)
        elif event.text() and event.text().isprintable() and not event.modifiers() & _COMMANDS:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag what is selected as a small chip, so that where it goes is not covered."""
        indexes = self.selectedIndexes()
        if not indexes:
            return
        drag = QDrag(self)
        drag.setMimeData(self._model.mimeData(indexes))
        one = self._model.row(indexes[0].row()).title
        drag.setPixmap(
            _chip(one if len(indexes) == 1 else trn("1 track", "{n} tracks", len(indexes)), self)
        )
        drag.setHotSpot(QPoint(-_CHIP_APART, -_CHIP_APART))
        drag.exec(supported, Qt.DropAction.CopyAction)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.scheduleDelayedItemsLayout()


def _chip(words: str, view: QWidget) -> QPixmap:
    """Return the picture of what is dragged."""
    look, font = theme.look(), theme.look().font(Words.LABEL)
    high = look.line(Words.LABEL) + 8
    wide = min(_CHIP_MOST, painting.width_of(words, font) + 16)
    ratio = view.devicePixelRatioF()
    picture = QPixmap(QSize(round(wide * ratio), round(high * ratio)))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    box = QRect(0, 0, wide, high)
    with QPainter(picture) as painter:
        painting.begin(painter)
        fill = QColor(look.theme.selection)
        painting.box(painter, box, 4, fill=fill, edge=look.colour(Tone.NOW))
        inside = box.adjusted(8, 0, -8, 0)
        painting.line_of_text(painter, inside, words, font, look.colour(Tone.TEXT))
    return picture
