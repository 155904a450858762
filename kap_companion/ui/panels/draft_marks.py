"""What is set apart on the page: the sentence at the cursor, the clinician's own, what changed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QTextEdit

from kap_companion.notes.staleness import Stale
from kap_companion.notes.trace import Origin, Sentence
from kap_companion.ui import theme
from kap_companion.ui.text_units import units
from kap_companion.ui.theme import Tone
from kap_companion.ui.words import tr_later


class MarkKind(StrEnum):
    """What a stretch of the page is; its value is the word in the margin."""

    CHANGED = tr_later("changed")
    SELECTED = tr_later("selected")
    YOURS = tr_later("yours")
    IN_PART = tr_later("yours in part")
    BLANK = tr_later("blank")

    @property
    def tone(self) -> Tone:
        """The colour of its word and line; the word and the line's kind say it too."""
        if self is MarkKind.CHANGED:
            return Tone.DUE
        return Tone.SECOND if self is MarkKind.BLANK else Tone.NOW


@dataclass(frozen=True, slots=True)
class PageMark:
    """A stretch of the page, in letters from its beginning."""

    begin: int
    end: int
    kind: MarkKind


_OF_ORIGIN = {
    Origin.YOURS: MarkKind.YOURS,
    Origin.MIXED: MarkKind.IN_PART,
    Origin.BLANK: MarkKind.BLANK,
}


def sentence_at(sentences: Sequence[Sentence], at: int) -> Sentence | None:
    """Return the sentence that holds a place, its end included; None between two."""
    for one in sentences:
        if one.begin <= at <= one.end:
            return one
    return None


def marks_of(
    sentences: Iterable[Sentence], flags: Iterable[Stale], current: Sentence | None
) -> tuple[PageMark, ...]:
    """Return what is to be set apart, in order; what changed goes before what is selected."""
    told = [PageMark(one.begin, one.end, MarkKind.CHANGED) for one in flags]
    if current is not None:
        told.append(PageMark(current.begin, current.end, MarkKind.SELECTED))
    for one in sentences:
        kind = _OF_ORIGIN.get(one.origin)
        if kind is not None:
            told.append(PageMark(one.begin, one.end, kind))
    order = list(MarkKind)
    return tuple(sorted(told, key=lambda one: (one.begin, order.index(one.kind))))


class Places:
    """Turns letters of a text into Qt's places: a letter beyond the first 65,536 counts twice."""

    def __init__(self, text: str) -> None:
        self._wide = []
        if units(text) != len(text):
            self._wide = [n for n, letter in enumerate(text) if letter > "\uffff"]

    def unit(self, letter: int) -> int:
        """Return Qt's place of a letter."""
        return letter + bisect_left(self._wide, letter)


def selections(
    document: QTextDocument, marks: Iterable[PageMark], places: Places
) -> list[QTextEdit.ExtraSelection]:
    """Return the marks as the editor paints them: a ground, or a line of its own kind."""
    look = theme.look()
    told = []
    for mark in sorted(marks, key=lambda one: one.kind is not MarkKind.SELECTED):
        if mark.kind is MarkKind.BLANK:
            continue
        made = QTextEdit.ExtraSelection()
        cursor = QTextCursor(document)
        cursor.setPosition(places.unit(mark.begin))
        cursor.setPosition(places.unit(mark.end), QTextCursor.MoveMode.KeepAnchor)
        style = QTextCharFormat()
        if mark.kind is MarkKind.SELECTED:
            style.setBackground(QColor(look.theme.selection))
        else:
            line = QTextCharFormat.UnderlineStyle
            is_changed = mark.kind is MarkKind.CHANGED
            style.setUnderlineStyle(line.SingleUnderline if is_changed else line.DotLine)
            style.setUnderlineColor(look.colour(mark.kind.tone))
        made.cursor = cursor
        made.format = style
        told.append(made)
    return told
