"""Paints the golden pictures anew, all of them, and says what is wrong on any of the screens.

    python3 packaging/dev.py look [SHAPE...]

Look at what changed (git shows pictures side by side) before it is kept.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tests.look.pictures import compare, load
from tests.look.shapes import GOLDEN, SHAPES, THEMES, kept_at, paint


def main(arguments: Sequence[str]) -> int:
    """Paint the shapes named, or all; 1 where a screen has something cut, squeezed or nameless."""
    wrong = 0
    for shape in arguments or tuple(SHAPES):
        if shape not in SHAPES:
            print(f"There is no shape {shape!r}. There are: {', '.join(SHAPES)}.", file=sys.stderr)
            return 2
        with tempfile.TemporaryDirectory(prefix="kap-look-") as scratch:
            told = paint(shape, THEMES, Path(scratch))
            changed = _keep(shape, Path(scratch), tuple(told))
        faults = {fault for those in told.values() for fault in those}
        print(f"{shape}: {len(told)} views painted, {changed} golden pictures changed")
        for fault in sorted(faults):
            print(f"  {fault}")
        wrong += len(faults)
    size = sum(path.stat().st_size for path in GOLDEN.rglob("*.png"))
    print(f"tests/look/golden holds {size / 1e6:.1f} MB")
    return 1 if wrong else 0


def _keep(shape: str, scratch: Path, names: Sequence[str]) -> int:
    """Put the pictures into their places; one that looks as before is left as it is."""
    changed = 0
    wanted = {path: name for name in names if (path := kept_at(shape, name)) is not None}
    for old in (GOLDEN / shape).glob("*.png"):
        if old not in wanted:
            old.unlink()
    for path, name in wanted.items():
        fresh = scratch / f"{name}.png"
        if path.exists() and not compare(load(path), load(fresh)).is_seen:
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(fresh.read_bytes())
        changed += 1
    return changed


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
