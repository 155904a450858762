"""The clinician's name and credentials, as they stand in the records."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.identity import identity, keep_identity
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class PersonPanel(QWidget):
    """Each field is kept on leaving it."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        practice = conductor.practice
        self.name = HintField(tr("Name, as you sign"))
        self.name.setText(practice.clinician or "")
        self.credentials = HintField(tr("Credentials, such as LCSW"))
        self.credentials.setText(identity(practice.vault.shelf).credentials)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Name and credentials")))
        column.addWidget(self.name)
        column.addWidget(self.credentials)
        column.addWidget(
            Label(
                tr(
                    "They stand in the records of the sessions to come, and on superbills. "
                    "Credentials that stand in the name already are not said twice."
                ),
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        for field in (self.name, self.credentials):
            field.editingFinished.connect(self.keep)

    def focus_first(self) -> None:
        """Put the keyboard on the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what stands in the fields."""
        practice, name = self._conductor.practice, self.name.text()
        if name.strip() != (practice.clinician or ""):
            self._conductor.attempt(lambda: practice.name_clinician(name))
        shelf = practice.vault.shelf
        given, credentials = identity(shelf), self.credentials.text().strip()
        if credentials != given.credentials:
            told = replace(given, credentials=credentials)
            self._conductor.attempt(lambda: keep_identity(shelf, told))
