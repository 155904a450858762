"""The counts and intervals of a course: typed, checked, each with its source."""

from __future__ import annotations

import re

from PySide6.QtWidgets import QWidget

from kap_companion.session.course_plan import (
    FIGURES,
    CourseFigure,
    source_key,
    values_of,
    with_values,
)
from kap_companion.session.phases import ProtocolError
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.settings_clinical import ClinicalPanel
from kap_companion.ui.panels.settings_figure import FigureRow, MinutesField
from kap_companion.ui.words import tr, tr_later

FOR_ALL = tr_later("For every course from now on: what is next and overdue is reckoned anew.")


class CourseFigurePanel(FigureRow):
    """A count or an interval, for every course."""

    def __init__(
        self, conductor: Conductor, figure: CourseFigure, parent: QWidget | None = None
    ) -> None:
        self._conductor = conductor
        self._figure = figure
        self._acts = conductor.practice.course
        source = self._acts.sources.get(source_key(figure.key), "")
        field = MinutesField(tr("Number"), figure.name)
        super().__init__(field, figure.name, figure.words, source, parent)
        self.refresh()

    def refresh(self) -> None:
        """Show what holds."""
        value = values_of(self._acts.plan)[self._figure.key]
        usual = values_of(self._acts.usual_plan)[self._figure.key]
        self._show(self._figure.name, str(value), str(usual))

    def _keep(self, text: str) -> None:
        if not re.fullmatch(r"[0-9]{1,5}", text):
            self._refuse(tr("Type a whole number, such as 8."))
            return
        self._choose(int(text))

    def _choose_usual(self) -> None:
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


def course_panels(conductor: Conductor) -> tuple[ClinicalPanel, ...]:
    """Return the counts of the steps, and what falls due when."""
    counts = [one for one in FIGURES if "_days" not in one.key]
    intervals = [one for one in FIGURES if one not in counts]
    return (
        ClinicalPanel(tr("Steps"), *(CourseFigurePanel(conductor, one) for one in counts)),
        ClinicalPanel(tr("Due"), *(CourseFigurePanel(conductor, one) for one in intervals)),
    )
