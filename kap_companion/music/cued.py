"""A track on its way to the engine: how loud it is to be, and how it joins the one before."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from kap_companion.music.track import Track


class Joint(StrEnum):
    """How a track follows the one before it."""

    CROSSFADE = "crossfade"
    GAPLESS = "gapless"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class Cued:
    """A track to play with a gain in dB on it (0: as the file has it).

    `under_lu` is how far under the clinician's target its place in the arc wants it, which
    `gain_db` has in it already where the contour is followed.
    """

    track: Track
    gain_db: float = 0.0
    joint: Joint = Joint.CROSSFADE
    under_lu: float = 0.0
