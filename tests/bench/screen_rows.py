"""What the app costs as a process: until it is painted, at rest, with music, in two hours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from tests.bench import idle_bench
from tests.bench.figures import Figure, said
from tests.bench.start_bench import starts
from tests.endurance.memory import MOST_GROWTH_MIB as MOST_MORE_MIB

__all__ = ["MOST_MORE_MIB", "formats", "idle", "memory", "start"]

_TOOK = "s"
_IDLE_S, _QUICK_IDLE_S = 60, 15


def start(rounds: int) -> Figure:
    """Return the time of a whole process until its window is painted, against a bare window's."""
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as home:
        ours, bare = starts(Path(home), rounds)
    wall, bare_wall = (median(one.wall) for one in (ours, bare))
    cpu, bare_cpu = (median(one.cpu) for one in (ours, bare))
    more = f"of CPU {said(cpu, _TOOK)} and {said(bare_cpu, _TOOK)}, {cpu / bare_cpu:.2f} times"
    return Figure(wall, bare_wall, _TOOK, (more,))


def idle(*, quick: bool) -> tuple[Figure, Figure | None]:
    """Return the CPU of a session screen at rest, and with music; None without mpv."""
    cost = idle_bench.costs(_QUICK_IDLE_S if quick else _IDLE_S)
    unit = "ms of CPU a second"
    long = f"with {idle_bench.MANY} entries {cost['long_session']:.2f} {unit}"
    rest = Figure(cost["session"], cost["bare"], unit, (long,))
    if "mpv" not in cost:
        return rest, None
    null = f"mpv into nothing, in its own large buffers, {cost['mpv_null']:.2f} {unit}"
    return rest, Figure(cost["music"], cost["mpv"], unit, (null,))


def formats(runs: int) -> Figure:
    """Return what four documents of 300 entries take in a process that made none yet."""
    command = [sys.executable, "-m", "tests.bench.formats_bench"]
    first = [subprocess.check_output([*command, "first"], text=True) for _ in range(runs)]
    again = subprocess.check_output([*command, "again"], text=True)
    took = median(float(one.split()[0]) for one in first)
    return Figure(
        took, None, _TOOK, (f"once all is loaded {said(float(again.split()[0]), _TOOK)}",)
    )


def memory() -> Figure:
    """Return what the app holds after a rehearsal of two hours, against as it began."""
    begun = time.monotonic()
    command = [sys.executable, "-m", "tests.endurance.soak_day"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "SDL_AUDIODRIVER": "dummy"}
    told = json.loads(subprocess.check_output(command, text=True, env=environment).splitlines()[-1])
    window = f"window {told['window_begin']:.1f} to {told['window_end']:.1f} MiB"
    engine = f"music engine {told['engine_begin']:.1f} to {told['engine_end']:.1f} MiB"
    begin, end = (told[f"window_{when}"] + told[f"engine_{when}"] for when in ("begin", "end"))
    return Figure(end, begin, "MiB", (f"{window}, {engine}; {time.monotonic() - begun:.0f} s",))
