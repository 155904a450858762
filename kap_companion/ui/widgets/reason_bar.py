"""Asks why, in the screen itself: a question, a field, go on or not."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.asking_box import AskingBox
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_WIDE = 440


class ReasonBar(AskingBox):
    """Emits `confirmed(reason)` or `cancelled`; an empty reason goes through only where allowed."""

    confirmed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Tone.DUE, parent)
        self._needs_reason = True
        self._question = Label("", Words.BODY, Tone.TEXT, wrap=True)
        self._field = HintField(tr("Reason"))
        self._field.setMinimumWidth(96)
        self._confirm = KeyButton(tr("Go on"), tr("Enter"), ButtonTone.CURRENT)
        self._cancel = KeyButton(tr("Cancel"), tr("Esc"))
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        buttons.addWidget(self._confirm)
        buttons.addWidget(self._cancel)
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(8)
        row.addWidget(self._field, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        column.addWidget(self._question)
        column.addLayout(row)
        self._field.entered.connect(self._try_confirm)
        self._field.textChanged.connect(self._allow)
        self._confirm.clicked.connect(self._try_confirm)
        self._cancel.clicked.connect(self.cancelled)
        self._confirm.installEventFilter(self)
        self._cancel.installEventFilter(self)
        self.hide()

    def ask(
        self,
        question: str,
        confirm: str | None = None,
        *,
        hint: str | None = None,
        text: str = "",
        kept: int = 0,
        needs_reason: bool = True,
        has_field: bool = True,
    ) -> None:
        """Show the question with the keyboard in its field, which begins with `text`.

        What is typed takes the place of all of it but the first `kept` letters.
        Without a field Enter and Esc alone answer.
        """
        hint = tr("Reason") if hint is None else hint
        self._needs_reason = needs_reason and has_field
        self._field.setVisible(has_field)
        self._question.setText(question)
        self._confirm.setText(tr("Go on") if confirm is None else confirm)
        self._field.setPlaceholderText(hint)
        self._field.setAccessibleName(f"{question} {hint}")
        self._field.setText(text)
        self._field.setSelection(kept, len(text) - kept)
        self._allow()
        self.setAccessibleName(question)
        self.show()
        first = self._field if has_field else self._confirm
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def text(self) -> str:
        return self._field.text()

    def close_bar(self) -> None:
        """Ask no more."""
        self._field.clear()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # A reason needs room: where there is little, the buttons stand below it.
        is_wide = event.size().width() >= theme.look().px(_WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._row.setDirection(across if is_wide else down)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Enter press the button it is on; a key held down answers one question only."""
        if (
            event.type() is QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and isinstance(watched, KeyButton)
        ):
            if not event.isAutoRepeat():
                watched.click()
            return True
        return super().eventFilter(watched, event)

    def _allow(self) -> None:
        self._confirm.setEnabled(not self._needs_reason or bool(self._field.text().strip()))

    def _try_confirm(self) -> None:
        reason = self._field.text().strip()
        if reason or not self._needs_reason:
            self.confirmed.emit(reason)
