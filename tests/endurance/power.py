"""Power cuts: of what an act wrote only what it had synced is sure to be on the disk.

Each act is done once, its writes written down; then the disk is laid out as a power cut may leave
it after any of them. The same must hold as after a kill, which itself loses nothing that the system
still has to write.
"""

from __future__ import annotations

import shutil
from collections import Counter
from functools import cached_property
from pathlib import Path
from random import Random

from tests.endurance import looking
from tests.endurance.apart import apart, may_trace
from tests.endurance.power_model import TRACED, Disk, Step, steps_of
from tests.endurance.rounds import Known, Sum, clear, done_again, known_acts, nth, passing_home
from tests.endurance.tally import LEFT_OUT, Tally

FULL = 500


class _WrittenDown:
    """What an act wrote, and what lay there before."""

    def __init__(self, known: Known, chance: Random) -> None:
        self.act, self.home = known.act, known.home
        self._kept = self.home.with_name(f"before {self.act.name}")
        self._chance = chance
        self.turn = chance.randrange(1000)

    @cached_property
    def was(self) -> looking.Before:
        """Return what lay there before, which is laid down now."""
        self.act.lay(self.home, self._chance)
        was = looking.before(self.act, self.home)
        shutil.copytree(self.home, self._kept)
        clear(self.home)
        return was

    @cached_property
    def steps(self) -> list[Step]:
        """Return the calls by which it wrote."""
        self.lay()
        ended = apart(lambda tell: self.act.do(self.home, tell), self.home, watch=TRACED)
        clear(self.home)
        return steps_of(ended.trace)

    def lay(self) -> None:
        """Lay down what lay there before."""
        if not self._kept.exists():
            assert self.was.hashes is not None
        shutil.copytree(self._kept, self.home)


def run(rounds: int, seed: int) -> Tally:
    """Cut the power `rounds` times."""
    if not may_trace():
        more = f"{LEFT_OUT}there is no strace here, or it may not look on"
        return Tally("power", 0, "power cuts", more=more)
    summed, cuts, written = Sum(), Counter[str](), dict[str, _WrittenDown]()
    with passing_home("power") as home:
        for number, known in enumerate(known_acts(home, seed)):
            if number >= rounds:
                break
            name, chance = known.act.name, Random(f"{seed}:{number}")
            one = written.setdefault(name, _WrittenDown(known, Random(f"{seed}:{name}")))
            at, found = _round(one, chance)
            cuts[name] += 1
            summed.add(f"seed {seed}, round {number}: {name}, {at}", found)
    by_act = ", ".join(f"{count} {name}" for name, count in cuts.most_common())
    return summed.tally("power", cuts.total(), "power cuts", by_act)


def _round(one: _WrittenDown, chance: Random) -> tuple[str, list[str]]:
    act, home, steps = one.act, one.home, one.steps
    one.turn += 1
    cut = nth(len(steps), one.turn)
    one.lay()
    try:
        disk = Disk(home)
        for step in steps[:cut]:
            disk.take(step)
        disk.lay_after_cut(chance)
        told = disk.lines_told()
        found = looking.after(act, home, told, one.was, verify_first=chance.random() < 0.5)
        at = f"cut before {steps[cut].name} {Path(steps[cut].place).name}, call {cut}"
        return at, found or done_again(act, home)
    finally:
        clear(home)
