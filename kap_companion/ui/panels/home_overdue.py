"""Reckons what is overdue in every client's course, a few clients at a time, behind Home."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.session.course_words import due_parts
from kap_companion.ui.conductor import Conductor
from kap_companion.vault.clients import ClientFile

_A_WHILE_S = 0.006


@dataclass(frozen=True, slots=True)
class Overdue:
    """What is overdue for one client: the first of it, how late, and how many more there are."""

    client_id: str
    client: str
    what: str
    late: str
    days: int
    more: int


class OverdueWatch(QObject):
    """Emits `found` with every Overdue, the latest first, once all clients were looked at.

    It looks again only where the vault has grown or the day is another one.
    """

    found = Signal(object)

    def __init__(self, conductor: Conductor, home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self._acts = conductor.practice.course
        self._journal = conductor.practice.vault.journal
        self._seen: tuple[date, int] | None = None
        self._rest: Iterator[ClientFile] = iter(())
        self._told: list[Overdue] = []
        self._turn = QTimer(self)
        self._turn.setInterval(0)
        self._turn.timeout.connect(self._go_on)

    @property
    def is_looking(self) -> bool:
        """Whether it is under way."""
        return self._turn.isActive()

    def look(self, clients: Sequence[ClientFile]) -> None:
        """Look at all of them, beside whatever else goes on; not while Home is not shown."""
        if not self._home.isVisible():
            return
        now = (self._acts.today, self._journal.length())
        if now == self._seen:
            return
        self._seen = now
        self._rest = iter(clients)
        self._told = []
        self._turn.start()

    def stop(self) -> None:
        """Look no further; the next time begins anew."""
        self._turn.stop()
        self._seen = None

    def _go_on(self) -> None:
        until = time.perf_counter() + _A_WHILE_S
        for client in self._rest:
            told = self._of(client)
            if told is not None:
                self._told.append(told)
            if time.perf_counter() >= until:
                return
        self._turn.stop()
        self.found.emit(sorted(self._told, key=lambda one: (-one.days, one.client)))

    def _of(self, client: ClientFile) -> Overdue | None:
        course = self._acts.outline(client)
        if not course.overdue:
            return None
        first = course.overdue[0]
        what, late = due_parts(first, course.today, self._acts.title)
        days = (course.today - first.on).days if first.on is not None else 0
        return Overdue(client.id, client.code, what, late, days, len(course.overdue) - 1)
