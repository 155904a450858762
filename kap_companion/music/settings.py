"""What the clinician chose for the sound: loudness, fades, the output and its ceiling."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from kap_companion.music.loudness import TARGET_LUFS

MOST_CROSSFADE_S = 20.0
SHORTEST_FADE_S, LONGEST_FADE_S = 2.0, 30.0
LED_OVER_S = 15.0
"""How long a crossfade lasts that leads over at once."""
QUIETEST_TARGET_LUFS, LOUDEST_TARGET_LUFS = -30.0, -14.0
UNNAMED = ""
"""The key of the output that the system chose and does not name."""


@dataclass(frozen=True, slots=True)
class SoundSettings:
    """Preferences, none of them a finding; each can be changed.

    `target_lufs` is where every track plays, `fade_s` how long a fade to silence takes,
    `led_over_s` a crossfade that is asked for at once. `ceilings_lufs` is for each output, by name,
    the loudest that music at the target may ever leave the app. `follows_contour`: an arc with a
    loudness contour plays its softer phases under the target, none above it.
    """

    crossfade_s: float = 6.0
    target_lufs: float = TARGET_LUFS
    album_mode: bool = False
    fade_s: float = 8.0
    led_over_s: float = LED_OVER_S
    first_volume: float = 0.6
    output: str | None = None
    ceilings_lufs: Mapping[str, float] = field(default_factory=dict)
    follows_contour: bool = True

    def ceiling(self, output: str | None) -> float:
        """Return the greatest volume, 0 to 1, that the ceiling of an output allows."""
        loudest = self.ceilings_lufs.get(output or UNNAMED)
        if loudest is None:
            return 1.0
        return min(1.0, float(10 ** ((loudest - self.target_lufs) / 20)))

    def with_ceiling(self, output: str | None, volume: float) -> SoundSettings:
        """Return these settings with `volume`, at today's target, as the output's ceiling."""
        ceilings = dict(self.ceilings_lufs)
        if volume >= 1.0:
            ceilings.pop(output or UNNAMED, None)
        else:
            loudest = self.target_lufs + 20 * math.log10(max(volume, 0.01))
            ceilings[output or UNNAMED] = round(loudest, 2)
        return replace(self, ceilings_lufs=ceilings)


def settings_form(settings: SoundSettings) -> dict[str, Any]:
    """Return the settings as JSON can hold them."""
    return asdict(settings)


def settings_from(form: Mapping[str, Any]) -> SoundSettings:
    """Return the settings that `form` holds; what is missing or makes no sense is the default."""
    usual = SoundSettings()
    output, ceilings = form.get("output"), form.get("ceilings_lufs")
    known = ceilings if isinstance(ceilings, Mapping) else {}
    return SoundSettings(
        crossfade_s=_within(form.get("crossfade_s"), 0.0, MOST_CROSSFADE_S, usual.crossfade_s),
        target_lufs=_within(
            form.get("target_lufs"), QUIETEST_TARGET_LUFS, LOUDEST_TARGET_LUFS, usual.target_lufs
        ),
        album_mode=form.get("album_mode") is True,
        fade_s=_within(form.get("fade_s"), SHORTEST_FADE_S, LONGEST_FADE_S, usual.fade_s),
        led_over_s=_within(form.get("led_over_s"), 1.0, 60.0, usual.led_over_s),
        first_volume=_within(form.get("first_volume"), 0.0, 1.0, usual.first_volume),
        output=output if isinstance(output, str) and output else None,
        ceilings_lufs={
            str(name): float(lufs)
            for name, lufs in known.items()
            if isinstance(lufs, int | float) and math.isfinite(lufs)
        },
        follows_contour=form.get("follows_contour") is not False,
    )


def _within(told: object, least: float, most: float, usual: float) -> float:
    if isinstance(told, bool) or not isinstance(told, int | float) or not math.isfinite(told):
        return usual
    return min(most, max(least, float(told)))
