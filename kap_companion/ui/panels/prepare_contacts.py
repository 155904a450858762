"""Whom to call, as it stands in the record."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.state import SessionState
from kap_companion.ui import presenting
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class ContactsPanel(QWidget):
    """The contacts that the client's file held when the session was opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label(tone=Tone.SECOND, wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("To call")))
        column.addWidget(self._words)

    def refresh(self, state: SessionState) -> None:
        """Show the contacts; without any the panel is not there."""
        contacts = state.facts.opened.contacts if state.facts.opened else ()
        lines = [presenting.contact_words(one) for one in contacts]
        self._words.setText("\n".join(lines))
        self.setVisible(bool(lines))
