"""A vault of an earlier version: copied, checked, then updated; whatever fails, nothing is lost."""

from __future__ import annotations

import functools
import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from kap_companion.session.entries import NoteTaken, SessionOpened, Stream
from kap_companion.vault.database import Database
from kap_companion.vault.errors import VaultDamaged, VaultNotUpdated
from kap_companion.vault.head import Head
from kap_companion.vault.journal import new_id
from kap_companion.vault.keys import Keys, Slot, load_keys, save_keys
from kap_companion.vault.migrations.copying import COPY_FILE, keep_copy
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from tests.vault.made import CHEAP, Keep, Place, line_of

ROOT = Path(__file__).parents[2]
FIRST = ROOT / "tests" / "vaults" / "0001"
PASSPHRASE = "lamp river seven window"
AFTER = {"keys.json", "vault.db", "vault.lock", COPY_FILE}
STRACE = shutil.which("strace")
traced = pytest.mark.skipif(STRACE is None, reason="strace injects the faults")


@pytest.fixture
def older(tmp_path: Path) -> Place:
    """A vault as the first version left it."""
    return older_in(tmp_path / "older")


def older_in(folder: Path) -> Place:
    place = Place(folder / "vault", folder / "state", PASSPHRASE)
    place.folder.mkdir(parents=True)
    shutil.copy(FIRST / "vault.db", place.folder)
    save_keys(place.folder, quick_keys())
    return place


@functools.cache
def quick_keys() -> Keys:
    """Return the first version's own data key under the same passphrase, quick to unwrap."""
    keys = load_keys(FIRST)
    key = keys.data_key(Slot.PASSPHRASE, PASSPHRASE)
    return keys.with_secret(Slot.PASSPHRASE, PASSPHRASE, key, CHEAP)


def names(place: Place) -> set[str]:
    return {path.name for path in place.folder.iterdir()}


def revision_of(place: Place, file: str = "vault.db") -> str:
    key = load_keys(place.folder).data_key(Slot.PASSPHRASE, place.passphrase)
    database = Database(place.folder / file, key)
    try:
        return database.revision
    finally:
        database.close()


def holds_what_it_held(vault: Vault) -> bool:
    expected = [json.loads(line) for line in (FIRST / "expected.jsonl").read_text().splitlines()]
    places = dict.fromkeys((line["stream"], line["subject_id"]) for line in expected)
    lines = [line for stream, one in places for line in vault.journal.lines(Stream(stream), one)]
    return [line for line in lines if line["kind"] != "vault_unlocked"] == expected


def copy_as_vault(place: Place, folder: Path) -> Place:
    """Return a vault made of the copy, as somebody would who wants the old version back."""
    there = Place(folder / "back", folder / "back-state", place.passphrase)
    there.folder.mkdir(parents=True)
    shutil.copy(place.folder / "keys.json", there.folder)
    shutil.copy(place.folder / COPY_FILE, there.data_file)
    return there


def test_a_vault_of_an_earlier_version_is_copied_then_updated_when_one_comes_to_work(
    older: Place, tmp_path: Path
) -> None:
    before = older.data_file.read_bytes()
    with older.open(working=True) as vault:
        assert holds_what_it_held(vault)
        vault.shelf.put("outputs", "Headphones", {"ceiling": 0.5})
        assert vault.scratch.load("box") == {"text": "half a thought", "private": True}
    assert names(older) == AFTER
    assert older.verify().is_fine
    assert revision_of(older) == HEAD
    copy = older.folder / COPY_FILE
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert copy.read_bytes() == before
    back = copy_as_vault(older, tmp_path)
    assert back.verify().is_fine
    with back.open() as vault:
        assert holds_what_it_held(vault)


def test_only_reading_an_older_vault_writes_nothing_and_finds_an_empty_shelf(older: Place) -> None:
    before = older.data_file.read_bytes()
    with older.open() as vault:
        assert holds_what_it_held(vault)
        assert (vault.shelf.all("library"), vault.shelf.get("library", "t1")) == ({}, None)
    assert older.verify().is_fine
    assert older.data_file.read_bytes() == before
    assert names(older) == AFTER - {COPY_FILE}


