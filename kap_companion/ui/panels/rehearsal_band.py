"""The band over every screen of a rehearsal: that it is one, its time, its speed, the way out."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from kap_companion.rehearsal_run import SPEEDS
from kap_companion.session.wording import elapsed
from kap_companion.ui import theme
from kap_companion.ui.panels.gate_page import REHEARSE_KEY
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.words import tr, tr_later

PAUSE_KEY, SLOWER_KEY, FASTER_KEY = "Shift+F9", "Shift+F7", "Shift+F8"

_MADE_UP = tr_later("A made-up client. Nothing of it is kept.")
_SILENT = tr_later("Above 1× the music makes no sound.")
_HUE, _EDGE = 0.14, 3


class RehearsalBand(QWidget):
    """Emits `pause_asked`, `speed_asked` with one of SPEEDS, and `leave_asked`.

    Its buttons take no keyboard from the note box; their keys hold in the whole window.
    """

    pause_asked = Signal()
    speed_asked = Signal(int)
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.word = Label(tr("Rehearsal"), Words.CAPITALS, Tone.DUE, keeps_whole=True)
        self.told = Label(tr(_MADE_UP), Words.LABEL, wrap=True)
        self._said, self._is_silent = "", False
        self._time = Label("", Words.BODY, keeps_whole=True)
        self.speeds = Segmented(
            tuple((str(speed), f"{speed}×") for speed in SPEEDS), str(SPEEDS[0]), tr("Speed")
        )
        self.pause = KeyButton(tr("Pause"), PAUSE_KEY, height=36)
        self.leave = KeyButton(tr("Leave"), REHEARSE_KEY, ButtonTone.DUE, height=36)
        row = QHBoxLayout(self)
        row.setContentsMargins(28, 6, 24, 6 + _EDGE)
        row.setSpacing(16)
        row.addWidget(self.word)
        row.addWidget(self.told, 1)
        row.addWidget(self._time)
        row.addWidget(self.speeds)
        row.addWidget(self.pause)
        row.addWidget(self.leave)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.setAccessibleName(f"{tr('Rehearsal')}. {tr(_MADE_UP)}")
        for one in self.findChildren(QWidget):
            if one.focusPolicy() & Qt.FocusPolicy.ClickFocus:
                one.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.speeds.chosen.connect(lambda key: self.speed_asked.emit(int(key)))
        self.pause.clicked.connect(self.pause_asked)
        self.leave.clicked.connect(self.leave_asked)

    def show_time(self, gone: timedelta, length: timedelta) -> None:
        """Show how much of the script's time is gone."""
        self._time.setText(tr("{gone} of {length}", gone=elapsed(gone), length=elapsed(length)))

    def show_pace(self, speed: int, *, is_paused: bool, is_over: bool) -> None:
        """Show how fast time passes; once the script is over it passes as it does."""
        self.speeds.set_chosen(str(speed))
        self.speeds.setEnabled(not is_over)
        self.pause.setText(tr("Go on") if is_paused else tr("Pause"))
        self._is_silent = speed > SPEEDS[0]
        if not self._said:
            self.say("")

    def say(self, sentence: str, tone: Tone = Tone.TEXT) -> None:
        """Say one sentence in the band; empty says again what it is."""
        self._said = sentence
        told = f"{tr(_MADE_UP)} {tr(_SILENT)}" if self._is_silent else tr(_MADE_UP)
        self.told.set_tone(tone)
        if self.told.text() != (sentence or told):
            self.told.setText(sentence or told)

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.look().theme
        due = QColor(t.due)
        edge = QRect(0, self.height() - _EDGE, self.width(), _EDGE)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.mixed(due, QColor(t.ground), _HUE))
            painter.fillRect(edge, due)
