"""What must be at hand: the intention, whom to call, and whether anything was left open."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_SHARE = 0.3


class SafetyPanel(ScrollArea):
    """Intention and safety, scrolling inside itself where there is little room.

    `resized` says that it has more or less to show.
    """

    resized = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._shown: object = None
        self.setAccessibleName(tr("Intention and safety"))
        inside = QWidget()
        inside.setProperty("surface", "ground")
        self._intention_heading = SectionLabel(tr("Intention"))
        self._intention = Label("", Words.BODY, wrap=True)
        self._heading = SectionLabel(tr("Safety"))
        self._lines: list[Label] = []
        self._column = QVBoxLayout(inside)
        set_margins(self._column, 0, 0, 12, 0)
        self._column.setSpacing(4)
        self._column.addWidget(self._intention_heading)
        self._column.addSpacing(4)
        self._column.addWidget(self._intention)
        self._column.addSpacing(20)
        self._column.addWidget(self._heading)
        self._column.addSpacing(4)
        self._column.addStretch(1)
        self.setWidget(inside)

    def refresh(self) -> None:
        """Show what the state holds."""
        state = self._conductor.companion.state
        asked = [
            (one.title, item)
            for one in self._conductor.checklists
            if one.is_before_dose
            for item in one.items
        ]
        intention = presenting.intention_words(state)
        lines = presenting.safety_lines(state, asked)
        if (intention, lines) == self._shown:
            return
        self._shown = (intention, lines)
        self._intention.setText(intention or tr("None set"))
        self._intention.set_tone(Tone.TEXT if intention else Tone.SECOND)
        while len(self._lines) < len(lines):
            label = Label("", Words.BODY, Tone.SECOND, wrap=True)
            self._lines.append(label)
            self._column.insertWidget(self._column.count() - 1, label)
        for n, label in enumerate(self._lines):
            label.setVisible(n < len(lines))
            if n < len(lines):
                label.setText(lines[n].words)
                label.set_tone(lines[n].tone)
        self.resized.emit()

    def room_of(self, height: int) -> int:
        """Return how many px of `height` it is to have: what it needs, at most three tenths."""
        self._column.invalidate()
        return min(
            self._column.totalHeightForWidth(self.viewport().width()), round(height * _SHARE)
        )
