"""The emergency card: what to tell an operator, in large words, and what was done about it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.emergency import tell_of_event
from kap_companion.session.emergency import CardLine, emergency_card
from kap_companion.ui.acts import act
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.scroll_area import ScrollArea
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.side_sheet import SideSheet
from kap_companion.ui.words import tr, tr_later

_CALLED, _TOLD = tr_later("Emergency services called now"), tr_later("Prescriber told now")


class EmergencySheet(SideSheet):
    """Made of the record as it stands, this second's; its two keys keep who was told."""

    wide = 560

    def __init__(self, place: QWidget, conductor: Conductor) -> None:
        super().__init__(place, tr("Emergency card"), tr("Close the emergency card"))
        self._conductor = conductor
        self._lines: list[tuple[SectionLabel, Label]] = []
        self._inside = QWidget()
        self._inside.setProperty("surface", "panel")
        self._inside.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._shown = QVBoxLayout(self._inside)
        set_margins(self._shown, 0, 0, 12, 0)
        self._shown.setSpacing(4)
        self._shown.addStretch(1)
        scroll = ScrollArea()
        scroll.setWidget(self._inside)
        scroll.setAccessibleName(tr("What to tell an operator"))
        self.called = KeyButton(tr(_CALLED), "C", ButtonTone.CURRENT)
        self.told = KeyButton(tr(_TOLD), "P")
        self.message = InlineMessage("", Tone.SECOND)
        self.column.addWidget(scroll, 1)
        self.column.addWidget(self.message)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._buttons.addWidget(self.called, 3)
        self._buttons.addWidget(self.told, 2)
        self.column.addLayout(self._buttons)
        self.called.clicked.connect(lambda: self._tell(emergency=True))
        self.told.clicked.connect(lambda: self._tell(emergency=False))
        act(self, tr(_CALLED), "C", lambda: self._tell(emergency=True))
        act(self, tr(_TOLD), "P", lambda: self._tell(emergency=False))
        conductor.beat.connect(self.refresh)
        self.refresh()

    def take_keyboard(self) -> None:
        """Put the keyboard on the card, so that a screen reader reads all of it."""
        self._inside.setFocus(Qt.FocusReason.PopupFocusReason)

    def refresh(self) -> None:
        """Show the card of this moment."""
        if not self._conductor.has_session:
            return
        companion = self._conductor.companion
        card = emergency_card(companion.state, companion.rows(), companion.now())
        self._inside.setAccessibleName(card.aloud)
        while len(self._lines) < len(card.lines):
            line = (SectionLabel(""), Label("", Words.NOTE, wrap=True))
            self._lines.append(line)
            for part in line:
                self._shown.insertWidget(self._shown.count() - 1, part)
            self._shown.insertSpacing(self._shown.count() - 1, 8)
        for n, (heading, words) in enumerate(self._lines):
            is_there = n < len(card.lines)
            heading.setVisible(is_there)
            words.setVisible(is_there)
            if is_there:
                _show(heading, words, card.lines[n])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # Below each other where large words leave no room side by side, of 3 to 2 parts.
        room = self.column.contentsRect().width() - self._buttons.spacing()
        shares = ((self.called, 3), (self.told, 2))
        is_low = any(one.minimumSizeHint().width() * 5 > room * n for one, n in shares)
        direction = QBoxLayout.Direction
        self._buttons.setDirection(direction.TopToBottom if is_low else direction.LeftToRight)

    def _tell(self, *, emergency: bool) -> None:
        companion = self._conductor.companion
        kept = self._conductor.attempt(lambda: tell_of_event(companion, emergency=emergency))
        if kept is None:
            return
        when = self._conductor.clock_words(kept.at)
        words = (
            tr("Emergency services called at {time}: kept.", time=when)
            if emergency
            else tr("Prescriber told at {time}: kept.", time=when)
        )
        self.message.say(words, Tone.SECOND)
        self.refresh()


def _show(heading: SectionLabel, words: Label, line: CardLine) -> None:
    if heading.text() != line.heading:
        heading.set_text(line.heading)
    if words.text() != line.words:
        words.setText(line.words)
    words.set_tone(Tone.DUE if line.is_missing else Tone.TEXT)
