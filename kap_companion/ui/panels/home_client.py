"""The left of Home while a client is selected: their file in short, and their sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.language import short_day_words
from kap_companion.session import course_words as say
from kap_companion.session.course import Course as ToldCourse
from kap_companion.session.entries import Limits
from kap_companion.ui.panels.home_list import HomeList, inset
from kap_companion.ui.panels.home_rows import session_columns, session_row
from kap_companion.ui.panels.home_view import Course
from kap_companion.ui.presenting import contact_words
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class ClientPanel(QWidget):
    """Emits `session_asked` with the id of one of the client's sessions, or what else is asked."""

    session_asked = Signal(str)
    edit_asked = Signal()
    course_asked = Signal()
    superbill_asked = Signal()
    destroy_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._code = Label("", Words.TITLE)
        self._name = InlineMessage("", Tone.SECOND)
        self._edit = KeyButton(tr("Edit"), "Ctrl+E", ButtonTone.QUIET)
        self._open_course = KeyButton(tr("Course"), "Ctrl+O", ButtonTone.QUIET)
        self._superbill = KeyButton(tr("Superbill"), "Ctrl+B", ButtonTone.QUIET)
        self._kept = InlineMessage("", Tone.SECOND)
        self._destroy = KeyButton(tr("Destroy this file"), tone=ButtonTone.LINK)
        self._destroy.hide()
        self._next = Label("", Words.BODY, wrap=True)
        self._overdue = InlineMessage("", Tone.DUE)
        self._limits = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self._contacts = InlineMessage("", Tone.SECOND)
        self._no_session = InlineMessage(tr("None yet."), Tone.SECOND)
        self.sessions = HomeList(tr("Sessions of this client"), session_columns, 32, fits=True)
        column = QVBoxLayout(self)
        set_margins(column, 20, 24, 16, 16)
        column.setSpacing(4)
        column.addLayout(inset(self._code))
        column.addLayout(inset(self._name))
        column.addLayout(inset(Flow(self._edit, self._open_course, self._superbill, gap=12)))
        column.addSpacing(12)
        column.addLayout(inset(SectionLabel(tr("Course"))))
        column.addLayout(inset(self._next))
        column.addLayout(inset(self._overdue))
        column.addSpacing(12)
        column.addLayout(inset(SectionLabel(tr("Prescriber's limits"))))
        column.addLayout(inset(self._limits))
        column.addSpacing(12)
        self._contacts_label = SectionLabel(tr("Contacts"))
        column.addLayout(inset(self._contacts_label))
        column.addLayout(inset(self._contacts))
        column.addSpacing(12)
        column.addLayout(inset(SectionLabel(tr("Sessions"))))
        column.addLayout(inset(self._no_session))
        column.addWidget(self.sessions)
        column.addSpacing(12)
        self._file_label = SectionLabel(tr("File"))
        column.addLayout(inset(self._file_label))
        column.addLayout(inset(self._kept))
        column.addLayout(inset(Flow(self._destroy)))
        column.addStretch(1)
        self.sessions.opened.connect(self.session_asked)
        self._edit.clicked.connect(self.edit_asked)
        self._open_course.clicked.connect(self.course_asked)
        self._superbill.clicked.connect(self.superbill_asked)
        self._destroy.clicked.connect(self.destroy_asked)

    def show_client(
        self, course: Course, now: datetime, told: ToldCourse, title: Callable[[str], str]
    ) -> None:
        """Show a client; `told` is the outline of their course."""
        file = course.file
        self._next.setText(say.next_words(told))
        overdue = [say.due_words(due, told.today, title) for due in told.overdue]
        self._overdue.say(f"{'. '.join(overdue)}." if overdue else "", Tone.DUE)
        self._code.setText(file.code)
        parts = [part for part in (file.full_name, file.prescriber) if part]
        self._name.say(" · ".join(parts), Tone.SECOND)
        self._limits.setText(limits_words(file.limits))
        contacts = "\n".join(contact_words(one) for one in file.contacts)
        self._contacts.say(contacts or tr("None given."), Tone.SECOND)
        self.sessions.set_rows([session_row(one, now) for one in course.sessions])
        self.sessions.setVisible(course.held > 0)
        self._no_session.setVisible(not course.held)

    def show_retention(self, words: str, is_over: bool) -> None:
        """Say until when the file is kept, and offer to destroy it once that `is_over`."""
        self._file_label.setVisible(bool(words))
        self._kept.say(words, Tone.SECOND)
        self._destroy.setVisible(is_over)


def limits_words(limits: Limits | None) -> str:
    """Return the prescriber's limits in words, with who gave them and when."""
    if limits is None:
        return tr("None given.")
    pressure = [limits.systolic_mmhg, limits.diastolic_mmhg]
    told = []
    if any(value is not None for value in pressure):
        both = "/".join("–" if value is None else str(value) for value in pressure)
        told.append(tr("under {pressure}", pressure=both))
    if limits.heart_rate_bpm is not None:
        told.append(tr("heart rate under {rate}", rate=limits.heart_rate_bpm))
    if limits.spo2_percent is not None:
        told.append(tr("SpO₂ {percent} or more", percent=limits.spo2_percent))
    if not told:
        return tr("None given.")
    by = f"{limits.given_by}, " if limits.given_by else ""
    on = short_day_words(limits.given_on) if limits.given_on else ""
    line = ", ".join(told)
    source = f"{by}{on}".strip(", ")
    return f"{line[0].upper()}{line[1:]}." + (f" {source}." if source else "")
