"""Finds the files that ship with the app, from the checkout and from an installed wheel alike."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

MUSIC_IN_ENVIRONMENT = Path("share", "kap-companion", "music")
"""Where the app's own music lies, in the environment, beside a checkout that is not writable."""


def path(name: str) -> Path:
    """Return where the resource `name` (slashes, relative to resources/) lies.

    Raises FileNotFoundError if the app is not whole.
    """
    found = _root() / name
    if not found.exists():
        raise FileNotFoundError(
            f"The app is not whole: its file {name} is missing. Install it again."
        )
    return found


def text(name: str) -> str:
    """Return the resource `name` as text."""
    return path(name).read_text(encoding="utf-8")


def music() -> Path | None:
    """Return the folder of the app's own music, or None where it was not made."""
    for folder in (_root() / "music", Path(sys.prefix) / MUSIC_IN_ENVIRONMENT):
        if any(folder.glob("*.opus")):
            return folder
    return None


@cache
def _root() -> Path:
    package = Path(__file__).parent
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
