"""Where the measuring process begins: behind the music and the window, gone with its owner."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import queue
import signal
import sys
import time
from typing import BinaryIO

from kap_companion.beside import Priority
from kap_companion.music.engine.child import bound_memory, listen, own_pipes
from kap_companion.music.measuring.messages import (
    Measured,
    NotMeasured,
    Result,
    Task,
    answer_line,
    progress_line,
    read_ask,
)

PROGRESS_EVERY_S = 0.5
_MOST_MEMORY = 3 * 1024**3
# On two busy cores, what is as nice as can be gets about a hundredth of one: nobody waits for that.
_NICE = {Priority.BELOW: 5, Priority.IDLE: 19}
# Linux: ioprio_set(IOPRIO_WHO_PROCESS, this one, idle class); it has no name in the C library.
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_IOPRIO_IDLE = 3 << 13
# macOS: setiopolicy_np(IOPOL_TYPE_DISK, IOPOL_SCOPE_PROCESS, IOPOL_THROTTLE).
_IOPOL_DISK, _IOPOL_PROCESS, _IOPOL_THROTTLE = 0, 0, 3


def main(priority: Priority) -> None:
    """Do one file after the other, as asked on standard input, until the owner is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asks_in, answers_out = own_pipes()
    bound_memory(_MOST_MEMORY)
    _come_behind(priority)
    asks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    listen(asks_in, asks.put, "asks")
    teller = _Teller(answers_out)
    from kap_companion.music.measuring import measure, probe  # noqa: F401 - so that it is ready

    teller.progress()
    while True:
        teller.answer(_done(asks.get(), teller))


def _done(ask: bytes, teller: _Teller) -> Result:
    from kap_companion.music.measuring.measure import measure
    from kap_companion.music.measuring.probe import probe
    from kap_companion.music.measuring.reading import UnreadableError

    task, path = read_ask(ask)
    if task is Task.PROBE:
        return probe(path, teller.progress)
    try:
        return Measured(path, measure(path, teller.progress))
    except UnreadableError as error:
        return NotMeasured(path, str(error))


class _Teller:
    """Writes to the owner, who always listens; without one there is nothing left to do here."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._next = 0.0

    def progress(self) -> None:
        """Say from time to time that something goes on."""
        now = time.monotonic()
        if now >= self._next:
            self._next = now + PROGRESS_EVERY_S
            self._write(progress_line())

    def answer(self, result: Result) -> None:
        """Say what came of it."""
        self._write(answer_line(result))

    def _write(self, line: bytes) -> None:
        try:
            self._pipe.write(line)
            self._pipe.flush()
        except OSError:
            os._exit(0)


def _come_behind(priority: Priority) -> None:
    """Give way to everything else: to the music above all. On Windows it is started so."""
    if sys.platform == "win32":
        return
    with contextlib.suppress(OSError):
        os.nice(max(0, _NICE[priority] - os.nice(0)))
    if priority is not Priority.IDLE:
        return
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            system.setiopolicy_np(_IOPOL_DISK, _IOPOL_PROCESS, _IOPOL_THROTTLE)
        elif (number := _IOPRIO_SET.get(platform.machine())) is not None:
            system.syscall(number, 1, 0, _IOPRIO_IDLE)
