"""Settings: the clinician's name, how the window looks, and the vault's passphrase."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.background import Background
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.gate_page import side_by_side
from kap_companion.ui.panels.new_passphrase import NewPassphrase, secret_field
from kap_companion.ui.preferences import TEXT_SIZES, Preferences
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.vault.errors import VaultError

_COLUMN = 420
_THEMES = (("dark", "Dark"), ("dimmer", "Dimmer"), ("light", "Light"))


class SettingsScreen(QWidget):
    """Emits `preferences_chosen` at once, and `busy_changed` around a change of passphrase."""

    preferences_chosen = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, conductor: Conductor, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._preferences = preferences
        self._background = Background(self)
        self.theme = Segmented(_THEMES, preferences.theme, "Colours")
        sizes = tuple((str(size), f"{round(size * 100)} %") for size in TEXT_SIZES)
        self.text_size = Segmented(sizes, str(preferences.text_size), "Text size")
        self.name = HintField("Name and credentials, as you sign")
        self.name.setText(conductor.practice.clinician or "")
        self.old = secret_field("The passphrase now")
        self.new = NewPassphrase("A new passphrase")
        self._change = KeyButton("Change the passphrase", tone=ButtonTone.CURRENT)
        self._message = InlineMessage()
        self._lay_out()
        self.name.editingFinished.connect(self._keep_name)
        self.theme.chosen.connect(self._choose_theme)
        self.text_size.chosen.connect(self._choose_size)
        self.old.entered.connect(lambda _: self.new.first.setFocus(Qt.FocusReason.TabFocusReason))
        self.new.entered.connect(self._try)
        self.new.changed.connect(lambda: self._message.say(""))
        self._change.clicked.connect(self._try)

    @property
    def is_busy(self) -> bool:
        """Whether the passphrase is being changed just now."""
        return self._background.is_busy

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the passphrase."""
        self._message.say(sentence, tone)

    def _lay_out(self) -> None:
        column = QVBoxLayout()
        column.setSpacing(8)
        column.addWidget(SectionLabel("You"))
        column.addWidget(self.name)
        column.addWidget(
            Label("Stands in the records of the sessions to come.", Words.LABEL, Tone.SECOND)
        )
        column.addSpacing(16)
        column.addWidget(SectionLabel("Colours"))
        column.addWidget(self.theme)
        column.addWidget(
            Label(
                "Dimmer is for the darkest room. A draft is always on light paper.",
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        column.addSpacing(16)
        column.addWidget(SectionLabel("Text size"))
        column.addWidget(self.text_size)
        column.addSpacing(16)
        column.addWidget(SectionLabel("The vault lies in"))
        folder = str(self._conductor.practice.vault.folder)
        column.addWidget(Label(folder, Words.BODY, Tone.SECOND, wrap=True))
        column.addStretch(1)
        other = QVBoxLayout()
        other.setSpacing(8)
        other.addWidget(SectionLabel("Passphrase"))
        other.addWidget(self.old)
        other.addWidget(self.new)
        other.addLayout(side_by_side(self._change))
        other.addWidget(self._message)
        other.addStretch(1)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(28, 24, 24, 24)
        whole.setSpacing(48)
        for part in (column, other):
            side = QWidget()
            side.setMaximumWidth(_COLUMN)
            side.setLayout(part)
            part.setContentsMargins(0, 0, 0, 0)
            whole.addWidget(side, 1)
        whole.addStretch()

    def _keep_name(self) -> None:
        practice, name = self._conductor.practice, self.name.text()
        if name.strip() != (practice.clinician or ""):
            self._conductor.attempt(lambda: practice.name_clinician(name))

    def _choose_theme(self, key: str) -> None:
        self._choose(replace(self._preferences, theme=key))

    def _choose_size(self, key: str) -> None:
        self._choose(replace(self._preferences, text_size=float(key)))

    def _choose(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self.preferences_chosen.emit(preferences)

    def _try(self) -> None:
        if self._background.is_busy:
            return
        if self._conductor.has_session:
            self.say("A session goes on: change the passphrase when it has ended.")
            return
        if not self.old.text():
            self.say("Type the passphrase as it is now first.")
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
        self.say("The passphrase is changed. The recovery code stays good.", Tone.WELL)

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
            self.say("Changing the passphrase.", Tone.SECOND)
        self.busy_changed.emit(busy)
