"""Music in the session: the player, or, while nothing is chosen, where it is chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.music.player import PlayerStatus
from kap_companion.session.entries import MusicAct
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.files import choose_folder, choose_music_files
from kap_companion.ui.panels.prepare_words import length_words
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.player_panel import PlayerPanel, Playing, UpNext
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.steering_row import Steer, Steering

_VOLUME_SETTLES_MS = 1500
_VOLUME_STEP = 5


class SessionMusic(QWidget):
    """What plays and what comes next; `done` says that the note box may have the keyboard."""

    done = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._most_next = 5
        self._playing: Playing | None = None
        self._next: object = None
        self._problem: str | None = None
        self._status: PlayerStatus | None = None
        self.player = PlayerPanel()
        self.chooser = _Chooser()
        self._volume_settles = QTimer(self)
        self._volume_settles.setSingleShot(True)
        self._volume_settles.setInterval(_VOLUME_SETTLES_MS)
        self._volume_settles.timeout.connect(self._log_volume)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.chooser)
        column.addWidget(self.player)
        self.player.hide()
        self.chooser.chosen.connect(self._choose)
        self.chooser.closed.connect(self._close_chooser)
        player = self.player
        player.pause_asked.connect(lambda: self._do(MusicAct.PAUSE))
        player.resume_asked.connect(self._play)
        player.next_asked.connect(lambda: self._do(MusicAct.NEXT))
        player.previous_asked.connect(lambda: self._do(MusicAct.PREVIOUS))
        player.lower_asked.connect(lambda: self._do(MusicAct.LOWER))
        player.raise_asked.connect(lambda: self._do(MusicAct.RAISE))
        player.fade_asked.connect(lambda: self._do(MusicAct.FADE))
        player.fade_back_asked.connect(lambda: self._do(MusicAct.FADE_BACK))
        player.steering.gentler_asked.connect(lambda: self._do(MusicAct.GENTLER))
        player.steering.as_planned_asked.connect(lambda: self._do(MusicAct.AS_PLANNED))
        player.steering.deeper_asked.connect(lambda: self._do(MusicAct.DEEPER))
        player.volume_asked.connect(self.set_volume)
        player.sought.connect(self._seek)

    # --- what is shown --------------------------------------------------------------------------

    def set_most_next(self, most: int) -> None:
        """Show at most so many of the tracks to come."""
        if most != self._most_next:
            self._most_next = most
            self._next = None
            if self._conductor.has_session:
                self.beat()

    def begin(self) -> None:
        """Show the music of the open session."""
        self._playing = self._next = self._problem = self._status = None
        self.chooser.clear()
        self._volume_settles.stop()
        self.refresh()

    def end(self) -> None:
        """Let the session go."""
        self._volume_settles.stop()

    def refresh(self) -> None:
        """Show how the player stands; each part only where it changed."""
        music = self._conductor.music
        status = music.player.status
        tracks = music.tracks
        has_music = bool(tracks)
        choosing = self.chooser.is_open or not has_music
        if self.chooser.isHidden() == choosing or self.player.isHidden() != choosing:
            self.chooser.setVisible(choosing)
            self.player.setVisible(not choosing)
        if not has_music:
            return
        self.player.set_level(presenting.level(status.level_dbfs))
        # Ten times a second only the level is new; the rest at most once.
        rest = replace(status, level_dbfs=0.0, position_s=int(status.position_s))
        if rest == self._status:
            return
        self._status = rest
        self._show_playing(status)
        length = status.length_s
        self.player.set_progress(
            status.position_s / length if length else 0.0,
            length_words(status.position_s),
            f"\u2212{length_words(max(0.0, length - status.position_s))}" if length else "",
        )
        self.player.set_volume(round(status.volume * 100))
        problem = status.output_problem or ""
        if problem != self._problem:
            self._problem = problem
            self.player.set_problem(problem, Tone.DUE)

    def beat(self) -> None:
        """Show what comes next and whether it lasts: as often as a second goes by."""
        music = self._conductor.music
        companion = self._conductor.companion
        status, tracks = music.player.status, music.tracks
        if not tracks:
            return
        self._show_playing(status)
        state, now = companion.state, companion.now()
        slots, begins = music.plan.slots, [_left_here(status)]
        for slot in slots:
            begins.append(_plus(begins[-1], slot.placed.track.length_s))
        shown = tuple(
            UpNext(
                slot.placed.track.title,
                presenting.phase_then(state, now, begin),
                length_words(slot.placed.track.length_s),
                is_announced=n == 0,
            )
            for n, (slot, begin) in enumerate(zip(slots[: self._most_next], begins, strict=False))
        )
        fresh = begins[sum(not slot.again for slot in slots)]
        self.player.set_steering(self._steering())
        words, tone = presenting.covers(state, now, fresh)
        if (shown, words, tone) != self._next:
            self._next = (shown, words, tone)
            self.player.set_up_next(shown, words, tone)

    def _steering(self) -> Steering | None:
        """How the steering stands; None where no track is known well enough to steer by."""
        music = self._conductor.music
        announced, listening = music.announced, music.listening
        if announced is None or all(one.step is None for one in music.arc.placed):
            return None
        asked = listening.waiting or (listening.held or 0) - (listening.step or 0)
        is_steered = listening.waiting != 0 or listening.held is not None
        return Steering(
            asked=(Steer.DEEPER if asked > 0 else Steer.GENTLER)
            if asked and is_steered
            else Steer.AS_PLANNED,
            is_waiting=listening.waiting != 0,
            comes=announced.placed.track.title,
            how=_step_words(listening.step, announced.placed.step),
        )

    def open_chooser(self) -> None:
        """Ask for other music."""
        self.chooser.open()
        self.refresh()
        self.chooser.take_keyboard()

    # --- acts -----------------------------------------------------------------------------------

    def play_or_pause(self) -> None:
        """Go on where it is paused, else pause."""
        if self._has_music():
            if self._conductor.music.player.status.playing:
                self._do(MusicAct.PAUSE)
            else:
                self._play()

    def step(self, act: MusicAct) -> None:
        """Go to the next track or the one before."""
        if self._has_music():
            self._do(act)

    def lower_or_raise(self) -> None:
        """Make the music quiet while somebody talks, or bring it back."""
        if self._has_music():
            lowered = self._conductor.music.player.status.lowered
            self._do(MusicAct.RAISE if lowered else MusicAct.LOWER)

    def fade_or_back(self) -> None:
        """Fade to silence, or back."""
        if self._has_music():
            faded = self._conductor.music.player.status.faded
            self._do(MusicAct.FADE_BACK if faded else MusicAct.FADE)

    def louder(self, by: int = _VOLUME_STEP) -> None:
        """Change the volume by so many hundredths."""
        if self._has_music():
            now = round(self._conductor.music.player.status.volume * 100)
            self.set_volume(min(100, max(0, now + by)))

    def set_volume(self, volume: int) -> None:
        """Set the volume at once; the log is told once it has settled."""
        self._conductor.music.player.set_volume(volume / 100)
        self._volume_settles.start()

    def _has_music(self) -> bool:
        if self._conductor.music.tracks:
            return True
        self._conductor.told.emit("No music is chosen: Ctrl+Shift+M chooses a folder or files.")
        return False

    def _play(self) -> None:
        begun = self._conductor.companion.state.playing is not None
        self._do(MusicAct.RESUME if begun else MusicAct.PLAY)

    def _do(self, act: MusicAct) -> None:
        self._conductor.do_music(act)
        self.done.emit()

    def _seek(self, fraction: float) -> None:
        status = self._conductor.music.player.status
        if status.length_s:
            self._conductor.do_music(MusicAct.SEEK, fraction * status.length_s)
            self.done.emit()

    def _log_volume(self) -> None:
        if self._conductor.has_session:
            self._conductor.do_music(MusicAct.VOLUME)
            self._conductor.attempt(self._conductor.music.save_place)

    def _choose(self, paths: Sequence[Path]) -> None:
        self._conductor.choose_music(paths)
        playlist = self._conductor.music.report
        if playlist.missing:
            self._conductor.told.emit(f"Not found or not music: {', '.join(playlist.missing)}.")
        if playlist.tracks:
            self.chooser.clear()
        self._playing = self._next = self._status = None
        self.refresh()
        self.beat()
        self.done.emit()

    def _close_chooser(self) -> None:
        self.chooser.clear()
        self.refresh()
        self.done.emit()

    def _show_playing(self, status: PlayerStatus) -> None:
        companion = self._conductor.companion
        phase = companion.state.phase(companion.now())
        track = status.track
        playing = Playing(
            title=track.title if track else "",
            artist=(track.artist or "") if track else "",
            phase=phase.value,
            phase_tone=_word_tone(presenting.tone_of(phase)),
            is_playing=status.playing,
            is_lowered=status.lowered,
            is_faded=status.faded,
            has_music=True,
        )
        if playing != self._playing:
            self._playing = playing
            self.player.set_playing(playing)


class _Chooser(QWidget):
    """A folder, files or a playlist: by buttons, or typed."""

    chosen = Signal(list)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.is_open = False
        self.path = HintField("Path, then Enter")
        self.path.setAccessibleName("Folder, file or playlist of the music, then Enter")
        self.folder, self.files = KeyButton("Folder"), KeyButton("Files")
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.folder, 1)
        row.addWidget(self.files, 1)
        heading = SectionLabel("Music", "Ctrl+Shift+M")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(heading)
        column.addWidget(Label("Choose music", Words.TITLE, Tone.SECOND))
        column.addWidget(
            Label("A folder, files or an m3u8 playlist", Words.BODY, Tone.SECOND, wrap=True)
        )
        column.addSpacing(4)
        column.addLayout(row)
        column.addWidget(self.path)
        column.addSpacing(20)
        self.path.entered.connect(self._typed)
        self.folder.clicked.connect(self._ask_folder)
        self.files.clicked.connect(self._ask_files)

    def open(self) -> None:
        """Stay open although music is chosen."""
        self.is_open = True

    def clear(self) -> None:
        """Ask no more."""
        self.is_open = False
        self.path.clear()

    def take_keyboard(self) -> None:
        """Let a path be typed."""
        self.path.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _typed(self, text: str) -> None:
        typed = text.strip().strip("'\"")
        if typed:
            self.chosen.emit([Path(typed).expanduser()])
        else:
            self.closed.emit()

    def _ask_folder(self) -> None:
        folder = choose_folder(self, "Folder of the music")
        if folder is not None:
            self.chosen.emit([folder])
        else:
            self.closed.emit()

    def _ask_files(self) -> None:
        files = choose_music_files(self)
        if files:
            self.chosen.emit(list(files))
        else:
            self.closed.emit()


def _word_tone(tone: Tone) -> Tone:
    """Return a tone that words can have: a line's is too faint to be read."""
    return Tone.SECOND if tone is Tone.LINE else tone


def _left_here(status: PlayerStatus) -> float | None:
    if status.length_s is None:
        return None
    return max(0.0, status.length_s - status.position_s)


def _plus(sum_s: float | None, length_s: float | None) -> float | None:
    return None if sum_s is None or length_s is None else sum_s + length_s


def _step_words(now: int | None, then: int | None) -> str:
    if now is None or then is None or now == then:
        return ""
    steps = {1: "one step", 2: "two steps", 3: "three steps", 4: "four steps"}[abs(then - now)]
    return f"{steps} {'deeper' if then > now else 'gentler'}"
