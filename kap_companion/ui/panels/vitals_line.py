"""The line that a reading is typed into: impossible numbers stay, unusual ones are asked about."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from kap_companion.session.late import LateError, at_either_end
from kap_companion.session.vitals import VitalsError, parse_vitals, unusual
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.telling import late_by
from kap_companion.ui.widgets.hint_field import HintField


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
        try:
            odd = unusual(parse_vitals(typed))
            late = late_by(self._conductor, ago)
        except (VitalsError, LateError) as trouble:
            self._refuse(str(trouble))
            return
        if odd and self._asked_about != text:
            self._asked_about = text
            self._refuse(f"{', '.join(odd)}: is that right? Enter again keeps it.")
            return
        companion = self._conductor.companion
        if self._conductor.attempt(lambda: companion.vitals(typed, late_by=late)) is not None:
            self.begin()
            self.kept.emit()

    def _refuse(self, why: str) -> None:
        self.set_problem(True)
        self.troubled.emit(why)
