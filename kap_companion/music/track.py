"""One piece of music as the clinician sees it in a list."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Loudness:
    """How loud a track is: EBU R128 integrated loudness, and the highest true peak where known.

    `album_lufs` and `album_peak_dbtp` are those of the whole album it belongs to, where told.
    """

    integrated_lufs: float
    true_peak_dbtp: float | None = None
    album_lufs: float | None = None
    album_peak_dbtp: float | None = None


@dataclass(frozen=True, slots=True)
class Track:
    """A music file with what its tags say; `length_s` is None where the file does not tell.

    `tagged` is the loudness that the tags claim, used until it was measured.
    """

    path: Path
    title: str
    artist: str | None = None
    album: str | None = None
    length_s: float | None = None
    tagged: Loudness | None = None


def track_key(path: str | Path) -> str:
    """Return what a track is known by wherever it is written down: 16 hex digits of its path.

    The path is made absolute first, symlinks kept as named; names that are not UTF-8 count byte
    for byte.
    """
    full = os.fsencode(os.path.abspath(path))  # noqa: PTH100 - keeps symlinks as named
    return hashlib.sha256(full).hexdigest()[:16]
