"""Starts the process that copies the vault for a backup."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from kap_companion.beside import Priority, speak_as_told, start_beside

_ARGUMENT = "--make-backup"


def start_copier() -> subprocess.Popen[bytes]:
    """The process that copies, with a pipe for the order and one for its answers."""
    return start_beside(become_copier_if_asked, [_ARGUMENT], Priority.BELOW)


def become_copier_if_asked(arguments: Sequence[str]) -> None:
    """Make the backup where told to; does not return if it was asked."""
    if list(arguments) == [_ARGUMENT]:
        from kap_companion.vault.backup_copier import serve

        speak_as_told()
        serve()
        raise SystemExit(0)
