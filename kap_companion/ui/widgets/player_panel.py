"""The player: what plays, what comes next, and the few acts that change it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.level_line import LevelLine
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.thin_slider import ThinSlider
from kap_companion.ui.widgets.track_row import TrackRow

_SEEK_STEPS = 1000
_VOLUME_STEPS = 100
_GAP = 8


@dataclass(frozen=True, slots=True)
class Playing:
    """What the player does now, but for its position."""

    title: str = ""
    artist: str = ""
    phase: str = ""
    phase_tone: Tone = Tone.SECOND
    is_playing: bool = False
    is_lowered: bool = False
    is_faded: bool = False
    has_music: bool = True


@dataclass(frozen=True, slots=True)
class UpNext:
    """A track that comes later."""

    title: str
    phase: str = ""
    length: str = ""


class PlayerPanel(QWidget):
    """Shows values, emits acts. `sought` is a fraction of the track, `volume_asked` 0 to 100."""

    pause_asked = Signal()
    resume_asked = Signal()
    next_asked = Signal()
    previous_asked = Signal()
    lower_asked = Signal()
    raise_asked = Signal()
    fade_asked = Signal()
    fade_back_asked = Signal()
    volume_asked = Signal(int)
    sought = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._playing = Playing()
        self._heading = SectionLabel("Music")
        self._title = Label("", Words.TITLE)
        self._artist = Label("", Words.BODY, Tone.SECOND)
        self._position = ThinSlider(
            _SEEK_STEPS, Tone.NOW, "Position in the track", has_handle=False
        )
        self._elapsed = Label("", Words.LABEL, Tone.SECOND, keeps_whole=True)
        self._previous = KeyButton("Previous", "", ButtonTone.QUIET)
        self._left = Label("", Words.LABEL, Tone.SECOND, keeps_whole=True)
        self._left.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._pause = KeyButton("Pause")
        self._next = KeyButton("Next")
        self._lower = KeyButton("Lower", "F9")
        self._fade = KeyButton("Fade to silence", "Esc Esc", ButtonTone.DUE, height=44)
        self._volume = ThinSlider(_VOLUME_STEPS, Tone.SECOND, "Volume")
        self._level = LevelLine()
        self._problem = InlineMessage("", Tone.DUE)
        self._next_heading = SectionLabel("Up next")
        self._covers = InlineMessage("")
        self._tracks: list[TrackRow] = []
        self._tracks_column = QVBoxLayout()
        self._tracks_column.setSpacing(0)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(_GAP)
        self._is_narrow: bool | None = None
        self._lay_out()
        self._arrange()
        order = (
            self._position,
            self._previous,
            self._pause,
            self._next,
            self._lower,
            self._fade,
            self._volume,
        )
        for before, after in pairwise(order):
            self.setTabOrder(before, after)
        self._connect()
        self.setAccessibleName("Music")
        self.set_playing(Playing(has_music=False))
        self.set_up_next(())

    def set_playing(self, playing: Playing) -> None:
        """Show what plays."""
        self._playing = playing
        self._heading.set_aside(playing.phase, playing.phase_tone)
        self._title.setText(playing.title if playing.has_music else "No music chosen")
        self._title.setToolTip(playing.title)
        self._title.set_tone(Tone.TEXT if playing.has_music else Tone.SECOND)
        self._artist.setText(playing.artist)
        self._pause.setText("Pause" if playing.is_playing else "Play")
        self._lower.setText("Raise" if playing.is_lowered else "Lower")
        self._fade.setText("Bring music back" if playing.is_faded else "Fade to silence")
        for part in (
            self._pause,
            self._next,
            self._lower,
            self._fade,
            self._previous,
            self._position,
        ):
            part.setEnabled(playing.has_music)

    def set_progress(self, fraction: float, elapsed: str, left: str) -> None:
        """Show how far the track is; `elapsed` and `left` in words such as '1:41', '−10:25'."""
        self._position.show_value(round(min(1.0, max(0.0, fraction)) * _SEEK_STEPS))
        if elapsed != self._elapsed.text():
            self._elapsed.setText(elapsed)
        if left != self._left.text():
            self._left.setText(left)

    def set_volume(self, volume: int) -> None:
        """Show the volume, 0 to 100."""
        self._volume.show_value(volume)

    def set_level(self, level: float) -> None:
        """Show how loud what really leaves is, 0 to 1."""
        self._level.set_level(level)

    def set_problem(self, text: str, tone: Tone = Tone.DUE) -> None:
        """Say in one line what is wrong; empty takes the line away."""
        self._problem.say(text, tone)

    def set_up_next(
        self, tracks: tuple[UpNext, ...], covers: str = "", tone: Tone = Tone.WELL
    ) -> None:
        """Show what comes next, and whether it lasts for the session."""
        while len(self._tracks) < len(tracks):
            row = TrackRow()
            self._tracks.append(row)
            self._tracks_column.addWidget(row)
        for n, row in enumerate(self._tracks):
            row.setVisible(n < len(tracks))
            if n < len(tracks):
                track = tracks[n]
                row.show_track(track.title, track.phase, track.length, is_next=n == 0)
        self._next_heading.setVisible(bool(tracks))
        self._covers.say(covers, tone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()

    def _arrange(self) -> None:
        """Set the three buttons side by side, or Lower below where words would be cut."""
        buttons = (self._pause, self._next, self._lower)
        # By the longest words that come to stand on each, so that playing on moves no button.
        longest = ("Pause", "Next", "Lower")
        needed = [one.least_width(words) for one, words in zip(buttons, longest, strict=True)]
        wide = sum(needed) + _GAP * (len(buttons) - 1)
        is_narrow = wide > self.width()
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        for n, button in enumerate(buttons):
            self._buttons.removeWidget(button)
            if is_narrow and button is self._lower:
                self._buttons.addWidget(button, 1, 0, 1, 2)
            else:
                self._buttons.addWidget(button, 0, n)
            self._buttons.setColumnStretch(n, 0 if is_narrow and n == 2 else 1)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._heading)
        column.addSpacing(8)
        column.addWidget(self._title)
        column.addSpacing(4)
        column.addWidget(self._artist)
        column.addSpacing(4)
        column.addWidget(self._position)
        times = QHBoxLayout()
        times.setSpacing(8)
        times.addWidget(self._elapsed, 1)
        times.addWidget(self._previous)
        times.addWidget(self._left, 1)
        column.addLayout(times)
        column.addSpacing(12)
        column.addLayout(self._buttons)
        column.addSpacing(8)
        column.addWidget(self._fade)
        column.addSpacing(16)
        sound = QGridLayout()
        sound.setHorizontalSpacing(16)
        sound.setVerticalSpacing(4)
        for n, (name, part) in enumerate((("Volume", self._volume), ("Sound out", self._level))):
            sound.addWidget(Label(name, Words.BODY, Tone.SECOND), n, 0)
            sound.addWidget(part, n, 1)
        column.addLayout(sound)
        column.addSpacing(4)
        column.addWidget(self._problem)
        column.addSpacing(20)
        column.addWidget(self._next_heading)
        column.addSpacing(4)
        column.addLayout(self._tracks_column)
        column.addSpacing(4)
        column.addWidget(self._covers)

    def _connect(self) -> None:
        self._pause.clicked.connect(self._pause_or_resume)
        self._next.clicked.connect(self.next_asked)
        self._previous.clicked.connect(self.previous_asked)
        self._lower.clicked.connect(self._lower_or_raise)
        self._fade.clicked.connect(self._fade_or_back)
        self._volume.moved_to.connect(self.volume_asked)
        self._position.moved_to.connect(self._seek)

    def _pause_or_resume(self) -> None:
        (self.pause_asked if self._playing.is_playing else self.resume_asked).emit()

    def _lower_or_raise(self) -> None:
        (self.raise_asked if self._playing.is_lowered else self.lower_asked).emit()

    def _fade_or_back(self) -> None:
        (self.fade_back_asked if self._playing.is_faded else self.fade_asked).emit()

    def _seek(self, step: int) -> None:
        self.sought.emit(step / _SEEK_STEPS)
