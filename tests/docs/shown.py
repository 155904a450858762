"""Says what the running app shows, as JSON: each act with its keys, each button, each other word.

    python -m tests.docs.shown

It walks through the views that `dev.py look` paints, in a process of its own.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

CHECKOUT = Path(__file__).resolve().parent.parent.parent

Groups = list[tuple[str, list[tuple[str, list[str]]]]]
"""The sheet of keys of a place: groups by their titles, each with its acts and their keys."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What can be read or pressed anywhere in the app; `sheets` is what F1 shows, by view."""

    keys: frozenset[str]
    menu: frozenset[str]
    buttons: frozenset[str]
    words: frozenset[str]
    sheets: dict[str, Groups]


def shown_by_the_app() -> Shown:
    """Walk through the app in a process of its own, and return what it showed."""
    with tempfile.TemporaryDirectory(prefix="kap-docs-") as home:
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "SDL_VIDEODRIVER": "dummy",
            "SDL_AUDIODRIVER": "dummy",
            "DBUS_SESSION_BUS_ADDRESS": "disabled:",
            "HOME": home,
            "KAP_HOME": home,
            "LC_ALL": "C.UTF-8",
            "TZ": "UTC",
        }
        done = subprocess.run(
            [sys.executable, "-m", "tests.docs.shown"],
            cwd=CHECKOUT,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
    assert done.returncode == 0, f"The app was not walked through:\n{done.stderr[-4000:]}"
    told: dict[str, Any] = json.loads(done.stdout)
    sets = {name: frozenset(told[name]) for name in ("keys", "menu", "buttons", "words")}
    return Shown(**sets, sheets=told["sheets"])


def main() -> int:
    """Walk, and print what was seen."""
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QWidget

    from kap_companion.ui.keys_shown import acts_of, key_groups
    from tests.look.scene import Scene, look_at_no_machine
    from tests.look.views import seen_in, views

    QApplication([])
    look_at_no_machine()
    keys: set[str] = set()
    menu: set[str] = set()
    buttons: set[str] = set()
    words: set[str] = set()
    sheets: dict[str, Any] = {}

    def look(inside: QWidget) -> None:
        for action in inside.findChildren(QAction):
            text, _, told = action.text().partition("\t")
            pressed = {told} | {key.toString() for key in action.shortcuts()}
            if text and pressed - {""}:
                keys.update(pressed - {""})
            if text:
                menu.add(text.replace("&&", "&"))
        for one in inside.findChildren(QWidget):
            if not one.isVisible():
                continue
            if isinstance(one, QAbstractButton):
                buttons.add(one.text())
                words.add(one.text())
            elif isinstance(one, QLabel):
                words.add(one.text())
            elif isinstance(one, QLineEdit):
                words.add(one.placeholderText())
            words.add(one.accessibleName())

    with tempfile.TemporaryDirectory() as home:
        scene = Scene(Path(home) / "practice", "dark", 1.0)
        for view in views(scene):
            # What was let go is gone, as it would be once the app has nothing else to do.
            QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
            QApplication.processEvents()
            window = seen_in(scene, view)
            look(window)
            place = scene.window.current_screen()
            if place is not None and window is scene.window:
                groups = key_groups(acts_of(place))
                sheets[view] = [
                    (group.title, [(row.words, list(row.keys)) for row in group.rows])
                    for group in groups
                ]
        scene.close()
    told = {"keys": keys, "menu": menu, "buttons": buttons, "words": words}
    print(json.dumps({**{name: sorted(one) for name, one in told.items()}, "sheets": sheets}))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
