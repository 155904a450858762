"""The band over every screen of a rehearsal: that it is one, its time, its speed, the way out."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

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
_SILENT = tr_later("Nothing is kept. Above 1× the music makes no sound.")
_HUE, _EDGE = 0.14, 4
_LEFT, _RIGHT, _AROUND, _GAP = 28, 24, 4, 16
_LEAST_TOLD = 160


class RehearsalBand(QWidget):
    """Emits `pause_asked`, `speed_asked` with one of SPEEDS, and `leave_asked`.

    Its buttons take no keyboard from the note box; their keys hold in the whole window. Where it is
    narrow the keys go first, and then what can be done stands on a line of its own.
    """

    pause_asked = Signal()
    speed_asked = Signal(int)
    leave_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said, self._is_silent = "", False
        self._has_two_lines = False
        self.word = Label(tr("Rehearsal"), Words.CAPITALS, Tone.DUE, keeps_whole=True)
        self.told = Label(tr(_MADE_UP), Words.LABEL, wrap=True)
        self._time = Label("", Words.BODY, keeps_whole=True)
        self.speeds = Segmented(
            tuple((str(speed), f"{speed}×") for speed in SPEEDS), str(SPEEDS[0]), tr("Speed")
        )
        self.pause = KeyButton(tr("Pause"), PAUSE_KEY, height=36)
        self.leave = KeyButton(tr("Leave"), REHEARSE_KEY, ButtonTone.DUE, height=36)
        self._lay_out()
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
        told = sentence or (tr(_SILENT) if self._is_silent else tr(_MADE_UP))
        self.told.set_tone(tone)
        if self.told.text() != told:
            self.told.setText(told)
            self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        t = theme.look().theme
        due = QColor(t.due)
        edge = QRect(0, self.height() - _EDGE, self.width(), _EDGE)
        with QPainter(self) as painter:
            painter.fillRect(self.rect(), theme.mixed(due, QColor(t.ground), _HUE))
            painter.fillRect(edge, due)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event) and hasattr(self, "_lower"):
            self._fit()

    # --- how it is done -------------------------------------------------------------------------

    @property
    def _acts(self) -> tuple[QWidget, ...]:
        return (self.speeds, self.pause, self.leave)

    def _lay_out(self) -> None:
        self._upper, self._lower = QHBoxLayout(), QHBoxLayout()
        for row in (self._upper, self._lower):
            row.setSpacing(_GAP)
        self._upper.addWidget(self.word)
        self._upper.addWidget(self.told, 1, Qt.AlignmentFlag.AlignVCenter)
        self._upper.addWidget(self._time)
        for act in self._acts:
            self._upper.addWidget(act)
        self._lower.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(_LEFT, _AROUND, _RIGHT, _AROUND + _EDGE)
        column.setSpacing(0)
        column.addLayout(self._upper, 1)
        column.addLayout(self._lower)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _fit(self) -> None:
        """Find room for what is told: without the keys, else on two lines."""
        for keys in ((PAUSE_KEY, REHEARSE_KEY), ("", "")):
            for button, key in zip((self.pause, self.leave), keys, strict=True):
                button.set_key(key)
            if self._fits(self._acts):
                break
        has_two_lines = not self._fits(self._acts)
        if has_two_lines:
            self.pause.set_key(PAUSE_KEY)
            self.leave.set_key(REHEARSE_KEY)
        if has_two_lines is not self._has_two_lines:
            self._has_two_lines = has_two_lines
            old, new = self._upper, self._lower
            if not has_two_lines:
                old, new = new, old
            for act in self._acts:
                old.removeWidget(act)
                new.addWidget(act)
            self._lower.setContentsMargins(0, _AROUND if has_two_lines else 0, 0, 0)
        told = self.told.heightForWidth(self._room(() if has_two_lines else self._acts))
        told = max(told, theme.look().line(Words.BODY))
        acts = max(act.sizeHint().height() for act in self._acts)
        high = told + _AROUND + acts if has_two_lines else max(told, acts)
        self.setFixedHeight(2 * _AROUND + _EDGE + high)

    def _fits(self, beside: tuple[QWidget, ...]) -> bool:
        """Whether what is told takes at most two lines beside the rest."""
        look, room = theme.look(), self._room(beside)
        most = 2 * look.line(Words.LABEL)
        return room >= look.px(_LEAST_TOLD) and self.told.heightForWidth(room) <= most

    def _room(self, beside: tuple[QWidget, ...]) -> int:
        parts = (self.word, self._time, *beside)
        taken = sum(part.sizeHint().width() + _GAP for part in parts)
        return max(1, self.width() - _LEFT - _RIGHT - taken)
