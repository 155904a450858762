"""The head of a course: what is next, what is overdue, what supply is left; and its acts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session import course_words as say
from kap_companion.session.course import Course
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

SESSIONS, CHARTS, FILE = "sessions", "charts", "file"
MEETING, DAY, SUPPLY, MEASURE, EXPORT = "meeting", "day", "supply", "measure", "export"
ACTS = (
    (MEETING, tr_later("Meeting held"), "Ctrl+M"),
    (DAY, tr_later("Set a day"), "Ctrl+D"),
    (SUPPLY, tr_later("Prescription"), "Ctrl+R"),
    (MEASURE, tr_later("Measure"), "Ctrl+T"),
    (EXPORT, tr_later("Export for the prescriber"), "Ctrl+Shift+E"),
)
_SHORT = {EXPORT: tr_later("Export")}


class CourseHead(QWidget):
    """Emits `asked` with one of the acts, and `view_chosen` with what is to be seen."""

    asked = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._next = Label("", Words.STRONG, wrap=True)
        self._overdue = InlineMessage("", Tone.DUE)
        self._rest = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self.message = InlineMessage("", Tone.WELL)
        self.view = Segmented(
            ((SESSIONS, tr("Sessions")), (CHARTS, tr("Charts")), (FILE, tr("All entries"))),
            SESSIONS,
            tr("View"),
        )
        acts = Flow(self.view, gap=8)
        for key, words, shortcut in ACTS:
            button = KeyButton(tr(_SHORT.get(key, words)), shortcut, ButtonTone.NORMAL, height=36)
            button.setAccessibleName(tr(words))
            button.clicked.connect(partial(self._ask, key))
            acts.add(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 0, 8, 0)
        column.setSpacing(4)
        # Beside it, so that nothing below moves when something was kept.
        line = QHBoxLayout()
        line.setSpacing(24)
        line.addWidget(self._next, 1)
        line.addWidget(self.message, 1)
        column.addLayout(line)
        column.addWidget(self._overdue)
        column.addWidget(self._rest)
        column.addSpacing(8)
        column.addWidget(acts)
        self.view.chosen.connect(self.view_chosen)

    def show_course(self, course: Course, title: Callable[[str], str]) -> None:
        """Say where the course is."""
        self._next.setText(f"{say.stage_words(course)}. {say.next_words(course)}")
        overdue = [say.due_words(due, course.today, title) for due in course.overdue]
        self._overdue.say(f"{'. '.join(overdue)}." if overdue else "", Tone.DUE)
        rest = [say.supply_words(course.supply)]
        rest += [
            say.due_words(due, course.today, title)
            for due in course.coming
            if course.next is None or due.step.value != course.next.step.value
        ]
        self._rest.setText(f"{'. '.join(rest)}.")

    def _ask(self, key: str, _checked: bool = False) -> None:
        self.asked.emit(key)
