"""Start of the frozen app to its first paint against the checkout's, in turn, in the same run.

Build it first: `dev.py build app`. Each start is a whole process that leaves after its first paint,
fifteen of each with a warm disk; the CPU it took is told too, which other work touches less.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from statistics import median

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from tests.bench.start_bench import starts_of

_BUILT = Path(__file__).parents[2] / "dist" / "kap-companion" / "kap-companion"
_STARTS = 15


def main() -> int:
    """Print the figures; it judges nothing."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--app", type=Path, default=_BUILT, help="the frozen app's program")
    told, _ = parser.parse_known_args()
    if not told.app.is_file():
        print(f"There is no {told.app}: build it by `dev.py build app`.", file=sys.stderr)
        return 1
    commands: dict[str, Sequence[str]] = {
        "frozen": (str(told.app),),
        "checkout": (sys.executable, "-m", "kap_companion"),
    }
    with tempfile.TemporaryDirectory(prefix="kap-bench-") as home:
        took = starts_of(list(commands.values()), Path(home), _STARTS)
    for what in ("wall", "cpu"):
        frozen, checkout = (getattr(one, what) for one in took)
        for name, times in zip(commands, (frozen, checkout), strict=True):
            print(f"  {name}, {what}: {min(times):.3f} s at least, {median(times):.3f} s median")
        ratios = min(frozen) / min(checkout), median(frozen) / median(checkout)
        print(f"  ratio: {ratios[0]:.2f} at least, {ratios[1]:.2f} median")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
