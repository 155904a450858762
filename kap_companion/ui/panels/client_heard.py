"""What this client heard in earlier sessions, gathered one session at a time and then kept."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.music.heard import Heard, played_before
from kap_companion.session import entries as e
from kap_companion.ui.conductor import Conductor


class ClientHeard(QObject):
    """`told` says that all earlier sessions are gathered. The vault belongs to the window's thread,
    so they are read there, with room for everything else between two of them.
    """

    told = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._before: Mapping[str, Heard] = {}
        self._waiting: list[str] | None = None
        self._records: list[list[e.Entry[e.RecordBody]]] = []
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._read_one)

    @property
    def before(self) -> Mapping[str, Heard]:
        """Return what was heard, by track; empty until it is gathered."""
        return self._before

    def forget(self) -> None:
        """Another client."""
        self._timer.stop()
        self._before, self._waiting, self._records = {}, None, []

    def gather(self) -> None:
        """Begin to read, once a session of this client is open."""
        if self._waiting is not None or not self._conductor.has_session:
            return
        companion = self._conductor.companion
        opened = companion.state.facts.opened
        assert opened is not None
        sessions = self._conductor.practice.vault.sessions.of_client(opened.client_id)
        self._waiting = [row.id for row in sessions if row.id != companion.session_id]
        self._timer.start()

    def _read_one(self) -> None:
        if self._waiting:
            self._records.append(self._conductor.practice.vault.journal.record(self._waiting.pop()))
            return
        self._timer.stop()
        self._before = played_before(self._records)
        self._records = []
        self.told.emit()
