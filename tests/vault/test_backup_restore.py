"""A backup comes back whole, the vault that was there stays beside it, whenever it is cut short."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from kap_companion.session.entries import NoteTaken, VaultRestored, VaultUnlocked
from kap_companion.vault import backup_opening, backup_restore, restoring
from kap_companion.vault.backup import (
    BackupDamaged,
    BackupError,
    BackupMissing,
    Restored,
    back_up,
    check_backup,
    read_info,
    restore,
)
from kap_companion.vault.errors import (
    VaultDamaged,
    VaultExists,
    VaultInUse,
    VaultNotWritable,
    WrongBackupPassphrase,
    WrongPassphrase,
)
from kap_companion.vault.keys import Slot
from kap_companion.vault.schema import HEAD
from kap_companion.vault.vault import Vault
from tests.vault.made import NOON, PASSPHRASE, Keep, Place

OLDER = sorted(path.parent for path in (Path(__file__).parents[1] / "vaults").glob("*/vault.db"))
OLDER_PASSPHRASE = "lamp river seven window"
KEPT = "before-restore-2026-03-02T040000"


@dataclass(frozen=True)
class Backed:
    """A vault with a note, its backup, and another note after it."""

    place: Place
    backup: Path
    session_id: str

    def put_back(self, folder: Path | None = None, passphrase: str = PASSPHRASE) -> Restored:
        return restore(
            self.backup,
            folder or self.place.folder,
            passphrase,
            state_folder=self.place.state,
            at=NOON,
            utc_offset="-08:00",
        )

    def texts(self, folder: Path) -> list[str]:
        with replace(self.place, folder=folder).open() as vault:
            return texts(vault, self.session_id)


def texts(vault: Vault, session_id: str) -> list[str]:
    bodies = [entry.body for entry in vault.journal.record(session_id)]
    return [body.text for body in bodies if isinstance(body, NoteTaken)]


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} - {"unlocks.json"}


@pytest.fixture(scope="module")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Backed]:
    from kap_companion.session.entries import Modality, SessionOpened
    from kap_companion.session.phases import CuePlan, PhasePlan
    from kap_companion.vault.journal import new_id
    from tests.vault.made import keep_bodies

    home = tmp_path_factory.mktemp("backed")
    place, session = Place(home / "vault", home / "state"), new_id()
    opened = SessionOpened(
        client_id="client-1",
        client="M.R.",
        modality=Modality.IN_PERSON,
        planned_minutes=90,
        session_number=1,
        phases=PhasePlan(12, 20, 38, 45),
        cues=CuePlan(40, 15),
    )
    vault, _ = place.create()
    with vault:
        keep_bodies(vault, session, opened, NoteTaken("before"))
        back_up(vault, home / "one.kapbackup", at=NOON, utc_offset="-08:00")
        keep_bodies(vault, session, NoteTaken("after"))
    yield Backed(place, home / "one.kapbackup", session)


@pytest.fixture
def backed(made_once: Backed, tmp_path: Path) -> Backed:
    """The same for each test, for it alone."""
    home = made_once.backup.parent
    shutil.copytree(home / "vault", tmp_path / "vault")
    shutil.copyfile(made_once.backup, tmp_path / "one.kapbackup")
    place = Place(tmp_path / "vault", tmp_path / "state")
    # The head outside belongs to a folder: there is one where this copy is opened to work in.
    place.open(working=True).close()
    return Backed(place, tmp_path / "one.kapbackup", made_once.session_id)


def test_into_an_empty_folder_and_into_none(backed: Backed, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "empty", tmp_path / "not/there/yet"):
        done = backed.put_back(folder)
        assert (done.kept, done.info) == (None, read_info(backed.backup))
        assert names(folder) == {"keys.json", "vault.db", "vault.lock"}
        assert backed.texts(folder) == ["before"]
        verdict = replace(backed.place, folder=folder).verify()
        assert (verdict.findings, verdict.unseen) == ((), ())  # its head is kept outside already
        assert folder.stat().st_mode & 0o777 == 0o700


def test_the_vault_that_was_there_lies_whole_beside_the_restored_one(backed: Backed) -> None:
    done = backed.put_back()
    assert done.kept == backed.place.folder / KEPT
    assert backed.texts(backed.place.folder) == ["before"]
    assert backed.texts(done.kept) == ["before", "after"]
    assert backed.place.verify().findings == ()
    assert replace(backed.place, folder=done.kept).verify().findings == ()
    again = backed.put_back()
    assert again.kept == backed.place.folder / f"{KEPT}-2"
    assert backed.texts(done.kept) == ["before", "after"]


def test_the_restored_vault_says_so_and_misses_nothing(backed: Backed) -> None:
    """The head outside is that of the old vault; the restored one begins anew."""
    backed.put_back()
    with backed.place.open(working=True) as vault:
        assert vault.warning is None
        told = [entry.body for entry in vault.journal.access()][-2:]
    info = read_info(backed.backup)
    restored = VaultRestored(info.path.name, str(info.path.parent), info.made_at, info.entries)
    assert told == [restored, VaultUnlocked()]
    assert backed.place.head_file.stat().st_size
    assert backed.place.verify().findings == ()


def test_what_a_kill_left_in_the_wal_stays_with_the_old_vault(backed: Backed, keep: Keep) -> None:
    vault = backed.place.open(working=True)
    keep(vault, backed.session_id, NoteTaken("only in the WAL"))
    with vault:
        killed = backed.place.folder.with_name("as killed")
        shutil.copytree(backed.place.folder, killed)
    shutil.rmtree(backed.place.folder)
    killed.rename(backed.place.folder)
    assert (backed.place.folder / "vault.db-wal").stat().st_size
    done = backed.put_back()
    assert done.kept is not None
    assert backed.texts(backed.place.folder) == ["before"]
    assert backed.texts(done.kept) == ["before", "after", "only in the WAL"]


def test_a_vault_in_use_is_left_alone(backed: Backed) -> None:
    with backed.place.open() as vault, pytest.raises(VaultInUse):
        backed.put_back()
        assert texts(vault, backed.session_id) == ["before", "after"]
    assert backed.texts(backed.place.folder) == ["before", "after"]


def test_an_old_backup_opens_with_the_passphrase_of_its_time(backed: Backed) -> None:
    with backed.place.open() as vault:
        vault.change_passphrase(PASSPHRASE, "another one altogether", at=NOON)
    with pytest.raises(WrongBackupPassphrase, match="the one the vault had on 2 March 2026"):
        backed.put_back(passphrase="another one altogether")
    backed.put_back()
    assert backed.texts(backed.place.folder) == ["before"]
    with pytest.raises(WrongPassphrase):
        backed.place.open("another one altogether")


def test_a_recovery_code_of_its_time_opens_it_too(tmp_path: Path) -> None:
    place = Place(tmp_path / "vault", tmp_path / "state")
    vault, code = place.create()
    with vault:
        back_up(vault, tmp_path / "one.kapbackup", at=NOON, utc_offset="-08:00")
    restore(
        tmp_path / "one.kapbackup",
        tmp_path / "other",
        code,
        state_folder=place.state,
        at=NOON,
        utc_offset="-08:00",
        slot=Slot.RECOVERY,
    )
    assert check_backup(tmp_path / "one.kapbackup", code, slot=Slot.RECOVERY).is_fine
    replace(place, folder=tmp_path / "other").open().close()


def test_a_damaged_backup_changes_nothing(backed: Backed) -> None:
    whole = backed.backup.read_bytes()
    before = {path: path.read_bytes() for path in backed.place.folder.iterdir()}
    for change in (whole[:-1], whole[:9000] + b"?" + whole[9001:], b""):
        backed.backup.write_bytes(change)
        with pytest.raises(BackupDamaged, match=r"one\.kapbackup"):
            backed.put_back()
    backed.backup.unlink()
    with pytest.raises(BackupMissing):
        backed.put_back()
    assert before == {path: path.read_bytes() for path in backed.place.folder.iterdir()}


@pytest.mark.parametrize("older", OLDER, ids=lambda path: path.name)
def test_a_backup_of_an_older_schema_is_restored_and_brought_up_when_it_is_worked_in(
    older: Path, tmp_path: Path
) -> None:
    place = Place(tmp_path / "older", tmp_path / "state", OLDER_PASSPHRASE)
    shutil.copytree(older, place.folder)
    with place.open() as vault:
        info = back_up(vault, tmp_path / "old.kapbackup", at=NOON, utc_offset="-08:00")
    assert info.schema == older.name
    assert check_backup(info.path, OLDER_PASSPHRASE).findings == ()
    restored = replace(place, folder=tmp_path / "restored")
    done = restore(
        info.path,
        restored.folder,
        OLDER_PASSPHRASE,
        state_folder=place.state,
        at=NOON,
        utc_offset="-08:00",
    )
    assert done.info == info
    assert restored.verify().findings == ()
    with restored.open(working=True) as vault:
        assert vault._database.revision == HEAD
        assert vault.journal.length() == info.entries + 2
    assert restored.verify().findings == ()


# --- cut short, refused ---------------------------------------------------------------------------

_CALLS = ("open", "replace", "rename", "mkdir", "unlink", "rmdir", "fsync", "fdopen", "chmod")


class Killed(BaseException):
    """The end of the process, which nothing of it survives."""


@contextmanager
def ending_at(
    number: int, trouble: Callable[[], BaseException], *, for_good: bool
) -> Iterator[Any]:
    """Let the n-th call of the system end in `trouble`, and where `for_good` all after it too."""
    done: list[str] = []

    def refused(name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def one(*args: Any, **more: Any) -> Any:
            if threading.current_thread() is threading.main_thread():
                done.append(name)
                if len(done) == number or (for_good and len(done) > number):
                    raise trouble()
            return call(*args, **more)

        return one

    with pytest.MonkeyPatch.context() as patch:
        for name in _CALLS:
            patch.setattr(os, name, refused(name, getattr(os, name)))
        yield done


@pytest.mark.parametrize("onto", ["an old vault", "nothing"])
def test_killed_at_any_step_the_old_vault_or_the_restored_one_opens(
    backed: Backed, tmp_path: Path, onto: str
) -> None:
    number = 0
    seen: set[str] = set()
    while True:
        # The steps are the same but for those of the old vault.
        number += 1 if onto == "an old vault" else 3
        home = tmp_path / f"round {number}"
        place = Place(home / "vault", home / "state")
        if onto == "an old vault":
            shutil.copytree(backed.place.folder, place.folder)
            place.open(working=True).close()
        one = replace(backed, place=place)
        with ending_at(number, Killed, for_good=True) as done:
            try:
                one.put_back()
                is_over = True
            except Killed:
                is_over = False
        if is_over:
            break
        opens_old_or_new(one, onto, seen)
        shutil.rmtree(home, ignore_errors=True)
    assert number > 25, done
    assert seen == {"old", "new"}


def opens_old_or_new(one: Backed, onto: str, seen: set[str]) -> None:
    folder = one.place.folder
    if onto == "nothing" and not restoring.is_restoring(folder):
        if not (folder / "keys.json").exists():
            # Nothing has happened: there is no vault, and a new one or this one can come here.
            assert not (folder / "vault.db").exists()
            seen.add("old")
            one.put_back()
        assert one.texts(folder) == ["before"]
        return
    if restoring.is_restoring(folder):
        with pytest.raises(VaultExists):
            one.place.create()
    with one.place.open(working=True) as vault:
        assert vault.warning is None
        found = texts(vault, one.session_id)
    assert found in (["before"], ["before", "after"])
    seen.add("new" if found == ["before"] else "old")
    assert one.place.verify().findings == ()
    kept = folder / KEPT
    if found == ["before"] and onto == "an old vault":
        assert one.texts(kept) == ["before", "after"]
    else:
        assert not kept.exists()
    assert names(folder) <= {"keys.json", "vault.db", "vault.lock", KEPT}


def test_a_disk_that_refuses_any_step_is_one_sentence_and_nothing_is_lost(
    backed: Backed, tmp_path: Path
) -> None:
    number, sentences = 0, set()
    while True:
        number += 1
        code = (errno.ENOSPC, errno.EIO)[number % 2]
        home = tmp_path / f"round {number}"
        place = Place(home / "vault", home / "state")
        shutil.copytree(backed.place.folder, place.folder)
        one = replace(backed, place=place)
        refusal = partial(OSError, code, os.strerror(code))
        with ending_at(number, refusal, for_good=False) as done:
            try:
                one.put_back()
                told = None
            except (BackupError, VaultNotWritable) as trouble:
                told = str(trouble)
        if len(done) < number:
            assert told is None
            break
        if told is not None:
            sentences.add(told.split(":")[0].split(",")[0])
            is_begun = "not finished" in told
            with one.place.open(working=True) as vault:
                found = texts(vault, one.session_id)
            assert found == (["before"] if is_begun else ["before", "after"])
        else:
            assert one.texts(place.folder) == ["before"]
        shutil.rmtree(home, ignore_errors=True)
    assert sentences == {"Nothing was restored", "The restore is not finished"}


def test_a_full_disk_changes_nothing(backed: Backed) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    for share in (0.2, 0.9):
        resource.setrlimit(
            resource.RLIMIT_FSIZE, (int(backed.place.data_file.stat().st_size * share), hard)
        )
        try:
            with pytest.raises(BackupError, match="make room for 1 MB"):
                backed.put_back()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
        assert names(backed.place.folder) == {"keys.json", "vault.db", "vault.lock"}
        assert backed.texts(backed.place.folder) == ["before", "after"]


def test_a_place_that_takes_nothing_is_one_sentence(backed: Backed, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    for folder in (Path("/proc/self/vault"), tmp_path / "file", tmp_path / "file/vault"):
        with pytest.raises(BackupError, match="Nothing was restored") as told:
            backed.put_back(folder)
        assert str(folder) in str(told.value)


def test_a_damaged_note_of_a_restore_is_told_and_another_restore_mends_it(backed: Backed) -> None:
    for content in (b"", b"{}", b'{"kept": "../..", "vault_id": "ab"}', b'{"kept": 3}', b"[]"):
        (backed.place.folder / restoring.NOTE).write_bytes(content)
        with pytest.raises(VaultDamaged, match="restore the backup once more"):
            backed.place.open()
        backed.put_back()
        assert backed.texts(backed.place.folder) == ["before"]


def test_what_is_restored_is_checked_before_the_old_vault_is_moved(
    backed: Backed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk that it was unpacked to may be the one that fails."""
    unpack = backup_opening.unpack

    def unpack_badly(contents: Any, copy: Path, told: Any) -> None:
        unpack(contents, copy, told)
        data = bytearray(copy.read_bytes())
        data[-2000] ^= 1
        copy.write_bytes(data)

    monkeypatch.setattr(backup_restore, "unpack", unpack_badly)
    with pytest.raises(BackupDamaged, match="did not pass the check"):
        backed.put_back()
    assert names(backed.place.folder) == {"keys.json", "vault.db", "vault.lock"}
    assert backed.texts(backed.place.folder) == ["before", "after"]
