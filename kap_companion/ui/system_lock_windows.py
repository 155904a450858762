"""Hears from Windows that the session was locked or that the computer is about to sleep.

Sources: WM_POWERBROADCAST and WM_WTSSESSION_CHANGE, learn.microsoft.com/windows/win32.
"""

from __future__ import annotations

import ctypes
import sys
from typing import Any

from PySide6.QtCore import QAbstractNativeEventFilter, QCoreApplication, QObject, Signal

_POWER, _SUSPEND, _RESUMED = 0x0218, 0x0004, (0x0007, 0x0012)
_SESSION, _LOCKED = 0x02B1, 0x0007
_THIS_SESSION = 0


class Message(ctypes.Structure):
    """The head of Windows' MSG."""

    _fields_ = (
        ("window", ctypes.c_void_p),
        ("message", ctypes.c_uint),
        ("wparam", ctypes.c_size_t),
        ("lparam", ctypes.c_ssize_t),
    )


def asks_to_lock(message: int, told: int) -> bool:
    """Whether a message says that the session was locked, or that the computer sleeps or woke."""
    if message == _POWER:
        return told == _SUSPEND or told in _RESUMED
    return message == _SESSION and told == _LOCKED


class WindowsSession(QObject):
    """`locked` says that the window is to lock."""

    locked = Signal()

    def __init__(self, window: int, parent: QObject | None = None) -> None:
        """Listen to what `window`, a native handle, is told."""
        super().__init__(parent)
        self._filter = _Filter(self)
        app = QCoreApplication.instance()
        if app is not None:
            app.installNativeEventFilter(self._filter)
        if sys.platform == "win32":
            ctypes.windll.wtsapi32.WTSRegisterSessionNotification(window, _THIS_SESSION)

    def stop(self) -> None:
        """Listen no more."""
        app = QCoreApplication.instance()
        if app is not None:
            app.removeNativeEventFilter(self._filter)


class _Filter(QAbstractNativeEventFilter):
    def __init__(self, session: WindowsSession) -> None:
        super().__init__()
        self._session = session

    def nativeEventFilter(self, kind: Any, message: Any) -> tuple[bool, int]:
        if bytes(kind) == b"windows_generic_MSG":
            told = Message.from_address(int(message))
            if asks_to_lock(told.message, told.wparam):
                self._session.locked.emit()
        return False, 0
