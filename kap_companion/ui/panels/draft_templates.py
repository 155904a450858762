"""Which template the page is drafted by: the app's in one row, the clinician's own below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.notes.draft import Template, is_built_in
from kap_companion.ui.widgets.segment import Segment
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr

_OWN_IN_A_ROW = 3


class TemplateChoice(QWidget):
    """`chosen` says the name of the template that is wanted."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._rows: list[Segmented] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setAccessibleName(tr("Template"))

    def show_templates(self, templates: Sequence[Template]) -> None:
        """Offer these."""
        told = tuple((one.name, tr(one.title)) for one in templates)
        if told == self._shown:
            return
        self._shown = told
        for row in self._rows:
            row.hide()
            row.deleteLater()
        usual = tuple(one for one in told if is_built_in(one[0]))
        own = tuple(one for one in told if not is_built_in(one[0]))
        chunks = [own[n : n + _OWN_IN_A_ROW] for n in range(0, len(own), _OWN_IN_A_ROW)]
        self._rows = [
            Segmented(chunk, name=tr("Template") if n == 0 else tr("Own template"))
            for n, chunk in enumerate((usual, *chunks))
        ]
        for row in self._rows:
            row.chosen.connect(self.chosen)
            self._column.addWidget(row, 0, Qt.AlignmentFlag.AlignLeft)
            row.show()

    def set_chosen(self, name: str | None) -> None:
        """Show which one it is; None shows none."""
        for row in self._rows:
            row.set_chosen(name)

    def set_offered(self, names: Sequence[str] | None) -> None:
        """Let only these be chosen; None lets all."""
        for segment, (name, _) in zip(self._segments(), self._shown_in_order(), strict=True):
            segment.setEnabled(names is None or name in names)

    def least_width(self) -> int:
        """Return the px that the widest row needs."""
        return max((row.minimumSizeHint().width() for row in self._rows), default=0)

    def _shown_in_order(self) -> list[tuple[str, str]]:
        return sorted(self._shown, key=lambda one: not is_built_in(one[0]))

    def _segments(self) -> list[Segment]:
        return [one for row in self._rows for one in row.findChildren(Segment)]
