"""What the player tells: each thing that happened to the music, once, in order.

`at_s` is the audio clock: seconds of sound played since the player was made. Where the output
is scripted it is the seconds it was advanced, pauses included.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from kap_companion.music.track import Track

__all__ = [
    "EngineRestarted",
    "OutputBack",
    "OutputLost",
    "PlayerEvent",
    "PlaylistEnded",
    "TrackSkipped",
    "TrackStarted",
]


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """A track is heard from `position_s` on (0 unless it was resumed in the middle).

    `again`: it was the last one, and begins once more so that the music does not end by itself.
    """

    index: int
    track: Track
    position_s: float
    at_s: float = 0.0
    again: bool = False


@dataclass(frozen=True, slots=True)
class TrackSkipped:
    """A track cannot be played, or not to its end; the next one follows at once."""

    track: Track
    reason: str
    index: int = 0
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class PlaylistEnded:
    """The last track has been heard to its end."""

    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class OutputLost:
    """No sound leaves; the music waits at its place until the output is back."""

    reason: str
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class OutputBack:
    """Sound can leave again."""

    device: str
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class EngineRestarted:
    """The engine's process ended by itself and was started again at its place."""

    at_s: float = 0.0


PlayerEvent: TypeAlias = (
    TrackStarted | TrackSkipped | PlaylistEnded | OutputLost | OutputBack | EngineRestarted
)
