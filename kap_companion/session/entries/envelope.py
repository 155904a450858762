"""A body in its place."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeAlias, TypeVar

from kap_companion.session.entries.access import AccessBody
from kap_companion.session.entries.client import ClientBody
from kap_companion.session.entries.psychotherapy_notes import PrivateBody
from kap_companion.session.entries.record import RecordBody
from kap_companion.session.entries.shared import Stream

Body: TypeAlias = RecordBody | PrivateBody | ClientBody | AccessBody

B_co = TypeVar("B_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[B_co]):
    """A body in its place: written at `at` (UTC), `seq`-th of its subject's stream, with its hash.

    `utc_offset` is the clinician's offset from UTC at that moment, such as "-08:00".
    """

    id: str
    subject_id: str
    stream: Stream
    seq: int
    at: datetime
    utc_offset: str
    body: B_co
    hash: str

    @property
    def happened_at(self) -> datetime:
        """When it happened: `at`, unless it was told late."""
        told: datetime | None = getattr(self.body, "happened_at", None)
        return told or self.at

    @property
    def is_late(self) -> bool:
        """Whether it was told later than it happened."""
        return getattr(self.body, "happened_at", None) is not None
