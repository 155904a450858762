"""Makes random sessions whose typed words are found nowhere else, so that each can be traced."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import Any

from kap_companion.session import entries as e
from kap_companion.session.codec import to_json
from kap_companion.session.phases import Phase
from kap_companion.session.vitals import Reading, parse_vitals
from tests.notes import made

PRIVATE = "privat"
_LISTS = (None, "consent", "before", "readiness")


class RandomSession:
    """A session made by `seed`: every kind of entry, several doses, corrections, private notes."""

    def __init__(self, seed: int, notes: int = 30) -> None:
        self.random = Random(seed)
        self.made = made.Made()
        self._count = 0
        self._minute = -30.0
        self._open()
        self._before()
        self.made.add(0, self._dose(booster=False))
        self._minute = 0.0
        for _ in range(notes):
            self._pass(1, 3)
            self.made.add(self._minute, self._something())
            if self.random.random() < 0.2:
                self.made.add_private(self._minute, e.PrivateNoteTaken(self.words(PRIVATE)))
        for _ in range(3):
            self._pass(1, 3)
            self.made.add(self._minute, self._dose(booster=True))
        for _ in range(2):
            self._pass(1, 3)
            self.made.add(self._minute, self._adverse())
        self.correct(self.random.randrange(1, 6))
        self._pass(1, 3)
        self.made.add(self._minute, e.SessionEnded(self._maybe(self.words())))

    @property
    def record(self) -> list[e.Entry[e.RecordBody]]:
        """The record so far."""
        return self.made.record

    def words(self, stem: str = "wort") -> str:
        """Return a few words that were never said before."""
        told = []
        for _ in range(self.random.randrange(1, 5)):
            self._count += 1
            told.append(f"{stem}{self._count}x")
        return " ".join(told)

    def correct(self, times: int) -> list[str]:
        """Amend or strike entries, or tell one late; return the ids of what was corrected."""
        corrected = []
        for _ in range(times):
            struck = {one.body.target for one in self.record if isinstance(one.body, e.EntryStruck)}
            target = self.random.choice(
                [
                    one
                    for one in self.record
                    if isinstance(one.body, _CORRECTABLE) and one.id not in struck
                ]
            )
            self._pass(0.2, 0.5)
            if self.random.random() < 0.3:
                self.made.add(self._minute, e.EntryStruck(target.id, self.words()))
            else:
                changes = self._changes(target)
                self.made.add(self._minute, e.EntryAmended(target.id, self.words(), changes))
            corrected.append(target.id)
        return corrected

    def tell_dose_late(self) -> None:
        """Tell of a dose before all others: all that counts from the first dose changes."""
        body = e.DoseTaken(Decimal(25), happened_at=self.made.moment(-3.5))
        self.made.add(self._minute, body)

    # --- how it is done -------------------------------------------------------------------------

    def _open(self) -> None:
        chance = self.random
        is_far = chance.random() < 0.5
        self.made.add(
            self._minute,
            made.opened(
                client=self.words(),
                modality=e.Modality.TELEHEALTH if is_far else e.Modality.IN_PERSON,
                location=self.words() if is_far else None,
                callback=self.words() if is_far else None,
                support_person=self.words() if is_far else None,
                support_phone=self.words() if is_far else None,
                clinician=self._maybe(self.words()),
                credentials=self._maybe(self.words()),
                prescriber=self._maybe(self.words()),
                limits=chance.choice([None, e.Limits(140, 90, 100, 94, self.words())]),
                present=tuple(
                    e.Person(self.words(), self.words()) for _ in range(chance.randrange(3))
                ),
                planned_lozenges=self._maybe(Decimal("1.5")),
                lozenge_mg=self._maybe(Decimal(100)),
                prescribed_from_mg=self._maybe(Decimal(75)),
                prescribed_to_mg=self._maybe(Decimal(225)),
            ),
        )

    def _before(self) -> None:
        for _ in range(self.random.randrange(3, 7)):
            self._pass(0.5, 2)
            self.made.add(self._minute, self.random.choice(_EARLY)(self))

    def _something(self) -> Any:
        return self.random.choice(_LATER)(self)

    def _dose(self, *, booster: bool) -> e.DoseTaken:
        chance = self.random
        return e.DoseTaken(
            Decimal(chance.choice(["25", "37.5", "150"])),
            chance.choice(list(e.Route)),
            booster,
            self._maybe(self.words()),
            None,
            self._maybe(Decimal("0.5")),
            self._maybe(Decimal(75)),
            self._maybe(11),
        )

    def _vitals(self) -> e.VitalsTaken:
        chance = self.random
        text = (
            f"{chance.randrange(110, 175)}/{chance.randrange(60, 105)} {chance.randrange(55, 120)}"
        )
        text += chance.choice(["", " 97", " 93 14"])
        twice = (Reading(120, 80, 70), Reading(122, 82, 72))
        return e.VitalsTaken(
            text,
            parse_vitals(text),
            None,
            self._maybe(self.words()),
            self._maybe(self.words()),
            self._maybe(self.words()),
            chance.choice([(), twice]),
        )

    def _adverse(self) -> e.AdverseEvent:
        told = [self.made.moment(self._minute + n) for n in (1, 2)]
        return e.AdverseEvent(
            self.words(),
            self.random.choice(list(e.Severity)),
            self._maybe(self.words()),
            self._maybe(self.words()),
            None,
            self._maybe(told[0]),
            self._maybe(told[1]),
        )

    def _note(self) -> e.NoteTaken:
        told = self.random.choice(["{}", "“{}”", "{}: “{}” and #t{}", "{}\n{}. {}?"])
        text = told.format(*(self.words() for _ in range(told.count("{}"))))
        late = self.made.moment(self._minute - 0.7)
        return e.NoteTaken(text, late if self.random.random() < 0.2 else None)

    def _limit_answer(self) -> e.RecordBody:
        reading = next(
            (one for one in reversed(self.record) if isinstance(one.body, e.VitalsTaken)), None
        )
        if reading is None:
            return self._vitals()
        if self.random.random() < 0.5:
            return e.LimitOverridden(reading.id, (self.words(),), self.words())
        return e.CueAnswered("limits", self.words(), None, reading.id, self._maybe(10))

    def _changes(self, target: e.Entry[e.RecordBody]) -> dict[str, Any]:
        body = target.body
        match body:
            case e.VitalsTaken():
                new = self._vitals()
                return {"text": new.text, "reading": to_json(new.reading)}
            case e.DoseTaken():
                return {"dose_mg": "62.5", "reason": self.words()}
            case e.AdverseEvent():
                return {"outcome": self.words()}
            case e.TouchAsked() | e.CueAnswered():
                return {"answer": self.words()}
            case e.Marked():
                return {"tag": self.words()}
            case e.ChecklistTicked():
                return {"item": self.words()}
            case _:
                return {"text": self.words()}

    def _maybe(self, value: Any) -> Any:
        return value if self.random.random() < 0.6 else None

    def _pass(self, least: float, most: float) -> None:
        self._minute += self.random.uniform(least, most)


_CORRECTABLE = (
    *(e.NoteTaken, e.VitalsTaken, e.AdverseEvent, e.TouchAsked, e.Marked, e.IntentionSet),
    *(e.ChecklistTicked, e.CueAnswered),
)
_EARLY: tuple[Any, ...] = (
    RandomSession._note,
    RandomSession._vitals,
    RandomSession._limit_answer,
    lambda s: e.IntentionSet(s.words()),
    lambda s: e.ChecklistTicked(s.words(), s.random.random() < 0.8, s.random.choice(_LISTS)),
    lambda s: e.PersonArrived(s.words(), s.words()),
)
_LATER: tuple[Any, ...] = (
    *_EARLY,
    RandomSession._note,
    RandomSession._note,
    RandomSession._vitals,
    lambda s: e.Marked(s.random.choice(["Tears", "Stillness", s.words()])),
    lambda s: e.Spat(swallowed=s.random.random() < 0.3),
    lambda s: e.PhaseMarked(s.random.choice(list(Phase))),
    lambda s: e.TouchAsked(s.words(), s.words()),
    lambda s: e.PersonLeft(s.words(), s.words()),
    lambda s: e.CueAnswered("check_in", s.words()),
    lambda s: e.TrackStarted(s.words(), s.words()),
    lambda s: e.MusicChanged(e.MusicAct.LOWER),
    lambda s: e.ClockChanged(e.ClockWhy.ASLEEP, away_s=Decimal(90)),
)
