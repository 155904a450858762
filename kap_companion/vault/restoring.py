"""Puts a restored vault in the place of the old one, which stays whole beside it, step by step.

The restored vault lies checked in a folder of its own before the note of the restore is written.
From that note on it always goes forward: whoever opens the vault next finishes what was cut short.
Before it nothing has happened. So at any moment it is the old vault or the new one that opens.
"""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Any

from kap_companion.language import tr, tr_later
from kap_companion.vault.errors import VaultDamaged, VaultNotWritable
from kap_companion.vault.files import make_private_folder, sync_folder, write_whole
from kap_companion.vault.head import head_path
from kap_companion.vault.keys import KEY_FILE

DATA_FILE = "vault.db"
NOTE = "restore.json"
NEW_FOLDER = "restore.new"

# The data file goes before its key file: at each step one of the two lies in the folder.
_FILES = (DATA_FILE, KEY_FILE)
_WITH_DATA = tuple(f"{DATA_FILE}{end}" for end in ("-wal", "-shm", "-journal", ".new"))
OF_A_VAULT = (*_FILES, *_WITH_DATA)
"""What a vault consists of, and goes aside where another takes its place."""

_KEPT = re.compile(r"before-restore-[0-9T-]{1,40}")


def is_restoring(folder: Path) -> bool:
    """Whether a restore into `folder` was begun for good and is not over."""
    return (folder / NOTE).exists()


def begin(folder: Path, kept: str | None, vault_id: str) -> None:
    """Write the note: from here on the restored vault is the one in `folder`.

    `kept` names the folder inside that the old one goes to. Raises VaultNotWritable.
    """
    form = {"kept": kept, "vault_id": vault_id}
    write_whole(folder / NOTE, json.dumps(form).encode() + b"\n")


def give_up(folder: Path) -> None:
    """Clear away what was laid out, as long as the note is not written."""
    if not is_restoring(folder):
        shutil.rmtree(folder / NEW_FOLDER, ignore_errors=True)
        with suppress(OSError):
            (folder / f"{NOTE}.new").unlink(missing_ok=True)


def finish(folder: Path, state_folder: Path) -> None:
    """Finish a restore that was cut short, or clear away one that was not begun for good.

    The caller holds the vault's lock. Raises VaultNotWritable, and VaultDamaged where the note of
    the restore is not as it was written.
    """
    if not is_restoring(folder):
        give_up(folder)
        return
    form = _read(folder / NOTE)
    try:
        _swap(folder, form["kept"])
        _begin_head_anew(state_folder, form["vault_id"], folder)
        shutil.rmtree(folder / NEW_FOLDER, ignore_errors=True)
        (folder / NOTE).unlink()
    except OSError as trouble:
        raise VaultNotWritable from trouble
    # A note that comes back with the next power cut finds nothing left to do.
    with suppress(OSError):
        sync_folder(folder)


def _swap(folder: Path, kept: str | None) -> None:
    new = folder / NEW_FOLDER
    for name in _FILES:
        if not (new / name).exists():
            continue
        if kept is not None:
            (folder / kept).mkdir(mode=0o700, exist_ok=True)
            for one in (name, *(_WITH_DATA if name == DATA_FILE else ())):
                _move(folder / one, folder / kept / one)
            sync_folder(folder / kept)
            # Durable before the new one comes: a WAL that comes back would be another's.
            sync_folder(folder)
        _move(new / name, folder / name)
        sync_folder(folder)


def _move(path: Path, to: Path) -> None:
    if os.path.lexists(path):
        path.replace(to)


def _begin_head_anew(state_folder: Path, vault_id: str, folder: Path) -> None:
    head = head_path(state_folder, vault_id, folder)
    head.unlink(missing_ok=True)
    # Without one it is as for a copy that came from elsewhere: fine, and less is noticed.
    with suppress(OSError, VaultNotWritable):
        content = head_path(folder / NEW_FOLDER, vault_id, folder).read_bytes()
        make_private_folder(state_folder)
        write_whole(head, content)


def _read(path: Path) -> dict[str, Any]:
    try:
        form = json.loads(path.read_bytes())
        kept, vault_id = form["kept"], form["vault_id"]
        is_sound = (kept is None or _KEPT.fullmatch(kept)) and re.fullmatch(
            "[0-9a-f-]{1,40}", vault_id
        )
    except OSError as trouble:
        raise VaultNotWritable from trouble
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as trouble:
        raise VaultDamaged(tr(_DAMAGED, note=NOTE)) from trouble
    if not is_sound:
        raise VaultDamaged(tr(_DAMAGED, note=NOTE))
    return dict(form)


_DAMAGED = tr_later(
    "A restore was cut short and its note {note} is damaged: restore the backup once more."
)
