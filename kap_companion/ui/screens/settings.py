"""Settings: the clinician's name, how the window looks, the passphrase, and the sound."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from kap_companion import resources
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_scroll import ScrollColumn
from kap_companion.ui.panels.settings_choice import SoundChoice
from kap_companion.ui.panels.settings_output import OutputPanel
from kap_companion.ui.panels.settings_passphrase import PassphrasePanel
from kap_companion.ui.panels.settings_person import PersonPanel
from kap_companion.ui.panels.settings_sound import SoundPanel
from kap_companion.ui.panels.settings_trial import SoundTrial
from kap_companion.ui.preferences import Preferences
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.segmented import Segmented

_COLUMN = 420
_BAR = 12
_PARTS_WIDTH = 240
_PARTS = (("you", "You"), ("sound", "Sound"))


class SettingsScreen(QWidget):
    """Emits `preferences_chosen` at once, and `busy_changed` around a change of passphrase."""

    preferences_chosen = Signal(object)
    busy_changed = Signal(bool)

    def __init__(
        self, conductor: Conductor, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.parts = Segmented(_PARTS, "you", "Part of the settings")
        self.person = PersonPanel(conductor, preferences)
        self.passphrase = PassphrasePanel(conductor)
        self.choice = SoundChoice(conductor, self)
        self.sound = SoundPanel(self.choice)
        trial = SoundTrial(
            conductor.new_player, resources.music(), lambda: conductor.collection.library
        )
        self.output = OutputPanel(conductor, self.choice, trial)
        self.theme, self.text_size = self.person.theme, self.person.text_size
        self.name, self.old, self.new = self.person.name, self.passphrase.old, self.passphrase.new
        self._pages = QStackedWidget()
        self._lay_out()
        self.parts.chosen.connect(self.show_part)
        self.person.preferences_chosen.connect(self.preferences_chosen)
        self.passphrase.busy_changed.connect(self._on_busy)

    @property
    def is_busy(self) -> bool:
        """Whether the passphrase is being changed just now."""
        return self.passphrase.is_busy

    def show_part(self, key: str) -> None:
        """Show 'you' or 'sound'; the keyboard stays where it is."""
        self.parts.set_chosen(key)
        self._pages.setCurrentIndex(1 if key == "sound" else 0)

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        if self._pages.currentIndex() == 1:
            self.sound.focus_first()
        else:
            self.person.focus_first()

    def say(self, sentence: str, tone: Tone = Tone.DUE) -> None:
        """Show one line under the passphrase."""
        self.passphrase.say(sentence, tone)

    def _lay_out(self) -> None:
        self._pages.addWidget(_side_by_side(self.person, self.passphrase))
        self._pages.addWidget(_side_by_side(self.sound, self.output))
        top = QHBoxLayout()
        self.parts.setMinimumWidth(_PARTS_WIDTH)
        top.addWidget(self.parts)
        top.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(28, 20, 24, 16)
        whole.setSpacing(20)
        whole.addLayout(top)
        whole.addWidget(self._pages, 1)

    def _on_busy(self, busy: bool) -> None:
        # While the passphrase changes in a thread, nothing else may use the vault.
        self.parts.setEnabled(not busy)
        self.busy_changed.emit(busy)


def _side_by_side(*panels: QWidget) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(48 - _BAR)
    row.setAlignment(Qt.AlignmentFlag.AlignLeft)
    for panel in panels:
        # A slider's handle and an edge with the keyboard need a little room.
        column = ScrollColumn(right=_BAR).fill(panel)
        column.setMaximumWidth(_COLUMN + _BAR)
        row.addWidget(column, 1)
    row.addStretch()
    return page
