"""The first thing on Home while a session has not been ended: where it is, resume it or end it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.session.phases import phase_words
from kap_companion.ui import theme
from kap_companion.ui.panels.home_view import Unended
from kap_companion.ui.theme import PHASE_TONES, Tone, Words
from kap_companion.ui.widgets.flow import Flow
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.widgets.ring import Ring, RingFace
from kap_companion.ui.words import tr

_BUTTON_WIDTH = 168


class UnendedBanner(QFrame):
    """Emits `resume_asked`, or `end_asked` with the reason typed, empty where none is needed."""

    resume_asked = Signal()
    end_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setProperty("current", True)
        self._ring = Ring(small=True)
        self._ring.setAutoFillBackground(False)
        self._title = Label("", Words.TITLE)
        self._facts = [Label("", Words.BODY) for _ in range(4)]
        self._dots = [Label("·", Words.BODY, Tone.SECOND) for _ in range(3)]
        self._kept = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self._resume = KeyButton(tr("Resume"), tr("Enter"), ButtonTone.PRIMARY)
        self._end = KeyButton(tr("End session"), "F8")
        self._reason = ReasonBar()
        self._needs_reason = True
        self._is_old = False
        facts = Flow()
        for n, label in enumerate(self._facts):
            if n:
                facts.add(self._dots[n - 1])
            facts.add(label)
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addStretch(1)
        words.addWidget(self._title)
        words.addWidget(facts)
        words.addWidget(self._kept)
        words.addStretch(1)
        buttons = QVBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self._resume)
        buttons.addWidget(self._end)
        row = QHBoxLayout()
        row.setSpacing(24)
        row.addWidget(self._ring)
        row.addLayout(words, 1)
        row.addLayout(buttons)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addLayout(row)
        column.addWidget(self._reason)
        self._resume.clicked.connect(self.resume_asked)
        self._end.clicked.connect(self.ask_end)
        self._size_buttons()
        self._reason.confirmed.connect(self._end_with)
        self._reason.cancelled.connect(self.stop_asking)

    def show_session(self, words: Unended, face: RingFace, *, is_old: bool) -> None:
        """Show where the session is; `is_old` where its last entry is not of today."""
        self._is_old = is_old
        self._needs_reason = not words.is_over_plan
        self._ring.set_face(face)
        self._title.setText(words.title)
        tone = PHASE_TONES.get(words.phase.value, Tone.SECOND) if words.phase else Tone.SECOND
        phase = phase_words(words.phase) if words.phase else ""
        told = [
            (words.since, Tone.TEXT),
            (phase, Tone.SECOND if tone is Tone.LINE else tone),
            (words.left, Tone.TEXT),
            (words.next_cue, Tone.TEXT),
        ]
        shown = [one for one in told if one[0]]
        for n, label in enumerate(self._facts):
            has_words = n < len(shown)
            label.setVisible(has_words)
            if n:
                self._dots[n - 1].setVisible(has_words)
            if has_words:
                label.setText(shown[n][0])
                label.set_tone(shown[n][1])
        self._kept.setText(words.kept)
        self.setAccessibleName(words.title)

    def ask_end(self) -> None:
        """Ask, in the banner, why the session ends."""
        question = tr("End the session now?")
        if self._needs_reason:
            question = tr("End the session before its planned end? Say why.")
        if self._is_old:
            question = tr(
                "End the session? Its last entry is not of today; the end is written as of now, "
                "and the reason can say when it was."
            )
        self._kept.hide()  # the question needs its room
        self._reason.ask(
            question, tr("End session"), needs_reason=self._needs_reason or self._is_old
        )

    def stop_asking(self) -> None:
        """Put the question away."""
        self._reason.close_bar()
        self._kept.show()
        self.focus_first()

    def focus_first(self) -> None:
        """Put the keyboard on Resume."""
        self._resume.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def is_asking(self) -> bool:
        """Whether the question why stands open."""
        return self._reason.isVisibleTo(self)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._size_buttons()

    def _size_buttons(self) -> None:
        """Make both as wide as the wider one asks to be, with the text as it is now."""
        both = (self._resume, self._end)
        wide = max(_BUTTON_WIDTH, *(button.sizeHint().width() for button in both))
        for button in both:
            button.setFixedWidth(wide)

    def _end_with(self, reason: str) -> None:
        self._reason.close_bar()
        self._kept.show()
        self.end_asked.emit(reason)
