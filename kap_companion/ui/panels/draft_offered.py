"""What is offered to the note: themes and quotes of the session, questions for integration."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.notes.questions import Question
from kap_companion.notes.themes import Theme
from kap_companion.ui.panels.draft_entries import EntryLine
from kap_companion.ui.panels.draft_rows import OpeningRows
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn


class OfferedPanel(QWidget):
    """`theme_asked` and `question_asked` say by its number what is to be put into the note."""

    theme_asked = Signal(int)
    question_asked = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes, self._questions = OpeningRows(), OpeningRows()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 20)
        column.setSpacing(4)
        column.addWidget(SectionLabel(tr("For integration")))
        column.addWidget(self._themes)
        column.addWidget(self._questions)
        self._themes.add_asked.connect(lambda n: self.theme_asked.emit(int(n)))
        self._questions.add_asked.connect(lambda n: self.question_asked.emit(int(n)))

    def show_offered(
        self, themes: Sequence[Theme], questions: Sequence[Question], *, can_add: bool
    ) -> None:
        """Show the themes with their counts and times, and the questions with their sources."""
        self.setVisible(bool(themes or questions))
        self._themes.show_rows(
            trn("1 theme or quote", "{n} themes and quotes", len(themes)) if themes else "",
            [EntryLine(str(n), "", one.said, _often(one), can_add) for n, one in enumerate(themes)],
        )
        self._questions.show_rows(
            trn("1 question", "{n} questions", len(questions)) if questions else "",
            [
                EntryLine(str(n), "", tr(one.words), tr(one.source), can_add)
                for n, one in enumerate(questions)
            ],
        )


def _often(theme: Theme) -> str:
    often = trn("once", "{n} times", theme.count)
    return f"{often}: {', '.join(theme.times)}"
