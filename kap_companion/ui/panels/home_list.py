"""A list of painted rows in columns, as Home has them: a table of clients, sessions, hits."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QHelpEvent, QKeyEvent, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QLayout,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QWidget,
)

from kap_companion.session.timeline import RecordTimeline
from kap_companion.ui import theme
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting

Index = QModelIndex | QPersistentModelIndex
Columns = Callable[[int], tuple[int, ...]]
"""Where each column begins, in px, in a row of that width; one that begins at the next is left out.
"""

_ROW = Qt.ItemDataRole.UserRole
_STEP_PX, _STEP_GAP, _STEP_HIGH = 12, 2, 4
_STEPS_WIDE = 112
_GAP = 12
_LEAST_COLUMN = 16  # a narrower one is left out


@dataclass(frozen=True, slots=True)
class Cell:
    """Words of one column, and a quieter line under them where there is one."""

    text: str
    tone: Tone = Tone.TEXT
    words: Words = Words.BODY
    under: str = ""
    under_tone: Tone = Tone.SECOND
    at_right: bool = False


@dataclass(frozen=True, slots=True)
class Steps:
    """A course as dashes: `done` of `planned`, and whether the last done is going on now."""

    done: int
    planned: int
    is_running: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A session's timeline, small."""

    timeline: RecordTimeline


@dataclass(frozen=True, slots=True)
class ListRow:
    """One row: `key` says what it stands for, `spoken` is what a screen reader says."""

    key: str
    spoken: str
    cells: tuple[Cell | Steps | Picture, ...]


class RowsToMake(Sequence[ListRow]):
    """Rows of one height, each made when it is first looked at: there may be a thousand clients.

    Two are the same where they are of the same keys and rest on the same.
    """

    def __init__(
        self, keys: Sequence[str], make: Callable[[int], ListRow], rests_on: object
    ) -> None:
        self.keys = tuple(keys)
        self._make = make
        self._rests_on = rests_on
        self._made: dict[int, ListRow] = {}

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, place: int) -> ListRow: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[ListRow, ...]: ...

    def __getitem__(self, place: int | slice) -> ListRow | tuple[ListRow, ...]:
        if isinstance(place, slice):
            return tuple(self[n] for n in range(*place.indices(len(self))))
        at = range(len(self))[place]
        if at not in self._made:
            self._made[at] = self._make(at)
        return self._made[at]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, RowsToMake):
            return NotImplemented
        return (self.keys, self._rests_on) == (other.keys, other._rests_on)

    def __hash__(self) -> int:
        return hash(self.keys)


