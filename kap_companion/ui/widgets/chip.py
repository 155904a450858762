"""One mark: its number and its words in a round-ended box."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

_PAD = 10
_LEAST_PAD = 6
_GAP = 5


class Chip(QPushButton):
    """A mark that can be pressed; without words it is its number alone."""

    def __init__(self, number: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._number = number
        if not text:
            self.setAccessibleName(tr("Mark {number}", number=number))
        self.setAccessibleDescription(tr("Key Ctrl+{number}", number=number))

    def sizeHint(self) -> QSize:
        look = theme.look()
        number = look.width(Words.LABEL, self._number)
        words = _GAP + look.width(Words.BODY, self.text()) if self.text() else 0
        return QSize(number + words + 2 * _PAD, look.height(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint() - QSize(2 * (_PAD - _LEAST_PAD), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        t = look.theme
        is_live = self.isDown() or self.underMouse()
        fill = QColor(t.selection if self.isDown() else t.block) if is_live else None
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(
                painter,
                self.rect(),
                self.height() / 2 - 1,
                fill=fill,
                edge=QColor(t.now if self.hasFocus() else t.line),
                width=2.0 if self.hasFocus() else 1.0,
            )
            font, small = look.font(Words.BODY), look.font(Words.LABEL)
            number = painting.width_of(self._number, small)
            words = _GAP + painting.width_of(self.text(), font) if self.text() else 0
            inside = number + words
            x = max(_LEAST_PAD, (self.width() - inside) // 2)
            high = self.height()
            colour = look.colour(Tone.TEXT if is_live else Tone.SECOND)
            painting.line_of_text(
                painter, QRect(x, 0, number + 1, high), self._number, small, colour
            )
            x += number + _GAP
            painting.line_of_text(
                painter, QRect(x, 0, self.width() - x - 4, high), self.text(), font, colour
            )
