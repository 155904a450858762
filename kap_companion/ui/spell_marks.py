"""Underlines in a note box what no dictionary has, and offers other words; it changes nothing."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QAction, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QMenu, QTextEdit

from kap_companion.ui import theme
from kap_companion.ui.spelling import Speller, words_in
from kap_companion.ui.text_units import letters, units
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.note_edit import NoteEdit
from kap_companion.ui.words import tr

_AFTER_MS = 300


class SpellMarks(QObject):
    """Looks a moment after the last key, so that no key waits; the word being typed is let be."""

    def __init__(self, edit: NoteEdit, speller: Speller, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._edit, self._speller = edit, speller
        self._rested = QTimer(self)
        self._rested.setSingleShot(True)
        self._rested.setInterval(_AFTER_MS)
        self._rested.timeout.connect(self._mark)
        edit.textChanged.connect(self._stir)
        edit.cursorPositionChanged.connect(self._stir)
        edit.menu_made.connect(self._fill)
        speller.known.connect(self._stir)

    def suggest(self) -> str:
        """Offer other words for the one at the cursor; return why there are none, else ''."""
        if self._speller.is_off:
            return tr("No dictionary for your language is installed.")
        cursor = self._edit.textCursor()
        menu = QMenu(self._edit)
        if not self._offer(menu, cursor):
            menu.deleteLater()
            return tr("There is nothing to suggest here.")
        menu.popup(self._edit.viewport().mapToGlobal(self._edit.cursorRect(cursor).bottomLeft()))
        menu.setActiveAction(menu.actions()[0])
        return ""

    # --- how it is done -------------------------------------------------------------------------

    def _stir(self) -> None:
        if self._edit.document().isEmpty():
            self._rested.stop()
            if self._edit.extraSelections():
                self._edit.setExtraSelections([])
        else:
            self._rested.start()

    def _mark(self) -> None:
        text = self._edit.text()
        found = words_in(text)
        at = letters(text, self._edit.textCursor().position())
        rested = [(start, word) for start, word in found if at != start + len(word)]
        wrong = self._speller.wrong({word for _, word in rested})
        marked = QTextCharFormat()
        marked.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        marked.setUnderlineColor(theme.look().colour(Tone.SECOND))
        selections = []
        for start, word in rested:
            if word in wrong:
                one = QTextEdit.ExtraSelection()
                one.cursor = self._cursor(text, start, word)
                one.format = marked
                selections.append(one)
        if selections or self._edit.extraSelections():
            self._edit.setExtraSelections(selections)

    def _cursor(self, text: str, start: int, word: str) -> QTextCursor:
        cursor = QTextCursor(self._edit.document())
        begin = units(text[:start])
        cursor.setPosition(begin)
        cursor.setPosition(begin + units(word), QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def _fill(self, menu: QMenu, cursor: QTextCursor) -> None:
        self._offer(menu, cursor)

    def _offer(self, menu: QMenu, cursor: QTextCursor) -> bool:
        """Put other words for the one at `cursor` on top of `menu`; say whether there are any."""
        text = self._edit.text()
        at = letters(text, cursor.position())
        word_at = next(
            ((start, word) for start, word in words_in(text) if start <= at <= start + len(word)),
            None,
        )
        if word_at is None or not self._speller.wrong([word_at[1]]):
            return False
        first = menu.actions()[0] if menu.actions() else None
        cursor = self._cursor(text, *word_at)
        told = self._speller.suggestions(word_at[1])
        for other in told:
            action = QAction(other, menu)
            action.triggered.connect(partial(self._replace, cursor, other))
            menu.insertAction(first, action) if first is not None else menu.addAction(action)
        if told and first is not None:
            menu.insertSeparator(first)
        menu.setMinimumWidth(menu.sizeHint().width())
        return bool(told)

    def _replace(self, cursor: QTextCursor, word: str, _checked: bool = False) -> None:
        cursor.insertText(word)
        self._edit.setFocus()
