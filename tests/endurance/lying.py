"""What lies on the disk before an act: whole vaults, made once in a run and copied each time."""

from __future__ import annotations

import atexit
import json
import os
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

from kap_companion.backups import LATEST, backup_name
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.vault.backup import back_up
from kap_companion.vault.database import Database
from kap_companion.vault.errors import WrongPassphrase
from kap_companion.vault.guessing import forget_failures
from kap_companion.vault.keys import Slot, load_keys, save_keys
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from tests.made import PROTOCOL
from tests.vault.made import CHEAP, PASSPHRASE, Place

BACKUP, AS_KILLED = "earlier.kapbackup", "as killed"
NEW_PASSPHRASE = "slow amber tide over stones"
KEPT = Path(__file__).parents[1] / "vaults"
KEPT_PASSPHRASE = "lamp river seven window"
BOX = {"text": "half a thought", "private": True}
"""What stands in the note box of every vault here; those in tests/vaults hold the same."""

LONG_AGO = datetime(2015, 3, 14, 18, 11, tzinfo=UTC)
OF_ANOTHER = backup_name("0" * 8, LONG_AGO)
"""A backup of another vault in the same folder."""


def place_in(home: Path, passphrase: str = PASSPHRASE) -> Place:
    """Return where vault and state lie in a KAP_HOME."""
    return Place(home / "vault", home / "state", passphrase)


def opens(place: Place) -> bool:
    """Whether the passphrase opens the vault; that it was tried is forgotten. Raises VaultError."""
    try:
        place.open().close()
    except WrongPassphrase:
        # Who tries more of them is held up.
        forget_failures(place.folder)
        return False
    return True


def lay(what: Path, home: Path) -> None:
    """Put a copy of all that lies in `what` into `home`."""
    shutil.copytree(what, home, dirs_exist_ok=True)


def quick_folder() -> Path | None:
    """Return a disk in memory, where there is one.

    A kill takes nothing of what the system has to write, so nobody need wait for a real disk.
    """
    memory = Path("/dev/shm")
    return memory if os.access(memory, os.W_OK) else None


@cache
def practice() -> Path:
    """A home with a vault of three clients; its recovery code lies beside, in `code`.

    M.R. has a signed session, then one that ended and is not signed; B.B. one of long ago; all
    with private notes.
    """
    home = _fresh()
    vault, code = place_in(home).create()
    (home / "code").write_text(code, encoding="utf-8")
    with vault:
        clock = ScriptedClock(LONG_AGO)
        _held(Practice(vault, clock, PROTOCOL), clock, "B.B.", sign=False)
        clock.advance(timedelta(days=3650))
        held = Practice(vault, clock, PROTOCOL)
        _held(held, clock, "M.R.", sign=True)
        clock.advance(timedelta(days=7))
        _held(held, clock, "M.R.", sign=False)
        vault.scratch.save("box", BOX)
    return home


def older_schemas() -> list[str]:
    """Return the schemas before this app's of which a vault is kept."""
    return sorted(path.name for path in KEPT.glob("[0-9]*") if path.name < HEAD)


@cache
def older(name: str) -> Path:
    """A home with the vault that an earlier schema left, at a cost that lets this be quick."""
    home = _fresh()
    folder = home / "vault"
    shutil.copytree(KEPT / name, folder)
    folder.chmod(0o700)
    shutil.move(folder / "expected.jsonl", home / "expected.jsonl")
    keys = load_keys(folder)
    data_key = keys.data_key(Slot.PASSPHRASE, KEPT_PASSPHRASE)
    save_keys(folder, keys.with_secret(Slot.PASSPHRASE, KEPT_PASSPHRASE, data_key, CHEAP))
    return home


@cache
def exported() -> Path:
    """A folder with `record.json` and `notes.json` of a session of another vault."""
    home = _fresh()
    vault, _ = place_in(home).create()
    with vault:
        clock = ScriptedClock(LONG_AGO + timedelta(days=3000))
        held = Practice(vault, clock, PROTOCOL)
        session = _held(held, clock, "E.X.", sign=True)
        (record,) = held.export_record(session, ("json",), home / "out").paths
        (notes,) = held.export_psychotherapy_notes(session, ("json",), home / "out").paths
    folder = home / "exported"
    folder.mkdir()
    record.rename(folder / "record.json")
    notes.rename(folder / "notes.json")
    return folder


@cache
def backed_up() -> Path:
    """A home with a vault, its backup in `earlier.kapbackup`, and what was done since.

    Since then notes were kept and the passphrase was changed to `NEW_PASSPHRASE`. `backed_up.json`
    tells the hashes that the backup holds. In `AS_KILLED` lie the vault's files as a kill right
    after that would leave them.
    """
    home = _fresh()
    lay(practice(), home)
    place = place_in(home)
    with place.open() as vault:
        hashes = hashes_by_id(vault)
        back_up(vault, home / BACKUP, at=LONG_AGO, utc_offset="+00:00")
        (home / "backed_up.json").write_text(json.dumps(hashes), encoding="utf-8")
        clock = ScriptedClock(LONG_AGO + timedelta(days=4000))
        _held(Practice(vault, clock, PROTOCOL), clock, "M.R.", sign=False)
        vault.change_passphrase(PASSPHRASE, NEW_PASSPHRASE, cost=CHEAP)
        shutil.copytree(place.folder, home / AS_KILLED)
        assert (home / AS_KILLED / "vault.db-wal").stat().st_size > 0
    return home


@cache
def backed_up_often() -> Path:
    """A home with a vault and a folder of more automatic backups of it than are kept.

    Beside them lie one of another vault's and a file of the clinician's own.
    """
    home = _fresh()
    lay(practice(), home)
    folder = home / "backups"
    with place_in(home).open() as vault:
        for hour in range(LATEST + 1):
            at = LONG_AGO + timedelta(hours=hour)
            back_up(vault, folder / backup_name(vault.id, at), at=at, utc_offset="+00:00")
        shutil.copy(folder / backup_name(vault.id, LONG_AGO), folder / OF_ANOTHER)
    (folder / "my own.txt").write_text("not the app's", encoding="utf-8")
    return home


def hashes_by_id(vault: Vault) -> dict[str, str]:
    """Return the hash of every entry in the vault, of all streams."""
    database: Database = vault._database
    with database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT id, hash FROM entries").all()
    return {row.id: row.hash for row in rows}


def _held(held: Practice, clock: ScriptedClock, code: str, *, sign: bool) -> str:
    known = held.vault.clients.by_code(code)
    client = known or held.save_client(None, e.ClientSaved(code, prescriber="Dr. P.N."))
    session = held.open_session(client, Opening(planned_dose_mg=Decimal(150), intention="to rest"))
    session.vitals("124/80 72 98")
    session.dose(Decimal(150))
    for number in range(8):
        clock.advance(timedelta(minutes=5))
        session.note(f"{code} says {number}")
        session.note(f"of my own, {number}", private=number % 2 == 0)
    slip = session.note("kept by mistake")
    session.withdraw(slip.id, "my own thought")
    clock.advance(timedelta(minutes=30))
    session.end()
    if sign:
        session.draft(held.template(None))
        session.sign("A. Clinician, LCSW", held.template(None))
        session.addendum("called the next day, well", "follow-up")
    return session.session_id


def _fresh() -> Path:
    home = Path(tempfile.mkdtemp(prefix="kap-lying-", dir=quick_folder()))
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    return home
