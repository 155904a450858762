"""What the copying process does: copy the data file, check the copy, and make one file of it.

It is a process of its own since none of ours may open the data file while SQLite has it there:
closing any handle would drop SQLite's lock (FACTS). It gets the data key through a pipe, holds no
lock of the vault's, and ends when the pipe does: then whoever ordered the backup is gone.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from kap_companion.language import tr
from kap_companion.system_words import system_words
from kap_companion.vault.errors import (
    BackupError,
    VaultDamaged,
    VaultError,
    VaultInUse,
    VaultNotWritable,
)
from kap_companion.vault.files import CHUNK_BYTES, clear_away, copy_out, sync_folder

if TYPE_CHECKING:
    from kap_companion.vault.backup_file import Member

COPIED_AT, CHECKED_AT = 0.3, 0.8
"""How far it is once the data file is copied, and once the copy is checked."""

_MAKING = ".making"
_COPY = ".copy"
_LEAST_ROOM_BYTES = 16 << 20
_TOLD_EVERY_S = 0.1
_STALE_S = 24 * 3600.0
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def serve() -> None:
    """Read an order, make its backup, and tell how it goes, a JSON line at a time."""
    if hasattr(os, "nice"):
        os.nice(10)
    order = json.loads(sys.stdin.buffer.readline())
    # What a library prints must not stand among the answers.
    with os.fdopen(os.dup(1), "wb", buffering=0) as answers:
        os.dup2(2, 1)

        def tell(**what: Any) -> None:
            with contextlib.suppress(BrokenPipeError):
                answers.write(json.dumps(what).encode("ascii") + b"\n")

        try:
            tell(done=_Copier(order, tell).make())
        except VaultError as trouble:
            tell(failed=str(trouble), damaged=isinstance(trouble, VaultDamaged))
        except OSError as trouble:
            tell(failed=cannot_write(trouble, Path(order["to"]).parent))


def cannot_write(trouble: OSError, folder: Path) -> str:
    """Return the sentence for a folder that took no backup."""
    if trouble.errno in _FULL:
        return tr(
            "No backup was made: the disk of {folder} is full. Make room, or choose another.",
            folder=folder,
        )
    if trouble.errno == errno.EROFS or isinstance(trouble, PermissionError):
        return tr(
            "No backup was made: {folder} may not be written to. Choose another folder.",
            folder=folder,
        )
    if isinstance(trouble, (FileNotFoundError, FileExistsError, NotADirectoryError)):
        return tr(
            "No backup was made: the folder {folder} is not there. Choose another folder.",
            folder=folder,
        )
    why = system_words(trouble) or tr("the disk did not take it")
    return tr(
        "No backup was made: {folder} could not be written ({why}). Choose another folder.",
        folder=folder,
        why=why,
    )


def already_there(target: Path) -> str:
    """Return the sentence for a name that is taken."""
    return tr(
        "{target} is already there and is not overwritten: choose another name.", target=target
    )


class _Copier:
    def __init__(self, order: Mapping[str, Any], tell: Callable[..., None]) -> None:
        self._source = Path(order["source"])
        self._target = Path(order["to"])
        self._key_file = bytes.fromhex(order["key_file"])
        self._data_key = bytes.fromhex(order["data_key"])
        self._facts: dict[str, Any] = order["facts"]
        self._tell = tell
        self._told_at = 0.0
        self._making = self._target.with_name(f".{self._target.name}{_MAKING}")
        self._copy = self._target.with_name(f".{self._target.name}{_MAKING}{_COPY}")
        self._may_go_on = threading.Event()
        # Whoever ends this process holds it to its very end: from then on no file comes into being,
        # and none takes its name: it is there, or it never was.
        self._naming = threading.Lock()

    def make(self) -> int:
        """Return the size of the backup in bytes. Raises VaultError and OSError."""
        folder = self._target.parent
        # Not what is above it: a disk that is not plugged in must not be made up on this one.
        folder.mkdir(mode=0o700, exist_ok=True)
        if os.path.lexists(self._target):
            raise BackupError(already_there(self._target))
        sweep(folder)
        _look_for_room(folder, self._source.stat().st_size)
        threading.Thread(target=self._listen, daemon=True).start()
        try:
            with self._naming:
                file = self._making.open("xb", buffering=0)
        except FileExistsError as trouble:
            raise BackupError(
                tr("{name} is being made already.", name=self._target.name)
            ) from trouble
        try:
            with file:
                size = self._made(file)
            with self._naming:
                give_name(self._making, self._target)
        finally:
            self._clear()
        sync_folder(folder)
        return size

    def _made(self, file: IO[bytes]) -> int:
        # Held for as long as it is there, so that no other backup takes it for a leftover.
        self._making.chmod(0o600)
        _hold(file.fileno())
        whole = max(self._source.stat().st_size, 1)
        copy_out(
            self._source,
            self._copy,
            lambda done: self._at(COPIED_AT * done / whole),
            opening=self._naming,
        )
        self._tell(copied=True)
        self._may_go_on.wait()
        return self._written(file, self._checked())

    def _checked(self) -> Member:
        # The window goes on meanwhile: what this brings in takes a moment.
        from kap_companion.vault.backup_file import Member
        from kap_companion.vault.backup_opening import verdict_on

        data = Member(*_hashed(self._copy))
        try:
            findings = verdict_on(
                self._copy,
                self._data_key,
                self._facts,
                lambda part: self._at(COPIED_AT + (CHECKED_AT - COPIED_AT) * part),
            ).findings
        except (VaultNotWritable, VaultInUse) as trouble:
            raise BackupError(
                tr(
                    "No backup was made: its copy in {folder} could not be opened. Choose "
                    "another folder.",
                    folder=self._target.parent,
                )
            ) from trouble
        if findings:
            raise VaultDamaged(
                tr(
                    "No backup was made, since the vault did not pass the check: run verify. "
                    "{finding}",
                    finding=findings[0],
                )
            )
        self._at(CHECKED_AT)
        return data

    def _written(self, file: IO[bytes], data: Member) -> int:
        from kap_companion.vault.backup_file import (
            MAC_PURPOSE,
            data_of,
            read_contents,
            write_backup,
        )
        from kap_companion.vault.keys import derived_key

        whole, mac_key = max(data.size, 1), derived_key(self._data_key, MAC_PURPOSE)
        size = write_backup(
            file,
            self._copy,
            self._key_file,
            data,
            self._facts,
            mac_key,
            lambda done: self._at(CHECKED_AT + 0.9 * (1 - CHECKED_AT) * done / whole),
        )
        # From the disk once more, as whoever needs it one day.
        for _ in data_of(read_contents(self._making)):
            pass
        return size

    def _listen(self) -> None:
        if sys.stdin.buffer.readline():
            self._may_go_on.set()
            sys.stdin.buffer.readline()
        with self._naming:
            self._clear()
            os._exit(0)

    def _clear(self) -> None:
        with contextlib.suppress(OSError):
            self._making.unlink(missing_ok=True)
        with contextlib.suppress(VaultNotWritable):
            clear_away(self._copy)

    def _at(self, fraction: float) -> None:
        now = time.monotonic()
        if now - self._told_at >= _TOLD_EVERY_S:
            self._told_at = now
            self._tell(fraction=fraction)


def give_name(path: Path, target: Path) -> None:
    """Give a file its name in one step, and never in the place of another.

    Raises BackupError where the name is taken, and OSError.
    """
    try:
        os.link(path, target)
    except FileExistsError as trouble:
        raise BackupError(already_there(target)) from trouble
    except (OSError, NotImplementedError):
        # No hard links here: an exFAT stick, some network folders.
        if os.path.lexists(target):
            raise BackupError(already_there(target)) from None
        path.rename(target)


def sweep(folder: Path) -> None:
    """Remove what backups left in `folder` that were killed while they were made."""
    with contextlib.suppress(OSError):
        for path in list(folder.glob(f".*{_MAKING}")):
            if path.is_symlink() or not path.is_file() or _is_held(path):
                continue
            with contextlib.suppress(OSError, VaultNotWritable):
                clear_away(path.with_name(path.name + _COPY))
                path.unlink(missing_ok=True)
        # A kill between the two leaves the copy alone.
        for copy in list(folder.glob(f".*{_MAKING}{_COPY}")):
            if not copy.with_name(copy.name.removesuffix(_COPY)).exists():
                with contextlib.suppress(VaultNotWritable):
                    clear_away(copy)


def _look_for_room(folder: Path, data_bytes: int) -> None:
    # The copy that is checked and the backup itself lie there at once.
    needed = 2 * data_bytes + _LEAST_ROOM_BYTES
    if shutil.disk_usage(folder).free < needed:
        raise BackupError(
            tr(
                "No backup was made: it needs {megabytes} MB of room in {folder}. Make room, or "
                "choose another folder.",
                megabytes=needed // 1_000_000 + 1,
                folder=folder,
            )
        )


def _hashed(path: Path) -> tuple[int, str]:
    hashed, size = hashlib.sha256(), 0
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(CHUNK_BYTES):
            hashed.update(chunk)
            size += len(chunk)
    return size, hashed.hexdigest()


if sys.platform == "win32":

    def _hold(handle: int) -> None:
        del handle

    def _is_held(path: Path) -> bool:
        return time.time() - path.stat().st_mtime < _STALE_S

else:
    import fcntl

    def _hold(handle: int) -> None:
        # Some network folders know no locks: there the age says what was left behind.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _is_held(path: Path) -> bool:
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                return True
            except OSError:
                return time.time() - path.stat().st_mtime < _STALE_S
            return False
