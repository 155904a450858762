"""Does something in a process of its own that may be killed there, or refused by its disk.

A warm process has all it needs imported and splits itself, so that a round takes no start. What it
says lies in a file, and nothing that it began lives on when `apart` returns. POSIX alone.
"""

from __future__ import annotations

import ctypes
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

Tell = Callable[..., None]
Do = Callable[[Tell], None]

WRITES = (
    *("write", "pwrite64", "writev", "pwritev", "ftruncate", "fallocate", "fsync", "fdatasync"),
    *("openat", "mkdir", "rename", "renameat", "renameat2", "link", "linkat", "unlink"),
    *("unlinkat", "rmdir", "sendfile", "copy_file_range", "chmod", "fchmod"),
)
"""The system calls by which anything comes onto a disk."""

# Long enough for a machine on which twenty others work.
_HANG_S = 600.0
_MOST_BYTES = 1 << 22
_LEFT_BEHIND_S = 120.0
_BUG = 70
_SUBREAPER, _PTRACER = 36, 0x59616D61
_CALL = re.compile(r"(\d+) +(?:\[[^]]*\] )?(\w+)\((.*)")
_MAKES = re.compile(r"O_(?:CREAT|WRONLY|RDWR)")


@dataclass(frozen=True, slots=True)
class Hit:
    """What is done to the process: killed after a time, or strace's `inject` at a call.

    With `everyone` it befalls the processes that it begins, too.
    """

    after_s: float | None = None
    inject: str | None = None
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Call:
    """A system call that changes a file: the `number`-th of its `name` in its process."""

    name: str
    number: int
    is_first_process: bool
    file: str


@dataclass(frozen=True, slots=True)
class Ended:
    """How it ended: what it told, what it said of errors, whether it was killed."""

    told: tuple[dict[str, Any], ...]
    errors: str
    was_killed: bool
    code: int
    took_s: float
    trace: str = ""
    left_behind: bool = False
    hung: bool = False

    @property
    def faults(self) -> tuple[str, ...]:
        """What no end may be like."""
        found = []
        if self.hung:
            found.append("it hangs")
        if self.left_behind:
            found.append("it left a process that goes on")
        if self.code == _BUG or "Traceback" in self.errors:
            found.append(f"a traceback: {' | '.join(self.errors.splitlines()[-3:])}")
        elif self.errors:
            found.append(f"it said on stderr: {self.errors[:200]}")
        if not self.was_killed and self.code not in (0, _BUG):
            found.append(f"it left with {self.code}")
        return tuple(found)

    @property
    def injected(self) -> int:
        """How many calls were answered with an error that was none."""
        return self.trace.count("(INJECTED)")


def may_trace() -> bool:
    """Whether strace is here and may look on."""
    return sys.platform == "linux" and shutil.which("strace") is not None and _traces()


