"""Three columns with hairlines between: the sides as wide as they need, the middle has the rest."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from kap_companion.ui.widgets.hairline import Hairline

_WIDE = 1200
_LEAST = QSize(1000, 560)


class ThreeColumns(QWidget):
    """`wide` and `narrow` are the widths of the left and the right column, in px."""

    def __init__(
        self, wide: tuple[int, int], narrow: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._sides = {True: wide, False: narrow}
        self.left, self.middle, self.right = QWidget(), QWidget(), QWidget()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        row.addWidget(self.left)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.middle, 1)
        row.addWidget(Hairline(Qt.Orientation.Vertical))
        row.addWidget(self.right)

    def minimumSizeHint(self) -> QSize:
        # Of the narrow arrangement, which comes only once the screen is narrow.
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        left, right = self._sides[event.size().width() >= _WIDE]
        self.left.setFixedWidth(left)
        self.right.setFixedWidth(right)
