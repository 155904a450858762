"""Lays out the words of a note: the client's own words heavier, what was looked for on a ground."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QColor, QFont, QTextCharFormat, QTextLayout

from kap_companion.session.finding import Wanted
from kap_companion.session.quotes import quoted
from kap_companion.ui.text_units import units
from kap_companion.ui.theme import Look, Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.note_row import NoteRow

_QUOTE_WEIGHT = QFont.Weight.Medium


def laid_out(look: Look, row: NoteRow, width: float, wanted: Wanted | None = None) -> QTextLayout:
    """Return the words of a row in lines of the list's height, `width` px wide."""
    text = _text(row)
    formats = [*_quotes(row, text), *_found(look, row, text, wanted)]
    font = look.font(Words.NOTE, struck=row.is_struck)
    return painting.paragraph(text, font, width, look.line(Words.NOTE), formats=formats)


def width_on_one_line(look: Look, row: NoteRow) -> int:
    """Return the px that the words of a row need where they stand on one line."""
    text, plain = _text(row), look.font(Words.NOTE)
    heavy = QFont(plain)
    heavy.setWeight(_QUOTE_WEIGHT)
    wide, at = 0, 0
    for start, end in _quote_places(row, text):
        wide += painting.width_of(text[at:start], plain) + painting.width_of(text[start:end], heavy)
        at = end
    return wide + painting.width_of(text[at:], plain)


def _text(row: NoteRow) -> str:
    return row.text.replace("\r\n", "\n")


def _quote_places(row: NoteRow, text: str) -> tuple[tuple[int, int], ...]:
    # Quiet rows are the app's own words: what they quote is set apart by nothing else.
    return () if row.is_quiet else quoted(text)


def _quotes(row: NoteRow, text: str) -> Iterator[QTextLayout.FormatRange]:
    for start, end in _quote_places(row, text):
        heavier = QTextCharFormat()
        heavier.setFontWeight(_QUOTE_WEIGHT)
        yield _range(text, start, end, heavier)


def _found(
    look: Look, row: NoteRow, text: str, wanted: Wanted | None
) -> Iterator[QTextLayout.FormatRange]:
    if wanted is None or row.is_struck:
        return
    for start, end in wanted.places(text):
        shown = QTextCharFormat()
        shown.setBackground(QColor(look.theme.current))
        shown.setForeground(look.colour(Tone.TEXT))
        yield _range(text, start, end, shown)


def _range(text: str, start: int, end: int, shown: QTextCharFormat) -> QTextLayout.FormatRange:
    made = QTextLayout.FormatRange()
    made.start = units(text[:start])
    made.length = units(text[start:end])
    made.format = shown
    return made
