"""Brings a session in from the JSON file of an export."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from kap_companion.ui.background import Background
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_export
from kap_companion.ui.panels.gate_page import side_by_side
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later, trn
from kap_companion.vault.errors import VaultError

_WORDS = tr_later(
    "From the JSON file of an export. It comes in as it was kept, with every time and hash; a "
    "session that is here already is left as it is."
)
_SAME = tr_later("This session is here already, entry for entry: nothing was changed.")


class ImportPanel(QWidget):
    """Emits `busy_changed` around an import: meanwhile nothing else may use the vault.

    Emits `imported` after a session came in.
    """

    busy_changed = Signal(bool)
    imported = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._background = Background(self)
        self.record = HintField(tr("The record's file"))
        self.notes = HintField(tr("Its psychotherapy notes' file, if wanted"))
        self._begin = KeyButton(tr("Import"))
        self._message = InlineMessage()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Import a session")))
        column.addWidget(Label(tr(_WORDS), Words.LABEL, Tone.SECOND, wrap=True))
        column.addLayout(self._row(self.record, tr("Choose the record's file")))
        column.addLayout(self._row(self.notes, tr("Choose the psychotherapy notes' file")))
        column.addWidget(side_by_side(self._begin))
        column.addWidget(self._message)
        self.record.entered.connect(lambda _: self._try())
        self.notes.entered.connect(lambda _: self._try())
        self.record.textChanged.connect(lambda _: self._message.say(""))
        self._begin.clicked.connect(self._try)

    @property
    def is_busy(self) -> bool:
        """Whether a session is being imported just now."""
        return self._background.is_busy

    def settle(self) -> None:
        """Wait for the import that is under way."""
        self._background.settle()

    def focus_first(self) -> None:
        """Put the keyboard on the record's file."""
        self.record.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, field: HintField, name: str) -> QHBoxLayout:
        choose = KeyButton(tr("Choose"))
        choose.setAccessibleName(name)
        choose.clicked.connect(lambda: self._choose(field, name))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(field, 1)
        row.addWidget(choose)
        return row

    def _choose(self, field: HintField, name: str) -> None:
        chosen = choose_export(self, name)
        if chosen is not None:
            field.setText(str(chosen))
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _try(self) -> None:
        if self._background.is_busy:
            return
        record, notes = _path(self.record), _path(self.notes)
        if self._conductor.has_session:
            self._say(tr("A session goes on: import when it has ended."), Tone.DUE)
            return
        if record is None:
            self._say(tr("Choose the record's file first."), Tone.DUE)
            self.focus_first()
            return
        # Its library is needed once in a long while.
        from kap_companion.importing import Imported, ImportRefusedError, bring_in

        vault, clock = self._conductor.practice.vault, self._conductor.practice.clock

        def work() -> Imported | ImportRefusedError:
            try:
                return bring_in(vault, clock, record, notes)
            except ImportRefusedError as trouble:
                return trouble

        def end(outcome: Imported | ImportRefusedError) -> None:
            self._set_busy(False)
            if isinstance(outcome, ImportRefusedError):
                self._say(str(outcome), Tone.DUE)
            else:
                self._tell(outcome.client, outcome.entries, outcome.notes, outcome.told)

        self._set_busy(True)
        self._say(tr("Importing."), Tone.SECOND)
        self._background.do(work, end, self._refused)

    def _tell(self, client: str, entries: int, notes: int, told: tuple[str, ...]) -> None:
        if not entries and not notes:
            self._say(tr(_SAME), Tone.SECOND)
            return
        of_record = trn("1 entry", "{n} entries", entries)
        of_notes = trn(
            "1 entry of psychotherapy notes", "{n} entries of psychotherapy notes", notes
        )
        if entries and notes:
            came = tr("{entries} and {notes}", entries=of_record, notes=of_notes)
        else:
            came = of_record if entries else of_notes
        words = tr("Imported {client}: {entries}.", client=client, entries=came)
        self._say(" ".join((words, *told)), Tone.WELL)
        self.imported.emit()

    def _refused(self, trouble: VaultError) -> None:
        self._set_busy(False)
        self._say(str(trouble), Tone.DUE)

    def _say(self, sentence: str, tone: Tone) -> None:
        self._message.say(sentence, tone)
        # Once it has its place: in a small window it would stand below the edge.
        QTimer.singleShot(0, self, self._reveal)

    def _reveal(self) -> None:
        around: QWidget | None = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self._message)

    def _set_busy(self, busy: bool) -> None:
        self.record.setReadOnly(busy)
        self.notes.setReadOnly(busy)
        self._begin.setEnabled(not busy)
        self.busy_changed.emit(busy)


def _path(field: HintField) -> Path | None:
    typed = field.text().strip()
    return Path(typed).expanduser() if typed else None
