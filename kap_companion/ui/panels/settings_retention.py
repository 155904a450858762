"""How many years a client's file is kept after the last service, with the source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.companion import ActError
from kap_companion.session.retention import KEEP_YEARS, OF_AGE_YEARS, SOURCE
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_figure import MinutesField
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later, trn

_NAME = tr_later("A client’s file is kept")
_WORDS = tr_later(
    "Years after the last service; for a client who was a minor then, years after they turn "
    "{of_age}. Nothing is destroyed by itself: from then on you may, in the client’s file."
)


class RetentionPanel(QWidget):
    """Kept on Enter and on leaving the field."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._destroying = conductor.practice.destroying
        self.field = MinutesField(tr("Years"), tr("{name}, in years", name=tr(_NAME)))
        self.field.setParent(self)
        self._lines = SourceLines(tr(_WORDS, of_age=OF_AGE_YEARS), SOURCE)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(tr(_NAME), Words.BODY, wrap=True))
        words.addWidget(self._lines)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(SectionLabel(tr("Retention")))
        column.addLayout(row)
        self.setFocusProxy(self.field)
        self.field.kept.connect(self._keep)
        self._lines.back_asked.connect(self._go_back)
        self.refresh()

    def refresh(self) -> None:
        """Show how long files are kept."""
        years = self._destroying.keep_years
        self.field.take_kept(trn("1 year", "{n} years", years))
        self._lines.say("")
        self._lines.show_usual(
            tr(_NAME),
            trn("1 year", "{n} years", KEEP_YEARS),
            is_chosen=years != KEEP_YEARS,
        )

    def keep(self) -> None:
        """Keep what stands in the field."""
        self.field.keep()

    def _keep(self, text: str) -> None:
        years = text.casefold()
        for unit in (tr("years"), tr("year"), "years", "year"):
            years = years.removesuffix(unit)
        years = years.strip()
        is_number = years.isascii() and years.isdigit()
        self._choose(int(years[:6]) if is_number else 0)

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(KEEP_YEARS)

    def _choose(self, years: int) -> None:
        def choose() -> str:
            try:
                self._destroying.keep_for(years)
            except ActError as trouble:
                return str(trouble)
            return ""

        why = self._conductor.attempt(choose)
        if why:
            self.field.set_problem(True)
            self._lines.say(why)
        else:
            self.refresh()
