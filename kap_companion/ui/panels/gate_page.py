"""A page of the gate: one column in the middle of a quiet window."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.scroll_area import ScrollArea

REHEARSE_KEY = "Ctrl+Shift+H"
"""Begins a rehearsal, at the gate and on Home, and leaves it."""

NOW_KEY, RESTORE_KEY = "Ctrl+Shift+D", "Ctrl+Shift+G"
"""The keys that make a backup now, from Home, and restore from one, there and at the gate."""

_COLUMN = 420
_AROUND = 24
_LEAST = QSize(480, 320)


class GatePage(QWidget):
    """A title, a sentence, and under what a page adds to `column` one line of message.

    The column grows with the text; where it is higher than the window, it scrolls.
    """

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, Words.TITLE, wrap=True)
        self._sentence = InlineMessage(sentence, Tone.SECOND)
        self.message = InlineMessage()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        self._middle = QWidget()
        inside = QVBoxLayout(self._middle)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(Label("KAP Companion", Words.BODY, Tone.SECOND))
        inside.addSpacing(24)
        inside.addWidget(self._title)
        inside.addSpacing(8)
        inside.addWidget(self._sentence)
        inside.addSpacing(24)
        inside.addLayout(self.column)
        inside.addSpacing(16)
        inside.addWidget(self.message)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addStretch(1)
        across.addWidget(self._middle)
        across.addStretch(1)
        page = QWidget()
        page.setProperty("surface", "ground")
        down = QVBoxLayout(page)
        down.setContentsMargins(_AROUND, _AROUND, _AROUND, _AROUND)
        down.setSpacing(0)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        scroll = ScrollArea()
        scroll.setAccessibleName(title)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._grow()
        self.setAccessibleName(title)

    def minimumSizeHint(self) -> QSize:
        return _LEAST

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._grow()

    def add(self, part: QWidget | QLayout, *, space_before: int = 0) -> None:
        """Put one more part under the others."""
        if space_before:
            self.column.addSpacing(space_before)
        if isinstance(part, QLayout):
            self.column.addLayout(part)
        else:
            self.column.addWidget(part)

    def say(self, text: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the page; empty shows none."""
        self.message.say(text, tone)

    def tell(self, sentence: str) -> None:
        """Show another sentence under the title."""
        self._sentence.say(sentence, Tone.SECOND)

    def _grow(self) -> None:
        room = max(_COLUMN, self.width() - 2 * _AROUND)
        self._middle.setFixedWidth(min(theme.look().px(_COLUMN), room))


def side_by_side(*parts: QWidget) -> Flow:
    """Return a row of parts, 8 px apart, from the left; what does not fit goes below."""
    return Flow(*parts)
