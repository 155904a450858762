"""Where documents go and in which formats; psychotherapy notes only by an act of their own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.notes.export import FORMATS, Exported, ExportError
from kap_companion.notes.export.apart import ExportStopped
from kap_companion.notes.export.order import Order
from kap_companion.ui.conductor import REFUSALS
from kap_companion.ui.exporting import Exporting, Outcome
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels.draft_chip import ToggleChip
from kap_companion.ui.panels.draft_password import PdfPassword
from kap_companion.ui.panels.progress_line import ProgressLine
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn

_FIRST_CHOICE = ("pdf", "docx")


class ExportPanel(QWidget):
    """Formats, folder, appendix. `export_asked` and `private_asked` say what is wanted.

    `answered` hands on the line that says what came of it, to be brought into sight.
    """

    export_asked = Signal()
    private_asked = Signal()
    print_asked = Signal()
    copy_asked = Signal()
    appendix_changed = Signal()
    answered = Signal(QWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._chips = {kind: ToggleChip(kind.upper()) for kind in FORMATS}
        self._folder = HintField(tr("Folder"))
        self._folder.setText(_documents())
        self._to = HintField(tr("For whom, if you like"))
        browse = KeyButton(tr("Folder"))
        browse.setAccessibleName(tr("Choose the folder"))
        self._appendix = CheckRow(tr("With the session log as appendix"))
        self._appendix.setChecked(True)
        self.password = PdfPassword()
        self._message, self._warnings = InlineMessage(), InlineMessage()
        self.progress = ProgressLine(tr("Export"))
        self._exporting = Exporting(self)
        self._is_unseen = False
        self._private = KeyButton("", tone=ButtonTone.LINK, wraps=True)
        chips = Flow()
        for kind, chip in self._chips.items():
            chip.setChecked(kind in _FIRST_CHOICE)
            chip.setAccessibleName(tr("Export as {kind}", kind=kind))
            chips.add(chip)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._folder, 1)
        row.addWidget(browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Export"), "Ctrl+E"))
        column.addWidget(chips)
        column.addWidget(self._to)
        column.addLayout(row)
        column.addWidget(self._appendix)
        column.addWidget(self.password)
        column.addWidget(self.progress)
        column.addWidget(self._message)
        column.addWidget(self._warnings)
        column.addWidget(
            Label(
                tr(
                    "Documents lie there in clear, outside the vault. What is exported, printed or "
                    "copied is told in the vault’s log."
                ),
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        self._print = KeyButton(tr("Print"), "Ctrl+P")
        self._copy = KeyButton(tr("Copy the note"), "Ctrl+Shift+C")
        column.addWidget(Flow(self._print, self._copy))
        column.addWidget(self._private)
        self._folder.entered.connect(lambda _text: self.export_asked.emit())
        browse.clicked.connect(self._browse)
        self.progress.cancelled.connect(self._exporting.stop)
        self._exporting.moved.connect(self._show_progress)
        self._appendix.clicked.connect(lambda _on: self.appendix_changed.emit())
        self._private.clicked.connect(self.private_asked)
        self._print.clicked.connect(self.print_asked)
        self._copy.clicked.connect(self.copy_asked)
        self._to.entered.connect(lambda _text: self.export_asked.emit())
        self.password.entered.connect(self.export_asked)
        self._chips["pdf"].toggled.connect(self.password.setVisible)

    @property
    def formats(self) -> tuple[str, ...]:
        """The formats that are chosen."""
        return tuple(kind for kind, chip in self._chips.items() if chip.isChecked())

    @property
    def folder(self) -> Path | None:
        """The folder that is chosen, None where none is."""
        typed = self._folder.text().strip()
        return Path(typed).expanduser() if typed else None

    @property
    def to(self) -> str | None:
        """For whom the documents are, in the clinician's words."""
        return self._to.text().strip() or None

    @property
    def has_appendix(self) -> bool:
        """Whether the log follows the note."""
        return self._appendix.isChecked()

    def set_private_count(self, count: int) -> None:
        """Offer the psychotherapy notes, apart, where there are any."""
        self._private.setText(
            trn(
                "Export {n} psychotherapy note apart", "Export {n} psychotherapy notes apart", count
            )
        )
        self._private.setVisible(count > 0)

    def begin(self) -> None:
        """Say nothing of an earlier export, unless what came of it was not seen yet."""
        if self._is_unseen:
            self._is_unseen = False
            return
        self._message.say("")
        self._warnings.say("")

    def focus_first(self) -> None:
        """Give the keyboard to the formats."""
        next(iter(self._chips.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def do(
        self,
        order: Callable[[tuple[str, ...], Path], Order],
        tell: Callable[[Order, tuple[Path, ...], str | None], object],
    ) -> None:
        """Export what `order` asks for while work goes on, and say calmly what came of it.

        `tell` is called once the documents are written, with their files and for whom they are.
        """
        if self._exporting.is_busy:
            return
        self.begin()
        folder, to = self.folder, self.to
        if folder is None:
            self._answer(tr("Choose a folder first."), Tone.DUE)
            self._folder.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        problem = self.password.problem()
        if problem:
            self._answer(problem, Tone.DUE)
            self.password.focus_field()
            return
        try:
            ordered = replace(order(self.formats, folder), password=self.password.password)
        except REFUSALS as trouble:
            self._answer(str(trouble), Tone.DUE)
            return

        def end(of: Order, outcome: Outcome) -> None:
            self.progress.rest(self._folder)
            self._is_unseen = not self.isVisible()
            match outcome:
                case Exported():
                    names = ", ".join(path.name for path in outcome.paths)
                    self._warnings.say(" ".join(outcome.warnings), Tone.DUE)
                    self._answer(
                        tr("{names} in {folder}.", names=names, folder=of.folder), Tone.WELL
                    )
                    tell(of, outcome.paths, to)
                case ExportStopped():
                    self._answer(tr("Cancelled: nothing was exported."), Tone.SECOND)
                case ExportError():
                    self._answer(str(outcome), Tone.DUE)

        self._exporting.start(ordered, end)

    def stop(self) -> None:
        """Stop what is under way, and let it come to its end: the session is put away."""
        self._exporting.settle()
        self._to.clear()
        self.password.clear()
        self._is_unseen = False
        self.begin()

    def _answer(self, words: str, tone: Tone) -> None:
        self._message.say(words, tone)
        self.answered.emit(self._message)

    def _show_progress(self, made: int, every: int) -> None:
        words = trn("Making one document.", "Making {n} documents. {made} made.", every, made=made)
        self.progress.show_progress(words, made / every if every else 0.0)

    def _browse(self) -> None:
        start = str(self.folder or "")
        chosen = choose_folder(self, tr("Folder for the documents"), start)
        if chosen is not None:
            self._folder.setText(str(chosen))


def _documents() -> str:
    return QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
