"""The four acts of a dosing session, each on its key."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from kap_companion.companion import ActError
from kap_companion.session.phases import Phase
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.session_writing import WritingPanel
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr

_GAP = 8
_DONE = (Phase.RETURN, Phase.INTEGRATION)


class SessionButtons(QWidget):
    """Dose or booster, spit, return and end; what cannot be done now is dim."""

    dose_asked = Signal()
    spit_asked = Signal()
    return_asked = Signal()
    end_asked = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.dose = KeyButton(tr("Dose"), "F5")
        self.spit = KeyButton(tr("Spit"), "F6")
        self.back = KeyButton(tr("Return"), "F7")
        self.end = KeyButton(tr("End session"), "F8")
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(_GAP)
        for n, (button, asked) in enumerate(
            (
                (self.dose, self.dose_asked),
                (self.spit, self.spit_asked),
                (self.back, self.return_asked),
                (self.end, self.end_asked),
            )
        ):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(asked)
            grid.addWidget(button, n // 2, n % 2)
            grid.setColumnStretch(n % 2, 1)

    def refresh(self) -> None:
        """Show which acts make sense now."""
        companion = self._conductor.companion
        state = companion.state
        dosed = bool(state.facts.doses)
        self.dose.setText(tr("Booster") if dosed else tr("Dose"))
        self.dose.setEnabled(state.is_running)
        # The first dose is what the screen waits for.
        self.dose.set_tone(ButtonTone.NORMAL if dosed else ButtonTone.CURRENT)
        self.spit.setEnabled(can_spit(self._conductor))
        self.back.setEnabled(can_return(self._conductor))
        self.end.setEnabled(state.is_running)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        # The keys are the first to go: they stand in the menu too.
        return QSize(self._needed(KeyButton.bare_width), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the keys out where there is no room beside the words."""
        gives = self._needed(lambda one: one.least_width(one.text())) > self.width() > 0
        for button in (self.dose, self.spit, self.back, self.end):
            button.set_gives_key(gives)

    def _needed(self, wide: Callable[[KeyButton], int]) -> int:
        columns = ((self.dose, self.back), (self.spit, self.end))
        return sum(max(wide(one) for one in column) for column in columns) + _GAP


def can_spit(conductor: Conductor) -> bool:
    """Return whether something is held: a dose that was not spat yet."""
    state = conductor.companion.state
    latest, spat = state.latest_dose, state.facts.spat_at
    return state.is_running and latest is not None and (spat is None or spat < latest.at)


def can_return(conductor: Conductor) -> bool:
    """Return whether the client may be seen to return: after a dose, and not yet back."""
    companion = conductor.companion
    state = companion.state
    return (
        state.is_running
        and state.first_dose is not None
        and (state.phase(companion.now()) not in _DONE)
    )


def spit(conductor: Conductor, writing: WritingPanel, *, swallowed: bool = False) -> None:
    """Keep that the client spat, at the time that stands in the box; say where nothing is held.

    Or that they `swallowed` the lozenge instead.
    """
    if can_spit(conductor):
        writing.do_at_time(
            lambda late: conductor.companion.spit(_since_dose(conductor, late), swallowed=swallowed)
        )
    else:
        conductor.told.emit(tr("Nothing is held under the tongue now."))


def mark_return(conductor: Conductor, writing: WritingPanel) -> None:
    """Keep that the client returns, at the time that stands in the box; say where they cannot."""
    if can_return(conductor):
        writing.do_at_time(
            lambda late: conductor.companion.phase(Phase.RETURN, _since_dose(conductor, late))
        )
    else:
        conductor.told.emit(tr("There is no return to mark now."))


def _since_dose(conductor: Conductor, late_by: timedelta | None) -> timedelta | None:
    """Return how late it was told. Raises ActError where that was before the dose."""
    companion = conductor.companion
    latest = companion.state.latest_dose
    if late_by is not None and latest is not None and companion.now() - late_by < latest.at:
        dosed = conductor.clock_words(latest.at)
        raise ActError(
            tr("The dose was taken at {time}: this cannot have been before it.", time=dosed)
        )
    return late_by
