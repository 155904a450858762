"""The psychotherapy notes of a session (45 CFR 164.501): never part of the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeAlias


@dataclass(frozen=True, slots=True)
class PrivateNoteTaken:
    """A private note, kept apart from the record.

    `withdrawn_from` is the id of the record's entry whose words these were until they were
    withdrawn.
    """

    kind: ClassVar[str] = "private_note_taken"
    version: ClassVar[int] = 1
    text: str
    happened_at: datetime | None = None
    withdrawn_from: str | None = None


@dataclass(frozen=True, slots=True)
class PrivateNoteAmended:
    """New words for a private note, and why."""

    kind: ClassVar[str] = "private_note_amended"
    version: ClassVar[int] = 1
    target: str
    reason: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PrivateNoteStruck:
    """A private note does not hold, and why."""

    kind: ClassVar[str] = "private_note_struck"
    version: ClassVar[int] = 1
    target: str
    reason: str


PrivateBody: TypeAlias = PrivateNoteTaken | PrivateNoteAmended | PrivateNoteStruck
