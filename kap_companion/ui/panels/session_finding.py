"""Looks for words in the session's notes: a quiet line over the list."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.esc_box import EscBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.words import tr

_OLDER = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_SHIFT = Qt.KeyboardModifier.ShiftModifier


class FindingLine(EscBox):
    """`sought` says what is typed, `stepped` +1 for what is further down and -1 for further up."""

    sought = Signal(str)
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = HintField(tr("Find in this session"))
        self._count = Label("", Words.BODY, Tone.SECOND, keeps_whole=True)
        self._keys = Label(tr("Enter next   Esc back"), Words.LABEL, Tone.SECOND)
        row = QHBoxLayout(self)
        set_margins(row, 0, 0, 18, 8)
        row.setSpacing(12)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(self._keys)
        self._field.textChanged.connect(self.sought)
        self._field.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show the line, what was looked for before ready to be typed over."""
        self.show()
        self._field.selectAll()
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def text(self) -> str:
        return self._field.text()

    def say(self, count: str) -> None:
        """Show how many there are, such as '3 of 41'."""
        self._count.setText(count)
        self._field.setAccessibleDescription(count)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            watched is self._field
            and event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
        ):
            if event.key() in _OLDER:
                self.stepped.emit(-1 if event.modifiers() & _SHIFT else 1)
                return True
            if event.key() == Qt.Key.Key_Up:
                self.stepped.emit(-1)
                return True
        return super().eventFilter(watched, event)
