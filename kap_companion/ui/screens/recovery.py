"""Come in by the recovery code, and give the vault a new passphrase."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui.panels.gate_page import GatePage, side_by_side
from kap_companion.ui.panels.new_passphrase import NewPassphrase
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr


class RecoveryScreen(GatePage):
    """Emits `recover_asked` with code and new passphrase, or `back_asked`."""

    recover_asked = Signal(str, str)
    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            tr("Use the recovery code"),
            tr(
                "The code was shown when the vault was made. It stays good; the passphrase becomes "
                "the new one."
            ),
            parent,
        )
        self._code = HintField(tr("Recovery code, as in 7K2M-9QTB-…"))
        self._code.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
        )
        self._new = NewPassphrase(tr("A new passphrase"))
        self._recover = KeyButton(tr("Unlock"), tr("Enter"), ButtonTone.PRIMARY)
        self._back = KeyButton(tr("Back"), tr("Esc"))
        self.add(self._code)
        self.add(self._new, space_before=8)
        self.add(side_by_side(self._recover, self._back), space_before=8)
        self._code.entered.connect(lambda: self._new.first.setFocus(Qt.FocusReason.TabFocusReason))
        self._new.entered.connect(self._ask)
        self._new.changed.connect(lambda: self.say(""))
        self._code.textEdited.connect(lambda: self.say(""))
        self._recover.clicked.connect(self._ask)
        self._back.clicked.connect(self.back_asked)

    def focus_first(self) -> None:
        """Put the keyboard into the field for the code."""
        self._code.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_busy(self, busy: bool) -> None:
        """Say that the code is being checked, or let it be typed again."""
        self._code.setReadOnly(busy)
        self._new.set_busy(busy)
        self._recover.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self.say(tr("Checking the code.") if busy else "", Tone.SECOND)

    def refuse(self, sentence: str) -> None:
        """Say why the vault did not open."""
        self.set_busy(False)
        self.say(sentence)
        self.focus_first()
        self._code.selectAll()

    def clear(self) -> None:
        """Forget what was typed."""
        self._code.clear()
        self._new.clear()
        self.say("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._back.isEnabled():
            self.back_asked.emit()
            return
        super().keyPressEvent(event)

    def _ask(self) -> None:
        if not self._code.text().strip():
            self.say(tr("Type the recovery code first."))
            self.focus_first()
            return
        problem = self._new.problem()
        if problem:
            self.say(problem)
            return
        self.recover_asked.emit(self._code.text(), self._new.passphrase())
