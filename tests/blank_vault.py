"""A new vault for the price of a copy: it is made once, each test has a copy of its own."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from functools import cache
from pathlib import Path

from kap_companion.vault.keys import KeyCost
from kap_companion.vault.vault import Vault

_CHEAP = KeyCost(memory_kib=64, passes=1, lanes=1)


def lay_vault(folder: Path, state_folder: Path, passphrase: str) -> str:
    """Put a new, closed vault into `folder`; return its recovery code.

    To make one waits for the disk ten times as long as to copy it.
    """
    made, code = _made(passphrase)
    shutil.copytree(made / "vault", folder)
    shutil.copytree(made / "state", state_folder, dirs_exist_ok=True)
    return code


def new_vault(folder: Path, state_folder: Path, passphrase: str) -> Vault:
    """Put a new vault into `folder` and open it."""
    lay_vault(folder, state_folder, passphrase)
    return Vault.open(folder, passphrase, state_folder=state_folder)


@cache
def _made(passphrase: str) -> tuple[Path, str]:
    """Return the vault that is copied and its code: one in each process and for each passphrase."""
    home = Path(tempfile.mkdtemp(prefix="kap-test-blank-"))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    vault, code = Vault.create(home / "vault", passphrase, state_folder=home / "state", cost=_CHEAP)
    vault.close()
    assert code is not None
    return home, code
