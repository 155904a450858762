"""One number of the settings: its name, its value in words, a slider, and what it is usually."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.thin_slider import ThinSlider


class SettingNumber(QWidget):
    """A whole number from `least` to `most`; `chosen` says what the person wants, as it moves."""

    chosen = Signal(int)

    def __init__(
        self,
        name: str,
        least: int,
        most: int,
        words: Callable[[int], str],
        caption: str,
        *,
        ends: tuple[str, str] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`words` says a value; `ends` stand at the slider's two ends."""
        super().__init__(parent)
        self._least = least
        self._words = words
        self._value = Label("", Words.STRONG, keeps_whole=True)
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.slider = ThinSlider(most - least, Tone.SECOND, name)
        self.slider.setPageStep(max(1, (most - least) // 8))
        top = QHBoxLayout()
        top.setSpacing(16)
        top.addWidget(Label(name, Words.BODY), 1)
        top.addWidget(self._value)
        middle = QHBoxLayout()
        middle.setSpacing(12)
        if ends is not None:
            middle.addWidget(Label(ends[0], Words.LABEL, Tone.SECOND, keeps_whole=True))
        middle.addWidget(self.slider, 1)
        if ends is not None:
            middle.addWidget(Label(ends[1], Words.LABEL, Tone.SECOND, keeps_whole=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addLayout(top)
        column.addLayout(middle)
        column.addWidget(Label(caption, Words.LABEL, Tone.SECOND, wrap=True))
        self.setFocusProxy(self.slider)
        self.slider.moved_to.connect(self._say)

    def value(self) -> int:
        """Return the number that is shown."""
        return self.slider.value() + self._least

    def value_words(self) -> str:
        """Return the number as it is said: '6 s'."""
        return self._value.text()

    def show_value(self, value: float) -> None:
        """Show a number, the nearest whole one."""
        self.slider.show_value(round(value) - self._least)
        self._tell(self.value())

    def _say(self, steps: int) -> None:
        self._tell(steps + self._least)
        self.chosen.emit(steps + self._least)

    def _tell(self, value: int) -> None:
        words = self._words(value)
        if words != self._value.text():
            self._value.setText(words)
            self.slider.setAccessibleDescription(words)
