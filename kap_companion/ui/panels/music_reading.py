"""Reads music in the background, so that a folder of thousands never holds the window up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.music.playlist import ImportStopped, Playlist, read_playlist
from kap_companion.music.playlist_moved import relocate
from kap_companion.ui.background import Background
from kap_companion.vault.errors import VaultError

_COUNT_EVERY_MS = 200

Done = Callable[[Playlist], None]


class MusicReading(QObject):
    """One reading at a time; a new one stops the one before.

    `counted` says now and then how many tracks were read, `ended` that nothing is read any more,
    whether to its end or stopped.
    """

    counted = Signal(int, str)
    ended = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._background = Background(self)
        self._stop: Event | None = None
        self._source = ""
        self._count = 0
        self._timer = QTimer(self)
        self._timer.setInterval(_COUNT_EVERY_MS)
        self._timer.timeout.connect(lambda: self.counted.emit(self._count, self._source))

    @property
    def is_reading(self) -> bool:
        """Whether anything is being read."""
        return self._stop is not None

    def read(self, paths: Sequence[Path], source: str, done: Done) -> None:
        """Read all music in `paths`, and hand it to `done`, unless it is stopped."""

        def work(count: Callable[[int], None], stopped: Callable[[], bool]) -> Playlist:
            return read_playlist(paths, on_progress=count, is_stopped=stopped)

        self._begin(work, source, done)

    def find_again(self, playlist: Playlist, folder: Path, source: str, done: Done) -> None:
        """Look for what `playlist` lost under `folder`."""

        def work(count: Callable[[int], None], stopped: Callable[[], bool]) -> Playlist:
            return relocate(playlist, folder, on_progress=count, is_stopped=stopped)

        self._begin(work, source, done)

    def stop(self) -> None:
        """Read no further; nothing of it is taken."""
        if self._stop is not None:
            self._stop.set()
            self._end()

    def _begin(
        self,
        work: Callable[[Callable[[int], None], Callable[[], bool]], Playlist],
        source: str,
        done: Done,
    ) -> None:
        self.stop()
        stop = self._stop = Event()
        self._source, self._count = source, 0

        def count(tracks: int) -> None:
            self._count = tracks

        def read() -> Playlist | None:
            try:
                return work(count, stop.is_set)
            except ImportStopped:
                return None

        def take(playlist: Playlist | None) -> None:
            if stop.is_set() or playlist is None:
                return
            self._end()
            done(playlist)

        def fail(_trouble: VaultError) -> None:
            self._end()

        self._timer.start()
        self._background.do(read, take, fail)

    def _end(self) -> None:
        self._stop = None
        self._timer.stop()
        self.ended.emit()
