"""The box that a question stands in: Esc takes the question away, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.esc_box import EscBox


class AskingBox(EscBox):
    """Emits `cancelled` on Esc; its edge has the colour of `tone`."""

    cancelled = Signal()

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = tone
        self.left.connect(self.cancelled)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(
                painter,
                self.rect(),
                10,
                fill=QColor(look.theme.panel),
                edge=look.colour(self._edge),
            )
