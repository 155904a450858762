"""What scrolls inside itself, by the keyboard too."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from kap_companion.ui import theme


class ScrollArea(QScrollArea):
    """Words that may not all fit. Tab stops here only where there is something to scroll.

    While it has the keyboard its bar is in the colour of now.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.verticalScrollBar().rangeChanged.connect(self._allow_focus)

    def setWidget(self, widget: QWidget) -> None:
        """Show `widget`; the room that its layout keeps for the bar goes to where the bar is."""
        layout = widget.layout()
        if layout is not None and self.isRightToLeft():
            around = layout.contentsMargins()
            layout.setContentsMargins(around.right(), around.top(), around.left(), around.bottom())
        super().setWidget(widget)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        theme.mark(self.verticalScrollBar(), "current", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        theme.mark(self.verticalScrollBar(), "current", False)

    def _allow_focus(self, least: int, most: int) -> None:
        can_move = most > least
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if can_move else Qt.FocusPolicy.NoFocus)
