"""The names of the columns over a painted list."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.panels.home_list import Columns
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

_LEAST = 24
_GAP = 12


class Headings(QWidget):
    """Each name, marked by `tr_later`, where its column begins; one without room has none."""

    def __init__(
        self, names: tuple[str, ...], columns: Columns, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._names = names
        self._columns = columns
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        font, tone = look.font(Words.CAPITALS), look.colour(Tone.SECOND)
        with QPainter(self) as painter:
            painting.begin(painter)
            starts = (*self._columns(self.width()), self.width())
            for name, left, end in zip(self._names, starts, starts[1:], strict=False):
                if end - left < _LEAST:
                    continue
                rect = self.rect().adjusted(left, 0, 0, 0)
                rect.setRight(end - _GAP)
                painting.line_of_text(painter, rect, tr(name), font, tone)

    def _fit(self) -> None:
        self.setFixedHeight(theme.look().line(Words.CAPITALS) + 8)
