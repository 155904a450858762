"""A chart of plain shapes on the screen, in the theme's colours."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.session.course_charts import Chart, Room
from kap_companion.session.timeline_drawing import Measure
from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting, timeline_painting

Make = Callable[[Room, Measure], Chart]


class ChartView(QWidget):
    """Shows what `make` draws for the room there is; its words are the widget's description."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        painting.from_the_left(self)
        self._make: Make | None = None
        self._picture: QPixmap | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(name)

    def show_chart(self, make: Make | None) -> None:
        """Show another chart; None shows nothing."""
        self._make = make
        self._picture = None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(240, theme.look().px(128))

    def minimumSizeHint(self) -> QSize:
        return QSize(160, theme.look().px(96))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._picture = None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._picture = None
            self.updateGeometry()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._make is None:
            return
        ratio = self.devicePixelRatioF()
        if self._picture is None or self._picture.devicePixelRatio() != ratio:
            look = theme.look()
            room = Room(self.width(), self.height(), look.line(Words.LABEL))
            chart = self._make(room, timeline_painting.measure(look))
            self._picture = timeline_painting.picture(chart.shapes, self.size(), look, ratio)
            if chart.alt != self.accessibleDescription():
                self.setAccessibleDescription(chart.alt)
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
