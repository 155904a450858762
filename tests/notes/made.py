"""Makes synthetic entries by hand, so that what a document must hold is plain to see."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

from kap_companion.notes.draft import text_hash
from kap_companion.session import entries as e
from kap_companion.session.codec import to_json
from kap_companion.session.phases import CuePlan, Phase, PhasePlan
from kap_companion.session.vitals import parse_vitals

DOSE_AT = datetime(2025, 11, 24, 18, 23, tzinfo=UTC)
CLINICIAN = "A. Clinician, LCSW"


class Made:
    """One session's record under construction; times are minutes from the first dose."""

    def __init__(self, dose_at: datetime = DOSE_AT, utc_offset: str = "-08:00") -> None:
        self.dose_at = dose_at
        self.utc_offset = utc_offset
        self.record: list[e.Entry[e.RecordBody]] = []
        self.private: list[e.Entry[e.PrivateBody]] = []

    def add(self, minute: float, body: e.RecordBody) -> str:
        """Add an entry of the record and return its id."""
        entry = self._entry(minute, body, e.Stream.RECORD, len(self.record) + 1)
        self.record.append(entry)
        return entry.id

    def add_private(self, minute: float, body: e.PrivateBody) -> str:
        """Add a psychotherapy note and return its id."""
        entry = self._entry(minute, body, e.Stream.PSYCHOTHERAPY_NOTES, len(self.private) + 1)
        self.private.append(entry)
        return entry.id

    def moment(self, minute: float) -> datetime:
        """Return the instant `minute` after the first dose."""
        return self.dose_at + timedelta(minutes=minute)

    def _entry(self, minute: float, body: Any, stream: e.Stream, seq: int) -> e.Entry[Any]:
        name = "r" if stream is e.Stream.RECORD else "p"
        return e.Entry(
            id=f"019ab8f0-0000-7000-8000-{name}{seq:011d}".replace("r", "a").replace("p", "b"),
            subject_id="019ab8f0-5e55-7000-8000-000000000001",
            stream=stream,
            seq=seq,
            at=self.moment(minute),
            utc_offset=self.utc_offset,
            body=body,
            hash=f"{seq:02x}" * 32,
        )


def opened(**changed: Any) -> e.SessionOpened:
    """Return the opening of an ordinary session in the office."""
    told: dict[str, Any] = {
        "client_id": "019ab8f0-c11e-7000-8000-000000000001",
        "client": "M.R.",
        "modality": e.Modality.IN_PERSON,
        "planned_minutes": 90,
        "session_number": 3,
        "planned_sessions": 8,
        "planned_dose_mg": Decimal(150),
        "dose_range": e.DoseRange.MODERATE,
        "clinician": CLINICIAN,
        "prescriber": "Dr. P. Example, 555 0100",
        "limits": e.Limits(
            systolic_mmhg=160,
            diastolic_mmhg=100,
            heart_rate_bpm=110,
            given_by="Dr. P. Example",
            given_on=datetime(2025, 10, 2, tzinfo=UTC).date(),
        ),
        "present": (e.Person("A. Clinician", "clinician"),),
        "phases": PhasePlan(12, 20, 38, 45),
        "cues": CuePlan(40, 15),
    }
    return e.SessionOpened(**(told | changed))


def vitals(text: str) -> e.VitalsTaken:
    """Return a reading as it is typed."""
    return e.VitalsTaken(text, parse_vitals(text))


def whole_session(*, signed: bool = False, draft: str | None = None) -> Made:
    """Return a session with nearly everything in it, amended, struck and told late."""
    made = Made()
    made.add(-12, opened())
    made.add(-11, e.ChecklistTicked("Consent to this session"))
    made.add(-11, e.ChecklistTicked("Consent to touch"))
    made.add(-10, e.ChecklistTicked("Fasted for four hours"))
    made.add(-9, e.IntentionSet("To meet the part of me that keeps watch, and let it rest."))
    made.add(-8, vitals("124/80 72 98 16"))
    made.add(-2, e.NoteTaken("Slept well; a little nervous."))
    made.add(0, e.DoseTaken(Decimal(150)))
    tingling = made.add(3.05, e.NoteTaken("Tingling"))
    made.add(12, e.Spat())
    made.add(14, e.TrackStarted("Slow Water", "Example Ensemble"))
    made.add(21, e.PhaseMarked(Phase.PEAK))
    made.add(22, e.NoteTaken("“It’s like the house is finally warm.”"))
    made.add(23.2, e.Marked("tears"))
    wrong = made.add(24, e.NoteTaken("A slip that was struck out"))
    made.add(24.5, e.EntryStruck(wrong, "wrong client"))
    made.add(28, e.DoseTaken(Decimal("37.5"), booster=True, reason="planned with the prescriber"))
    made.add(
        31,
        e.AdverseEvent(
            "nausea", e.Severity.MILD, "ginger", "resolved", happened_at=made.moment(29)
        ),
    )
    made.add(33, e.TouchAsked("hand on shoulder", "yes"))
    made.add(40, vitals("132/84 78 97"))
    made.add(47, e.NoteTaken("Two lines:\n“I could set it down for a while.”", made.moment(44)))
    made.add(50, e.EntryAmended(tingling, "precision", {"text": "Tingling in hands"}))
    made.add(60, e.PersonArrived("Jo", "escort"))
    made.add(76, vitals("122/78 70 98 14"))
    made.add(77, e.ChecklistTicked("Oriented"))
    made.add(77, e.ChecklistTicked("Steady on their feet"))
    made.add(77.5, e.ChecklistTicked("Escort present"))
    made.add(78, e.SessionEnded())
    if draft is not None:
        made.add(85, e.DraftSaved("dap", draft))
        if signed:
            made.add(90, e.RecordSigned(CLINICIAN, "dap", text_hash(draft)))
    return made


def lines(entries: Sequence[e.Entry[Any]]) -> list[dict[str, Any]]:
    """Return `entries` in the shape of the log's lines; hashes are made up."""
    return [
        {
            "id": entry.id,
            "subject_id": entry.subject_id,
            "stream": entry.stream.value,
            "seq": entry.seq,
            "at": entry.at.isoformat(timespec="microseconds").replace("+00:00", "Z"),
            "utc_offset": entry.utc_offset,
            "kind": entry.body.kind,
            "version": entry.body.version,
            "prev_hash": "0" * 64,
            "body_hash": "1" * 64,
            "hash": entry.hash,
            "body": to_json(entry.body),
            "salt": "2" * 32,
        }
        for entry in entries
    ]


def words_of(texts: Iterable[str]) -> list[str]:
    """Return every word of `texts`, parted at white space."""
    return [word for text in texts for word in text.split()]
