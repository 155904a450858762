"""Locks with the computer: as it is about to sleep, and as its own screen is locked.

On macOS nothing tells this toolkit: there `IdleWatch` notices that the laptop has slept.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget


def lock_with_system(
    window: QWidget, lock: Callable[[], None], parent: QObject, *, platform: str = sys.platform
) -> QObject | None:
    """Call `lock` from now on, until `parent` goes; return who listens, None where nobody can."""
    if platform == "win32":
        from kap_companion.ui.system_lock_windows import WindowsSession

        session = WindowsSession(int(window.winId()), parent)
        session.locked.connect(lock)
        parent.destroyed.connect(session.stop)
        return session
    if platform == "darwin":
        return None
    from kap_companion.ui.system_lock_linux import DesktopSession

    desktop = DesktopSession(parent=parent)
    desktop.locked.connect(lock)
    return desktop
