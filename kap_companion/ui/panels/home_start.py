"""Asks, in Home itself, whether to start a session with the selected client."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr


class StartBar(QFrame):
    """Emits `started` or `cancelled`."""

    started = Signal()
    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setProperty("current", True)
        self._question = Label("", Words.STRONG, wrap=True)
        self._intention = InlineMessage("", Tone.SECOND)
        self._start = KeyButton(tr("Start"), tr("Enter"), ButtonTone.PRIMARY)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(self._question)
        words.addWidget(self._intention)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(8)
        row.addLayout(words, 1)
        row.addWidget(self._start)
        row.addWidget(self._cancel)
        self._start.clicked.connect(self.started)
        self._cancel.clicked.connect(self.cancelled)
        self.hide()

    def ask(self, question: str, intention: str | None) -> None:
        """Show the question with the keyboard on Start."""
        self._question.setText(question)
        carried = (
            tr("Intention carried over: “{intention}”", intention=intention) if intention else ""
        )
        self._intention.say(carried, Tone.SECOND)
        self.setAccessibleName(question)
        self.show()
        self._start.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)
