"""The pictures of the guide and of the README: which they show, and whether they are as painted.

In English the guide shows golden pictures. Of another language only what the guide shows is kept,
in docs/pictures. `dev.py look` makes all of them; these alone are made by

    python -m tests.docs.pictures
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from PySide6.QtGui import QImage

from kap_companion.language import ENGLISH, LANGUAGES
from tests.docs.pages import pages
from tests.look.pictures import compare, in_few_colours, keep, load
from tests.look.shapes import CHECKOUT, EVERYDAY, THEMES, kept_at, paint

KEPT = CHECKOUT / "docs" / "pictures"

GUIDE_SHAPES: Mapping[str, str] = MappingProxyType(
    {f"{EVERYDAY}-{code}": code for code in LANGUAGES if code != ENGLISH}
)
"""The shapes whose pictures the guide shows in another language, with that language."""

README_PICTURES: Mapping[str, str] = MappingProxyType(
    {
        "docs/session.png": "session-dark",
        "docs/home.png": "home_running-dark",
        "docs/prepare.png": "prepare_music-dark",
        "docs/draft.png": "draft-light",
    }
)
"""The pictures of the README, each with the golden one it is."""

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


def in_readme(*, keeps: bool) -> list[str]:
    """Return which of the README's pictures are not the golden ones; where it `keeps`, make them.

    They are PNGs: not every place that shows a README shows WebP.
    """
    told = []
    for name, golden in README_PICTURES.items():
        path, fresh = CHECKOUT / name, load(kept_at(EVERYDAY, golden))
        before = load(path) if path.exists() else None
        if before is None or before.shape != fresh.shape or (before != fresh).any():
            told.append(name)
            if keeps:
                high, wide = fresh.shape[:2]
                image = QImage(fresh.data, wide, high, wide * 3, QImage.Format.Format_RGB888)
                # Golden pictures have few colours: a palette holds each of them.
                indexed = image.convertToFormat(QImage.Format.Format_Indexed8)
                assert indexed.save(str(path), quality=0), f"{path} could not be written"
    return told


def main() -> int:
    """Make what is not as it should be."""
    made = in_readme(keeps=True)
    for shape in GUIDE_SHAPES:
        with tempfile.TemporaryDirectory(prefix="kap-look-") as painted:
            paint(shape, THEMES[:1], Path(painted), shown_in_guide())
            made += in_guide(shape, Path(painted), keeps=True)
    print(f"Made anew: {', '.join(made) or 'none'}.")
    return 0


def _is_other(folder: Path, painted: Path, name: str) -> bool:
    kept = folder / f"{name}.webp"
    if not kept.exists():
        return True
    before, fresh = load(kept), load(painted / f"{name}.png")
    # As it would be kept: that a picture was kept in few colours is no difference.
    return compare(before, fresh).is_seen and compare(before, in_few_colours(fresh)).is_seen


if __name__ == "__main__":
    raise SystemExit(main())
