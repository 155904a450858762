"""What the player leaves out where there is little room, least needed first."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Saving:
    """One way to show the player; gaps in px."""

    between: int = 24
    """The gap between groups: what plays, how loud, steering, what comes."""
    within: int = 12
    """The gap between the place in the track and the buttons."""
    tracks: int = 0
    """How many tracks to come this is worth; where they do not fit the next way is tried."""
    is_brief: bool = False
    """Whether what comes is said in one line below the steering."""
    has_output: bool = True
    has_artist: bool = True
    has_steering_keys: bool = True
    has_fine_reach: bool = True
    """Whether it is said that the music lasts; that it does not is said always."""
    has_level: bool = True
    has_steering: bool = True
    has_dials: bool = True
    """Whether it is shown how far the track is and how loud."""


AMPLE = Saving()
"""All of it: where the room is not limited."""

_NARROW = Saving(16, 8, is_brief=True, has_output=False)
_BARE = replace(_NARROW, between=12, within=4, has_artist=False)
_NO_KEYS = replace(_BARE, between=8, has_steering_keys=False)
_LEAST = replace(_NO_KEYS, between=4, within=0, has_fine_reach=False, has_level=False)

WAYS = (
    Saving(24, 12, tracks=3),
    Saving(24, 8, tracks=2, is_brief=True),
    Saving(16, 8, tracks=1, is_brief=True),
    _NARROW,
    replace(_NARROW, between=12, within=4),
    _BARE,
    _NO_KEYS,
    replace(_NO_KEYS, has_fine_reach=False),
    _LEAST,
    # A long sentence in large words, such as that the headphones are gone.
    replace(_LEAST, has_steering=False),
    replace(_LEAST, has_steering=False, has_dials=False),
)
