"""A hairline at the edge of vision that goes over to amber, slowly, while something is due."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hairline import Hairline

_STEPS, _STEPS_WHEN_STILL = 60, 4


class CueLine(Hairline):
    """Shows a share from 0, the colour of every hairline, to 1, what is due.

    Where motion is to be reduced it goes in a few steps. It is never the only sign: the list of
    what is next says it in words.
    """

    def __init__(
        self,
        orientation: Qt.Orientation = Qt.Orientation.Vertical,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(orientation, parent)
        self._share = 0.0
        self._painted_in = ""

    def show_share(self, share: float) -> None:
        """Go over to amber by `share`; painted again only where the colour is another."""
        self._share = min(1.0, max(0.0, share))
        if self.colour().name() != self._painted_in:
            self.update()

    def colour(self) -> QColor:
        """Return the colour of the line now."""
        look = theme.look()
        steps = _STEPS_WHEN_STILL if look.still else _STEPS
        share = int(self._share * steps) / steps
        return theme.mixed(look.colour(Tone.DUE), QColor(look.theme.line), share)

    def paintEvent(self, event: QPaintEvent) -> None:
        colour = self.colour()
        self._painted_in = colour.name()
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), colour)
