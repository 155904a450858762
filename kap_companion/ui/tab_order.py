"""Lets Tab come to what is made later where the eye comes to it, and not last of all."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def follow(panel: QWidget, before: QWidget | None, part: QWidget) -> None:
    """Have Tab come to `part` of `panel` after `before`; None makes it the first of the panel."""
    stop = before if before is not None else _stop_before(panel)
    if stop is not None and stop is not part:
        QWidget.setTabOrder(stop, part)


def _stop_before(panel: QWidget) -> QWidget | None:
    """Return what Tab comes to before anything in `panel`; None where nothing lies before it."""
    window = panel.window()
    widget = panel.previousInFocusChain()
    while widget is not None and widget is not panel:
        if widget is window:
            return None
        # Qt orders only what can have the keyboard.
        if widget.focusPolicy() is not Qt.FocusPolicy.NoFocus and not panel.isAncestorOf(widget):
            return widget
        widget = widget.previousInFocusChain()
    return None
