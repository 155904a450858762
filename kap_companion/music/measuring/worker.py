"""Where the measuring process begins: last in line for everything, and gone with its owner."""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import queue
import signal
import sys
import threading
import time
from typing import BinaryIO

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
_LOWEST_PRIORITY = 19
# Linux: ioprio_set(IOPRIO_WHO_PROCESS, this one, idle class); it has no name in the C library.
_IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
_IOPRIO_IDLE = 3 << 13
# macOS: setiopolicy_np(IOPOL_TYPE_DISK, IOPOL_SCOPE_PROCESS, IOPOL_THROTTLE).
_IOPOL_DISK, _IOPOL_PROCESS, _IOPOL_THROTTLE = 0, 0, 3


def main() -> None:
    """Do one file after the other, as asked on standard input, until the owner is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    asks_in, answers_out = _own_pipes()
    _come_last()
    asks: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(asks_in, asks), name="asks", daemon=True).start()
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


def _come_last() -> None:
    """Give way to everything else: to the music above all. On Windows it is started so."""
    if sys.platform == "win32":
        return
    import resource

    with contextlib.suppress(OSError):
        os.setpriority(os.PRIO_PROCESS, 0, _LOWEST_PRIORITY)
    with contextlib.suppress(OSError, ValueError):  # a file must not push others out of memory
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    with contextlib.suppress(OSError, AttributeError):
        system = ctypes.CDLL(None)
        if sys.platform == "darwin":
            system.setiopolicy_np(_IOPOL_DISK, _IOPOL_PROCESS, _IOPOL_THROTTLE)
        elif (number := _IOPRIO_SET.get(platform.machine())) is not None:
            system.syscall(number, 1, 0, _IOPRIO_IDLE)


def _own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes to the owner; what libraries print can reach neither them nor a terminal."""
    asks_in = os.fdopen(os.dup(0), "rb")
    answers_out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return asks_in, answers_out


def _listen(asks_in: BinaryIO, asks: queue.SimpleQueue[bytes]) -> None:
    for line in asks_in:
        asks.put(line)
    os._exit(0)  # the owner is gone, however it went
