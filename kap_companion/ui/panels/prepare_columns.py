"""Prepare in parts: a column at the left, two beside it, and one below those two."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.column_widths import column_widths
from kap_companion.ui.widgets.hairline import Hairline

_WIDE, _NARROW = (352, 328), (340, 272)
_LEAST = QSize(1000, 560)
_LEAST_ABOVE = 120


class PrepareColumns(QWidget):
    """`left`, `middle` and `right` above, `foot` below the last two.

    `beside` holds the middle column and what may open in its place. Where the text is too large
    for three columns, the right one lies below the left one.
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
        self._side = QVBoxLayout()
        self._side.setSpacing(0)
        self._side.addWidget(self.left, 1)
        row.addLayout(self._side)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addLayout(rest, 1)
        rest.addLayout(upper, 1)
        upper.addWidget(self.beside, 1)
        self._upper, self._beside_right = upper, Hairline(Qt.Orientation.Vertical, self)
        self._under_left = Hairline(parent=self)
        self._is_folded: bool | None = None
        rest.addWidget(Hairline())
        rest.addWidget(self.foot)
        self._arrange()

    def minimumSizeHint(self) -> QSize:
        # Of the narrow arrangement, which comes only once the screen is narrow.
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        widths = column_widths(self.width(), _WIDE, _NARROW)
        self.left.setFixedWidth(widths.left)
        self.right.setFixedWidth(widths.right)
        if widths.folded == self._is_folded:
            return
        self._is_folded = widths.folded
        if widths.folded:
            self._side.addWidget(self._under_left)
            self._side.addWidget(self.right, 1)
        else:
            self._upper.addWidget(self._beside_right)
            self._upper.addWidget(self.right)
        self._under_left.setVisible(widths.folded)
        self._beside_right.setVisible(not widths.folded)
