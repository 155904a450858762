"""The line after an act that can be undone for a few seconds."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import tr


class UndoLine(QWidget):
    """Says what was kept and how long Undo stays; its owner counts the seconds.

    `private_asked` says that it was meant for the private notes.
    """

    undo = Signal()
    private_asked = Signal()

    def __init__(self, key: str = "Ctrl+Z", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._said = Label("", Words.BODY, Tone.SECOND)
        self._button = KeyButton(tr("Undo"), key, ButtonTone.LINK)
        self._private = KeyButton(tr("Make private"), "Ctrl+Shift+W", ButtonTone.LINK)
        self._left = Label("", Words.BODY, Tone.SECOND, keeps_whole=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self._said)
        row.addWidget(self._button)
        row.addWidget(self._private)
        row.addWidget(self._left)
        row.addStretch(1)
        self._button.clicked.connect(self.undo)
        self._private.clicked.connect(self.private_asked)
        self.hide()

    def offer(self, said: str, left: str, *, can_be_private: bool = False) -> None:
        """Show `said` such as 'Kept.' and `left` such as '10 s'."""
        self._private.setVisible(can_be_private)
        self._said.setText(said)
        self._said.setToolTip(said)
        self._left.setText(left)
        self.show()

    def withdraw(self) -> None:
        """Offer nothing any more."""
        self.hide()
