"""A thin bar, 4 px, that shows how much of something has passed."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting

_STEPS = 1000


class ProgressBar(QProgressBar):
    """Shows a fraction, 0 to 1; what lies beyond is shown as full."""

    def __init__(self, tone: Tone = Tone.SECOND, name: str = "", parent: QWidget | None = None):
        super().__init__(parent)
        painting.from_the_left(self)
        self._tone = tone
        self.setRange(0, _STEPS)
        self.setValue(0)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    def set_fraction(self, fraction: float) -> None:
        """Show `fraction` of the whole."""
        self.setValue(round(min(1.0, max(0.0, fraction)) * _STEPS))

    def set_tone(self, tone: Tone) -> None:
        """Fill the bar in another tone."""
        if tone is not self._tone:
            self._tone = tone
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, self.rect(), 2, fill=QColor(look.theme.line))
            filled = self.rect()
            filled.setWidth(round(self.width() * self.value() / _STEPS))
            if filled.width() > 0:
                painting.box(painter, filled, 2, fill=look.colour(self._tone))
