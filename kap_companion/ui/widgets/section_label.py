"""The small capitals above a group, with a few quiet words at the right where there are any."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label


class SectionLabel(QWidget):
    """A heading such as NEXT, and what stands at its right such as '7 of 8'."""

    def __init__(self, text: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(text, Words.CAPITALS, Tone.SECOND)
        self._aside = Label(aside, Words.LABEL, Tone.SECOND)
        self._aside.setAlignment(Qt.AlignmentFlag.AlignRight)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._heading)
        row.addWidget(self._aside, 1)
        self.setAccessibleName(text)

    def text(self) -> str:
        return self._heading.text()

    def set_text(self, text: str) -> None:
        """Show another heading."""
        self._heading.setText(text)
        self.setAccessibleName(text)

    def aside(self) -> str:
        return self._aside.text()

    def set_aside(self, aside: str, tone: Tone = Tone.SECOND) -> None:
        """Show other words at the right."""
        self._aside.setText(aside)
        self._aside.set_tone(tone)
