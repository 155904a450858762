"""Themes: the marks, #tags and quotes of a session, how often each came and when.

Gathered, never named: a theme is a word the clinician kept, as it was kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from kap_companion.language import trn
from kap_companion.notes.when import SessionTimes, session_times
from kap_companion.session import entries as e
from kap_companion.session.quotes import quoted
from kap_companion.session.standing import Standing, in_order, record_standing
from kap_companion.session.wording import kept_words

_Row = Standing[e.RecordBody]
_TAG = re.compile(r"(?<![\w#&/])#([^\W\d_][\w-]*)")


class ThemeKind(StrEnum):
    """What a theme was gathered from."""

    MARK = "mark"
    TAG = "tag"
    QUOTE = "quote"


@dataclass(frozen=True, slots=True)
class Theme:
    """A mark, a #tag or a quote: its words, the entries that hold it, and their times since the
    first dose ('23:12'), by the clock where there was none.
    """

    kind: ThemeKind
    words: str
    entries: tuple[str, ...]
    times: tuple[str, ...]

    @property
    def count(self) -> int:
        """How often it came; twice in one note is once for each."""
        return len(self.times)

    @property
    def said(self) -> str:
        """Its words as they are shown: a mark of the app's own in the language spoken."""
        return kept_words(self.words) if self.kind is ThemeKind.MARK else self.words

    @property
    def words_with_times(self) -> str:
        """Return '#mother, 2 times (23:12, 40:02)'."""
        often = trn("once", "{n} times", self.count)
        return f"{self.said}, {often} ({', '.join(self.times)})"


def themes_of(record: Sequence[e.Entry[e.RecordBody]]) -> tuple[Theme, ...]:
    """Return the themes of a record, tags and marks before quotes, in the order they first came."""
    return themes(in_order(record_standing(record)), session_times(record))


def themes(rows: Iterable[_Row], times: SessionTimes) -> tuple[Theme, ...]:
    """Return the themes of what stands, as `themes_of`."""
    found: dict[tuple[ThemeKind, str], list[tuple[str, _Row]]] = {}
    for row in rows:
        for kind, words in _in(row):
            found.setdefault((kind, words.casefold()), []).append((words, row))
    gathered = [
        Theme(
            kind,
            seen[0][0],
            tuple(
                dict.fromkeys(
                    one
                    for _, row in seen
                    for one in (row.entry.id, *(by.entry_id for by in row.amended))
                )
            ),
            tuple(_time(row.happened_at, row, times) for _, row in seen),
        )
        for (kind, _), seen in found.items()
    ]
    return tuple(sorted(gathered, key=lambda one: one.kind is ThemeKind.QUOTE))


def _in(row: _Row) -> Iterable[tuple[ThemeKind, str]]:
    match row.body:
        case e.Marked(tag=tag):
            yield ThemeKind.MARK, " ".join(tag.split())
        case e.NoteTaken(text=text):
            for tag in _TAG.findall(text):
                yield ThemeKind.TAG, f"#{tag}"
            for begin, end in quoted(text):
                yield ThemeKind.QUOTE, " ".join(text[begin:end].split())
        case _:
            return


def _time(at: datetime, row: _Row, times: SessionTimes) -> str:
    return times.since_dose(at) or times.clock(at, row.entry.utc_offset)
