"""A slider that is a thin bar; with a round handle, or without one until it has the keyboard."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QSlider, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting
from kap_companion.ui.words import tr

_BAR = 4
_HANDLE = 16
_TICK = 14


class ThinSlider(QSlider):
    """Goes from 0 to `steps`; `moved_to` says the value the person wants, never one that was set.

    A press goes straight to its place. While the handle is held, what the owner sets is ignored.
    """

    moved_to = Signal(int)

    def __init__(
        self,
        steps: int,
        tone: Tone = Tone.SECOND,
        name: str = "",
        *,
        has_handle: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        painting.from_the_left(self)
        self._tone = tone
        self._has_handle = has_handle
        self._ceiling: int | None = None
        self.setRange(0, steps)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.actionTriggered.connect(self._say)

    def show_value(self, value: int) -> None:
        """Show `value`, unless the person is just moving the handle."""
        if not self.isSliderDown():
            self.setValue(self._allowed(value))

    def set_ceiling(self, ceiling: int | None) -> None:
        """Let the person go no further than `ceiling`, shown as a tick; None takes it away.

        What is shown stays a value of the owner's, at most the ceiling.
        """
        if ceiling == self._ceiling:
            return
        self._ceiling = ceiling
        self.setAccessibleDescription(
            "" if ceiling is None else tr("Goes up to {ceiling}", ceiling=ceiling)
        )
        self.show_value(self.value())
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, _HANDLE + 4)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, _HANDLE + 4)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setSliderDown(True)
            self._go_to(event.position().x())
            event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.isSliderDown():
            self._go_to(event.position().x())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.setSliderDown(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = theme.look()
        share = self.value() / self.maximum() if self.maximum() else 0.0
        shows_handle = self.isEnabled() and (self._has_handle or self.hasFocus())
        inset = _HANDLE / 2 if shows_handle else 0.0
        at = inset + share * (self.width() - 2 * inset)
        bar = QRect(0, (self.height() - _BAR) // 2, self.width(), _BAR)
        with QPainter(self) as painter:
            painting.begin(painter)
            painting.box(painter, bar, _BAR / 2, fill=QColor(look.theme.line))
            filled = QRect(bar)
            filled.setWidth(round(at))
            if filled.width() > 0:
                painting.box(painter, filled, _BAR / 2, fill=look.colour(self._tone))
            if self._ceiling is not None and self._ceiling < self.maximum():
                x = inset + self._ceiling / self.maximum() * (self.width() - 2 * inset)
                tick = QRect(round(x) - 1, (self.height() - _TICK) // 2, 2, _TICK)
                painter.fillRect(tick, look.colour(Tone.SECOND))
            if shows_handle:
                middle = QPointF(at, self.height() / 2)
                if self.hasFocus():
                    painting.dot(painter, middle, _HANDLE + 4, look.colour(Tone.NOW))
                painting.dot(painter, middle, _HANDLE, look.colour(Tone.TEXT))

    def _go_to(self, x: float) -> None:
        inset = _HANDLE / 2 if self._has_handle else 0.0
        reach = max(1.0, self.width() - 2 * inset)
        share = min(1.0, max(0.0, (x - inset) / reach))
        wanted = self._allowed(round(share * self.maximum()))
        if wanted != self.value():
            self.setValue(wanted)
            self.moved_to.emit(wanted)

    def _say(self, _action: int) -> None:
        # Keys and the wheel: Qt has put the wanted place into sliderPosition.
        wanted = self._allowed(self.sliderPosition())
        self.setSliderPosition(wanted)
        self.moved_to.emit(wanted)

    def _allowed(self, value: int) -> int:
        return value if self._ceiling is None else min(value, self._ceiling)
