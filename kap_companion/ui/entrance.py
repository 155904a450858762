"""The way into one vault: unlock, make, recover, check. Each takes as long as Argon2id does."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from kap_companion.session.clock import Clock, at_offset
from kap_companion.vault.errors import (
    VaultError,
    VaultInUse,
    VaultNotWritable,
    VaultReadOnly,
    VaultUnreadable,
)
from kap_companion.vault.files import Lock
from kap_companion.vault.read_only import is_read_only

if TYPE_CHECKING:
    from kap_companion.vault.backup import BackupInfo, Restored
    from kap_companion.vault.keys import KeyCost
    from kap_companion.vault.vault import Vault

# As `vault.opening` has them, which the gate does without.
_FILES = ("keys.json", "vault.db", "restore.json")
_LOCK_FILE = "vault.lock"


class Entrance:
    """Leads into the vault in `folder`.

    The ciphers and the database are brought in by the first call: the gate is painted before.
    """

    def __init__(
        self,
        folder: Path,
        state_folder: Path,
        clock: Clock,
        cost: Callable[[], KeyCost] | None = None,
    ) -> None:
        """Look for the vault in `folder`; a new one costs what `cost` says, else is calibrated."""
        self.folder = folder
        self._state_folder = state_folder
        self._clock = clock
        self._cost = cost

    @property
    def has_vault(self) -> bool:
        """Whether there is a vault, whole or not (as `vault.opening.is_vault` sees it)."""
        try:
            return any((self.folder / name).exists() for name in _FILES)
        except OSError:
            return True  # and `in_the_way` says why it cannot be seen

    def in_the_way(self) -> str:
        """Return why the vault could not be opened now, in one sentence; empty where it could.

        Another copy has it open, or its folder cannot be read, or only read.
        """
        if not self.has_vault:
            return ""
        try:
            if is_read_only(self.folder, *_FILES, _LOCK_FILE):
                Lock.to_read(self.folder / _LOCK_FILE).release()
                return str(VaultReadOnly())
            Lock(self.folder / _LOCK_FILE).release()
        except (VaultInUse, VaultUnreadable) as trouble:
            return str(trouble)
        except VaultNotWritable:
            return ""  # a full disk is told when the vault is opened
        return ""

    def unlock(self, passphrase: str) -> Vault:
        """Open the vault to work in it. Raises what `Vault.open` raises.

        Where computers have become much quicker since it was made, one guess costs more after it.
        """
        from kap_companion.vault.vault import Vault

        vault = Vault.open(
            self.folder,
            passphrase,
            state_folder=self._state_folder,
            working=True,
            at=self._now(),
        )
        if vault.is_cheap_to_guess:
            with suppress(VaultError):
                vault.strengthen(passphrase, self._calibrated())
        return vault

    @property
    def has_keychain(self) -> bool:
        """Whether the system's keychain opens the vault too."""
        try:
            if not (self.folder / "keys.json").exists():
                return False
        except OSError:
            return False  # `in_the_way` says why it cannot be seen
        from kap_companion.keychain import opens

        return opens(self.folder)

    def unlock_by_keychain(self) -> Vault:
        """Open the vault with what the system's keychain holds; that may ask the person.

        Raises KeychainError, KeychainRefused and what `Vault.open` raises.
        """
        from kap_companion.keychain import secret_of
        from kap_companion.vault.vault import Vault

        return Vault.open_with_keychain(
            self.folder, secret_of(self.folder), state_folder=self._state_folder, at=self._now()
        )

    def make(self, passphrase: str) -> tuple[Vault, str]:
        """Make the vault; also return its recovery code. Raises what `Vault.create` raises."""
        from kap_companion.vault.vault import Vault

        vault, code = Vault.create(
            self.folder,
            passphrase,
            state_folder=self._state_folder,
            cost=self._calibrated(),
            at=self._now(),
        )
        assert code is not None
        return vault, code

    def recover(self, code: str, passphrase: str) -> Vault:
        """Open the vault by its recovery code, with a new passphrase from now on."""
        from kap_companion.vault.vault import Vault

        return Vault.recover(
            self.folder, code, passphrase, state_folder=self._state_folder, at=self._now()
        )

    def backups_folder(self) -> Path:
        """Return where this vault's backups are looked for first."""
        from kap_companion.backups import default_folder

        folder = default_folder(self.folder)
        return folder if folder.is_dir() else self.folder.parent

    def look_into(self, backup: Path) -> tuple[BackupInfo, datetime]:
        """Return what a backup holds, and when it was made on the clock here.

        Raises what `backup.read_info` raises.
        """
        from kap_companion.vault.backup import read_info

        info = read_info(backup)
        return info, self.local(info.made_at)

    def restore(self, backup: Path, secret: str, progress: Callable[[float], None]) -> Restored:
        """Put a backup in the place of the vault, which stays whole beside it.

        `secret` is the passphrase of its time, or its recovery code. Raises what `restore` raises.
        """
        from kap_companion.vault.backup import restore
        from kap_companion.vault.keys import Slot
        from kap_companion.vault.recovery_code import reads_as_recovery_code

        now = self._clock.now().wall
        return restore(
            backup,
            self.folder,
            secret,
            state_folder=self._state_folder,
            at=now,
            utc_offset=self._clock.utc_offset(now),
            progress=progress,
            slot=Slot.RECOVERY if reads_as_recovery_code(secret) else Slot.PASSPHRASE,
        )

    def synced(self) -> str:
        """Return one sentence where the vault's folder is copied elsewhere, or has a conflict."""
        from kap_companion.vault.conflicts import told_of_conflicts, told_of_syncing

        return told_of_conflicts(self.folder) or told_of_syncing(self.folder) or ""

    def local(self, at: datetime) -> datetime:
        """Return a moment on the clock here."""
        return at_offset(at, self._clock.utc_offset(at))

    def check(self, passphrase: str) -> None:
        """Check the passphrase of the vault that is open.

        Raises WrongPassphrase, counted, or TooSoon.
        """
        from kap_companion.vault.errors import WrongPassphrase
        from kap_companion.vault.guessing import count_failure, refuse_too_soon
        from kap_companion.vault.keys import Slot, load_keys

        refuse_too_soon(self.folder, self._now())
        try:
            load_keys(self.folder).data_key(Slot.PASSPHRASE, passphrase)
        except WrongPassphrase:
            count_failure(self.folder, self._now())
            raise

    def wait_s(self) -> float:
        """Return how many seconds the next passphrase has to wait, 0 where it need not."""
        from kap_companion.vault.guessing import wait_left_s

        return wait_left_s(self.folder, self._now())

    def warm_up(self) -> None:
        """Bring in what comes after the gate, while the person types."""
        import kap_companion.ui.compact
        import kap_companion.ui.curtain
        import kap_companion.ui.room
        import kap_companion.ui.screens.home
        import kap_companion.vault.vault  # noqa: F401

    def _calibrated(self) -> KeyCost:
        from kap_companion.vault.keys import calibrated_cost

        return self._cost() if self._cost else calibrated_cost()

    def _now(self) -> datetime:
        wall = self._clock.now().wall
        return at_offset(wall, self._clock.utc_offset(wall))
