"""The clinician's name, as it stands in the records."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel


class PersonPanel(QWidget):
    """The name is kept on leaving its field."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.name = HintField("Name and credentials, as you sign")
        self.name.setText(conductor.practice.clinician or "")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel("Name"))
        column.addWidget(self.name)
        column.addWidget(
            Label(
                "Stands in the records of the sessions to come.",
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        self.name.editingFinished.connect(self.keep)

    def focus_first(self) -> None:
        """Put the keyboard on the name."""
        self.name.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep(self) -> None:
        """Keep what stands in the field."""
        practice, name = self._conductor.practice, self.name.text()
        if name.strip() != (practice.clinician or ""):
            self._conductor.attempt(lambda: practice.name_clinician(name))
