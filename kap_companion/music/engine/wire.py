"""Sends messages down a pipe from a thread of its own, so that no one ever waits for a reader."""

from __future__ import annotations

import contextlib
import threading
from collections import deque
from typing import BinaryIO

from kap_companion.music.engine.messages import Message, Report, to_line


class Sender:
    """Writes messages in order. A reader that is stuck or gone never holds up who sends."""

    def __init__(self, pipe: BinaryIO) -> None:
        self._pipe = pipe
        self._waiting: deque[Message] = deque()
        self._changed = threading.Condition()
        self._is_writing = False
        self._is_closed = False
        self._thread = threading.Thread(target=self._write, name="music wire", daemon=True)
        self._thread.start()

    def send(self, message: Message) -> None:
        """Queue a message. A newer report takes the place of one that still waits last."""
        with self._changed:
            last = self._waiting[-1] if self._waiting else None
            if isinstance(message, Report) and isinstance(last, Report):
                self._waiting.pop()
            self._waiting.append(message)
            self._changed.notify_all()

    def flush(self, timeout_s: float) -> bool:
        """Whether everything sent so far was written within `timeout_s`."""
        with self._changed:
            return self._changed.wait_for(
                lambda: self._is_closed or not (self._waiting or self._is_writing), timeout_s
            )

    def close(self) -> None:
        """Write what waits, then close the pipe; returns at once."""
        with self._changed:
            self._is_closed = True
            self._changed.notify_all()

    def _write(self) -> None:
        try:
            while True:
                with self._changed:
                    self._is_writing = False
                    self._changed.notify_all()
                    self._changed.wait_for(lambda: self._waiting or self._is_closed)
                    if not self._waiting:
                        break
                    batch = b"".join(to_line(message) for message in self._waiting)
                    self._waiting.clear()
                    self._is_writing = True
                self._pipe.write(batch)
                self._pipe.flush()
            self._pipe.close()
        except (OSError, ValueError):
            # The other end is gone. Whoever reads from it notices and acts; here it only
            # means that nothing can be told any more.
            with self._changed:
                self._is_closed = True
                self._is_writing = False
                self._changed.notify_all()
            with contextlib.suppress(OSError, ValueError):
                self._pipe.close()