def test_an_updated_vault_is_neither_updated_nor_copied_again(older: Place) -> None:
    older.open(working=True).close()
    (older.folder / COPY_FILE).unlink()
    older.open(working=True).close()
    assert names(older) == AFTER - {COPY_FILE}


def test_what_a_kill_left_in_the_wal_is_in_the_copy(
    older: Place, keep: Keep, opened: SessionOpened, tmp_path: Path
) -> None:
    session = new_id()
    left = Place(tmp_path / "left", tmp_path / "left-state", PASSPHRASE)
    with older.open() as vault:
        keep(vault, session, opened, NoteTaken("the last words before the kill"))
        # By another process: closing a handle of ours would drop SQLite's lock.
        subprocess.run(["cp", "-r", older.folder, left.folder], check=True)
    assert (left.folder / "vault.db-wal").stat().st_size
    left.open(working=True).close()
    for place in (left, copy_as_vault(left, tmp_path)):
        with place.open() as vault:
            assert holds_what_it_held(vault)
            assert vault.journal.record(session)[-1].body == NoteTaken(
                "the last words before the kill"
            )
        assert place.verify().is_fine


def test_what_an_attempt_that_was_cut_short_left_is_made_anew(
    older: Place, keep: Keep, opened: SessionOpened, tmp_path: Path
) -> None:
    for name in (COPY_FILE, f"{COPY_FILE}.new", f"{COPY_FILE}.new-wal"):
        (older.folder / name).write_bytes(b"half a copy")
    session = new_id()
    with older.open() as vault:
        keep(vault, session, opened)
    older.open(working=True).close()
    assert names(older) == AFTER
    with copy_as_vault(older, tmp_path).open() as vault:
        assert len(vault.journal.record(session)) == 1


def test_an_older_vault_that_is_damaged_is_not_updated(older: Place) -> None:
    with older.data_file.open("r+b") as file:
        file.seek(-3000, os.SEEK_END)
        file.write(b"damage")
    before = older.data_file.read_bytes()
    assert not older.verify().is_fine
    with pytest.raises(VaultDamaged, match="run verify") as told:
        older.open(working=True)
    assert "\n" not in str(told.value)
    assert older.data_file.read_bytes() == before
    assert names(older) == AFTER - {COPY_FILE}


def test_a_copy_that_ends_elsewhere_than_the_vault_does_not_count(older: Place) -> None:
    key = load_keys(older.folder).data_key(Slot.PASSPHRASE, PASSPHRASE)
    with pytest.raises(VaultDamaged, match="not updated"):
        keep_copy(older.data_file, key, Head(9999, "ab" * 32))
    assert names(older) == {"keys.json", "vault.db"}


# --- faults and kills -----------------------------------------------------------------------------

UPDATER = """
import sys, pathlib
from kap_companion.vault.vault import Vault
from kap_companion.vault.errors import VaultError
import kap_companion.vault.migrations.copying
folder, state, word = sys.argv[1:]
print("begun", flush=True)
try:
    vault = Vault.open(pathlib.Path(folder), word, state_folder=pathlib.Path(state), working=True)
except VaultError as trouble:
    print(type(trouble).__name__, trouble, flush=True)
else:
    print("updated", flush=True)
    vault.close()
"""


def updater(place: Place) -> list[str]:
    arguments = [place.folder, place.state, place.passphrase]
    return [sys.executable, "-c", UPDATER, *map(str, arguments)]


