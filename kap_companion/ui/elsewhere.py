"""Music from elsewhere: the players another program offers on the desktop's bus (MPRIS, Linux)."""

from __future__ import annotations

import sys
from typing import Any

_PREFIX = "org.mpris.MediaPlayer2."
_OURS = f"{_PREFIX}kapcompanion"
_PATH = "/org/mpris/MediaPlayer2"
_PROPERTIES = "org.freedesktop.DBus.Properties"
_WITHIN_MS = 300
_LOWERED = 10 ** (-15 / 20)


class OtherPlayers:
    """Plays, pauses and lowers another program's music, where the desktop lets it.

    Each act answers whether the other player took it. Where there is no bus nothing is found.
    """

    def __init__(self) -> None:
        self._before: dict[str, float] = {}

    def names(self) -> tuple[str, ...]:
        """Return what the players call themselves, such as 'Spotify'."""
        return tuple(sorted(self._services()))

    def play(self, name: str) -> bool:
        """Let it play."""
        return self._call(name, "Play")

    def pause(self, name: str) -> bool:
        """Let it pause."""
        return self._call(name, "Pause")

    def lower(self, name: str) -> bool:
        """Make it 15 dB quieter while somebody talks."""
        volume = self._volume(name)
        if volume is None:
            return False
        self._before.setdefault(name, volume)
        return self._set_volume(name, self._before[name] * _LOWERED)

    def raise_(self, name: str) -> bool:
        """Bring it back from `lower`."""
        before = self._before.pop(name, None)
        return before is not None and self._set_volume(name, before)

    def _services(self) -> dict[str, str]:
        bus = _bus()
        if bus is None:
            return {}
        reply = bus.interface().registeredServiceNames()
        found = reply.value() if hasattr(reply, "value") else reply
        known = {}
        for service in found or ():
            if service.startswith(_PREFIX) and service != _OURS:
                told = self._ask(service, _PROPERTIES, "Get", _PREFIX[:-1], "Identity")
                name = str(told or "") or service.removeprefix(_PREFIX).split(".")[0]
                known[name] = service
        return known

    def _call(self, name: str, what: str) -> bool:
        service = self._services().get(name)
        return service is not None and self._say(service, f"{_PREFIX}Player", what)

    def _volume(self, name: str) -> float | None:
        service = self._services().get(name)
        if service is None:
            return None
        told = self._ask(service, _PROPERTIES, "Get", f"{_PREFIX}Player", "Volume")
        return float(told) if isinstance(told, int | float) else None

    def _set_volume(self, name: str, volume: float) -> bool:
        from PySide6.QtDBus import QDBusVariant

        service = self._services().get(name)
        wanted = QDBusVariant(float(volume))
        return service is not None and self._say(
            service, _PROPERTIES, "Set", f"{_PREFIX}Player", "Volume", wanted
        )

    def _say(self, service: str, interface: str, what: str, *arguments: object) -> bool:
        from PySide6.QtDBus import QDBusMessage

        reply = _sent(service, interface, what, arguments)
        return bool(reply.type() == QDBusMessage.MessageType.ReplyMessage)

    def _ask(self, service: str, interface: str, what: str, *arguments: object) -> object:
        reply = _sent(service, interface, what, arguments)
        told = reply.arguments()
        if not told or reply.errorName():
            return None
        first = told[0]
        return first.variant() if hasattr(first, "variant") else first


def _sent(service: str, interface: str, what: str, arguments: tuple[object, ...]) -> Any:
    from PySide6.QtDBus import QDBus, QDBusMessage

    message = QDBusMessage.createMethodCall(service, _PATH, interface, what)
    message.setArguments(list(arguments))
    return _bus().call(message, QDBus.CallMode.Block, _WITHIN_MS)


def _bus() -> Any:
    if sys.platform in ("win32", "darwin"):
        return None
    from PySide6.QtDBus import QDBusConnection

    bus = QDBusConnection.sessionBus()
    return bus if bus.isConnected() else None
