"""The left of the session screen: time since the dose, the session's length, what is next."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.state import SessionState
from kap_companion.ui import presenting
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.moments import Pace, pace
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.cue_list import CueList
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.progress_bar import ProgressBar
from kap_companion.ui.widgets.ring import Ring
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.ticking_label import TickingLabel
from kap_companion.ui.words import tr, tr_later

_KEY = tr_later("Ctrl+K answers")
_MARKER_PX = 3
_JUST_OVER = timedelta(milliseconds=1)


class NowPanel(QWidget):
    """Ring, progress and cues; the ring takes what height there is.

    `resized` says that it has more or less to show beside them.
    """

    cue_chosen = Signal(str)
    resized = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self._most_cues = 3
        self._briefly = False
        self._pace: Pace | None = None
        self._face_until: datetime | None = None
        self.ring = Ring()
        self._first = TickingLabel("")
        self._name = Label(tr("Session"), Words.BODY, Tone.SECOND)
        self._length = Label("", Words.STRONG, keeps_whole=True)
        self._bar = ProgressBar(Tone.SECOND, tr("How far the session is"))
        self._next = SectionLabel(tr("Next"))
        self.cues = CueList()
        self._first.setVisible(False)
        length = QHBoxLayout()
        length.addWidget(self._name, 1)
        length.addWidget(self._length)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.ring, 1)
        column.addSpacing(8)
        column.addWidget(self._first)
        column.addSpacing(8)
        column.addLayout(length)
        column.addSpacing(8)
        column.addWidget(self._bar)
        column.addSpacing(24)
        column.addWidget(self._next)
        column.addSpacing(4)
        column.addWidget(self.cues)
        self.cues.answered.connect(self.cue_chosen)

    def set_room(self, *, most_cues: int, briefly: bool) -> None:
        """Show at most so many cues, the soonest, and each with fewer words where narrow."""
        if (most_cues, briefly) != (self._most_cues, self._briefly):
            self._most_cues, self._briefly = most_cues, briefly
            if self._conductor.has_session:
                self.refresh()

    def refresh(self) -> None:
        """Show the moment; each part is painted again only where it changed."""
        companion = self._conductor.companion
        state, now = companion.state, companion.now()
        self._pace = pace(state)
        self._show_face(state, now)
        self._show_first_dose(presenting.first_dose_words(state, now))
        progress = presenting.progress(state, now)
        if progress.words != self._length.text():
            self._length.setText(progress.words)
            self._length.set_tone(Tone.DUE if progress.is_over else Tone.TEXT)
            self._bar.set_tone(Tone.DUE if progress.is_over else Tone.SECOND)
        self._bar.set_fraction(progress.fraction)
        cues = presenting.cue_rows(state, now, self._conductor.clock_words, briefly=self._briefly)
        if cues[: self._most_cues] != self.cues.cues:
            self.cues.set_cues(cues[: self._most_cues])
        asking = presenting.soonest_asking(state, now)
        key = tr(_KEY) if asking is not None and asking.due_at <= now else ""
        if key != self._next.aside():
            self._next.set_aside(key)

    def tick(self, now: datetime) -> None:
        """Show this second, where nothing but the seconds can have changed (`still_until`)."""
        here = self._pace
        if here is None:
            return
        if self._face_until is not None and now >= self._face_until:
            self._show_face(self._conductor.companion.state, now)
        else:
            self.ring.set_time(here.clock(now), here.left(now))
        if here.first_dose_at is not None:
            self._show_first_dose(here.first_dose(now))

    def _show_face(self, state: SessionState, now: datetime) -> None:
        """Show the ring as it stands, until its marker is to move: by three px, some seconds."""
        face = presenting.ring_face(state, now, self._conductor.clock_words)
        self.ring.set_face(face)
        opened = state.facts.opened
        moves = face.marker is not None and opened is not None and state.is_running
        step = opened.phases.window / self.ring.steps() if moves and opened else None
        self._face_until = now + _MARKER_PX * step + _JUST_OVER if step is not None else None

    def _show_first_dose(self, words: str) -> None:
        self._first.set_text(words)
        if bool(words) == self._first.isHidden():
            self._first.setVisible(bool(words))
            self.resized.emit()
