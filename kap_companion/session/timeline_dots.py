"""The line of dots of a timeline: one for each px on which entries stand, bands where they touch.

Thousands of entries are so few shapes, on the screen as on paper.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from kap_companion.session.timeline import Dot, PrivateDot, RecordTimeline, Sign
from kap_companion.session.timeline_geometry import DOT, Geometry
from kap_companion.session.timeline_shapes import Box, Diamond, Ink, Line, Round, Shape

_SIGNS = {
    Sign.NOTE: (Ink.SECOND, DOT / 2),
    Sign.MARK: (Ink.SECOND, DOT / 2 - 1),
    Sign.DOSE: (Ink.DUE, DOT / 2 + 1),
    Sign.SPIT: (Ink.DUE, DOT / 2),
    Sign.VITALS: (Ink.SECOND, DOT / 2),
    Sign.OTHER: (Ink.SECOND, DOT / 2 - 1),
    Sign.ADVERSE: (Ink.ROSE, DOT / 2 + 1.5),
}
# Where several stand on one px the one that matters most is painted.
_GRAVEST_FIRST = (
    *(Sign.ADVERSE, Sign.DOSE, Sign.SPIT),
    *(Sign.NOTE, Sign.MARK, Sign.OTHER, Sign.VITALS),
)
# Dots this near to each other, in px, hide what is between them: they are drawn as one band. Where
# there are more entries than px they are laid so far apart.
_TOUCHING = 3

Seconds = tuple[float, ...]
"""Moments in their order, in seconds since 1970."""


@dataclass(frozen=True, slots=True)
class DotTimes:
    """When the entries of each sign happened: worked out once, and laid for each zoom and size."""

    by_sign: tuple[tuple[Sign, Seconds], ...]
    count: int


def dot_times(dots: Sequence[Dot]) -> DotTimes:
    """Return when dots stand, which are in the order in which they happened."""
    found: dict[Sign, list[float]] = {sign: [] for sign in _GRAVEST_FIRST}
    for dot in dots:
        found[dot.sign].append(dot.at.timestamp())
    return DotTimes(tuple((sign, tuple(one)) for sign, one in found.items() if one), len(dots))


def record_dots(times: DotTimes, timeline: RecordTimeline, places: Geometry) -> Iterator[Shape]:
    """Return the line on which the record's dots lie, and the dots, the gravest on top."""
    y = places.rows.dots
    yield Line(((0.0, y), (places.size.width, y)), Ink.LINE, 1.0)
    has_chart = places.rows.chart is not None
    shown = [(sign, _in_view(one, timeline, places)) for sign, one in times.by_sign]
    step = _step(sum(len(one) for _, one in shown), places)
    small = 1.0 if places.size.line else 0.7
    taken: set[int] = set()
    laid: list[Shape] = []
    for sign, seconds in shown:
        free = _columns(seconds, places, step) - taken
        taken |= free
        if not (has_chart and sign is Sign.VITALS):  # those are the bars of the chart
            ink, r = _SIGNS[sign]
            laid += _marks(sign, free, y, r * small, ink)
    yield from reversed(laid)


def private_rings(
    dots: Sequence[PrivateDot], timeline: RecordTimeline, places: Geometry
) -> Iterator[Round]:
    """Return the dots of psychotherapy notes, rings beside the record's discs: for the eye."""
    shown = _in_view(tuple(one.at.timestamp() for one in dots), timeline, places)
    for x in sorted(_columns(shown, places, _step(len(shown), places))):
        yield Round(x, places.rows.dots, DOT / 2 - 0.75, Ink.PRIVATE, is_ring=True)


def _marks(sign: Sign, columns: Iterable[int], y: float, r: float, ink: Ink) -> Iterator[Shape]:
    if sign is Sign.ADVERSE:
        yield from (Diamond(x, y, r, ink) for x in sorted(columns))
        return
    for first, last in _bands(sorted(columns)):
        if first == last:
            yield Round(first, y, r, ink)
        else:
            yield Box(first - r, y - r, last - first + 2 * r, 2 * r, r, ink)


def _bands(columns: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Return the first and the last of those that touch each other."""
    first: int | None = None
    last = 0
    for x in columns:
        if first is None:
            first = x
        elif x - last > _TOUCHING:
            yield first, last
            first = x
        last = x
    if first is not None:
        yield first, last


def _columns(seconds: Seconds, places: Geometry, step: int) -> set[int]:
    """Return on which px, by `step`, moments stand; those beyond the session are at its edge."""
    left, right = math.ceil(DOT / 2), math.floor(places.scale.width - DOT / 2)
    found = places.scale.columns(seconds, step)
    inside = {x for x in found if left <= x <= right}
    if len(inside) < len(found):
        inside |= {min(max(x, left), right) for x in found - inside}
    return inside


def _step(count: int, places: Geometry) -> int:
    return 1 if count <= places.scale.width else _TOUCHING


def _in_view(seconds: Seconds, timeline: RecordTimeline, places: Geometry) -> Seconds:
    begin, end = places.scale.begin, places.scale.end
    low = 0 if begin <= timeline.begin else bisect_left(seconds, begin.timestamp())
    high = len(seconds) if end >= timeline.end else bisect_right(seconds, end.timestamp())
    return seconds[low:high]
