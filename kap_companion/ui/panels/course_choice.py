"""A choice of one among several, as chips that go onto the next line where there is no room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QWidget

from kap_companion.ui.panels.draft_chip import ToggleChip
from kap_companion.ui.widgets.flow import Flow

_STEPS = {
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Up: -1,
}


class ChipChoice(Flow):
    """Chips of (key, words), one of them on. The arrows move along; `chosen` says the new key."""

    chosen = Signal(str)

    def __init__(
        self, options: tuple[tuple[str, str], ...], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self._chips: dict[str, ToggleChip] = {}
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for key, words in options:
            chip = ToggleChip(words)
            chip.setAccessibleName(f"{name}: {words}")
            chip.clicked.connect(partial(self._say, key))
            self._group.addButton(chip)
            self._chips[key] = chip
            self.add(chip)
        self.setAccessibleName(name)
        self._set_stop()

    def chosen_key(self) -> str | None:
        """Return the key that is on, None where none is."""
        return next((key for key, chip in self._chips.items() if chip.isChecked()), None)

    def set_chosen(self, key: str) -> None:
        """Turn one on, without a signal."""
        if key in self._chips:
            self._chips[key].setChecked(True)
            self._set_stop()

    def focus_chosen(self) -> None:
        """Put the keyboard on what is on, else on the first."""
        chip = self._chips.get(self.chosen_key() or "") or next(iter(self._chips.values()))
        chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._chips)
        at = next((n for n, key in enumerate(keys) if self._chips[key].hasFocus()), 0)
        key = keys[(at + step) % len(keys)]
        self._chips[key].setFocus(Qt.FocusReason.TabFocusReason)
        if not self._chips[key].isChecked():
            self._chips[key].setChecked(True)
            self._say(key)

    def _set_stop(self) -> None:
        """Let Tab come to what is on, or to the first; the arrows go on from there."""
        stop = self._chips.get(self.chosen_key() or "") or next(iter(self._chips.values()))
        for chip in self._chips.values():
            policy = Qt.FocusPolicy.StrongFocus if chip is stop else Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(policy)

    def _say(self, key: str, _checked: bool = False) -> None:
        self._set_stop()
        self.chosen.emit(key)
