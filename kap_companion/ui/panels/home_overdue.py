"""Reckons what is overdue in every client's course, a few clients at a time, behind Home."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from kap_companion.session.course_plan import CoursePlan
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

    It looks again only at those of whom there is something new, and at all where the day or the
    practice's plan of a course is another one.
    """

    found = Signal(object)

    def __init__(self, conductor: Conductor, home: QWidget) -> None:
        super().__init__(home)
        self._home = home
        self._acts = conductor.practice.course
        self._vault = conductor.practice.vault
        self._rests_on: tuple[date, CoursePlan] | None = None
        self._reached = 0
        self._seen: dict[str, Overdue | None] = {}
        self._rest: Iterator[ClientFile] = iter(())
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
        rests_on, reached = (self._acts.today, self._acts.plan), self._vault.journal.length()
        if rests_on != self._rests_on:
            self._seen = {}
        elif reached != self._reached:
            touched = self._vault.clients.touched_since(self._reached)
            known = {client.id for client in clients} - touched
            self._seen = {one: told for one, told in self._seen.items() if one in known}
        elif self.is_looking or self._seen.keys() >= {client.id for client in clients}:
            return
        self._rests_on, self._reached = rests_on, reached
        self._rest = iter([client for client in clients if client.id not in self._seen])
        self._turn.start()

    def stop(self) -> None:
        """Look no further; the next time goes on where this one stopped."""
        self._turn.stop()

    def _go_on(self) -> None:
        until = time.perf_counter() + _A_WHILE_S
        for client in self._rest:
            self._seen[client.id] = self._of(client)
            if time.perf_counter() >= until:
                return
        self._turn.stop()
        told = [one for one in self._seen.values() if one is not None]
        self.found.emit(sorted(told, key=lambda one: (-one.days, one.client)))

    def _of(self, client: ClientFile) -> Overdue | None:
        course = self._acts.outline(client)
        if not course.overdue:
            return None
        first = course.overdue[0]
        what, late = due_parts(first, course.today, self._acts.title)
        days = (course.today - first.on).days if first.on is not None else 0
        return Overdue(client.id, client.code, what, late, days, len(course.overdue) - 1)
