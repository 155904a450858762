"""The session in a few rows, each with its time."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class CoursePanel(QWidget):
    """Names at the left, what they were at the right."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[tuple[Label, Label]] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(heading or tr("This session")))
        column.addLayout(self._grid)

    def show_rows(self, rows: Sequence[tuple[str, str]]) -> None:
        """Show pairs of a name and what it was."""
        while len(self._rows) < len(rows):
            at = len(self._rows)
            name, told = Label(tone=Tone.SECOND, wrap=True), Label(keeps_whole=True)
            told.setAlignment(Qt.AlignmentFlag.AlignRight)
            self._grid.addWidget(name, at, 0)
            self._grid.addWidget(told, at, 1)
            self._rows.append((name, told))
        for n, (name, told) in enumerate(self._rows):
            name.setVisible(n < len(rows))
            told.setVisible(n < len(rows))
            if n < len(rows):
                for label, words in zip((name, told), rows[n], strict=True):
                    if label.text() != words:
                        label.setText(words)
