"""What a settings panel says of itself so that a search can show a part of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget


@runtime_checkable
class Divided(Protocol):
    """A panel of several settings, each of which can be shown without the others."""

    def parts(self) -> Sequence[QWidget]:
        """Return its settings."""
        ...
