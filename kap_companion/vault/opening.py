"""Gets at the data: lock, key file, data key, encrypted file; the way in for Vault and verify."""

from __future__ import annotations

import errno
import time
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from kap_companion.forgetting import wipe
from kap_companion.language import tr
from kap_companion.vault import read_only, restoring
from kap_companion.vault.database import Database
from kap_companion.vault.errors import (
    FolderReadOnly,
    VaultDamaged,
    VaultExists,
    VaultMissing,
    VaultNotUpdated,
    VaultNotWritable,
    VaultReadOnly,
    VaultUnreadable,
    WrongPassphrase,
)
from kap_companion.vault.files import (
    Lock,
    clear_away,
    make_private_file,
    make_private_folder,
    sync_folder,
)
from kap_companion.vault.guessing import count_failure, refuse_too_soon
from kap_companion.vault.head import KEY_PURPOSE, OutsideHead
from kap_companion.vault.journal import last_head, new_id
from kap_companion.vault.keys import (
    KEY_FILE,
    KeyCost,
    Keys,
    Slot,
    derived_key,
    load_keys,
    new_data_key,
    save_keys,
)
from kap_companion.vault.recovery_code import new_recovery_code
from kap_companion.vault.schema import HEAD

DATA_FILE = "vault.db"
LOCK_FILE = "vault.lock"

_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS, errno.ENOTDIR)

# The data file under this name belongs to a vault that is being made; see `make`.
_DATA_FILE_IN_MAKING = "vault.db.new"


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What an opened vault stands on; whoever has it closes it."""

    folder: Path
    lock: Lock
    keys: Keys
    data_key: bytes
    outside: OutsideHead
    data_folder: Path
    """Where the data file is read and written: `folder`, or a copy where that is read-only."""
    key_took_s: float = 0.0
    """How long one guess of the secret takes here, as far as it was tried."""

    @property
    def is_read_only(self) -> bool:
        """Whether a copy is read, because nothing can be written where the vault lies."""
        return self.data_folder != self.folder

    def open_database(self, *, working: bool = False) -> Database:
        """Open the data file.

        One that an earlier version left is brought to this app's schema where the clinician comes
        to work in it, and a checked copy of it stays beside it (see migrations/copying.py). Where
        it is only read it stays as it is: what later schemas brought is then simply not there.

        Raises VaultDamaged, VaultNewer or VaultNotWritable; VaultNotUpdated where there could be no
        copy.
        """
        database = Database(
            self.data_folder / DATA_FILE, self.data_key, read_only=self.is_read_only
        )
        try:
            if database.revision == HEAD or not working:
                return database
        except BaseException:
            database.close()
            raise
        return self._brought_up(database)

    def _brought_up(self, older: Database) -> Database:
        # It imports what moves schemas, which takes a quarter of a second.
        from kap_companion.vault.migrations.copying import keep_copy

        data_file = older.path
        try:
            older.check_guards()
            with older.reading() as connection:
                ledger = last_head(connection)
            # What a kill left in the WAL belongs to the copy.
            older.checkpoint()
        except VaultNotWritable as trouble:
            raise VaultNotUpdated(data_file) from trouble
        finally:
            older.close()
        if _is_full(data_file.with_name(f"{data_file.name}-wal")):
            raise VaultNotUpdated(data_file)
        # Nothing of ours has the file open now, and the lock keeps all others out.
        keep_copy(data_file, self.data_key, ledger)
        database = Database(data_file, self.data_key)
        try:
            database.bring_up()
        except VaultNotWritable as trouble:
            database.close()
            raise VaultNotUpdated(data_file) from trouble
        except BaseException:
            database.close()
            raise
        return database

    def release(self) -> None:
        """Let go of lock, head file and data key, which is nobody's from here on."""
        self.outside.close()
        wipe(self.data_key)
        if self.is_read_only:
            read_only.remove_copy(self.data_folder)
        self.lock.release()


def is_vault(folder: Path) -> bool:
    """Return whether there is a vault, whole or not, in `folder`. Raises VaultUnreadable."""
    try:
        return any((folder / name).exists() for name in (KEY_FILE, DATA_FILE, restoring.NOTE))
    except OSError as trouble:
        raise VaultUnreadable(folder) from trouble


def is_only_read(folder: Path) -> bool:
    """Return whether the vault in `folder` can be read at best: nothing can be written there."""
    return read_only.is_read_only(folder, DATA_FILE, KEY_FILE, LOCK_FILE)


