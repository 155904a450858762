"""The rows of the sheet of keys, under the names of their groups."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kap_companion.ui.keys_shown import KeyGroup, KeyRow
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_BAR = 10


class KeySheetRows(QWidget):
    """Shows groups of keys; the words at the left, the keys at the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "panel")
        self._column = QVBoxLayout(self)
        set_margins(self._column, 0, 0, _BAR + 2, 0)
        self._column.setSpacing(24)
        self._shown: list[QWidget] = []

    def show_groups(self, groups: Sequence[KeyGroup]) -> None:
        """Show `groups` in place of what was shown."""
        for gone in self._shown:
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while self._column.count():
            self._column.takeAt(0)
        self._shown = [_group(group) for group in groups]
        for shown in self._shown:
            self._column.addWidget(shown)
        self._column.addStretch(1)


def _group(group: KeyGroup) -> QWidget:
    shown = QWidget()
    grid = QGridLayout(shown)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(8)
    grid.setColumnStretch(0, 3)
    grid.setColumnStretch(1, 2)
    grid.addWidget(SectionLabel(group.title), 0, 0, 1, 2)
    for n, row in enumerate(group.rows, start=1):
        words = Label(row.words, Words.BODY, wrap=True)
        words.setAccessibleDescription(tr(" or ").join(row.keys))
        keys = Label(keys_words(row), Words.BODY, Tone.SECOND, wrap=True)
        keys.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(words, n, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(keys, n, 1, Qt.AlignmentFlag.AlignTop)
    return shown


def keys_words(row: KeyRow) -> str:
    """Return the keys of an act, parted so that a line never breaks within one."""
    return "   ".join(row.keys)
