"""A field whose line is kept when it is left."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from kap_companion.ui.widgets.hint_field import HintField


def forget_typed(screen: QWidget) -> None:
    """Empty all fields of a screen: nothing of a session that was put away stays on it."""
    for field in screen.findChildren(HintField):
        if isinstance(field, KeptField):
            field.take_kept("")
        else:
            field.clear()


class KeptField(HintField):
    """Emits `kept` with its line on Enter and on leaving, where it differs from what was kept."""

    kept = Signal(str)

    def __init__(self, hint: str = "", name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(hint, parent=parent)
        self._kept = ""
        if name:
            self.setAccessibleName(name)
        self.returnPressed.connect(self.keep)

    @property
    def is_edited(self) -> bool:
        """Whether it holds something else than what was kept."""
        return self.text().strip() != self._kept

    def show_kept(self, text: str) -> None:
        """Show what was kept; what the person is typing stays."""
        was_edited = self.is_edited
        self._kept = text
        if not was_edited and self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)
        if not self.is_edited:
            self.set_problem(False)

    def take_kept(self, text: str) -> None:
        """Show what was kept in place of what was typed."""
        self._kept = text
        self.setText(text)
        self.set_problem(False)

    def keep(self) -> None:
        """Hand on what was typed, if it is new."""
        if self.is_edited:
            self.kept.emit(self.text().strip())

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.keep()
