"""Gives odd inputs to whatever reads one: it takes them or says in one sentence why it does not.

A round is one input. What counts as crashed is another error than the docstring names, a sentence
of more than a line, 5 seconds of work, 500 MiB of memory, or the end of the process; each is kept
with seed, number and input (hex) in a file whose name is told.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from tests.endurance.fuzz_child import COUNTS, FAULTS, NUMBER
from tests.endurance.tally import SHOWN_FAULTS, Tally

FULL = 100_000

_CHECKOUT = Path(__file__).parents[2]
_MEMORY = Path("/dev/shm")
_STUCK_S = 120.0
_MOST_ENDS = 50


def run(rounds: int, seed: int) -> Tally:
    """Give `rounds` inputs; input i of a seed is the same in every run."""
    within = str(_MEMORY) if _MEMORY.is_dir() else None
    home = Path(tempfile.mkdtemp(prefix="kap-fuzz-", dir=within))
    counts: Counter[str] = Counter()
    first = ends = 0
    try:
        while first < rounds and ends < _MOST_ENDS:
            ended = _watched(rounds, seed, first, home)
            counts.update(_counted(home))
            if ended is None:
                break
            ends += 1
            at = int.from_bytes((home / NUMBER).read_bytes(), "little")
            with (home / FAULTS).open("a", encoding="utf-8") as faults:
                told = {"round": at, "seed": seed, "target": "?", "what": ended, "input": ""}
                print(json.dumps(told), file=faults)
            first = at + 1
        found = (home / FAULTS).read_text("utf-8").splitlines()
        kept = _kept(found, seed) if found else None
    finally:
        shutil.rmtree(home, ignore_errors=True)
    lines = [json.loads(line) for line in found]
    faults_told = [
        f"round {one['round']} of seed {one['seed']}, {one['target']}: {one['what']}; "
        f"its input: {one['input'][:80]}{'...' if len(one['input']) > 80 else ''} in {kept}"
        for one in lines[:SHOWN_FAULTS]
    ]
    done = sum(counts.values())
    return Tally(
        *("fuzz", max(done, first), "inputs"),
        crashed=len(lines),
        more=", ".join(f"{count:,} {name}" for name, count in counts.most_common()),
        faults=tuple(faults_told),
    )


def _watched(rounds: int, seed: int, first: int, home: Path) -> str | None:
    """Run a child from one number on; return how it ended where it did not come to the last."""
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "SDL_AUDIODRIVER": "dummy",
        "SDL_VIDEODRIVER": "dummy",
        "PYGAME_HIDE_SUPPORT_PROMPT": "1",
        "OPENBLAS_NUM_THREADS": "1",
        "PYTHONPATH": str(_CHECKOUT),
        "TMPDIR": str(home),
        "KAP_HOME": str(home / "kap"),
    }
    asked = [sys.executable, "-m", "tests.endurance.fuzz_child"]
    numbers = [str(rounds), str(seed), str(first), str(home)]
    with (home / "said").open("wb") as said:
        child = subprocess.Popen(
            [*asked, *numbers], cwd=_CHECKOUT, env=environment, stdout=said, stderr=said
        )
        seen, since = b"", time.monotonic()
        while child.poll() is None:
            time.sleep(0.05)
            now = (home / NUMBER).read_bytes() if (home / NUMBER).exists() else b""
            if now != seen:
                seen, since = now, time.monotonic()
            elif time.monotonic() - since > _STUCK_S:
                child.kill()
                child.wait()
                return f"it was stuck for {_STUCK_S:g} s"
    if child.returncode == 0:
        return None
    words = (home / "said").read_text("utf-8", "replace").splitlines()
    return f"the process ended with {child.returncode}: {' | '.join(words[-4:])}"


def _counted(home: Path) -> dict[str, int]:
    path = home / COUNTS
    if not path.exists():
        return {}
    counts: dict[str, int] = json.loads(path.read_text("utf-8"))
    path.unlink()
    return counts


def _kept(lines: list[str], seed: int) -> Path:
    """Keep all that was found in a file that stays."""
    handle, name = tempfile.mkstemp(prefix=f"kap-fuzz-{seed}-", suffix=".jsonl")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    return Path(name)
