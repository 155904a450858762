"""The charts of a course: dose, measures and vitals, each with its latest value over it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QEvent
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session import course_charts as charts
from kap_companion.session import course_words as say
from kap_companion.session.course import Course
from kap_companion.session.scales import Scale
from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.chart_view import ChartView, Make
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

_LEAST_WIDE = 208
_GAP = 24
_EMPTY = tr_later("None taken yet.")


class ChartPanel(QWidget):
    """A heading, the latest value with a few quiet words, and the chart under them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heading = SectionLabel()
        self._value = Label("", Words.TITLE)
        self._words = Label("", Words.BODY, Tone.SECOND)
        self.chart = ChartView("")
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(self._value)
        line.addWidget(self._words, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._heading)
        column.addLayout(line)
        column.addWidget(self.chart, 1)

    def show_chart(self, title: str, value: str, words: str, make: Make | None) -> None:
        """Show another chart under its heading."""
        self._heading.set_text(title)
        self._value.setText(value)
        self._value.setVisible(bool(value))
        self._words.setText(words)
        self._words.setToolTip(words)
        self.chart.setAccessibleName(title)
        self.chart.show_chart(make)


class ChartsPanel(QWidget):
    """Dose, the measures and vitals: side by side where there is room, else two in a row."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP)
        self._grid.setVerticalSpacing(16)
        self._panels = [ChartPanel() for _ in range(4)]
        self._across = 0
        self._is_roomy = False
        self._place(len(self._panels))

    def show_course(self, course: Course, scale: Callable[[str], Scale | None]) -> None:
        """Show the charts of a course: its two measures of the plan, the dose, the vitals."""
        days = charts.days_of(course)
        first, second, dose, vitals = self._panels
        keys = (*course.plan.measures, "phq9", "gad7")[:2]
        for panel, key in zip((first, second), keys, strict=True):
            found = scale(key)
            series = course.series(key)
            title = found.title if found is not None else key
            make: Make | None = None
            if days is not None and series:
                make = partial(charts.measure_chart, course, days, found, key)
            value = str(series[-1].body.total) if series else ""
            panel.show_chart(title, value, say.trend_words(series) or tr(_EMPTY), make)
        last = course.dosed[-1] if course.dosed else None
        given = [one.body for one in course.prescriptions if say.bounds_mg_words(one.body)]
        bounds = say.bounds_mg_words(given[-1]) if given else ""
        dose.show_chart(
            tr("Dose"),
            say.dose_words(last) if last is not None else "",
            bounds or ("" if last is not None else tr(_EMPTY)),
            partial(charts.dose_chart, course, days) if days is not None and last else None,
        )
        pressure, rate = say.peak_words(last) if last is not None else ("", "")
        said = tr("{rate}, last session", rate=rate) if rate else tr("last session")
        has_any = any(one.highest or one.baseline for one in course.sessions)
        vitals.show_chart(
            tr("Vitals"),
            pressure.rpartition(" ")[2] or rate,
            said if pressure else ("" if has_any else tr(_EMPTY)),
            partial(charts.vitals_chart, course, days) if days is not None and has_any else None,
        )

    def set_roomy(self, roomy: bool) -> None:
        """Say that the charts have the page for themselves: then two in a row are larger."""
        self._is_roomy = roomy
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        wide = (self.width() + _GAP) // (theme.look().px(_LEAST_WIDE) + _GAP)
        most = 2 if self._is_roomy else 4
        self._place(most if wide >= most else 2 if wide >= 2 else 1)

    def _place(self, across: int) -> None:
        if across == self._across:
            return
        self._across = across
        for panel in self._panels:
            self._grid.removeWidget(panel)
        for n, panel in enumerate(self._panels):
            self._grid.addWidget(panel, n // across, n % across)
        for column in range(4):
            self._grid.setColumnStretch(column, 1 if column < across else 0)
