"""Starts the processes that play and that measure, from a checkout, installed or frozen."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

_ENGINE_ARGUMENT = "--music-engine"
_MEASURING_ARGUMENT = "--music-measuring"
_PACKAGE_HOME = Path(__file__).resolve().parents[2]
# With -P no file in the folder the program was started from is taken for a library. The
# program's own main module is not run again, so it may do whatever it likes when imported.
_BEGIN = (
    "import sys; sys.argv[1] in sys.path or sys.path.insert(0, sys.argv[1]); "
    "from kap_companion.music.launch import become_engine_if_asked; "
    "become_engine_if_asked(sys.argv[2:])"
)


def start_engine(output: str) -> subprocess.Popen[bytes]:
    """The engine's process, with a pipe for commands and one for what it tells."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.ABOVE_NORMAL_PRIORITY_CLASS
    return _start((_ENGINE_ARGUMENT, output), flags)


def start_measuring() -> subprocess.Popen[bytes]:
    """The process that measures, with a pipe for what is asked and one for its answers."""
    flags = 0
    if sys.platform == "win32":
        flags = subprocess.CREATE_NO_WINDOW | subprocess.IDLE_PRIORITY_CLASS
    return _start((_MEASURING_ARGUMENT,), flags)


def become_engine_if_asked(arguments: Sequence[str]) -> None:
    """In a frozen program, whose only executable is itself: be the engine where told to.

    Or be what measures. To be called before anything else is imported; does not return if it
    was asked.
    """
    match list(arguments):
        case [argument, output] if argument == _ENGINE_ARGUMENT:
            from kap_companion.music.engine.entry import main as play

            play(output)
        case [argument] if argument == _MEASURING_ARGUMENT:
            from kap_companion.music.measuring.worker import main as measure

            measure()


def _start(arguments: Sequence[str], creation_flags: int) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != "KAP_PASSPHRASE"}
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
        environment.setdefault(threads, "1")
    return subprocess.Popen(
        _command(arguments),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        creationflags=creation_flags,
    )


def _command(arguments: Sequence[str]) -> list[str]:
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-P", "-c", _BEGIN, str(_PACKAGE_HOME), *arguments]
