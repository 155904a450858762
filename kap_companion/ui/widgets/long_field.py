"""A field of a few lines, for words that may be long: Shift+Enter begins a line."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.note_edit import NoteEdit

_ONE_LINE = 40
_MOST_LINES = 3
_PAD = 13
_RADIUS = 8


class LongField(QWidget):
    """Keeps every line break, which a field of one line would lose. Enter emits `returnPressed`.

    It grows to `most_lines` and scrolls from there on.
    """

    returnPressed = Signal()

    def __init__(
        self, hint: str = "", parent: QWidget | None = None, *, most_lines: int = _MOST_LINES
    ) -> None:
        super().__init__(parent)
        self._problem = False
        self._most_lines = most_lines
        self._edit = NoteEdit(self)
        self._edit.setPlaceholderText(hint)
        self._edit.setAccessibleName(hint)
        self.setFocusProxy(self._edit)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._edit.enter_pressed.connect(self.returnPressed)
        self._edit.focus_changed.connect(self.update)
        self._edit.textChanged.connect(self._fit)
        self._fit()

    @property
    def edit(self) -> NoteEdit:
        return self._edit

    def type_anew(self, text: str) -> None:
        """Type `text` over what stands in the field; Ctrl+Z takes that back."""
        cursor = self._edit.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def text(self) -> str:
        """Return what stands in the field, as typed."""
        return self._edit.text()

    def setText(self, text: str) -> None:
        """Put `text` into the field."""
        self._edit.setPlainText(text)

    def end(self, mark: bool) -> None:
        """Set the cursor at the end; `mark` selects everything up to there."""
        cursor = self._edit.textCursor()
        mode = cursor.MoveMode.KeepAnchor if mark else cursor.MoveMode.MoveAnchor
        cursor.movePosition(cursor.MoveOperation.End, mode)
        self._edit.setTextCursor(cursor)

    def set_problem(self, problem: bool) -> None:
        """Edge the field in amber while what it holds cannot be taken."""
        self._problem = problem
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        edge = QColor(look.theme.edge)
        if self._problem:
            edge = look.colour(Tone.DUE)
        elif self._edit.hasFocus():
            edge = look.colour(Tone.NOW)
        with QPainter(self) as painter:
            painting.begin(painter)
            fill = QColor(look.theme.panel)
            painting.box(painter, self.rect(), _RADIUS, fill=fill, edge=edge)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fit()  # unseen it is not told how its words wrap

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self._fit()
        super().changeEvent(event)

    def _fit(self) -> None:
        look = theme.look()
        line = QFontMetricsF(look.font(Words.NOTE)).lineSpacing()
        # First its width: the words wrap by it.
        self._edit.resize(max(1, self.width() - 2 * _PAD), self._edit.height())
        lines = min(self._most_lines, max(1, round(self._edit.document().size().height())))
        high = look.height(_ONE_LINE) + math.ceil(line * (lines - 1))
        above = (high - math.ceil(line * lines)) // 2
        self._edit.setGeometry(_PAD, above, max(1, self.width() - 2 * _PAD), high - above - 2)
        self._edit.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded
            if self._edit.document().size().height() > self._most_lines
            else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        if self.height() != high or self.maximumHeight() != high:
            self.setFixedHeight(high)