class HomeList(QListView):
    """Shows rows; `opened` says the key when one is opened by Enter or a click on it.

    A letter selects the next row whose spoken words begin with it.
    """

    opened = Signal(str)
    selected = Signal(str)
    entered_nothing = Signal()

    def __init__(
        self,
        name: str,
        columns: Columns,
        row_height: int,
        *,
        opens_by_click: bool = True,
        is_ruled: bool = False,
        fits: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._fits = fits
        self._model = _Rows(self)
        self._painter = _RowPainter(columns, row_height, is_ruled, self)
        self._opens_by_click = opens_by_click
        self.setModel(self._model)
        self.setItemDelegate(self._painter)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(False)
        self.setTabKeyNavigation(False)
        self.setSizePolicy(
            QSizePolicy.Policy.Expanding,
            QSizePolicy.Policy.Maximum if fits else QSizePolicy.Policy.Expanding,
        )
        self.setAccessibleName(name)
        self.clicked.connect(self._on_click)
        self.selectionModel().selectionChanged.connect(self._on_selection)

    def set_rows(self, rows: Sequence[ListRow]) -> None:
        """Show `rows`; what is selected stays selected where it is still there."""
        told = rows if isinstance(rows, RowsToMake) else tuple(rows)
        if told == self._model.rows:
            return
        was = self.selected_key()
        self.setUniformItemSizes(isinstance(told, RowsToMake))
        self._model.set_rows(told)
        if was and not self.select(was):
            self.clear_selection()
        self.updateGeometry()

    def selected_key(self) -> str:
        """Return the key of the selected row, empty where none is."""
        chosen = self.selectedIndexes()
        return self._model.rows[chosen[0].row()].key if chosen else ""

    def keys(self) -> list[str]:
        """Return the keys of all rows, from the top."""
        rows = self._model.rows
        return list(rows.keys) if isinstance(rows, RowsToMake) else [row.key for row in rows]

    def select(self, key: str) -> bool:
        """Select the row of `key`; False where there is none."""
        keys = self.keys()
        if key not in keys:
            return False
        self.setCurrentIndex(self._model.index(keys.index(key), 0))
        return True

    def clear_selection(self) -> None:
        """Select nothing."""
        with QSignalBlocker(self.selectionModel()):
            self.keyboardSearch("")  # the next letter begins a new word
            self.selectionModel().clear()
        self.viewport().update()
        self.selected.emit("")

    def content_height(self) -> int:
        """Return the height of all rows."""
        rows = self._model.rows
        if isinstance(rows, RowsToMake):
            return len(rows) * self._painter.height_of(rows[0]) if rows else 0
        return sum(self._painter.height_of(row) for row in rows)

    def sizeHint(self) -> QSize:
        return QSize(280, self.content_height() if self._fits else super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        first = self._model.rows[:1]
        return QSize(120, self._painter.height_of(first[0]) if first else 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            key = self.selected_key()
            if event.isAutoRepeat():
                return  # a held Enter goes one step, not three
            if key:
                self.opened.emit(key)
            else:
                self.entered_nothing.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        if event.key() == Qt.Key.Key_Down and not self.selected_key() and self._model.rows:
            self.setCurrentIndex(self._model.index(0, 0))
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # What is selected stays in sight when something above takes room.
        for index in self.selectedIndexes():
            self.scrollTo(index)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.scheduleDelayedItemsLayout()
            self.updateGeometry()

    def _on_click(self, index: QModelIndex) -> None:
        if self._opens_by_click:
            self.opened.emit(self._model.rows[index.row()].key)

    def _on_selection(self) -> None:
        self.selected.emit(self.selected_key())


def inset(part: QWidget | QLayout) -> QHBoxLayout:
    """Return `part` in line with the words of a list that stands above or below it.

    A list reaches 8 px further at both sides, so that a selection has room around its words.
    """
    row = QHBoxLayout()
    row.setContentsMargins(_INSET, 0, _INSET, 0)
    if isinstance(part, QLayout):
        row.addLayout(part)
    else:
        row.addWidget(part)
    return row


class _Rows(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: tuple[ListRow, ...] | RowsToMake = ()

    def set_rows(self, rows: tuple[ListRow, ...] | RowsToMake) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return row.spoken
        return row if role == _ROW else None


class _RowPainter(QStyledItemDelegate):
    def __init__(self, columns: Columns, row_height: int, is_ruled: bool, parent: HomeList) -> None:
        super().__init__(parent)
        self._list = parent
        self._columns = columns
        self._row_height = row_height
        self._is_ruled = is_ruled
        self._pictures: dict[tuple[object, ...], tuple[RecordTimeline, QPixmap]] = {}

    def height_of(self, row: ListRow) -> int:
        look = theme.look()
        has_under = any(isinstance(cell, Cell) and cell.under for cell in row.cells)
        return look.height(self._row_height) + (look.line(Words.LABEL) if has_under else 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, self.height_of(index.data(_ROW)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look = theme.look()
        row: ListRow = index.data(_ROW)
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painting.begin(painter)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        if is_selected:
            has_focus = bool(state & QStyle.StateFlag.State_HasFocus)
            painting.box(
                painter,
                rect.adjusted(0, 1, 0, -1),
                8,
                fill=QColor(look.theme.selection),
                edge=look.colour(Tone.NOW) if has_focus else None,
            )
        elif self._is_ruled:
            painter.fillRect(rect.left(), rect.top(), rect.width(), 1, QColor(look.theme.line))
        for cell, column in self._cells(row, rect):
            if isinstance(cell, Steps):
                _paint_steps(painter, column, cell, look, is_selected=is_selected)
            elif isinstance(cell, Picture):
                self._paint_picture(painter, column, cell.timeline, look)
            else:
                _paint_cell(painter, column, cell, look)
        painter.restore()

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        """Tell in a tool tip all of a row that has no room for all its words."""
        if event.type() is not QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        row: ListRow = index.data(_ROW)
        is_cut = any(
            isinstance(cell, Cell) and _is_cut(cell, column.width())
            for cell, column in self._cells(row, option.rect)
        )
        QToolTip.showText(event.globalPos(), row.spoken if is_cut else "", view)
        return True

    def _cells(self, row: ListRow, rect: QRect) -> Iterator[tuple[Cell | Steps | Picture, QRect]]:
        """Yield what a row shows, each with its column; one without room is left out."""
        # By the list's width: a scroll bar that comes and goes moves no column.
        wide = self._list.width()
        starts = (*self._columns(wide), min(wide, rect.width() + _INSET))
        for n, cell in enumerate(row.cells):
            column = QRect(rect)
            column.setLeft(rect.left() + starts[n])
            last = n + 1 == len(row.cells)
            column.setRight(rect.left() + starts[n + 1] - (_INSET if last else _GAP) - 1)
            if column.width() >= _LEAST_COLUMN:
                yield cell, column

    def _paint_picture(
        self, painter: QPainter, rect: QRect, timeline: RecordTimeline, look: Look
    ) -> None:
        from kap_companion.ui.widgets.timeline_painting import thumbnail

        size = QSize(min(rect.width(), look.px(_PICTURE_WIDE)), rect.height() - 2 * _PICTURE_PAD)
        ratio = painter.device().devicePixelRatio()
        key = (id(timeline), size.width(), size.height(), look.theme.name, ratio)
        kept = self._pictures.get(key)
        if kept is None or kept[0] is not timeline:
            if len(self._pictures) > _MOST_PICTURES:
                self._pictures.clear()
            kept = self._pictures[key] = (timeline, thumbnail(timeline, size, look, ratio))
        left = painting.mirrored_x(painter, rect.left(), size.width())
        painter.drawPixmap(round(left), rect.top() + _PICTURE_PAD, kept[1])


_INSET = 8
_PICTURE_WIDE, _PICTURE_PAD, _MOST_PICTURES = 240, 6, 200


def _paint_cell(painter: QPainter, rect: QRect, cell: Cell, look: Look) -> None:
    align = painting.RIGHT if cell.at_right else painting.LEFT
    font = look.font(cell.words)
    if not cell.under:
        painting.line_of_text(painter, rect, cell.text, font, look.colour(cell.tone), align)
        return
    line, under = look.line(cell.words), look.line(Words.LABEL)
    top = rect.top() + (rect.height() - line - under) // 2
    upper = QRect(rect.left(), top, rect.width(), line)
    lower = QRect(rect.left(), top + line, rect.width(), under)
    painting.line_of_text(painter, upper, cell.text, font, look.colour(cell.tone), align)
    small = look.font(Words.LABEL)
    painting.line_of_text(painter, lower, cell.under, small, look.colour(cell.under_tone), align)


def _is_cut(cell: Cell, room: int) -> bool:
    look = theme.look()
    told = ((cell.text, cell.words), (cell.under, Words.LABEL))
    return any(painting.width_of(text, look.font(words)) > room + 1 for text, words in told)


def _paint_steps(
    painter: QPainter, rect: QRect, steps: Steps, look: Look, *, is_selected: bool
) -> None:
    if steps.planned < 1:
        return
    room = min(rect.width(), _STEPS_WIDE)
    pitch = min(_STEP_PX + _STEP_GAP, room / steps.planned)
    top = rect.center().y() - _STEP_HIGH // 2 + 1
    for n in range(steps.planned):
        # On a selection the line's own colour would not be seen.
        colour = QColor(look.theme.edge if is_selected else look.theme.line)
        if n < steps.done:
            is_now = steps.is_running and n == steps.done - 1
            colour = look.colour(Tone.NOW if is_now else Tone.SECOND)
        left = rect.left() + round(n * pitch)
        wide = max(2, round(pitch) - _STEP_GAP)
        painting.box(painter, QRect(left, top, wide, _STEP_HIGH), 2, fill=colour)
