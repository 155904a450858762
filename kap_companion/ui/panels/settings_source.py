"""What stands under a clinical default: what it does, where it comes from, and the way back."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr, tr_later

_BACK = tr_later("Back to the default")


class SourceLines(QWidget):
    """`back_asked` is emitted by the way back, which is there while another value was chosen."""

    back_asked = Signal()

    def __init__(self, words: str, source: str, parent: QWidget | None = None) -> None:
        """`source` is one sentence; it says itself where it is only a preference."""
        super().__init__(parent)
        self._trouble = InlineMessage()
        self._back = KeyButton(tr(_BACK), tone=ButtonTone.LINK)
        self._back.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(self._trouble)
        column.addWidget(Label(words, Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(Label(source_words(source), Words.LABEL, Tone.SECOND, wrap=True))
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        self._back.clicked.connect(self.back_asked)

    def show_usual(self, name: str, usual: str, *, is_chosen: bool) -> None:
        """Offer the way back to `usual` where another value `is_chosen`."""
        words = f"{tr(_BACK)}, {usual}" if usual else tr(_BACK)
        self._back.setText(words)
        self._back.setAccessibleName(f"{name}: {words[:1].lower()}{words[1:]}")
        self._back.setVisible(is_chosen)

    def say(self, trouble: str) -> None:
        """Say why a value was not taken; empty takes it away."""
        self._trouble.say(trouble, Tone.DUE)


def source_words(source: str) -> str:
    """Return a source as it is shown: a preference is told as it is."""
    if not source:
        return tr("A preference.")
    if source.casefold().startswith("a preference"):
        return tr(source)
    return tr("Source: {source}", source=tr(source))
