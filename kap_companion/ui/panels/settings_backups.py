"""Backups in the settings: where they go, the last one, one made now, and those that are there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.backups import own_backups
from kap_companion.session.clock import at_offset
from kap_companion.ui import theme
from kap_companion.ui.background import Background
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_folder
from kap_companion.ui.panels import backup_words as words
from kap_companion.ui.panels.gate_page import NOW_KEY, RESTORE_KEY, side_by_side
from kap_companion.ui.panels.home_list import Cell, HomeList, ListRow
from kap_companion.ui.panels.progress_line import ProgressLine
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr
from kap_companion.vault.backup import BackupInfo
from kap_companion.vault.conflicts import told_of_conflicts, told_of_syncing
from kap_companion.vault.errors import VaultError

_ROW, _WHEN = 36, 240


@dataclass(frozen=True, slots=True)
class _Seen:
    """What lies in the folder, and whether that is on the vault's own disk; None where unknown."""

    own: tuple[BackupInfo, ...]
    is_same_disk: bool | None


class BackupsPanel(QWidget):
    """Putting one back is only asked for here: it is done at the gate, before a closed vault."""

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._backing_up = conductor.backing_up
        self._background = Background(self)
        self.last = Label(tr(words.NONE_YET), Words.BODY, wrap=True)
        self.now = KeyButton(tr("Back up now"), NOW_KEY, ButtonTone.CURRENT)
        self.restore = KeyButton(tr("Restore from a backup"), RESTORE_KEY)
        self.progress = ProgressLine(tr("Backup"))
        self._message = InlineMessage()
        self.folder = HintField(tr("Folder for backups"))
        self.folder.setAccessibleName(tr("Folder for backups"))
        self._choose = KeyButton(tr("Choose"))
        self._choose.setAccessibleName(tr("Choose the folder for backups"))
        self.place = InlineMessage("", Tone.SECOND)
        self.synced = InlineMessage("", Tone.DUE)
        self._in_folder = SectionLabel(tr("In this folder"))
        self.list = HomeList(tr("Backups in this folder"), _columns, _ROW, is_ruled=True, fits=True)
        self._lay_out()
        self.now.clicked.connect(self.begin)
        self.restore.clicked.connect(self._backing_up.restore_asked)
        self.progress.cancelled.connect(self._backing_up.cancel)
        self._choose.clicked.connect(self._browse)
        self.folder.editingFinished.connect(self._keep_folder)
        self._backing_up.changed.connect(self._show_progress)
        self._backing_up.made.connect(self._on_made)
        self._backing_up.failed.connect(lambda why: self._message.say(why, Tone.DUE))

    def begin(self) -> None:
        """Make a backup now."""
        self._keep_folder()
        if not self._backing_up.is_running:
            self._message.say("")
            self._backing_up.begin()
            if self.now.hasFocus():
                self.progress.cancel.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_progress()

    def refresh(self) -> None:
        """Show what is known of the folder; what lies in it is looked at apart, as it may wait."""
        backing_up, vault = self._backing_up, self._conductor.practice.vault
        self.folder.setText(str(backing_up.folder))
        self._show_last()
        self._show_progress()
        told = told_of_conflicts(vault.folder) or told_of_syncing(vault.folder)
        self.synced.say(told or "", Tone.DUE)
        if backing_up.trouble:
            self._message.say(backing_up.trouble, Tone.DUE)
        folder, vault_id, where = backing_up.folder, vault.id, vault.folder
        self._background.do(
            lambda: _Seen(tuple(own_backups(folder, vault_id)), _is_same_disk(folder, where)),
            lambda seen: self._take(folder, seen),
            lambda _: None,
        )

    def show_found(self, own: Sequence[BackupInfo], is_same_disk: bool | None) -> None:
        """Show the backups that lie in the folder, the latest first, and where that lies."""
        self._show_rows(own)
        if own:
            at = words.moment_words(self._local(own[0].made_at))
            self.last.setText(f"{at}: {words.held_words(own[0])}")
        if is_same_disk is None:
            self.place.say(tr(words.CANNOT_BE_SEEN), Tone.SECOND)
        else:
            self.place.say(tr(words.SAME_DISK) if is_same_disk else "", Tone.SECOND)

    def settle(self) -> None:
        """Wait until the folder was looked at."""
        self._background.settle()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._keep_folder()

    # --- how it is done -------------------------------------------------------------------------

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self._choose)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("The last backup")))
        column.addWidget(self.last)
        column.addWidget(side_by_side(self.now, self.restore))
        column.addWidget(self.progress)
        column.addWidget(self._message)
        column.addSpacing(20)
        column.addWidget(SectionLabel(tr("Where they go")))
        column.addLayout(row)
        column.addWidget(self.place)
        column.addWidget(self.synced)
        column.addSpacing(20)
        column.addWidget(SectionLabel(tr("When, and what is kept")))
        for told in (tr(words.WHEN_MADE), words.what_is_kept(), tr(words.WHAT_STAYS)):
            column.addWidget(Label(told, Words.LABEL, Tone.SECOND, wrap=True))
        column.addSpacing(20)
        column.addWidget(self._in_folder)
        column.addWidget(self.list)
        self._show_rows(())

    def _local(self, at: datetime) -> datetime:
        return at_offset(at, self._conductor.practice.clock.utc_offset(at))

    def _show_last(self) -> None:
        at = self._conductor.attempt(self._backing_up.last_made_at)
        self.last.setText(tr(words.NONE_YET) if at is None else words.moment_words(at))

    def _show_progress(self) -> None:
        backing_up = self._backing_up
        self.now.setEnabled(not backing_up.is_running)
        self.restore.setEnabled(not backing_up.is_running)
        if not backing_up.is_running:
            self.progress.rest(self.now)
            return
        percent = round(100 * backing_up.fraction)
        self.progress.show_progress(
            tr("Backing up, {percent} %.", percent=percent), backing_up.fraction
        )

    def _on_made(self, _info: BackupInfo) -> None:
        self._message.say(tr("The backup is made and checked."), Tone.WELL)
        if self.isVisible():
            self.refresh()

    def _take(self, folder: Path, seen: _Seen) -> None:
        if folder == self._backing_up.folder:  # else another one was chosen meanwhile
            self.show_found(seen.own, seen.is_same_disk)

    def _show_rows(self, own: Sequence[BackupInfo]) -> None:
        self.list.set_rows([self._row(info) for info in own])
        for part in (self._in_folder, self.list):
            part.setVisible(bool(own))

    def _row(self, info: BackupInfo) -> ListRow:
        at, held = words.moment_words(self._local(info.made_at)), words.held_words(info)
        cells = (Cell(at, Tone.SECOND, Words.LABEL), Cell(held, words=Words.LABEL))
        return ListRow(info.path.name, f"{at}: {held}", cells)

    def _browse(self) -> None:
        chosen = choose_folder(self, tr("Folder for backups"), self.folder.text())
        if chosen is not None:
            self.folder.setText(str(chosen))
            self._keep_folder()

    def _keep_folder(self) -> None:
        typed = self.folder.text().strip()
        folder = Path(typed).expanduser().absolute() if typed else None
        if folder is None or folder == self._backing_up.folder:
            return
        try:
            self._backing_up.choose(folder)
        except VaultError as trouble:
            self._message.say(str(trouble), Tone.DUE)
            return
        self._message.say("")
        if self.isVisible():
            self.refresh()


def _columns(width: int) -> tuple[int, ...]:
    return (0, min(theme.look().px(_WHEN), width // 2))


def _is_same_disk(folder: Path, vault: Path) -> bool | None:
    """Return whether both lie on one disk; a folder that is not there lies where it would be."""
    for place in (folder, *folder.parents):
        try:
            return place.stat().st_dev == vault.stat().st_dev
        except FileNotFoundError:
            continue
        except OSError:
            return None
    return None
