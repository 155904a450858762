"""Where the engine's process begins: quiet, deaf to Ctrl+C, and gone when its owner is gone."""

from __future__ import annotations

import contextlib
import ctypes
import gc
import os
import queue
import signal
import sys
from typing import TYPE_CHECKING, cast

from kap_companion.music.engine.child import bound_memory, listen, own_pipes

if TYPE_CHECKING:
    from kap_companion.music.engine.messages import Command

_M_ARENA_MAX = -8  # of malloc.h
# Playing takes a fifth of this with all libraries. Should a file make libav take more, then that
# file is given up, and no other program of the computer suffers.
_MOST_MEMORY = 2 * 1024**3


def main(output: str) -> None:
    """Run the engine on this process's standard pipes; `output` is a value of `Output`."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    commands_in, answers_out = own_pipes()
    bound_memory(_MOST_MEMORY)
    sys.setswitchinterval(0.001)  # the reader must never keep the sound waiting
    _come_first()
    _keep_memory_together()

    from kap_companion.music.engine.messages import from_line
    from kap_companion.music.engine.output import OutputPort, Silence, SoundCard
    from kap_companion.music.engine.process import Engine
    from kap_companion.music.engine.wire import Sender

    ports: dict[str, OutputPort | None] = {
        "sound_card": SoundCard(),
        "silence": Silence(),
        "scripted": None,
    }
    sender = Sender(answers_out)
    commands: queue.SimpleQueue[Command] = queue.SimpleQueue()
    listen(
        commands_in,
        lambda line: commands.put(cast("Command", from_line(line))),
        "music commands",
    )
    gc.freeze()  # all that was imported stays: no need to look through it again and again
    Engine(ports[output], sender).run(commands)
    sender.flush(0.5)
    os._exit(0)  # a reader may hang in a dead network drive, and nothing is left to tidy


def _come_first() -> None:
    """Ask to be served before other programs: sound that comes late is a gap, and it is little."""
    if sys.platform != "win32":  # there the process is started so
        with contextlib.suppress(OSError):  # most systems do not let everybody; then as before
            os.setpriority(os.PRIO_PROCESS, 0, -11)


def _keep_memory_together() -> None:
    """Let all threads take memory from one place: glibc else keeps one for each new reader."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library, which has no such habit
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)
