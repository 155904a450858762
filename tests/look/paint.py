"""Paints every view of the app into a folder, and says what the walk through each one finds.

    python -m tests.look.paint FOLDER WIDTHxHEIGHT TEXT_PERCENT THEME,... LANGUAGE VIEW-THEME,...

LANGUAGE is one of the app's, or `long` or `rtl`: see other_words.py. Where no view is named, all
are painted.

It runs in a process of its own: QT_SCALE_FACTOR is read once, as Qt starts.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QThread
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from kap_companion.language import ENGLISH
from tests.look.other_words import RIGHT_TO_LEFT, speak_other
from tests.look.pictures import pixels, save
from tests.look.reader import against_the_eye, nameless
from tests.look.scene import Scene, look_at_no_machine
from tests.look.unsaid import unsaid
from tests.look.views import ON_PAPER, SMALL, seen_in, views
from tests.look.walk import faults

_SETTLE_ROUNDS, _SETTLE_MS = 4, 12


def paint(
    folder: Path,
    size: tuple[int, int],
    text_size: float,
    themes: Sequence[str],
    language: str = ENGLISH,
    only: Sequence[str] = (),
) -> None:
    """Write VIEW-THEME.png for each view and theme, or for `only` some, and faults.json."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look_at_no_machine()
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        for name in themes:
            scene = Scene(Path(home) / name, name, text_size)
            scene.window.setMinimumSize(0, 0)
            for view in views(scene):
                name_of = f"{view}-{'light' if view in ON_PAPER else name}"
                if painted_with(name_of) != name or (only and name_of not in only):
                    continue
                seen = seen_in(scene, view)
                if view not in SMALL:
                    seen.resize(*size)
                settle(app)
                _hide_place(seen, home)
                picture: QPixmap = seen.grab()
                save(folder / f"{name_of}.png", pixels(picture.toImage()))
                told = faults(seen, on_grid=text_size == 1.0 and language == ENGLISH)
                found[name_of] = [
                    *(str(fault) for fault in told),
                    *nameless(seen),
                    *against_the_eye(seen),
                    *(unsaid(seen) if language == RIGHT_TO_LEFT else ()),
                ]
            scene.close()
    (folder / "faults.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


def painted_with(name: str) -> str:
    """Return with which theme VIEW-THEME is painted: what is on paper looks the same in each."""
    view, _, theme = name.rpartition("-")
    return "dark" if view in ON_PAPER else theme


def _hide_place(window: QWidget, home: str) -> None:
    """Let paths begin with ~ wherever the practice lies this time."""
    parts: list[QLabel | QLineEdit] = [*window.findChildren(QLabel)]
    for one in (*parts, *window.findChildren(QLineEdit)):
        if home in one.text():
            one.setText(one.text().replace(home, "~"))


def settle(app: QApplication) -> None:
    """Let layouts and what is looked up in the background come to rest."""
    for _ in range(_SETTLE_ROUNDS):
        app.processEvents()
        QThread.msleep(_SETTLE_MS)
    app.processEvents()


def main(arguments: Sequence[str]) -> int:
    """Paint as the arguments say."""
    folder, size, percent, themes, language, only = arguments
    wide, high = map(int, size.split("x"))
    app = QApplication([])
    if language != ENGLISH:
        speak_other(app, language)
    names = only.split(",") if only else ()
    paint(Path(folder), (wide, high), int(percent) / 100, themes.split(","), language, names)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
