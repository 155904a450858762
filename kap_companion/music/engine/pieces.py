"""What reading a row of files gives, one behind the other: sound, and where tracks begin in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kap_companion.music.engine.gain import Floats


@dataclass(frozen=True, slots=True)
class Begin:
    """From here on the sound is of track `index`, beginning at `position_s` of it."""

    index: int
    position_s: float
    length_s: float | None


@dataclass(frozen=True, slots=True)
class Audio:
    """Some frames of sound, shape (frames, 2); without samples where nobody will hear them."""

    frames: int
    samples: Floats | None


@dataclass(frozen=True, slots=True)
class Broken:
    """Track `index` gives no sound, or no more of it (`has_begun`), for this reason."""

    index: int
    reason: str
    has_begun: bool = False


@dataclass(frozen=True, slots=True)
class End:
    """Nothing follows."""


Piece: TypeAlias = Begin | Audio | Broken | End
