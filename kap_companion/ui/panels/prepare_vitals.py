"""The latest reading with its changes, and the field that takes another."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.state import ReadingTaken
from kap_companion.session.vitals import VitalsError, parse_vitals, unusual
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_words import clock_words, figures
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.vitals_panel import Reading, VitalsPanel

_HINT = "124/80 72 98"


class VitalsEntry(QWidget):
    """Enter keeps the line; one that cannot be right stays, with the reason below it."""

    def __init__(
        self, conductor: Conductor, heading: str = "Vitals", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._asked_about = ""
        self._panel = VitalsPanel(heading)
        self.field = HintField(_HINT, "F2")
        self.field.setAccessibleName(f"{heading}, such as {_HINT}")
        self._message = InlineMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._panel)
        column.addWidget(self.field)
        column.addWidget(self._message)
        column.addStretch(1)
        self.field.entered.connect(self._keep)
        self.field.textEdited.connect(self._begin_anew)

    def show_reading(
        self, taken: ReadingTaken | None, baseline: ReadingTaken | None, empty: str
    ) -> None:
        """Show a reading and its changes from `baseline`, or the words `empty`."""
        if taken is None:
            self._panel.set_readings((), "", empty=empty)
            self.field.setPlaceholderText(_HINT)
            return
        before = baseline.reading if baseline and baseline != taken else None
        when = clock_words(taken.at, self._conductor.practice.clock)
        self._panel.set_readings(
            tuple(
                Reading(one.label, one.figure, one.change) for one in figures(taken.reading, before)
            ),
            f"{when}, change from before the dose" if before else when,
        )
        self.field.setPlaceholderText("Another reading")

    def _begin_anew(self) -> None:
        self._asked_about = ""
        self.field.set_problem(False)
        self._message.say("")

    def _keep(self, text: str) -> None:
        try:
            odd = unusual(parse_vitals(text))
        except VitalsError as trouble:
            self._refuse(str(trouble))
            return
        if odd and self._asked_about != text:
            self._asked_about = text
            self._refuse(f"{', '.join(odd)}: is that right? Enter again keeps it.")
            return
        if self._conductor.attempt(lambda: self._conductor.companion.vitals(text)) is not None:
            self.field.clear()
            self._begin_anew()

    def _refuse(self, why: str) -> None:
        self.field.set_problem(True)
        self._message.say(why, Tone.DUE)
