"""What widgets that paint themselves share: boxes, one line of text, a wrapped paragraph."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter

CARET_GAP = 4
"""How far right of the caret a hint begins, so that neither covers the other."""


def begin(painter: QPainter) -> None:
    """Make what follows smooth."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)


def box(
    painter: QPainter,
    rect: QRect,
    radius: float,
    *,
    fill: QColor | None = None,
    edge: QColor | None = None,
    width: float = 1.0,
    dashed: bool = False,
) -> None:
    """Paint a rounded box whose edge lies whole inside `rect`."""
    half = width / 2 if edge is not None else 0.0
    painter.setBrush(QBrush(fill) if fill is not None else Qt.BrushStyle.NoBrush)
    if edge is None:
        painter.setPen(Qt.PenStyle.NoPen)
    else:
        pen = QPen(edge, width)
        if dashed:
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
    painter.drawRoundedRect(QRectF(rect).adjusted(half, half, -half, -half), radius, radius)


def dot(painter: QPainter, centre: QPointF, diameter: float, colour: QColor) -> None:
    """Paint a round dot."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(colour))
    painter.drawEllipse(centre, diameter / 2, diameter / 2)


def line_of_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint `text` on one line in the middle of `rect`, shortened with an ellipsis if need be."""
    painter.setFont(font)
    painter.setPen(colour)
    shown = text
    if width_of(text, font) > rect.width() + 1:
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
    painter.drawText(rect, int(align | _MIDDLE | Qt.TextFlag.TextSingleLine), shown)


def width_of(text: str, font: QFont) -> int:
    """Return the px that `text` needs on one line."""
    return math.ceil(QFontMetricsF(font).horizontalAdvance(text))


def whole_words(text: str, font: QFont, width: float) -> str:
    """Return `text`, or as many of its first words as fit with an ellipsis; '' where none does."""
    if width_of(text, font) <= width:
        return text
    words = text.split()
    while len(words) > 1:
        words.pop()
        shorter = " ".join(words).rstrip(",;:-\u2013") + "\u2026"
        if width_of(shorter, font) <= width:
            return shorter
    return ""


def begins_at_right(text: str) -> bool:
    """Say whether `text` is written from right to left: its first letter decides."""
    if text.isascii():
        return False
    for letter in text:
        way = unicodedata.bidirectional(letter)
        if way in ("L", "R", "AL"):
            return way != "L"
    return False


def paragraph(
    text: str,
    font: QFont,
    width: float,
    line: int,
    align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeading,
    formats: Sequence[QTextLayout.FormatRange] = (),
) -> QTextLayout:
    """Lay `text` out in lines `line` px apart; its height is `paragraph_height`.

    A word that is wider than the paragraph is broken; right-to-left text begins at the right.
    `formats` set parts of it apart.
    """
    layout = QTextLayout(text.replace("\r\n", "\n").replace("\n", "\u2028"), font)
    # A layout of its own knows no beginning of a line, only left and right.
    is_leading = align == Qt.AlignmentFlag.AlignLeading
    option = QTextOption(RIGHT if is_leading and begins_at_right(text) else align)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setFormats(list(formats))
    layout.beginLayout()
    top = 0
    while (row := layout.createLine()).isValid():
        row.setLineWidth(max(1.0, width))
        row.setPosition(QPointF(0.0, top + (line - row.height()) / 2))
        top += line
    layout.endLayout()
    return layout


def paragraph_height(layout: QTextLayout, line: int) -> int:
    """Return the height of a paragraph laid out with lines `line` px apart."""
    return max(1, layout.lineCount()) * line
