"""The latest readings, large, each with its change from before the dose."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

# A longer figure has a wider column.
_SHARE = 6
_GAP = 8
_APART = 12  # less, and two figures read as one
_LEAST = 150


@dataclass(frozen=True, slots=True)
class Reading:
    """One number of a set of vitals in words, such as 'BP', '132/84' and '+8/+4'."""

    label: str
    figure: str
    change: str = ""
    tone: Tone = Tone.TEXT


class VitalsPanel(QWidget):
    """A heading with when they were taken, and the readings side by side."""

    def __init__(self, heading: str | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        heading = tr("Vitals") if heading is None else heading
        self._heading = SectionLabel(heading)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._empty = Label("", Words.BODY, Tone.SECOND)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addLayout(self._grid)
        column.addWidget(self._empty)
        self._cells: list[tuple[Label, Label, Label]] = []
        self._readings: tuple[Reading, ...] = ()
        self._arrangement: tuple[bool, Words, tuple[int, ...]] | None = None
        self.setAccessibleName(heading)
        self.set_readings((), "")

    def set_readings(
        self, readings: tuple[Reading, ...], when: str, empty: str | None = None
    ) -> None:
        """Show `readings` and `when` they were taken, or the words `empty` where there are none."""
        empty = tr("No reading yet") if empty is None else empty
        self._readings = readings
        self._heading.set_aside(when)
        self._empty.setText(empty)
        self._empty.setVisible(not readings)
        while len(self._cells) < len(readings):
            self._cells.append(
                (
                    Label("", Words.TITLE, keeps_whole=True, parent=self),
                    Label("", Words.BODY, Tone.SECOND, keeps_whole=True, parent=self),
                    Label("", Words.BODY, Tone.SECOND, keeps_whole=True, parent=self),
                )
            )
        for n, cell in enumerate(self._cells):
            for part in cell:
                part.setVisible(n < len(readings))
        for (figure, label, change), reading in zip(self._cells, readings, strict=False):
            figure.setText(reading.figure)
            figure.set_tone(reading.tone)
            label.setText(reading.label)
            change.setText(reading.change)
        self._arrange()
        self.setAccessibleDescription(
            ", ".join(f"{r.label} {r.figure} {r.change}".strip() for r in readings) or empty
        )

    def minimumSizeHint(self) -> QSize:
        # Side by side they need more than they must have: below each other they fit as well.
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), theme.look().px(_LEAST)), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        """Set the readings side by side, smaller where that is needed, else below each other."""
        shown = self._cells[: len(self._readings)]
        below, words = False, Words.TITLE
        if not self._fits(shown, words):
            words = Words.NAME
            below = not self._fits(shown, words)
        arrangement = (below, words, tuple(len(r.figure) for r in self._readings))
        if arrangement == self._arrangement:
            return
        self._arrangement = arrangement
        for n, cell in enumerate(self._cells):
            cell[0].set_words(words)
            for m, part in enumerate(cell):
                self._grid.removeWidget(part)
                if below:
                    self._grid.addWidget(part, n, m)
                elif m == 0:
                    self._grid.addWidget(part, 0, 2 * n, 1, 2)
                else:
                    self._grid.addWidget(part, 1, 2 * n + m - 1)
        for column in range(2 * len(self._cells)):
            self._grid.setColumnStretch(column, 0)
        for n, reading in enumerate(self._readings):
            self._grid.setColumnStretch(2 if below else 2 * n + 1, _SHARE + len(reading.figure))

    def _fits(self, cells: Sequence[tuple[Label, Label, Label]], words: Words) -> bool:
        """Return whether the readings fit side by side with their figures in `words`."""
        font = theme.look().font(words)
        wide = sum(
            max(
                painting.width_of(figure.text(), font),
                label.sizeHint().width() + _GAP + change.sizeHint().width(),
            )
            for figure, label, change in cells
        )
        return wide + _APART * (len(cells) - 1) <= self.width()
