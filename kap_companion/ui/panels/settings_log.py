"""The vault's own log: what left it, when and for whom, who came, and what was changed."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.language import short_day_words
from kap_companion.ui import theme
from kap_companion.ui.conductor import REFUSALS, Conductor
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels.gate_page import side_by_side
from kap_companion.ui.panels.home_list import Cell, HomeList, ListRow
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later
from kap_companion.vault_log import LogLine

LEFT, ALL = "left", "all"
_VIEWS = ((LEFT, tr_later("What left")), (ALL, tr_later("All of it")))
_WORDS = tr_later(
    "What left the vault, who came, what was changed. Each line is written as it happens and is "
    "never changed. What becomes of a file outside the vault is not seen."
)
_ROW, _HIGH = 48, 300
_WHEN = 112


class LogPanel(QWidget):
    """Read anew each time it is shown."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.view = Segmented(
            tuple((key, tr(words)) for key, words in _VIEWS), LEFT, tr("Which lines")
        )
        self.lines = HomeList(tr("Log of the vault"), _columns, _ROW, is_ruled=True)
        self.lines.setMinimumHeight(_HIGH)
        self._nothing = InlineMessage("", Tone.SECOND)
        self.to = HintField(tr("For whom, if you like"))
        self.folder = HintField(tr("Folder"))
        self._export = KeyButton(tr("Export as a table"))
        self._message = InlineMessage()
        browse = KeyButton(tr("Folder"))
        browse.setAccessibleName(tr("Choose the folder for the log"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Log of the vault")))
        column.addWidget(Label(tr(_WORDS), Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(self.view)
        column.addWidget(self._nothing)
        column.addWidget(self.lines)
        column.addWidget(SectionLabel(tr("Export this log")))
        column.addWidget(self.to)
        column.addLayout(row)
        column.addWidget(side_by_side(self._export))
        column.addWidget(self._message)
        self.view.chosen.connect(lambda _key: self.refresh())
        self._export.clicked.connect(self.export)
        self.folder.entered.connect(lambda _text: self.export())
        browse.clicked.connect(self._browse)

    def refresh(self) -> None:
        """Show the log as it stands."""
        log, only_left = self._conductor.practice.log, self.view.chosen_key() != ALL
        told = self._conductor.attempt(lambda: log.lines(only_left=only_left)) or ()
        rows = [_row(line) for line in told]
        self.lines.set_rows(rows)
        self.lines.setVisible(bool(rows))
        self._nothing.say("" if rows else tr("Nothing left this vault yet."), Tone.SECOND)

    def export(self) -> None:
        """Write the log as a table into the folder."""
        typed = self.folder.text().strip()
        if not typed:
            self._message.say(tr("Choose a folder first."), Tone.DUE)
            self.folder.setFocus()
            return
        folder, to = Path(typed).expanduser(), self.to.text().strip() or None
        try:
            done = self._conductor.practice.log.export(folder, to)
        except REFUSALS as trouble:
            self._message.say(str(trouble), Tone.DUE)
            return
        self._message.say(
            tr("{name} in {folder}.", name=done.paths[0].name, folder=folder), Tone.WELL
        )
        self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            if not self.folder.text():
                place = QStandardPaths.StandardLocation.DocumentsLocation
                self.folder.setText(QStandardPaths.writableLocation(place))
            self.refresh()

    def _browse(self) -> None:
        chosen = choose_folder(self, tr("Folder for the log"), self.folder.text())
        if chosen is not None:
            self.folder.setText(str(chosen))


def _columns(width: int) -> tuple[int, ...]:
    return (0, min(theme.look().px(_WHEN), width // 3))


def _row(line: LogLine) -> ListRow:
    day, time = short_day_words(line.at.date()), f"{line.at:%H:%M}"
    parts = [
        line.about,
        tr("for {to}", to=line.to) if line.to else "",
        ", ".join(line.files),
        line.folder,
    ]
    under = " · ".join(part for part in parts if part)
    return ListRow(
        line.id,
        f"{day}, {time}: {line.what}. {under}",
        (Cell(day, Tone.SECOND, Words.LABEL, under=time), Cell(line.what, under=under)),
    )
