"""A clinical default that is asked for or not, with its source."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.defaults import Question
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.words import tr


class QuestionPanel(QWidget):
    """Kept as soon as it is ticked or unticked."""

    def __init__(
        self, conductor: Conductor, question: Question, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._question = question
        self.row = CheckRow(question.name)
        defaults = conductor.practice.defaults
        self._lines = SourceLines(question.words, defaults.sources.get(question.key, ""))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self.row)
        column.addWidget(self._lines)
        self.setFocusProxy(self.row)
        self.row.clicked.connect(lambda on: self._choose(int(on)))
        self._lines.back_asked.connect(self._go_back)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds for the sessions to come."""
        defaults, key = self._conductor.practice.defaults, self._question.key
        value, usual = defaults.value(key), defaults.usual(key)
        self.row.setChecked(bool(value))
        self._lines.show_usual(
            self._question.name,
            tr("asked for") if usual else tr("not asked"),
            is_chosen=value != usual,
        )

    def _go_back(self) -> None:
        self.row.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(self._conductor.practice.defaults.usual(self._question.key))

    def _choose(self, value: int) -> None:
        conductor = self._conductor
        defaults = conductor.practice.defaults
        conductor.attempt(lambda: defaults.choose(self._question.key, value))
        self.refresh()
