"""Every screen as it looked when somebody last looked at it; and nothing on it cut or nameless.

One size of window in three themes; `dev.py look` walks through the other sizes and large text.
After a change that is meant: `python3 packaging/dev.py look`, then look at the pictures.
"""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage

from tests.look import build, shapes
from tests.look.other_words import RIGHT_TO_LEFT, from_the_right, longer
from tests.look.pictures import Pixels, compare, keep, load, reduced, save
from tests.look.shapes import EVERYDAY, GOLDEN, SHAPES, THEMES, paint

_EVERYWHERE = (
    *("unlock", "home", "tour", "course", "settings_look", "prepare_music", "session"),
    *("session_asking", "emergency", "veiled", "compact", "integration", "close"),
)
_LOOK = (
    "Before and after, side by side: build/look. If it is meant: python3 packaging/dev.py look, "
    "which paints the other sizes too."
)


def all_wrong(told: dict[str, list[str]]) -> list[str]:
    return sorted({f"{name}: {fault}" for name, faults in told.items() for fault in faults})


@pytest.mark.parametrize("theme", THEMES)
def test_every_screen_looks_as_it_did(tmp_path: Path, theme: str) -> None:
    told = paint(EVERYDAY, [theme], tmp_path)
    assert all_wrong(told) == []
    seen = build.changes(EVERYDAY, tmp_path, tuple(told), [theme])
    assert not seen, "\n".join([*(f"{one.name}: {one.how}" for one in seen), _LOOK])


def test_in_another_language_nothing_is_cut_and_every_word_is_said_in_it(tmp_path: Path) -> None:
    """In one that nobody speaks, 40 % longer and from right to left; those of the app are looked
    at where the guide's pictures are (tests/docs).
    """
    told = paint(f"1280x800-{RIGHT_TO_LEFT}", ["dark"], tmp_path)
    assert all_wrong(told) == []


def test_the_screens_are_kept_in_every_size_and_theme_and_all_of_it_stays_small() -> None:
    shapes_kept = [name for name, shape in SHAPES.items() if shape.is_kept]
    kept = {shape: {path.stem for path in (GOLDEN / shape).iterdir()} for shape in shapes_kept}
    for shape in shapes_kept:
        for theme in THEMES:
            missing = {f"{view}-{theme}" for view in _EVERYWHERE} - kept[shape]
            assert not missing, f"{shape}: {missing}. {_LOOK}"
    assert sum(path.stat().st_size for path in GOLDEN.rglob("*.*")) < 10_600_000


def picture(high: int = 64, wide: int = 64) -> Pixels:
    return np.full((high, wide, 3), 30, np.uint8)


@pytest.mark.parametrize(
    "text",
    ["Dose taken", "No", "Kept {n} notes of {client}.", "<b>Ctrl+Shift+P</b> makes it private"],
)
def test_the_made_up_languages_keep_holes_markup_and_keys(text: str) -> None:
    plain = re.sub(r"{[^}]*}|<[^>]+>|Ctrl\S+", "", text)
    for said in (longer(text), from_the_right(text)):
        assert said != text
        assert len(said) - len(text) == max(1, round(0.4 * len(plain)))
        assert re.findall(r"{[^}]*}|<[^>]+>|Ctrl[+\w]+", said) == re.findall(
            r"{[^}]*}|<[^>]+>|Ctrl[+\w]+", text
        )


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


def test_a_word_that_went_away_is_seen_in_a_picture_kept_smaller_too() -> None:
    golden, fresh = picture(), picture()
    golden[20:28, 34:60] = 220
    difference = compare(reduced(golden, 2), reduced(fresh, 2), px=2)
    assert difference.is_seen
    assert "x 32 to 64, y 16 to 32" in str(difference)


def test_a_word_at_the_very_edge_is_seen() -> None:
    golden, fresh = picture(wide=70), picture(wide=70)
    golden[58:64, 60:70] = 220
    assert compare(golden, fresh).is_seen


def test_a_picture_is_found_again_as_it_was_kept(tmp_path: Path) -> None:
    colours = picture()
    colours[10:20, 10:20] = (143, 165, 245)
    keep(tmp_path / "kept.webp", colours)
    assert (load(tmp_path / "kept.webp") == colours).all()


@pytest.fixture
def golden(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of golden pictures with one in it, and paint beside it what is there now."""
    folder = tmp_path / "golden"
    monkeypatch.setattr(shapes, "GOLDEN", folder)
    monkeypatch.setattr(build, "GOLDEN", folder)
    monkeypatch.setattr(build, "BESIDE", tmp_path / "beside")
    keep(folder / EVERYDAY / "home-dark.webp", picture())
    return folder / EVERYDAY


def test_what_differs_is_said_and_shown_side_by_side_and_kept_only_where_asked(
    tmp_path: Path, golden: Path
) -> None:
    fresh = picture()
    fresh[20:28, 34:60] = 220
    save(tmp_path / "home-dark.png", fresh)
    save(tmp_path / "tour-dark.png", picture())
    told = build.changes(EVERYDAY, tmp_path, ["home-dark", "tour-dark"])
    assert [one.name for one in told] == ["home-dark", "tour-dark"]
    assert "x 32 to 64, y 16 to 32" in told[0].how
    assert told[1].how.startswith("new")
    beside = QImage(str(tmp_path / "beside" / EVERYDAY / "home-dark.png"))
    assert (beside.width(), beside.height()) == (2 * 64 + 16, 64)
    assert not (load(golden / "home-dark.webp") == fresh).all()
    build.take(EVERYDAY, tmp_path, told)
    assert build.changes(EVERYDAY, tmp_path, ["home-dark", "tour-dark"]) == []


def test_the_picture_of_a_screen_that_is_no_more_goes(tmp_path: Path, golden: Path) -> None:
    save(tmp_path / "tour-dark.png", picture())
    told = build.changes(EVERYDAY, tmp_path, ["tour-dark"], themes=("dark",))
    build.take(EVERYDAY, tmp_path, told)
    assert [path.name for path in golden.iterdir()] == ["tour-dark.webp"]
