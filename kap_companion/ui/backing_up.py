"""Makes the backups of the open vault beside everything else: when they are due, and now and then.

Each look takes a moment: another process copies and checks, so no note, clock or music waits.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.companion import Change
from kap_companion.session.entries import RecordSigned, SessionEnded
from kap_companion.vault.errors import VaultError

if TYPE_CHECKING:
    from kap_companion.backups import Backups
    from kap_companion.practice import Practice
    from kap_companion.vault.backup import BackupInfo

ROOM, PLACE = "backups", "place"
"""Where the chosen folder is kept in the vault's shelf: a folder's name can tell of a person."""

_LOOK_EVERY_MS, _TRY_EVERY_MS = 100, 5_000
_CATCH_UP_AFTER_MS = 15_000


class BackingUp(QObject):
    """Signals: `changed` one began, got further or is over, `made` with the BackupInfo of one that
    was made, `failed` with one sentence, `restore_asked` that one is to be put back.
    """

    changed = Signal()
    made = Signal(object)
    failed = Signal(str)
    restore_asked = Signal()

    def __init__(
        self, practice: Practice, *, by_itself: bool, parent: QObject | None = None
    ) -> None:
        """Back up the vault of `practice`; `by_itself` after a session's end and signing too."""
        super().__init__(parent)
        self._practice = practice
        self._by_itself = by_itself
        self._is_paused = False
        self._look = QTimer(self)
        self._look.timeout.connect(self._take_step)
        if by_itself:
            # What an earlier closing left to be done; not while the first screen comes up.
            QTimer.singleShot(_CATCH_UP_AFTER_MS, self, self._catch_up)

    @cached_property
    def _backups(self) -> Backups:
        from kap_companion.backups import Backups

        return Backups(self._practice.vault, self._practice.clock, self._chosen_folder())

    @property
    def folder(self) -> Path:
        """Where backups go."""
        return self._backups.folder

    @property
    def is_running(self) -> bool:
        """Whether one is being made."""
        return self._backups.is_running

    @property
    def fraction(self) -> float:
        """How far the one that is being made is, from 0 to 1."""
        return self._backups.fraction

    @property
    def trouble(self) -> str:
        """Why the latest one failed, in one sentence; empty where it did not."""
        # At the start nothing of it is needed yet.
        return (self._backups.trouble or "") if "_backups" in self.__dict__ else ""

    def last_made_at(self) -> datetime | None:
        """When the last one was made in this folder, on the clinician's clock of then."""
        return self._backups.last_made_at()

    def choose(self, folder: Path) -> None:
        """Let backups go to `folder` from now on. Raises VaultNotWritable."""
        self._practice.vault.shelf.put(ROOM, PLACE, {"folder": str(folder)})
        self._backups.use(folder)
        self.changed.emit()

    def begin(self) -> None:
        """Make one now."""
        self._backups.ask()
        self._take_step()

    def begin_before_closing(self) -> bool:
        """Make one where something was kept since the last; whether one is being made."""
        if not self._by_itself or self._backups.trouble is not None:
            return False
        try:
            if self._backups.ask_if_kept():
                self._take_step()
        except VaultError:
            return False
        return self._backups.is_running

    def heed(self, change: Change) -> None:
        """Make one after a session's end or its signing."""
        if self._by_itself and isinstance(change.entry.body, SessionEnded | RecordSigned):
            self._backups.ask()
            self._look.start(_LOOK_EVERY_MS)

    def cancel(self) -> None:
        """Stop the one that is being made; nothing of it is left."""
        self._backups.cancel()
        self._take_step()

    def pause(self, paused: bool) -> None:
        """Keep away from the vault while another thread has it, or go on."""
        self._is_paused = paused

    def let_go(self) -> None:
        """Stop for good, before the vault closes; what is due is made when it is next opened."""
        self._look.stop()
        self._by_itself = False
        if "_backups" in self.__dict__:
            self._backups.stop()

    def _chosen_folder(self) -> Path:
        from kap_companion.backups import default_folder

        vault = self._practice.vault
        kept = vault.shelf.get(ROOM, PLACE) or {}
        chosen = kept.get("folder")
        return Path(chosen) if isinstance(chosen, str) else default_folder(vault.folder)

    def _catch_up(self) -> None:
        if not self._by_itself or self._is_paused or not self._practice.vault.is_open:
            return
        self.begin_before_closing()

    def _take_step(self) -> None:
        if self._is_paused or not self._practice.vault.is_open:
            return
        backups = self._backups
        before, trouble = backups.latest, backups.trouble
        backups.poll()
        if backups.is_running:
            self._look.start(_LOOK_EVERY_MS)
        elif backups.is_due:
            self._look.start(_TRY_EVERY_MS)
        else:
            self._look.stop()
        self.changed.emit()
        self._tell(before, trouble)

    def _tell(self, before: BackupInfo | None, trouble: str | None) -> None:
        backups = self._backups
        if backups.latest is not before:
            self.made.emit(backups.latest)
        elif backups.trouble and backups.trouble != trouble:
            self.failed.emit(backups.trouble)
