"""Where the sentence at the cursor comes from: its entries, or whose words it is made of."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.notes.trace import Origin
from kap_companion.ui.panels.draft_entries import EntryLine
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.entry_row import EntryRow
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later, trn

_WHOSE = {
    Origin.HEADING: tr_later("A heading of the template."),
    Origin.BLANK: tr_later("A blank for your own words."),
    Origin.TEMPLATE: tr_later("The template’s own words: no entry says this."),
    Origin.MIXED: tr_later("Some of these words are your own."),
    Origin.YOURS: tr_later("Your own words."),
}
_MOST = 12


class SourcesPanel(QWidget):
    """Follows the cursor on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[Origin | None, tuple[EntryLine, ...]] | None = None
        self._heading = SectionLabel(tr("Sources of this sentence"), tr("Ctrl+Down the next"))
        self._whose = Label("", tone=Tone.SECOND, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addLayout(self._rows)
        column.addWidget(self._whose)
        self.show_sources(None, ())

    def show_sources(self, origin: Origin | None, lines: Sequence[EntryLine]) -> None:
        """Show the entries of a sentence, and whose words it is where not the record's alone."""
        told = (origin, tuple(lines))
        if told == self._shown:
            return
        self._shown = told
        while (item := self._rows.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for line in told[1][:_MOST]:
            row = EntryRow(line.time, line.words, line.aside)
            self._rows.addWidget(row)
            row.show()
        left = len(told[1]) - _MOST
        words = (
            tr(_WHOSE.get(origin, ""))
            if origin is not None
            else tr("Put the cursor into a sentence.")
        )
        if left > 0:
            words = " ".join((tr("and {left} more.", left=left), words)).strip()
        self._whose.setText(words)
        self._whose.setVisible(bool(words))
        self._heading.set_aside(
            trn("1 entry", "{n} entries", len(told[1])) if told[1] else tr("Ctrl+Down the next")
        )

    def told(self) -> str:
        """Return in one line what is shown, for a screen reader that is on the page."""
        if self._shown is None:
            return ""
        lines = [f"{one.time} {one.words}" for one in self._shown[1][:_MOST]]
        whose = [self._whose.text()] if self._whose.text() else []
        return " ".join([*([tr("Sources:")] if lines else []), *lines, *whose])
