"""Settings for other eyes: when the window locks by itself, and what a shared screen shows."""

from __future__ import annotations

import sys
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.preferences import IDLE_MINUTES, Preferences
from kap_companion.ui.screen_sharing import of_this_platform
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

_OFF = tr_later("Off: whoever comes to this laptop while you are away reads what is open.")
_LOCKS = tr_later(
    "Minutes without key or mouse. It locks too when the laptop sleeps or its screen is locked. "
    "What is half typed is kept, and you come back to it. While a session runs the veil is drawn "
    "instead: clock, music and note box go on. Four by default; HIPAA asks for a lock, not for a "
    "number (45 CFR 164.312(a)(2)(iii))."
)
_HIDES = tr_later("Where the system lets it, others in the call see nothing of this window.")
_NO_WAY = tr_later(
    "This system has no way to keep a window out of a shared screen. F12 veils it instead."
)


class PrivacyPanel(QWidget):
    """Emits `preferences_chosen` with new Preferences at once."""

    preferences_chosen = Signal(object)

    def __init__(
        self,
        preferences: Preferences,
        parent: QWidget | None = None,
        *,
        platform: str = sys.platform,
    ) -> None:
        super().__init__(parent)
        self._preferences = preferences
        minutes = tuple((str(one), str(one) if one else tr("Off")) for one in IDLE_MINUTES)
        self.idle = Segmented(minutes, str(preferences.idle_minutes), tr("Minutes until it locks"))
        self._idle_words = Label("", Words.LABEL, Tone.SECOND, wrap=True)
        self.hides = CheckRow(tr("Keep telehealth sessions out of screen sharing"))
        self.hides.setChecked(preferences.hides_from_sharing)
        can_hide = of_this_platform(platform) is not None
        self.hides.setEnabled(can_hide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Locks by itself after")))
        column.addWidget(self.idle)
        column.addWidget(self._idle_words)
        column.addSpacing(16)
        column.addWidget(SectionLabel(tr("Screen sharing")))
        column.addWidget(self.hides)
        words = tr(_HIDES) if can_hide else tr(_NO_WAY)
        column.addWidget(Label(words, Words.LABEL, Tone.SECOND, wrap=True))
        self.idle.chosen.connect(self._choose_idle)
        self.hides.toggled.connect(self._choose_hides)
        self._show()

    def set_preferences(self, preferences: Preferences) -> None:
        """Go on from `preferences`: another part of the settings has changed them."""
        self._preferences = preferences
        self.idle.set_chosen(str(preferences.idle_minutes))
        self.hides.blockSignals(True)
        self.hides.setChecked(preferences.hides_from_sharing)
        self.hides.blockSignals(False)
        self._show()

    def focus_first(self) -> None:
        """Put the keyboard on the minutes."""
        self.idle.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        is_off = not self._preferences.idle_minutes
        self._idle_words.setText(tr(_OFF) if is_off else tr(_LOCKS))
        self._idle_words.set_tone(Tone.DUE if is_off else Tone.SECOND)

    def _choose_idle(self, minutes: str) -> None:
        self._choose(replace(self._preferences, idle_minutes=int(minutes)))

    def _choose_hides(self, hides: bool) -> None:
        self._choose(replace(self._preferences, hides_from_sharing=hides))

    def _choose(self, preferences: Preferences) -> None:
        self._preferences = preferences
        self._show()
        self.preferences_chosen.emit(preferences)
