"""The sound settings while they are being chosen: heard at once, kept as soon as a hand rests."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.music.settings import SoundSettings
from kap_companion.ui.conductor import Conductor

_RESTS_MS = 250


class SoundChoice(QObject):
    """`changed` says that other settings are wanted; a slider on its way is not written each time.

    Where the disk takes nothing, what was kept before stands again.
    """

    changed = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._wanted: SoundSettings | None = None
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.setInterval(_RESTS_MS)
        self._rests.timeout.connect(self.keep)

    @property
    def sound(self) -> SoundSettings:
        """Return the settings as they are wanted."""
        return self._conductor.collection.sound if self._wanted is None else self._wanted

    def choose(self, sound: SoundSettings) -> None:
        """Want other settings."""
        if sound != self.sound:
            self._wanted = sound
            self._rests.start()
            self.changed.emit()

    def keep(self) -> None:
        """Keep what is wanted, now; a session that goes on plays by it at once."""
        self._rests.stop()
        wanted, self._wanted = self._wanted, None
        conductor = self._conductor
        if wanted is None:
            return
        conductor.attempt(lambda: conductor.collection.choose_sound(wanted))
        if conductor.collection.sound != wanted:
            self.changed.emit()
        elif conductor.has_session:
            conductor.attempt(conductor.music.apply_sound)
