"""Put a backup back: choose it, see what it holds, give the passphrase of its time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.ui.files import choose_backup
from kap_companion.ui.panels import backup_words as words
from kap_companion.ui.panels.gate_page import GatePage, side_by_side
from kap_companion.ui.panels.new_passphrase import secret_field
from kap_companion.ui.panels.progress_line import ProgressLine
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.words import tr, tr_later, trn

if TYPE_CHECKING:
    from kap_companion.vault.backup import BackupInfo

_LOOK_EVERY_MS = 100
_OVER_A_VAULT = tr_later(
    "The vault that is here now stays whole, in a folder beside the restored one. Entries that "
    "were kept after the backup are only in that one."
)
_WITHOUT_A_VAULT = tr_later("There is no vault here yet: the one in the backup comes here.")
_PASSPHRASE = tr_later("The passphrase of then, or the recovery code")
_NOT_THERE = tr_later("Choose the backup’s file first.")
_GOES_ON = tr_later("Restoring, {percent} %. It is checked before anything is replaced.")


class RestoreScreen(GatePage):
    """Emits `file_chosen` with a path, to be looked into, `restore_asked` with path and secret,
    `back_asked`, and `left` after all is done.
    """

    file_chosen = Signal(object)
    restore_asked = Signal(object, str)
    back_asked = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Restore from a backup"), tr(_OVER_A_VAULT), parent)
        self.fraction = 0.0
        """How far it is, 0 to 1; written by the thread that restores."""
        self.looked_into: Path | None = None
        """The file that was chosen last: what was found out about another one is of no use."""
        self._start = Path()
        self._info: BackupInfo | None = None
        self._is_busy = self._is_done = False
        self.file = HintField(tr("The backup’s file"))
        self.file.setAccessibleName(tr("The backup’s file"))
        self._choose = KeyButton(tr("Choose"))
        self._choose.setAccessibleName(tr("Choose the backup’s file"))
        self.holds = InlineMessage("", Tone.TEXT)
        self.secret = secret_field(tr(_PASSPHRASE))
        self.progress = ProgressLine(tr("Restore"))
        self.progress.cancel.hide()
        self._restore = KeyButton(tr("Restore"), tr("Enter"), ButtonTone.PRIMARY)
        self._back = KeyButton(tr("Back"), tr("Esc"))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.file, 1)
        row.addWidget(self._choose)
        self.add(row)
        self.add(self.holds)
        self.add(self.secret, space_before=8)
        self.add(side_by_side(self._restore, self._back), space_before=8)
        self.add(self.progress, space_before=8)
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self.show_progress)
        self._connect()

    def begin(self, *, has_vault: bool, start: Path) -> None:
        """Begin anew; the dialog opens in `start`, and `has_vault` says what is in the way."""
        self._start = start
        self._info = self.looked_into = None
        self.file.set_problem(False)
        self._is_done = False
        self.file.clear()
        self.secret.clear()
        self.holds.say("")
        self.say("")
        self.tell(tr(_OVER_A_VAULT) if has_vault else tr(_WITHOUT_A_VAULT))
        self._restore.setText(tr("Restore"))
        self._set_parts(True)
        for part in (self.secret, self._back):
            part.show()

    def focus_first(self) -> None:
        """Put the keyboard where the next thing is."""
        if self._is_done:
            self._restore.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._info is None:
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_info(self, info: BackupInfo, at: datetime) -> None:
        """Show what the chosen backup holds; `at` is when it was made, on the clock here."""
        self._info = info
        self.file.set_problem(False)
        self.say("")
        self.holds.say(
            tr(
                "Made on {moment}. It holds {holds}.",
                moment=words.moment_words(at),
                holds=words.held_words(info),
            ),
            Tone.TEXT,
        )
        self.focus_first()

    def refuse_file(self, sentence: str) -> None:
        """Say why the chosen file cannot be restored."""
        self._info = None
        self.holds.say("")
        self.file.set_problem(True)
        self.say(sentence)
        self.focus_first()

    def set_busy(self, busy: bool) -> None:
        """Show that it is being restored, or let it be asked for again."""
        self._is_busy = busy
        self._set_parts(not busy)
        if busy:
            self.fraction = 0.0
            self.say("")
            self._look.start()
            self.show_progress()
        else:
            self._look.stop()
            self.progress.rest()

    def show_progress(self) -> None:
        """Show how far it is."""
        fraction = self.fraction
        self.progress.show_progress(tr(_GOES_ON, percent=round(100 * fraction)), fraction)

    def refuse(self, sentence: str) -> None:
        """Say why nothing was restored."""
        self.set_busy(False)
        self.say(sentence)
        self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        self.secret.selectAll()

    def tell_done(self, info: BackupInfo, at: datetime, kept: Path | None) -> None:
        """Say what was restored and where the old vault lies; Enter goes on to the passphrase."""
        self.set_busy(False)
        self._is_done = True
        self.secret.clear()
        self._set_parts(False)
        self._restore.setEnabled(True)
        self._restore.setText(tr("Go on to unlock"))
        for part in (self.secret, self._back):
            part.hide()
        entries = trn("1 entry", "{n} entries", info.entries)
        told = tr(
            "Restored: {entries}, as they were on {moment}.",
            entries=entries,
            moment=words.moment_words(at),
        )
        if kept is not None:
            lies = tr(
                "The vault that was here lies whole in {name}, in the same folder.", name=kept.name
            )
            told = f"{told} {lies}"
        self.say(told, Tone.WELL)
        self.focus_first()

    def clear(self) -> None:
        """Forget what was typed."""
        self.secret.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and not self._is_busy:
            (self.left if self._is_done else self.back_asked).emit()
            return
        super().keyPressEvent(event)

    # --- how it is done -------------------------------------------------------------------------

    def _connect(self) -> None:
        self.file.entered.connect(lambda _: self._look_into())
        self.file.editingFinished.connect(self._look_into)
        self.file.textEdited.connect(self._forget_file)
        self._choose.clicked.connect(self._browse)
        self.secret.entered.connect(lambda _: self._ask())
        self.secret.textEdited.connect(lambda _: self.say(""))
        self._restore.clicked.connect(self._ask)
        self._back.clicked.connect(self.back_asked)

    def _set_parts(self, enabled: bool) -> None:
        self.file.setReadOnly(not enabled)
        self.secret.setReadOnly(not enabled)
        for button in (self._choose, self._restore, self._back):
            button.setEnabled(enabled)

    def _path(self) -> Path | None:
        typed = self.file.text().strip()
        return Path(typed).expanduser() if typed else None

    def _browse(self) -> None:
        chosen = choose_backup(self, tr("The backup to restore"), str(self._start))
        if chosen is not None:
            self.file.setText(str(chosen))
            self._forget_file()
            self._look_into()

    def _forget_file(self) -> None:
        self._info = self.looked_into = None
        self.file.set_problem(False)
        self.holds.say("")
        self.say("")

    def _look_into(self) -> None:
        path = self._path()
        if path is None or self._is_busy or self._is_done or path == self.looked_into:
            return
        self.looked_into = path
        self.file_chosen.emit(path)

    def _ask(self) -> None:
        if self._is_done:
            self.left.emit()
            return
        path = self._path()
        if self._is_busy:
            return
        if path is None:
            self.say(tr(_NOT_THERE))
            self.file.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self.secret.text():
            self.say(tr("Type the passphrase the vault had when the backup was made."))
            self.secret.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.restore_asked.emit(path, self.secret.text())
