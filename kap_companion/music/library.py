"""What a music file says about itself: title, artist, album and length."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

from kap_companion.music.track import Track

__all__ = ["read_track"]


def read_track(path: Path) -> Track:
    """The track at `path`. Missing or damaged tags leave the file's own name as its title."""
    tags, length_s = _tags_and_length(path)
    return Track(
        path=path,
        title=_first(tags, "title") or path.stem,
        artist=_first(tags, "artist"),
        album=_first(tags, "album"),
        length_s=length_s,
    )


def _tags_and_length(path: Path) -> tuple[Any, float | None]:
    import mutagen

    try:
        found = mutagen.File(path, easy=True)
        if found is None:
            return {}, None
        length = float(getattr(found.info, "length", 0.0) or 0.0)
        # A damaged header can claim any length at all: what makes no sense is not shown.
        sensible = math.isfinite(length) and length > 0
        return found.tags or {}, length if sensible else None
    except Exception:  # damaged tags raise nearly anything; the engine judges the sound itself
        return {}, None


def _first(tags: Any, key: str) -> str | None:
    try:
        values = tags.get(key) or [None]
        text = values[0] if isinstance(values, (list, tuple)) else values
    except Exception:  # some tag formats refuse unknown keys, each in its own way
        return None
    cleaned = " ".join(str(text).replace("\0", " ").split()) if text else ""
    return cleaned or None
