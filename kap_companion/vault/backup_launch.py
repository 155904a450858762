"""Starts the process that copies the vault for a backup, from a checkout, installed or frozen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ARGUMENT = "--make-backup"
_PACKAGE_HOME = Path(__file__).resolve().parents[2]
# With -P no file in the folder the program was started from is taken for a library.
_BEGIN = (
    "import sys; sys.argv[1] in sys.path or sys.path.insert(0, sys.argv[1]); "
    "from kap_companion.vault.backup_launch import become_copier_if_asked; "
    "become_copier_if_asked(sys.argv[2:])"
)


def start_copier() -> subprocess.Popen[bytes]:
    """The process that copies, with a pipe for the order and one for its answers."""
    environment = {name: value for name, value in os.environ.items() if name != "KAP_PASSPHRASE"}
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return subprocess.Popen(
        _command(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=flags,
    )


def become_copier_if_asked(arguments: Sequence[str]) -> None:
    """In a frozen program, whose only executable is itself: make the backup where told to.

    Does not return if it was asked.
    """
    if list(arguments) == [_ARGUMENT]:
        from kap_companion.vault.backup_copier import serve

        serve()
        raise SystemExit(0)


def _command() -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, _ARGUMENT]
    return [sys.executable, "-P", "-c", _BEGIN, str(_PACKAGE_HOME), _ARGUMENT]
