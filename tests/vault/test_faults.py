"""Damage: what was acknowledged is there, or somebody is told. Kills: test_kills_and_disks.py."""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kap_companion.session.entries import NoteTaken, SessionOpened
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged
from kap_companion.vault.journal import new_id
from kap_companion.vault.keys import Slot, load_keys
from kap_companion.vault.schema import TRIGGERS
from kap_companion.vault.vault import Vault
from tests.vault.made import Keep, Place, line_of

WRITER = Path(__file__).with_name("writer.py")
ROOT = Path(__file__).parents[2]


def command(place: Place, count: int) -> list[str]:
    arguments = [place.folder, place.state, place.passphrase, count]
    return [sys.executable, str(WRITER), *map(str, arguments)]


def write_and_kill(place: Place, seconds: float) -> list[str]:
    """Return the hashes that a process acknowledged before it was killed."""
    with subprocess.Popen(
        command(place, 100_000),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=environment(),
    ) as child:
        assert b"open" in line_of(child)
        time.sleep(seconds)
        child.kill()
        output, errors = child.communicate()
    assert errors == b""
    return acknowledged(output.decode())


def environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT)}


# SQLite's file format, 4.1: a header of 32 bytes, then 24 bytes before each page.
_IN_FIRST_PAGE = 32 + 24 + 100


def acknowledged(output: str) -> list[str]:
    # The last line may be cut.
    lines = [json.loads(line) for line in output.splitlines() if line.endswith("}")]
    return [one for line in lines for one in line.get("kept", {}).values()]


def hashes_in(vault: Vault) -> set[str]:
    database: Database = vault._database
    with database.reading() as connection:
        return set(connection.exec_driver_sql("SELECT hash FROM entries").scalars())


def test_a_damaged_wal_after_a_kill_loses_nothing_acknowledged_or_is_reported(
    place: Place, tmp_path: Path
) -> None:
    place.create()[0].close()
    acked = set(write_and_kill(place, 0.3))
    shutil.copytree(place.folder, tmp_path / "folder as left")
    shutil.copytree(place.state, tmp_path / "state as left")
    wal = place.folder / "vault.db-wal"
    size, reported, chance = wal.stat().st_size, 0, random.Random(11)
    # The first page is in use whatever the rest is: behind a damaged one SQLite reads nothing.
    for position in (_IN_FIRST_PAGE, *(chance.randrange(size) for _ in range(11))):
        flip(wal, position)
        verdict = place.verify()
        # verify has looked; the next to come to work must not wipe the sign away.
        try:
            with place.open(working=True) as vault:
                lost = acked - hashes_in(vault)
                assert (vault.warning is not None) == bool(lost)
        except VaultDamaged:
            lost = acked
        if lost:
            reported += 1
            assert not verdict.is_fine
            assert not place.verify().is_fine
        for folder, was in ((place.folder, "folder as left"), (place.state, "state as left")):
            shutil.rmtree(folder)
            shutil.copytree(tmp_path / was, folder)
    assert reported
    assert place.verify().is_fine


