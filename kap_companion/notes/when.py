"""Says when something happened: by the clinician's clock and since the dose."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone

from kap_companion.language import tr, trn
from kap_companion.session import entries as e
from kap_companion.session.standing import Correction, in_order, record_standing
from kap_companion.session.wording import elapsed, long_date

__all__ = [
    "SessionTimes",
    "length",
    "local",
    "long_date",
    "offsets_of",
    "session_times",
]


@dataclass(frozen=True, slots=True)
class SessionTimes:
    """What the times in one document are counted from; None where no entry says it."""

    opened_on: date | None = None
    utc_offset: str | None = None
    first_dose_at: datetime | None = None
    offsets: Mapping[str, str] = field(default_factory=dict)

    def clock(self, at: datetime, utc_offset: str) -> str:
        """Return the local time as '10:23', with the date where it is not the day of the opening.

        Where the laptop's offset is not the one the session began with, the offset is named too.
        """
        there = local(at, utc_offset)
        told = f"{there.hour:02d}:{there.minute:02d}"
        if self.utc_offset is not None and utc_offset != self.utc_offset:
            told += f" (UTC{utc_offset.replace('-', '−')})"
        return (
            told
            if there.date() == self.opened_on
            else tr("{time} on {day}", time=told, day=long_date(there.date()))
        )

    def corrected(self, by: Correction) -> str:
        """Return the local time of a correction, by the offset of its own entry."""
        return self.clock(by.at, self.offsets.get(by.entry_id) or self.utc_offset or "+00:00")

    def since_dose(self, at: datetime) -> str:
        """Return the time since the first dose as '3:02'; '' where no dose was taken."""
        return "" if self.first_dose_at is None else elapsed(at - self.first_dose_at)

    def course(self, at: datetime, utc_offset: str) -> str:
        """Return how the course of a session names a moment: 'At 3 minutes'."""
        if self.first_dose_at is None:
            return tr("At {time}", time=self.clock(at, utc_offset))
        minutes = int(abs(at - self.first_dose_at) / timedelta(minutes=1))
        if at < self.first_dose_at:
            return tr("{time} before the first dose", time=_minutes(max(minutes, 1)))
        return tr("At {minutes}", minutes=_minutes(minutes))


def session_times(record: Iterable[e.Entry[e.RecordBody]]) -> SessionTimes:
    """Return what the times of this record are counted from."""
    record = list(record)
    rows = in_order(record_standing(record))
    opened = next((row.entry for row in rows if isinstance(row.body, e.SessionOpened)), None)
    begins = opened or (rows[0].entry if rows else None)
    return SessionTimes(
        opened_on=local(begins.at, begins.utc_offset).date() if begins else None,
        utc_offset=begins.utc_offset if begins else None,
        first_dose_at=next(
            (row.happened_at for row in rows if isinstance(row.body, e.DoseTaken)), None
        ),
        offsets=offsets_of(record),
    )


def offsets_of(entries: Iterable[e.Entry[e.B_co]]) -> dict[str, str]:
    """Return the offset from UTC at which each entry was written, by its id."""
    return {entry.id: entry.utc_offset for entry in entries}


def local(at: datetime, utc_offset: str) -> datetime:
    """Return `at` by a clock that is `utc_offset` (such as '-08:00') away from UTC."""
    sign = -1 if utc_offset.startswith("-") else 1
    hours, _, minutes = utc_offset.lstrip("+-").partition(":")
    away = sign * timedelta(hours=int(hours or 0), minutes=int(minutes or 0))
    return at.astimezone(timezone(away))


def length(of: timedelta) -> str:
    """Return a length as '90 minutes'."""
    return _minutes(max(0, int(of / timedelta(minutes=1))))


def _minutes(count: int) -> str:
    return trn("1 minute", "{n} minutes", count)
