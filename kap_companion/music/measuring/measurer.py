"""Our end of the measuring process: what is to be measured, in which order, and what came of it."""

from __future__ import annotations

import contextlib
import queue
import subprocess
import threading
from collections import Counter, deque
from collections.abc import Callable
from enum import IntEnum
from pathlib import Path
from typing import TypeAlias

from kap_companion.beside import Priority
from kap_companion.language import tr, tr_later
from kap_companion.music.launch import start_measuring
from kap_companion.music.measuring.messages import (
    NotMeasured,
    Probed,
    Result,
    Task,
    ask_line,
    read_answer,
)

# A process that comes last may get no turn for long, and that is no fault of the file.
_STALLED_AFTER_S = {Priority.BELOW: 20.0, Priority.IDLE: 180.0}
_STARTS_WITHIN_S = {Priority.BELOW: 60.0, Priority.IDLE: 600.0}
_REST_AFTER_S = 10.0
_DEATHS_TO_GIVE_UP = 2
_STARTS_TO_GIVE_UP = 3

TOO_SLOW = tr_later("reading the file takes too long")
DEADLY = tr_later("the file is damaged in a way that stops the measuring")
CANNOT_START = tr_later("music cannot be measured on this computer")


class _Turn(IntEnum):
    URGENT, PROBE, LATER = range(3)


_Job: TypeAlias = tuple[Task, Path]


class Measurer:
    """Measures and probes files one at a time, in a process that anything else goes before.

    The process lives only while there is something to do. A file that ends it twice, or with
    which nothing moves for too long, is given up with a reason, and the others go on: 20 seconds
    where somebody waits for it (`Priority.BELOW`), three minutes where it comes last (`IDLE`).
    """

    def __init__(self, priority: Priority, *, stalled_after_s: float | None = None) -> None:
        self._priority = priority
        self._stalled_after_s = stalled_after_s or _STALLED_AFTER_S[priority]
        self._changed = threading.Condition()
        self._turns: dict[_Job, _Turn] = {}  # in the order they were asked
        self._current: _Job | None = None
        self._results: deque[Result] = deque()
        self._is_closing = False
        self._worker: _Worker | None = None
        self._thread = threading.Thread(target=self._work, name="measuring", daemon=True)
        self._thread.start()

    @property
    def pending(self) -> int:
        """How many files were asked for and have no result yet."""
        with self._changed:
            return len(self._turns) + (self._current is not None)

    @property
    def pid(self) -> int | None:
        """The process that measures now."""
        worker = self._worker
        return worker.pid if worker else None

    def measure(self, path: Path, urgent: bool = False) -> None:
        """Measure a file when its turn comes; `urgent` ones come first."""
        self._ask((Task.MEASURE, path), _Turn.URGENT if urgent else _Turn.LATER)

    def probe(self, path: Path) -> None:
        """Try a file's first and last five seconds, before what is measured without hurry."""
        self._ask((Task.PROBE, path), _Turn.PROBE)

    def drop(self) -> tuple[Path, ...]:
        """Do nothing more of what was not begun; return those files. The one in hand is ended."""
        with self._changed:
            dropped = tuple(path for _, path in self._turns)
            self._turns.clear()
            return dropped

    def pump(self) -> list[Result]:
        """What came of it since the last time, without waiting."""
        with self._changed:
            results = list(self._results)
            self._results.clear()
            return results

    def close(self) -> None:
        """Drop what is still to be done and end the process."""
        with self._changed:
            self._is_closing = True
            self._turns.clear()
            worker = self._worker
            self._changed.notify_all()
        if worker is not None:
            worker.kill()
        self._thread.join(2.0)

    def _ask(self, job: _Job, turn: _Turn) -> None:
        with self._changed:
            if self._is_closing or job == self._current:
                return
            self._turns[job] = min(turn, self._turns.get(job, turn))
            self._changed.notify_all()

    def _work(self) -> None:
        deaths: Counter[_Job] = Counter()
        while (job := self._next_job()) is not None:
            result = self._result_of(job)
            if result is None:
                deaths[job] += 1
                result = _given_up(job, tr(DEADLY)) if deaths[job] >= _DEATHS_TO_GIVE_UP else None
            with self._changed:
                self._current = None
                if self._is_closing:  # it was ended by us, and nobody asks any more
                    break
                if result is not None:
                    self._results.append(result)
                else:
                    self._turns[job] = _Turn.LATER
        self._rest()

    def _next_job(self) -> _Job | None:
        """The next one, waited for; None at the end."""
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._turns or self._is_closing,
                    _REST_AFTER_S if self._worker is not None else None,
                )
                if self._is_closing:
                    return None
                if self._turns:
                    # min() takes the first of equals, so within a turn they keep their order.
                    job = min(self._turns, key=self._turns.__getitem__)
                    del self._turns[job]
                    self._current = job
                    return job
            self._rest()

    def _result_of(self, job: _Job) -> Result | None:
        """What became of a file; None where the process died over it."""
        worker = self._running_worker()
        if worker is None:
            return _given_up(job, tr(CANNOT_START))
        try:
            return worker.do(job, self._stalled_after_s)
        except TimeoutError:
            self._rest()
            return _given_up(job, tr(TOO_SLOW))
        except EOFError:
            self._rest()
            return None

    def _running_worker(self) -> _Worker | None:
        for _ in range(_STARTS_TO_GIVE_UP):
            if self._worker is not None or self._is_closing:
                return self._worker
            with contextlib.suppress(OSError, EOFError, TimeoutError):
                worker = _Worker(self._priority)
                self._adopt(worker)
                worker.wait_until_ready(_STARTS_WITHIN_S[self._priority])
                return worker
            self._rest()
        return None

    def _adopt(self, worker: _Worker) -> None:
        with self._changed:
            self._worker = worker
            if self._is_closing:  # meanwhile, and nobody else would end it
                worker.kill()

    def _rest(self) -> None:
        """End the process: until there is more to do, or to begin with a new one."""
        with self._changed:
            worker, self._worker = self._worker, None
        if worker is not None:
            worker.kill()


