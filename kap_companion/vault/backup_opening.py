"""Opens what a backup holds, for a moment and in a place of its own, and checks it whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from kap_companion.language import day_words, tr
from kap_companion.vault.backup_file import MAC_PURPOSE, Contents, data_of
from kap_companion.vault.checks import check
from kap_companion.vault.database import Database
from kap_companion.vault.errors import (
    BackupDamaged,
    VaultDamaged,
    VaultNewer,
    WrongBackupPassphrase,
    WrongPassphrase,
    WrongRecoveryCode,
)
from kap_companion.vault.files import write_all
from kap_companion.vault.head import Head
from kap_companion.vault.keys import Keys, Slot, derived_key, read_keys
from kap_companion.vault.verify import Verdict

Progress = Callable[[float], None]
"""Called with how far it is, from 0 to 1."""


def data_key_of(contents: Contents, slot: Slot, secret: str) -> bytes:
    """Return the data key of a backup.

    Raises WrongBackupPassphrase or WrongRecoveryCode, BackupDamaged and VaultNewer.
    """
    name = contents.info.path.name
    try:
        keys: Keys = read_keys(contents.key_file)
    except VaultDamaged as trouble:
        raise BackupDamaged(
            tr(
                "The backup {name} is damaged: its key file cannot be read. Choose another backup.",
                name=name,
            )
        ) from trouble
    try:
        data_key = keys.data_key(slot, secret)
    except WrongRecoveryCode:
        raise
    except WrongPassphrase as trouble:
        made_on = contents.info.made_at.astimezone().date()
        raise WrongBackupPassphrase(day_words(made_on)) from trouble
    if keys.vault_id != contents.info.vault_id:
        raise BackupDamaged(
            tr(
                "The backup {name} is put together from two vaults: choose another backup.",
                name=name,
            )
        )
    if not contents.is_made_with(derived_key(data_key, MAC_PURPOSE)):
        raise BackupDamaged(
            tr(
                "The backup {name} was changed after it was made: what it says of itself "
                "was not written by this vault. Choose another backup.",
                name=name,
            )
        )
    return data_key


def unpack(contents: Contents, copy: Path, told: Progress) -> None:
    """Write a backup's data file to `copy`, a new file, durably.

    Raises OSError, BackupError, and BackupDamaged, once it is written, where it is not as it was.
    """
    done, whole = 0, max(contents.data.size, 1)
    handle = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb", buffering=0) as file:
        for chunk in data_of(contents):
            write_all(file, chunk)
            done += len(chunk)
            told(done / whole)
        os.fsync(file.fileno())


def verdict_on(
    data_file: Path,
    data_key: bytes,
    facts: Mapping[str, Any],
    told: Progress,
    against: str | None = None,
) -> Verdict:
    """Check a data file whole, as `verify` does, and against what its backup says of it.

    Nothing of SQLite's is left beside it. Raises VaultNewer, VaultNotWritable and VaultInUse.
    """
    sought = None if against is None else against.strip().lower()
    try:
        database = Database(data_file, data_key)
    except VaultDamaged as trouble:
        return Verdict((str(trouble),), 0, None if sought is None else False)
    try:
        schema = database.revision
        whole = max(int(facts["entries"]), 1)
        checked = check(database, sought, lambda done: told(min(1.0, done / whole)))
    except VaultDamaged as trouble:
        return Verdict((str(trouble),), 0, None if sought is None else False)
    finally:
        database.close()
    findings = list(checked.findings)
    if checked.is_newer and not findings:
        raise VaultNewer
    # Where something cannot be read, the ledger's end cannot be told either.
    if not findings and checked.ledger != Head(facts["entries"], facts["head"]):
        findings.append(
            tr(
                "The ledger ends at entry {n}, and not as it stood after {entries} entries "
                "when the backup was made.",
                n=checked.ledger.n,
                entries=facts["entries"],
            )
        )
    if schema != facts["schema"]:
        findings.append(
            tr("The schema is {schema}, and not {due}.", schema=schema, due=facts["schema"])
        )
    return Verdict(
        tuple(dict.fromkeys(findings)), checked.ledger.n, None if sought is None else checked.found
    )
