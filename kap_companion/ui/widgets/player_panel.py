"""The player: what plays, what comes next, and the few acts that change it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLayout,
    QSizePolicy,
    QSpacerItem,
    QVBoxLayout,
    QWidget,
)

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.level_line import LevelLine
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.steer_button import SteerButton
from kap_companion.ui.widgets.steering_row import Steering, SteeringRow
from kap_companion.ui.widgets.thin_slider import ThinSlider
from kap_companion.ui.widgets.track_row import TrackRow

_SEEK_STEPS = 1000
_VOLUME_STEPS = 100
_GAP = 8
_ROW = 28
_OUTPUT = 20
_MOST_SAVED = 3
# So many tracks to come are worth narrower gaps.
_FEW_TRACKS = 4


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
    fade_s: int = 0
    """How long the fade to silence takes, said on its button; 0: it is not said."""
    has_keys: bool = True
    """Whether the keys on its buttons are for it now."""


@dataclass(frozen=True, slots=True)
class UpNext:
    """A track that comes later."""

    title: str
    phase: str = ""
    length: str = ""
    is_announced: bool = False
    """Whether it was said to come next, so that nothing but the clinician's act changes it."""


class PlayerPanel(QWidget):
    """Shows values, emits acts. `sought` is a fraction of the track, `volume_asked` 0 to 100.
    `output_asked`: another output is wanted, `offer_taken`: what `set_offer` offered.

    `steering` is there once `set_steering` gave it something to show; its signals are its own.
    """

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
    output_asked = Signal()
    offer_taken = Signal()

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
        self._output = KeyButton("", "", ButtonTone.QUIET)
        self._offer = KeyButton("", "", ButtonTone.LINK)
        self._offer.hide()
        self._problem = InlineMessage("", Tone.DUE)
        self._lost = InlineMessage("", Tone.DUE)
        self.steering = SteeringRow()
        self.steering.hide()
        self._next_heading = SectionLabel("Up next")
        self._covers = InlineMessage("")
        self._up_next: tuple[UpNext, ...] = ()
        self._went_to = ("", "")
        self._room: int | None = None
        self._tracks: list[TrackRow] = []
        self._tracks_column = QVBoxLayout()
        self._tracks_column.setSpacing(0)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(_GAP)
        self._is_narrow: bool | None = None
        self._gaps: list[tuple[QSpacerItem, int]] = []
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
            self._output,
            *self.steering.findChildren(SteerButton),
            self._offer,
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
        self._fit()
        self._pause.setText("Pause" if playing.is_playing else "Play")
        self._lower.setText("Raise" if playing.is_lowered else "Lower")
        fade = f"Fade to silence, {playing.fade_s} s" if playing.fade_s else "Fade to silence"
        self._fade.setText("Bring music back" if playing.is_faded else fade)
        self._lower.set_key("F9" if playing.has_keys else "")
        self._fade.set_key("Esc Esc" if playing.has_keys else "")
        for part in (
            self._pause,
            self._next,
            self._lower,
            self._fade,
            self._previous,
            self._position,
            self._output,
            self._offer,
            self.steering,
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

    def set_ceiling(self, ceiling: int | None) -> None:
        """Let the volume go no higher than `ceiling`, 0 to 100, shown as a tick."""
        self._volume.set_ceiling(ceiling)
        self._volume.setToolTip(
            "" if ceiling is None else f"Nothing gets louder than {ceiling} in a session"
        )

    def set_output(self, name: str, lost: str = "") -> None:
        """Say quietly where the sound goes, or, in amber, that it has gone: `lost`, a sentence."""
        if (name, lost) == self._went_to:
            return
        self._went_to = (name, lost)
        self._output.setText("Choose another output" if lost else name)
        self._output.setToolTip(self._output.text())
        self._output.setAccessibleName(
            "Choose another output" if lost else f"Output: {name}; choose another"
        )
        self._lost.say(lost, Tone.DUE)
        self._fit()

    def set_offer(self, words: str, key: str = "") -> None:
        """Offer quietly what the person may want now, on a button; empty takes it away."""
        if words != self._offer.text():
            self._offer.setText(words)
            self._offer.set_key(key)
            self._offer.setVisible(bool(words))
            self._fit()

    def set_steering(self, steering: Steering | None) -> None:
        """Show how the steering stands; None where there is nothing to steer."""
        if steering is not None:
            self.steering.set_steering(steering)
        if self.steering.isHidden() != (steering is None):
            self.steering.setVisible(steering is not None)
            self._fit()

    def set_room(self, height: int | None) -> None:
        """Take no more than `height` px: fewer tracks to come first, then less around the rest.

        None takes what it needs.
        """
        if height != self._room:
            self._room = height
            self._fit()

    def set_level(self, level: float) -> None:
        """Show how loud what really leaves is, 0 to 1."""
        self._level.set_level(level)

    def set_problem(self, text: str, tone: Tone = Tone.DUE) -> None:
        """Say in one line what is wrong; empty takes the line away."""
        self._problem.say(text, tone)
        self._fit()

    def set_up_next(
        self, tracks: tuple[UpNext, ...], covers: str = "", tone: Tone = Tone.WELL
    ) -> None:
        """Show what comes next, and whether it lasts for the session."""
        self._up_next = tracks
        while len(self._tracks) < len(tracks):
            row = TrackRow()
            self._tracks.append(row)
            self._tracks_column.addWidget(row)
        for row, track in zip(self._tracks, tracks, strict=False):
            row.show_track(
                track.title,
                track.phase,
                track.length,
                is_next=track is tracks[0],
                is_announced=track.is_announced,
            )
        self._covers.say(covers, tone)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()
            self._fit()

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

    def _fit(self) -> None:
        """Show as much as the room allows, what matters most first."""
        tracks = len(self._up_next)
        if self._room is None:
            self._save(0)
        else:
            row = theme.look().height(_ROW)
            for saved in range(_MOST_SAVED + 1):
                self._save(saved)
                self._show_tracks(min(tracks, 0 if saved else _FEW_TRACKS))
                if self._needed() <= self._room:
                    break
            if tracks:
                self._show_tracks(1)
                over = self._room - self._needed()
                tracks = min(tracks, 1 + over // row) if over >= 0 else 0
        self._show_tracks(tracks)
        self._needed()
        self.updateGeometry()

    def _save(self, saved: int) -> None:
        """Leave out what is needed least: space, then the output's name, then the artist."""
        for gap, high in self._gaps:
            gap.changeSize(0, high // 2 if saved >= 1 else high)
        self.steering.set_brief(saved >= 1)
        self._output.setFixedHeight(theme.look().height(_OUTPUT))
        is_lost = bool(self._went_to[1])
        self._output.setVisible(bool(self._output.text()) and (saved < 2 or is_lost))
        self._artist.setVisible(saved < 3)

    def _show_tracks(self, most: int) -> None:
        for n, row in enumerate(self._tracks):
            row.setVisible(n < min(most, len(self._up_next)))
        self._next_heading.setVisible(bool(most))

    def _needed(self) -> int:
        """Return how high the panel is at its width with what it shows now."""
        layout = self.layout()
        if layout is None:
            return 0
        # A layout keeps what its inner layouts asked for before something in them was hidden.
        for inner in (*self.findChildren(QLayout), layout):
            inner.invalidate()
        wide = self.width()
        return max(layout.totalHeightForWidth(wide), layout.totalMinimumSize().height())

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
        self._add_gap(column, 12)
        column.addLayout(self._buttons)
        column.addSpacing(8)
        column.addWidget(self._fade)
        self._add_gap(column, 16)
        sound = QGridLayout()
        sound.setHorizontalSpacing(16)
        sound.setVerticalSpacing(4)
        for n, (name, part) in enumerate((("Volume", self._volume), ("Sound out", self._level))):
            sound.addWidget(Label(name, Words.BODY, Tone.SECOND), n, 0)
            sound.addWidget(part, n, 1)
        sound.addWidget(self._output, 2, 1)
        column.addLayout(sound)
        column.addSpacing(4)
        column.addWidget(self._lost)
        column.addWidget(self._problem)
        self._add_gap(column, 12)
        column.addWidget(self.steering)
        column.addWidget(self._offer)
        self._add_gap(column, 12)
        column.addWidget(self._next_heading)
        column.addSpacing(4)
        column.addLayout(self._tracks_column)
        column.addSpacing(4)
        column.addWidget(self._covers)

    def _add_gap(self, column: QVBoxLayout, high: int) -> None:
        """Add a space that gives way where there is little room."""
        fixed = QSizePolicy.Policy.Fixed
        gap = QSpacerItem(0, high, fixed, fixed)
        column.addItem(gap)
        self._gaps.append((gap, high))

    def _connect(self) -> None:
        self._pause.clicked.connect(self._pause_or_resume)
        self._next.clicked.connect(self.next_asked)
        self._output.clicked.connect(self.output_asked)
        self._offer.clicked.connect(self.offer_taken)
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
