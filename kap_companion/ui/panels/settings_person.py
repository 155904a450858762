"""The clinician's name, how the window looks, and where the vault lies."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.preferences import TEXT_SIZES, Preferences
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented

_THEMES = (("dark", "Dark"), ("dimmer", "Dimmer"), ("light", "Light"))


class PersonPanel(QWidget):
    """Emits `preferences_chosen` at once; the name is kept on leaving its field."""

    preferences_chosen = Signal(object)

    def __init__(
        self, conductor: Conductor, preferences: Preferences, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._preferences = preferences
        self.theme = Segmented(_THEMES, preferences.theme, "Colours")
        sizes = tuple((str(size), f"{round(size * 100)} %") for size in TEXT_SIZES)
        self.text_size = Segmented(sizes, str(preferences.text_size), "Text size")
        self.name = HintField("Name and credentials, as you sign")
        self.name.setText(conductor.practice.clinician or "")
        self._lay_out()
        self.name.editingFinished.connect(self._keep_name)
        self.theme.chosen.connect(self._choose_theme)
        self.text_size.chosen.connect(self._choose_size)

    def focus_first(self) -> None:
        """Put the keyboard on the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
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
