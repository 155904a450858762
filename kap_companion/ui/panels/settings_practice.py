"""The practice's particulars, as superbills and emergency cards name them."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.identity import identity, keep_identity
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.field_row import FieldRow, NamedField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

_ROWS = (
    (("practice", tr_later("Practice"), 3), ("phone", tr_later("Phone"), 2)),
    (("address", tr_later("Address"), 3), ("email", tr_later("Email"), 2)),
    (("licence", tr_later("Licence"), 1), ("npi", "NPI", 1), ("tax_id", tr_later("Tax id"), 1)),
)
_USED = tr_later(
    "They stand on superbills as you type them. Address and phone are also what the emergency card "
    "says of a session in person. All of it may stay empty."
)
_SAVED = tr_later("NPI is the National Provider Identifier, the tax id an EIN or SSN.")


class PracticePanel(QWidget):
    """Each field is kept on Enter and on leaving it."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.fields: dict[str, KeptField] = {}
        given = identity(conductor.practice.vault.shelf)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("The practice’s particulars")))
        column.addWidget(Label(tr(_USED), Words.LABEL, Tone.SECOND, wrap=True))
        for row in _ROWS:
            named = []
            for key, words, share in row:
                field = self.fields[key] = KeptField("", tr(words))
                field.take_kept(getattr(given, key))
                field.kept.connect(partial(self._keep, key))
                named.append(NamedField(tr(words), field, share))
            column.addWidget(FieldRow(named))
        column.addWidget(Label(tr(_SAVED), Words.LABEL, Tone.SECOND, wrap=True))

    def keep(self) -> None:
        """Keep what stands in the fields."""
        for field in self.fields.values():
            field.keep()

    def _keep(self, key: str, text: str) -> None:
        shelf = self._conductor.practice.vault.shelf
        told = replace(identity(shelf), **{key: text})
        self._conductor.attempt(lambda: keep_identity(shelf, told))
        self.fields[key].take_kept(getattr(identity(shelf), key))
