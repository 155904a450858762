"""The saved sign: a dot and its word, so that colour is never the only sign."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting

_DOT = 8
_GAP = 8


class SavedSign(QLabel):
    """A dot and words such as 'saved 10:47'."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tone = Tone.WELL
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)

    def say(self, text: str, tone: Tone = Tone.WELL) -> None:
        """Show `text`; a tone other than well also colours the words."""
        if (text, tone) != (self.text(), self._tone):
            self._tone = tone
            self.setText(text)
            self.setAccessibleName(text)
            self.setVisible(bool(text))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        look = theme.look()
        wide = painting.width_of(self.text(), look.font(Words.BODY))
        return QSize(_DOT + _GAP + wide, look.line(Words.BODY))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        colour = look.colour(self._tone)
        words = look.colour(Tone.SECOND) if self._tone is Tone.WELL else colour
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.dot(painter, QPointF(_DOT / 2, self.height() / 2), _DOT, colour)
            rect = QRect(_DOT + _GAP, 0, self.width() - _DOT - _GAP, self.height())
            painting.line_of_text(painter, rect, self.text(), look.font(Words.BODY), words)
