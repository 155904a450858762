"""Real vaults as years of practice leave them: up to 1,000,000 entries of 10,000 sessions.

Every entry goes through the real Journal and is indexed by the real search, so tables, summary,
index and ledger are what a life of work would have left; only the wait for the disk is left out,
since many appends share a transaction here. All of it is synthetic. What was made is kept in the
system's temp folder, under a name that says what made it, and a bench works on a copy.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import uuid_utils

from kap_companion import resources
from kap_companion.session import entries as e
from kap_companion.session.phases import Phase, parse_protocol
from kap_companion.session.vitals import Reading
from kap_companion.vault.journal import Pending
from kap_companion.vault.migrations import versions
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from tests.bench import clinical_words as words
from tests.bench.practice import CHEAP, PASSPHRASE

COUNTS = (1_000, 10_000, 100_000, 1_000_000)
"""How many entries the vaults hold; each grows out of the one before it."""

ENTRIES_A_SESSION = 100
"""So 1,000,000 entries are of 10,000 sessions; a session's share of its client's file included."""

SESSIONS_A_CLIENT = 10
FIRST_DAY = datetime(2016, 11, 7, 9, 30, tzinfo=UTC)
LAST_DAY = datetime(2026, 11, 6, 9, 30, tzinfo=UTC)

_SEED = 7
_SESSIONS_A_TRANSACTION = 20
_CORRECTED = 0.02
_UNSIGNED = 100
_CUES = ("vitals_after_dose", "check_in", "spit")
_TRACKS = ("Slow water", "A field at night", "Low bells", "Breath of the sea", "Grey light")


@dataclass(frozen=True, slots=True)
class BigVault:
    """A copy of a made vault that a bench may change: its folder, and what its key opens."""

    folder: Path
    entries: int

    def open(self) -> Vault:
        """Open it to work in."""
        return Vault.open(
            self.folder / "vault",
            PASSPHRASE,
            state_folder=self.folder / "state",
            working=True,
            at=LAST_DAY + timedelta(days=1),
        )


def made_vault(count: int, into: Path) -> BigVault:
    """Return a copy in `into` of the vault of `count` entries, which is made where it is not kept.

    Raises ValueError where such a vault is none of `COUNTS`.
    """
    shutil.copytree(kept_vault(count), into, dirs_exist_ok=True)
    return BigVault(into, count)


def kept_vault(count: int) -> Path:
    """Return the folder in which the vault of `count` entries lies, made now where it is not."""
    if count not in COUNTS:
        raise ValueError(f"There is no vault of {count} entries: there are {COUNTS}.")
    home = Path(tempfile.gettempdir()) / f"kap-bench-vaults-{_user()}" / _made_by()
    kept = home / str(count)
    if kept.is_dir():
        return kept
    home.mkdir(parents=True, exist_ok=True, mode=0o700)
    making = Path(tempfile.mkdtemp(prefix="making-", dir=home))
    try:
        smaller = COUNTS[: COUNTS.index(count)]
        if smaller:
            made_vault(smaller[-1], making)
        _grow(making, count)
        making.rename(kept)
    except BaseException as trouble:
        shutil.rmtree(making, ignore_errors=True)
        was_quicker = isinstance(trouble, OSError) and kept.is_dir()  # another bench
        if not was_quicker:
            raise
    return kept


def _user() -> int:
    return os.getuid() if hasattr(os, "getuid") else 0


def _made_by() -> str:
    """Return a name for what the vault's content rests on: where it changes, it is made anew."""
    steps = Path(versions.__path__[0]).glob("v*.py")
    made_by = hashlib.sha256()
    for source in (Path(__file__), Path(words.__file__), *sorted(steps)):
        made_by.update(source.read_bytes())
    return f"{HEAD}-{made_by.hexdigest()[:12]}"


