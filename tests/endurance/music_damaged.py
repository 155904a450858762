"""Three hundred damaged files among whole ones: none stops, hangs or crashes the player."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.endurance.tally import SHOWN_FAULTS, Tally
from tests.music.abuse import abuse

FULL = 300
_AT_ONCE = 100
_WITHIN_S = 900


def run(rounds: int, seed: int) -> Tally:
    """Play so many, from `seed` on, a hundred at a time: not all files need lie there at once."""
    faults, played, skipped, silence_s = list[str](), 0, 0, 0.0
    last = seed + rounds
    for first in range(seed, last, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, last))
        with tempfile.TemporaryDirectory(prefix="kap-endurance-") as folder:
            result = abuse(Path(folder), some, seconds=1.0, within_s=_WITHIN_S)
        played += result.played
        skipped += result.skipped
        silence_s = max(silence_s, result.silence_s)
        faults += [f"seeds {some.start} to {some.stop - 1}: {wrong}" for wrong in result.wrongs]
    return Tally(
        "music_damaged",
        rounds,
        "damaged music files",
        crashed=len(faults),
        more=(
            f"{played} files gave sound, {skipped} were skipped by name, longest silence"
            f" {silence_s:.2f} s"
        ),
        faults=tuple(faults[:SHOWN_FAULTS]),
    )
