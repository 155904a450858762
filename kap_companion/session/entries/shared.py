"""The words that bodies of several streams are made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


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
    BUCCAL = "buccal"
    ORAL = "oral"


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


class ClockWhy(StrEnum):
    """Why a session's clock and the wall part, or why nobody was at the laptop for a while."""

    WALL_MOVED = "wall_moved"
    ASLEEP = "asleep"
    RESTARTED = "restarted"


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


class MeetingKind(StrEnum):
    """A step of the course of treatment (DOMAIN: The service); dosing sessions have records."""

    CONSULTATION = "consultation"
    EVALUATION = "evaluation"
    PREPARATION = "preparation"
    DOSING = "dosing"
    INTEGRATION = "integration"
    FOLLOW_UP = "follow_up"


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a stretch of a draft comes from: characters `begin` to `end` and the entries' ids."""

    begin: int
    end: int
    entries: tuple[str, ...]
