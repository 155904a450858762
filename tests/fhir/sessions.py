"""Makes up sessions at random, the same for the same seed: every kind, corrected, late, hostile."""

from __future__ import annotations

import random
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from kap_companion.notes.draft import text_hash
from kap_companion.session import entries as e
from kap_companion.session.codec import to_json
from kap_companion.session.phases import Phase
from kap_companion.session.vitals import parse_vitals
from tests.notes import made

WORDS = (
    "warm",
    "the sea",
    'a <b>door</b> & "walls"',
    "=SUM(A1:A9)",
    "مرحبا بك",
    "להרפות עכשיו",
    "🥹‍ 👩‍👩‍👧",
    "e\u0301 combining",
    "no\u00a0break\u2003space\u2028line",
    "tab\there",
    "\x0b\x1b control",
    "two\nlines\r\nand three",
    "]]> <!-- x -->",
    "’“quoted”‘",
    "x" * 300,
    "   ",
    "# not a heading",
    "-8",
)


@dataclass
class Held:
    """A made-up session: its record, the client's file, and what it must be found by."""

    record: list[e.Entry[e.RecordBody]] = field(default_factory=list)
    file: list[e.Entry[e.ClientBody]] = field(default_factory=list)

    @property
    def session_id(self) -> str:
        """The session's id."""
        return self.record[0].subject_id


def random_session(seed: int) -> Held:
    """Return the session of that seed."""
    return _Maker(random.Random(seed)).held


