"""A choice that is on or off, in a round-ended box."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.chip import Chip

_PAD = 9


class ToggleChip(Chip):
    """Space or a click turns it on or off; on, it is filled and its words are bright."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__("", text, parent)
        self.setCheckable(True)
        self.setAccessibleDescription("")

    def sizeHint(self) -> QSize:
        look = theme.look()
        return QSize(look.width(Words.STRONG, self.text()) + 2 * _PAD, look.height(32))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        t = look.theme
        is_on = self.isChecked()
        fill = t.selection if is_on else t.block if self.underMouse() else None
        edge = t.now if self.hasFocus() or is_on else t.edge
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(
                painter,
                self.rect(),
                self.height() / 2 - 1,
                fill=QColor(fill) if fill else None,
                edge=QColor(edge),
                width=2.0 if self.hasFocus() else 1.0,
            )
            painting.line_of_text(
                painter,
                self.rect(),
                self.text(),
                look.font(Words.STRONG if is_on else Words.BODY),
                look.colour(Tone.TEXT if is_on else Tone.SECOND),
                painting.CENTRE,
            )
