"""One checklist: its items, when each was ticked, and how many are done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.checklists import Checklist
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_words import Answer
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr

_TIME = "00:00"


class ChecklistPanel(QWidget):
    """Ticking an item keeps the answer at once, unticking it keeps that it is open again."""

    def __init__(
        self, conductor: Conductor, checklist: Checklist, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._name = checklist.name
        self._heading = SectionLabel(tr(checklist.title))
        self._rows: dict[str, CheckRow] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._heading)
        self._column.addSpacing(4)
        self._show_items(checklist.items)

    def refresh(self, answers: Mapping[str, Answer]) -> None:
        """Show the answers that stand, to the items that the open session rests on."""
        for one in self._conductor.checklists:
            if one.name == self._name and one.items != tuple(self._rows):
                self._show_items(one.items)
        done = 0
        # A list that was not begun yet is quiet; then what is still open stands out.
        is_begun = any(item in answers for item in self._rows)
        for item, row in self._rows.items():
            answer = answers.get(item)
            is_done = answer is not None and answer.answer
            done += is_done
            row.setChecked(is_done)
            if answer is not None and is_done:
                row.set_aside(self._conductor.clock_words(answer.at))
            else:
                row.set_aside(tr("open") if is_begun else "", Tone.DUE if is_begun else Tone.SECOND)
        every = len(self._rows)
        is_complete = done == every
        self._heading.set_aside(
            tr("{done} of {every}", done=done, every=every),
            Tone.WELL if is_complete else Tone.SECOND,
        )

    def focus_first(self) -> None:
        """Give the keyboard to the first open item, else to the first."""
        rows = list(self._rows.values())
        next((row for row in rows if not row.isChecked()), rows[0]).setFocus()

    def _show_items(self, items: Sequence[str]) -> None:
        before = list(self._rows.values())
        # Room for the time is kept from the beginning, so that no row moves when one is ticked.
        self._rows = {item: CheckRow(tr(item), least_aside=_TIME) for item in items}
        chained: QWidget = before[-1] if before else self._heading
        for item, row in self._rows.items():
            row.clicked.connect(partial(self._answer, item))
            self._column.addWidget(row)
            if before:
                QWidget.setTabOrder(chained, row)
                chained = row
        for gone in before:
            self._column.removeWidget(gone)
            gone.setParent(None)
            gone.deleteLater()

    def _answer(self, item: str, _checked: bool = False) -> None:
        companion, name = self._conductor.companion, self._name
        answer = self._rows[item].isChecked()
        kept = self._conductor.attempt(lambda: companion.check(item, answer, name))
        if kept is None:
            self._rows[item].setChecked(not answer)
