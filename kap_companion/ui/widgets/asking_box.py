"""The box that a question stands in: Esc takes the question away, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting


class AskingBox(QWidget):
    """Emits `cancelled` on Esc; its edge has the colour of `tone`."""

    cancelled = Signal()

    def __init__(self, tone: Tone, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edge = tone

    def event(self, event: QEvent) -> bool:
        # Esc here means cancel, not the first half of Esc Esc.
        if (
            event.type() is QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

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
