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
    QGuiApplication,
    QPaintDevice,
    QPainter,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QStyle, QWidget

LEFT = Qt.AlignmentFlag.AlignLeft
RIGHT = Qt.AlignmentFlag.AlignRight
CENTRE = Qt.AlignmentFlag.AlignHCenter
_MIDDLE = Qt.AlignmentFlag.AlignVCenter

CARET_GAP = 4
"""How far right of the caret a hint begins, so that neither covers the other."""


def begin(painter: QPainter) -> None:
    """Make what follows smooth, and go the way of the widget that is painted.

    A painter of Qt goes the application's way; a picture that is painted apart goes to the right.
    """
    device = painter.device()
    if isinstance(device, QWidget):
        is_mirrored = device.isRightToLeft()
    else:
        # The inside of a list, which Qt makes itself, comes here as a device of no known kind.
        way = QGuiApplication.layoutDirection()
        is_mirrored = type(device) is QPaintDevice and way is Qt.LayoutDirection.RightToLeft
    painter.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if is_mirrored else Qt.LayoutDirection.LeftToRight
    )
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)


def mirrored_x(painter: QPainter, x: float, wide: float) -> float:
    """Return where something `wide` px wide that begins at `x` begins in the painted widget.

    All that is reckoned from the left is painted from the right where the widget goes so.
    """
    if painter.layoutDirection() is not Qt.LayoutDirection.RightToLeft:
        return x
    return painter.device().width() - x - wide


def mirrored(painter: QPainter, rect: QRect) -> QRect:
    """Return where `rect` is painted: the same, or as far from the right as it is from the left."""
    return QRect(
        round(mirrored_x(painter, rect.x(), rect.width())), rect.y(), rect.width(), rect.height()
    )


def mirrored_part(widget: QWidget, x: int, y: int, wide: int, high: int) -> QRect:
    """Return where a part reckoned from the left of `widget` lies in it."""
    return QStyle.visualRect(widget.layoutDirection(), widget.rect(), QRect(x, y, wide, high))


def from_the_left(widget: QWidget) -> None:
    """Let what shows time or an amount go to the right in every language, as players do."""
    widget.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


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
    rect = mirrored(painter, rect)
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
    middle = QPointF(mirrored_x(painter, centre.x(), 0.0), centre.y())
    painter.drawEllipse(middle, diameter / 2, diameter / 2)


def line_of_text(
    painter: QPainter,
    rect: QRect,
    text: str,
    font: QFont,
    colour: QColor,
    align: Qt.AlignmentFlag = LEFT,
) -> None:
    """Paint `text` on one line in the middle of `rect`, shortened with an ellipsis if need be.

    From right to left, what stands at the left stands at the right: Qt sees to that within `rect`.
    """
    rect = mirrored(painter, rect)
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


def draw(painter: QPainter, laid: QTextLayout, at: QPointF) -> None:
    """Paint a paragraph whose upper left corner is `at`."""
    wide = laid.lineAt(0).width() if laid.lineCount() else 0.0
    laid.draw(painter, QPointF(mirrored_x(painter, at.x(), wide), at.y()))


def paragraph_height(layout: QTextLayout, line: int) -> int:
    """Return the height of a paragraph laid out with lines `line` px apart."""
    return max(1, layout.lineCount()) * line
