"""A row beside the page: a time, words that may wrap, and what they are or what can be done."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label

_TIME = 64


class EntryRow(QWidget):
    """`acted` where the button at its right was pressed; without an act there is none."""

    acted = Signal()

    def __init__(
        self, time: str, words: str, aside: str = "", act: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        row = QHBoxLayout()
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(12)
        self._when = Label(time, tone=Tone.SECOND, parent=self)
        self._when.setFixedWidth(theme.look().px(_TIME))
        self._when.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._when.setVisible(bool(time))
        row.addWidget(self._when, 0, Qt.AlignmentFlag.AlignTop)
        told = QVBoxLayout()
        told.setSpacing(2)
        told.addWidget(Label(words, wrap=True))
        if aside:
            told.addWidget(Label(aside, Words.LABEL, Tone.SECOND, wrap=True))
        row.addLayout(told, 1)
        if act:
            button = KeyButton(act, tone=ButtonTone.LINK)
            button.setAccessibleName(f"{act}: {time} {words}".strip())
            button.clicked.connect(lambda _checked=False: self.acted.emit())
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(Hairline(Qt.Orientation.Horizontal))
        self.setAccessibleName(f"{time} {words} {aside}".strip())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._when.setFixedWidth(theme.look().px(_TIME))
