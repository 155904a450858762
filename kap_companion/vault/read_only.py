"""A vault that lies where nothing can be written is read from a copy, encrypted as it is.

Without writing SQLite cannot take in what a kill left in the WAL, and a look past the WAL would
hide entries that were kept. So both files are copied while the vault's lock is held, into a private
folder that goes when the vault is closed, and no entry is ever written to that copy.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path

from kap_companion.language import tr
from kap_companion.vault.errors import VaultDamaged, VaultNotWritable
from kap_companion.vault.files import copy_out, make_private_folder

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


def is_read_only(folder: Path, *names: str) -> bool:
    """Return whether nothing can be written in `folder`, or to one of its files called `names`.

    A folder that is not there is not read-only: it can be made, or the attempt tells why not.
    """
    return any(
        os.path.lexists(path) and not os.access(path, os.W_OK)
        for path in (folder, *(folder / name for name in names))
    )


def copy_to_read(data_file: Path) -> Path:
    """Copy a data file, with its WAL, into a new private folder and return that folder.

    The caller holds the vault's lock and removes the folder. Raises VaultNotWritable where there is
    no room for it, VaultDamaged where the files cannot be read.
    """
    import tempfile  # the gate, which asks only whether a copy is needed, is to be there soon

    folder = Path(tempfile.mkdtemp(prefix="kap-read-"))
    try:
        make_private_folder(folder)
        for name in (data_file.name, f"{data_file.name}-wal"):
            source = data_file.with_name(name)
            if source.exists():
                copy_out(source, folder / name)
    except OSError as trouble:
        remove_copy(folder)
        if trouble.errno in _NO_ROOM:
            raise VaultNotWritable from trouble
        raise VaultDamaged(
            tr("The vault's data file cannot be read: check the disk and that the file is yours.")
        ) from trouble
    except BaseException:
        remove_copy(folder)
        raise
    return folder


def remove_copy(folder: Path) -> None:
    """Take a copy away, with what SQLite put beside it."""
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
