"""The player: what plays, what comes next, and the few acts that change it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QEvent, Signal
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
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.level_line import LevelLine
from kap_companion.ui.widgets.now_playing import NowPlaying
from kap_companion.ui.widgets.player_room import AMPLE, WAYS, Saving
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.steer_button import SteerButton
from kap_companion.ui.widgets.steering_row import Steering, SteeringRow
from kap_companion.ui.widgets.thin_slider import ThinSlider
from kap_companion.ui.widgets.ticking_label import TickingLabel
from kap_companion.ui.widgets.track_row import TrackRow
from kap_companion.ui.words import tr

_SEEK_STEPS = 1000
_STEPS_WHEN_STILL = 20
_VOLUME_STEPS = 100
_GAP = 8
_ROW = 28
_OUTPUT = 20
_FADE_PADS = 28


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
        self.now = NowPlaying()
        self._position = ThinSlider(
            _SEEK_STEPS, Tone.NOW, tr("Position in the track"), has_handle=False
        )
        self._elapsed = TickingLabel("00:00")
        self._previous = KeyButton(tr("Previous"), "", ButtonTone.QUIET)
        self._left = TickingLabel("\u221200:00", painting.RIGHT)
        self._times = QWidget()
        self._pause = KeyButton(tr("Pause"))
        self._next = KeyButton(tr("Next"))
        self._lower = KeyButton(tr("Lower"), "F9")
        self._fade = KeyButton(tr("Fade to silence"), tr("Esc Esc"), ButtonTone.DUE, height=44)
        self._volume = ThinSlider(_VOLUME_STEPS, Tone.SECOND, tr("Volume"))
        self._volume_words = Label(tr("Volume"), Words.BODY, Tone.SECOND, keeps_whole=True)
        self._level = LevelLine()
        self._level_words = Label(tr("Sound out"), Words.BODY, Tone.SECOND, keeps_whole=True)
        self._output = KeyButton("", "", ButtonTone.QUIET)
        self._offer = KeyButton("", "", ButtonTone.LINK, wraps=True)
        self._offer.hide()
        self._problem = InlineMessage("", Tone.DUE)
        self._lost = InlineMessage("", Tone.DUE)
        self.steering = SteeringRow()
        self.steering.hide()
        self._next_heading = SectionLabel(tr("Up next"))
        self._covers = InlineMessage("")
        self._up_next: tuple[UpNext, ...] = ()
        self._went_to = ("", "")
        self._can_steer = False
        self._room: int | None = None
        self._tracks: list[TrackRow] = []
        self._tracks_column = QVBoxLayout()
        self._tracks_column.setSpacing(0)
        self._buttons = QGridLayout()
        self._buttons.setSpacing(_GAP)
        self._is_narrow: bool | None = None
        self._between: list[QSpacerItem] = []
        self._within: list[QSpacerItem] = []
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
        self.setAccessibleName(tr("Music"))
        self.set_playing(Playing(has_music=False))
        self.set_up_next(())

    def set_playing(self, playing: Playing) -> None:
        """Show what plays."""
        self._playing = playing
        self.now.set_phase(playing.phase, playing.phase_tone)
        if playing.has_music:
            self.now.set_words(playing.title, playing.artist)
        else:
            self.now.set_words(tr("No music chosen"), "", Tone.SECOND)
        self._pause.setText(tr("Pause") if playing.is_playing else tr("Play"))
        self._lower.setText(tr("Raise") if playing.is_lowered else tr("Lower"))
        self._lower.set_key("F9" if playing.has_keys else "")
        self._fade.set_key(tr("Esc Esc") if playing.has_keys else "")
        self._say_fade()
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
        self._fit()

    def set_progress(self, fraction: float, elapsed: str, left: str) -> None:
        """Show how far the track is; `elapsed` and `left` in words such as '1:41', '−10:25'."""
        place = min(1.0, max(0.0, fraction))
        if theme.look().still:
            place = int(place * _STEPS_WHEN_STILL) / _STEPS_WHEN_STILL
        self._position.show_value(round(place * _SEEK_STEPS))
        self._elapsed.set_text(elapsed)
        self._left.set_text(left)

    def set_volume(self, volume: int) -> None:
        """Show the volume, 0 to 100."""
        self._volume.show_value(volume)

    def set_ceiling(self, ceiling: int | None) -> None:
        """Let the volume go no higher than `ceiling`, 0 to 100, shown as a tick."""
        self._volume.set_ceiling(ceiling)
        self._volume.setToolTip(
            ""
            if ceiling is None
            else tr("Nothing gets louder than {ceiling} in a session", ceiling=ceiling)
        )

    def set_output(self, name: str, lost: str = "") -> None:
        """Say quietly where the sound goes, or, in amber, that it has gone: `lost`, a sentence."""
        if (name, lost) == self._went_to:
            return
        self._went_to = (name, lost)
        self._output.setText(tr("Choose another output") if lost else name)
        self._output.setToolTip(self._output.text())
        self._output.setAccessibleName(
            tr("Choose another output") if lost else tr("Output: {name}; choose another", name=name)
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
        if self._can_steer != (steering is not None):
            self._can_steer = steering is not None
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
        self._say_fade()
        if event.size().width() != event.oldSize().width():
            self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._arrange()
            self._say_fade()
            self._fit()

    def _say_fade(self) -> None:
        """Say on its button how long the fade takes, where that fits."""
        words = whole = tr("Bring music back") if self._playing.is_faded else tr("Fade to silence")
        if self._playing.fade_s and not self._playing.is_faded:
            whole = f"{words}, {self._playing.fade_s} s"
        # The key is the first to go: it stands in the menu too.
        room = self._fade.width() - _FADE_PADS
        fits = painting.width_of(whole, theme.look().font(Words.STRONG)) <= room
        self._fade.setText(whole if fits or not self._fade.width() else words)
        least = painting.width_of(words, theme.look().font(Words.STRONG)) + _FADE_PADS
        self._fade.setMinimumWidth(least)
        self._fade.setToolTip(whole)

    def _arrange(self) -> None:
        """Set the three buttons side by side, or Lower below where words would be cut."""
        beside = (self._elapsed, self._previous, self._left)
        times = sum(one.minimumSizeHint().width() + _GAP for one in beside) - _GAP
        # How far the track is the bar over it shows too.
        self._elapsed.setVisible(times <= self.width())
        buttons = (self._pause, self._next, self._lower)
        # By the longest words that come to stand on each, so that playing on moves no button.
        words = ((tr("Pause"), tr("Play")), (tr("Next"),), (tr("Lower"), tr("Raise")))
        needed = [max(map(one.least_width, told)) for one, told in zip(buttons, words, strict=True)]
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
            self._save(AMPLE)
        else:
            for saving in WAYS:
                self._save(saving)
                self._show_tracks(min(tracks, saving.tracks))
                if self._needed() <= self._room:
                    break
            if tracks:
                self._show_tracks(1)
                over = self._room - self._needed()
                tracks = min(tracks, 1 + over // theme.look().height(_ROW)) if over >= 0 else 0
        self._show_tracks(tracks)
        self._needed()
        self.updateGeometry()

    def _save(self, saving: Saving) -> None:
        """Leave out what is not in one way to show all this."""
        for gap in self._between:
            gap.changeSize(0, saving.between)
        for gap in self._within:
            gap.changeSize(0, saving.within)
        self.steering.set_brief(saving.is_brief, has_keys=saving.has_steering_keys)
        self._output.setFixedHeight(theme.look().height(_OUTPUT))
        is_lost = bool(self._went_to[1])
        self._output.setVisible(bool(self._output.text()) and (saving.has_output or is_lost))
        self.now.set_brief(not saving.has_artist)
        self.steering.setVisible(self._can_steer and saving.has_steering)
        for part in (self._position, self._times, self._volume, self._volume_words):
            part.setVisible(saving.has_dials)
        for part in (self._level, self._level_words):
            part.setVisible(saving.has_level)
        is_said = saving.has_fine_reach or self._covers.tone is Tone.DUE
        self._covers.setVisible(bool(self._covers.text()) and is_said)

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
        whole = (self.steering, self.now, self._times)
        for part in (*self.steering.findChildren(QWidget), *whole):
            part.updateGeometry()
        wide = self.width()
        return max(layout.totalHeightForWidth(wide), layout.totalMinimumSize().height())

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.now)
        column.addSpacing(4)
        column.addWidget(self._position)
        times = QHBoxLayout(self._times)
        times.setContentsMargins(0, 0, 0, 0)
        times.setSpacing(_GAP)
        times.addWidget(self._elapsed, 1)
        times.addWidget(self._previous)
        times.addWidget(self._left, 1)
        column.addWidget(self._times)
        self._within.append(_gap(column))
        column.addLayout(self._buttons)
        column.addSpacing(_GAP)
        column.addWidget(self._fade)
        self._between.append(_gap(column))
        sound = QGridLayout()
        sound.setHorizontalSpacing(16)
        sound.setVerticalSpacing(4)
        sound.addWidget(self._volume_words, 0, 0)
        sound.addWidget(self._volume, 0, 1)
        sound.addWidget(self._level_words, 1, 0)
        sound.addWidget(self._level, 1, 1)
        sound.addWidget(self._output, 2, 1)
        column.addLayout(sound)
        column.addWidget(self._lost)
        column.addWidget(self._problem)
        self._between.append(_gap(column))
        column.addWidget(self.steering)
        column.addWidget(self._offer)
        self._between.append(_gap(column))
        column.addWidget(self._next_heading)
        column.addSpacing(4)
        column.addLayout(self._tracks_column)
        column.addSpacing(4)
        column.addWidget(self._covers)

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


def _gap(column: QVBoxLayout) -> QSpacerItem:
    """Add a space that gives way where there is little room."""
    fixed = QSizePolicy.Policy.Fixed
    gap = QSpacerItem(0, 0, fixed, fixed)
    column.addItem(gap)
    return gap