class _Maker:
    def __init__(self, chance: random.Random) -> None:
        self._chance = chance
        self._session = self._id()
        self._client = self._id()
        self._at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(
            minutes=chance.randrange(500_000), microseconds=chance.choice((0, 250_000, 1))
        )
        self._offset = chance.choice(("-08:00", "+00:00", "+05:30", "+14:00"))
        self.held = Held()
        self._hold()

    def _hold(self) -> None:
        chance = self._chance
        self._add(self._opening())
        before: list[Callable[[], Any]] = [
            self._vitals,
            lambda: e.ChecklistTicked(self._words(), chance.random() < 0.8, "consent"),
            lambda: e.IntentionSet(self._words()),
            lambda: e.LimitOverridden(self._id(), ("systolic 170",), self._words()),
        ]
        for _ in range(chance.randrange(6)):
            self._add(chance.choice(before)())
        for number in range(chance.randrange(5)):
            self._add(self._dose(booster=number > 0))
            for _ in range(chance.randrange(12)):
                self._during()
        if chance.random() < 0.8:
            self._add(e.SessionEnded(self._maybe()))
            if chance.random() < 0.7:
                self._close()
        self._measures()

    def _during(self) -> None:
        chance = self._chance
        made_up = chance.choice(
            (
                lambda: e.NoteTaken(self._words(), self._late()),
                lambda: e.NoteTaken(self._words()),
                lambda: e.Marked(chance.choice(("tears", "sigh", "stillness"))),
                self._vitals,
                self._vitals,
                self._adverse,
                lambda: e.TouchAsked(self._words(), chance.choice(("yes", "no"))),
                lambda: e.Spat(swallowed=chance.random() < 0.3),
                lambda: e.PhaseMarked(chance.choice(list(Phase))),
                lambda: e.PersonArrived("Ola", "support person"),
                lambda: e.MusicChanged(chance.choice(list(e.MusicAct))),
                lambda: e.CueAnswered("check_in", self._words()),
                lambda: e.TrackStarted(self._words(), self._maybe()),
            )
        )()
        entry = self._add(made_up)
        if chance.random() < 0.2:
            self._correct(entry)

    def _correct(self, entry: e.Entry[Any]) -> None:
        chance, body = self._chance, entry.body
        if chance.random() < 0.3:
            if isinstance(body, e.NoteTaken | e.Marked):
                # Withdrawn: the words are gone, the envelope stays.
                index = self.held.record.index(entry)
                self.held.record[index] = self._with(entry, e.BodyTakenOut(was=body.kind))
                self._add(e.EntryWithdrawn(entry.id, self._words()))
            else:
                self._add(e.EntryStruck(entry.id, self._words()))
            return
        changes: dict[str, Any]
        match body:
            case e.NoteTaken():
                changes = {"text": self._words()}
            case e.VitalsTaken():
                changes = {"text": "118/76 66", "reading": to_json(parse_vitals("118/76 66"))}
            case e.AdverseEvent():
                changes = {"what": "dizziness", "severity": "severe"}
            case _:
                return
        self._add(e.EntryAmended(entry.id, self._words() or "slip", changes))

    def _close(self) -> None:
        chance = self._chance
        said, listed = self._words(), self._words()
        text = f"# Note\n\n## Course\n\n{said}\n- {listed}\n\n## Plan\n\n[Your words: ]"
        self._add(e.DraftSaved("dap", text))
        if chance.random() < 0.7:
            signer = chance.choice((made.CLINICIAN, "B. Other, LMFT"))
            self._add(e.RecordSigned(signer, "dap", text_hash(text), self._maybe()))
            for _ in range(chance.randrange(3)):
                self._add(e.AddendumAdded(self._words(), self._maybe()))

    def _opening(self) -> e.SessionOpened:
        chance = self._chance
        return made.opened(
            client_id=self._client,
            client=chance.choice(("M.R.", "Zq.Wé", "  ", "משה")),
            modality=chance.choice(list(e.Modality)),
            clinician=chance.choice((made.CLINICIAN, None)),
            present=chance.choice(((), (e.Person("Bo Ek", "clinician"), e.Person("Ola", "")))),
            credentials=self._maybe(),
            born_on=chance.choice((None, date(1980, 2, 29))),
            rehearsal=chance.random() < 0.3,
            location=self._maybe(),
        )

    def _dose(self, *, booster: bool) -> e.DoseTaken:
        chance = self._chance
        return e.DoseTaken(
            Decimal(chance.choice(("150", "37.5", "112.25", "0.001", "1000"))),
            chance.choice(list(e.Route)),
            booster,
            self._maybe(),
            lozenges=chance.choice((None, Decimal("1.5"))),
            lozenge_mg=chance.choice((None, Decimal(100))),
            hold_min=chance.choice((None, 12)),
        )

    def _vitals(self) -> e.VitalsTaken:
        chance = self._chance
        text = chance.choice(("124/80 72 98 16", "150/95", "- - 88", "- - - 97", "132/84 78 97"))
        return e.VitalsTaken(
            text,
            parse_vitals(text),
            self._late(),
            taken_by=self._maybe(),
            device=chance.choice((None, "the client's cuff")),
            position=chance.choice((None, "sitting")),
            averaged_of=chance.choice(((), (parse_vitals("120/80"), parse_vitals("128/80")))),
        )

    def _adverse(self) -> e.AdverseEvent:
        chance = self._chance
        return e.AdverseEvent(
            chance.choice(("nausea", "headache", self._words() or "other")),
            chance.choice(list(e.Severity)),
            self._maybe(),
            chance.choice((None, "resolved", "Ongoing", "better after rest")),
            self._late(),
            prescriber_told_at=chance.choice((None, self._at)),
        )

    def _measures(self) -> None:
        chance = self._chance
        for key, title, most in (("phq9", "PHQ-9", 27), ("gad7", "GAD-7", 21), ("x", "X", 9)):
            if chance.random() < 0.5:
                continue
            items = tuple(chance.randrange(4) for _ in range(3)) if chance.random() < 0.5 else ()
            body = e.MeasureTaken(
                key,
                title,
                self._at.date(),
                chance.randrange(most + 1),
                items,
                band=chance.choice((None, "mild")),
                session_id=self._session,
                words=self._maybe(),
                questions=tuple(f"Question {n}" for n in range(len(items))),
                answers=("Not at all",) * len(items),
            )
            file = self.held.file
            file.append(self._entry(body, e.Stream.CLIENT, self._client, len(file) + 1))

    def _add(self, body: Any) -> e.Entry[Any]:
        self._at += timedelta(seconds=self._chance.randrange(1, 400))
        record = self.held.record
        record.append(self._entry(body, e.Stream.RECORD, self._session, len(record) + 1))
        return record[-1]

    def _entry(self, body: Any, stream: e.Stream, subject: str, seq: int) -> e.Entry[Any]:
        made_of = f"{subject}{stream}{seq}"
        return e.Entry(
            str(uuid.uuid5(uuid.NAMESPACE_OID, made_of)),
            subject,
            stream,
            seq,
            self._at,
            self._offset,
            body,
            f"{seq:064x}",
        )

    @staticmethod
    def _with(entry: e.Entry[Any], body: Any) -> e.Entry[Any]:
        return e.Entry(
            entry.id,
            entry.subject_id,
            entry.stream,
            entry.seq,
            entry.at,
            entry.utc_offset,
            body,
            entry.hash,
        )

    def _words(self) -> str:
        return " ".join(self._chance.sample(WORDS, self._chance.randrange(1, 4)))

    def _maybe(self) -> str | None:
        return self._words() if self._chance.random() < 0.4 else None

    def _late(self) -> datetime | None:
        return self._at - timedelta(minutes=3) if self._chance.random() < 0.3 else None

    def _id(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))