def traced_update(place: Place, inject: str, *files: str) -> tuple[str, int]:
    """Update under faults on those files of the vault; return what it said and how many came."""
    log = place.folder.parent / "strace"
    # What a file is called has to be there for strace to know it by its name.
    paths = [word for file in files for word in ("-P", str(place.folder.resolve() / file))]
    calls = inject.split(":", maxsplit=1)[0]
    told = subprocess.run(
        [str(STRACE), "-f", "-qq", "-o", str(log), *paths, "-e", f"trace={calls}",
         "-e", f"inject={inject}", *updater(place)],
        capture_output=True,
        text=True,
        timeout=60,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        check=False,
    )  # fmt: skip
    if "ptrace" in told.stderr.lower():
        pytest.skip("strace may not trace here")
    assert told.stderr == ""
    text = log.read_text()
    # strace ends as what it looks after has ended, now and then before it has written that down.
    was_killed = told.returncode in (-signal.SIGKILL, 128 + signal.SIGKILL)
    faults = text.count("(INJECTED)") + text.count("killed by SIGKILL")
    return told.stdout, max(faults, was_killed)


@traced
@pytest.mark.parametrize(
    ("inject", "file"),
    [
        ("write:error=ENOSPC:when=1+", f"{COPY_FILE}.new"),
        ("fsync:error=EIO:when=1", f"{COPY_FILE}.new"),
        ("openat:error=EACCES:when=1", f"{COPY_FILE}.new"),
        ("rename:error=EIO:when=1", f"{COPY_FILE}.new"),
        ("pread64:error=EIO:when=3", f"{COPY_FILE}.new"),
        ("pwrite64:error=ENOSPC:when=1+", "vault.db-wal"),
        ("fsync,fdatasync:error=EIO:when=1+", "vault.db-wal"),
    ],
)
def test_a_disk_that_refuses_the_copy_or_the_update_leaves_the_vault_as_it_was(
    older: Place, inject: str, file: str
) -> None:
    said, faults = traced_update(older, inject, file)
    assert faults
    begun, told = said.splitlines()
    assert begun == "begun"
    assert told.startswith(("VaultNotUpdated", "VaultDamaged")), told
    assert f"{COPY_FILE}.new" not in names(older)
    assert revision_of(older) == "0001"
    assert older.verify().is_fine
    with older.open(working=True) as vault:
        assert holds_what_it_held(vault)
    assert names(older) == AFTER
    assert older.verify().is_fine


@traced
def test_killed_at_any_step_the_vault_opens_and_holds_what_it_held(tmp_path: Path) -> None:
    calls = "openat,write,pwrite64,fsync,fdatasync,rename,unlink,ftruncate,close"
    files = ("vault.db", "vault.db-wal", COPY_FILE, f"{COPY_FILE}.new", f"{COPY_FILE}.new-wal")
    rounds, reached, kill_at = 0, set(), 3
    while True:
        place = older_in(tmp_path / str(kill_at))
        said, killed = traced_update(place, f"{calls}:signal=KILL:when={kill_at}", *files)
        if not killed:
            break
        rounds += 1
        reached.add((COPY_FILE in names(place), f"{COPY_FILE}.new" in names(place)))
        holds_after_a_kill(place)
        kill_at += 5
    assert said.endswith("updated\n")
    assert rounds >= 4
    assert len(reached) >= 3  # before there was a copy, during it, and after it


def test_killed_at_any_moment_the_vault_opens_and_holds_what_it_held(tmp_path: Path) -> None:
    for step in range(3):
        place = older_in(tmp_path / str(step))
        with subprocess.Popen(
            updater(place),
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        ) as child:
            assert line_of(child) == b"begun\n"
            time.sleep(0.03 + 0.05 * step)
            child.kill()
        holds_after_a_kill(place)


def holds_after_a_kill(place: Place) -> None:
    with place.open() as vault:
        assert holds_what_it_held(vault)
    assert place.verify().is_fine
    with place.open(working=True) as vault:
        assert holds_what_it_held(vault)
        vault.shelf.put("outputs", "Headphones", {})
    assert place.verify().is_fine
    # Whether the update was over before the kill or not: one copy, of the vault as it was.
    assert names(place) - {"unlocks.json"} == AFTER
    assert revision_of(place, COPY_FILE) == "0001"


def test_no_room_is_told_in_one_sentence_with_how_much_is_needed(older: Place) -> None:
    told = str(VaultNotUpdated(older.data_file))
    assert "1 MB" in told
    assert "\n" not in told
