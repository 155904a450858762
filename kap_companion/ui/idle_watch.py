"""Notices that nobody has touched key or mouse for a while, by the practice's own clock."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QWindow

from kap_companion.session.clock import Clock

WARNED_FOR = timedelta(seconds=30)
_LOOK_EVERY_MS = 5000
_NAP_S = 2.0
_SHOWS = frozenset((QEvent.Type.Expose, QEvent.Type.FocusIn))
_TOUCHES = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.KeyRelease,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    )
)


class IdleWatch(QObject):
    """`nearly` comes half a minute before `due`; `touched` says that somebody is there after all.

    `slept` says that the laptop slept since the last look or touch, whatever the minutes. It looks
    at the windows it is given and at nothing else of the app: each key passes here once.
    """

    nearly = Signal()
    touched = Signal()
    due = Signal()
    slept = Signal()

    def __init__(self, clock: Clock, minutes: int, parent: QObject | None = None) -> None:
        """Tell after `minutes` without a touch; 0 is never."""
        super().__init__(parent)
        self._clock = clock
        self._after_s = 0.0
        self._has_warned = False
        self._touched_s, self._asleep_s = clock.now().mono, clock.now().asleep_s
        self._looks = QTimer(self)
        self._looks.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._looks.setInterval(_LOOK_EVERY_MS)
        self._looks.timeout.connect(self.look)
        self._looks.start()
        self.set_minutes(minutes)

    def set_minutes(self, minutes: int) -> None:
        """Tell after so many minutes from now on; 0 is never."""
        self._after_s = minutes * 60.0
        self.touch()

    def watch(self, window: QWindow | None) -> None:
        """Notice what is done in `window`."""
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def touch(self) -> None:
        """Somebody is there."""
        self._notice_sleep()
        self._touched_s = self._clock.now().mono
        if self._has_warned:
            self._has_warned = False
            self.touched.emit()

    def look(self) -> None:
        """Look how long it has been."""
        self._notice_sleep()
        if not self._after_s:
            return
        idle_s = self._clock.now().mono - self._touched_s
        if idle_s >= self._after_s:
            self._has_warned = False
            self._touched_s = self._clock.now().mono
            self.due.emit()
        elif idle_s >= self._after_s - WARNED_FOR.total_seconds() and not self._has_warned:
            self._has_warned = True
            self.nearly.emit()

    def _notice_sleep(self) -> None:
        asleep_s = self._clock.now().asleep_s
        has_slept = asleep_s - self._asleep_s > _NAP_S
        self._asleep_s = asleep_s
        if has_slept:
            self.slept.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        elif event.type() in _SHOWS:
            self._notice_sleep()
        return False
