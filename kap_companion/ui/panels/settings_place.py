"""Where the vault lies."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class PlacePanel(QWidget):
    """The folder, and what it takes to open what lies there."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("The vault lies in")))
        column.addWidget(Label(str(folder), Words.BODY, wrap=True))
        column.addWidget(
            Label(
                tr(
                    "Encrypted. It opens with your passphrase, or with the recovery code that was "
                    "shown once."
                ),
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
