"""A small drawing of a screen with one part of it lit: where to look, once one is there."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone
from kap_companion.ui.widgets import painting

_WIDE, _HIGH = 256, 160


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a screen in px of a 256 x 160 drawing: filled, a box, or round."""

    x: int
    y: int
    width: int
    height: int
    is_lit: bool = False
    is_box: bool = False
    is_round: bool = False


def _rows(x: int, y: int, width: int, count: int, *, lit: bool = False) -> tuple[Part, ...]:
    return tuple(Part(x, y + 12 * n, width, 4, is_lit=lit) for n in range(count))


_HEAD = (Part(12, 10, 28, 4), Part(104, 10, 20, 4), Part(132, 10, 20, 4), Part(160, 10, 20, 4))
SKETCHES: dict[str, tuple[Part, ...]] = {
    "vault": (
        Part(84, 48, 40, 4),
        Part(84, 64, 88, 20, is_lit=True, is_box=True),
        Part(84, 92, 40, 16, is_box=True),
    ),
    "client": (
        *_HEAD,
        *_rows(12, 36, 52, 8, lit=True),
        Part(84, 36, 88, 20, is_box=True),
        Part(84, 68, 40, 20, is_box=True),
        Part(132, 68, 40, 20, is_box=True),
        Part(84, 104, 160, 8),
        Part(84, 118, 160, 20, is_box=True),
        *_rows(188, 36, 56, 4),
    ),
    "keys": (
        *_HEAD,
        Part(16, 36, 44, 44, is_round=True),
        *_rows(12, 96, 52, 4),
        *_rows(84, 36, 92, 5),
        Part(84, 108, 20, 10, is_lit=True, is_box=True),
        Part(108, 108, 20, 10, is_lit=True, is_box=True),
        Part(132, 108, 20, 10, is_lit=True, is_box=True),
        Part(84, 126, 92, 18, is_lit=True, is_box=True),
        *_rows(196, 36, 48, 5),
    ),
    "music": (
        *_HEAD,
        Part(16, 36, 44, 44, is_round=True),
        *_rows(12, 96, 52, 4),
        *_rows(84, 36, 92, 5),
        Part(84, 126, 92, 18, is_box=True),
        *_rows(196, 36, 48, 6, lit=True),
        Part(196, 126, 48, 18, is_lit=True, is_box=True),
    ),
    "to_sign": (
        *_HEAD,
        *_rows(24, 52, 112, 7),
        Part(12, 32, 148, 116, is_box=True),
        Part(176, 32, 68, 18, is_lit=True, is_box=True),
        *_rows(176, 64, 68, 6),
    ),
}


class TourSketch(QWidget):
    """Shows one of the SKETCHES; a screen reader is told what it shows."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._parts: tuple[Part, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_sketch(self, key: str, where: str) -> None:
        """Show another one; `where` says it in words."""
        self._parts = SKETCHES[key]
        self.setAccessibleName(where)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_WIDE, _HIGH)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, self.rect(), 10, edge=QColor(look.theme.line))
            for part in self._parts:
                self._paint(painter, look, part)

    def _paint(self, painter: QPainter, look: Look, part: Part) -> None:
        quiet = QColor(look.theme.line)
        lit = look.colour(Tone.NOW)
        rect = QRect(part.x, part.y, part.width, part.height)
        if part.is_round:
            painter.setPen(QPen(quiet, 4))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            centre = QPointF(part.x + part.width / 2, part.y + part.height / 2)
            painter.drawEllipse(centre, part.width / 2, part.height / 2)
        elif part.is_box:
            fill = QColor(look.theme.selection) if part.is_lit else None
            width = 1.5 if part.is_lit else 1.0
            painting.box(
                painter, rect, 4, fill=fill, edge=lit if part.is_lit else quiet, width=width
            )
        else:
            painting.box(painter, rect, 2, fill=lit if part.is_lit else quiet)
