"""The time of a rehearsal: it passes as fast as the person chooses, music included."""

from __future__ import annotations

import time
from datetime import timedelta

from PySide6.QtCore import QObject, Qt, QTimer, Signal

from kap_companion.companion import Change
from kap_companion.rehearsal_run import SPEEDS, RehearsalRun
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.entries import MusicChanged
from kap_companion.ui.conductor import Conductor

_TICK_MS = 100
_BEAT_EVERY = 3  # ticks: a second is too long where it is a minute of the session
_LONGEST_S = 1.0  # what passes at once, however long the laptop slept or the window was busy


class RehearsalTime(QObject):
    """Moves the clock, the script and the music together; `moved` says that some of it passed."""

    moved = Signal()

    def __init__(
        self, conductor: Conductor, clock: ScriptedClock, parent: QObject | None = None
    ) -> None:
        """Move `clock` for `conductor`; nothing passes before `begin`."""
        super().__init__(parent)
        self._conductor = conductor
        self._clock = clock
        self._run: RehearsalRun | None = None
        self._is_heard = True
        self._rests = False
        self._last_s = self._audio_s = 0.0
        self._ticks = 0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self._on_tick)
        conductor.changed.connect(self._heed_music)

    @property
    def is_heard(self) -> bool:
        """Whether music sounds at the present speed; above 1 it follows the clock in silence."""
        return self._is_heard

    @property
    def run(self) -> RehearsalRun:
        """Return the script that is played."""
        assert self._run is not None
        return self._run

    def begin(self, run: RehearsalRun, speed: int) -> None:
        """Let time pass from now on, and do at once what the script begins with.

        Raises VaultNotWritable where the disk does not take it; then nothing has begun.
        """
        self._run = run
        run.speed = speed
        self._is_heard = speed <= SPEEDS[0]
        run.pass_time(timedelta(0))
        self._last_s = time.monotonic()
        self._timer.start()
        self.moved.emit()

    def stop(self) -> None:
        """Let no more time pass."""
        self._timer.stop()

    def set_speed(self, speed: int) -> None:
        """Let time pass so fast from now on."""
        if not self.run.is_over:
            self.run.speed = speed
            self._follow_speed(plays_on=True)
        self.moved.emit()

    def set_paused(self, paused: bool) -> None:
        """Let nothing pass, the music neither; or let it go on."""
        self.run.is_paused = paused
        if self._conductor.has_session:
            player = self._conductor.music.player
            if paused:
                self._rests = player.status.playing
                player.pause()
            elif self._rests:
                player.play()
                self._rests = False
        self.moved.emit()

    def pass_time(self, real: timedelta) -> None:
        """Let so much of the person's time pass; what the disk does not take is told."""
        self._conductor.attempt(lambda: self.run.pass_time(real))
        self._follow_speed(plays_on=False)
        self.moved.emit()

    def let_pass(self, step: timedelta) -> None:
        """Move clock and music by `step`, so that each track is kept when it began to sound."""
        conductor = self._conductor
        if self._is_heard or not conductor.has_session or not conductor.music.arc.placed:
            self._clock.advance(step)
            return
        conductor.music.follow()
        conductor.music.pass_scripted(step, self._clock, self._audio_s)
        self._audio_s += step.total_seconds()

    # --- how it is done -------------------------------------------------------------------------

    def _on_tick(self) -> None:
        now_s = time.monotonic()
        gone_s, self._last_s = min(now_s - self._last_s, _LONGEST_S), now_s
        self.pass_time(timedelta(seconds=gone_s))
        self._ticks += 1
        passes = self._conductor.has_session and not self.run.is_paused
        if passes and self.run.speed > SPEEDS[0] and self._ticks % _BEAT_EVERY == 0:
            self._conductor.beat.emit()
            self._conductor.music_moved.emit()

    def _follow_speed(self, *, plays_on: bool) -> None:
        """Change between a player that is heard and one that follows the clock in silence.

        At the end of the script the silence stays: sound that begins by itself would startle.
        """
        is_heard = self.run.speed <= SPEEDS[0]
        if is_heard == self._is_heard:
            return
        self._is_heard = is_heard
        self._audio_s = 0.0
        if not self._conductor.has_session:
            return
        player = self._conductor.music.player
        if not plays_on:
            player.pause()
        if is_heard:
            player.advance(0.0)  # it tells how it stands only as time passes for it
        self._conductor.change_player()

    def _heed_music(self, change: Change) -> None:
        if (
            self._run is not None
            and self._run.is_paused
            and isinstance(change.row.body, MusicChanged)
        ):
            self._rests = False  # what the person asks of the music in a pause holds
