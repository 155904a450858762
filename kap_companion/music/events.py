"""What the player tells: each thing that happened to the music, once, in order.

`at_s` is the audio clock: seconds of sound played since the player was made. Where the output
is scripted it is the seconds it was advanced, pauses included.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from kap_companion.music.cued import Cued
from kap_companion.music.track import Track

__all__ = [
    "EngineRestarted",
    "OutputBack",
    "OutputLost",
    "PlayerEvent",
    "PlaylistEnded",
    "TrackEnded",
    "TrackSkipped",
    "TrackStarted",
]


@dataclass(frozen=True, slots=True)
class TrackStarted:
    """A track is heard from `position_s` on (0 unless it was resumed in the middle).

    `at_s` is its first frame in what the device gets: with a crossfade it comes while the track
    before still sounds. `again`: nothing playable followed, so it begins once more, and the music
    does not end by itself. `cued` is what was asked for.
    """

    index: int
    track: Track
    position_s: float
    at_s: float = 0.0
    again: bool = False
    cued: Cued | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class TrackEnded:
    """The last frame of a track was heard: it came to its end, or was left for another."""

    track: Track
    at_s: float = 0.0


@dataclass(frozen=True, slots=True)
class TrackSkipped:
    """A track cannot be played, or not to its end; the next one follows within a second."""

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
    """No sound leaves; the music waits at its place until the output, or another, is there."""

    reason: str
    at_s: float = 0.0
    device: str = ""


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
    TrackStarted
    | TrackEnded
    | TrackSkipped
    | PlaylistEnded
    | OutputLost
    | OutputBack
    | EngineRestarted
)