def test_any_changed_byte_of_the_vault_file_is_refused_or_reported(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    with place.create()[0] as vault:
        for _ in range(20):
            keep(vault, new_id(), opened, NoteTaken("a note " * 40))
    assert place.verify().is_fine
    size, chance = place.data_file.stat().st_size, random.Random(3)
    positions = [0, 15, 16, 24, 100, size - 1, *(chance.randrange(size) for _ in range(30))]
    for position in positions:
        with flipped(place.data_file, position):
            verdict = place.verify()
            assert verdict.findings, f"byte {position} of {size} passed"
            assert all("\n" not in finding for finding in verdict.findings)
    assert place.verify().is_fine


def test_damage_is_told_as_damage_and_never_as_a_wrong_passphrase(
    place: Place, keep: Keep, opened: SessionOpened, capfd: pytest.CaptureFixture[str]
) -> None:
    with place.create()[0] as vault:
        session = new_id()
        keep(vault, session, opened, *(NoteTaken("a note " * 100) for _ in range(60)))
    size = place.data_file.stat().st_size
    with flipped(place.data_file, 20), pytest.raises(VaultDamaged):
        place.open()
    told = 0
    for page in range(1, size // 4096):
        with flipped(place.data_file, page * 4096 + 2000):
            try:
                with place.open(working=True) as vault:
                    vault.journal.record(session)
                    vault.sessions.all()
            except VaultDamaged:
                told += 1
    assert told
    assert capfd.readouterr() == ("", "")


# --- what only somebody with the passphrase could do ----------------------------------------------


TAMPERINGS = {
    "the last entries removed": "DELETE FROM {table} WHERE n > 3",
    "a body rewritten": "UPDATE bodies SET body = '{{\"text\":\"other\"}}' WHERE n = 3",
    "a body removed": "DELETE FROM bodies WHERE n = 3",
    "an entry removed from the middle": "DELETE FROM {table} WHERE n = 3",
    "an envelope rewritten":
        "UPDATE entries SET envelope = json_set(envelope, '$.at', '2020-01-01') WHERE n = 3",
    "something slipped into an envelope":
        "UPDATE entries SET envelope = json_set(envelope, '$.more', 1) WHERE n = 3",
    "a hash rewritten": "UPDATE entries SET hash = '00' WHERE n = 3",
    "a head rewritten": "UPDATE entries SET head = hash WHERE n = 3",
}  # fmt: skip


@pytest.mark.parametrize("change", TAMPERINGS)
def test_what_was_tampered_with_behind_the_guards_is_found(
    place: Place, keep: Keep, opened: SessionOpened, change: str
) -> None:
    with place.create()[0] as vault:
        keep(vault, new_id(), opened, NoteTaken("one"), NoteTaken("two"))
        keep(vault, new_id(), opened, NoteTaken("three"))
    key = load_keys(place.folder).data_key(Slot.PASSPHRASE, place.passphrase)
    database = Database(place.data_file, key)
    with database.writing() as connection:
        for name in TRIGGERS:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        statement = TAMPERINGS[change]
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        for table in ("bodies", "entries") if "{table}" in statement else ("",):
            connection.exec_driver_sql(statement.format(table=table))
        for trigger in TRIGGERS.values():
            connection.exec_driver_sql(trigger)
    database.close()
    assert place.verify().findings


def test_a_hash_on_a_signed_page_is_looked_for_in_every_chain(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    with place.create()[0] as vault:
        kept = keep(vault, new_id(), opened, NoteTaken("one"))
    verdict = place.verify(f" {kept[1].hash.upper()} ")
    assert (verdict.found_against, verdict.is_fine, verdict.entries) == (True, True, 3)
    verdict = place.verify("ab" * 32)
    assert (verdict.found_against, verdict.is_fine, verdict.findings) == (False, False, ())


# --- the head outside -----------------------------------------------------------------------------


def test_an_older_copy_put_back_is_noticed_and_stays_noticed(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    place.create()[0].close()
    older = place.data_file.read_bytes()
    with place.open() as vault:
        keep(vault, new_id(), opened)
    place.data_file.write_bytes(older)
    assert not place.verify().is_fine
    with place.open(working=True) as vault:
        assert vault.warning is not None
        keep(vault, new_id(), opened, NoteTaken("on it goes"))
    with place.open(working=True) as vault:
        assert vault.warning is None  # said once; verify goes on to say it
    assert any("kept are missing" in finding for finding in place.verify().findings)


def test_a_head_that_lags_behind_is_fine_and_so_is_none(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    place.create()[0].close()
    lagging = place.head_file.read_bytes()
    with place.open() as vault:
        keep(vault, new_id(), opened)
    place.head_file.write_bytes(lagging)
    assert place.verify().is_fine
    place.head_file.write_bytes(b"")
    assert place.verify().is_fine
    place.head_file.unlink()
    assert place.verify().is_fine
    with place.open(working=True) as vault:
        assert vault.warning is None
    assert place.head_file.stat().st_size


def test_a_changed_head_is_reported(place: Place) -> None:
    place.create()[0].close()
    with flipped(place.head_file, 30):
        assert not place.verify().is_fine
    assert place.verify().is_fine


def test_a_copy_of_the_vault_elsewhere_has_no_head_and_is_fine(
    place: Place, keep: Keep, opened: SessionOpened, tmp_path: Path
) -> None:
    with place.create()[0] as vault:
        keep(vault, new_id(), opened)
    shutil.copytree(place.folder, tmp_path / "copy")
    with place.open() as vault:
        keep(vault, new_id(), opened)
    copy = Place(tmp_path / "copy", place.state)
    assert copy.verify().is_fine
    copy.open(working=True).close()
    assert copy.verify().is_fine
    assert place.verify().is_fine


def test_a_state_folder_that_takes_nothing_never_stops_a_note(
    place: Place, keep: Keep, opened: SessionOpened
) -> None:
    place.state.write_text("a file where the folder should be")
    with place.create()[0] as vault:
        assert keep(vault, new_id(), opened, NoteTaken("kept"))
    assert place.verify().is_fine


class flipped:
    """One byte of a file, another one for the length of a block."""

    def __init__(self, path: Path, position: int) -> None:
        self.path, self.position = path, position

    def __enter__(self) -> None:
        self.whole = self.path.read_bytes()
        flip(self.path, self.position)

    def __exit__(self, *_: object) -> None:
        self.path.write_bytes(self.whole)


def flip(path: Path, position: int) -> None:
    with path.open("r+b") as file:
        file.seek(position)
        byte = file.read(1)[0]
        file.seek(position)
        file.write(bytes([byte ^ 0x41]))
