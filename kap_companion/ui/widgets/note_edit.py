"""The editor inside the note box: Enter keeps, Shift+Enter begins a new line."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class NoteEdit(QPlainTextEdit):
    """Plain text, exactly as typed: emoji, other scripts and hard spaces included."""

    enter_pressed = Signal()
    focus_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composed = ""
        self.setProperty("bare", True)
        self.setProperty("words", "note")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setCursorWidth(2)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def text(self) -> str:
        """Return what was typed. (Qt's own toPlainText turns hard spaces into plain ones.)"""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def is_composing(self) -> bool:
        """Say whether an input method holds letters that are not in the text yet."""
        return bool(self._composed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() in _PLAIN:
            if self._composed:
                QGuiApplication.inputMethod().commit()
            if not self._composed:
                self.enter_pressed.emit()
            return
        if event.key() in _ENTER and event.modifiers() == _NEW_LINE:
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.document().isEmpty() or self._composed:
            return
        at = self.contentOffset().x() + self.document().documentMargin() + painting.CARET_GAP
        top = self.contentOffset().y() + self.document().documentMargin()
        high = self.fontMetrics().lineSpacing()
        with QPainter(self.viewport()) as painter:
            painting.begin(painter)
            painting.line_of_text(
                painter,
                QRect(round(at), round(top), self.viewport().width() - round(at), high),
                self.placeholderText(),
                self.font(),
                theme.look().colour(Tone.SECOND),
            )

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
