"""A line of words whose figures change each second: each is painted once and then stamped."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPixmap, QRegion

from kap_companion.ui.widgets import painting

_FIGURES = str.maketrans("123456789", "000000000")
_IN_THE_MIDDLE = int(
    Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
)


def shape_of(text: str) -> str:
    """Return words with each figure as 0: figures are equally wide, so that these lie alike."""
    return text.translate(_FIGURES)


class StampedLine:
    """Words in the middle of `rect`, in one font and ink, over a plain ground.

    The first `above` px of `rect` are for what stands on letters: the middle is of the rest.
    To lay out text takes ten times as long as to put down a picture of it. Where a px of the screen
    is no whole part of the widget's the words are laid out each time.
    """

    def __init__(
        self,
        rect: QRect,
        font: QFont,
        ink: QColor,
        ground: QColor,
        ratio: float = 1.0,
        *,
        above: int = 0,
    ) -> None:
        self.rect = rect
        self._line = rect.adjusted(0, above, 0, 0)
        self._font, self._ink, self._ground = font, ink, ground
        self._ratio, self._is_whole = ratio, ratio == int(ratio)
        self._cells: dict[str, list[QRect]] = {}
        self._stamps: dict[tuple[str, int, str], QPixmap] = {}

    def changed(self, old: str, new: str) -> list[tuple[QRect, QPixmap]] | None:
        """Return the pictures of what is new in `new`, each with its place; None: it lies anew."""
        if len(old) != len(new) or not self._is_whole:
            return None
        fresh = []
        shape = shape_of(new)
        for n, letter in enumerate(new):
            if letter != old[n]:
                if not (letter.isdigit() and old[n].isdigit()):
                    return None
                cell = self._cells_of(shape)[n]
                fresh.append((cell, self._stamp(shape, n, new, cell)))
        return fresh

    def paint(self, painter: QPainter, text: str, within: QRegion) -> None:
        """Paint `text` where it lies within a region."""
        if not text or not within.intersects(self.rect):
            return
        if not self._is_whole:
            self._write(painter, text)
            return
        shape = shape_of(text)
        for n, cell in enumerate(self._cells_of(shape)):
            if within.intersects(cell):
                painter.drawPixmap(cell.topLeft(), self._stamp(shape, n, text, cell))

    def _write(self, painter: QPainter, text: str) -> None:
        painting.begin(painter)
        painter.setFont(self._font)
        painter.setPen(self._ink)
        painter.drawText(self._line, _IN_THE_MIDDLE, text)

    def _cells_of(self, shape: str) -> list[QRect]:
        """Return the part of the line that each letter has, from edge to edge."""
        found = self._cells.get(shape)
        if found is None:
            measure = QFontMetricsF(self._font).horizontalAdvance
            left = self.rect.x() + (self.rect.width() - measure(shape)) / 2
            edges = [round(left + measure(shape[:n])) for n in range(1, len(shape))]
            edges = [self.rect.left(), *edges, self.rect.right() + 1]
            top, high = self.rect.top(), self.rect.height()
            found = [QRect(a, top, b - a, high) for a, b in pairwise(edges)]
            self._cells[shape] = found
        return found

    def _stamp(self, shape: str, n: int, text: str, cell: QRect) -> QPixmap:
        key = (shape, n, text[n])
        found = self._stamps.get(key)
        if found is None:
            found = QPixmap(cell.size() * self._ratio)
            found.setDevicePixelRatio(self._ratio)
            found.fill(self._ground)
            with QPainter(found) as painter:
                painter.translate(-cell.topLeft())
                self._write(painter, text)
            self._stamps[key] = found
        return found
