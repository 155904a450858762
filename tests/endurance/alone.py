"""Runs one kind in a process of its own: `alone KIND ROUNDS SEED FILE`, the tally goes to FILE."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from tests.endurance.tally import Tally, written


def main(kind: str, rounds: str, seed: str, file: str) -> None:
    """Run the kind; 0 rounds are its full count."""
    module = importlib.import_module(f"tests.endurance.{kind}")
    tally: Tally = module.run(int(rounds) or module.FULL, int(seed))
    Path(file).write_text(written(tally), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
