"""Small files on disk, written whole or not at all, and the lock that keeps a second copy out."""

from __future__ import annotations

import contextlib
import os
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import IO

from kap_companion.vault.errors import VaultInUse, VaultNotWritable, VaultUnreadable

CHUNK_BYTES = 1 << 20
"""How much of a large file is in memory at a time."""

SYNC_EVERY_BYTES = 8 * CHUNK_BYTES
"""After how much a large file is made durable, so that a note kept meanwhile never waits for it."""


def make_private_folder(folder: Path) -> None:
    """Make `folder` (and what is above it) for its owner alone.

    Raises VaultNotWritable.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        folder.chmod(0o700)
    except OSError as trouble:
        raise VaultNotWritable from trouble


def make_private_file(path: Path) -> None:
    """Make the empty file `path` for its owner alone, so that who opens it next keeps it so.

    Raises VaultNotWritable.
    """
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except OSError as trouble:
        raise VaultNotWritable from trouble


def write_whole(path: Path, content: bytes) -> None:
    """Put `content` at `path` for its owner alone, durably: the old content or the new, never half.

    Raises VaultNotWritable.
    """
    fresh = path.with_name(path.name + ".new")
    try:
        handle = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as trouble:
        with contextlib.suppress(OSError):
            fresh.unlink()
        raise VaultNotWritable from trouble


def clear_away(path: Path) -> None:
    """Remove a database that never came to be, with what SQLite puts beside it.

    Raises VaultNotWritable.
    """
    try:
        for end in ("", "-wal", "-shm", "-journal"):
            path.with_name(path.name + end).unlink(missing_ok=True)
    except OSError as trouble:
        raise VaultNotWritable from trouble


def sync_folder(folder: Path) -> None:
    """Make renames in `folder` durable, where the system has a way to."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def copy_out(
    source: Path,
    copy: Path,
    told: Callable[[int], None] | None = None,
    *,
    opening: AbstractContextManager[object] | None = None,
) -> None:
    """Copy `source` to a new file for its owner alone, durably.

    `told` is called with how many bytes are copied; within `opening` the new file comes into being.
    Raises OSError.
    """
    with opening or contextlib.nullcontext():
        handle = os.open(copy, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "wb", buffering=0) as written, source.open("rb", buffering=0) as read:
        done = 0
        while chunk := read.read(CHUNK_BYTES):
            write_all(written, chunk)
            done += len(chunk)
            if done % SYNC_EVERY_BYTES == 0:
                os.fsync(written.fileno())
            if told is not None:
                told(done)
        os.fsync(written.fileno())


def write_all(file: IO[bytes], content: bytes) -> None:
    """Write all of `content` into a file without a buffer, which may take less at a time."""
    left = memoryview(content)
    while left:
        left = left[file.write(left) :]


class Lock:
    """A lock on a file of its own, held until `release` or the end of the process.

    The system drops it with the process, however that ends, so a crash never locks anybody out.
    """

    def __init__(self, path: Path) -> None:
        """Take the lock at once.

        Raises VaultInUse where somebody has it, VaultNotWritable where the file cannot be made.
        """
        self._file: IO[bytes] | None = None
        try:
            file = os.fdopen(os.open(path, os.O_CREAT | os.O_RDWR, 0o600), "r+b")
        except OSError as trouble:
            raise VaultNotWritable from trouble
        self._hold(file, reads=False)

    @classmethod
    def to_read(cls, path: Path) -> Lock:
        """Keep out who writes, where nothing can be written: without a lock file nobody does.

        Raises VaultInUse where somebody has the lock, VaultUnreadable where it cannot be seen.
        """
        lock = cls.__new__(cls)
        lock._file = None
        try:
            file = path.open("rb")
        except FileNotFoundError:
            return lock
        except OSError as trouble:
            raise VaultUnreadable(path.parent) from trouble
        lock._hold(file, reads=True)
        return lock

    def release(self) -> None:
        """Let go; a second time does nothing."""
        if self._file is not None:
            self._file.close()

    def _hold(self, file: IO[bytes], *, reads: bool) -> None:
        try:
            _take(file.fileno(), reads=reads)
        except OSError as trouble:
            file.close()
            raise VaultInUse from trouble
        self._file = file


def _take(handle: int, *, reads: bool) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, (fcntl.LOCK_SH if reads else fcntl.LOCK_EX) | fcntl.LOCK_NB)
