"""Runs first in the frozen app: what it starts is to find the system's own libraries again."""

from __future__ import annotations

import os


def _give_back(name: str) -> None:
    """Set a variable back that the starter changed for itself: others are not to load our files."""
    before = os.environ.pop(f"{name}_ORIG", None)
    if before:
        os.environ[name] = before
    else:
        os.environ.pop(name, None)


for _name in ("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH"):
    if _name in os.environ:
        _give_back(_name)
