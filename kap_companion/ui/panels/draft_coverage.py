"""How many entries of the record the draft uses, and which are left out of it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.notes.coverage import Coverage
from kap_companion.ui.panels.draft_entries import EntryWords, left_out_words
from kap_companion.ui.panels.draft_rows import OpeningRows
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.progress_bar import ProgressBar
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class CoveragePanel(QWidget):
    """`add_asked` names the entry that is to be put into the note."""

    add_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = Label("", Words.TITLE, wrap=True)
        self._bar = ProgressBar(Tone.NOW, tr("Entries used"))
        self._left_out = OpeningRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Coverage")))
        column.addWidget(self._count)
        column.addWidget(self._bar)
        column.addWidget(self._left_out)
        self._left_out.add_asked.connect(self.add_asked)

    def show_coverage(self, cover: Coverage | None, words: EntryWords, *, can_add: bool) -> None:
        """Show what a draft uses of the record; what is left out may be added unless signed."""
        self.setVisible(cover is not None and cover.total > 0)
        if cover is None or not cover.total:
            return
        if self._count.text() != cover.words:
            self._count.setText(cover.words)
        self._bar.set_fraction(len(cover.used) / cover.total)
        self._left_out.show_rows(
            left_out_words(cover.left_out), words.left_out(cover, can_add=can_add)
        )
