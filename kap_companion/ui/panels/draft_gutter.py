"""The words at the right of the page that say whose a sentence is, or that its source changed."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from kap_companion.ui import theme
from kap_companion.ui.panels.draft_marks import PageMark, Places
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

_PAD = 12


class DraftGutter(QWidget):
    """Lies over the editor's right margin and follows its scrolling."""

    def __init__(self, editor: QTextEdit) -> None:
        super().__init__(editor)
        self._editor = editor
        self._marks: tuple[PageMark, ...] = ()
        self._places = Places("")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        editor.verticalScrollBar().valueChanged.connect(self.update)

    def show_marks(self, marks: Iterable[PageMark], places: Places) -> None:
        """Show a word beside each mark; of two in one line the first."""
        self._marks, self._places = tuple(marks), places
        self.update()

    def lie(self) -> None:
        """Take the place between the text and the edge at which its lines end."""
        inside = self._editor.viewport().geometry()
        bar = self._editor.verticalScrollBar()
        at_bar = bar.mapTo(self._editor, bar.rect().topLeft()).x()
        if self.isRightToLeft():
            left = at_bar + bar.width() if bar.isVisible() else 0
            end = inside.left()
        else:
            left = inside.right() + 1
            end = at_bar if bar.isVisible() else self._editor.width()
        self.setGeometry(left, inside.top(), max(0, end - left), inside.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        line = look.line(Words.LABEL)
        widest = self.width() - _PAD
        taken = -line
        with QPainter(self) as painter:
            painting.begin(painter)
            for mark in self._marks:
                cursor = QTextCursor(self._editor.document())
                cursor.setPosition(self._places.unit(mark.begin))
                beside = self._editor.cursorRect(cursor)
                if beside.top() > self.height():
                    break
                font = look.font(Words.LABEL)
                word = tr(mark.kind.value)
                if beside.bottom() < 0 or beside.top() < taken + line:
                    continue
                if painting.width_of(word, font) > widest:
                    continue
                taken = beside.top()
                at = QRect(_PAD, beside.top(), widest, beside.height())
                painting.line_of_text(painter, at, word, font, look.colour(mark.kind.tone))