def let_others_look_on() -> None:
    """Let strace look on at this process where the system lets only an elder."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PTRACER, ctypes.c_ulong(-1), 0, 0, 0)


def apart(
    do: Do,
    home: Path,
    hit: Hit | None = None,
    *,
    watch: bool | Sequence[str] = False,
    whole_group: bool = False,
) -> Ended:
    """Do it in a process of its own, with `home` as its KAP_HOME, and hit it.

    `watch` writes down the calls it makes; where it names more calls, those too, and all that was
    written. A kill takes all that it began, too, where `whole_group`.
    """
    _be_told_of_orphans()
    hit = hit or Hit()
    with tempfile.TemporaryDirectory(prefix="kap-said-", ignore_cleanup_errors=True) as name:
        said, errors, trace = (Path(name) / one for one in ("said", "errors", "trace"))
        said.touch()
        errors.touch()
        goes, go = os.pipe()
        ready, is_ready = os.pipe()
        not_its = _children()
        pid = os.fork()
        if pid == 0:
            os.close(go)
            os.close(ready)
            _be(do, home, (said, errors), (is_ready, goes))
        os.close(goes)
        os.close(is_ready)
        os.read(ready, 1)
        os.close(ready)
        tracer = None
        if watch or hit.inject is not None:
            more = () if isinstance(watch, bool) else watch
            tracer = _traced(pid, hit, trace, more)
        begun = time.monotonic()
        os.write(go, b"g")
        os.close(go)
        hung, status, took_s = _wait(pid, begun, hit.after_s, whole_group)
        if tracer is not None:
            not_its.add(tracer.pid)
        left_behind = _wait_for_orphans(not_its)
        if tracer is not None:
            tracer.wait()
            assert tracer.stderr is not None
            tracer.stderr.close()
        return Ended(
            told=_lines(said),
            errors=errors.read_text(encoding="utf-8", errors="replace"),
            was_killed=os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL,
            code=os.waitstatus_to_exitcode(status),
            took_s=took_s,
            trace=trace.read_text(errors="replace") if tracer is not None else "",
            left_behind=left_behind,
            hung=hung,
        )


def calls_in(trace: str, home: Path) -> list[Call]:
    """Return the calls of a trace that change a file under `home`, in their order."""
    first = ""
    counts: dict[tuple[str, str], int] = {}
    found = []
    for line in trace.splitlines():
        told = _CALL.match(line)
        if told is None:
            continue
        process, name, rest = told.groups()
        first = first or process
        number = counts[process, name] = counts.get((process, name), 0) + 1
        if str(home) not in rest or (name == "openat" and not _MAKES.search(rest)):
            continue
        file = rest[rest.index(str(home)) + len(str(home)) :]
        place = re.match(r"[^\"<>]*", file)
        found.append(Call(name, number, process == first, place[0] if place else ""))
    return found


# --- in the process -------------------------------------------------------------------------------


def _be(do: Do, home: Path, into: tuple[Path, Path], pipes: tuple[int, int]) -> None:
    """Be the process; it never comes back."""
    code = _BUG
    is_ready, goes = pipes
    try:
        os.setsid()
        let_others_look_on()
        for path, handle in zip(into, (1, 2), strict=True):
            opened = os.open(path, os.O_APPEND | os.O_WRONLY)
            os.dup2(opened, handle)
            os.close(opened)
        sys.stdout = os.fdopen(1, "w", encoding="utf-8", closefd=False)
        sys.stderr = os.fdopen(2, "w", encoding="utf-8", closefd=False, buffering=1)
        os.environ["KAP_HOME"] = str(home)
        os.write(is_ready, b"r")
        os.close(is_ready)
        os.read(goes, 1)
        os.close(goes)
        do(_tell)
        sys.stdout.flush()
        code = 0
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(code)


def _tell(**what: Any) -> None:
    line = json.dumps(what).encode() + b"\n"
    try:
        os.write(1, line)
    except OSError:
        # What it tells is not on the disk that fails: a refusal that was meant for that met it.
        os.write(1, line)


# --- beside it ------------------------------------------------------------------------------------


def _traced(pid: int, hit: Hit, trace: Path, more: Sequence[str] = ()) -> subprocess.Popen[bytes]:
    command = ["strace", "-y", "-o", str(trace), "-p", str(pid)]
    command += ["-xx", "-s", str(_MOST_BYTES)] if more else ["-s", "0"]
    command += ["-e", f"trace={','.join((*WRITES, *more))}", "-e", "signal=none"]
    if hit.inject is None or hit.everyone:
        command.append("-f")
    if hit.inject is not None:
        command += ["-e", f"inject={hit.inject}"]
    tracer = subprocess.Popen(command, stderr=subprocess.PIPE)
    assert tracer.stderr is not None
    told = tracer.stderr.readline()
    if b"attached" not in told:
        raise RuntimeError(f"strace may not look on: {told!r}")
    return tracer


def _wait(
    pid: int, begun: float, after_s: float | None, whole_group: bool
) -> tuple[bool, int, float]:
    """Wait for its end, and bring it about in time; say whether it hung."""
    due = begun + (_HANG_S if after_s is None else after_s)
    while True:
        done, status = os.waitpid(pid, os.WNOHANG)
        now = time.monotonic()
        if done:
            return False, status, now - begun
        if now >= due:
            (os.killpg if whole_group else os.kill)(pid, signal.SIGKILL)
            _, status = os.waitpid(pid, 0)
            return after_s is None, status, time.monotonic() - begun
        time.sleep(min(max(due - now, 0), 0.001))


def _wait_for_orphans(not_its: set[int]) -> bool:
    """Wait until all that it began has ended; end it and say so where it does not."""
    due = time.monotonic() + _LEFT_BEHIND_S
    late = False
    while orphans := _children() - not_its:
        for orphan in orphans:
            if time.monotonic() > due:
                late = True
                os.kill(orphan, signal.SIGKILL)
            os.waitpid(orphan, os.WNOHANG)
        time.sleep(0.002)
    return late


def _children() -> set[int]:
    found = Path("/proc/self/task").glob("*/children")
    return {int(one) for path in found for one in path.read_text().split()}


def _lines(said: Path) -> tuple[dict[str, Any], ...]:
    """Return the lines that were said whole: the last one may be cut."""
    text = said.read_text(encoding="utf-8", errors="replace")
    whole = text[: text.rfind("\n") + 1]
    return tuple(json.loads(line) for line in whole.splitlines() if line.startswith("{"))


def _be_told_of_orphans() -> None:
    # No child inherits it.
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


@cache
def _traces() -> bool:
    sleeper = subprocess.Popen(["sleep", "5"])
    try:
        command: Sequence[str] = ["strace", "-p", str(sleeper.pid), "-o", os.devnull]
        with subprocess.Popen(command, stderr=subprocess.PIPE) as tracer:
            assert tracer.stderr is not None
            may = b"attached" in tracer.stderr.readline()
            tracer.terminate()
        return may
    finally:
        sleeper.kill()
        sleeper.wait()