def make(
    folder: Path, passphrase: str, *, state_folder: Path, cost: KeyCost, with_recovery: bool
) -> tuple[Unlocked, str | None]:
    """Make an empty vault in `folder`; return it unlocked, with its recovery code, if any.

    The data file is made whole under another name, then the key file is written, then the data file
    takes its name: an end at any moment leaves nothing that counts as a vault, or one that opens.
    Raises VaultExists, VaultInUse or VaultNotWritable.
    """
    _refuse_vault_in(folder)
    try:
        make_private_folder(folder)
        lock = Lock(folder / LOCK_FILE)
    except VaultNotWritable as trouble:
        if _is_forbidden(trouble):
            raise FolderReadOnly(folder) from trouble
        raise
    try:
        # Again, now that nobody else can be making one.
        _refuse_vault_in(folder)
        data_key = new_data_key()
        keys = Keys(new_id(), {}).with_secret(Slot.PASSPHRASE, passphrase, data_key, cost)
        code = new_recovery_code() if with_recovery else None
        if code is not None:
            keys = keys.with_secret(Slot.RECOVERY, code, data_key, cost)
        making = folder / _DATA_FILE_IN_MAKING
        clear_away(making)
        make_private_file(making)
        database = Database(making, data_key, fresh=True)
        try:
            database.bring_up()
            # Here, unlike at closing, a disk that takes nothing must be told.
            database.checkpoint()
        finally:
            database.close()
        save_keys(folder, keys)
        _finish_making(folder)
        return _unlocked(folder, lock, keys, data_key, state_folder, folder), code
    except BaseException:
        lock.release()
        raise


def unlock(
    folder: Path,
    slot: Slot,
    secret: str,
    *,
    state_folder: Path,
    reads: bool = False,
    at: datetime | None = None,
) -> Unlocked:
    """Take the lock and get the data key; `at` is the present time if left out.

    Where nothing can be written a vault can still be opened to be read: `reads` says that this is
    all that is wanted. Raises VaultMissing, VaultInUse, VaultUnreadable, VaultDamaged, VaultNewer,
    VaultReadOnly, WrongPassphrase (counted), TooSoon (not even looked at) or WrongRecoveryCode
    (counted too).
    """
    if not is_vault(folder):
        raise VaultMissing(
            tr(
                "There is no vault in {folder}: choose its folder, or make a new one.",
                folder=folder,
            )
        )
    only_read = is_only_read(folder)
    if only_read and (not reads or restoring.is_restoring(folder)):
        raise VaultReadOnly
    lock = Lock.to_read(folder / LOCK_FILE) if only_read else Lock(folder / LOCK_FILE)
    try:
        if not only_read:
            restoring.finish(folder, state_folder)
        keys = load_keys(folder)
        _finish_making(folder)
        if slot is Slot.PASSPHRASE:
            refuse_too_soon(folder, at)
        began = time.perf_counter()
        try:
            data_key = keys.data_key(slot, secret)
        except WrongPassphrase:
            count_failure(folder, at)
            raise
        took_s = time.perf_counter() - began
        data_folder = read_only.copy_to_read(folder / DATA_FILE) if only_read else folder
        found = _unlocked(folder, lock, keys, data_key, state_folder, data_folder)
        return replace(found, key_took_s=took_s)
    except BaseException:
        lock.release()
        raise


def _unlocked(
    folder: Path, lock: Lock, keys: Keys, data_key: bytes, state_folder: Path, data_folder: Path
) -> Unlocked:
    head_key = derived_key(data_key, KEY_PURPOSE)
    outside = OutsideHead(state_folder, keys.vault_id, folder, head_key)
    return Unlocked(folder, lock, keys, data_key, outside, data_folder)


def _refuse_vault_in(folder: Path) -> None:
    if is_vault(folder):
        raise VaultExists(
            tr(
                "There is a vault in {folder} already: open it, or choose another folder.",
                folder=folder,
            )
        )


def _finish_making(folder: Path) -> None:
    making, made = folder / _DATA_FILE_IN_MAKING, folder / DATA_FILE
    if made.exists():
        return
    if not making.exists():
        raise VaultDamaged(
            tr("The vault's data file vault.db is missing: restore it from a backup.")
        )
    try:
        making.replace(made)
        sync_folder(folder)
    except OSError as trouble:
        raise VaultNotWritable from trouble


def _is_forbidden(trouble: VaultNotWritable) -> bool:
    cause = trouble.__cause__
    return isinstance(cause, OSError) and cause.errno in _FORBIDDEN


def _is_full(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except FileNotFoundError:
        return False
    except OSError as trouble:
        raise VaultNotWritable from trouble
