"""How loud it may get at most with these headphones: a limit that nothing in a session exceeds."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.thin_slider import ThinSlider
from kap_companion.ui.words import tr

_STEPS = 100
_VALUE = 40


class CeilingControl(QWidget):
    """A slider of 0 to 100; `ceiling_chosen` says what the person wants, while it moves."""

    ceiling_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._slider = ThinSlider(_STEPS, Tone.SECOND, tr("Ceiling of the volume"))
        self._value = Label("", Words.BODY, Tone.TEXT, keeps_whole=True)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._value.setMinimumWidth(_VALUE)
        self._for = Label("", Words.LABEL, Tone.SECOND)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(Label(tr("Ceiling"), Words.BODY, Tone.SECOND))
        row.addWidget(self._slider, 1)
        row.addWidget(self._value)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(
            Label(
                tr("Nothing gets louder than this in a session."),
                Words.LABEL,
                Tone.SECOND,
                wrap=True,
            )
        )
        column.addWidget(self._for)
        self.setFocusProxy(self._slider)
        self._slider.moved_to.connect(self._say)
        self.set_ceiling(_STEPS)

    def set_ceiling(self, ceiling: int, output: str = "") -> None:
        """Show the ceiling, and the output that it is for."""
        self._slider.show_value(ceiling)
        self._value.setText(str(ceiling))
        self._for.setText(tr("For {output}.", output=output) if output else "")
        self._for.setVisible(bool(output))

    def _say(self, ceiling: int) -> None:
        self._value.setText(str(ceiling))
        self.ceiling_chosen.emit(ceiling)
