"""What the last meeting hands to this session: its themes and its plan, to be read before."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.course_words import day_words, meeting_words
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class CarriedPanel(QWidget):
    """Only shown; without a meeting since the last dosing session it is not there."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._heading = SectionLabel()
        self._themes = InlineMessage("", Tone.TEXT)
        self._plan = InlineMessage("", Tone.TEXT)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._heading)
        column.addWidget(self._themes)
        column.addWidget(self._plan)
        self.hide()

    def begin(self) -> None:
        """Take up the open session: what was agreed before it."""
        opened = self._conductor.companion.state.facts.opened
        has_dose = self._conductor.companion.state.first_dose is not None
        acts = self._conductor.practice.course
        if opened is None or has_dose:
            self.forget()
            return
        told = acts.carried(opened.client_id)
        if told.on is None or told.meeting is None or not (told.themes or told.plan):
            self.forget()
            return
        day = day_words(told.on, acts.today)
        self._heading.set_text(tr("From {meeting}", meeting=meeting_words(told.meeting).lower()))
        self._heading.set_aside(day)
        self._themes.say(
            tr("Themes: {themes}.", themes=", ".join(told.themes)) if told.themes else "", Tone.TEXT
        )
        self._plan.say(tr("Plan: {plan}", plan=told.plan) if told.plan else "", Tone.TEXT)
        self.show()

    def forget(self) -> None:
        """Leave nothing of a session that was put away."""
        self._themes.say("")
        self._plan.say("")
        self.hide()
