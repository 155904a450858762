"""A backup is made while the session goes on, holds nobody up, and is there whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import resource
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kap_companion.session.entries import (
    BackupFailed,
    BackupMade,
    EntryWithdrawn,
    NoteTaken,
    SessionOpened,
    Stream,
)
from kap_companion.vault import backup, backup_copier, backup_launch
from kap_companion.vault.backup import (
    BackupDamaged,
    BackupError,
    BackupRun,
    back_up,
    check_backup,
    read_info,
    restore,
)
from kap_companion.vault.backup_file import facts_of
from kap_companion.vault.journal import Pending, new_id
from kap_companion.vault.moving import moved_to_private
from kap_companion.vault.vault import Vault
from tests.vault.made import NOON, PASSPHRASE, Keep, Place

ROOT = Path(__file__).parents[2]


@pytest.fixture
def to(tmp_path: Path) -> Path:
    return tmp_path / "backups" / "one.kapbackup"


def begun(vault: Vault, to: Path) -> BackupRun:
    run = BackupRun(vault, to, at=NOON, utc_offset="-08:00")
    run.start()
    return run


def come_to_its_end(run: BackupRun, meanwhile: Callable[[], object] = lambda: None) -> None:
    given_up_at = time.monotonic() + 60
    while not run.poll():
        meanwhile()
        time.sleep(0.005)
        assert time.monotonic() < given_up_at
    run.wait_until_gone()


def being_made(to: Path) -> None:
    """Wait until the copying process writes."""
    given_up_at = time.monotonic() + 60
    while not to.with_name(f".{to.name}.making").exists():
        time.sleep(0.001)
        assert time.monotonic() < given_up_at


def texts(vault: Vault, session_id: str) -> list[str]:
    bodies = [entry.body for entry in vault.journal.record(session_id)]
    return [body.text for body in bodies if isinstance(body, NoteTaken)]


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def put_back(to: Path, place: Place) -> Place:
    """Restore a backup elsewhere."""
    other = Place(place.folder.with_name("elsewhere"), place.state, place.passphrase)
    restore(to, other.folder, PASSPHRASE, state_folder=other.state, at=NOON, utc_offset="+00:00")
    return other


def test_notes_go_on_while_a_backup_is_made_and_it_holds_all_up_to_its_beginning(
    place: Place, vault: Vault, keep: Keep, session_id: str, to: Path
) -> None:
    run = begun(vault, to)
    meanwhile: list[str] = []

    def take_a_note() -> None:
        meanwhile.append(f"meanwhile {len(meanwhile)} " + "words " * 300)
        keep(vault, session_id, NoteTaken(meanwhile[-1]))

    come_to_its_end(run, take_a_note)
    assert run.failed is None
    assert run.done is not None
    assert run.fraction == 1.0
    assert len(meanwhile) > 3
    assert texts(vault, session_id) == ["Tingling", *meanwhile]
    assert run.done == read_info(to)
    assert check_backup(to, PASSPHRASE).findings == ()
    with put_back(to, place).open() as restored:
        assert texts(restored, session_id) == ["Tingling"]
        assert restored.journal.length() == run.done.entries + 1  # that it was restored
    vault.close()
    assert place.verify().findings == ()


def test_the_vault_says_in_its_own_log_that_a_backup_was_made(
    vault: Vault, session_id: str, to: Path
) -> None:
    fractions: list[float] = []
    info = back_up(vault, to, at=NOON, utc_offset="-08:00", progress=fractions.append)
    told = vault.journal.access()[-1]
    assert told.body == BackupMade(to.name, str(to.parent), info.entries)
    assert (told.at - NOON).total_seconds() < 60
    assert told.utc_offset == "-08:00"
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
    assert names(to.parent) == [to.name]
    assert to.stat().st_mode & 0o777 == 0o600


def test_what_is_there_is_never_overwritten(vault: Vault, to: Path) -> None:
    to.parent.mkdir()
    to.write_text("something else")
    with pytest.raises(BackupError, match="not overwritten"):
        back_up(vault, to, at=NOON, utc_offset="-08:00")
    assert to.read_text() == "something else"


def test_a_file_that_comes_there_meanwhile_is_not_overwritten_either(
    vault: Vault, to: Path
) -> None:
    run = begun(vault, to)
    being_made(to)
    to.write_text("something else")
    come_to_its_end(run)
    assert "not overwritten" in str(run.failed)
    assert to.read_text() == "something else"
    assert names(to.parent) == [to.name]


def test_a_backup_that_is_stopped_leaves_nothing(vault: Vault, session_id: str, to: Path) -> None:
    run = begun(vault, to)
    run.stop()
    assert run.is_over
    run.wait_until_gone()
    assert names(to.parent) == []
    assert back_up(vault, to, at=NOON, utc_offset="-08:00").entries


@pytest.mark.parametrize("has_begun", [False, True])
def test_once_what_copies_is_told_to_stop_no_file_of_it_comes_into_being(
    vault: Vault, to: Path, monkeypatch: pytest.MonkeyPatch, has_begun: bool
) -> None:
    standing = vault.stand_still()
    order = {
        "source": str(standing.data_file),
        "to": str(to),
        "key_file": standing.key_file.hex(),
        "data_key": standing.data_key.hex(),
        "facts": {},
    }
    copier = backup_copier._Copier(order, lambda **_told: None)
    monkeypatch.setattr(backup_copier._Copier, "_listen", lambda _self: None)
    # Whoever ends the process takes this, and never lets it go.
    if has_begun:
        monkeypatch.setattr(backup_copier, "_hold", lambda _handle: copier._naming.acquire())
    else:
        copier._naming.acquire()
    making = threading.Thread(target=copier.make, daemon=True)
    making.start()
    making.join(0.5)
    assert making.is_alive()
    assert names(to.parent) == ([f".{to.name}.making"] if has_begun else [])
    vault.move_on(standing)


def test_a_word_that_does_not_reach_the_copying_process_ends_the_backup_and_is_told(
    vault: Vault, to: Path
) -> None:
    run = begun(vault, to)
    assert run._process is not None
    pipe: Any = run._process.stdin
    assert pipe is not None

    class Deaf(io.BytesIO):
        def write(self, _: object) -> int:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        def close(self) -> None:
            pipe.close()

    run._process.stdin = Deaf()
    come_to_its_end(run)
    assert run.failed is not None
    assert run.failed.startswith("No backup was made: what copies the vault cannot be reached")
    assert run.done is None


def test_two_backups_of_a_vault_are_never_made_at_once(
    vault: Vault, to: Path, tmp_path: Path
) -> None:
    run = begun(vault, to)
    with pytest.raises(BackupError, match="made already"):
        begun(vault, tmp_path / "two.kapbackup")
    come_to_its_end(run)
    assert run.done is not None
    assert not (tmp_path / "two.kapbackup").exists()


def test_locking_or_closing_meanwhile_ends_it_and_the_vault_is_whole(
    place: Place, vault: Vault, keep: Keep, session_id: str, to: Path
) -> None:
    run = begun(vault, to)
    keep(vault, session_id, NoteTaken("the last one"))
    vault.close()
    come_to_its_end(run)
    assert "closed meanwhile" in str(run.failed)
    assert names(to.parent) == []
    assert place.verify().findings == ()
    with place.open() as again:
        assert texts(again, session_id) == ["Tingling", "the last one"]
        with pytest.raises(BackupError, match="unlock it"):
            begun(vault, to)


def test_a_note_withdrawn_meanwhile_is_washed_out_once_the_copy_is_made(
    place: Place, vault: Vault, keep: Keep, session_id: str, to: Path
) -> None:
    """Its pages wait in the WAL while the data file stands still, and no longer."""
    note = keep(vault, session_id, NoteTaken("to be withdrawn"))[0].id
    run = begun(vault, to)
    moved = moved_to_private(vault.journal.record(session_id), note)
    told = Pending(Stream.RECORD, session_id, EntryWithdrawn(note, "mine alone"))
    vault.withdraw(session_id, note, [*moved, told], at=NOON, utc_offset="-08:00")
    wal = place.folder / "vault.db-wal"
    assert wal.stat().st_size
    while wal.stat().st_size:
        assert not run.is_over
        run.poll()
        time.sleep(0.005)
    come_to_its_end(run)
    assert run.done is not None
    assert check_backup(to, PASSPHRASE).findings == ()


def test_the_data_key_goes_through_a_pipe_alone(
    vault: Vault, to: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KAP_PASSPHRASE", PASSPHRASE)
    run = begun(vault, to)
    assert run._process is not None
    places = [Path(f"/proc/{run._process.pid}/{what}") for what in ("cmdline", "environ")]
    given_up_at = time.monotonic() + 60
    # While a process begins, both are empty for a moment.
    while b"backup" not in (seen := b"".join(place.read_bytes() for place in places)):
        assert time.monotonic() < given_up_at
    come_to_its_end(run)
    assert PASSPHRASE.encode() not in seen
    assert vault._unlocked.data_key.hex().encode() not in seen


def test_a_damaged_vault_makes_no_backup_and_says_so(
    place: Place, vault: Vault, keep: Keep, session_id: str, to: Path
) -> None:
    keep(vault, session_id, *(NoteTaken("a note " * 100) for _ in range(60)))
    vault.close()
    data = bytearray(place.data_file.read_bytes())
    data[-3000] ^= 1
    place.data_file.write_bytes(data)
    with place.open() as damaged, pytest.raises(BackupDamaged, match="did not pass the check"):
        back_up(damaged, to, at=NOON, utc_offset="-08:00")
    assert names(to.parent) == []


def test_a_folder_that_is_not_there_is_said_and_logged(vault: Vault, tmp_path: Path) -> None:
    """What is above it is not made: the disk that should be there may not be plugged in."""
    with pytest.raises(BackupError, match="is not there"):
        back_up(vault, tmp_path / "usb/deep/a.kapbackup", at=NOON, utc_offset="-08:00")
    assert not (tmp_path / "usb").exists()
    (tmp_path / "file").write_text("")
    with pytest.raises(BackupError, match="not there"):
        back_up(vault, tmp_path / "file/a.kapbackup", at=NOON, utc_offset="-08:00")
    told = [entry.body for entry in vault.journal.access()][-2:]
    assert all(isinstance(body, BackupFailed) for body in told)
    assert isinstance(told[-1], BackupFailed)
    assert told[-1].why.startswith("No backup was made")
    assert names(tmp_path) == ["file", "state", "vault"]


def test_without_room_for_it_none_is_begun_and_how_much_it_takes_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class NoRoom:
        free = 20 << 20

    monkeypatch.setattr(shutil, "disk_usage", lambda _: NoRoom)
    backup_copier._look_for_room(tmp_path, 1 << 20)
    with pytest.raises(BackupError, match=r"it needs 24 MB of room in .*\. Make room"):
        backup_copier._look_for_room(tmp_path, 3 << 20)


def test_why_it_fails_is_logged_once_and_not_at_each_try(vault: Vault, tmp_path: Path) -> None:
    before, told = len(vault.journal.access()), None
    for _ in range(3):
        to = tmp_path / "usb/deep/a.kapbackup"
        run = BackupRun(vault, to, at=NOON, utc_offset="-08:00", told=told)
        run.start()
        come_to_its_end(run)
        told = run.failed
    assert len(vault.journal.access()) == before + 1


def test_a_folder_that_may_not_be_written_to_is_said(vault: Vault, tmp_path: Path) -> None:
    with pytest.raises(BackupError, match="/proc"):
        back_up(vault, Path("/proc/self/a.kapbackup"), at=NOON, utc_offset="-08:00")


# --- what ends at the wrong moment ----------------------------------------------------------------


def test_the_copying_process_killed_leaves_no_backup_and_the_next_clears_away(
    vault: Vault, session_id: str, to: Path
) -> None:
    run = begun(vault, to)
    assert run._process is not None
    being_made(to)
    run._process.send_signal(signal.SIGKILL)
    come_to_its_end(run)
    assert "No backup was made" in str(run.failed)
    assert to.name not in names(to.parent)
    back_up(vault, to, at=NOON, utc_offset="-08:00")
    assert names(to.parent) == [to.name]


@pytest.mark.parametrize("seconds", [0.0, 0.3, 0.6, 0.9, 1.2])
def test_the_app_killed_meanwhile_leaves_a_whole_backup_or_none(
    place: Place, to: Path, seconds: float
) -> None:
    place.create()[0].close()
    to.parent.mkdir()
    with subprocess.Popen(
        [sys.executable, "-c", _BACKS_UP, place.folder, place.state, place.passphrase, to],
        stdout=subprocess.PIPE,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        child.kill()
    given_up_at = time.monotonic() + 60
    while any(name.startswith(".") for name in names(to.parent)):
        assert time.monotonic() < given_up_at, names(to.parent)
        time.sleep(0.02)
    if to.exists():
        assert check_backup(to, PASSPHRASE).findings == ()
    assert place.verify().findings == ()


_BACKS_UP = """
import sys
from pathlib import Path
from kap_companion.vault.backup import BackupRun
from kap_companion.vault.vault import Vault
from tests.vault.made import NOON
folder, state, passphrase, to = sys.argv[1:]
vault = Vault.open(Path(folder), passphrase, state_folder=Path(state), working=True)
run = BackupRun(vault, Path(to), at=NOON, utc_offset="-08:00")
run.start()
print("begun", flush=True)
while not run.poll():
    pass
