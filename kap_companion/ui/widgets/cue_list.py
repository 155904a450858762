"""What comes next: a dot, a few words and when."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.tab_order import follow
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.cue_row import CueRow
from kap_companion.ui.words import tr


@dataclass(frozen=True, slots=True)
class Cue:
    """One reminder. `tone` colours its dot; `is_strong` lifts its words out of the grey."""

    key: str
    text: str
    when: str
    tone: Tone = Tone.SECOND
    is_strong: bool = False
    is_answerable: bool = False


class CueList(QWidget):
    """Cues, the next first. Choosing an answerable one emits `answered` with its key."""

    answered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._cues: tuple[Cue, ...] = ()
        self._rows: list[CueRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)
        self.setAccessibleName(tr("Next"))

    @property
    def cues(self) -> tuple[Cue, ...]:
        return self._cues

    def set_cues(self, cues: tuple[Cue, ...]) -> None:
        """Show `cues`; rows that are the same are left alone."""
        self._cues = cues
        while len(self._rows) < len(cues):
            row = CueRow()
            row.clicked.connect(partial(self._answer, len(self._rows)))
            self._rows.append(row)
            self._column.insertWidget(self._column.count() - 1, row)
        while len(self._rows) > len(cues):
            gone = self._rows.pop()
            self._column.removeWidget(gone)
            gone.deleteLater()
        for row, cue in zip(self._rows, cues, strict=True):
            row.show_cue(
                cue.text,
                cue.when,
                cue.tone,
                is_strong=cue.is_strong,
                is_answerable=cue.is_answerable,
            )
        before: QWidget | None = None
        for row in self._rows:
            # Tab comes to rows that can be answered from above, not after all else.
            if row.focusPolicy() & Qt.FocusPolicy.TabFocus:
                follow(self, before, row)
                before = row

    def _answer(self, n: int, _checked: bool = False) -> None:
        if n < len(self._cues) and self._cues[n].is_answerable:
            self.answered.emit(self._cues[n].key)
