"""Writes the log and the vitals as two tables for a spreadsheet.

NAME.csv holds the log: one row an entry that stands, in its present words, in the order in which it
happened; what was struck or withdrawn is left out. NAME.vitals.csv holds the readings, a number a
cell. Both are comma separated (RFC 4180), UTF-8 with a byte order mark, without which Excel takes
them for another alphabet. Times are the clinician's clock, `utc_offset` beside them;
`minutes_since_dose` counts from the first dose and is empty where there was none.

A text that a spreadsheet would take for a formula (it begins with = + - @, or with what looks like
one of them, or with white space) gets an apostrophe in front. So does one that begins with an
apostrophe: whoever reads the file takes one apostrophe away and has the text as it was typed.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from kap_companion.notes.when import SessionTimes, local, offsets_of, session_times
from kap_companion.session import entries as e
from kap_companion.session.standing import (
    Standing,
    in_order,
    private_standing,
    record_standing,
)
from kap_companion.session.wording import log_words

_TIMES = ("time", "utc_offset", "minutes_since_dose")
_MARKS = ("told_late_at", "amended")
LOG_COLUMNS = ("entry", *_TIMES, "kind", "words", *_MARKS, "id")
VITALS_COLUMNS = (
    "entry",
    *_TIMES,
    "systolic_mmhg",
    "diastolic_mmhg",
    "heart_rate_bpm",
    "spo2_percent",
    "respiratory_rate_per_min",
    "as_typed",
    "taken_by",
    "device",
    "position",
    "mean_of",
    *_MARKS,
    "id",
)
# Their full-width twins are taken for them where the keyboard has those.
_FORMULA = frozenset("=+-@＝＋－＠'")


def log_table(record: Sequence[e.Entry[e.RecordBody]]) -> bytes:
    """Return the record's log as CSV."""
    times = session_times(record)
    rows = in_order(record_standing(record))
    return table(LOG_COLUMNS, (_log_row(row, _words(row, times), times) for row in rows))


def _words(row: Standing[e.RecordBody], times: SessionTimes) -> str:
    """What the log's appendix says of an entry."""
    return log_words(row.body, lambda at: times.clock(at, row.entry.utc_offset))


def vitals_table(record: Sequence[e.Entry[e.RecordBody]]) -> bytes:
    """Return the record's readings as CSV; only the head where there are none."""
    times = session_times(record)
    rows = in_order(record_standing(record))
    return table(
        VITALS_COLUMNS,
        (_vitals_row(row, row.body, times) for row in rows if isinstance(row.body, e.VitalsTaken)),
    )


def private_table(notes: Sequence[e.Entry[e.PrivateBody]]) -> bytes:
    """Return a session's psychotherapy notes as CSV, in the columns of the log."""
    times = SessionTimes(
        utc_offset=notes[0].utc_offset if notes else None, offsets=offsets_of(notes)
    )
    rows = in_order(private_standing(notes))
    told = ((row, row.body) for row in rows)
    return table(
        LOG_COLUMNS,
        (
            _log_row(row, body.text, times)
            for row, body in told
            if isinstance(body, e.PrivateNoteTaken)
        ),
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows under their head as CSV, as all tables here are written."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(head)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8-sig", "replace")


def guarded(text: str) -> str:
    """Return `text` as a cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text and (text[0] in _FORMULA or text[0].isspace()) else text


def unguarded(cell: str) -> str:
    """Return the text of a cell as it was before `guarded`."""
    return cell.removeprefix("'")


def _log_row(row: Standing[Any], words: str, times: SessionTimes) -> tuple[str, ...]:
    return (
        str(row.entry.seq),
        *_when(row, times),
        row.entry.body.kind,
        guarded(words),
        *_marks(row, times),
        row.entry.id,
    )


def _vitals_row(row: Standing[Any], body: e.VitalsTaken, times: SessionTimes) -> tuple[str, ...]:
    taken = body.reading
    values = (
        taken.systolic_mmhg,
        taken.diastolic_mmhg,
        taken.heart_rate_bpm,
        taken.spo2_percent,
        taken.respiratory_rate_per_min,
    )
    return (
        str(row.entry.seq),
        *_when(row, times),
        *("" if value is None else str(value) for value in values),
        *(guarded(text or "") for text in (body.text, body.taken_by, body.device, body.position)),
        str(len(body.averaged_of)) if body.averaged_of else "",
        *_marks(row, times),
        row.entry.id,
    )


def _when(row: Standing[Any], times: SessionTimes) -> Iterator[str]:
    offset = row.entry.utc_offset
    yield _clock(row.happened_at, offset)
    # Text to a spreadsheet, which would otherwise count it up.
    yield f"UTC{offset}"
    since = times.first_dose_at
    minutes = None if since is None else (row.happened_at - since) / timedelta(minutes=1)
    yield "" if minutes is None else f"{minutes:.2f}"


def _marks(row: Standing[Any], times: SessionTimes) -> Iterator[str]:
    yield _clock(row.entry.at, row.entry.utc_offset) if row.is_late else ""
    told = (f"{times.corrected(one)}: {one.reason}" for one in row.amended)
    yield guarded("; ".join(told))


def _clock(at: datetime, utc_offset: str) -> str:
    return local(at, utc_offset).strftime("%Y-%m-%d %H:%M:%S")