"""


def test_what_another_backup_is_still_writing_is_left_alone(to: Path) -> None:
    to.parent.mkdir()
    alive = to.with_name(".alive.kapbackup.making")
    dead = to.with_name(".dead.kapbackup.making")
    alone = to.with_name(".alone.kapbackup.making.copy")
    for path in (alive, dead, dead.with_name(dead.name + ".copy"), alone):
        path.write_bytes(b"half")
    with alive.open("rb") as file:
        backup_copier._hold(file.fileno())
        backup_copier.sweep(to.parent)
    assert names(to.parent) == [alive.name]


@pytest.mark.parametrize("share", [0.0, 0.3, 1.0, 1.002])
def test_a_disk_that_is_full_is_said_and_nothing_is_left(
    place: Place, vault: Vault, session_id: str, to: Path, share: float
) -> None:
    """Full while it is copied, and while the copy, which just fits, becomes a backup."""
    at_most = int(place.data_file.stat().st_size * share)
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    to.parent.mkdir()
    run = BackupRun(vault, to, at=NOON, utc_offset="-08:00")
    # What the copying process inherits; this one writes nothing before it is lifted again.
    start = backup_launch.start_copier

    def start_limited() -> subprocess.Popen[bytes]:
        resource.setrlimit(resource.RLIMIT_FSIZE, (at_most, hard))
        try:
            return start()
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(backup, "start_copier", start_limited)
        run.start()
    come_to_its_end(run)
    assert "is full" in str(run.failed)
    assert names(to.parent) == []
    assert isinstance(vault.journal.access()[-1].body, BackupFailed)


_CALLS = ("open", "fsync", "link", "fdopen", "fstat")


class Refusing:
    """Makes the n-th of some calls of the system fail, and counts them."""

    def __init__(self, patch: pytest.MonkeyPatch, number: int, code: int) -> None:
        self.count = 0
        for name in _CALLS:
            patch.setattr(os, name, self._refused(getattr(os, name), number, code))

    def _refused(self, call: Callable[..., Any], number: int, code: int) -> Callable[..., Any]:
        def refused(*args: Any, **more: Any) -> Any:
            self.count += 1
            if self.count == number:
                raise OSError(code, os.strerror(code))
            return call(*args, **more)

        return refused


@pytest.mark.parametrize("code", [28, 5])  # ENOSPC, EIO
def test_a_disk_that_refuses_at_any_step_leaves_no_half_backup(
    place: Place,
    vault: Vault,
    session_id: str,
    to: Path,
    code: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The copying process's own steps, here in this process, each refused in turn."""
    to.parent.mkdir()
    standing = vault.stand_still()
    order = {
        "source": str(place.data_file),
        "to": str(to),
        "key_file": standing.key_file.hex(),
        "data_key": standing.data_key.hex(),
        "facts": facts_of(vault.id, NOON, standing.ledger.n, standing.ledger.head, standing.schema),
    }
    # Nobody may have the data file open while this process looks at it.
    vault.close()
    monkeypatch.setattr(backup_copier._Copier, "_listen", lambda self: self._may_go_on.set())
    made, number = False, 0
    while not made:
        number += 1
        with monkeypatch.context() as patch:
            refusing = Refusing(patch, number, code)
            try:
                backup_copier._Copier(order, lambda **_: None).make()
                made = refusing.count < number
            except (OSError, BackupError) as trouble:
                told = (
                    backup_copier.cannot_write(trouble, to.parent)
                    if isinstance(trouble, OSError)
                    else str(trouble)
                )
                assert told.endswith(".")
        left = names(to.parent)
        assert left in ([], [to.name]), (number, left)
        if left:
            # All was there and only its name may not be durable: it is a backup.
            assert check_backup(to, PASSPHRASE).findings == ()
            to.unlink()
    assert number > 6


def test_another_schema_and_a_second_vault_are_told_apart(
    place: Place, vault: Vault, keep: Keep, opened: SessionOpened, to: Path, tmp_path: Path
) -> None:
    keep(vault, new_id(), opened)
    back_up(vault, to, at=NOON, utc_offset="-08:00")
    other, _ = Place(tmp_path / "other", place.state).create()
    with other:
        info = back_up(other, to.with_name("two.kapbackup"), at=NOON, utc_offset="-08:00")
    assert read_info(to).vault_id == vault.id != info.vault_id == other.id
