"""What will be printed, and what is still open in the draft."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.panels.draft_words import Blank
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, trn

_MOST = 6


class OpenPanel(QWidget):
    """`blank_chosen` says which blank is to be filled next, `anew_asked` that the log went on."""

    blank_chosen = Signal(int)
    anew_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._printed = Label(wrap=True)
        self._status = Label(tone=Tone.SECOND, wrap=True)
        self._heading = SectionLabel(tr("Open"))
        self._blanks = [KeyButton("", tone=ButtonTone.LINK, wraps=True) for _ in range(_MOST)]
        self._none = InlineMessage()
        self._since = InlineMessage()
        self._anew = KeyButton(tr("Draft anew"), tone=ButtonTone.LINK)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(SectionLabel(tr("What will be printed")))
        column.addSpacing(4)
        column.addWidget(self._printed)
        column.addWidget(self._status)
        column.addSpacing(20)
        column.addWidget(self._heading)
        for n, button in enumerate(self._blanks):
            button.clicked.connect(partial(self._choose, n))
            column.addWidget(button)
        column.addWidget(self._none)
        column.addWidget(self._since)
        column.addWidget(self._anew, 0, Qt.AlignmentFlag.AlignLeft)
        self._anew.clicked.connect(self.anew_asked)

    def show_printed(self, printed: str, status: str) -> None:
        """Show what a document will hold, and what every page will say."""
        _tell(self._printed, printed)
        _tell(self._status, status)

    def show_open(self, blanks: Sequence[Blank], *, is_signed: bool) -> None:
        """Show the blanks; each leads to its place."""
        self._heading.setVisible(not is_signed)
        if is_signed:
            blanks = ()
        for n, button in enumerate(self._blanks):
            button.setVisible(n < len(blanks))
            if n < len(blanks) and button.text() != blanks[n].words:
                button.setText(blanks[n].words)
        count = len(blanks)
        self._heading.set_aside(
            trn("{n} blank, may stay", "{n} blanks, may stay", count) if count else ""
        )
        self._none.say("" if blanks or is_signed else tr("No blank is open."), Tone.WELL)

    def show_since(self, count: int) -> None:
        """Say that the log went on after the draft was kept."""
        came = trn(
            "{n} entry came after this draft was kept.",
            "{n} entries came after this draft was kept.",
            count,
        )
        self._since.say(came if count else "", Tone.DUE)
        self._anew.setVisible(count > 0)

    def _choose(self, n: int, _checked: bool = False) -> None:
        self.blank_chosen.emit(n)


def _tell(label: Label, words: str) -> None:
    if label.text() != words:
        label.setText(words)
    label.setVisible(bool(words))
