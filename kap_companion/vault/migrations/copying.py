"""The copy of an older vault that is made and checked before its schema is brought up."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from kap_companion.language import tr
from kap_companion.vault.checks import check
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged, VaultNotUpdated, VaultNotWritable
from kap_companion.vault.files import clear_away, copy_out, sync_folder
from kap_companion.vault.head import Head
from kap_companion.vault.schema import HEAD

COPY_FILE = f"before-{HEAD}.vault"


def keep_copy(data_file: Path, data_key: bytes, ledger: Head) -> Path:
    """Copy the closed `data_file` beside itself, check the copy, and only then give it its name.

    The caller holds the vault's lock, has closed the database with nothing left in its WAL, and
    says where the `ledger` stood. One copy is kept a schema: an earlier one, of an attempt that did
    not come to its end, is replaced by the new one.

    The copy opens with the vault's own key file, under the name of the data file, in the app of
    that time. Nothing here ever deletes it. The clinician may, once the vault has been opened,
    `verify` finds nothing wrong, and a backup of the vault as it is now is kept; and should, where
    a note was withdrawn or a client's time of keeping is over, since the copy still holds it.

    Raises VaultNotUpdated, and VaultDamaged where the vault does not pass the check; no copy is
    left then, and the data file has only been read.
    """
    copy = data_file.with_name(COPY_FILE)
    making = copy.with_name(f"{copy.name}.new")
    try:
        clear_away(making)
        copy_out(data_file, making)
        _check(making, data_key, ledger)
        making.replace(copy)
        sync_folder(copy.parent)
    except BaseException as trouble:
        with suppress(VaultNotWritable):
            clear_away(making)
        if isinstance(trouble, (OSError, VaultNotWritable)):
            raise VaultNotUpdated(data_file) from trouble
        raise
    return copy


def _check(copy: Path, data_key: bytes, ledger: Head) -> None:
    database = Database(copy, data_key)
    try:
        checked = check(database)
    finally:
        database.close()
    if checked.findings or checked.ledger != ledger:
        raise VaultDamaged(
            tr(
                "The vault was made by an earlier version and its copy did not pass the check, so "
                "it was not updated: run verify, and restore a backup if it reports damage."
            )
        )
