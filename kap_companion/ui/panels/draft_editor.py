"""The page: the note's text as typed, its headings and blanks set apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QResizeEvent,
    QSyntaxHighlighter,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QTextEdit, QWidget

from kap_companion.language import LANGUAGES, language
from kap_companion.notes.trace import unchanged
from kap_companion.ui import theme
from kap_companion.ui.panels.draft_gutter import DraftGutter
from kap_companion.ui.panels.draft_marks import PageMark, Places, selections
from kap_companion.ui.panels.draft_words import blanks
from kap_companion.ui.text_units import letters
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.words import tr

_LINE = 28


class DraftEditor(QTextEdit):
    """Plain text with room between its lines.

    `edited(text)` comes with every key, `moved(letter)` wherever the cursor goes.
    """

    edited = Signal(str)
    moved = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_owner_writing = False
        self.setProperty("bare", True)
        self.setProperty("words", Words.NOTE.key)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setCursorWidth(2)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The note"))
        self.document().setDocumentMargin(0)
        self._marks = _Marks(self.document())
        self._shown: tuple[PageMark, ...] = ()
        self._gutter = DraftGutter(self)
        self._dress()
        self.textChanged.connect(self._on_text)
        self.cursorPositionChanged.connect(self._on_cursor)

    def text(self) -> str:
        """Return what stands on the page. (Qt's own toPlainText alters hard spaces.)"""
        raw = self.document().toRawText()
        return raw.replace("\u2029", "\n").replace("\u2028", "\n")

    def show_text(self, text: str) -> None:
        """Put `text` on the page; it cannot be undone into what stood there before."""
        if text == self.text():
            return
        self._is_owner_writing = True
        self.setUndoRedoEnabled(False)
        self.setPlainText(text)
        self._space_lines()
        self.setUndoRedoEnabled(True)
        self._is_owner_writing = False
        self.show_marks(())

    def write_over(self, text: str) -> None:
        """Make the page say `text`, changing no more than differs; Ctrl+Z takes it back."""
        before = self.text()
        if text == before:
            return
        head, tail = unchanged(before, text)
        places = Places(before)
        cursor = self.textCursor()
        cursor.setPosition(places.unit(head))
        end = places.unit(len(before) - tail)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text[head : len(text) - tail])

    def letter(self) -> int:
        """Return the place of the cursor, in letters from the beginning."""
        return letters(self.text(), self.textCursor().position())

    def go_to(self, letter: int) -> None:
        """Put the cursor, and the keyboard, before a letter."""
        cursor = self.textCursor()
        cursor.setPosition(Places(self.text()).unit(letter))
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    def show_marks(self, marks: Sequence[PageMark]) -> None:
        """Set stretches of the page apart, with a word at the right."""
        self._shown = tuple(marks)
        self._mark()

    def choose(self, start: int, length: int) -> None:
        """Give the keyboard to a stretch of the text, chosen, so that typing replaces it."""
        cursor = self.textCursor()
        places = Places(self.text())
        cursor.setPosition(places.unit(start))
        cursor.setPosition(places.unit(start + length), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ensureCursorVisible()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if theme.look_changed(event) and hasattr(self, "_gutter"):
            self._dress()

    def _dress(self) -> None:
        self._is_owner_writing = True
        self._space_lines()
        self._marks.dress()
        self._is_owner_writing = False
        self._mark()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._gutter.lie()

    def _mark(self) -> None:
        places = Places(self.text())
        self.setExtraSelections(selections(self.document(), self._shown, places))
        self._gutter.show_marks(self._shown, places)
        self._gutter.lie()

    def _space_lines(self) -> None:
        spaced = QTextBlockFormat()
        spaced.setLineHeight(
            theme.look().px(_LINE), QTextBlockFormat.LineHeightTypes.FixedHeight.value
        )
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.mergeBlockFormat(spaced)

    def _on_cursor(self) -> None:
        """Show a heading's marks only while the cursor is in its line."""
        if not self._is_owner_writing:
            self.moved.emit(self.letter())
        at = self.textCursor().blockNumber() if not self.isReadOnly() else -1
        if at == self._marks.at_block:
            return
        before, self._marks.at_block = self._marks.at_block, at
        self._is_owner_writing = True
        for number in (before, at):
            block = self.document().findBlockByNumber(number)
            if block.isValid() and block.text().startswith("#"):
                self._marks.rehighlightBlock(block)
        self._is_owner_writing = False

    def _on_text(self) -> None:
        if not self._is_owner_writing:
            self.edited.emit(self.text())


class _Marks(QSyntaxHighlighter):
    """Sets apart headings, and the blanks that wait for the clinician's own words."""

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.at_block = -1
        self._hidden = QTextCharFormat()
        self._heading, self._under, self._quiet, self._blank = (QTextCharFormat() for _ in range(4))

    def dress(self) -> None:
        """Take the colours and sizes of the look in use."""
        look = theme.look()
        self._heading.setFontWeight(QFont.Weight.DemiBold)
        self._heading.setForeground(look.colour(Tone.TEXT))
        self._heading.setFontCapitalization(QFont.Capitalization.AllUppercase)
        self._heading.setProperty(
            QTextCharFormat.Property.FontPixelSize.value, look.px(Words.BODY.px)
        )
        self._heading.setFontLetterSpacingType(QFont.SpacingType.AbsoluteSpacing)
        self._heading.setFontLetterSpacing(look.px(14) * 0.04)
        self._under.setFontWeight(QFont.Weight.Medium)
        self._under.setForeground(look.colour(Tone.TEXT))
        self._quiet.setForeground(look.colour(Tone.SECOND))
        self._hidden.setForeground(QColor(Qt.GlobalColor.transparent))
        self._hidden.setProperty(QTextCharFormat.Property.FontPixelSize.value, 1)
        self._blank.setForeground(look.colour(Tone.NOW))
        self._blank.setBackground(QColor(look.theme.selection))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        bare = text.lstrip("#")
        depth = len(text) - len(bare)
        if 0 < depth <= 6 and bare.startswith(" "):
            words = self._heading if depth <= 2 else self._under
            is_here = self.currentBlock().blockNumber() == self.at_block
            self.setFormat(0, depth + 1, self._quiet if is_here else self._hidden)
            self.setFormat(depth + 1, len(text), words)
        elif text in _not_recorded():
            self.setFormat(0, len(text), self._quiet)
        for blank in blanks(text):
            start = _units(text, blank.start)
            end = _units(text, blank.start + blank.length)
            self.setFormat(start, end - start, self._blank)


@cache
def _not_recorded() -> frozenset[str]:
    """Return what a template says where nothing was noted, in whatever language the page is."""
    return frozenset(language(code).catalogue.gettext("Not recorded.") for code in LANGUAGES)


def _units(text: str, index: int) -> int:
    """Return Qt's place of a character: it counts in UTF-16 units, Python in code points."""
    return len(text[:index].encode("utf-16-le", "surrogatepass")) // 2
