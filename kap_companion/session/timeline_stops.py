"""The entries of a timeline as stops, from which to which the keys and the pointer go."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from operator import attrgetter

from kap_companion.session.timeline import Dot, PrivateDot, RecordTimeline
from kap_companion.session.timeline_geometry import Geometry, clamped

_REACH = 12.0
_SAME = 1.5


@dataclass(frozen=True, slots=True)
class Stop:
    """An entry of either stream, for the eye: `at` lies within the session."""

    at: datetime
    happened_at: datetime
    entry_id: str


def stops(timeline: RecordTimeline, private: Sequence[PrivateDot] = ()) -> tuple[Stop, ...]:
    """Return where the keys and the pointer stop, in the order in which it happened."""
    both: list[Dot | PrivateDot] = [*timeline.kept.dots, *private]
    both.sort(key=attrgetter("at"))
    return tuple(Stop(clamped(timeline, one.at), one.at, one.entry_id) for one in both)


def nearest(among: Sequence[Stop], places: Geometry, x: float) -> Stop | None:
    """Return the latest of the entries nearest to `x`; None where none is within reach."""
    if not among:
        return None
    n = bisect_left(among, places.scale.at(x), key=attrgetter("at"))
    near = [one for one in (n - 1, n) if 0 <= one < len(among)]
    best = min(near, key=lambda one: abs(places.x(among[one].at) - x))
    if abs(places.x(among[best].at) - x) > _REACH:
        return None
    return _latest_at(among, places, best)


def together(among: Sequence[Stop], places: Geometry, stop: Stop) -> int:
    """Return how many entries stand where `stop` does, itself among them."""
    low, high = _side_by_side(among, places, _index(among, stop.entry_id) or 0)
    return high - low


def next_to(among: Sequence[Stop], entry_id: str | None, by: int) -> Stop | None:
    """Return the entry `by` places after `entry_id`, at most the last; from none, the last."""
    if not among:
        return None
    here = _index(among, entry_id) if entry_id is not None else None
    if here is None:
        return among[-1]
    return among[min(max(here + by, 0), len(among) - 1)]


def find(among: Sequence[Stop], entry_id: str | None) -> Stop | None:
    """Return the stop of an entry; None where it has none any more."""
    here = _index(among, entry_id) if entry_id is not None else None
    return among[here] if here is not None else None


def _index(among: Sequence[Stop], entry_id: str) -> int | None:
    return next((n for n, one in enumerate(among) if one.entry_id == entry_id), None)


def _latest_at(among: Sequence[Stop], places: Geometry, n: int) -> Stop:
    return among[_side_by_side(among, places, n)[1] - 1]


def _side_by_side(among: Sequence[Stop], places: Geometry, n: int) -> tuple[int, int]:
    """Return the first and one past the last of those that stand on the same px as the n-th."""
    x = places.x(among[n].at)
    low = high = n
    while low > 0 and x - places.x(among[low - 1].at) < _SAME:
        low -= 1
    while high < len(among) and places.x(among[high].at) - x < _SAME:
        high += 1
    return low, high
