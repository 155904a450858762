"""The latest reading with its changes, and the field that takes another."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session.state import ReadingTaken
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_words import figures
from kap_companion.ui.panels.vitals_line import VitalsLine
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.vitals_panel import Reading, VitalsPanel
from kap_companion.ui.words import tr

_HINT = "124/80 72 98"


class VitalsEntry(QWidget):
    """Enter keeps the line; one that cannot be right stays, with the reason below it."""

    def __init__(
        self, conductor: Conductor, heading: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        heading = heading or tr("Vitals")
        self._panel = VitalsPanel(heading)
        self.field = VitalsLine(conductor, _HINT)
        self.field.setAccessibleName(
            tr("{heading}, such as {figures}", heading=heading, figures=_HINT)
        )
        self._message = InlineMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._panel)
        column.addWidget(self.field)
        column.addWidget(self._message)
        column.addStretch(1)
        self.field.troubled.connect(lambda why: self._message.say(why, Tone.DUE))
        self.field.begun_anew.connect(lambda: self._message.say(""))

    def show_reading(
        self, taken: ReadingTaken | None, baseline: ReadingTaken | None, empty: str
    ) -> None:
        """Show a reading and its changes from `baseline`, or the words `empty`."""
        if taken is None:
            self._panel.set_readings((), "", empty=empty)
            self.field.setPlaceholderText(_HINT)
            return
        before = baseline.reading if baseline and baseline != taken else None
        when = self._conductor.clock_words(taken.at)
        state = self._conductor.companion.state
        opened = state.facts.opened
        passed = presenting.passed_limits(taken.reading, opened.limits if opened else None)
        self._panel.set_readings(
            tuple(
                Reading(
                    tr(one.label),
                    one.figure,
                    one.change,
                    Tone.DUE if one.label in passed else Tone.TEXT,
                )
                for one in figures(taken.reading, before)
            ),
            tr("{time}, change from before the dose", time=when) if before else when,
        )
        offers = presenting.offers_mean(state)
        self.field.setPlaceholderText(
            tr("Another reading, or avg") if offers else tr("Another reading")
        )
