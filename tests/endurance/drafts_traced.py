"""A hundred random sessions, each in every template: every sentence traced, counted and flagged."""

from __future__ import annotations

from tests.endurance.tally import SHOWN_FAULTS, Tally
from tests.notes.draft_check import faults_of

FULL = 100


def run(rounds: int, seed: int) -> Tally:
    """Look at the drafts of so many random sessions, from `seed` on."""
    faults = [fault for one in range(seed, seed + rounds) for fault in faults_of(one)]
    return Tally(
        "drafts_traced",
        rounds,
        "sessions drafted",
        missed=len(faults),
        more="in every template",
        faults=tuple(faults[:SHOWN_FAULTS]),
    )
