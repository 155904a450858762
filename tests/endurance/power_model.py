"""What a disk holds after a power cut, reckoned from the calls that a process made.

What was synced is there. Of what was written since, any part may be: a write, a piece of it, none.
Names come in their order up to some point, as in a journalling file system, and none that was
synced with its folder is missing; new folders are there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

TRACED = ("lseek", "close")
"""What is to be traced beside the writes, so that it is known where they go."""

_SECTOR_BYTES = 512
_CALL = re.compile(r"(\d+) +(\w+)\((.*)\) += (-?\d+)")
_UNFINISHED = re.compile(r"(\d+) +(.*) <unfinished \.\.\.>$")
_RESUMED = re.compile(r"(\d+) +<\.\.\. \w+ resumed>(.*)$")
_WORD = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_HANDLE = re.compile(r"(\d+)<")


@dataclass(frozen=True, slots=True)
class Step:
    """One call: in which process, its name, its words as strace shows them, what it returned."""

    process: str
    name: str
    words: str
    returned: int

    @property
    def texts(self) -> list[bytes]:
        """Return the strings among its words."""
        return [bytes.fromhex(one.replace("\\x", "")) for one in _WORD.findall(self.words)]

    @property
    def place(self) -> str:
        """Return the path that its first word stands for, of an open file or of a folder."""
        found = re.match(r"[\w]+<((?:\\x[0-9a-f]{2})*)>", self.words)
        return bytes.fromhex(found[1].replace("\\x", "")).decode() if found else "/"

    @property
    def handle(self) -> int:
        """Return the handle that is its first word."""
        found = _HANDLE.match(self.words)
        return int(found[1]) if found else -1

    @property
    def last_number(self) -> int:
        """Return the number that is its last word."""
        return int(self.words.rsplit(", ", 1)[-1])


def steps_of(trace: str) -> list[Step]:
    """Return the calls of a trace in the order in which they ended, those that failed left out."""
    begun: dict[str, str] = {}
    steps = []
    for line in trace.splitlines():
        if found := _UNFINISHED.match(line):
            begun[found[1]] = found[2]
            continue
        if found := _RESUMED.match(line):
            whole = f"{found[1]} {begun.pop(found[1], '')}{found[2]}"
        else:
            whole = line
        if (found := _CALL.match(whole)) and int(found[4]) >= 0:
            steps.append(Step(found[1], found[2], found[3], int(found[4])))
    return steps


@dataclass
class _File:
    content: bytearray = field(default_factory=bytearray)
    pending: list[tuple[int, bytes | None]] = field(default_factory=list)

    def sync(self) -> None:
        for one in self.pending:
            _apply(self.content, one)
        self.pending.clear()

    def after_cut(self, chance: Random) -> bytes:
        """Return what is left of it."""
        content, share = bytearray(self.content), chance.choice((0.0, 0.5, 0.9, 1.0))
        for at, what in self.pending:
            if chance.random() >= share:
                continue
            torn = what
            if what is not None and chance.random() < 0.2:
                torn = what[: chance.randrange(len(what) + 1) // _SECTOR_BYTES * _SECTOR_BYTES]
            _apply(content, (at, torn))
        return bytes(content)


_Change = tuple[str, _File | None]
"""A name that comes to be or goes."""


@dataclass
class _Open:
    file: _File
    position: int = 0


class Disk:
    """The files under `home`, what is synced of them, and what is not."""

    def __init__(self, home: Path) -> None:
        """Begin with what lies there."""
        self.told = b""
        self._home = home
        files = {str(path): _File(bytearray(path.read_bytes())) for path in _files(home)}
        self._names: dict[str, _File] = dict(files)
        self._synced: dict[str, _File] = dict(files)
        self._unsynced: list[tuple[_Change, ...]] = []
        self._open: dict[tuple[str, int], _Open | str] = {}

    def take(self, step: Step) -> None:
        """Do what a call did."""
        match step.name:
            case "openat":
                self._opened(step)
            case "close":
                self._open.pop((step.process, step.handle), None)
            case "lseek":
                opened = self._open.get((step.process, step.handle))
                if isinstance(opened, _Open):
                    opened.position = step.returned
            case "write" | "pwrite64":
                self._written(step)
            case "ftruncate":
                opened = self._open.get((step.process, step.handle))
                if isinstance(opened, _Open):
                    opened.file.pending.append((step.last_number, None))
            case "fsync" | "fdatasync":
                self._synced_now(step)
            case "rename" | "renameat" | "renameat2":
                before, after = (one.decode() for one in step.texts)
                self._moved(before, after)
            case "link" | "linkat":
                before, after = (one.decode() for one in step.texts)
                if before in self._names:
                    self._change((after, self._names[before]))
            case "unlink" | "unlinkat":
                self._change((self._path(step), None))
            case _:
                pass

    def lay_after_cut(self, chance: Random) -> None:
        """Put into the home what the disk holds when the power goes now."""
        known = chance.choice((0, len(self._unsynced), chance.randrange(len(self._unsynced) + 1)))
        names = dict(self._synced)
        for changes in self._unsynced[:known]:
            _set(names, changes)
        for path in _files(self._home):
            if str(path) not in names:
                path.unlink()
        for name, file in names.items():
            if name.startswith(str(self._home)):
                Path(name).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
                Path(name).write_bytes(file.after_cut(chance))

    def lines_told(self) -> tuple[dict[str, Any], ...]:
        """Return what the process had told, whole lines."""
        whole = self.told[: self.told.rfind(b"\n") + 1].decode(errors="replace")
        return tuple(json.loads(line) for line in whole.splitlines() if line.startswith("{"))

    # --- how it is done -------------------------------------------------------------------------

    def _opened(self, step: Step) -> None:
        path = self._path(step)
        handle = (step.process, step.returned)
        if path not in self._names:
            if "O_CREAT" not in step.words:
                # A folder, or none of ours.
                self._open[handle] = path
                return
            self._change((path, _File()))
        file = self._names[path]
        if "O_TRUNC" in step.words:
            file.pending.append((0, None))
        self._open[handle] = _Open(file)

    def _written(self, step: Step) -> None:
        if step.handle == 1:
            self.told += step.texts[0]
        opened = self._open.get((step.process, step.handle))
        if not isinstance(opened, _Open):
            return
        content = step.texts[0][: step.returned]
        at = step.last_number if step.name == "pwrite64" else opened.position
        opened.file.pending.append((at, content))
        if step.name == "write":
            opened.position += step.returned

    def _synced_now(self, step: Step) -> None:
        opened = self._open.get((step.process, step.handle))
        if isinstance(opened, _Open):
            opened.file.sync()
        elif isinstance(opened, str):
            waiting = []
            for changes in self._unsynced:
                if any(str(Path(path).parent) == opened for path, _ in changes):
                    _set(self._synced, changes)
                else:
                    waiting.append(changes)
            self._unsynced = waiting

    def _moved(self, before: str, after: str) -> None:
        moved = {path: file for path, file in self._names.items() if path == before}
        inside = f"{before}/"
        moved |= {path: file for path, file in self._names.items() if path.startswith(inside)}
        gone: list[_Change] = [(path, None) for path in moved]
        come: list[_Change] = [(after + path[len(before) :], file) for path, file in moved.items()]
        self._change(*gone, *come)

    def _change(self, *changes: _Change) -> None:
        """Let names come and go, all of them at once."""
        _set(self._names, changes)
        self._unsynced.append(changes)

    def _path(self, step: Step) -> str:
        return str(Path(step.place) / step.texts[0].decode())


def _apply(content: bytearray, one: tuple[int, bytes | None]) -> None:
    at, what = one
    end = at if what is None else at + len(what)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    if what is None:
        del content[at:]
    else:
        content[at:end] = what


def _set(names: dict[str, _File], changes: Sequence[_Change]) -> None:
    for path, file in changes:
        if file is None:
            names.pop(path, None)
        else:
            names[path] = file


def _files(home: Path) -> Iterator[Path]:
    return (path for path in home.rglob("*") if path.is_file())
