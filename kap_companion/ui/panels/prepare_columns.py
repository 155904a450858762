"""Prepare in parts: a column at the left, two beside it, and one below those two."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.ui.widgets.hairline import Hairline

_WIDE_FROM = 1200
_WIDE, _NARROW = (352, 328), (340, 272)
_LEAST = QSize(1000, 560)
_LEAST_ABOVE = 120


class PrepareColumns(QWidget):
    """`left`, `middle` and `right` above, `foot` below the last two.

    `beside` holds the middle column and what may open in its place.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.middle, self.right, self.foot = (QWidget() for _ in range(4))
        self.beside = QStackedWidget()
        self.beside.addWidget(self.middle)
        # What opens here scrolls inside itself: the arc below keeps its height.
        self.beside.setMinimumHeight(_LEAST_ABOVE)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        upper = QHBoxLayout()
        upper.setSpacing(0)
        rest = QVBoxLayout()
        rest.setSpacing(0)
        row.addWidget(self.left)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addLayout(rest, 1)
        rest.addLayout(upper, 1)
        upper.addWidget(self.beside, 1)
        upper.addWidget(Hairline(Qt.Orientation.Vertical))
        upper.addWidget(self.right)
        rest.addWidget(Hairline())
        rest.addWidget(self.foot)

    def minimumSizeHint(self) -> QSize:
        # Of the narrow arrangement, which comes only once the screen is narrow.
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = _WIDE if event.size().width() >= _WIDE_FROM else _NARROW
        self.left.setFixedWidth(left)
        self.right.setFixedWidth(right)
