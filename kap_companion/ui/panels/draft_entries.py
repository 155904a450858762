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
from kap_companion.session.wording import reason_words, record_words
from kap_companion.ui.words import tr, tr_later, trn

_KINDS = {
    "vitals_taken": tr_later("vitals"),
    "checklist_ticked": tr_later("checklist"),
    "intention_set": tr_later("intention"),
    "limit_overridden": tr_later("limits"),
    "dose_taken": tr_later("dose"),
    "phase_marked": tr_later("phase"),
    "note_taken": tr_later("note"),
    "marked": tr_later("mark"),
    "adverse_event": tr_later("adverse event"),
    "touch_asked": tr_later("touch"),
    "person_arrived": tr_later("present"),
    "person_left": tr_later("present"),
    "track_started": tr_later("music"),
    "music_changed": tr_later("music"),
    "cue_answered": tr_later("cue"),
    "clock_changed": tr_later("clock"),
    "session_opened": tr_later("opening"),
    "session_ended": tr_later("end"),
    "body_taken_out": tr_later("withdrawn"),
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
            tr("Reason: {reason}", reason=reason_words(last.reason))
            if last
            else tr("It follows from another entry."),
            self._times.corrected(last) if last else "",
        )

    def _line(self, row: Standing[e.RecordBody], why: Why | None = None) -> EntryLine:
        offset = row.entry.utc_offset
        clock = self._times.clock(row.happened_at, offset)
        kind = tr(_KINDS.get(row.entry.body.kind, ""))
        if why is None or why is Why.NO_PLACE:
            aside = ", ".join((kind, clock, *((tr("amended"),) if row.amended else ())))
        else:
            aside = tr(why.value)
        return EntryLine(
            row.entry.id,
            self._times.since_dose(row.happened_at) or clock,
            _shortened(record_words(row.body, lambda at: self._times.clock(at, offset))),
            aside,
            can_add=why is not None and why not in _GONE,
        )


def left_out_words(left_out: Sequence[LeftOut]) -> str:
    """Return 'Left out: 3 without a place, 1 struck'; '' where nothing is."""
    counts = Counter(one.why for one in left_out)
    told = [
        words
        for why, words in (
            (
                Why.REWORDED,
                trn(
                    "{n} taken out or reworded",
                    "{n} taken out or reworded",
                    counts[Why.REWORDED],
                ),
            ),
            (Why.LATER, trn("{n} came later", "{n} came later", counts[Why.LATER])),
            (Why.NO_PLACE, trn("{n} without a place", "{n} without a place", counts[Why.NO_PLACE])),
            (Why.STRUCK, trn("{n} struck", "{n} struck", counts[Why.STRUCK])),
            (Why.WITHDRAWN, trn("{n} withdrawn", "{n} withdrawn", counts[Why.WITHDRAWN])),
        )
        if counts[why]
    ]
    return tr("Left out: {entries}", entries=", ".join(told)) if told else ""


def _shortened(words: str) -> str:
    told = " ".join(words.split())
    return told if len(told) <= _MOST_WORDS else f"{told[:_MOST_WORDS].rstrip()} …"
