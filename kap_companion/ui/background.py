"""Does slow work in a thread and hands its outcome back in the window's own."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from kap_companion.vault.errors import VaultError

T = TypeVar("T")

_LOOK_EVERY_MS = 20


@dataclass(frozen=True, slots=True)
class _Job:
    future: Future[Any]
    done: Callable[[Any], None]
    failed: Callable[[VaultError], None]
    broke: Callable[[], None] | None


class Background(QObject):
    """Works in one thread, one thing after the other; that thread never touches a widget.

    Outcomes are looked for, not sent: so none is left to arrive at a screen that is gone.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin idle; no thread runs before there is work."""
        super().__init__(parent)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="kap")
        self._jobs: deque[_Job] = deque()
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_EVERY_MS)
        self._look.timeout.connect(self._take_outcomes)

    @property
    def is_busy(self) -> bool:
        """Whether anything is under way."""
        return bool(self._jobs)

    def do(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[VaultError], None],
        broke: Callable[[], None] | None = None,
    ) -> None:
        """Do `work`, then call `done` with its answer or `failed` with what the person can mend.

        Any other error is a bug and is raised in the window's thread, once `broke` has let the
        person go on.
        """
        self._jobs.append(_Job(self._pool.submit(work), done, failed, broke))
        self._look.start()

    def settle(self) -> None:
        """Wait for what is under way and take its outcome, before what it needs is gone."""
        while self._jobs:
            self._jobs[0].future.exception()
            self._take_outcomes()

    def _take_outcomes(self) -> None:
        if not self._jobs or not self._jobs[0].future.done():
            return
        job = self._jobs.popleft()
        if not self._jobs:
            self._look.stop()
        try:
            answer = job.future.result()
        except VaultError as trouble:
            job.failed(trouble)
            return
        except Exception:
            if job.broke is not None:
                job.broke()
            raise
        job.done(answer)
