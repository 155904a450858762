"""What the processes that play and measure have alike: pipes, bounds, an end with the owner."""

from __future__ import annotations

import contextlib
import os
import sys
import threading
from collections.abc import Callable
from typing import BinaryIO


def own_pipes() -> tuple[BinaryIO, BinaryIO]:
    """The two pipes to the owner; what libraries print can reach neither them nor a terminal."""
    lines_in = os.fdopen(os.dup(0), "rb")
    lines_out = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nowhere, standard)
    os.close(nowhere)
    return lines_in, lines_out


def bound_memory(most_bytes: int) -> None:
    """Never take more than this: a file must not push others out of memory.

    Windows has no such bound for a process by itself, and some systems refuse it: as before then.
    """
    if sys.platform != "win32":
        import resource

        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_AS, (most_bytes, most_bytes))


def listen(lines_in: BinaryIO, take: Callable[[bytes], object], name: str) -> None:
    """Have a thread called `name` take each line; the process ends with whoever writes them."""

    def hear() -> None:
        for line in lines_in:
            take(line)
        os._exit(0)  # the owner is gone, however it went: nothing goes on without it

    threading.Thread(target=hear, name=name, daemon=True).start()
