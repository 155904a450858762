"""Words that change each second: they have a place of their own, so nothing is laid out anew."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting


class TickingLabel(QWidget):
    """One line of small words as wide as `longest`; a QLabel has all around it measured again."""

    def __init__(
        self,
        longest: str,
        align: Qt.AlignmentFlag = painting.LEFT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._longest = longest
        self._align = align
        self._text = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str) -> None:
        """Show `text`; only where it is longer than any before the room for it is measured."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        if len(text) > len(self._longest):
            self._longest = text
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        wide = painting.width_of(self._longest, look.font(Words.LABEL))
        return QSize(wide, look.line(Words.LABEL))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        if theme.look_changed(event):
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.line_of_text(
                painter,
                self.rect(),
                self._text,
                look.font(Words.LABEL),
                look.colour(Tone.SECOND),
                self._align,
            )
