"""Runs the long checks beside each other and sums them up: `python -m tests.endurance --rounds 3`.

A kind is a module beside this one with `FULL`, how many rounds it does when it is not told, and
`run(rounds, seed)`, which returns a `Tally`. Round i of a seed is the same in every run.
"""

from __future__ import annotations

import argparse
import ast
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path

from tests.endurance.tally import Tally, read, summed_up

_HERE = Path(__file__).parent
_CHECKOUT = _HERE.parent.parent
_SEED = 1
# What takes longest even in three rounds; begun last, it would keep one core busy and others not.
_BEGUN_FIRST = ("soak", "soak_day", "kill", "power", "disk", "music_gapless", "music_damaged")
_QUIET = {
    "QT_QPA_PLATFORM": "offscreen",
    "SDL_VIDEODRIVER": "dummy",
    "SDL_AUDIODRIVER": "dummy",
    "PYGAME_HIDE_SUPPORT_PROMPT": "1",
}
_NOT_OURS = ("KAP_PASSPHRASE", "KAP_EXIT_AFTER_PAINT", "SDL_DISKAUDIOFILE", "SDL_DISKAUDIODELAY")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the kinds that are asked for, all of them by default; 1 where one found anything."""
    known = kinds()
    parser = argparse.ArgumentParser(prog="endurance", description=__doc__)
    parser.add_argument("kind", nargs="*", metavar="KIND", help=f"one of {', '.join(known)}")
    parser.add_argument("--rounds", type=_count, default=0, help="instead of its full count")
    parser.add_argument("--seed", type=int, default=_SEED, help=f"{_SEED} where none is given")
    asked = parser.parse_args(arguments)
    for kind in asked.kind:
        if kind not in known:
            parser.error(f"there is no kind {kind!r}; there are {', '.join(known)}")
    wanted = list(dict.fromkeys(asked.kind)) or known
    tallies: dict[str, Tally] = {}
    # One more than there are cores: some wait for sound or a disk, and others go on meanwhile.
    with ThreadPoolExecutor(_cores() + 1) as beside:
        running = [beside.submit(_run, kind, asked.rounds, asked.seed) for kind in wanted]
        for done in as_completed(running):
            tally, took_s = done.result()
            tallies[tally.kind] = tally
            print(tally.line(took_s), flush=True)
    print(summed_up([tallies[kind] for kind in wanted], asked.seed))
    return 0 if all(one.is_clean for one in tallies.values()) else 1


def kinds(folder: Path = _HERE) -> list[str]:
    """Return the names of the modules in `folder` that are a kind, without importing them."""
    found = [path.stem for path in sorted(folder.glob("*.py")) if _is_kind(path)]
    first = [one for one in _BEGUN_FIRST if one in found]
    return [*first, *(one for one in found if one not in first)]


def _is_kind(path: Path) -> bool:
    names = set()
    for one in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(one, ast.FunctionDef):
            names.add(one.name)
        elif isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            names.add(one.target.id)
        elif isinstance(one, ast.Assign):
            names |= {target.id for target in one.targets if isinstance(target, ast.Name)}
    return {"FULL", "run"} <= names


def _run(kind: str, rounds: int, seed: int) -> tuple[Tally, float]:
    """Run one kind, in a home of its own that is gone afterwards; return also the seconds."""
    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix=f"kap-{kind}-", ignore_cleanup_errors=True) as name:
        home, told = Path(name), Path(name) / "tally.json"
        (home / "tmp").mkdir()
        environment = {key: value for key, value in os.environ.items() if key not in _NOT_OURS}
        environment |= {**_QUIET, "KAP_HOME": str(home / "kap"), "TMPDIR": str(home / "tmp")}
        with (home / "said").open("w+", encoding="utf-8", errors="replace") as said:
            code = subprocess.call(
                [sys.executable, "-m", "tests.endurance.alone", kind, str(rounds), str(seed), told],
                cwd=_CHECKOUT,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
            )
            said.seek(0)
            last = said.read()[-2000:]
        if code == 0 and told.exists():
            tally = read(told.read_text(encoding="utf-8"))
        else:
            tally = Tally(kind, 0, "rounds", crashed=1, faults=(f"it left with {code}: {last}",))
    return tally, time.monotonic() - begun


def _cores() -> int:
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _count(text: str) -> int:
    count = int(text)
    if count < 1:
        raise ValueError(text)
    return count


if __name__ == "__main__":
    raise SystemExit(main())
