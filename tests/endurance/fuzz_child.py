"""Gives inputs to what takes them, in a process of its own: `fuzz_child ROUNDS SEED FIRST FOLDER`.

Before each input its number is written down, so that whoever watches knows which one ended this
process. What is found is a line of JSON in the folder's faults.jsonl, the input in hex with it.
"""

from __future__ import annotations

import gc
import json
import mmap
import os
import random
import resource
import signal
import sys
import tempfile
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from tests.endurance.fuzz_target import Target

ALLOWED_S = 5.0
"""Of processor time for one input: the machine may be busy with other things."""
ALLOWED_BYTES = 500 << 20
"""Of memory beyond what a target has after its first seed."""

FAULTS, COUNTS, NUMBER = "faults.jsonl", "counts.json", "number"


class Hang(BaseException):
    """An input took too long."""


def schedule() -> list[Target]:
    """Return whose turn it is, in a turn that begins anew: evenly spread, by their shares."""
    from tests.endurance.fuzz_large import LARGE
    from tests.endurance.fuzz_small import SMALL

    turns = [
        ((at + 0.5) / target.share, index, target)
        for index, target in enumerate((*SMALL, *LARGE))
        for at in range(target.share)
    ]
    return [target for *_, target in sorted(turns, key=lambda turn: turn[:2])]


def main(rounds: str, seed: str, first: str, folder: str) -> None:
    """Give the inputs from number `first` on."""
    home = Path(folder)
    turns = schedule()
    signal.signal(signal.SIGPROF, _too_long)
    number = mmap.mmap(_file(home / NUMBER), 8)
    begun: dict[str, tuple[list[bytes], object]] = {}
    counts: Counter[str] = Counter()
    with (home / FAULTS).open("a", encoding="utf-8") as faults:
        for index in range(int(first), int(rounds)):
            number[:] = index.to_bytes(8, "little")
            target = turns[index % len(turns)]
            chance = random.Random(f"{seed}:{index}")
            if target.name not in begun:
                begun[target.name] = _begun(target, home)
            seeds, take = begun[target.name]
            data = target.mutate(seeds, chance)
            fault = _fault(target, take, data)
            counts[target.name] += 1
            if fault is not None:
                told = {"round": index, "seed": int(seed), "target": target.name, "what": fault}
                print(json.dumps({**told, "input": data.hex()}), file=faults, flush=True)
                # What was broken off in the middle may stay broken.
                del begun[target.name]
    (home / COUNTS).write_text(json.dumps(counts), encoding="utf-8")


def _begun(target: Target, home: Path) -> tuple[list[bytes], object]:
    """Begin a target; its seeds must be taken, or nothing would be found with them."""
    _limit(None)
    place = Path(tempfile.mkdtemp(prefix=target.name.replace(" ", "-"), dir=home))
    os.chdir(place)
    seeds, take = target.begin(place)
    gc.collect()
    _limit(_address_space() + ALLOWED_BYTES)
    return list(seeds), take


def _fault(target: Target, take: object, data: bytes) -> str | None:
    """Return what is wrong with how an input was taken, None where nothing is."""
    assert callable(take)
    try:
        signal.setitimer(signal.ITIMER_PROF, ALLOWED_S)
        try:
            take(data)
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    except target.may_raise as told:
        words = str(told)
        if not words.strip() or len(words.splitlines()) > 1:
            return f"{type(told).__name__} says no one sentence: {words[:200]!r}"
        return None
    except Hang:
        return f"it took longer than {ALLOWED_S:g} s"
    except MemoryError:
        return f"it took more than {ALLOWED_BYTES >> 20} MiB"
    except (Exception, SystemExit) as trouble:
        frames = traceback.extract_tb(trouble.__traceback__)[-4:]
        where = " < ".join(f"{Path(one.filename).name}:{one.lineno}" for one in reversed(frames))
        return f"{type(trouble).__name__}: {str(trouble)[:200]!r} at {where}"
    return None


def _too_long(_signal: int, _frame: FrameType | None) -> None:
    raise Hang


def _limit(most: int | None) -> None:
    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    resource.setrlimit(resource.RLIMIT_AS, (hard if most is None else most, hard))


def _address_space() -> int:
    """Return how many bytes of addresses this process has; Linux alone says so."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:
        return 8 << 30
    return pages * resource.getpagesize()


def _file(path: Path) -> int:
    handle = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
    os.ftruncate(handle, 8)
    return handle


if __name__ == "__main__":
    main(*sys.argv[1:])
