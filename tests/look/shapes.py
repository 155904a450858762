"""The sizes of window, screen and text the app is looked at in, each in a process of its own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from kap_companion import resources
from kap_companion.language import ENGLISH, LANGUAGES
from tests.look.other_words import LONG, RIGHT_TO_LEFT
from tests.look.pictures import Pixels, load, reduced

GOLDEN = Path(__file__).parent / "golden"
CHECKOUT = Path(__file__).resolve().parent.parent.parent
THEMES = ("dark", "dimmer", "light")
EVERYDAY = "1280x800"
OTHER_LANGUAGES = tuple(code for code in LANGUAGES if code != ENGLISH)


@dataclass(frozen=True, slots=True)
class Shape:
    """A window of `wide` by `high` px, the text in per cent, and device pixels for each px.

    Its pictures are kept, and compared, `reduced` to so many times less in height and width. In
    another `language` none is kept: there it is only looked for what is cut or laid over another.
    """

    wide: int
    high: int
    percent: int = 100
    scale: int = 1
    reduced: int = 1
    language: str = ENGLISH

    @property
    def is_kept(self) -> bool:
        """Whether there are golden pictures of it."""
        return self.language == ENGLISH

    @property
    def px(self) -> float:
        """How many px of the window one of a kept picture stands for."""
        return self.reduced / self.scale


SHAPES: Mapping[str, Shape] = MappingProxyType(
    {
        EVERYDAY: Shape(1280, 800),
        "1024x700": Shape(1024, 700, reduced=2),
        "1920x1080": Shape(1920, 1080, reduced=3),
        "1280x800-at-2x": Shape(1280, 800, scale=2, reduced=4),
        "1280x800-text-200": Shape(1280, 800, percent=200, reduced=3),
        **{
            f"{wide}x{high}-{language}": Shape(wide, high, language=language)
            for language in (*OTHER_LANGUAGES, LONG, RIGHT_TO_LEFT)
            for wide, high in ((1280, 800), (1024, 700))
        },
    }
)

_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{cache}</cachedir>
  <match target="pattern">
    <edit name="antialias" mode="assign"><bool>true</bool></edit>
    <edit name="hinting" mode="assign"><bool>false</bool></edit>
    <edit name="rgba" mode="assign"><const>none</const></edit>
  </match>
</fontconfig>
"""


def paint(
    shape: str, themes: Sequence[str], folder: Path, only: Sequence[str] = ()
) -> dict[str, list[str]]:
    """Paint every view into `folder` as VIEW-THEME.png; return what is wrong, by those names.

    `only` names those that are painted, where not all are.
    The app's own fonts alone are there, so that no machine's others are among the pictures.
    """
    folder.mkdir(parents=True, exist_ok=True)
    fonts = folder / "fonts.conf"
    fonts.write_text(
        _FONTS.format(fonts=resources.path("fonts"), cache=folder / "fonts"), encoding="utf-8"
    )
    wanted = SHAPES[shape]
    environment = {
        **os.environ,
        "QT_QPA_PLATFORM": "offscreen",
        "QT_SCALE_FACTOR": str(wanted.scale),
        "SDL_VIDEODRIVER": "dummy",
        "SDL_AUDIODRIVER": "dummy",
        "DBUS_SESSION_BUS_ADDRESS": "disabled:",
        "FONTCONFIG_FILE": str(fonts),
        "KAP_HOME": str(folder / "home"),
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
    size = f"{wanted.wide}x{wanted.high}"
    command = [sys.executable, "-m", "tests.look.paint", str(folder), size, str(wanted.percent)]
    done = subprocess.run(
        [*command, ",".join(themes), wanted.language, ",".join(only)],
        cwd=CHECKOUT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, f"The views of {shape} were not painted:\n{done.stderr[-4000:]}"
    told: dict[str, list[str]] = json.loads((folder / "faults.json").read_text(encoding="utf-8"))
    return told


def kept_at(shape: str, name: str) -> Path:
    """Return where the golden picture of VIEW-THEME lies."""
    return GOLDEN / shape / f"{name}.webp"


def seen(shape: str, path: Path) -> Pixels:
    """Return a painted picture as it is kept and compared."""
    return reduced(load(path), SHAPES[shape].reduced)
