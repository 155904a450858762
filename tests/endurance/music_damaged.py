"""Three hundred damaged files among whole ones: none stops, hangs or crashes the player."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.endurance.asked import asked
from tests.music.abuse import abuse

_AT_ONCE = 100
_WITHIN_S = 900


def main() -> int:
    """Play them a hundred at a time, so that the files need not all lie there at once."""
    seeds = asked().seeds
    wrongs = []
    for first in range(seeds.start, seeds.stop, _AT_ONCE):
        some = range(first, min(first + _AT_ONCE, seeds.stop))
        with tempfile.TemporaryDirectory(prefix="kap-endurance-") as folder:
            result = abuse(Path(folder), some, seconds=1.0, within_s=_WITHIN_S)
        print(
            f"seeds {some.start} to {some.stop - 1}: {result.played} files gave sound, "
            f"{result.skipped} were skipped by name, longest silence {result.silence_s:.2f} s",
            flush=True,
        )
        wrongs += result.wrongs
    for wrong in wrongs:
        print(f"  wrong: {wrong}")
    return 1 if wrongs else 0


if __name__ == "__main__":
    raise SystemExit(main())
