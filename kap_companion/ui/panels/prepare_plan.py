"""What is planned: the dose and its range, and how long the session is meant to last."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.session import entries as e
from kap_companion.session.phases import hold_time
from kap_companion.session.state import SessionState
from kap_companion.session.wording import DOSED, PREPARING, milligrams
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.prepare_field import KeptField
from kap_companion.ui.panels.prepare_words import (
    PlanError,
    parse_dose,
    parse_minutes,
)
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

_LENGTHS = (60, 90, 120, 180)
_RANGES = (
    (e.DoseRange.LOW.value, tr_later("Low")),
    (e.DoseRange.MODERATE.value, tr_later("Moderate")),
)


def change_plan(conductor: Conductor, **changes: Any) -> None:
    """Keep changed keys of the opening, in JSON form, with the reason why they may change."""
    if not conductor.has_session:
        return
    companion = conductor.companion
    dosed = bool(companion.state.facts.doses)
    reason = DOSED if dosed else PREPARING
    conductor.attempt(lambda: companion.change_plan(reason, **changes))


class DosePlan(QWidget):
    """The planned dose in mg and its range; the app suggests neither."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._field = KeptField(tr("mg, as prescribed"), tr("Planned dose in mg"))
        self._range = Segmented(
            tuple((key, tr(words)) for key, words in _RANGES), name=tr("Range of the dose")
        )
        self._line = _Line()
        self._heading = SectionLabel(tr("Planned dose"))
        _stack(self, self._heading, self._field, self._range, self._line)
        self._field.kept.connect(self._keep_dose)
        self._range.chosen.connect(lambda key: change_plan(self._conductor, dose_range=key))

    def refresh(self, state: SessionState) -> None:
        """Show the plan as it stands."""
        opened = state.facts.opened
        if opened is None:
            return
        dose = opened.planned_dose_mg
        self._field.show_kept("" if dose is None else milligrams(dose))
        self._range.set_chosen(opened.dose_range.value if opened.dose_range else None)
        self._say(opened)

    def set_roomy(self, is_roomy: bool) -> None:
        """Show the quiet line below only where there is room."""
        self._line.set_roomy(is_roomy)

    def keep(self) -> None:
        """Keep what stands in the field."""
        self._field.keep()

    def focus_first(self) -> None:
        """Give the keyboard to the dose."""
        self._field.setFocus()

    def _say(self, opened: e.SessionOpened) -> None:
        self._heading.set_aside(opened.prescriber or tr("no prescriber named"))
        held = int(hold_time(opened.phases, opened.cues) / timedelta(minutes=1))
        self._line.say_quietly(tr("Under the tongue, {minutes} min.", minutes=held))

    def _keep_dose(self, text: str) -> None:
        try:
            dose = parse_dose(text)
        except PlanError as trouble:
            self._field.set_problem(True)
            self._line.say_trouble(str(trouble))
            return
        self._field.take_kept("" if dose is None else milligrams(dose))
        change_plan(self._conductor, planned_dose_mg=None if dose is None else str(dose))


class LengthPlan(QWidget):
    """The planned length: usual ones on segments, any other typed. A plan, never a limit."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._field = KeptField(tr("Minutes"), tr("Planned length in minutes"))
        self._usual = Segmented(
            tuple((str(minutes), str(minutes)) for minutes in _LENGTHS),
            name=tr("Planned length in minutes"),
        )
        self._line = _Line()
        _stack(self, SectionLabel(tr("Planned length")), self._field, self._usual, self._line)
        self._field.kept.connect(self._keep_minutes)
        self._usual.chosen.connect(self._keep_minutes)

    def refresh(self, state: SessionState) -> None:
        """Show the plan as it stands."""
        opened, begun = state.facts.opened, state.facts.opened_at
        if opened is None or begun is None:
            return
        minutes = opened.planned_minutes
        self._field.show_kept(f"{minutes} min")
        self._usual.set_chosen(str(minutes))
        clock_words = self._conductor.clock_words
        end = clock_words(begun + timedelta(minutes=minutes))
        self._line.say_quietly(
            tr("{begun} to {end}: a plan, never a limit.", begun=clock_words(begun), end=end)
        )

    def set_roomy(self, is_roomy: bool) -> None:
        """Show the quiet line below only where there is room."""
        self._line.set_roomy(is_roomy)

    def keep(self) -> None:
        """Keep what stands in the field."""
        self._field.keep()

    def _keep_minutes(self, text: str) -> None:
        try:
            minutes = parse_minutes(text)
        except PlanError as trouble:
            self._field.set_problem(True)
            self._line.say_trouble(str(trouble))
            return
        self._field.take_kept(f"{minutes} min")
        change_plan(self._conductor, planned_minutes=minutes)


class _Line(Label):
    """A quiet line that may give way, and the trouble that may not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(words=Words.LABEL, tone=Tone.SECOND, wrap=True, parent=parent)
        self._is_roomy = True

    def set_roomy(self, is_roomy: bool) -> None:
        self._is_roomy = is_roomy
        self.setVisible(is_roomy or self.tone is Tone.DUE)

    def say_quietly(self, words: str) -> None:
        self.setText(words)
        self.set_tone(Tone.SECOND)
        self.setVisible(self._is_roomy)

    def say_trouble(self, words: str) -> None:
        self.setText(words)
        self.set_tone(Tone.DUE)
        self.show()


def _stack(parent: QWidget, *widgets: QWidget) -> None:
    column = QVBoxLayout(parent)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(8)
    for widget in widgets:
        column.addWidget(widget)
    column.addStretch(1)
