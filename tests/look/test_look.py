"""Every screen as it looked when somebody last looked at it; and nothing on it cut or nameless.

One size of window in three themes; `dev.py look` walks through the other sizes and large text.
After a change that is meant: `python3 packaging/dev.py look`, then look at the pictures.
"""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import numpy as np
import pytest

from tests.look.pictures import Pixels, compare, load
from tests.look.shapes import EVERYDAY, GOLDEN, THEMES, kept_at, paint

_LOOK = "Look at it; if it is meant: python3 packaging/dev.py look"


def all_wrong(told: dict[str, list[str]]) -> list[str]:
    return sorted({f"{name}: {fault}" for name, faults in told.items() for fault in faults})


@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_looks_as_it_did(tmp_path: Path, theme: str) -> None:
    told = paint(EVERYDAY, [theme], tmp_path)
    assert all_wrong(told) == []
    seen = []
    for name in told:
        golden, fresh = kept_at(EVERYDAY, name), tmp_path / f"{name}.png"
        assert golden is not None
        if not golden.exists():
            seen.append(f"{name}: there is no golden picture of it yet.")
            continue
        difference = compare(load(golden), load(fresh))
        if difference.is_seen:
            beside = golden.with_suffix(".new.png")
            with contextlib.suppress(OSError):
                shutil.copyfile(fresh, beside)
            seen.append(f"{name}: {difference}. The new one lies beside it, as {beside.name}.")
    assert not seen, "\n".join([*seen, _LOOK])


def test_the_pictures_are_kept_and_stay_small() -> None:
    assert list((GOLDEN / EVERYDAY).glob("*.png"))
    kept = [path for path in GOLDEN.rglob("*.png") if not path.name.endswith(".new.png")]
    assert sum(path.stat().st_size for path in kept) < 6_500_000


def picture(high: int = 64, wide: int = 64) -> Pixels:
    return np.full((high, wide, 3), 30, np.uint8)


def test_a_word_that_went_away_is_seen_and_its_place_is_told() -> None:
    golden, fresh = picture(), picture()
    golden[20:28, 34:60] = 220
    difference = compare(golden, fresh)
    assert difference.is_seen
    assert "x 32 to 64, y 16 to 32" in str(difference)


def test_how_letters_are_smoothed_is_not_seen() -> None:
    golden, fresh = picture(), picture()
    fresh[20, 20:40] = 60
    assert not compare(golden, fresh).is_seen


def test_another_size_is_seen() -> None:
    assert compare(picture(), picture(wide=80)).is_seen
