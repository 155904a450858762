"""How far long work is: a line of words, a thin bar, and a way to cancel it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.progress_bar import ProgressBar
from kap_companion.ui.words import tr


class ProgressLine(QWidget):
    """Takes no room while nothing is under way; it never takes the keyboard by itself.

    `cancelled` says that the work is to be stopped.
    """

    cancelled = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """`name` says what the work is, for a screen reader: 'Export'."""
        super().__init__(parent)
        self._words = Label("", Words.BODY, Tone.SECOND, wrap=True)
        self._bar = ProgressBar(Tone.NOW, tr("{name}, how far", name=name))
        self.cancel = KeyButton(tr("Cancel"), tone=ButtonTone.LINK)
        self.cancel.setAccessibleName(tr("{name}: cancel", name=name))
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.cancel, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self._bar)
        self.cancel.clicked.connect(self.cancelled)
        self.hide()

    def text(self) -> str:
        """Return the words that are shown; empty while nothing is under way."""
        return "" if self.isHidden() else self._words.text()

    def show_progress(self, words: str, fraction: float | None = None) -> None:
        """Say how far it is; without a `fraction`, 0 to 1, nobody knows how much there is."""
        if words != self._words.text():
            self._words.setText(words)
        self._bar.setVisible(fraction is not None)
        self._bar.set_fraction(fraction or 0.0)
        self.show()

    def rest(self, keyboard_to: QWidget | None = None) -> None:
        """Nothing is under way any more; `keyboard_to` takes the keyboard where it was here."""
        if self.cancel.hasFocus() and keyboard_to is not None:
            keyboard_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hide()
