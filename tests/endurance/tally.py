"""What came of one kind of long check, and how it is told in a line."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass

SHOWN_FAULTS = 20
LEFT_OUT = "left out: "
"""How `more` begins where this system cannot tell what a kind looks at."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one kind did and what it found; `faults` are the first twenty, a line each.

    `lost` counts what was acknowledged and is not there, `crashed` tracebacks, hangs, vaults that
    do not open and half files, `missed` damage or trouble that nobody was told of.
    """

    kind: str
    done: int
    what: str
    lost: int = 0
    crashed: int = 0
    missed: int = 0
    more: str = ""
    faults: tuple[str, ...] = ()

    @property
    def is_clean(self) -> bool:
        """Whether it did anything and found nothing wrong."""
        is_done = self.done > 0 or self.more.startswith(LEFT_OUT)
        return is_done and not (self.lost or self.crashed or self.missed or self.faults)

    def line(self, took_s: float) -> str:
        """Say it in a line, and each fault in another below."""
        told = (
            f"{self.kind}: {self.done:,} {self.what}, {self.lost} lost, {self.crashed} crashed,"
            f" {self.missed} missed ({took_s:.0f} s)"
        )
        faults = "".join(f"\n  wrong: {fault}" for fault in self.faults[:SHOWN_FAULTS])
        return f"{told}{': ' if self.more else ''}{self.more}{faults}"


def written(tally: Tally) -> str:
    """Return the tally as JSON, for the process that sums up."""
    return json.dumps(asdict(tally))


def read(text: str) -> Tally:
    """Return the tally that was `written`."""
    told = json.loads(text)
    return Tally(**{**told, "faults": tuple(told["faults"])})


def summed_up(tallies: Sequence[Tally], seed: int) -> str:
    """Say all of them in one line: what was done of each, and what was found in all."""
    done = ", ".join(f"{one.done:,} {one.what}" for one in tallies)
    lost = sum(one.lost for one in tallies)
    crashed = sum(one.crashed for one in tallies)
    missed = sum(one.missed for one in tallies)
    unclean = [one.kind for one in tallies if not one.is_clean]
    wrong = f" Look at: {', '.join(unclean)}." if unclean else ""
    return f"Seed {seed}: {done}: {lost} lost, {crashed} crashed, {missed} missed.{wrong}"
