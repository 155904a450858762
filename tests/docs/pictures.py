"""The guide's pictures in other languages: which it shows, and whether they are as painted.

In English it shows golden pictures. Of another language only what the guide shows is kept, in
docs/pictures, by `dev.py look`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from kap_companion.language import ENGLISH, LANGUAGES
from tests.docs.named import pages
from tests.look.pictures import compare, in_few_colours, keep, load
from tests.look.shapes import CHECKOUT, EVERYDAY

KEPT = CHECKOUT / "docs" / "pictures"

GUIDE_SHAPES: Mapping[str, str] = MappingProxyType(
    {f"{EVERYDAY}-{code}": code for code in LANGUAGES if code != ENGLISH}
)
"""The shapes whose pictures the guide shows in another language, with that language."""

_GOLDEN = re.compile(rf"tests/look/golden/{EVERYDAY}/([\w-]+)\.webp")
_TRANSLATED = ("docs/guide/clinician/", "docs/index.md")


def shown_in_guide() -> tuple[str, ...]:
    """Return the pictures on the pages that are in every language, as VIEW-THEME."""
    told = {
        name
        for page, text in pages().items()
        if page.startswith(_TRANSLATED)
        for name in _GOLDEN.findall(text)
    }
    return tuple(sorted(told))


def in_guide(shape: str, painted: Path, *, keeps: bool) -> list[str]:
    """Return which of the guide's pictures in a language are not as they were `painted`.

    Where it `keeps`, those are kept, and what no page shows any more goes.
    """
    folder = KEPT / GUIDE_SHAPES[shape]
    names = shown_in_guide()
    gone = [path.stem for path in sorted(folder.glob("*.webp")) if path.stem not in names]
    told = [*gone, *(one for one in names if _is_other(folder, painted, one))]
    for name in told if keeps else ():
        if name in gone:
            (folder / f"{name}.webp").unlink()
        else:
            keep(folder / f"{name}.webp", load(painted / f"{name}.png"))
    return told


def _is_other(folder: Path, painted: Path, name: str) -> bool:
    kept = folder / f"{name}.webp"
    if not kept.exists():
        return True
    before, fresh = load(kept), load(painted / f"{name}.png")
    # As it would be kept: that a picture was kept in few colours is no difference.
    return compare(before, fresh).is_seen and compare(before, in_few_colours(fresh)).is_seen
