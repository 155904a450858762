"""Another passphrase for the vault."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.background import Background
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.gate_page import side_by_side
from kap_companion.ui.panels.new_passphrase import NewPassphrase, secret_field
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr
from kap_companion.vault.errors import VaultError


class PassphrasePanel(QWidget):
    """Emits `busy_changed` around a change: meanwhile nothing else may use the vault."""

    busy_changed = Signal(bool)

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._background = Background(self)
        self.old = secret_field(tr("The passphrase now"))
        self.new = NewPassphrase(tr("A new passphrase"))
        self._change = KeyButton(tr("Change the passphrase"), tone=ButtonTone.CURRENT)
        self._message = InlineMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Passphrase")))
        column.addWidget(self.old)
        column.addWidget(self.new)
        column.addWidget(side_by_side(self._change))
        column.addWidget(self._message)
        self.old.entered.connect(lambda _: self.new.first.setFocus(Qt.FocusReason.TabFocusReason))
        self.new.entered.connect(self._try)
        self.new.changed.connect(lambda: self._message.say(""))
        self._change.clicked.connect(self._try)

    @property
    def is_busy(self) -> bool:
        """Whether the passphrase is being changed just now."""
        return self._background.is_busy

    def settle(self) -> None:
        """Wait for the change that is under way."""
        self._background.settle()

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the passphrase."""
        self._message.say(sentence, tone)

    def _try(self) -> None:
        if self._background.is_busy:
            return
        if self._conductor.has_session:
            self.say(tr("A session goes on: change the passphrase when it has ended."))
            return
        if not self.old.text():
            self.say(tr("Type the passphrase as it is now first."))
            self.old.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        problem = self.new.problem()
        if problem:
            self.say(problem)
            return
        vault, old, new = self._conductor.practice.vault, self.old.text(), self.new.passphrase()
        self._set_busy(True)
        self._background.do(lambda: vault.change_passphrase(old, new), self._changed, self._refused)

    def _changed(self, _nothing: None) -> None:
        self._set_busy(False)
        self.old.clear()
        self.new.clear()
        self.say(tr("The passphrase is changed. The recovery code stays good."), Tone.WELL)

    def _refused(self, trouble: VaultError) -> None:
        self._set_busy(False)
        self.say(str(trouble))
        self.old.setFocus(Qt.FocusReason.OtherFocusReason)
        self.old.selectAll()

    def _set_busy(self, busy: bool) -> None:
        self.old.setReadOnly(busy)
        self.new.set_busy(busy)
        self._change.setEnabled(not busy)
        if busy:
            self.say(tr("Changing the passphrase."), Tone.SECOND)
        self.busy_changed.emit(busy)
