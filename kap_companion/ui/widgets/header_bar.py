"""The header of every screen: whose session, where one is, and whether it is saved."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.hairline import Hairline
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.saved_sign import SavedSign
from kap_companion.ui.widgets.tab_strip import TabStrip

_HEIGHT = 56
_LEFT = 28
_RIGHT = 24
_GAP = 24
_FACTS_GAP = 12
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
        self._title = Label("", Words.NAME, parent=self)
        self._all_facts: tuple[str, ...] = ()
        self._facts = Label("", Words.BODY, Tone.SECOND, parent=self)
        self._tabs = TabStrip(self)
        self._tabs.chosen.connect(self.tab_chosen)
        self._words: tuple[HeaderWord, ...] = ()
        self._shown_words: list[QWidget] = []
        self._saved = SavedSign(self)
        self._saved.hide()
        self._line = Hairline(parent=self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_title(self, title: str, facts: tuple[str, ...] = ()) -> None:
        """Show whose session it is and the facts beside it."""
        self._title.setText(title)
        self._all_facts = facts
        self._facts.setToolTip(_joined(facts))
        self.setAccessibleName(title)
        self.setAccessibleDescription(", ".join(facts))
        self._place()

    def set_tabs(self, tabs: tuple[tuple[str, str], ...], current: str) -> None:
        """Show tabs of (key, words)."""
        self._tabs.set_tabs(tabs, current)
        self._place()

    def focus_tab(self) -> None:
        """Give the keyboard to the current tab."""
        self._tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def set_words(self, words: tuple[HeaderWord, ...]) -> None:
        """Show the quiet words at the right."""
        if words == self._words:
            return
        self._words = words
        for gone in self._shown_words:
            gone.hide()
            gone.deleteLater()
        self._shown_words = [self._word(word) for word in words]
        self._place()

    def set_saved(self, text: str, tone: Tone = Tone.WELL) -> None:
        """Show whether it is saved; empty shows nothing."""
        self._saved.say(text, tone)
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(1024, theme.look().height(_HEIGHT) + 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, theme.look().height(_HEIGHT) + 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event):
            self.updateGeometry()
            self._place()

    def _choose(self, word: str, _checked: bool = False) -> None:
        self.word_chosen.emit(word)

    def _word(self, word: HeaderWord) -> QWidget:
        shown: QWidget
        if word.key:
            button = KeyButton(word.text, word.key, ButtonTone.QUIET, parent=self)
            button.clicked.connect(partial(self._choose, word.text))
            shown = button
        else:
            shown = Label(word.text, Words.BODY, word.tone, parent=self)
        shown.show()
        return shown

    def _place(self) -> None:
        """Keep the tabs where they always are, and shorten the facts where there is no room."""
        high = self.height() - 1
        self._line.setGeometry(0, high, self.width(), 1)
        left = self.width() - _RIGHT
        tabs = self._tabs.sizeHint().width()
        title = self._title.sizeHint().width()
        least_left = _LEFT + title + _GAP + tabs
        for part in (self._saved, *reversed(self._shown_words)):
            size = part.sizeHint()
            if part is self._saved and not self._saved.text():
                continue
            # A word without room stands in the menu still; whether it is saved is always said.
            if part is not self._saved:
                part.setVisible(left - size.width() >= least_left)
                if left - size.width() < least_left:
                    continue
            left -= size.width()
            top = (high - size.height()) // 2
            self._put(part, left, top, size.width(), size.height())
            left -= _GAP
        facts_at = _LEFT + title + _FACTS_GAP
        font = theme.look().font(Words.BODY)
        whole = painting.width_of(_joined(self._all_facts), font)
        wanted = max(_TABS_AT, facts_at + whole + _GAP) - _TAB_PAD
        tabs_at = max(_LEFT + title + _GAP - _TAB_PAD, min(wanted, left - tabs))
        self._put(self._title, _LEFT, 0, title, high)
        room = tabs_at + _TAB_PAD - _GAP - facts_at
        shown = self._all_facts
        while shown and painting.width_of(_joined(shown), font) > room:
            shown = shown[:-1]  # a fact is said whole or not at all
        self._facts.setText(_joined(shown))
        self._put(self._facts, facts_at, 0, max(0, room), high)
        self._facts.setVisible(bool(shown))
        self._put(self._tabs, tabs_at, 0, tabs, high)

    def _put(self, part: QWidget, left: int, top: int, wide: int, high: int) -> None:
        part.setGeometry(painting.mirrored_part(self, left, top, wide, high))


def _joined(facts: tuple[str, ...]) -> str:
    return "  ·  ".join(facts)
