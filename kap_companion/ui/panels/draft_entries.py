"""The entries beside a draft, in words: when each was, what it says, and what it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kap_companion.notes.coverage import Coverage, LeftOut, Why
from kap_companion.notes.staleness import Stale
from kap_companion.notes.when import session_times
from kap_companion.session import entries as e
from kap_companion.session.standing import Standing, record_standing
from kap_companion.session.wording import record_words
from kap_companion.ui.words import tr, tr_later

_KINDS = {
    "vitals_taken": "vitals",
    "checklist_ticked": "checklist",
    "intention_set": "intention",
    "limit_overridden": "limits",
    "dose_taken": "dose",
    "phase_marked": "phase",
    "note_taken": "note",
    "marked": "mark",
    "adverse_event": tr_later("adverse event"),
    "touch_asked": "touch",
    "person_arrived": "present",
    "person_left": "present",
    "track_started": "music",
    "music_changed": "music",
    "cue_answered": "cue",
    "clock_changed": "clock",
    "session_opened": "opening",
    "session_ended": "end",
    "body_taken_out": "withdrawn",
}
_GONE = (Why.STRUCK, Why.WITHDRAWN)
_MOST_WORDS = 220  # letters: what a row beside the page shows of a long note


@dataclass(frozen=True, slots=True)
class EntryLine:
    """A row: the time since the first dose, the words, and at the right what it is and when."""

    entry_id: str
    time: str
    words: str
    aside: str
    can_add: bool = False


@dataclass(frozen=True, slots=True)
class Flagged:
    """A change to be shown: old words and new, why, and when; `now` is '' where it is struck."""

    time: str
    was: str
    now: str
    reason: str
    at: str


class EntryWords:
    """The words of one record's entries, by id."""

    def __init__(self, record: Sequence[e.Entry[e.RecordBody]]) -> None:
        self._times = session_times(record)
        self._rows = {row.entry.id: row for row in record_standing(record)}

    def lines(self, ids: Iterable[str]) -> tuple[EntryLine, ...]:
        """Return a row for each entry in the order they happened; a correction is not one."""
        rows = [self._rows[one] for one in dict.fromkeys(ids) if one in self._rows]
        rows.sort(key=lambda row: (row.happened_at, row.entry.seq))
        return tuple(self._line(row) for row in rows)

    def left_out(self, cover: Coverage, *, can_add: bool = True) -> tuple[EntryLine, ...]:
        """Return a row for each entry that is left out; those with a reason to add come first."""
        why = {one.entry_id: one.why for one in cover.left_out}
        rows = [self._rows[one] for one in why if one in self._rows]
        rows.sort(key=lambda row: (why[row.entry.id] in _GONE, row.happened_at, row.entry.seq))
        lines = (self._line(row, why=why[row.entry.id]) for row in rows)
        return tuple(replace(one, can_add=one.can_add and can_add) for one in lines)

    def flagged(self, flag: Stale) -> Flagged:
        """Return a change in words."""
        by = [
            one
            for entry in flag.entries
            if (row := self._rows.get(entry)) is not None
            for one in (*row.amended, *((row.struck,) if row.struck else ()))
            if one.entry_id in flag.corrections
        ]
        row = self._rows.get(flag.entries[0]) if flag.entries else None
        last = by[-1] if by else None
        return Flagged(
            self._times.since_dose(row.happened_at) if row else "",
            flag.was,
            flag.now or "",
            tr("Reason: {reason}", reason=last.reason)
            if last
            else tr("It follows from another entry."),
            self._times.corrected(last) if last else "",
        )

    def _line(self, row: Standing[e.RecordBody], why: Why | None = None) -> EntryLine:
        offset = row.entry.utc_offset
        clock = self._times.clock(row.happened_at, offset)
        kind = _KINDS.get(row.entry.body.kind, "")
        amended = tr(", amended") if row.amended else ""
        aside = f"{kind}, {clock}{amended}" if why is None or why is Why.NO_PLACE else why.value
        return EntryLine(
            row.entry.id,
            self._times.since_dose(row.happened_at) or clock,
            _shortened(record_words(row.body, lambda at: self._times.clock(at, offset))),
            aside,
            can_add=why is not None and why not in _GONE,
        )


def left_out_words(left_out: Sequence[LeftOut]) -> str:
    """Return 'Left out: 3 without a place, 1 struck'; '' where nothing is."""
    names = {
        Why.REWORDED: tr("taken out or reworded"),
        Why.LATER: tr("came later"),
        Why.NO_PLACE: tr("without a place"),
        Why.STRUCK: "struck",
        Why.WITHDRAWN: "withdrawn",
    }
    counts = Counter(one.why for one in left_out)
    told = [f"{counts[why]} {name}" for why, name in names.items() if counts[why]]
    return tr("Left out: {what}", what=", ".join(told)) if told else ""


def _shortened(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _MOST_WORDS else f"{told[:_MOST_WORDS].rstrip()} …"
