"""Three columns with hairlines between: the sides as wide as they need, the middle has the rest."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.column_widths import column_widths
from kap_companion.ui.widgets.hairline import Hairline

_LEAST = QSize(1000, 560)


class ThreeColumns(QWidget):
    """`wide` and `narrow` are the widths of the left and the right column, in px at 100 % text.

    Where the text is too large for three, the right column lies below the left one.
    """

    def __init__(
        self, wide: tuple[int, int], narrow: tuple[int, int], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._wide, self._narrow = wide, narrow
        self._is_folded: bool | None = None
        self.left, self.middle, self.right = QWidget(), QWidget(), QWidget()
        self._beside_left = Hairline(Qt.Orientation.Vertical)
        self._beside_right = Hairline(Qt.Orientation.Vertical, self)
        self._under_left = Hairline(parent=self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(0)
        self._grid.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._grid.setColumnStretch(2, 1)
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
        widths = column_widths(self.width(), self._wide, self._narrow)
        self.left.setFixedWidth(widths.left)
        self.right.setFixedWidth(widths.right)
        if widths.folded == self._is_folded:
            return
        self._is_folded = widths.folded
        grid = self._grid
        while grid.count():
            grid.takeAt(0)
        rows = 3 if widths.folded else 1
        grid.addWidget(self.left, 0, 0)
        grid.addWidget(self._beside_left, 0, 1, rows, 1)
        grid.addWidget(self.middle, 0, 2, rows, 1)
        if widths.folded:
            grid.addWidget(self._under_left, 1, 0)
            grid.addWidget(self.right, 2, 0)
        else:
            grid.addWidget(self._beside_right, 0, 3)
            grid.addWidget(self.right, 0, 4)
        self._under_left.setVisible(widths.folded)
        self._beside_right.setVisible(not widths.folded)
        for row in (0, 2):
            grid.setRowStretch(row, 1 if row == 0 or widths.folded else 0)
