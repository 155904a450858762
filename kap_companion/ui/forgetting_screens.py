"""After the lock the words of the screens go at once, not when Python or Qt happen to drop them."""

from __future__ import annotations

import gc

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPixmapCache
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget


def empty_fields(screen: QWidget) -> None:
    """Empty every field of a screen that is taken apart, and what it could undo."""
    for line in screen.findChildren(QLineEdit):
        line.blockSignals(True)
        # A new text, unlike `clear`, leaves nothing to be undone.
        line.setText("")
    edits: list[QPlainTextEdit | QTextEdit] = screen.findChildren(QPlainTextEdit)
    for edit in edits + screen.findChildren(QTextEdit):
        edit.blockSignals(True)
        edit.document().blockSignals(True)
        edit.setPlainText("")


def let_screens_go() -> None:
    """Let what was taken apart go now."""
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QPixmapCache.clear()
    gc.collect()
