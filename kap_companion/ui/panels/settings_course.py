"""The counts and intervals of a course: typed, checked, each with its source."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.course_plan import (
    FIGURES,
    CourseFigure,
    source_key,
    values_of,
    with_values,
)
from kap_companion.session.phases import ProtocolError
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.panels.settings_clinical import ClinicalPanel
from kap_companion.ui.panels.settings_figure import MinutesField
from kap_companion.ui.panels.settings_source import SourceLines
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets.label import Label

FOR_ALL = "For every course from now on: what is next and overdue is reckoned anew."


class CourseFigurePanel(QWidget):
    """Kept on Enter and on leaving the field; what cannot be is refused in one sentence."""

    def __init__(
        self, conductor: Conductor, figure: CourseFigure, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._figure = figure
        self._acts = conductor.practice.course
        self.field: KeptField = MinutesField("Number", figure.name)
        self.field.setParent(self)
        source = self._acts.sources.get(source_key(figure.key), "")
        self._lines = SourceLines(figure.words, source)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addWidget(Label(figure.name, Words.BODY, wrap=True))
        words.addWidget(self._lines)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(24)
        row.addLayout(words, 1)
        row.addWidget(self.field, 0, Qt.AlignmentFlag.AlignTop)
        self.setFocusProxy(self.field)
        self.field.kept.connect(self._keep)
        self._lines.back_asked.connect(self._go_back)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        value = values_of(self._acts.plan)[self._figure.key]
        usual = values_of(self._acts.usual_plan)[self._figure.key]
        self.field.take_kept(str(value))
        self._lines.say("")
        self._lines.show_usual(self._figure.name, str(usual), is_chosen=value != usual)

    def keep(self) -> None:
        """Keep what stands in the field."""
        self.field.keep()

    def _keep(self, text: str) -> None:
        if not re.fullmatch(r"[0-9]{1,5}", text):
            self._refuse("Type a whole number, such as 8.")
            return
        self._choose(int(text))

    def _go_back(self) -> None:
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose(values_of(self._acts.usual_plan)[self._figure.key])

    def _choose(self, value: int) -> None:
        key = self._figure.key
        try:
            with_values(self._acts.usual_plan, {key: value})
        except ProtocolError as trouble:
            self._refuse(str(trouble))
            return
        self._conductor.attempt(lambda: self._acts.choose(key, value))
        self.refresh()

    def _refuse(self, sentence: str) -> None:
        self.field.set_problem(True)
        self._lines.say(sentence)


def course_panels(conductor: Conductor) -> tuple[ClinicalPanel, ...]:
    """Return the counts of the steps, and what falls due when."""
    counts = [one for one in FIGURES if "_days" not in one.key]
    intervals = [one for one in FIGURES if one not in counts]
    return (
        ClinicalPanel("Steps", *(CourseFigurePanel(conductor, one) for one in counts)),
        ClinicalPanel("Due", *(CourseFigurePanel(conductor, one) for one in intervals)),
    )
