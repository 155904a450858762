"""What the command line asks of a long check."""

from __future__ import annotations

import argparse
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Asked:
    """The seeds of the damaged files, and how many hours of music are played."""

    seeds: range
    hours: float


def asked() -> Asked:
    """Read `--seeds FIRST:LAST` (the last one is left out) and `--hours`."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seeds", type=_seeds, default=range(300), metavar="FIRST:LAST")
    parser.add_argument("--hours", type=float, default=2.0)
    told = parser.parse_args()
    return Asked(told.seeds, told.hours)


def _seeds(text: str) -> range:
    first, last = text.split(":")
    return range(int(first), int(last))
