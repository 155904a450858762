"""The header of every screen: whose session, where one is, and whether it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.saved_sign import SavedSign
from kap_companion.ui.widgets.tab_strip import TabStrip

_HEIGHT = 56
_SIDE = 28
_TABS_AT = 488
_TAB_PAD = 16


@dataclass(frozen=True, slots=True)
class HeaderWord:
    """A quiet word at the right: one with a `key` can be chosen, one without only tells."""

    text: str
    key: str = ""
    tone: Tone = Tone.SECOND


class HeaderBar(QWidget):
    """Title and facts, tabs, words with their keys, and the saved sign, over a hairline."""

    tab_chosen = Signal(str)
    word_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = Label("", Words.NAME)
        self._facts = Label("", Words.BODY, Tone.SECOND)
        self._left = QWidget()
        left = QHBoxLayout(self._left)
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(12)
        left.addWidget(self._title)
        left.addWidget(self._facts, 1)
        self._left.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.tabs = TabStrip()
        self.tabs.chosen.connect(self.tab_chosen)
        self._words_row = QHBoxLayout()
        self._words_row.setSpacing(24)
        self._words: tuple[HeaderWord, ...] = ()
        self._shown_words: list[QWidget] = []
        self._saved = SavedSign()
        self._saved.hide()
        row = QHBoxLayout()
        row.setContentsMargins(_SIDE, 0, 24, 0)
        row.setSpacing(0)
        row.addWidget(self._left, 0)
        row.addWidget(self.tabs)
        row.addStretch(1)
        row.addLayout(self._words_row)
        row.addSpacing(24)
        row.addWidget(self._saved)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row, 1)
        column.addWidget(Hairline())
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._fit()

    def set_title(self, title: str, facts: tuple[str, ...] = ()) -> None:
        """Show whose session it is and the facts beside it."""
        self._title.setText(title)
        words = "  ·  ".join(facts)
        self._facts.setText(words)
        self._facts.setToolTip(words)
        self._fit()

    def set_tabs(self, tabs: tuple[tuple[str, str], ...], current: str) -> None:
        """Show tabs of (key, words)."""
        self.tabs.set_tabs(tabs, current)
        self._fit()

    def set_words(self, words: tuple[HeaderWord, ...]) -> None:
        """Show the quiet words at the right."""
        if words == self._words:
            return
        self._words = words
        for gone in self._shown_words:
            self._words_row.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        self._shown_words = []
        for word in words:
            shown: QWidget
            if word.key:
                button = KeyButton(word.text, word.key, ButtonTone.QUIET)
                button.clicked.connect(partial(self._choose, word.text))
                shown = button
            else:
                shown = Label(word.text, Words.BODY, word.tone)
            self._words_row.addWidget(shown)
            self._shown_words.append(shown)
        self._fit()

    def set_saved(self, text: str, tone: Tone = Tone.WELL) -> None:
        """Show whether it is saved; empty shows nothing."""
        self._saved.say(text, tone)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self._fit()

    def _choose(self, word: str, _checked: bool = False) -> None:
        self.word_chosen.emit(word)

    def _fit(self) -> None:
        """Keep the tabs where they always are, and shorten the facts where there is no room."""
        self.setFixedHeight(theme.look().height(_HEIGHT) + 1)
        words = sum(shown.sizeHint().width() + 24 for shown in self._shown_words)
        saved = self._saved.sizeHint().width() if self._saved.text() else 0
        right = words + saved + 24
        room = self.width() - _SIDE - self.tabs.sizeHint().width() - right - 24
        wanted = max(
            _TABS_AT - _SIDE - _TAB_PAD,
            self._title.sizeHint().width() + 12 + self._facts.sizeHint().width() + 8,
        )
        self._left.setFixedWidth(max(self._title.sizeHint().width(), min(wanted, room)))
