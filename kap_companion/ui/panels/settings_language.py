"""Which language the window speaks, and which one the notes are written in."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.language import LANGUAGES
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_titled import titled_setting
from kap_companion.ui.preferences import AS_THE_SYSTEM, Preferences
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr

_AS_THE_WINDOW = "window"


class LanguagePanel(QWidget):
    """Emits `preferences_chosen` where the window's language is chosen."""

    preferences_chosen = Signal(object)

    def __init__(
        self, conductor: Conductor, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._preferences = preferences
        each = tuple(LANGUAGES.items())
        self.window_language = Segmented(
            ((AS_THE_SYSTEM, tr("As the system")), *each),
            preferences.language,
            tr("Language of the window"),
        )
        notes = conductor.practice.note_templates.language
        self.note_language = Segmented(
            ((_AS_THE_WINDOW, tr("As the window")), *each),
            notes.chosen or _AS_THE_WINDOW,
            tr("Language of notes"),
        )
        self._parts = (
            titled_setting(
                tr("Language of the window"),
                self.window_language,
                tr("The window speaks it from the next start."),
            ),
            titled_setting(
                tr("Language of notes"),
                self.note_language,
                tr(
                    "Drafts, records and letters are written in it from now on. What you typed "
                    "stays as you typed it."
                ),
            ),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(24)
        for part in self._parts:
            column.addWidget(part)
        self.window_language.chosen.connect(self._choose)
        self.note_language.chosen.connect(self._choose_notes)

    def parts(self) -> tuple[QWidget, ...]:
        """Return its settings."""
        return self._parts

    def take(self, preferences: Preferences) -> None:
        """Go on from preferences of which another part was changed elsewhere."""
        self._preferences = preferences

    def _choose(self, code: str) -> None:
        self._preferences = replace(self._preferences, language=code)
        self.preferences_chosen.emit(self._preferences)

    def _choose_notes(self, code: str) -> None:
        notes = self._conductor.practice.note_templates.language
        chosen = None if code == _AS_THE_WINDOW else code
        self._conductor.attempt(lambda: notes.choose(chosen))
        self.note_language.set_chosen(notes.chosen or _AS_THE_WINDOW)
