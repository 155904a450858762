"""What can be done to the music in a session, by key, button or the desktop: each is kept."""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Signal

from kap_companion.music.course import for_music
from kap_companion.session.entries import MusicAct
from kap_companion.session.wording import sentence
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels import session_music_words as words
from kap_companion.ui.words import tr

_VOLUME_SETTLES_MS = 1500
_VOLUME_STEP = 5
_WAYS = {MusicAct.GENTLER: -1, MusicAct.DEEPER: 1}


class MusicActs(QObject):
    """`done` says that the note box may have the keyboard.

    Where music from elsewhere is all there is, or alone is on, these acts are done to that.
    """

    done = Signal()

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._volume_settles = QTimer(self)
        self._volume_settles.setSingleShot(True)
        self._volume_settles.setInterval(_VOLUME_SETTLES_MS)
        self._volume_settles.timeout.connect(self._keep_volume)

    @property
    def is_outside_meant(self) -> bool:
        """Whether a key that stands on both is meant for the music from elsewhere."""
        music = self._conductor.music
        outside = music.outside
        if not outside.name:
            return False
        return not music.arc.placed or (outside.is_playing and not music.player.status.playing)

    def forget(self) -> None:
        """Let the session go."""
        self._volume_settles.stop()

    # --- play and pause -------------------------------------------------------------------------

    def play_or_pause(self) -> None:
        """Go on where it is paused, else pause."""
        if self.is_outside_meant:
            is_on = self._conductor.music.outside.is_playing
            self.do_outside(MusicAct.PAUSE if is_on else MusicAct.PLAY)
        else:
            self.play_or_pause_own()

    def pause(self) -> None:
        """Pause; nothing where nothing plays."""
        if not self.is_outside_meant:
            self.pause_own()
        elif self._conductor.music.outside.is_playing:
            self.do_outside(MusicAct.PAUSE)

    def play_or_pause_own(self) -> None:
        """Let the app's own music go on where it is paused, else pause it."""
        if self._conductor.music.player.status.playing:
            self.pause_own()
        else:
            self.play_own()

    def play_own(self) -> None:
        """Begin the app's own music, or let it go on; nothing where it plays."""
        if self._has_music() and not self._conductor.music.player.status.playing:
            begun = self._conductor.companion.state.playing is not None
            self.do(MusicAct.RESUME if begun else MusicAct.PLAY)

    def pause_own(self) -> None:
        """Pause the app's own music; nothing where it rests."""
        if self._has_music() and self._conductor.music.player.status.playing:
            self.do(MusicAct.PAUSE)

    def step(self, act: MusicAct) -> None:
        """Go to the next track or the one before."""
        if self._has_music():
            self.do(act)

    def seek(self, fraction: float) -> None:
        """Go to a place in the track."""
        length = self._conductor.music.player.status.length_s
        if length:
            self._conductor.do_music(MusicAct.SEEK, fraction * length)
            self.done.emit()

    # --- how loud -------------------------------------------------------------------------------

    def lower_or_raise(self) -> None:
        """Make the music quiet while somebody talks, or bring it back."""
        music = self._conductor.music
        if self.is_outside_meant:
            lowered = music.outside.is_lowered
            self.do_outside(MusicAct.RAISE if lowered else MusicAct.LOWER)
        elif self._has_music():
            lowered = music.player.status.lowered
            self.do(MusicAct.RAISE if lowered else MusicAct.LOWER)

    def fade_or_back(self) -> None:
        """Fade to silence, or back; another program can only be paused."""
        if self.is_outside_meant:
            self.play_or_pause()
        elif self._has_music():
            faded = self._conductor.music.player.status.faded
            self.do(MusicAct.FADE_BACK if faded else MusicAct.FADE)

    def louder(self, by: int = _VOLUME_STEP) -> None:
        """Change the volume by so many hundredths, up to the ceiling."""
        if not self._has_music():
            return
        now, most = round(self._conductor.music.player.status.volume * 100), self.ceiling or 100
        if by > 0 and now >= most < 100:
            self._conductor.told.emit(
                tr("The ceiling of this output is {volume}: Settings change it.", volume=most)
            )
        else:
            self.set_volume(min(most, max(0, now + by)))

    @property
    def ceiling(self) -> int | None:
        """Return the greatest volume, in hundredths, that this output may have; None: any."""
        gain = self._conductor.music.ceiling
        return None if gain >= 1.0 else round(gain * 100)

    def set_volume(self, volume: int) -> None:
        """Set the volume at once; the log is told once it has settled."""
        self._conductor.music.player.set_volume(volume / 100)
        self._volume_settles.start()

    # --- the arc --------------------------------------------------------------------------------

    def steer(self, act: MusicAct) -> None:
        """Ask for gentler, deeper or as planned; where that means nothing now, say why."""
        if not self._has_music():
            return
        conductor = self._conductor
        music, way = conductor.music, _WAYS.get(act, 0)
        if not words.is_steerable(music.arc):
            conductor.told.emit(
                tr("How intense the music is, is still being measured: steer in a moment.")
                if conductor.collection.is_measuring
                else tr("How intense this music is, is not known, so it cannot be steered.")
            )
        elif way and (why := words.why_not_steer(way, music.listening)):
            told = (
                tr("Gentler cannot be asked for: {why}", why=why)
                if way < 0
                else tr("Deeper cannot be asked for: {why}", why=why)
            )
            conductor.told.emit(sentence(told))
        else:
            self.do(act)

    def lead_over(self) -> None:
        """Lead the music over to the phase that the session is in; where it cannot, say why."""
        if not self._has_music():
            return
        why = self.why_not_lead()
        if why:
            self._conductor.told.emit(why)
        else:
            self.do(MusicAct.FOLLOW)

    def why_not_lead(self) -> str:
        """Return why the music cannot be led over to the present phase; empty where it can."""
        music, companion = self._conductor.music, self._conductor.companion
        placed, phase = music.now_placed, companion.state.phase(companion.now())
        if placed is not None and placed.phase is for_music(phase):
            would = None
        else:
            slot = music.at_once()
            would = slot.placed if slot is not None else None
        return words.why_not_lead(music.arc, placed, music.listening, phase, would)

    # --- how it is done -------------------------------------------------------------------------

    def do(self, act: MusicAct) -> None:
        """Do it to the app's own music."""
        self._conductor.do_music(act)
        self.done.emit()

    def do_outside(self, act: MusicAct) -> None:
        """Do it to the music from elsewhere, as far as the desktop reaches that, and keep it."""
        self._conductor.do_elsewhere(act)
        self.done.emit()

    def _has_music(self) -> bool:
        if self._conductor.music.arc.placed:
            return True
        self._conductor.told.emit(tr(words.NO_MUSIC))
        return False

    def _keep_volume(self) -> None:
        if self._conductor.has_session:
            self._conductor.do_music(MusicAct.VOLUME)
            self._conductor.attempt(self._conductor.music.save_place)
