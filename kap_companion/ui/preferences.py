"""What the clinician chose for the window: its colours and text size. Nothing clinical is here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

_FILE = "window.json"

THEMES = ("dark", "dimmer", "light")
TEXT_SIZES = (1.0, 1.15, 1.3)


@dataclass(frozen=True, slots=True)
class Preferences:
    """The colours (a draft is always on light paper) and the text size, where 1.0 is 100 %."""

    theme: str = "dark"
    text_size: float = 1.0


def load_preferences(folder: Path) -> Preferences:
    """Return what was kept in `folder`; the defaults where it is missing or cannot be read."""
    try:
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        theme, size = told["theme"], told["text_size"]
    except (OSError, ValueError, KeyError, TypeError):
        return Preferences()
    if theme not in THEMES or size not in TEXT_SIZES:
        return Preferences()
    return Preferences(theme, float(size))


def save_preferences(folder: Path, preferences: Preferences) -> bool:
    """Keep them in `folder`; False where the disk refuses, and they hold until the app closes."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / f"{_FILE}.new"
        fresh.write_text(json.dumps(asdict(preferences), indent=2) + "\n", encoding="utf-8")
        fresh.replace(folder / _FILE)
    except OSError:
        return False
    return True
