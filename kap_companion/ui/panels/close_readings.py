"""All readings of the session below each other, to be compared with the one before the dose."""

from __future__ import annotations

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kap_companion.session.state import SessionState
from kap_companion.session.wording import elapsed
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_words import figures
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_MOST = 5
_COLUMNS = ("BP", "HR", "SpO₂", "RR")  # the keys of the figures, shown by `tr`


class ReadingsPanel(QWidget):
    """The reading before the dose first, then the latest ones; each with its change."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._cells: list[Label] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Readings")))
        column.addLayout(self._grid)
        self._grid.setColumnStretch(2 * (len(_COLUMNS) + 1), 1)

    def refresh(self, state: SessionState) -> None:
        """Show the readings that stand."""
        for cell in self._cells:
            cell.hide()
            self._grid.removeWidget(cell)
            cell.deleteLater()
        self._cells = []
        facts = state.facts
        taken = list(facts.readings)
        baseline = facts.baseline
        if baseline is not None and taken.index(baseline) < len(taken) - _MOST:
            taken = [baseline, *taken[-(_MOST - 1) :]]
        else:
            taken = taken[-_MOST:]
        first = state.first_dose
        for column, label in enumerate(_COLUMNS, start=1):
            if any(figure.label == label for one in taken for figure in figures(one.reading, None)):
                self._put(0, column, tr(label), tone=Tone.SECOND)
        for row, one in enumerate(taken, start=1):
            since = elapsed(one.at - first.at) if first is not None else ""
            wall = self._conductor.clock_words(one.at)
            self._put(row, 0, since or wall, tone=Tone.SECOND)
            is_after = baseline is not None and one.at > baseline.at
            before = baseline.reading if baseline is not None and is_after else None
            for figure in figures(one.reading, before):
                self._put(row, 1 + _COLUMNS.index(figure.label), figure.figure, figure.change)
        self.setVisible(len(taken) > 1)

    def _put(
        self, row: int, column: int, words: str, change: str = "", tone: Tone = Tone.TEXT
    ) -> None:
        for n, (text, size, colour) in enumerate(
            ((words, Words.BODY, tone), (change, Words.LABEL, Tone.SECOND))
        ):
            if n and not text:
                continue
            cell = Label(text, size, colour, keeps_whole=True)
            self._cells.append(cell)
            self._grid.addWidget(cell, row, 2 * column + n)
