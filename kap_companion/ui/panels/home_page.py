"""How Home's first page is laid out: the session that goes on above, two columns below it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.column_widths import side_width
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.margins import set_margins

_LEFT_WIDTH = 352
_LEAST_RIGHT = 340


class HomePage(QWidget):
    """`right` holds the clients and what is written about one of them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # From the outside in: whatever comes to a parent is styled anew with all that is in it.
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(0)
        self._strip = QWidget()
        self._under_strip = Hairline()
        page.addWidget(self._strip)
        page.addWidget(self._under_strip)
        self._around = QVBoxLayout(self._strip)
        set_margins(self._around, 28, 24, 24, 24)
        columns = QHBoxLayout()
        columns.setSpacing(0)
        page.addLayout(columns, 1)
        self._left, self.right = QStackedWidget(), QStackedWidget()
        self._left.setFixedWidth(_LEFT_WIDTH)
        columns.addWidget(self._left)
        self._beside_left = Hairline(Qt.Orientation.Vertical)
        columns.addWidget(self._beside_left)
        columns.addWidget(self.right, 1)
        self._scrolls: dict[QWidget, ScrollColumn] = {}

    def fill(self, banner: QWidget, left: tuple[QWidget, ...], right: QWidget) -> None:
        """Put the parts into their places; `left` are panels of which one is shown."""
        self._around.addWidget(banner)
        for panel in left:
            scroll = self._scrolls[panel] = ScrollColumn(right=0)
            self._left.addWidget(scroll)
            scroll.fill(panel)
        self.right.addWidget(right)

    def show_banner(self, on: bool) -> None:
        """Show the session that goes on, or take no room for it."""
        self._strip.setVisible(on)
        self._under_strip.setVisible(on)

    def show_left(self, panel: QWidget) -> None:
        """Show one of the panels at the left."""
        self._left.setCurrentWidget(self._scrolls[panel])

    def share_width(self, whole: int, taken: int) -> None:
        """Give the left its width; where what is `taken` beside the page leaves too little for
        large words, the right alone is there.
        """
        left = side_width(whole, _LEFT_WIDTH)
        self._left.setFixedWidth(left)
        has_left = not taken or whole - left - taken >= theme.look().px(_LEAST_RIGHT)
        self._left.setVisible(has_left)
        self._beside_left.setVisible(has_left)
