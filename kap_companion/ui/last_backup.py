"""Before the window closes: a backup of what was kept since the last one, as long as one waits."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from kap_companion.ui.backing_up import BackingUp
from kap_companion.ui.words import tr, tr_later

_WAITS = tr_later(
    "Backing up before closing, {percent} %. Close the window once more to leave without it."
)


class LastBackup(QObject):
    """Holds a closing window up until the backup is made, and closes it then.

    Asked to close once more, the window goes at once, and the backup is made when the vault is next
    opened.
    """

    def __init__(
        self,
        backing_up: BackingUp,
        say: Callable[[str], None],
        close: Callable[[], object],
        parent: QObject | None = None,
    ) -> None:
        """`say` shows a sentence in the window, `close` closes it."""
        super().__init__(parent)
        self._backing_up = backing_up
        self._say, self._close = say, close
        self._holds_up = False
        backing_up.changed.connect(self._on_changed)

    def hold_up(self) -> str:
        """Return why the window does not close yet; empty where it may."""
        if self._holds_up or not self._backing_up.begin_before_closing():
            self._holds_up = False
            return ""
        self._holds_up = True
        return self._words()

    def forget(self) -> None:
        """The window stays open after all."""
        if self._holds_up:
            self._holds_up = False
            self._say("")

    def _words(self) -> str:
        return tr(_WAITS, percent=round(100 * self._backing_up.fraction))

    def _on_changed(self) -> None:
        if not self._holds_up:
            return
        if self._backing_up.is_running:
            self._say(self._words())
        else:
            self._close()
