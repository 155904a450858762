"""Files on their way into a folder, whole or not at all, and what a killed export left of them."""

from __future__ import annotations

import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType

_PREFIX, _SUFFIX = ".export-", ".part"
# Longer than any export writes: what is older belongs to none that still runs.
_STALE_S = 3600


class Leaving:
    """A durable file in a folder that is gone at the end of the block unless it became another.

    While it is written it is held, so that no other export takes it for something left behind.
    """

    def __init__(self, content: bytes, folder: Path) -> None:
        self._content, self._folder = content, folder
        self._held = contextlib.ExitStack()
        self._path = folder

    def __enter__(self) -> Leaving:
        """Write the file. Raises OSError."""
        handle, name = tempfile.mkstemp(prefix=_PREFIX, suffix=_SUFFIX, dir=self._folder)
        self._path = Path(name)
        self._held.callback(self._path.unlink, missing_ok=True)
        try:
            # Left open where the system lets an open file be renamed: the lock is its own.
            file = os.fdopen(handle, "wb")
            self._held.callback(file.close)
            _hold(handle)
            file.write(self._content)
            file.flush()
            os.fsync(handle)
            if os.name == "nt":
                file.close()
        except BaseException:
            self._held.close()
            raise
        return self

    def become(self, target: Path) -> None:
        """Give the file its name, in one step, and never in the place of another.

        Raises FileExistsError and OSError.
        """
        try:
            os.link(self._path, target)
        except FileExistsError:
            raise
        except (OSError, NotImplementedError):
            # No hard links here (an exFAT stick, some network folders): hold the name, then take
            # it.
            os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            try:
                self._path.replace(target)
            except OSError:
                target.unlink(missing_ok=True)
                raise

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _trouble: BaseException | None,
        _where: TracebackType | None,
    ) -> None:
        self._held.close()


def sweep(folder: Path) -> None:
    """Remove what exports left in `folder` that were killed while they wrote."""
    with contextlib.suppress(OSError):
        for path in list(folder.glob(f"{_PREFIX}*{_SUFFIX}")):
            with contextlib.suppress(OSError):
                if path.is_symlink() or not path.is_file():
                    continue
                with _looked_at(path) as is_held:
                    is_old = time.time() - path.stat().st_mtime > _STALE_S
                    if is_held is False or (is_held is None and is_old):
                        path.unlink()


if sys.platform == "win32":

    def _hold(handle: int) -> None:
        del handle

    @contextlib.contextmanager
    def _looked_at(path: Path) -> Iterator[bool | None]:
        del path
        yield None

else:
    import fcntl

    def _hold(handle: int) -> None:
        # Some network folders know no locks: there the age says what was left behind.
        with contextlib.suppress(OSError):
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)

    @contextlib.contextmanager
    def _looked_at(path: Path) -> Iterator[bool | None]:
        """Say whether somebody holds the file; None where that cannot be told."""
        with path.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                yield True
            except OSError:
                yield None
            else:
                yield False
