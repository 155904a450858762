"""Paints one row of the library: title over artist and album, at the right what was measured."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QSize
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.art_picture import paint_art
from kap_companion.ui.widgets.intensity_curve import (
    CURVE,
    MARKS,
    RISE,
    paint_curve,
    paint_marks,
)
from kap_companion.ui.widgets.library_row import LibraryModel, LibraryRow

_ROW = 48
_PAD, _GAP = 12, 16
_DOT, _ART = 8, 36
_LENGTH, _LOUDNESS = 60, 64
_WIDE, _MIDDLE = 560, 420


class LibraryDelegate(QStyledItemDelegate):
    """Two lines a row, all of one height; where it is narrow, curve, loudness and picture go."""

    def __init__(self, model: LibraryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.look()
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painting.begin(painter)
        if state & QStyle.StateFlag.State_Selected:
            painting.box(painter, rect.adjusted(0, 1, 0, -1), 6, fill=QColor(look.theme.selection))
        if state & QStyle.StateFlag.State_HasFocus:
            edge = look.colour(Tone.NOW)
            painting.box(painter, rect.adjusted(0, 1, 0, -1), 6, edge=edge, width=2.0)
        row, inside = self._model.row(index.row()), rect.adjusted(_PAD, 0, -_PAD, 0)
        if inside.width() >= _MIDDLE:
            inside.setLeft(_paint_art(painter, look, row, inside))
        _paint_row(painter, look, row, inside)
        painter.restore()


def row_height() -> int:
    """Return how high every row is at this text size."""
    look = theme.look()
    return (
        _ROW - Words.BODY.line - Words.LABEL.line + look.line(Words.BODY) + look.line(Words.LABEL)
    )


def _paint_art(painter: QPainter, look: Look, row: LibraryRow, rect: QRect) -> int:
    """Paint the track's picture, or the place of one; return where its words begin."""
    place = QRect(rect.left(), rect.center().y() - _ART // 2 + 1, _ART, _ART)
    if row.art is not None:
        paint_art(painter, place, row.art, look)
    else:
        painting.box(painter, place, 6, fill=QColor(look.theme.block))
    return place.right() + 1 + _PAD


def _paint_row(painter: QPainter, look: Look, row: LibraryRow, rect: QRect) -> None:
    body, label = look.line(Words.BODY), look.line(Words.LABEL)
    top = rect.top() + (rect.height() - body - label) // 2
    second = look.colour(Tone.SECOND)
    above, below = QRect(rect), QRect(rect)
    above.setTop(top)
    above.setHeight(body)
    below.setTop(top + body)
    below.setHeight(label)
    right = _paint_measured(painter, look, row, rect, above)
    above.setRight(right - _GAP)
    if row.is_favourite:
        middle = QPointF(above.left() + _DOT / 2, above.center().y() + 1)
        painting.dot(painter, middle, _DOT, look.colour(Tone.NOW))
        above.setLeft(above.left() + _DOT + _PAD // 2)
    painting.line_of_text(painter, above, row.title, look.font(Words.BODY), look.colour(Tone.TEXT))
    font = look.font(Words.LABEL)
    told, tone = (row.problem, Tone.DUE) if row.problem else (row.played, Tone.SECOND)
    if told:
        wide = min(painting.width_of(told, font), below.width() * 2 // 3)
        at = QRect(below)
        at.setLeft(below.right() - wide)
        painting.line_of_text(painter, at, told, font, look.colour(tone), painting.RIGHT)
        below.setRight(at.left() - _GAP)
    by = " · ".join(part for part in (row.artist, row.album) if part)
    painting.line_of_text(painter, below, by, font, second)


def _paint_measured(
    painter: QPainter, look: Look, row: LibraryRow, rect: QRect, above: QRect
) -> int:
    """Paint length, loudness, curve and step from the right; return where they begin."""
    second = look.colour(Tone.SECOND)
    right = above.right() + 1
    for words, wide, least in ((row.length, _LENGTH, 0), (row.loudness, _LOUDNESS, _MIDDLE)):
        if rect.width() < least:
            return right
        font = look.font(Words.BODY if least == 0 else Words.LABEL)
        room = look.px(wide)
        at = QRect(right - room, above.top(), room, above.height())
        painting.line_of_text(painter, at, words, font, second, painting.RIGHT)
        right = at.left() - (_GAP if least else 0)
    if rect.width() < _WIDE:
        return right
    middle = above.center().y()
    marks = QRect(right - MARKS.width(), middle - MARKS.height() // 2, *MARKS.toTuple())
    curve = QRect(marks.left() - _GAP - CURVE.width(), marks.top() - RISE, *CURVE.toTuple())
    paint_curve(painter, curve, row.curve)
    paint_marks(painter, marks, row.step, stands_out=row.is_corrected)
    return curve.left()
