"""Everything that can happen: one frozen dataclass a kind, one union a stream.

A body says what happened; the `Entry` around it says when it was written, where it stands in its
stream and what its hash is. Bodies are never changed: a correction is a new body that points at the
old one. The JSON form of a body is made in `codec.py` and is stable within a `version`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, ClassVar, Generic, TypeAlias, TypeVar

from kap_companion.session.checklists import Checklist
from kap_companion.session.phases import CuePlan, Phase, PhasePlan
from kap_companion.session.vitals import Reading


class Stream(StrEnum):
    """The four append-only logs of a vault."""

    RECORD = "record"
    PSYCHOTHERAPY_NOTES = "psychotherapy_notes"
    CLIENT = "client"
    ACCESS = "access"


class Modality(StrEnum):
    """Where the client is during the session."""

    IN_PERSON = "in_person"
    TELEHEALTH = "telehealth"


class DoseRange(StrEnum):
    """What the dose is meant for: low (psycholytic) or moderate (psychedelic)."""

    LOW = "low"
    MODERATE = "moderate"


class Route(StrEnum):
    """How a dose is taken."""

    SUBLINGUAL = "sublingual"


class Severity(StrEnum):
    """How bad an adverse event was, in the clinician's judgement."""

    MILD = "mild"
    MODERATE = "moderate"
    SEVERE = "severe"


class MusicAct(StrEnum):
    """What the clinician did to the music."""

    PLAY = "play"
    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    PREVIOUS = "previous"
    SEEK = "seek"
    VOLUME = "volume"
    LOWER = "lower"
    RAISE = "raise"
    FADE = "fade"
    FADE_BACK = "fade_back"
    GENTLER = "gentler"
    DEEPER = "deeper"
    AS_PLANNED = "as_planned"
    FOLLOW = "follow"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody present, in the room or in the client's home."""

    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Contact:
    """Somebody to call, and what for: emergency, support, ride home, prescriber on call ..."""

    kind: str
    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Limits:
    """The prescriber's written limits for one client; None where none was given.

    Within means: pressure and heart rate under the number, SpO2 at or over it.
    """

    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    heart_rate_bpm: int | None = None
    spo2_percent: int | None = None
    given_by: str | None = None
    given_on: date | None = None


# --- the record of a session -------------------------------------------------------------------


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
    """A set of vitals, as typed and as understood."""

    kind: ClassVar[str] = "vitals_taken"
    version: ClassVar[int] = 1
    text: str
    reading: Reading
    happened_at: datetime | None = None


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
    """The client took a dose; `reason` where it departs from the plan or a checklist is open."""

    kind: ClassVar[str] = "dose_taken"
    version: ClassVar[int] = 1
    dose_mg: Decimal
    route: Route = Route.SUBLINGUAL
    booster: bool = False
    reason: str | None = None
    happened_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Spat:
    """The client spat the lozenge out, or said that they swallowed."""

    kind: ClassVar[str] = "spat"
    version: ClassVar[int] = 1
    happened_at: datetime | None = None


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
    """Something went less than well, and what was done."""

    kind: ClassVar[str] = "adverse_event"
    version: ClassVar[int] = 1
    what: str
    severity: Severity
    action: str | None = None
    outcome: str | None = None
    happened_at: datetime | None = None


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
    """A silent reminder was answered; `cue` is its key, such as check_in."""

    kind: ClassVar[str] = "cue_answered"
    version: ClassVar[int] = 1
    cue: str
    answer: str
    happened_at: datetime | None = None


class ClockWhy(StrEnum):
    """Why a session's clock and the wall part, or why nobody was at the laptop for a while."""

    WALL_MOVED = "wall_moved"
    ASLEEP = "asleep"
    RESTARTED = "restarted"


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
    """The note's text as it stood when it was left, exported or signed."""

    kind: ClassVar[str] = "draft_saved"
    version: ClassVar[int] = 1
    template: str
    text: str


@dataclass(frozen=True, slots=True)
class RecordSigned:
    """The clinician signed; only addenda follow. `text_hash` is hex SHA-256 of the final text."""

    kind: ClassVar[str] = "record_signed"
    version: ClassVar[int] = 1
    name: str
    template: str
    text_hash: str


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

# --- the psychotherapy notes of a session (45 CFR 164.501): never part of the record -----------


@dataclass(frozen=True, slots=True)
class PrivateNoteTaken:
    """A private note, kept apart from the record."""

    kind: ClassVar[str] = "private_note_taken"
    version: ClassVar[int] = 1
    text: str
    happened_at: datetime | None = None


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

# --- a client's file ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class ClientSaved:
    """A client's file as it stands from now on: initials or a code, and whom to call."""

    kind: ClassVar[str] = "client_saved"
    version: ClassVar[int] = 1
    code: str
    full_name: str | None = None
    prescriber: str | None = None
    planned_sessions: int | None = None
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True, slots=True)
class LimitsGiven:
    """The prescriber's written limits for this client from now on."""

    kind: ClassVar[str] = "limits_given"
    version: ClassVar[int] = 1
    limits: Limits


ClientBody: TypeAlias = ClientSaved | LimitsGiven

# --- who came to the vault, and what left it ---------------------------------------------------


@dataclass(frozen=True, slots=True)
class VaultMade:
    """The vault was made."""

    kind: ClassVar[str] = "vault_made"
    version: ClassVar[int] = 1


@dataclass(frozen=True, slots=True)
class VaultUnlocked:
    """The vault was opened to work in, after `failures_before` wrong passphrases."""

    kind: ClassVar[str] = "vault_unlocked"
    version: ClassVar[int] = 1
    failures_before: int = 0


@dataclass(frozen=True, slots=True)
class PassphraseChanged:
    """The passphrase was changed; `by_recovery` where the recovery code opened the way."""

    kind: ClassVar[str] = "passphrase_changed"
    version: ClassVar[int] = 1
    by_recovery: bool = False


@dataclass(frozen=True, slots=True)
class RecordExported:
    """Documents left the vault: which formats, of which stream of which session."""

    kind: ClassVar[str] = "record_exported"
    version: ClassVar[int] = 1
    session_id: str
    of: Stream
    formats: tuple[str, ...]


AccessBody: TypeAlias = VaultMade | VaultUnlocked | PassphraseChanged | RecordExported

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
