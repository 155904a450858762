"""Panels below each other that scroll inside themselves where there is no room for all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

_BAR = 10


class ScrollColumn(QScrollArea):
    """As high as its panels where it may be; its width is the same with and without a bar."""

    def __init__(self, gap: int = 24, right: int = 12, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._right = right
        self._inside = QWidget()
        self._inside.setProperty("surface", "ground")
        self.column = QVBoxLayout(self._inside)
        self.column.setContentsMargins(0, 0, 0, 0)
        self._keep_room(right)
        self.column.setSpacing(gap)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidget(self._inside)
        self._inside.installEventFilter(self)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def fill(self, *panels: QWidget) -> ScrollColumn:
        """Put `panels` below each other, at the top."""
        for panel in panels:
            self.column.addWidget(panel)
        self.column.addStretch(1)
        return self

    def hug(self) -> ScrollColumn:
        """Take no more height than the panels need."""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        return self

    def bring(self, part: QWidget) -> None:
        """Scroll to a part that was just shown or changed."""
        self._inside.adjustSize()
        self.column.activate()
        self.ensureWidgetVisible(part, 0, 12)

    def sizeHint(self) -> QSize:
        inside = self.column.sizeHint()
        width = self.viewport().width()
        high = self.column.heightForWidth(width) if self.column.hasHeightForWidth() else -1
        return QSize(inside.width(), max(high, 0) or inside.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self.column.minimumSize().width(), 80)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
        return super().eventFilter(watched, event)

    def _make_room(self, low: int, high: int) -> None:
        """Let the bar stand in the margin."""
        self._keep_room(max(0, self._right - _BAR) if high > low else self._right)
        # Panels that grew under the hands must not push what is typed in out of sight.
        at = QApplication.focusWidget()
        if at is not None and self._inside.isAncestorOf(at):
            self.ensureWidgetVisible(at, 0, 12)

    def _keep_room(self, room: int) -> None:
        """Leave so much free at the side of the bar."""
        margins = self.column.contentsMargins()
        if self.isRightToLeft():
            margins.setLeft(room)
        else:
            margins.setRight(room)
        if margins != self.column.contentsMargins():
            self.column.setContentsMargins(margins)
