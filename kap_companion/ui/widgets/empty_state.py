"""What stands where there is nothing yet: one sentence, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label


class EmptyState(QWidget):
    """A title, a sentence, and a button where one act fills the place."""

    acted = Signal()

    def __init__(
        self,
        title: str,
        hint: str = "",
        act: str = "",
        key: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 24, 0, 24)
        column.setSpacing(8)
        column.addWidget(Label(title, Words.NOTE, Tone.TEXT, wrap=True))
        if hint:
            column.addWidget(Label(hint, Words.BODY, Tone.SECOND, wrap=True))
        if act:
            button = KeyButton(act, key, ButtonTone.CURRENT)
            button.clicked.connect(self.acted)
            row = QHBoxLayout()
            row.setContentsMargins(0, 8, 0, 0)
            row.addWidget(button)
            row.addStretch(1)
            column.addLayout(row)
        column.addStretch(1)
        self.setAccessibleName(title)
        self.setAccessibleDescription(hint)
