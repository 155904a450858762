"""What a client's file is made of: contacts, limits, supply, the course and its measures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from kap_companion.session.entries.shared import Contact, Limits, MeetingKind, Modality


@dataclass(frozen=True, slots=True)
class ClientSaved:
    """A client's file as it stands from now on: initials or a code, and whom to call.

    Where the client was a minor at any service, `guardian` consented for them; else
    `without_guardian` says why there is no such consent.
    """

    kind: ClassVar[str] = "client_saved"
    version: ClassVar[int] = 1
    code: str
    full_name: str | None = None
    prescriber: str | None = None
    planned_sessions: int | None = None
    contacts: tuple[Contact, ...] = ()
    born_on: date | None = None
    address: str | None = None
    guardian: str | None = None
    guardian_consented_on: date | None = None
    without_guardian: str | None = None


@dataclass(frozen=True, slots=True)
class LimitsGiven:
    """The prescriber's written limits for this client from now on."""

    kind: ClassVar[str] = "limits_given"
    version: ClassVar[int] = 1
    limits: Limits


@dataclass(frozen=True, slots=True)
class PrescriptionGiven:
    """A supply that the prescriber ordered: so many lozenges of so many mg, and the dose range.

    `sessions` is for how many dosing sessions it is meant; `is_refill` tells it from the first.
    """

    kind: ClassVar[str] = "prescription_given"
    version: ClassVar[int] = 1
    given_on: date
    given_by: str | None = None
    lozenges: Decimal | None = None
    lozenge_mg: Decimal | None = None
    from_mg: Decimal | None = None
    to_mg: Decimal | None = None
    sessions: int | None = None
    is_refill: bool = False
    words: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingPlanned:
    """A step of the course was set for a day; a later one of the same kind takes its place."""

    kind: ClassVar[str] = "meeting_planned"
    version: ClassVar[int] = 1
    meeting: MeetingKind
    on: date
    words: str | None = None


@dataclass(frozen=True, slots=True)
class MeetingHeld:
    """A step of the course took place: its times, and the clinician's note of it.

    `intention`, `themes` and `plan` flow into the next dosing session and back.
    """

    kind: ClassVar[str] = "meeting_held"
    version: ClassVar[int] = 1
    meeting: MeetingKind
    on: date
    begun_at: datetime | None = None
    minutes: int | None = None
    modality: Modality | None = None
    note: str | None = None
    intention: str | None = None
    themes: tuple[str, ...] = ()
    plan: str | None = None
    by: str | None = None


@dataclass(frozen=True, slots=True)
class MeasureTaken:
    """A questionnaire the client filled in: its items where it has a form here, else a total.

    `measure` is the scale's key and `scale_version` that of the form as it was asked; `questions`
    and `answers` keep the words of what was asked and of what was ticked, one for each of `items`.
    """

    kind: ClassVar[str] = "measure_taken"
    version: ClassVar[int] = 1
    measure: str
    title: str
    on: date
    total: int
    items: tuple[int, ...] = ()
    band: str | None = None
    scale_version: str | None = None
    session_id: str | None = None
    notice_answer: str | None = None
    words: str | None = None
    questions: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ClientEntryAmended:
    """New values for some keys of an earlier entry of the file, and why."""

    kind: ClassVar[str] = "client_entry_amended"
    version: ClassVar[int] = 1
    target: str
    reason: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ClientEntryStruck:
    """An earlier entry of the file does not hold, and why; it stays readable."""

    kind: ClassVar[str] = "client_entry_struck"
    version: ClassVar[int] = 1
    target: str
    reason: str


ClientBody: TypeAlias = (
    ClientSaved
    | LimitsGiven
    | PrescriptionGiven
    | MeetingPlanned
    | MeetingHeld
    | MeasureTaken
    | ClientEntryAmended
    | ClientEntryStruck
)
