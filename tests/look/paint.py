"""Paints every view of the app into a folder, and says what the walk through each one finds.

    python -m tests.look.paint FOLDER WIDTHxHEIGHT TEXT_PERCENT THEME,THEME...

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

from kap_companion.ui import theme
from tests.look.pictures import pixels, save
from tests.look.reader import against_the_eye, nameless
from tests.look.scene import Scene, look_at_no_machine
from tests.look.walk import faults

_ON_PAPER = ("draft", "draft_signing")
_SETTLE_ROUNDS, _SETTLE_MS = 4, 12


def paint(folder: Path, size: tuple[int, int], text_size: float, themes: Sequence[str]) -> None:
    """Write VIEW-THEME.png for each view and theme, and faults.json; a draft is always on paper."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    look_at_no_machine()
    found: dict[str, list[str]] = {}
    with tempfile.TemporaryDirectory() as home:
        os.environ["HOME"] = home
        for name in themes:
            scene = Scene(Path(home) / name)
            window = scene.window
            theme.apply(app, theme.THEMES[name], text_size, still=True)
            window.setMinimumSize(0, 0)
            for view in scene.views():
                if view in _ON_PAPER and name != themes[0]:
                    continue
                seen_in = "light" if view in _ON_PAPER else name
                window.resize(*size)
                settle(app)
                _hide_place(window, home)
                picture: QPixmap = window.grab()
                save(folder / f"{view}-{seen_in}.png", pixels(picture.toImage()))
                told = faults(window, on_grid=text_size == 1.0)
                found[f"{view}-{seen_in}"] = [
                    *(str(fault) for fault in told),
                    *nameless(window),
                    *against_the_eye(window),
                ]
            scene.close()
    (folder / "faults.json").write_text(json.dumps(found, indent=1), encoding="utf-8")


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
    folder, size, percent, themes = arguments
    wide, high = size.split("x")
    QApplication([])
    paint(Path(folder), (int(wide), int(high)), int(percent) / 100, themes.split(","))
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
