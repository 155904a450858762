"""Starts the process that makes documents."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from kap_companion.beside import Priority, start_beside

_ARGUMENT = "--make-documents"


def start_maker() -> subprocess.Popen[bytes]:
    """The process that makes documents, with a pipe for the order and one for its answers."""
    return start_beside(become_maker_if_asked, [_ARGUMENT], Priority.BELOW)


def become_maker_if_asked(arguments: Sequence[str]) -> None:
    """Make documents where told to; does not return if it was asked."""
    if list(arguments) == [_ARGUMENT]:
        from kap_companion.notes.export.apart import serve

        serve()
        raise SystemExit(0)
