"""A keystroke in the search over 10,000 tracks, against a plain loop over their titles."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from kap_companion.music.library import Kept, Library
from kap_companion.music.track import Track

_TRACKS = 10_000


def main() -> int:
    """Print the ratios; it judges nothing."""
    chosen = random.Random(7)
    words = ["".join(chosen.choices("abcdeilmnorstué", k=chosen.randint(3, 9))) for _ in range(999)]

    def some(count: int) -> str:
        return " ".join(chosen.choices(words, k=count))

    rows = [
        Kept(Track(Path(f"/m/{some(1)}/{number} {some(3)}.flac"), some(3), some(2), some(2)))
        for number in range(_TRACKS)
    ]
    texts = [
        "\n".join((kept.track.title, kept.track.artist or "", kept.track.album or "")).casefold()
        for kept in rows
    ]
    library = Library(rows)
    library.search("")
    plain = _quickest(lambda: [text for text in texts if "an" in text])
    print(f"  a plain loop over {_TRACKS} titles: {plain * 1000:.2f} ms")
    for typed in ("a", "an", "ané", "an re", "zzz"):
        library.search("zzzz")
        took = _quickest(partial(library.search, typed))
        print(f"  searching for '{typed}': {took * 1000:.2f} ms, {took / plain:.1f} times")
    return 0


def _quickest(act: Callable[[], object]) -> float:
    times = []
    for _ in range(9):
        began = time.perf_counter()
        act()
        times.append(time.perf_counter() - began)
    return min(times)


if __name__ == "__main__":
    raise SystemExit(main())
