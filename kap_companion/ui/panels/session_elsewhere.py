"""Music from elsewhere in the session: its name, and the acts on it that are kept."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.music.outside import Outside
from kap_companion.session.entries import MusicAct
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr


class ElsewherePanel(QWidget):
    """Shows values; `asked` says an act. The keys stand on it while they act on it."""

    asked = Signal(MusicAct)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outside = Outside()
        self._heading = SectionLabel(tr("Music from elsewhere"))
        self._name = Label("", Words.TITLE)
        self._play, self._lower = KeyButton(tr("Play")), KeyButton(tr("Lower"))
        self._said = InlineMessage("", Tone.SECOND)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._play, 1)
        row.addWidget(self._lower, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(self._name)
        column.addLayout(row)
        column.addWidget(self._said)
        column.addSpacing(12)
        self._play.clicked.connect(self._play_or_pause)
        self._lower.clicked.connect(self._lower_or_raise)
        self.setAccessibleName(tr("Music from elsewhere"))

    def show_outside(self, outside: Outside, *, has_keys: bool) -> None:
        """Show how it stands by what was done to it."""
        if outside.name != self._outside.name:
            self.say("")
        self._outside = outside
        self._name.setText(outside.name)
        self._name.setToolTip(outside.name)
        self._heading.set_aside(tr("playing") if outside.is_playing else "")
        self._play.setText(tr("Pause") if outside.is_playing else tr("Play"))
        self._lower.setText(tr("Raise") if outside.is_lowered else tr("Lower"))
        self._play.set_key("F4" if has_keys else "")
        self._lower.set_key("F9" if has_keys else "")

    def say(self, words: str) -> None:
        """Say one quiet line under it; empty takes it away."""
        self._said.say(words, Tone.SECOND)

    def _play_or_pause(self) -> None:
        self.asked.emit(MusicAct.PAUSE if self._outside.is_playing else MusicAct.PLAY)

    def _lower_or_raise(self) -> None:
        self.asked.emit(MusicAct.RAISE if self._outside.is_lowered else MusicAct.LOWER)
