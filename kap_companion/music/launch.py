"""Starts the processes that play and that measure."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from kap_companion.beside import Priority, speak_as_told, start_beside

_ENGINE_ARGUMENT = "--music-engine"
_MEASURING_ARGUMENT = "--music-measuring"
_ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def start_engine(output: str) -> subprocess.Popen[bytes]:
    """The engine's process, with a pipe for commands and one for what it tells."""
    asked = (_ENGINE_ARGUMENT, output)
    return start_beside(become_engine_if_asked, asked, Priority.ABOVE, _ONE_THREAD)


def start_measuring(priority: Priority) -> subprocess.Popen[bytes]:
    """The process that measures, with a pipe for what is asked and one for its answers."""
    asked = (_MEASURING_ARGUMENT, priority.value)
    return start_beside(become_engine_if_asked, asked, priority, _ONE_THREAD)


def become_engine_if_asked(arguments: Sequence[str]) -> None:
    """Be the engine, or what measures, where told to; does not return if it was asked.

    To be called before anything else is imported.
    """
    match list(arguments):
        case [argument, output] if argument == _ENGINE_ARGUMENT:
            from kap_companion.music.engine.entry import main as play

            speak_as_told()
            play(output)
        case [argument, priority] if argument == _MEASURING_ARGUMENT:
            from kap_companion.music.measuring.worker import main as measure

            speak_as_told()
            measure(Priority(priority))
