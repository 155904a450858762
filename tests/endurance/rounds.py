"""What every round of kills and of failing disks is made of."""

from __future__ import annotations

import math
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from pathlib import Path
from random import Random

from tests.endurance import looking, lying
from tests.endurance.act import Act
from tests.endurance.acts import acts
from tests.endurance.apart import Call, apart, calls_in
from tests.endurance.tally import SHOWN_FAULTS, Tally

_QUICK = 4


class Known:
    """An act in one run: how long it takes, where it can be cut, and where it was."""

    def __init__(self, act: Act, home: Path, first_turn: int) -> None:
        self.act = act
        self.home = home
        self._turn = first_turn
        self._met: set[int] = set()

    def turn(self) -> int:
        """Count its rounds; some acts begin with another kind of round than others."""
        self._turn += 1
        return self._turn - 1

    def place(self, turn: int, chance: Random) -> Call:
        """Return where it is cut at a turn: no place twice before all were met."""
        index = nth(len(self._places), turn)
        self._met.add(index)
        return chance.choice(self._places[index])

    @property
    def places_met(self) -> tuple[int, int]:
        """How many places were met, and of how many; none where it was never looked at."""
        return len(self._met), len(self._places) if self._met else 0

    @cached_property
    def took_s(self) -> float:
        """How many seconds it takes."""
        with laid(self.act, self.home, Random(0)):
            return apart(lambda tell: self.act.do(self.home, tell), self.home).took_s

    @cached_property
    def _places(self) -> list[list[Call]]:
        # Calls of one kind on one file that follow each other are one place, such as the pages of a
        # transaction.
        with laid(self.act, self.home, Random(0)):
            ended = apart(lambda tell: self.act.do(self.home, tell), self.home, watch=True)
        calls = calls_in(ended.trace, self.home)
        alike = groupby(calls, lambda one: (one.name, one.file, one.is_first_process))
        return [list(place) for _, place in alike]


@dataclass
class Sum:
    """What the rounds of one kind found."""

    lost: int = 0
    crashed: int = 0
    missed: int = 0
    faults: list[str] = field(default_factory=list)

    def add(self, where: str, found: Sequence[str]) -> None:
        """Count a round: as lost where anything acknowledged is gone, else as crashed.

        It counts as missed where all that is wrong is that nobody was told.
        """
        if not found:
            return
        if any(one.startswith("lost") for one in found):
            self.lost += 1
        elif all(one.startswith("missed") for one in found):
            self.missed += 1
        else:
            self.crashed += 1
        self.faults.append(f"{where}: {'; '.join(found[:3])}")

    def tally(self, kind: str, done: int, what: str, more: str) -> Tally:
        """Return it as the endurance command tells it."""
        faults = tuple(self.faults[:SHOWN_FAULTS])
        return Tally(kind, done, what, self.lost, self.crashed, self.missed, more, faults)


def known_acts(home: Path, seed: int) -> Iterator[Known]:
    """Return the acts in turn, for ever, longer ones more often; each act is one object.

    The quickest come first, for who asks for three rounds.
    """
    known = [Known(act, home, number) for number, act in enumerate(acts())]
    turn = [one for one in known for _ in range(one.act.weight)]
    Random(seed).shuffle(turn)
    yield from known[:_QUICK]
    while True:
        yield from turn


@contextmanager
def passing_home(kind: str) -> Iterator[Path]:
    """A home that is not there yet."""
    with tempfile.TemporaryDirectory(
        prefix=f"kap-{kind}-", dir=lying.quick_folder(), ignore_cleanup_errors=True
    ) as name:
        yield Path(name) / "home"


@contextmanager
def laid(act: Act, home: Path, chance: Random) -> Iterator[None]:
    """Lay down what the act needs, and clear it away."""
    act.lay(home, chance)
    try:
        yield
    finally:
        clear(home)


def clear(home: Path) -> None:
    """Clear away what lies in `home`, and it too unless it is a disk of its own."""
    for path in home.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    if not home.is_mount():
        home.rmdir()


def done_again(act: Act, home: Path) -> list[str]:
    """Do the act once more, with nothing in its way; return what is wrong."""
    again = apart(lambda tell: act.again(home, tell), home)
    found = [f"again: {fault}" for fault in again.faults]
    if not any(line.get("done") for line in again.told):
        found.append(f"again: it is refused: {again.told[-1:]}")
    return found + looking.leftovers(home)


def nth(count: int, turn: int) -> int:
    """Return which of `count` is met at a turn: none twice before all, and early all over them."""
    step = max(1, round(count * 0.618))
    while math.gcd(step, count) != 1:
        step += 1
    return turn * step % count
