"""Where the small window stands on each screen, kept beside the preferences."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize

_FILE = "compact.json"
_MARGIN = 24
_MOST_SCREENS = 16


@dataclass(frozen=True, slots=True)
class Places:
    """The small window's upper left corner on each screen, in px from the screen's own.

    `last` is the screen it was on last. Screens go by `key_of`: nothing clinical is here.
    """

    corners: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    last: str = ""

    def moved(self, screen: str, corner: QPoint) -> Places:
        """Return the places with the window at `corner` of `screen`."""
        others = {key: at for key, at in self.corners.items() if key != screen}
        kept = dict(list(others.items())[-(_MOST_SCREENS - 1) :])
        return replace(self, corners={**kept, screen: (corner.x(), corner.y())}, last=screen)

    def on(self, screen: str, room: QRect, size: QSize) -> QPoint:
        """Return where it goes on `screen`, whose usable part is `room`: always whole inside it.

        Where it was never moved on that screen it is the lower right.
        """
        kept = self.corners.get(screen)
        if kept is None:
            wanted = room.bottomRight() - QPoint(size.width() + _MARGIN, size.height() + _MARGIN)
        else:
            wanted = room.topLeft() + QPoint(*kept)
        return inside(wanted, room, size)


def inside(corner: QPoint, room: QRect, size: QSize) -> QPoint:
    """Return `corner`, moved as little as is needed for `size` to lie whole in `room`."""
    right, low = room.right() + 1 - size.width(), room.bottom() + 1 - size.height()
    return QPoint(max(room.left(), min(corner.x(), right)), max(room.top(), min(corner.y(), low)))


def key_of(name: str, serial: str) -> str:
    """Return what a screen goes by: its serial number tells two of one kind apart."""
    return f"{name} {serial}".strip()


# A file may hold anything, and no place is worth an end of the app.
_NONE_KEPT = (
    *(OSError, ArithmeticError, AttributeError, LookupError),
    *(RecursionError, TypeError, ValueError),
)


def load_places(folder: Path) -> Places:
    """Return what was kept in `folder`; none where it is missing or cannot be read."""
    try:
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        corners = {str(key): (int(x), int(y)) for key, (x, y) in told["corners"].items()}
        return Places(corners, str(told["last"]))
    except _NONE_KEPT:
        return Places()


def save_places(folder: Path, places: Places) -> None:
    """Keep them in `folder`; where the disk refuses, they hold until the app closes."""
    form = {"corners": {key: list(at) for key, at in places.corners.items()}, "last": places.last}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{_FILE}.new"
        fresh.write_text(json.dumps(form, indent=2) + "\n", encoding="utf-8")
        fresh.replace(folder / _FILE)
    except OSError:
        return
