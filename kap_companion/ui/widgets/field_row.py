"""Named fields side by side; with large text two in a row, so that no name is cut."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label

_ACROSS, _DOWN = 12, 4
_FEW = 2


@dataclass(frozen=True, slots=True)
class NamedField:
    """A field, its name above it, and its share of a row."""

    name: str
    field: QLineEdit
    share: int


class FieldRow(QWidget):
    """The fields of one row."""

    def __init__(self, fields: Sequence[NamedField], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._fields = [(Label(one.name, Words.LABEL, Tone.SECOND), one) for one in fields]
        self._in_a_row = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_ACROSS)
        self._grid.setVerticalSpacing(_DOWN)
        self._place(len(fields))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        whole = sum(one.share for _, one in self._fields)
        room = self.width() - _ACROSS * (len(self._fields) - 1)
        fits = all(
            name.sizeHint().width() <= room * one.share // whole for name, one in self._fields
        )
        self._place(len(self._fields) if fits else min(_FEW, len(self._fields)))

    def _place(self, in_a_row: int) -> None:
        if in_a_row == self._in_a_row:
            return
        self._in_a_row = in_a_row
        grid = self._grid
        while grid.count():
            grid.takeAt(0)
        for column in range(len(self._fields)):
            grid.setColumnStretch(column, 0)
        for n, (name, one) in enumerate(self._fields):
            row, column = divmod(n, in_a_row)
            grid.addWidget(name, 2 * row, column)
            grid.addWidget(one.field, 2 * row + 1, column)
            is_alone = in_a_row < len(self._fields)
            grid.setColumnStretch(column, 1 if is_alone else one.share)
