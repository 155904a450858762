"""One piece of music as the clinician sees it in a list."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Track:
    """A music file with what its tags say; `length_s` is None where the file does not tell."""

    path: Path
    title: str
    artist: str | None = None
    album: str | None = None
    length_s: float | None = None
