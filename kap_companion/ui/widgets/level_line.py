"""The level line: shows quietly that sound really leaves the laptop."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

_BAR = 4
_STEP = 4  # px: the length goes by these, so that a steady sound repaints nothing
_SILENT = 0.002


class LevelLine(QLabel):
    """A bar as long as what leaves is loud, 0 to 1. It has no motion of its own.

    Where nothing may move, it is all lit while sound leaves.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.from_the_left(self)
        self._lit = 0
        self._level = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(tr("Sound leaving"))
        self.setAccessibleDescription(tr("no sound"))
        # It is painted several times a second: what lies below it need not be each time.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)

    @property
    def is_silent(self) -> bool:
        return self._level < _SILENT

    @property
    def lit(self) -> int:
        """How much of the bar is lit, in px."""
        return self._lit

    def set_level(self, level: float) -> None:
        """Show `level`; only the part of the bar that changed is painted again."""
        was_silent = self.is_silent
        self._level = min(1.0, max(0.0, level))
        lit = self._lit_at(self.width())
        if lit != self._lit:
            left, right = sorted((lit, self._lit))
            self._lit = lit
            self.update(QRect(left - _BAR, 0, right - left + 2 * _BAR, self.height()))
        if was_silent != self.is_silent:
            self.setAccessibleDescription(tr("no sound") if self.is_silent else tr("sound leaves"))

    def sizeHint(self) -> QSize:
        return QSize(120, _BAR)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, _BAR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lit = self._lit_at(event.size().width())

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        with QPainter(self) as painter:
            painter.fillRect(event.rect(), QColor(look.theme.ground))
            painting.begin(painter)
            painting.box(painter, self.rect(), _BAR / 2, fill=QColor(look.theme.line))
            if self._lit > 0:
                lit = QRect(0, 0, self._lit, self.height())
                painting.box(painter, lit, _BAR / 2, fill=look.colour(Tone.WELL))

    def _lit_at(self, width: int) -> int:
        if self.is_silent:
            return 0
        if theme.look().still:
            return width
        return min(width, max(_STEP, round(self._level * width / _STEP) * _STEP))
