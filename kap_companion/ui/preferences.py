"""What the clinician chose for the window: colours, text size, motion. Nothing clinical is here."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from kap_companion.language import LANGUAGES, language_of_system

_FILE = "window.json"

AS_THE_SYSTEM = "system"
THEMES = (AS_THE_SYSTEM, "dark", "dimmer", "light")
TEXT_SIZES = (0.9, 1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
MOTIONS = (AS_THE_SYSTEM, "reduced", "moving")
"""Whether anything glides or fades: as the system has it, nothing, or all that does."""
IDLE_MINUTES = (0, 1, 2, 4, 10, 15, 30, 60)
"""After so many minutes without key or mouse the window locks; 0 is never."""
USUAL_IDLE_MINUTES = 4


@dataclass(frozen=True, slots=True)
class Preferences:
    """The colours (a draft is always on light paper), the text size, where 1.0 is 100 %, motion."""

    theme: str = "dark"
    text_size: float = 1.0
    motion: str = AS_THE_SYSTEM
    idle_minutes: int = USUAL_IDLE_MINUTES
    """Minutes without key or mouse after which the window locks; 0 is never."""
    hides_from_sharing: bool = True
    """Whether a telehealth session is kept out of what a shared screen shows, where that goes."""
    tour_seen: bool = False
    """Whether the tour was gone through or skipped."""
    language: str = AS_THE_SYSTEM
    """The code of the language the window speaks from the next start, or the system's."""

    @property
    def spoken(self) -> str:
        """The code of the language that the window is to speak."""
        return language_of_system() if self.language == AS_THE_SYSTEM else self.language


def load_preferences(folder: Path) -> Preferences:
    """Return what was kept in `folder`; the default for what is missing or cannot be read."""
    try:
        told = json.loads((folder / _FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return Preferences()
    if not isinstance(told, dict):
        return Preferences()
    default = Preferences()
    theme, size, motion = (told.get(key) for key in ("theme", "text_size", "motion"))
    return Preferences(
        theme if theme in THEMES else default.theme,
        float(size) if size in TEXT_SIZES else default.text_size,
        motion if motion in MOTIONS else default.motion,
        idle if (idle := told.get("idle_minutes")) in IDLE_MINUTES else default.idle_minutes,
        hides if isinstance(hides := told.get("hides_from_sharing"), bool) else True,
        told.get("tour_seen") is True,
        str(told["language"]) if told.get("language") in tuple(LANGUAGES) else AS_THE_SYSTEM,
    )


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
