"""The columns of the session under the veil: three, or in large text two of which one scrolls."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kap_companion.ui.column_widths import column_widths
from kap_companion.ui.widgets.cue_line import CueLine
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.words import tr

_SIDES, _SIDES_NARROW = (352, 328), (312, 276)
_LEAST = QSize(1000, 560)
_NO_LIMIT = 16_777_215  # Qt's QWIDGETSIZE_MAX


class VeiledColumns(QWidget):
    """`left`, `middle` and `right`, as wide as the session has them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.left, self.middle, self.right = QWidget(), QWidget(), QWidget()
        self.cue_line = CueLine(parent=self)
        self.is_folded = False
        self._side = ScrollArea()
        self._side.setAccessibleName(tr("Time and acts"))
        self._beside_right = Hairline(Qt.Orientation.Vertical, self)
        self._inside = QWidget()
        self._inside.setProperty("surface", "ground")
        self._below = QVBoxLayout(self._inside)
        self._below.setContentsMargins(0, 0, 0, 0)
        self._below.setSpacing(0)
        self._below.addWidget(self.left)
        self._side.setWidget(self._inside)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._row.addWidget(self._side)
        self._row.addWidget(self.cue_line)
        self._row.addWidget(self.middle, 1)
        self._row.addWidget(self._beside_right)
        self._row.addWidget(self.right)

    def minimumSizeHint(self) -> QSize:
        # Of the narrow arrangement, which comes only once the screen is narrow.
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        widths = column_widths(event.size().width(), _SIDES, _SIDES_NARROW)
        if widths.folded != self.is_folded:
            self.is_folded = widths.folded
            (self._below if widths.folded else self._row).addWidget(self.right)
            self._beside_right.setVisible(not widths.folded)
        # Not folded, the left need not scroll: the ring is what becomes smaller.
        most = _NO_LIMIT if widths.folded else event.size().height()
        self._inside.setMaximumHeight(most)
        self._side.setFixedWidth(widths.left)
        self.right.setMinimumWidth(0 if widths.folded else widths.right)
        self.right.setMaximumWidth(widths.right)
