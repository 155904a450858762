"""Starts the engine's process, from a checkout, an installed program or a frozen one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ENGINE_ARGUMENT = "--music-engine"
_PACKAGE_HOME = Path(__file__).resolve().parents[2]
# With -P no file in the folder the program was started from is taken for a library. The
# program's own main module is not run again, so it may do whatever it likes when imported.
_BEGIN = (
    "import sys; sys.argv[1] in sys.path or sys.path.insert(0, sys.argv[1]); "
    "from kap_companion.music.engine.entry import main; main(sys.argv[2])"
)


def start_engine(output: str) -> subprocess.Popen[bytes]:
    """The engine's process, with a pipe for commands and one for what it tells."""
    environment = {name: value for name, value in os.environ.items() if name != "KAP_PASSPHRASE"}
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        environment.setdefault(threads, "1")
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.ABOVE_NORMAL_PRIORITY_CLASS
    return subprocess.Popen(
        _command(output),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=flags,
    )


def become_engine_if_asked(arguments: Sequence[str]) -> None:
    """In a frozen program, whose only executable is itself: be the engine where told to.

    To be called before anything else is imported; does not return if it was asked.
    """
    if len(arguments) == 2 and arguments[0] == _ENGINE_ARGUMENT:
        from kap_companion.music.engine.entry import main

        main(arguments[1])


def _command(output: str) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, _ENGINE_ARGUMENT, output]
    return [sys.executable, "-P", "-c", _BEGIN, str(_PACKAGE_HOME), output]
