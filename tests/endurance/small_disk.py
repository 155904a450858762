"""A small disk in memory that only this process sees: it gets full, or may only be read.

It is mounted in a namespace of its own, which goes with the process. Root may, and on most systems
anybody. Linux alone.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path

_NEW_MOUNTS, _NEW_USER = 0x00020000, 0x10000000
_READ_ONLY, _REMOUNT, _RECURSIVE, _PRIVATE = 1, 32, 16384, 1 << 18
_BALLAST = "ballast"
_PAGE_BYTES = 4096


class SmallDisk:
    """A disk of some megabytes at `at`, in this process and those it begins, for good."""

    def __init__(self, at: Path, size_mb: int) -> None:
        """Mount it. Raises OSError where the system does not let us."""
        self.at = at
        user, group = os.getuid(), os.getgid()
        _call("unshare", _NEW_MOUNTS if user == 0 else _NEW_MOUNTS | _NEW_USER)
        if user != 0:
            Path("/proc/self/setgroups").write_text("deny")
            Path("/proc/self/uid_map").write_text(f"0 {user} 1")
            Path("/proc/self/gid_map").write_text(f"0 {group} 1")
        _mount("none", Path("/"), "", _RECURSIVE | _PRIVATE)
        at.mkdir(exist_ok=True)
        _mount("tmpfs", at, "tmpfs", 0, f"size={size_mb}m,mode=700")

    def fill(self, but_pages: int = 0) -> None:
        """Take up all room but some pages."""
        room = os.statvfs(self.at)
        pages = room.f_bavail - but_pages
        with (self.at / _BALLAST).open("ab", buffering=0) as ballast:
            try:
                for _ in range(pages):
                    ballast.write(b"\0" * _PAGE_BYTES)
            except OSError:  # it is full before
                return

    def make_room(self) -> None:
        """Give back what was taken up."""
        (self.at / _BALLAST).unlink(missing_ok=True)

    @contextmanager
    def filled_after(self, seconds: float) -> Iterator[None]:
        """Fill it up after some time, while something else goes on."""
        pid = os.fork()
        if pid == 0:
            try:
                time.sleep(seconds)
                self.fill()
            finally:
                os._exit(0)
        try:
            yield
        finally:
            os.waitpid(pid, 0)

    @contextmanager
    def only_read(self) -> Iterator[None]:
        """Let it be read only, for as long as the block."""
        _mount("none", self.at, "", _REMOUNT | _READ_ONLY)
        try:
            yield
        finally:
            _mount("none", self.at, "", _REMOUNT)


@cache
def may_mount() -> bool:
    """Whether the system lets us have such a disk."""
    if sys.platform != "linux":
        return False
    pid = os.fork()
    if pid == 0:
        try:
            SmallDisk(Path("/tmp"), 1)
            os._exit(0)
        finally:
            os._exit(1)
    return os.waitpid(pid, 0)[1] == 0


def _mount(source: str, at: Path, kind: str, flags: int, options: str = "") -> None:
    words = (source, str(at), kind)
    source_word, at_word, kind_word = (word.encode() for word in words)
    _call("mount", source_word, at_word, kind_word, ctypes.c_ulong(flags), options.encode())


def _call(name: str, *words: object) -> None:
    done: Callable[..., int] = getattr(ctypes.CDLL(None, use_errno=True), name)
    if done(*words) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{name}: {os.strerror(number)}")