def _grow(folder: Path, count: int) -> None:
    if (folder / "vault").is_dir():
        vault = Vault.open(folder / "vault", PASSPHRASE, state_folder=folder / "state")
    else:
        vault, _ = Vault.create(
            folder / "vault",
            PASSPHRASE,
            state_folder=folder / "state",
            cost=CHEAP,
            with_recovery=False,
            at=FIRST_DAY,
        )
    with vault:
        # The file may be lost while it is made: nobody has it yet.
        vault._database.raw.execute("PRAGMA synchronous = OFF").fetchall()
        life = _Life(vault, count // ENTRIES_A_SESSION)
        while vault.journal.length() < count:
            with _one_transaction(vault):
                for _ in range(_SESSIONS_A_TRANSACTION):
                    if vault.journal.length() < count:
                        life.hold_session(most=count - vault.journal.length())
            vault.search.settle()
        vault._database.checkpoint()
        if vault.journal.length() != count:
            raise RuntimeError(f"{vault.journal.length()} entries were made instead of {count}.")


@contextmanager
def _one_transaction(vault: Vault) -> Iterator[None]:
    """Let all appends within share one transaction."""
    database: Any = vault._database
    with database.writing() as connection:

        @contextmanager
        def joined() -> Iterator[Any]:
            yield connection

        database.writing = database.reading = joined
        try:
            yield
        finally:
            del database.writing, database.reading


def _code(turn: int) -> str:
    """Return the initials of the client who came `turn`-th, a number behind them."""
    return f"{words.LETTERS[turn % 26]}.{words.LETTERS[turn // 26 % 26]}. {turn:04d}"


class _Life:
    """Holds one session after the other, spread over ten years, each of one client's course."""

    def __init__(self, vault: Vault, sessions: int) -> None:
        self._vault = vault
        self._held = vault.journal.length() // ENTRIES_A_SESSION
        self._apart = (LAST_DAY - FIRST_DAY) / 10_000
        self._random = Random(f"{_SEED} {self._held}")
        self._clients = sorted(file.id for file in vault.clients.all())  # ids are in time
        self._protocol = parse_protocol(resources.text("phases/lozenge.json"))
        self._most_clients = max(1, sessions // SESSIONS_A_CLIENT)
        self._at = FIRST_DAY
        self._number: dict[str, int] = {}

    def hold_session(self, most: int) -> None:
        """Hold the next session, of `most` entries at most; one in a hundred waits to be signed."""
        chance = self._random
        self._at = FIRST_DAY + self._held * self._apart
        if self._held % 4 == 0:
            self._keep(e.Stream.ACCESS, self._vault.id, [e.VaultUnlocked()])
            most -= 1
        turn = self._held // SESSIONS_A_CLIENT
        if self._held % SESSIONS_A_CLIENT == 0:
            most -= self._take_on(turn)
        client_id = self._clients[turn % len(self._clients)]
        number = self._held % SESSIONS_A_CLIENT + 1
        session_id = self._new_id()
        self._held += 1
        if most < ENTRIES_A_SESSION // 2:
            self._fill(client_id, most)
            return
        wanted = min(most, ENTRIES_A_SESSION - 1)
        measure = self._measure(client_id)
        if self._held % 5 == 0:
            wanted -= 1
        record = self._before(client_id, number)
        private = [e.PrivateNoteTaken(words.private_note(chance)) for _ in range(5)]
        text = words.draft(chance)
        after: list[Any] = [e.SessionEnded(), e.DraftSaved("narrative", text)]
        if self._held % _UNSIGNED:
            text_hash = hashlib.sha256(text.encode()).hexdigest()
            after.append(e.RecordSigned("A. C.", "narrative", text_hash))
        meanwhile = [
            self._something()
            for _ in range(wanted - measure - len(record) - len(private) - len(after))
        ]
        for body in record:
            self._one(session_id, body, seconds=35)
        note = ""
        for something in meanwhile:
            body = something
            if note and chance.random() < _CORRECTED:
                body = e.EntryAmended(note, "clearer", {"text": words.note(chance)})
            kept = self._one(session_id, body, seconds=chance.randrange(20, 130))
            note = kept.id if isinstance(body, e.NoteTaken) else ""
        for one in private:
            self._one(session_id, one, e.Stream.PSYCHOTHERAPY_NOTES, seconds=30)
        for body in after:
            self._one(session_id, body, seconds=240)
        if self._held % 5 == 0:
            told = e.RecordExported(session_id, e.Stream.RECORD, ("pdf",), "Dr. P.N.", ("a.pdf",))
            self._keep(e.Stream.ACCESS, self._vault.id, [told])

    def _take_on(self, turn: int) -> int:
        client_id = self._new_id()
        self._clients.append(client_id)
        saved = e.ClientSaved(
            _code(turn),
            None,
            "Dr. P.N.",
            8,
            (e.Contact("ride home", "Jo", "555 0142"),),
        )
        limits = e.LimitsGiven(e.Limits(150, 95, 100, 94, "Dr. P.N.", self._at.date()))
        self._keep(e.Stream.CLIENT, client_id, [saved, limits])
        return 2

    def _measure(self, client_id: str) -> int:
        chance = self._random
        total = chance.randrange(4, 22)
        measure = e.MeasureTaken(
            "phq9", "PHQ-9", self._at.date(), total, (1, 2, 0, 1, 2, 1, 0, 1, 0)
        )
        held = e.MeetingHeld(
            e.MeetingKind.INTEGRATION,
            self._at.date(),
            note=words.meeting_note(chance),
            themes=(words.theme(chance),),
        )
        self._keep(e.Stream.CLIENT, client_id, [measure, held])
        return 2

    def _before(self, client_id: str, number: int) -> list[Any]:
        chance = self._random
        opened = e.SessionOpened(
            client_id=client_id,
            client=_code(self._clients.index(client_id)),
            modality=e.Modality.IN_PERSON,
            planned_minutes=self._protocol.planned_minutes,
            session_number=number,
            phases=self._protocol.phases,
            cues=self._protocol.cues,
            planned_sessions=8,
            planned_dose_mg=Decimal(150),
            prescriber="Dr. P.N.",
        )
        ticked = [e.ChecklistTicked(item, True, "before") for item in words.CHECKED]
        return [
            opened,
            e.IntentionSet(words.intention(chance)),
            *ticked,
            self._vitals(),
            e.DoseTaken(Decimal(150)),
        ]

    def _something(self) -> Any:
        chance = self._random
        kind = chance.random()
        if kind < 0.72:
            return e.NoteTaken(words.note(chance))
        if kind < 0.82:
            return e.Marked(words.mark(chance))
        if kind < 0.90:
            return self._vitals()
        if kind < 0.94:
            return e.TrackStarted(chance.choice(_TRACKS), "house", Decimal(300))
        if kind < 0.97:
            return e.CueAnswered(chance.choice(_CUES), "done")
        return e.PhaseMarked(chance.choice(list(Phase)))

    def _vitals(self) -> e.VitalsTaken:
        chance = self._random
        high, low, beats = (
            chance.randrange(108, 148),
            chance.randrange(64, 92),
            chance.randrange(56, 96),
        )
        return e.VitalsTaken(f"{high}/{low} {beats} 98", Reading(high, low, beats, 98))

    def _fill(self, client_id: str, most: int) -> None:
        """Let the file of a client make up the number: a session would be too long for it."""
        plan = e.MeetingPlanned(e.MeetingKind.DOSING, self._at.date())
        self._keep(e.Stream.CLIENT, client_id, [plan] * most)

    def _one(
        self, subject_id: str, body: Any, stream: e.Stream = e.Stream.RECORD, *, seconds: float
    ) -> e.Entry[Any]:
        self._at += timedelta(seconds=seconds)
        return self._keep(stream, subject_id, [body])

    def _keep(self, stream: e.Stream, subject_id: str, bodies: Sequence[Any]) -> e.Entry[Any]:
        pending = [Pending(stream, subject_id, body, self._new_id()) for body in bodies]
        return self._vault.journal.append(pending, at=self._at, utc_offset="+00:00")[-1]

    def _new_id(self) -> str:
        # Of its own time, as it would have been.
        return str(uuid_utils.uuid7(nanoseconds=int(self._at.timestamp() * 1e9)))
