"""Decides what a lock is: the gate before a closed vault, or the veil while a session goes on."""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtWidgets import QApplication

from kap_companion.ui.conductor import Conductor
from kap_companion.ui.curtain import Curtain
from kap_companion.ui.idle_watch import IdleWatch
from kap_companion.ui.preferences import USUAL_IDLE_MINUTES
from kap_companion.ui.words import tr, tr_later

_LOCKS_SOON = tr_later("Locks in half a minute. Any key keeps it open.")
_VEILS_SOON = tr_later("Veils in half a minute. Any key keeps it open.")
_DIALOG_GOES_MS = 50
RUNS = tr_later("The session goes on under the veil. It locks fully once it has ended.")
SOUNDS = tr_later("The music plays on under the veil. It locks fully once that is silent.")


class Locked(Protocol):
    """What the window does for the keeper."""

    curtain: Curtain | None

    def close_up(self) -> str:
        """Close the vault and show the gate; return why the disk took not what is half typed."""
        ...

    def show_notice(self, sentence: str) -> None:
        """Show one sentence under whatever is on the screen."""
        ...

    def notice(self) -> str:
        """Return the sentence that is shown."""
        ...


class LockKeeper(QObject):
    """Watches over one open vault.

    While a session runs, or its music still sounds, every lock is the veil: clock, music and note
    box go on. The full lock is owed then, and comes once nothing goes on and nobody touches it.
    """

    def __init__(
        self, conductor: Conductor, minutes: int, window: Locked, parent: QObject | None = None
    ) -> None:
        """Lock after `minutes` without a touch; 0 is never."""
        super().__init__(parent)
        self._conductor = conductor
        self._window = window
        self._minutes = minutes
        self._is_owed = self._is_due = False
        self._idle = IdleWatch(conductor.practice.clock, minutes, self)
        self._idle.nearly.connect(self._warn)
        self._idle.touched.connect(self._on_touched)
        self._idle.due.connect(self.lock_by_itself)
        self._idle.slept.connect(self.lock_by_itself)
        conductor.beat.connect(self._on_beat)

    def watch(self, window: QWindow | None) -> None:
        """Notice what is done in `window`."""
        self._idle.watch(window)

    def set_minutes(self, minutes: int) -> None:
        """Lock after so many minutes from now on; 0 is never."""
        self._minutes = minutes
        self._idle.set_minutes(minutes)

    def lock(self) -> None:
        """Lock because the person asked for it."""
        why = self._what_goes_on()
        if not why:
            self._close_up()
            return
        self._draw_veil(why)

    def lock_by_itself(self) -> None:
        """Lock because nobody is there, the laptop sleeps or its screen was locked."""
        dialog = QApplication.activeModalWidget()
        if dialog is not None:
            # It waits for an answer inside an act of the screen that is to be taken apart.
            dialog.close()
            QTimer.singleShot(_DIALOG_GOES_MS, self, self.lock_by_itself)
        elif why := self._what_goes_on():
            self._draw_veil(why)
        else:
            self._close_up()

    # --- how it is done -------------------------------------------------------------------------

    def _what_goes_on(self) -> str:
        """Return why only the veil is drawn, in one sentence; empty where the vault may close."""
        conductor = self._conductor
        if not conductor.has_session:
            return ""
        if conductor.companion.state.is_running:
            return tr(RUNS)
        return tr(SOUNDS) if conductor.music.player.status.playing else ""

    def _draw_veil(self, why: str) -> None:
        curtain = self._window.curtain
        if curtain is not None:
            curtain.draw(by_itself=True)
            if curtain.screen is not None:
                curtain.screen.say_why(why)
            self._is_owed = True

    def _close_up(self) -> None:
        self._is_owed = False
        trouble = self._window.close_up()
        if trouble:
            self._draw_veil("")
            self._window.show_notice(trouble)

    def _on_beat(self) -> None:
        """Once nothing goes on under the veil, let the lock come that was owed."""
        curtain = self._window.curtain
        if not self._is_owed or curtain is None:
            return
        if curtain.screen is None:
            self._is_owed = self._is_due = False
            self._idle.set_minutes(self._minutes)
        elif not self._minutes and not self._is_due and not self._what_goes_on():
            # Where it never locks by itself this lock was asked for, and is to come.
            self._is_due = True
            self._idle.set_minutes(USUAL_IDLE_MINUTES)

    def _warn(self) -> None:
        if not self._what_goes_on():
            self._window.show_notice(tr(_LOCKS_SOON))
        elif self._window.curtain is not None and self._window.curtain.screen is None:
            self._window.show_notice(tr(_VEILS_SOON))

    def _on_touched(self) -> None:
        if self._window.notice() in (_LOCKS_SOON, _VEILS_SOON):
            self._window.show_notice("")
