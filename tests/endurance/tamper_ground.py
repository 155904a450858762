"""The vault that is tampered with: several sessions, and whatever a tamperer may have at hand."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from kap_companion import resources
from kap_companion.practice import Opening, Practice
from kap_companion.rehearsal import Rehearsal
from kap_companion.script import parse_script
from kap_companion.session import entries as e
from kap_companion.session.checklists import parse_checklists
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.backup import back_up
from kap_companion.vault.database import Database
from kap_companion.vault.keys import Slot, load_keys
from kap_companion.vault.schema import TRIGGERS
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL, START
from tests.vault.made import Place

PAGE = 4096
_SCRIPT = Path(__file__).parents[1] / "scripts" / "every_verb.jsonl"
_LOGGED = ("entries", "bodies", "sessions", "clients", "record_words", "private_words")

Row = tuple[Any, ...]


@dataclass
class Ground:
    """What is tampered with, never itself: each round works on a copy in `work`.

    `whole` is a closed vault, `older` the same one earlier on, `killed` the same one as a kill left
    it, `other` another vault under the same passphrase. `signed` is the hash on a signed page, of
    the session `session`; `ledger` lists the entries by number.
    """

    root: Path
    whole: Place
    older: Place
    killed: Place
    other: Place
    backup: Path
    other_backup: Path
    record: Path
    notes: Path
    session: str
    signed: str
    data_key: bytes
    code: str
    ledger: list[dict[str, Any]] = field(default_factory=list)
    logged: dict[str, list[Row]] = field(default_factory=dict)
    killed_logged: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def work(self) -> Path:
        """Where a round works; it is empty at its beginning."""
        return self.root / "work"

    def copy(self, of: Place | None = None) -> Place:
        """Return a copy of a vault and its head outside, in the place of `whole`.

        It lies where `whole` lay when it was made, since a head is bound to its folder.
        """
        of = of or self.whole
        place = Place(self.work / "vault", self.work / "state", of.passphrase)
        for name in ("vault", "state"):
            shutil.rmtree(self.work / name, ignore_errors=True)
        shutil.copytree(of.folder, place.folder)
        shutil.copytree(of.state, place.state)
        return place

    def dump(self, place: Place) -> dict[str, list[Row]]:
        """Return all that is logged or derived from it in a vault; raises what opening raises."""
        database = Database(place.data_file, self.data_key)
        try:
            return dumped(database)
        finally:
            database.close()

    @contextmanager
    def behind_the_guards(self, place: Place) -> Iterator[Connection]:
        """One transaction by somebody who has the passphrase, with no guard in the way."""
        database = Database(place.data_file, self.data_key)
        try:
            database.raw.execute("PRAGMA ignore_check_constraints = ON")
            with database.writing() as connection:
                connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
                for name in TRIGGERS:
                    connection.exec_driver_sql(f"DROP TRIGGER {name}")
                yield connection
                for trigger in TRIGGERS.values():
                    connection.exec_driver_sql(trigger)
        finally:
            database.close()


def made(root: Path) -> Ground:
    """Hold the sessions, make the copies, exports and backups; takes about two seconds."""
    root.mkdir(parents=True, exist_ok=True)
    work = root / "work"
    work.mkdir()
    # Made where the rounds work, because the head outside is kept by folder.
    place = Place(work / "vault", work / "state")
    vault, code = place.create()
    clock = ScriptedClock(START)
    practice = Practice(vault, clock, PROTOCOL)
    session, signed = _held(practice, clock)
    _destroyed(vault, clock)
    vault.shelf.put("outputs", "Headphones", {"ceiling": "0.5"})
    vault.close()
    older = _kept(place, root / "older")
    vault = Vault.open(
        place.folder, place.passphrase, state_folder=place.state, working=True, at=clock.now().wall
    )
    practice = Practice(vault, clock, PROTOCOL)
    _rehearsed(practice, clock, resources.path("rehearsal/first_session.jsonl").read_bytes())
    _rehearsed(practice, clock, _SCRIPT.read_bytes())
    vault.scratch.save("box", {"text": "half a thought", "private": True})
    out = root / "out"
    (record,) = practice.export_record(session, ("json",), out).paths
    (notes,) = practice.export_psychotherapy_notes(session, ("json",), out).paths
    backup = root / "one.kapbackup"
    back_up(vault, backup, at=clock.now().wall, utc_offset="+00:00")
    # What is written from here on lies in the WAL alone.
    companion = practice.open_session(vault.clients.all()[0], Opening(intention="to rest"))
    for number in range(40):
        companion.note(f"{number} in the WAL " + "words " * 60, private=number % 5 == 0)
    killed = Place(root / "killed" / "vault", root / "killed" / "state")
    killed.folder.parent.mkdir()
    # By another process: a handle of ours on these files would drop SQLite's own lock.
    for one, to in ((place.folder, killed.folder), (place.state, killed.state)):
        subprocess.run(["cp", "-r", str(one), str(to)], check=True)
    assert (killed.folder / "vault.db-wal").stat().st_size > 20 * PAGE
    killed_logged = dumped(vault._database)
    companion.end("over")
    vault.close()
    whole = _kept(place, root / "whole")
    other = Place(root / "other" / "vault", root / "other" / "state")
    vault, _ = other.create()
    practice = Practice(vault, clock, PROTOCOL)
    _held(practice, clock)
    other_backup = root / "other.kapbackup"
    back_up(vault, other_backup, at=clock.now().wall, utc_offset="+00:00")
    vault.close()
    key = load_keys(whole.folder).data_key(Slot.PASSPHRASE, whole.passphrase)
    ground = Ground(
        *(root, whole, older, killed, other, backup, other_backup, record, notes),
        *(session, signed, key, code),
    )
    place = ground.copy()
    ground.logged, ground.killed_logged = ground.dump(place), killed_logged
    columns = ("n", "envelope", "hash", "head", "id", "stream", "subject_id", "seq", "kind")
    bodies = {row[0]: row[1:] for row in ground.logged["bodies"]}
    for row in ground.logged["entries"]:
        salt, body = bodies.get(row[0], (None, None))
        ground.ledger.append(dict(zip(columns, row, strict=True)) | {"salt": salt, "body": body})
    return ground


def dumped(database: Database) -> dict[str, list[Row]]:
    """Return the rows of the tables that the log makes, and of the guards."""
    with database.reading() as connection:
        names = {
            row[0] for row in connection.exec_driver_sql("SELECT name FROM sqlite_master").all()
        }
        rows = {}
        for table in _LOGGED:
            if table in names:
                of_words = "rowid, " if table.endswith("_words") else ""
                asked = f"SELECT {of_words}* FROM {table} ORDER BY 1"
                rows[table] = [tuple(row) for row in connection.exec_driver_sql(asked)]
    return rows


def _kept(place: Place, to: Path) -> Place:
    kept = Place(to / "vault", to / "state", place.passphrase)
    shutil.copytree(place.folder, kept.folder)
    shutil.copytree(place.state, kept.state)
    return kept


def _held(practice: Practice, clock: ScriptedClock) -> tuple[str, str]:
    """Hold a session with all that makes a chain hard; return its id and what is on its page."""
    client = practice.save_client(None, e.ClientSaved("M.R.", prescriber="Dr. Quill"))
    practice.give_limits(client.id, e.Limits(systolic_mmhg=150, diastolic_mmhg=95))
    client = practice.vault.clients.all()[0]
    session = practice.open_session(client, Opening(planned_dose_mg=Decimal("37.5")))
    session.vitals("124/80 72 98")
    session.dose(Decimal("37.5"))
    clock.advance(timedelta(minutes=5))
    first = session.note("Tingling in one hand, مرحبا and \U0001f979")
    session.amend(first.id, "precision", {"text": "Tingling in both hands"})
    own = session.note("my own pull to reassure", private=True)
    session.amend(own.id, "clearer", {"text": "my pull to reassure"})
    slip = session.note("a slip")
    session.strike(slip.id, "wrong client")
    misplaced = session.note("kept by mistake")
    session.amend(misplaced.id, "fuller", {"text": "kept by mistake, and more"})
    session.draft(practice.template(None))
    session.withdraw(misplaced.id, "these are my own thoughts")
    session.mark("tears", late_by=timedelta(minutes=2))
    session.end("over")
    signed = session.sign("A. Clinician, LCSW", practice.template(None))
    session.addendum("called the next day, well", "follow-up")
    session.note("an afterthought of mine", private=True)
    return session.session_id, signed.hash


def _destroyed(vault: Vault, clock: ScriptedClock) -> None:
    """Keep another client's file and destroy it: envelopes without bodies, told in the log."""
    practice = Practice(vault, clock, PROTOCOL)
    client = practice.save_client(None, e.ClientSaved("X.Y."))
    session = practice.open_session(client, Opening(intention="to sleep"))
    session.note("gone after ten years")
    session.end("over")
    told = e.FileDestroyed(
        client.id, (session.session_id,), START.date(), kept_years=10, reason="kept long enough"
    )
    vault.destroy(told, at=clock.now().wall, utc_offset="+00:00")


def _rehearsed(practice: Practice, clock: ScriptedClock, script: bytes) -> None:
    checklists = parse_checklists(resources.text("checklists/lozenge.json"))
    Rehearsal(practice, clock, checklists).play(parse_script(script), lambda _line, _entry: None)
