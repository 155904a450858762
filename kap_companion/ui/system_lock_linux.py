"""Hears on D-Bus that the computer is about to sleep or that its screen was locked.

Sources: org.freedesktop.login1(5), `PrepareForSleep`, `Inhibit` and `Lock`; the desktops' own
screen savers tell `ActiveChanged`. Where nobody speaks D-Bus nothing is heard.
"""

from __future__ import annotations

import os
from typing import Any

from PySide6.QtCore import SLOT, QObject, QTimer, Signal, Slot
from PySide6.QtDBus import QDBus, QDBusConnection, QDBusMessage

from kap_companion.ui.words import tr

_LOGIND = "org.freedesktop.login1"
_MANAGER = f"{_LOGIND}.Manager"
_ROOT = "/org/freedesktop/login1"
_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_ANSWER_MS = 500
_SHOWN_MS = 1000
"""For so long sleep waits for what is to be on the screen when it wakes; logind allows 5 s."""


class DesktopSession(QObject):
    """`locked` says that the window is to lock, before the computer sleeps or behind its own."""

    locked = Signal()

    def __init__(
        self,
        system: QDBusConnection | None = None,
        desktop: QDBusConnection | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Listen on the system's bus and the desktop's."""
        super().__init__(parent)
        self._system = system or QDBusConnection.systemBus()
        self._delay: Any = None
        if self._system.isConnected():
            self._listen_to_logind()
        desktop = desktop or QDBusConnection.sessionBus()
        if desktop.isConnected():
            for saver in _SAVERS:
                desktop.connect("", "", saver, "ActiveChanged", self, _slot("on_saver(bool)"))

    @property
    def delays_sleep(self) -> bool:
        """Whether sleep waits a moment until the lock is on the screen."""
        return self._delay is not None

    @Slot(bool)
    def on_saver(self, is_on: bool) -> None:
        """The desktop's screen was locked, or opened again."""
        if is_on:
            self.locked.emit()

    @Slot(bool)
    def on_sleep(self, is_about_to: bool) -> None:
        """The computer is about to sleep, or woke."""
        self.locked.emit()
        if is_about_to:
            QTimer.singleShot(_SHOWN_MS, self, self._let_sleep)
        else:
            self._ask_for_a_moment()

    @Slot()
    def on_lock(self) -> None:
        """This login session was locked."""
        self.locked.emit()

    # --- how it is done -------------------------------------------------------------------------

    def _listen_to_logind(self) -> None:
        bus = self._system
        bus.connect("", _ROOT, _MANAGER, "PrepareForSleep", self, _slot("on_sleep(bool)"))
        session = self._own_session()
        if session:
            bus.connect("", session, f"{_LOGIND}.Session", "Lock", self, _slot("on_lock()"))
        self._ask_for_a_moment()

    def _own_session(self) -> str:
        """Return the path of this login session; empty where it has none."""
        found = self._ask("GetSession", os.environ.get("XDG_SESSION_ID") or "auto")
        return str(found[0].path()) if found else ""

    def _ask_for_a_moment(self) -> None:
        why = tr("Locks the window before the computer sleeps")
        found = self._ask("Inhibit", "sleep", "KAP Companion", why, "delay")
        self._delay = found[0] if found else None

    def _let_sleep(self) -> None:
        # The system sleeps once the last of what it waits for is closed.
        self._delay = None

    def _ask(self, act: str, *told: object) -> list[Any]:
        message = QDBusMessage.createMethodCall(_LOGIND, _ROOT, _MANAGER, act)
        message.setArguments(list(told))
        answer = self._system.call(message, QDBus.CallMode.Block, _ANSWER_MS)
        if answer.type() is not QDBusMessage.MessageType.ReplyMessage:
            return []
        return list(answer.arguments())


def _slot(signature: str) -> Any:
    # Their stubs ask for bytes and the call for a text.
    return SLOT(signature)
