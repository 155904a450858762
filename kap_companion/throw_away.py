"""The throw-away vaults of rehearsals: nobody knows their passphrase, and nothing of them stays."""

from __future__ import annotations

import secrets
import shutil
import time
from dataclasses import dataclass
from pathlib import Path

from kap_companion.vault.errors import VaultError, VaultInUse
from kap_companion.vault.files import Lock, make_private_folder
from kap_companion.vault.keys import RESTING_COST
from kap_companion.vault.vault import Vault

_VAULT, _STATE, _LOCK = "vault", "state", "vault.lock"
_BEING_MADE_S = 60.0


@dataclass(frozen=True, slots=True)
class ThrowAway:
    """A vault that goes with its rehearsal; `folder` holds all that is ever written for it."""

    folder: Path
    vault: Vault

    def clear(self) -> None:
        """Close the vault and remove all of it; what the disk keeps for now goes at a sweep."""
        self.vault.close()
        shutil.rmtree(self.folder, ignore_errors=True)


def make_throw_away(home: Path) -> ThrowAway:
    """Make a vault under `home` and open it. Raises VaultNotWritable.

    Its passphrase is random and forgotten at once, and no recovery code is made: what a crash
    leaves can be read by nobody.
    """
    make_private_folder(home)
    folder = home / secrets.token_hex(8)
    make_private_folder(folder)
    try:
        vault, _ = Vault.create(
            folder / _VAULT,
            secrets.token_urlsafe(32),
            cost=RESTING_COST,
            with_recovery=False,
            state_folder=folder / _STATE,
        )
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return ThrowAway(folder, vault)


def sweep(home: Path) -> None:
    """Remove what rehearsals left that a crash ended; one that is going on keeps its own."""
    try:
        left = [one for one in home.iterdir() if one.is_dir() and not one.is_symlink()]
    except OSError:
        return  # none was ever held, or the folder cannot be seen
    for folder in left:
        if not _is_held(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _is_held(folder: Path) -> bool:
    """Whether another copy of the app rehearses in `folder`, or is about to."""
    lock = folder / _VAULT / _LOCK
    try:
        if not lock.exists():
            return time.time() - folder.stat().st_mtime < _BEING_MADE_S
        Lock(lock).release()
    except VaultInUse:
        return True
    except (VaultError, OSError):
        return False
    return False
