"""The latest readings, large, each with its change from before the dose."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel

# Columns are nearly even, a longer figure a little wider.
_SHARE = 14


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a set of vitals in words, such as 'BP', '132/84' and '+8/+4'."""

    label: str
    figure: str
    change: str = ""
    tone: Tone = Tone.TEXT


class VitalsPanel(QWidget):
    """A heading with when they were taken, and the readings side by side."""

    def __init__(self, heading: str = "Vitals", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionLabel(heading)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(0)
        self._empty = Label("", Words.BODY, Tone.SECOND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        column.addWidget(self._empty)
        self._cells: list[tuple[Label, Label, Label]] = []
        self.setAccessibleName(heading)
        self.set_readings((), "", empty="No reading yet")

    def set_readings(
        self, readings: tuple[Reading, ...], when: str, empty: str = "No reading yet"
    ) -> None:
        """Show `readings` and `when` they were taken, or the words `empty` where there are none."""
        self._heading.set_aside(when)
        self._empty.setText(empty)
        self._empty.setVisible(not readings)
        while len(self._cells) < len(readings):
            self._add_cell()
        for n, (figure, label, change) in enumerate(self._cells):
            is_shown = n < len(readings)
            for part in (figure, label, change):
                part.setVisible(is_shown)
            share = _SHARE + len(readings[n].figure) if is_shown else 0
            self._grid.setColumnStretch(n, share)
            if is_shown:
                reading = readings[n]
                figure.setText(reading.figure)
                figure.set_tone(reading.tone)
                label.setText(reading.label)
                change.setText(reading.change)
        self.setAccessibleDescription(
            ", ".join(f"{r.label} {r.figure} {r.change}".strip() for r in readings) or empty
        )

    def _add_cell(self) -> None:
        figure = Label("", Words.TITLE)
        label = Label("", Words.BODY, Tone.SECOND)
        change = Label("", Words.BODY, Tone.SECOND)
        below = QHBoxLayout()
        below.setSpacing(8)
        below.addWidget(label)
        below.addWidget(change, 1)
        n = len(self._cells)
        self._grid.addWidget(figure, 0, n)
        self._grid.addLayout(below, 1, n)
        self._cells.append((figure, label, change))
