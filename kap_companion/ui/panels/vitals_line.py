"""The line that a reading is typed into: impossible numbers stay, unusual ones are asked about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kap_companion.session.entries import VitalsTaken
from kap_companion.session.late import LateError, at_either_end
from kap_companion.session.vitals import VitalsError, unusual
from kap_companion.session.vitals_words import average_asked, read_vitals
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.telling import late_by
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.words import tr


class VitalsLine(HintField):
    """Enter keeps the reading. `troubled` says why it was not kept, `begun_anew` that the line is
    another, `kept` that it is in the vault, or that Enter was pressed with nothing typed.
    """

    troubled = Signal(str)
    begun_anew = Signal()
    kept = Signal()

    def __init__(self, conductor: Conductor, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(hint, "F2", parent)
        self._conductor = conductor
        self._asked_about = ""
        self.entered.connect(self._keep)
        self.textEdited.connect(self._begin_anew)

    def begin(self) -> None:
        """Begin with an empty line, as for another session."""
        self.clear()
        self._begin_anew()

    def _begin_anew(self) -> None:
        self._asked_about = ""
        self.set_problem(False)
        self.begun_anew.emit()

    def _keep(self, text: str) -> None:
        if not text.strip():
            self.kept.emit()
            return
        ago, typed = at_either_end(text)
        if (of := average_asked(typed)) is not None:
            self._average(of)
            return
        try:
            odd = unusual(read_vitals(typed).reading)
            late = late_by(self._conductor, ago)
        except (VitalsError, LateError) as trouble:
            self._refuse(str(trouble))
            return
        if odd and self._asked_about != text:
            self._asked_about = text
            self._refuse(
                tr("{figures}: is that right? Enter again keeps it.", figures=", ".join(odd))
            )
            return
        companion = self._conductor.companion
        if self._conductor.attempt(lambda: companion.vitals(typed, late_by=late)) is not None:
            self.begin()
            self.kept.emit()

    def _average(self, of: int) -> None:
        """Keep the mean of the last readings, which stay as they are."""
        companion = self._conductor.companion
        singles = [
            row.entry.id
            for row in sorted(companion.rows(), key=lambda row: row.happened_at)
            if isinstance(row.body, VitalsTaken) and row.struck is None and not row.body.averaged_of
        ]
        if self._conductor.attempt(lambda: companion.average_vitals(singles[-of:])) is not None:
            self.begin()
            self.kept.emit()

    def _refuse(self, why: str) -> None:
        self.set_problem(True)
        self.troubled.emit(why)
