"""What stands: each act of a stream in its present words, with what amended or struck it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Generic, TypeVar

from kap_companion.session.codec import with_changes
from kap_companion.session.entries import (
    BodyTakenOut,
    ClientBody,
    ClientEntryAmended,
    ClientEntryStruck,
    Entry,
    EntryAmended,
    EntryStruck,
    EntryWithdrawn,
    PrivateBody,
    PrivateNoteAmended,
    PrivateNoteStruck,
    RecordBody,
)

B = TypeVar("B")


@dataclass(frozen=True, slots=True)
class Correction:
    """That an entry was corrected: when, why and by which entry."""

    entry_id: str
    at: datetime
    reason: str


@dataclass(frozen=True, slots=True)
class Standing(Generic[B]):
    """An entry in its present words; `entry` holds the words it was written in."""

    entry: Entry[B]
    body: B
    amended: tuple[Correction, ...] = ()
    struck: Correction | None = None

    @property
    def happened_at(self) -> datetime:
        """When it happened, by its present words."""
        told: datetime | None = getattr(self.body, "happened_at", None)
        return told or self.entry.at

    @property
    def is_late(self) -> bool:
        """Whether it was told later than it happened; what was moved here had been told in time."""
        return getattr(self.body, "happened_at", None) is not None and not self.was_moved

    @property
    def was_moved(self) -> bool:
        """Whether it is a private note that stood in the record until it was withdrawn."""
        return getattr(self.body, "withdrawn_from", None) is not None


def record_standing(entries: Iterable[Entry[RecordBody]]) -> tuple[Standing[RecordBody], ...]:
    """Return the acts of a record as they stand, in the order they were written.

    Corrections are folded into what they correct and have no place of their own.
    """
    return _standing(entries)


def private_standing(entries: Iterable[Entry[PrivateBody]]) -> tuple[Standing[PrivateBody], ...]:
    """Return the psychotherapy notes as they stand, in the order they were written."""
    return _standing(entries)


def client_standing(entries: Iterable[Entry[ClientBody]]) -> tuple[Standing[ClientBody], ...]:
    """Return a client's file as it stands, in the order it was written."""
    return _standing(entries)


def in_order(standing: Iterable[Standing[B]]) -> list[Standing[B]]:
    """Return what stands in the order in which it happened; what was struck is left out."""
    rows = [row for row in standing if row.struck is None]
    return sorted(rows, key=lambda row: (row.happened_at, row.entry.seq))


def correct(row: Standing[B], correction: Entry[object]) -> Standing[B]:
    """Return `row` after one correction of it."""
    match correction.body:
        case (
            EntryAmended(reason=reason, changes=changes)
            | PrivateNoteAmended(reason=reason, changes=changes)
            | ClientEntryAmended(reason=reason, changes=changes)
        ):
            told = Correction(correction.id, correction.at, reason)
            return replace(row, body=with_changes(row.body, changes), amended=(*row.amended, told))
        case (
            EntryStruck(reason=reason)
            | EntryWithdrawn(reason=reason)
            | PrivateNoteStruck(reason=reason)
            | ClientEntryStruck(reason=reason)
        ):
            return replace(row, struck=Correction(correction.id, correction.at, reason))
        case _:
            return row


def target_of(body: object) -> str | None:
    """Return the id of the entry that `body` corrects, or None where it corrects none."""
    match body:
        case (
            EntryAmended(target=target)
            | EntryStruck(target=target)
            | EntryWithdrawn(target=target)
            | PrivateNoteAmended(target=target)
            | PrivateNoteStruck(target=target)
            | ClientEntryAmended(target=target)
            | ClientEntryStruck(target=target)
        ):
            return target
        case _:
            return None


def _standing(entries: Iterable[Entry[B]]) -> tuple[Standing[B], ...]:
    rows: dict[str, Standing[B]] = {}
    for entry in entries:
        if isinstance(entry.body, BodyTakenOut) and entry.body.was == EntryAmended.kind:
            continue
        target = target_of(entry.body)
        if target is None:
            rows[entry.id] = Standing(entry, entry.body)
        elif target in rows:
            rows[target] = correct(rows[target], entry)
    return tuple(rows.values())
