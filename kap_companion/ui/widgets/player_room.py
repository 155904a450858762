"""What the player leaves out where there is little room, least needed first."""

from __future__ import annotations

from dataclasses import dataclass


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


AMPLE = Saving()
"""All of it: where the room is not limited."""

WAYS = (
    Saving(24, 12, tracks=3),
    Saving(24, 8, tracks=2, is_brief=True),
    Saving(16, 8, tracks=1, is_brief=True),
    Saving(16, 8, is_brief=True, has_output=False),
    Saving(12, 4, is_brief=True, has_output=False),
    Saving(12, 4, is_brief=True, has_output=False, has_artist=False),
    Saving(8, 4, is_brief=True, has_output=False, has_artist=False, has_steering_keys=False),
    Saving(
        8,
        4,
        is_brief=True,
        has_output=False,
        has_artist=False,
        has_steering_keys=False,
        has_fine_reach=False,
    ),
    Saving(
        4,
        0,
        is_brief=True,
        has_output=False,
        has_artist=False,
        has_steering_keys=False,
        has_fine_reach=False,
        has_level=False,
    ),
)
