"""The desktop's own transport: media keys and the player a desktop shows, on Linux by MPRIS.

Where the desktop speaks MPRIS (D-Bus), its media keys, its lock screen and headphone buttons reach
the music wherever the keyboard is; mpris.py holds its interfaces. On macOS and Windows Qt offers no
such service: there the keyboard's media keys work while the window is in front. What is shown is
the track, never a client.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QMetaType, QObject, Signal

_NAME = "org.mpris.MediaPlayer2.kapcompanion"
_PATH = "/org/mpris/MediaPlayer2"
_TRACK = "/org/mpris/MediaPlayer2/Track/Now"
_US = 1_000_000


@dataclass(frozen=True, slots=True)
class Transport:
    """What the desktop shows of the music."""

    title: str = ""
    artist: str = ""
    length_s: float | None = None
    has_music: bool = False
    is_playing: bool = False
    volume: float = 1.0


class MediaKeys(QObject):
    """Signals what the desktop asks for; `show_transport` tells it how the music stands."""

    play_asked = Signal()
    pause_asked = Signal()
    play_or_pause_asked = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    raise_asked = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = Transport()
        self.position_s = 0.0
        self._bus: Any = None

    @property
    def is_offered(self) -> bool:
        """Whether the desktop has been told of the music."""
        return self._bus is not None

    def offer(self) -> bool:
        """Appear on the desktop; False where it has no such service, and nothing else changes."""
        if self._bus is not None:
            return True
        if sys.platform in ("win32", "darwin"):
            return False
        from PySide6.QtDBus import QDBusConnection

        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        from kap_companion.ui import mpris

        if not self.findChildren(mpris.Root):
            mpris.Root(self)
            mpris.Player(self)
        if not bus.registerObject(_PATH, self):
            return False
        if not bus.registerService(_NAME):
            bus.unregisterObject(_PATH)
            return False
        self._bus = bus
        return True

    def withdraw(self) -> None:
        """Disappear from the desktop."""
        if self._bus is not None:
            self._bus.unregisterService(_NAME)
            self._bus.unregisterObject(_PATH)
            self._bus = None

    def show_transport(self, shown: Transport, position_s: float) -> None:
        """Say how the music stands; the desktop is told where anything but the place changed."""
        self.position_s = position_s
        if shown == self.shown:
            return
        self.shown = shown
        if self._bus is None:
            return
        from PySide6.QtDBus import QDBusArgument, QDBusMessage

        from kap_companion.ui import mpris

        invalidated = QDBusArgument()
        invalidated.beginArray(QMetaType(QMetaType.Type.QString.value))
        invalidated.endArray()
        signal = QDBusMessage.createSignal(
            _PATH, "org.freedesktop.DBus.Properties", "PropertiesChanged"
        )
        changed = {
            "PlaybackStatus": self.status(),
            "Metadata": self.metadata(),
            "Volume": shown.volume,
            **dict.fromkeys(("CanPlay", "CanPause", "CanGoNext", "CanGoPrevious"), shown.has_music),
        }
        signal.setArguments([mpris.PLAYER, changed, invalidated])
        self._bus.send(signal)

    def status(self) -> str:
        """Return the playback status in the specification's words."""
        if not self.shown.has_music:
            return "Stopped"
        return "Playing" if self.shown.is_playing else "Paused"

    def metadata(self) -> dict[str, object]:
        """Return the track as the specification names it."""
        from PySide6.QtDBus import QDBusObjectPath

        if not self.shown.has_music:
            return {}
        told: dict[str, object] = {
            "mpris:trackid": QDBusObjectPath(_TRACK),
            "xesam:title": self.shown.title,
        }
        if self.shown.artist:
            told["xesam:artist"] = [self.shown.artist]
        if self.shown.length_s:
            told["mpris:length"] = round(self.shown.length_s * _US)
        return told
