"""The editor inside the note box: Enter keeps, Shift+Enter begins a new line, a snippet expands."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QGuiApplication,
    QInputMethodEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QTextCursor,
)
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QWidget

from kap_companion.session.snippets import Expansion
from kap_companion.ui import theme
from kap_companion.ui.text_units import letters, units
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets import painting

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_NEW_LINE = Qt.KeyboardModifier.ShiftModifier
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)

Expander = Callable[[str], Expansion | None]
"""Says what the word right before the cursor becomes, given the line up to there."""


class NoteEdit(QPlainTextEdit):
    """Plain text, exactly as typed: emoji, other scripts and hard spaces included.

    `menu_made` hands out the menu over the text, and the cursor where it was asked for, so that
    others can put something into it.
    """

    enter_pressed = Signal()
    focus_changed = Signal()
    menu_made = Signal(object, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._composed = ""
        self._expander: Expander | None = None
        self.setProperty("bare", True)
        self.setProperty("words", "note")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setCursorWidth(2)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.textChanged.connect(self._begin_at_its_side)
        self._begin_at_its_side()

    def text(self) -> str:
        """Return what was typed. (Qt's own toPlainText turns hard spaces into plain ones.)"""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def is_composing(self) -> bool:
        """Say whether an input method holds letters that are not in the text yet."""
        return bool(self._composed)

    def set_expander(self, expander: Expander | None) -> None:
        """Let `expander` say what a word becomes as soon as a space or Enter follows it."""
        self._expander = expander

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and event.modifiers() in _PLAIN:
            if self._composed:
                QGuiApplication.inputMethod().commit()
            if not self._composed:
                self._expand(0)
                self.enter_pressed.emit()
            return
        if event.key() in _ENTER and event.modifiers() == _NEW_LINE:
            self._expand(0)
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        super().keyPressEvent(event)
        if event.text() == " ":
            # After the space, in a step of its own: so Ctrl+Z takes the phrase back, and no more.
            self._expand(1)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() is QContextMenuEvent.Reason.Mouse
        menu = self.createStandardContextMenu(event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        cursor = self.cursorForPosition(event.pos()) if by_mouse else self.textCursor()
        self.menu_made.emit(menu, cursor)
        menu.popup(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.document().isEmpty() or self._composed:
            return
        at = self.contentOffset().x() + self.document().documentMargin() + painting.CARET_GAP
        top = self.contentOffset().y() + self.document().documentMargin()
        high = self.fontMetrics().lineSpacing()
        room = self.viewport().width() - round(at)
        hint = self.placeholderText()
        if painting.width_of(hint, self.font()) > room:
            hint = hint.split(", ", 1)[0]  # what it is; which key keeps it the menu says too
        with QPainter(self.viewport()) as painter:
            painting.begin(painter)
            painting.line_of_text(
                painter,
                QRect(round(at), round(top), room, high),
                hint,
                self.font(),
                theme.look().colour(Tone.SECOND),
            )

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        self._composed = event.preeditString()
        super().inputMethodEvent(event)

    def _begin_at_its_side(self) -> None:
        """Set what is written from right to left at the right, which Qt leaves at the left.

        Where nothing is written, the window's language says where it will begin.
        """
        text = self.text()
        is_right = painting.begins_at_right(text) if text else self.isRightToLeft()
        right = painting.RIGHT if is_right else painting.LEFT
        option = self.document().defaultTextOption()
        if option.alignment() != right:
            option.setAlignment(right)
            self.document().setDefaultTextOption(option)

    def _expand(self, after: int) -> None:
        """Let the word become its phrase that stands `after` letters before the cursor."""
        cursor = self.textCursor()
        if self._expander is None or cursor.hasSelection():
            return
        line = cursor.block().text()
        before = line[: letters(line, cursor.positionInBlock()) - after]
        found = self._expander(before)
        if found is None:
            return
        end = cursor.position()
        word = QTextCursor(self.document())
        word.setPosition(end - after - units(before[len(before) - found.typed :]))
        word.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        # What follows the word is put in anew, so that undone the cursor stands after it again.
        word.insertText(found.phrase + (word.selectedText()[-after:] if after else ""))
        self.ensureCursorVisible()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focus_changed.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.focus_changed.emit()
