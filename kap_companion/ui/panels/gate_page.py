"""A page of the gate: one column in the middle of a quiet window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.label import Label

_COLUMN = 420


class GatePage(QWidget):
    """A title, a sentence, and under what a page adds to `column` one line of message."""

    def __init__(self, title: str, sentence: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label(title, Words.TITLE, wrap=True)
        self._sentence = InlineMessage(sentence, Tone.SECOND)
        self.message = InlineMessage()
        self.column = QVBoxLayout()
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(8)
        middle = QWidget()
        middle.setFixedWidth(_COLUMN)
        inside = QVBoxLayout(middle)
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
        across.addStretch(1)
        across.addWidget(middle)
        across.addStretch(1)
        down = QVBoxLayout(self)
        down.setContentsMargins(24, 24, 24, 24)
        down.addStretch(2)
        down.addLayout(across)
        down.addStretch(3)
        self.setAccessibleName(title)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Show another title and sentence."""
        self._title.setText(title)
        self.setAccessibleName(title)
        self._sentence.say(sentence, Tone.SECOND)

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


def side_by_side(*parts: QWidget, stretch_last: bool = False) -> QHBoxLayout:
    """Return a row of parts, 8 px apart, from the left."""
    row = QHBoxLayout()
    row.setSpacing(8)
    for part in parts:
        row.addWidget(part)
    if not stretch_last:
        row.addStretch(1)
    row.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return row
