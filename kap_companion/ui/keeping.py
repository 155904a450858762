"""Keeps what is typed without the Enter key: for a screen reader, dictation or a single switch."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def keep_typed(room: QWidget) -> None:
    """Do what Enter does in the field that has the keyboard; elsewhere nothing."""
    field = room.window().focusWidget()
    if isinstance(field, QLineEdit | QPlainTextEdit | QTextEdit):
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            enter = QKeyEvent(kind, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r")
            QApplication.sendEvent(field, enter)
