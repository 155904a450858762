"""Puts a backup in the place of a vault, which stays whole beside it."""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from kap_companion.language import tr, tr_later
from kap_companion.session.clock import at_offset
from kap_companion.session.entries import Stream, VaultRestored
from kap_companion.vault import restoring
from kap_companion.vault.backup_file import BackupInfo, Contents, read_contents
from kap_companion.vault.backup_opening import Progress, data_key_of, unpack, verdict_on
from kap_companion.vault.database import Database
from kap_companion.vault.errors import (
    BackupDamaged,
    BackupError,
    VaultDamaged,
    VaultNotWritable,
)
from kap_companion.vault.files import Lock, make_private_folder, sync_folder, write_whole
from kap_companion.vault.head import KEY_PURPOSE, OutsideHead
from kap_companion.vault.journal import Journal, Pending
from kap_companion.vault.keys import KEY_FILE, Slot, derived_key
from kap_companion.vault.opening import DATA_FILE, LOCK_FILE

_HALF = tr_later(
    "The restore is not finished, since the disk did not take it: check the disk and make room, "
    "then open the vault, which finishes it; nothing was lost."
)


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored; the old vault, if there was one, lies whole in the folder `kept`."""

    kept: Path | None
    info: BackupInfo


def restore(
    path: Path,
    folder: Path,
    passphrase: str,
    *,
    state_folder: Path,
    at: datetime,
    utc_offset: str,
    progress: Progress | None = None,
    slot: Slot = Slot.PASSPHRASE,
) -> Restored:
    """Put the backup `path` in the place of the vault in `folder`, or make that folder.

    The passphrase is the one of the backup's time (`slot` says whether it is its recovery code).
    All is unpacked and checked beside the old vault before that is moved; killed at any moment,
    the old vault or the restored one opens. Raises BackupMissing, BackupDamaged,
    WrongBackupPassphrase, VaultInUse, VaultNewer, or BackupError where nothing could be written;
    nothing has changed then.
    """
    told = progress or (lambda _: None)
    contents = read_contents(path)
    data_key = data_key_of(contents, slot, passphrase)
    try:
        make_private_folder(folder)
        lock = Lock(folder / LOCK_FILE)
        try:
            _finish_earlier(folder, state_folder)
            try:
                _lay_out(contents, folder, data_key, told)
                _log(contents, folder, data_key, at, utc_offset)
                kept = _name_for_kept(folder, at_offset(at, utc_offset))
                restoring.begin(folder, kept, contents.info.vault_id)
            except BaseException:
                restoring.give_up(folder)
                raise
            restoring.finish(folder, state_folder)
        finally:
            lock.release()
    except (OSError, VaultNotWritable) as trouble:
        if restoring.is_restoring(folder):
            raise BackupError(tr(_HALF)) from trouble
        raise BackupError(_cannot_write(trouble, folder, contents)) from trouble
    told(1.0)
    return Restored(None if kept is None else folder / kept, contents.info)


def _finish_earlier(folder: Path, state_folder: Path) -> None:
    try:
        restoring.finish(folder, state_folder)
    except VaultDamaged:
        # Its note cannot be read: what lies there is kept aside as it is.
        (folder / restoring.NOTE).unlink()


def _lay_out(contents: Contents, folder: Path, data_key: bytes, told: Progress) -> None:
    """Unpack the backup in a folder of its own within the vault's, and check it there."""
    new = folder / restoring.NEW_FOLDER
    new.mkdir(mode=0o700)
    data_file = new / DATA_FILE
    unpack(contents, data_file, lambda part: told(0.4 * part))
    write_whole(new / KEY_FILE, contents.key_file)
    findings = verdict_on(
        data_file, data_key, contents.form, lambda part: told(0.4 + 0.55 * part)
    ).findings
    if findings:
        raise BackupDamaged(
            tr(
                "The backup {name} did not pass the check: {finding} Choose another backup.",
                name=contents.info.path.name,
                finding=findings[0],
            )
        )
    told(0.95)


def _log(contents: Contents, folder: Path, data_key: bytes, at: datetime, utc_offset: str) -> None:
    """Say in the restored vault's own log that it is one, before anybody opens it.

    The head of its ledger comes to lie beside it, and with it where heads are kept.
    """
    info, new = contents.info, folder / restoring.NEW_FOLDER
    told = VaultRestored(info.path.name, str(info.path.parent), info.made_at, info.entries)
    database = Database(new / DATA_FILE, data_key)
    try:
        outside = OutsideHead(new, info.vault_id, folder, derived_key(data_key, KEY_PURPOSE))
        journal = Journal(info.vault_id, database, outside, lambda _: None)
        journal.append([Pending(Stream.ACCESS, info.vault_id, told)], at=at, utc_offset=utc_offset)
        outside.close()
        # Here, unlike at closing, a disk that takes nothing must be told.
        database.checkpoint()
    finally:
        database.close()
    sync_folder(new)


def _name_for_kept(folder: Path, at: datetime) -> str | None:
    """Return the folder that the old vault goes to, None where there is nothing to keep."""
    if not any(os.path.lexists(folder / name) for name in restoring.OF_A_VAULT):
        return None
    name = f"before-restore-{at:%Y-%m-%dT%H%M%S}"
    names = (name, *(f"{name}-{number}" for number in range(2, 1000)))
    return next(one for one in names if not os.path.lexists(folder / one))


def _cannot_write(trouble: Exception, folder: Path, contents: Contents) -> str:
    """Return the sentence for a folder that did not take what was to be restored."""
    cause: BaseException | None = trouble if isinstance(trouble, OSError) else trouble.__cause__
    number = cause.errno if isinstance(cause, OSError) else None
    if number in (errno.EROFS, errno.EACCES, errno.EPERM):
        return tr(
            "Nothing was restored: {folder} may not be written to. Choose another folder.",
            folder=folder,
        )
    if number in (errno.ENOTDIR, errno.EEXIST):
        return tr(
            "Nothing was restored: {folder} is not a folder. Choose another folder.", folder=folder
        )
    room = f"{contents.data.size // 1_000_000 + 1} MB"
    return tr(
        "Nothing was restored: make room for {room} in {folder}, or check that "
        "disk, and restore again; the old vault is as it was.",
        room=room,
        folder=folder,
    )
