"""Paints every screen in every shape and theme, says what differs from the golden pictures and
what is wrong on any screen, and keeps the new ones.

    python3 packaging/dev.py look [--compare] [SHAPE...]

With --compare nothing is kept. Either way build/look/ shows each picture that differs, the golden
one at the left and the new one at the right, reddened where they differ: look at them.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from tests.docs.pictures import GUIDE_SHAPES, in_guide, in_readme
from tests.look.paint import painted_with
from tests.look.pictures import (
    COLOURS,
    FEW_COLOURS,
    compare,
    in_few_colours,
    keep,
    load,
    save,
    side_by_side,
)
from tests.look.shapes import CHECKOUT, GOLDEN, SHAPES, THEMES, kept_at, paint, seen

BESIDE = CHECKOUT / "build" / "look"
_COMPARE = "--compare"
_GONE = "gone: no screen is painted by this name any more"


@dataclass(frozen=True, slots=True)
class Change:
    """One picture that is not as it was, and how."""

    name: str
    how: str


def main(arguments: Sequence[str]) -> int:
    """Paint the shapes named, or all.

    1 where a screen has something cut, squeezed or nameless, or with --compare where one differs.
    """
    only_compares = _COMPARE in arguments
    shapes = [one for one in arguments if one != _COMPARE] or list(SHAPES)
    for shape in shapes:
        if shape not in SHAPES:
            print(f"There is no shape {shape!r}. There are: {', '.join(SHAPES)}.", file=sys.stderr)
            return 2
    shutil.rmtree(BESIDE, ignore_errors=True)
    wrong = differing = 0
    for shape in shapes:
        with tempfile.TemporaryDirectory(prefix="kap-look-") as scratch:
            is_kept = SHAPES[shape].is_kept
            # Where nothing is kept, all themes lay out alike: one is enough.
            told = paint(shape, THEMES if is_kept else THEMES[:1], Path(scratch))
            differ = changes(shape, Path(scratch), tuple(told)) if is_kept else []
            if not only_compares:
                take(shape, Path(scratch), differ)
            if shape in GUIDE_SHAPES:
                for name in in_guide(shape, Path(scratch), keeps=not only_compares):
                    differ.append(Change(name, "the guide shows it, and it is not as it was"))
        print(f"{shape}: {len(told)} pictures, {len(differ)} not as they were", flush=True)
        for change in differ:
            print(f"  {change.name}: {change.how}")
        for fault in sorted({fault for those in told.values() for fault in those}):
            views = [name for name, those in told.items() if fault in those]
            print(f"  WRONG in {', '.join(views)}: {fault}")
            wrong += 1
        differing += len(differ)
    for name in in_readme(keeps=not only_compares):
        print(f"{name}: not as the golden picture")
        differing += 1
    size = sum(path.stat().st_size for path in GOLDEN.rglob("*.webp"))
    print(f"tests/look/golden holds {size / 1e6:.1f} MB")
    if differing:
        done = "Nothing was kept." if only_compares else "The new ones were kept."
        print(f"{done} Before and after, side by side: {BESIDE}")
    return 1 if wrong or (only_compares and differing) else 0


def changes(
    shape: str, painted: Path, names: Sequence[str], themes: Sequence[str] = THEMES
) -> list[Change]:
    """Return what is not as it was in a shape, of the pictures in these themes."""
    told = []
    for path in sorted((GOLDEN / shape).glob("*.webp")):
        if painted_with(path.stem) in themes and path.stem not in names:
            told.append(Change(path.stem, _GONE))
    for name in names:
        path, fresh = kept_at(shape, name), seen(shape, painted / f"{name}.png")
        if not path.exists():
            told.append(Change(name, "new: there was no picture of it"))
            continue
        golden = load(path)
        difference = compare(golden, fresh, SHAPES[shape].px)
        if difference.is_seen:
            # As it would be kept: that a picture was kept in few colours is no difference.
            fresh = in_few_colours(fresh, _colours(shape))
            difference = compare(golden, fresh, SHAPES[shape].px)
        if difference.is_seen:
            told.append(Change(name, str(difference)))
            both = side_by_side(golden, fresh, difference.boxes)
            save(BESIDE / shape / f"{name}.png", both)
    return told


def take(shape: str, painted: Path, told: Sequence[Change]) -> None:
    """Keep what changed: a picture that looks as before stays as it is, to the byte."""
    for change in told:
        path = kept_at(shape, change.name)
        if change.how == _GONE:
            path.unlink()
        else:
            keep(path, seen(shape, painted / f"{change.name}.png"), _colours(shape))


def _colours(shape: str) -> int:
    """Return how many colours the pictures of a shape are kept in."""
    return COLOURS if SHAPES[shape].reduced == 1 else FEW_COLOURS


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
