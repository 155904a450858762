"""The small capitals above a group, with a few quiet words at the right where there are any."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label


class SectionLabel(QWidget):
    """A heading such as NEXT, and what stands at its right such as '7 of 8'."""

    def __init__(self, text: str = "", aside: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = Label(text, Words.CAPITALS, Tone.SECOND, keeps_whole=True)
        self._aside = Label(aside, Words.LABEL, Tone.SECOND)
        self._is_below: bool | None = None
        self._width = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)
        self._grid.addWidget(self._heading, 0, 0)
        self._arrange()
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
        self._aside.setToolTip(aside)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._width = event.size().width()
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        """Set the words at the right, or below the heading where they would be cut."""
        wide = self._heading.sizeHint().width() + 8 + self._aside.sizeHint().width()
        is_below = bool(self._aside.text()) and 0 < self._width < wide
        if is_below == self._is_below:
            return
        self._is_below = is_below
        self._grid.removeWidget(self._aside)
        if is_below:
            self._grid.addWidget(self._aside, 1, 0, 1, 2)
        else:
            self._grid.addWidget(self._aside, 0, 1)
        self._aside.setAlignment(
            Qt.AlignmentFlag.AlignLeft if is_below else Qt.AlignmentFlag.AlignRight
        )
