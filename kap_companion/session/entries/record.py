"""What a session's record is made of: one frozen dataclass a kind."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from kap_companion.session.checklists import Checklist
from kap_companion.session.entries.shared import (
    ClockWhy,
    Contact,
    DoseRange,
    Limits,
    Modality,
    MusicAct,
    Person,
    Route,
    Severity,
    Trace,
)
from kap_companion.session.phases import CuePlan, Phase, PhasePlan
from kap_companion.session.vitals import Reading


@dataclass(frozen=True, slots=True)
class SessionOpened:
    """A session begins, with a copy of all that it rests on, so that the record stands alone."""

    kind: ClassVar[str] = "session_opened"
    version: ClassVar[int] = 1
    client_id: str
    client: str
    modality: Modality
    planned_minutes: int
    session_number: int
    phases: PhasePlan
    cues: CuePlan
    planned_sessions: int | None = None
    planned_dose_mg: Decimal | None = None
    dose_range: DoseRange | None = None
    clinician: str | None = None
    prescriber: str | None = None
    limits: Limits | None = None
    contacts: tuple[Contact, ...] = ()
    present: tuple[Person, ...] = ()
    location: str | None = None
    callback: str | None = None
    support_person: str | None = None
    support_phone: str | None = None
    rehearsal: bool = False
    happened_at: datetime | None = None
    checklists: tuple[Checklist, ...] | None = None
    born_on: date | None = None
    credentials: str | None = None
    planned_lozenges: Decimal | None = None
    lozenge_mg: Decimal | None = None
    prescribed_from_mg: Decimal | None = None
    prescribed_to_mg: Decimal | None = None


@dataclass(frozen=True, slots=True)
class ChecklistTicked:
    """One item of a checklist answered; `checklist` says which list, where it is one of ours."""

    kind: ClassVar[str] = "checklist_ticked"
    version: ClassVar[int] = 1
    item: str
    answer: bool = True
    checklist: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class IntentionSet:
    """The client's intention for this session, in their words."""

    kind: ClassVar[str] = "intention_set"
    version: ClassVar[int] = 1
    text: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class VitalsTaken:
    """A set of vitals, as typed and as understood.

    `device` is what they were taken with, such as the client's own cuff; `averaged_of` holds the
    readings that `reading` is the mean of, where it was taken repeatedly.
    """

    kind: ClassVar[str] = "vitals_taken"
    version: ClassVar[int] = 1
    text: str
    reading: Reading
    happened_at: datetime | None = None
    taken_by: str | None = None
    device: str | None = None
    position: str | None = None
    averaged_of: tuple[Reading, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitOverridden:
    """The clinician went on although the prescriber's limit was passed, and why."""

    kind: ClassVar[str] = "limit_overridden"
    version: ClassVar[int] = 1
    reading_id: str
    outside: tuple[str, ...]
    reason: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DoseTaken:
    """The client took a dose; `reason` where it departs from the plan or a checklist is open.

    `lozenges` is how many of `lozenge_mg` each, halves included; `hold_min` how long this dose is
    to be held, where that is not the plan's time.
    """

    kind: ClassVar[str] = "dose_taken"
    version: ClassVar[int] = 1
    dose_mg: Decimal
    route: Route = Route.SUBLINGUAL
    booster: bool = False
    reason: str | None = None
    happened_at: datetime | None = None
    lozenges: Decimal | None = None
    lozenge_mg: Decimal | None = None
    hold_min: int | None = None


@dataclass(frozen=True, slots=True)
class Spat:
    """The client spat the lozenge out, or `swallowed` it instead."""

    kind: ClassVar[str] = "spat"
    version: ClassVar[int] = 1
    happened_at: datetime | None = None
    swallowed: bool = False


@dataclass(frozen=True, slots=True)
class PhaseMarked:
    """The clinician saw the client enter a phase, whatever the plan says."""

    kind: ClassVar[str] = "phase_marked"
    version: ClassVar[int] = 1
    phase: Phase
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class NoteTaken:
    """A note of the record."""

    kind: ClassVar[str] = "note_taken"
    version: ClassVar[int] = 1
    text: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Marked:
    """A one-key observation."""

    kind: ClassVar[str] = "marked"
    version: ClassVar[int] = 1
    tag: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class AdverseEvent:
    """Something went less than well, and what was done; whom was told of it, and when."""

    kind: ClassVar[str] = "adverse_event"
    version: ClassVar[int] = 1
    what: str
    severity: Severity
    action: str | None = None
    outcome: str | None = None
    happened_at: datetime | None = None
    prescriber_told_at: datetime | None = None
    emergency_called_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class TouchAsked:
    """Touch was asked about in the moment, and what the client answered."""

    kind: ClassVar[str] = "touch_asked"
    version: ClassVar[int] = 1
    asked: str
    answer: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonArrived:
    """Somebody came."""

    kind: ClassVar[str] = "person_arrived"
    version: ClassVar[int] = 1
    name: str
    role: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PersonLeft:
    """Somebody went."""

    kind: ClassVar[str] = "person_left"
    version: ClassVar[int] = 1
    name: str
    role: str
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class EntryAmended:
    """New values for some keys of an earlier body, and why; the old ones stay readable."""

    kind: ClassVar[str] = "entry_amended"
    version: ClassVar[int] = 1
    target: str
    reason: str
    changes: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class EntryStruck:
    """An earlier entry does not hold, and why; it stays readable in the audit view."""

    kind: ClassVar[str] = "entry_struck"
    version: ClassVar[int] = 1
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntryWithdrawn:
    """A note kept in the record by mistake moved to the psychotherapy notes, and why."""

    kind: ClassVar[str] = "entry_withdrawn"
    version: ClassVar[int] = 1
    target: str
    reason: str


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """A track began to sound, at `position_s` seconds into it.

    `track_id` tells it apart from others of the same title, `phase` is the one it was meant for,
    and `step` how intense it is, from 1 (gentle) to 5.
    """

    kind: ClassVar[str] = "track_started"
    version: ClassVar[int] = 1
    title: str
    artist: str | None = None
    length_s: Decimal | None = None
    position_s: Decimal = Decimal(0)
    track_id: str | None = None
    phase: Phase | None = None
    step: int | None = None


@dataclass(frozen=True, slots=True)
class MusicChanged:
    """The clinician did something to the music; `name` where it is music from elsewhere."""

    kind: ClassVar[str] = "music_changed"
    version: ClassVar[int] = 1
    act: MusicAct
    name: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class CueAnswered:
    """A silent reminder was answered; `cue` is its key, such as check_in.

    For vitals outside the limits `entry_id` names the reading; `again_in_min` is when the
    clinician wants to be reminded again.
    """

    kind: ClassVar[str] = "cue_answered"
    version: ClassVar[int] = 1
    cue: str
    answer: str
    happened_at: datetime | None = None
    entry_id: str | None = None
    again_in_min: int | None = None


@dataclass(frozen=True, slots=True)
class ClockChanged:
    """The wall clock moved by `moved_s` seconds, or the laptop was asleep or off for `away_s`."""

    kind: ClassVar[str] = "clock_changed"
    version: ClassVar[int] = 1
    why: ClockWhy
    moved_s: Decimal = Decimal(0)
    away_s: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class SessionEnded:
    """The session is over; `reason` where it ended early or with something left open."""

    kind: ClassVar[str] = "session_ended"
    version: ClassVar[int] = 1
    reason: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DraftSaved:
    """The note's text as it stood when it was left, exported or signed.

    `traces` says which stretches of the text come from which entries, as these stood up to the
    record's `drafted_at_seq`-th; what no trace covers is the clinician's own.
    """

    kind: ClassVar[str] = "draft_saved"
    version: ClassVar[int] = 1
    template: str
    text: str
    traces: tuple[Trace, ...] = ()
    drafted_at_seq: int | None = None


@dataclass(frozen=True, slots=True)
class RecordSigned:
    """The clinician signed; only addenda follow. `text_hash` is hex SHA-256 of the final text.

    `head_hash` is the hash of the record's last entry before this one.
    """

    kind: ClassVar[str] = "record_signed"
    version: ClassVar[int] = 1
    name: str
    template: str
    text_hash: str
    credentials: str | None = None
    head_hash: str | None = None


@dataclass(frozen=True, slots=True)
class AddendumAdded:
    """A later word to a signed record, and why."""

    kind: ClassVar[str] = "addendum_added"
    version: ClassVar[int] = 1
    text: str
    reason: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BodyTakenOut:
    """An entry whose body was withdrawn or destroyed: only its envelope stays."""

    kind: ClassVar[str] = "body_taken_out"
    version: ClassVar[int] = 1
    was: str


RecordBody: TypeAlias = (
    SessionOpened
    | ChecklistTicked
    | IntentionSet
    | VitalsTaken
    | LimitOverridden
    | DoseTaken
    | Spat
    | PhaseMarked
    | NoteTaken
    | Marked
    | AdverseEvent
    | TouchAsked
    | PersonArrived
    | PersonLeft
    | EntryAmended
    | EntryStruck
    | EntryWithdrawn
    | TrackStarted
    | MusicChanged
    | CueAnswered
    | ClockChanged
    | SessionEnded
    | DraftSaved
    | RecordSigned
    | AddendumAdded
    | BodyTakenOut
)
