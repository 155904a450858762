"""The form of an export of the course: for whom, and into which folder."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtWidgets import QWidget

from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels.course_form import CourseForm
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr, tr_later

_HOLDS = tr_later(
    "One PDF: where the course is, its sessions with doses, vitals and adverse events, measures, "
    "supply and limits. Meetings’ notes are left out; psychotherapy notes are never in it. It "
    "lies in the folder in clear, outside the vault."
)


class CourseExport(CourseForm):
    """Saving exports."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Export for the prescriber"), parent)
        browse = KeyButton(tr("Choose the folder"))
        self._themes = CheckRow(tr("With themes and plans"))
        self._themes.setChecked(True)
        self.add(
            Label(tr(_HOLDS), Words.BODY, Tone.SECOND, wrap=True),
            self.row((("to", tr("For whom"), 1), ("folder", tr("Folder"), 2))),
            Flow(browse),
            self._themes,
        )
        self.finish()
        self.name_save(tr("Export"))
        browse.clicked.connect(self._browse)

    def begin_export(self, course: Course, to: str) -> None:
        """Ask for whom and where."""
        self.begin(course, None, None)
        if not self.fields["folder"].text():
            place = QStandardPaths.StandardLocation.DocumentsLocation
            self.fields["folder"].setText(QStandardPaths.writableLocation(place))
        self.fields["to"].setText(to)

    def focus_first(self) -> None:
        self.fields["to"].setFocus(Qt.FocusReason.OtherFocusReason)

    def show_body(self, course: Course, body: e.ClientBody | None) -> None:
        pass

    @property
    def to(self) -> str | None:
        """For whom it is, in the clinician's words."""
        return self.fields["to"].text().strip() or None

    @property
    def has_themes(self) -> bool:
        """Whether themes and plans go with it."""
        return self._themes.isChecked()

    @property
    def folder(self) -> Path | None:
        """The folder that is chosen, None where none is."""
        typed = self.fields["folder"].text().strip()
        return Path(typed).expanduser() if typed else None

    def _browse(self) -> None:
        chosen = choose_folder(self, tr("Folder for the course"), str(self.folder or ""))
        if chosen is not None:
            self.fields["folder"].setText(str(chosen))
