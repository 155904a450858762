"""Rows under a line that opens and closes them; of very many the first are shown."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.draft_entries import EntryLine
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.entry_row import EntryRow
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_MOST = 25


class OpeningRows(QWidget):
    """The line says what is in it; `add_asked` says which row is to be put into the note."""

    add_asked = Signal(str)

    def __init__(self, *, is_open: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: tuple[EntryLine, ...] = ()
        self._title = KeyButton("", tone=ButtonTone.LINK, wraps=True)
        self._rows = QWidget()
        self._more = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self._column = QVBoxLayout(self._rows)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._title)
        column.addWidget(self._rows)
        column.addWidget(self._more)
        self._is_open = is_open
        self._title.clicked.connect(lambda _checked=False: self.open(not self._is_open))

    def show_rows(self, title: str, lines: Sequence[EntryLine]) -> None:
        """Show a line with its rows; without a title there is nothing."""
        told = tuple(lines)
        self.setVisible(bool(title))
        if self._title.text() != title:
            self._title.setText(title)
        if told != self._lines:
            self._lines = told
            self._fill()
        self.open(self._is_open)

    def open(self, is_open: bool) -> None:
        """Open or close the rows."""
        self._is_open = is_open
        self._rows.setVisible(is_open)
        left = len(self._lines) - _MOST
        self._more.setText(tr("and {left} more", left=left) if left > 0 else "")
        self._more.setVisible(is_open and left > 0)
        self._title.setAccessibleDescription(tr("Open") if is_open else tr("Closed"))

    def _fill(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in self._lines[:_MOST]:
            row = EntryRow(line.time, line.words, line.aside, tr("Add") if line.can_add else "")
            row.acted.connect(partial(self.add_asked.emit, line.entry_id))
            self._column.addWidget(row)
            row.show()
