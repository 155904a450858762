"""One calm line that says how something went."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label


class InlineMessage(Label):
    """Takes no room while it has nothing to say."""

    def __init__(self, text: str = "", tone: Tone = Tone.WELL, parent: QWidget | None = None):
        super().__init__(text, Words.BODY, tone, wrap=True, parent=parent)
        if not text:
            self.hide()

    def say(self, text: str, tone: Tone = Tone.WELL) -> None:
        """Show `text`; empty hides the line."""
        self.set_tone(tone)
        if text != self.text():
            self.setText(text)
        self.setVisible(bool(text))
