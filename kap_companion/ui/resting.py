"""Tells soon after something was touched, however fast it goes on being touched."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal


class Resting(QObject):
    """`due` comes at most `within_ms` after the first `stir`; further stirs do not put it off."""

    due = Signal()

    def __init__(self, within_ms: int = 400, parent: QObject | None = None) -> None:
        """Begin at rest."""
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(within_ms)
        self._timer.timeout.connect(self.due)

    def stir(self) -> None:
        """Something was touched."""
        if not self._timer.isActive():
            self._timer.start()

    def settle(self) -> None:
        """Tell now, if anything is still to be told."""
        if self._timer.isActive():
            self._timer.stop()
            self.due.emit()

    def forget(self) -> None:
        """Tell nothing of what was touched so far."""
        self._timer.stop()
