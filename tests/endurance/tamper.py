"""Tampers with a vault, its key file, its head outside, backups and exports: all of it is told.

A round is one tampering on a copy. It counts as missed where nobody was told, or not where, and as
crashed where something else came out than a sentence, or damage was told as a wrong passphrase.
Before and after all rounds the vault that nobody touched is fine.
"""

from __future__ import annotations

import random
import shutil
import tempfile
import traceback
from collections import Counter
from pathlib import Path

from tests.endurance.tally import SHOWN_FAULTS, Tally
from tests.endurance.tamper_case import Attack, verified
from tests.endurance.tamper_files import ATTACKS as ON_FILES
from tests.endurance.tamper_ground import Ground, made
from tests.endurance.tamper_out import ATTACKS as ON_WHAT_LEAVES
from tests.endurance.tamper_rows import ATTACKS as ON_ROWS

FULL = 5_000

_MEMORY = Path("/dev/shm")


def run(rounds: int, seed: int) -> Tally:
    """Do `rounds` tamperings; round i of a seed is the same act at the same place in each run."""
    within = str(_MEMORY) if _MEMORY.is_dir() else None
    root = Path(tempfile.mkdtemp(prefix="kap-tamper-", dir=within))
    before, tempfile.tempdir = tempfile.tempdir, str(root)
    try:
        return _run(made(root / "ground"), rounds, seed)
    finally:
        tempfile.tempdir = before
        shutil.rmtree(root, ignore_errors=True)


def attacks() -> list[Attack]:
    """Return the tamperings in turn, each kind of file soon after another."""
    kinds = (ON_FILES, ON_ROWS, ON_WHAT_LEAVES)
    return [kind[at % len(kind)] for at in range(max(map(len, kinds))) for kind in kinds]


def _run(ground: Ground, rounds: int, seed: int) -> Tally:
    order = attacks()
    counts: Counter[str] = Counter()
    crashed, missed, same = 0, 0, 0
    faults = _of_whole(ground, "before")
    for number in range(rounds):
        attack = order[number % len(order)]
        where = f"round {number} of seed {seed}, {attack.__name__}"
        counts[attack.__name__] += 1
        try:
            case = attack(ground, random.Random(f"{seed}:{number}"))
        except Exception:
            crashed += 1
            faults.append(f"{where}: {' | '.join(traceback.format_exc().splitlines()[-6:])}")
            continue
        if not case.is_told_rightly:
            crashed += 1
            faults.append(f"{where}: {case.what}: said {case.said}")
        elif not case.is_told:
            missed += 1
            faults.append(f"{where}: {case.what}: said {case.said}, wanted {case.wants}")
        elif not case.said:
            same += 1
    faults += _of_whole(ground, "after")
    told = ", ".join(f"{count} {name}" for name, count in counts.most_common())
    return Tally(
        "tamper",
        rounds,
        "tamperings",
        crashed=crashed,
        missed=missed,
        more=f"{told}; {same} changed nothing that is kept",
        faults=tuple(faults[:SHOWN_FAULTS]),
    )


def _of_whole(ground: Ground, when: str) -> list[str]:
    """Return what is said of the vaults that nobody touched, which should be nothing."""
    found = []
    for name, vault in (("whole", ground.whole), ("killed", ground.killed)):
        said = verified(ground.copy(vault), ground.signed)
        found += [f"the {name} vault {when} the rounds: {one}" for one in said]
    return found
