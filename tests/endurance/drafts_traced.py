"""A hundred random sessions, each in every template: every sentence traced, counted and flagged."""

from __future__ import annotations

from tests.endurance.asked import asked
from tests.notes.draft_check import faults_of

_MOST = 100


def main() -> int:
    """Look at the drafts of the first hundred seeds that are asked for; 1 where one is wrong."""
    seeds = asked().seeds[:_MOST]
    faults = [fault for seed in seeds for fault in faults_of(seed)]
    for fault in faults[:20]:
        print(fault)
    print(f"{len(seeds)} random sessions in every template: {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    raise SystemExit(main())