NewMeasurer: TypeAlias = Callable[[Priority], Measurer]
"""Makes one that comes last, or sooner because somebody waits for it."""


class _Worker:
    """One measuring process. A thread reads from it, so that waiting for it can have an end."""

    def __init__(self, priority: Priority) -> None:
        self._process = start_measuring(priority)
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="measuring answers", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def wait_until_ready(self, timeout_s: float) -> None:
        """Raises EOFError where it died instead, TimeoutError where it does not speak."""
        self._next_line(timeout_s)

    def do(self, job: _Job, stalled_after_s: float) -> Result:
        """The result; EOFError if the process died, TimeoutError if nothing moves any more."""
        if self._process.stdin is None:
            raise RuntimeError("the measuring process has no pipe for what is asked")
        try:
            # It is idle now, so its pipe is empty and takes a line without waiting.
            self._process.stdin.write(ask_line(*job))
            self._process.stdin.flush()
        except OSError as error:
            raise EOFError from error
        while (result := read_answer(self._next_line(stalled_after_s))) is None:
            pass  # progress
        return result

    def kill(self) -> None:
        """End it, whatever it does; what it was reading only it had open."""
        self._process.kill()
        with contextlib.suppress(OSError):  # a line that could not be written any more
            if self._process.stdin is not None:
                self._process.stdin.close()
        with contextlib.suppress(subprocess.TimeoutExpired):  # it may hang in a dead network drive
            self._process.wait(1.0)

    def _next_line(self, timeout_s: float) -> bytes:
        try:
            line = self._lines.get(timeout=timeout_s)
        except queue.Empty:
            raise TimeoutError from None
        if not line.endswith(b"\n"):  # the end, or a word cut off by it
            raise EOFError
        return line

    def _read(self) -> None:
        if self._process.stdout is None:
            raise RuntimeError("the measuring process has no pipe to listen to")
        with self._process.stdout as lines:
            for line in lines:
                self._lines.put(line)
        self._lines.put(b"")


def _given_up(job: _Job, reason: str) -> Result:
    task, path = job
    return Probed(path, reason) if task is Task.PROBE else NotMeasured(path, reason)
