"""Words at the left and a few at the right of a row; below each other where it is narrow."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QColor, QFont, QPainter

from kap_companion.ui.theme import Look, Words
from kap_companion.ui.widgets import painting

_GAP = 12


@dataclass(frozen=True, slots=True)
class TwoSided:
    """How such a row is laid out at a width, `indent` px of which come before the words."""

    look: Look
    text: str
    aside: str
    words: Words = Words.BODY
    aside_words: Words = Words.BODY
    indent: int = 0
    row: int = 28
    least_aside: str = ""
    """Words whose room at the right is kept free, also while nothing stands there."""

    def width(self) -> int:
        """Return the width that takes everything on one line."""
        return (
            self.indent
            + self._text_width()
            + (self._aside_width() + _GAP if self._has_aside() else 0)
        )

    def height(self, width: int) -> int:
        """Return the height needed at `width`."""
        line = self.look.line(self.words)
        around = self.row - self.words.line
        if width >= self.width():
            return around + line
        if self._is_beside(width):
            return around + self._text_height(width - self._aside_width() - _GAP)
        return around + self._text_height(width) + (self._under() if self.aside else 0)

    def paint(self, painter: QPainter, rect: QRect, colour: QColor, aside_colour: QColor) -> None:
        """Paint both sides into `rect`."""
        line = self.look.line(self.words)
        top = rect.top() + (self.row - self.words.line) // 2
        inside = rect.adjusted(self.indent, 0, 0, 0)
        font, aside_font = self._font(), self.look.font(self.aside_words)
        if rect.width() >= self.width():
            row = QRect(inside.left(), top, inside.width(), line)
            painting.line_of_text(
                painter, row, self.aside, aside_font, aside_colour, painting.RIGHT
            )
            row.setWidth(self._text_width() + 2)
            painting.line_of_text(painter, row, self.text, font, colour)
            return
        is_beside = self._is_beside(rect.width())
        beside = self._aside_width() + _GAP if is_beside else 0
        laid = painting.paragraph(self.text, font, inside.width() - beside, line)
        painter.setPen(colour)
        painting.draw(painter, laid, QPointF(inside.left(), top))
        if is_beside:
            row = QRect(inside.left(), top, inside.width(), line)
            painting.line_of_text(
                painter, row, self.aside, aside_font, aside_colour, painting.RIGHT
            )
            return
        below = top + painting.paragraph_height(laid, line)
        under = QRect(inside.left(), below, inside.width(), self._under())
        painting.line_of_text(painter, under, self.aside, aside_font, aside_colour)

    def _is_beside(self, width: int) -> bool:
        """Say whether the words wrap beside the aside, because it leaves them most of the row."""
        return self._has_aside() and 4 * (self._aside_width() + _GAP) <= width - self.indent

    def _font(self) -> QFont:
        return self.look.font(self.words)

    def _text_width(self) -> int:
        return self.look.width(self.words, self.text)

    def _aside_width(self) -> int:
        words = self.aside_words
        return max(self.look.width(words, self.aside), self.look.width(words, self.least_aside))

    def _has_aside(self) -> bool:
        return bool(self.aside or self.least_aside)

    def _text_height(self, width: int) -> int:
        line = self.look.line(self.words)
        laid = painting.paragraph(self.text, self._font(), width - self.indent, line)
        return painting.paragraph_height(laid, line)

    def _under(self) -> int:
        return self.look.line(self.aside_words)
