"""The rows of the note list, newest first, for Qt's view."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from kap_companion.ui.widgets.note_row import NoteRow
from kap_companion.ui.words import tr

_SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)


class NoteModel(QAbstractTableModel):
    """Kept oldest first, shown newest first, so that a new row moves no other."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[NoteRow] = []
        self._places: dict[str, int] = {}

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def columnCount(self, parent: QModelIndex | QPersistentModelIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else 1

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        return self.row(index.row()).spoken if role in _SPOKEN and index.isValid() else None

    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> Any:
        # Both headers are hidden; a screen reader reads them all the same.
        if role not in _SPOKEN or not 0 <= section < max(1, len(self._rows)):
            return None
        return tr("Notes") if orientation is Qt.Orientation.Horizontal else self.row(section).time

    def row(self, shown: int) -> NoteRow:
        """Return the row that is `shown`-th from the top."""
        return self._rows[len(self._rows) - 1 - shown]

    def shown(self, key: str) -> int | None:
        """Return how many rows from the top the row of `key` is, None where there is none."""
        place = self._places.get(key)
        return None if place is None else len(self._rows) - 1 - place

    def set_rows(self, rows: Iterable[NoteRow]) -> None:
        """Hold `rows`, the oldest first."""
        self.beginResetModel()
        self._rows = list(rows)
        self._number_from(0, fresh=True)
        self.endResetModel()

    def insert(self, row: NoteRow, above: int = 0) -> None:
        """Add `row` so that `above` rows are shown above it."""
        place = len(self._rows) - above
        self.beginInsertRows(QModelIndex(), above, above)
        self._rows.insert(place, row)
        self._number_from(place)
        self.endInsertRows()

    def replace(self, row: NoteRow) -> bool:
        """Show `row` in place of the one with its key; say whether there was one."""
        place = self._places.get(row.key)
        if place is None:
            return False
        if self._rows[place] != row:
            self._rows[place] = row
            index = self.index(len(self._rows) - 1 - place, 0)
            self.dataChanged.emit(index, index)
        return True

    def remove(self, key: str) -> bool:
        """Take the row of `key` away; say whether there was one."""
        place = self._places.get(key)
        if place is None:
            return False
        shown = len(self._rows) - 1 - place
        self.beginRemoveRows(QModelIndex(), shown, shown)
        del self._rows[place]
        self._number_from(place, fresh=True)
        self.endRemoveRows()
        return True

    def _number_from(self, place: int, *, fresh: bool = False) -> None:
        if fresh:
            place = 0
            self._places = {}
        for n in range(place, len(self._rows)):
            self._places[self._rows[n].key] = n
