"""The two interfaces of MPRIS on D-Bus, in the specification's own words; imported where D-Bus is.

Source: MPRIS D-Bus Interface Specification 2.2, specifications.freedesktop.org/mpris.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import ClassInfo, Property, Slot
from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusObjectPath

if TYPE_CHECKING:
    from kap_companion.ui.media_keys import MediaKeys

PLAYER = "org.mpris.MediaPlayer2.Player"
_US = 1_000_000

# Their stubs know neither the call with a mapping nor types by name.
_interface: Any = ClassInfo
_told: Any = Property


@_interface({"D-Bus Interface": "org.mpris.MediaPlayer2"})
class Root(QDBusAbstractAdaptor):
    """The application."""

    def __init__(self, keys: MediaKeys) -> None:
        super().__init__(keys)
        self._keys = keys

    @Slot()
    def Raise(self) -> None:
        self._keys.raise_asked.emit()

    @Slot()
    def Quit(self) -> None:
        """A session is never ended from outside."""

    Identity = _told(str, lambda self: "KAP Companion")
    CanQuit = _told(bool, lambda self: False)
    CanRaise = _told(bool, lambda self: True)
    HasTrackList = _told(bool, lambda self: False)
    SupportedUriSchemes = _told("QStringList", lambda self: [])
    SupportedMimeTypes = _told("QStringList", lambda self: [])


@_interface({"D-Bus Interface": PLAYER})
class Player(QDBusAbstractAdaptor):
    """The music. What would be a jolt for the client (stop, seek, volume) is not offered."""

    def __init__(self, keys: MediaKeys) -> None:
        super().__init__(keys)
        self._keys = keys

    @Slot()
    def Play(self) -> None:
        self._keys.play_asked.emit()

    @Slot()
    def Pause(self) -> None:
        self._keys.pause_asked.emit()

    @Slot()
    def PlayPause(self) -> None:
        self._keys.play_or_pause_asked.emit()

    @Slot()
    def Stop(self) -> None:
        self._keys.pause_asked.emit()

    @Slot()
    def Next(self) -> None:
        self._keys.next_asked.emit()

    @Slot()
    def Previous(self) -> None:
        self._keys.previous_asked.emit()

    @Slot("qlonglong")
    def Seek(self, offset_us: int) -> None:
        """Not offered."""

    @Slot(QDBusObjectPath, "qlonglong")
    def SetPosition(self, track: object, position_us: int) -> None:
        """Not offered."""

    PlaybackStatus = _told(str, lambda self: self._keys.status())
    Metadata = _told("QVariantMap", lambda self: self._keys.metadata())
    Rate = _told(float, lambda self: 1.0)
    MinimumRate = _told(float, lambda self: 1.0)
    MaximumRate = _told(float, lambda self: 1.0)
    Volume = _told(float, lambda self: self._keys.shown.volume)
    Position = _told("qlonglong", lambda self: round(self._keys.position_s * _US))
    CanPlay = _told(bool, lambda self: self._keys.shown.has_music)
    CanPause = _told(bool, lambda self: self._keys.shown.has_music)
    CanGoNext = _told(bool, lambda self: self._keys.shown.has_music)
    CanGoPrevious = _told(bool, lambda self: self._keys.shown.has_music)
    CanSeek = _told(bool, lambda self: False)
    CanControl = _told(bool, lambda self: True)
