"""A sentence in a colour that says how it stands, and the quiet rest of it beside or below."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.label import Label

_GAP = 8


class TwoTones(QWidget):
    """On one line where both parts fit, else one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._head = Label("", wrap=True)
        self._rest = Label("", tone=Tone.SECOND, wrap=True)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self._head)
        self._row.addWidget(self._rest, 1)

    def say(self, head: str, rest: str = "", tone: Tone = Tone.DUE) -> None:
        """Show a sentence; empty parts take no room."""
        if (head, rest) == (self._head.text(), self._rest.text()) and tone is self._head.tone:
            return
        self._head.set_tone(tone)
        self._head.setText(head)
        self._rest.setText(rest)
        self._head.setVisible(bool(head))
        self._rest.setVisible(bool(rest))
        self._arrange()

    def text(self) -> str:
        """Return both parts."""
        return f"{self._head.text()} {self._rest.text()}".strip()

    def minimumSizeHint(self) -> QSize:
        return QSize(120, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        both = bool(self._head.text()) and bool(self._rest.text())
        wide = self._head.sizeHint().width() + _GAP + self._rest.sizeHint().width()
        is_below = both and 0 < self.width() < wide
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._row.setDirection(down if is_below else across)
        self._row.setSpacing(0 if is_below else _GAP)
        # On one line the first part is as wide as its words.
        self._head.setMinimumWidth(
            self._head.sizeHint().width() if both and not is_below and self.width() else 0
        )
