"""Keeps a window out of what a shared or recorded screen shows, where the platform lets it.

Windows (10, version 2004, and newer) leaves such a window out. macOS shows others nothing of it,
up to the versions whose screen recording no longer asks. Linux has no way, neither X11 nor Wayland.
"""

# mypy: no-warn-unreachable
from __future__ import annotations

import ctypes
import sys
from typing import Any, Protocol

from PySide6.QtWidgets import QWidget

_WDA_NONE, _WDA_EXCLUDEFROMCAPTURE = 0x00, 0x11
_SHARING_NONE, _SHARING_READ_ONLY = 0, 1


class ScreenSharing(Protocol):
    """The platform's way; `window_id` is what Qt's `winId` says."""

    def set_hidden(self, window_id: int, hidden: bool) -> bool:
        """Hide a window from sharing, or show it again; False where the platform refused."""
        ...


def of_this_platform(platform: str = sys.platform) -> ScreenSharing | None:
    """Return the platform's way, None where it has none."""
    if platform == "win32":
        return _Windows()
    if platform == "darwin":
        return _MacOS()
    return None


def hide_from_sharing(window: QWidget, hidden: bool, way: ScreenSharing | None) -> bool:
    """Hide `window` from sharing, or show it again; whether that is so now."""
    return way is not None and way.set_hidden(int(window.winId()), hidden)


class _Windows:
    def set_hidden(self, window_id: int, hidden: bool) -> bool:
        user32: Any = getattr(ctypes, "windll").user32  # noqa: B009 (known on Windows alone)
        user32.SetWindowDisplayAffinity.argtypes = [ctypes.c_void_p, ctypes.c_uint32]
        affinity = _WDA_EXCLUDEFROMCAPTURE if hidden else _WDA_NONE
        return bool(user32.SetWindowDisplayAffinity(window_id, affinity))


class _MacOS:
    def set_hidden(self, window_id: int, hidden: bool) -> bool:
        objc = ctypes.CDLL("/usr/lib/libobjc.dylib")
        objc.sel_registerName.restype = ctypes.c_void_p
        objc.sel_registerName.argtypes = [ctypes.c_char_p]
        ask = ctypes.CFUNCTYPE(ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)(
            ("objc_msgSend", objc)
        )
        tell = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong)(
            ("objc_msgSend", objc)
        )
        # Qt's winId is the NSView; its NSWindow is what is shared or not.
        window = ask(window_id, objc.sel_registerName(b"window"))
        if not window:
            return False
        kind = _SHARING_NONE if hidden else _SHARING_READ_ONLY
        tell(window, objc.sel_registerName(b"setSharingType:"), kind)
        return True
