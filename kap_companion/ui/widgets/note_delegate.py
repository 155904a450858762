"""Paints one row of the note list."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from kap_companion.session.finding import Wanted
from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.note_model import NoteModel
from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.widgets.note_text import laid_out, width_on_one_line

_ROW = 36
_TIME = 52
_GAP = 16
_INSET = 8
_LEAST_ROOM = 40
_NEVER = 1_000_000


class NoteDelegate(QStyledItemDelegate):
    """Time, wrapped words and tag on one baseline; how wide a row is on one line is kept."""

    def __init__(self, model: NoteModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.wanted: Wanted | None = None
        """What is looked for, shown wherever it stands."""
        self.hinted: str | None = None
        """The row that shows its hint."""
        self.opened: str | None = None
        """The row in whose place a form stands: of it only the time is painted."""
        self._model = model
        self._look: Look | None = None
        self._widths: dict[NoteRow, int] = {}

    def least_height(self) -> int:
        """Return the height of a row of one line."""
        return theme.look().height(_ROW, Words.NOTE)

    def height(self, row: NoteRow, width: int) -> int:
        """Return how high `row` is in a list `width` px wide."""
        look = theme.look()
        if look != self._look:
            self._look, self._widths = look, {}
        wide = self._widths.get(row)
        if wide is None:
            wide = self._widths[row] = _width_on_one_line(look, row)
        if wide <= width:
            high = self.least_height()
        else:
            laid = laid_out(look, row, _room(look, row, width))
            high = _ROW - Words.NOTE.line + painting.paragraph_height(laid, look.line(Words.NOTE))
        needs_line = self._is_hinted(row) and not _hint_fits(look, row, width)
        return high + (look.line(Words.LABEL) if needs_line else 0)

    def beside_time(self) -> int:
        """Return the px that the time takes at the left of a row."""
        return theme.look().px(_TIME) + _GAP

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        rect: QRect = option.rect
        return QSize(rect.width(), self.height(self._model.row(index.row()), rect.width()))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        look = theme.look()
        row = self._model.row(index.row())
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painting.begin(painter)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(look.theme.ground))  # over the table's own square
        if row.key == self.opened:
            row = replace(row, text="", tag="", is_amended=False)
        elif state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_HasFocus):
            focus = look.colour(Tone.NOW) if state & QStyle.StateFlag.State_HasFocus else None
            painting.box(painter, rect, 6, fill=QColor(look.theme.selection), edge=focus)
        self._paint_row(painter, look, row, rect)
        painter.restore()

    def _paint_row(self, painter: QPainter, look: Look, row: NoteRow, rect: QRect) -> None:
        line = look.line(Words.NOTE)
        font = look.font(Words.NOTE, struck=row.is_struck)
        metrics = QFontMetricsF(font)
        top = rect.top() + (_ROW - Words.NOTE.line) // 2
        baseline = top + (line - metrics.height()) / 2 + metrics.ascent()
        second = look.colour(Tone.SECOND)
        time_wide = look.px(_TIME)
        self._say(
            painter, row.time, look.font(Words.BODY), second, rect.left() + time_wide, baseline
        )
        if row.tag_words:
            tone = (
                Tone.SECOND if row.is_struck and row.tag_tone is not Tone.PRIVATE else row.tag_tone
            )
            self._say(
                painter,
                row.tag_words,
                look.font(Words.LABEL),
                look.colour(tone),
                rect.right() + 1 - _INSET,
                baseline,
            )
        painter.setPen(second if row.is_quiet or row.is_struck else look.colour(Tone.TEXT))
        laid = laid_out(look, row, _room(look, row, rect.width()), self.wanted)
        painting.draw(painter, laid, QPointF(rect.left() + time_wide + _GAP, top))
        if self._is_hinted(row):
            self._paint_hint(painter, look, row, rect, laid.lineCount())

    def _is_hinted(self, row: NoteRow) -> bool:
        return bool(row.hint) and row.key == self.hinted and row.key != self.opened

    def _paint_hint(
        self, painter: QPainter, look: Look, row: NoteRow, rect: QRect, lines: int
    ) -> None:
        """Paint it at the end of the last line of words, or on a line of its own below."""
        font, note, second = look.font(Words.LABEL), look.line(Words.NOTE), look.colour(Tone.SECOND)
        right = rect.right() + 1 - _INSET
        if _hint_fits(look, row, rect.width()):
            metrics = QFontMetricsF(look.font(Words.NOTE))
            top = rect.top() + (_ROW - Words.NOTE.line) // 2 + (lines - 1) * note
            baseline = top + (note - metrics.height()) / 2 + metrics.ascent()
            right -= _tag_width(look, row) if lines == 1 else 0
            self._say(painter, row.hint, font, second, right, baseline)
            return
        line, left = look.line(Words.LABEL), rect.left() + self.beside_time()
        top = rect.bottom() + 1 - line - (_ROW - Words.NOTE.line) // 4
        where = QRect(left, top, right - left, line)
        said = QFontMetricsF(font).elidedText(row.hint, Qt.TextElideMode.ElideRight, where.width())
        painting.line_of_text(painter, where, said, font, second, painting.RIGHT)

    @staticmethod
    def _say(
        painter: QPainter, text: str, font: QFont, colour: QColor, right: float, baseline: float
    ) -> None:
        painter.setFont(font)
        painter.setPen(colour)
        wide = QFontMetricsF(font).horizontalAdvance(text)
        x = painting.mirrored_x(painter, right - wide, wide)
        painter.drawText(QPointF(x, baseline), text)


def _beside(look: Look, row: NoteRow) -> int:
    """Return the px that the time and the tag take, with room for a selection's edge."""
    return look.px(_TIME) + _GAP + _tag_width(look, row) + _INSET


def _tag_width(look: Look, row: NoteRow) -> int:
    """Return the px that the tag takes, with the gap before it."""
    if not row.tag_words:
        return 0
    return painting.width_of(row.tag_words, look.font(Words.LABEL)) + _GAP


def _hint_fits(look: Look, row: NoteRow, width: int) -> bool:
    """Say whether the hint has room at the end of the row's last line of words."""
    if painting.begins_at_right(row.text):
        return False
    room = _room(look, row, width)
    laid = laid_out(look, row, room)
    last = laid.lineAt(laid.lineCount() - 1).naturalTextWidth()
    spare = room if laid.lineCount() == 1 else room + _tag_width(look, row)
    return last + _GAP + painting.width_of(row.hint, look.font(Words.LABEL)) <= spare


def _room(look: Look, row: NoteRow, width: int) -> int:
    return max(_LEAST_ROOM, width - _beside(look, row))


def _width_on_one_line(look: Look, row: NoteRow) -> int:
    if "\n" in row.text:
        return _NEVER
    return width_on_one_line(look, row) + _beside(look, row)
