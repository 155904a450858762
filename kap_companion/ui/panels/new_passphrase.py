"""Asks for a new passphrase twice and says in words how well it would hold."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from kap_companion.ui.passphrase import Strength, judge
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr

_TONES = {
    Strength.TOO_SHORT: Tone.SECOND,
    Strength.WEAK: Tone.DUE,
    Strength.FAIR: Tone.TEXT,
    Strength.STRONG: Tone.WELL,
}
_SECRET = (
    Qt.InputMethodHint.ImhSensitiveData
    | Qt.InputMethodHint.ImhNoPredictiveText
    | Qt.InputMethodHint.ImhNoAutoUppercase
)


class NewPassphrase(QWidget):
    """Emits `entered` when Enter is pressed in the second field; `problem` says what is wrong."""

    entered = Signal()
    changed = Signal()

    def __init__(self, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = secret_field(hint or tr("Passphrase"))
        self.again = secret_field(tr("The same again"))
        self._verdict = Label(judge("").words, Words.LABEL, Tone.SECOND, wrap=True)
        self._shows = CheckRow(tr("Show what I type"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.first)
        column.addWidget(self._verdict)
        column.addWidget(self.again)
        column.addWidget(self._shows)
        self.first.textChanged.connect(self._judge)
        self.again.textChanged.connect(self._judge)
        self.first.entered.connect(self._go_on)
        self.again.entered.connect(lambda _: self.entered.emit())
        self._shows.toggled.connect(self._show)

    def passphrase(self) -> str:
        """Return what was typed."""
        return self.first.text()

    def problem(self) -> str:
        """Return what is not right yet, in one sentence; empty where all is."""
        verdict = judge(self.first.text())
        if not verdict.strength.is_enough:
            return verdict.words
        if self.again.text() != self.first.text():
            return tr("The two are not the same yet.")
        return ""

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()
        self._shows.setChecked(False)

    def set_busy(self, busy: bool) -> None:
        """Take no typing while the passphrase is being used."""
        for field in (self.first, self.again):
            field.setReadOnly(busy)
        self._shows.setEnabled(not busy)

    def _judge(self) -> None:
        verdict = judge(self.first.text())
        self._verdict.setText(verdict.words)
        self._verdict.set_tone(_TONES[verdict.strength])
        begun = bool(self.again.text())
        self.again.set_problem(begun and not self.first.text().startswith(self.again.text()))
        self.changed.emit()

    def _go_on(self) -> None:
        if judge(self.first.text()).strength.is_enough:
            self.again.setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        for field in (self.first, self.again):
            field.setEchoMode(mode)
            # Qt forgets with it that no keyboard may learn these words.
            field.setInputMethodHints(field.inputMethodHints() | _SECRET)


def secret_field(hint: str) -> HintField:
    """Return a field whose letters are not shown, predicted or remembered."""
    field = HintField(hint)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setInputMethodHints(Qt.InputMethodHint.ImhHiddenText | _SECRET)
    return field
