"""A track of the library as a value, and the model that hands thousands of them to Qt's view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QMimeData,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QImage

from kap_companion.ui.widgets.dropping import KEYS_MIME, mime_of
from kap_companion.ui.widgets.intensity_curve import step_words
from kap_companion.ui.words import tr

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class LibraryRow:
    """A track in the list: all in words but for its curve and step."""

    key: str
    title: str
    artist: str = ""
    album: str = ""
    length: str = ""
    loudness: str = ""
    """Such as '−19 LUFS'."""
    curve: tuple[float, ...] = ()
    step: int | None = None
    is_corrected: bool = False
    """Whether the step was given by hand."""
    is_favourite: bool = False
    played: str = ""
    """Such as 'played for M.R. on 3 Nov, tears'."""
    problem: str = ""
    art: QImage | None = None
    """The picture in the file, small; None where there is none, or not yet."""

    @property
    def spoken(self) -> str:
        """The row as it is read out."""
        step = step_words(self.step, is_corrected=self.is_corrected) if self.step else ""
        parts = (
            self.title,
            tr("favourite") if self.is_favourite else "",
            self.artist,
            self.album,
            self.length,
            self.loudness,
            step,
            self.played,
            self.problem,
        )
        return ", ".join(part for part in parts if part)


class LibraryModel(QAbstractListModel):
    """Asks for a row only where it is shown, so that its sequence may make rows late."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: Sequence[LibraryRow] = ()
        self._replaced: dict[int, LibraryRow] = {}
        self._places: dict[str, int] | None = None

    def rowCount(self, parent: _Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
        ):
            return self.row(index.row()).spoken
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        return [KEYS_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        return mime_of(self.row(n).key for n in sorted({index.row() for index in indexes}))

    def row(self, n: int) -> LibraryRow:
        """Return the row that is `n`-th from the top."""
        return self._replaced.get(n) or self._rows[n]

    def set_rows(self, rows: Sequence[LibraryRow], keys: Sequence[str] | None = None) -> None:
        """Hold `rows`; where their `keys` are given, none is made only to find its place."""
        self.beginResetModel()
        self._rows, self._replaced, self._places = rows, {}, None
        if keys is not None:
            self._places = {key: n for n, key in enumerate(keys)}
        self.endResetModel()

    def replace(self, row: LibraryRow) -> None:
        """Show `row` in place of the one with its key, where there is one."""
        at = self.place(row.key)
        if at is not None and self.row(at) != row:
            self._replaced[at] = row
            index = self.index(at, 0)
            self.dataChanged.emit(index, index)

    def place(self, key: str) -> int | None:
        """Return how many rows from the top a track is, None where it is not among them."""
        if self._places is None:
            self._places = {row.key: n for n, row in enumerate(self._rows)}
        return self._places.get(key)
