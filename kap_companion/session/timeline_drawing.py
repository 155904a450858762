"""Draws a timeline as plain shapes, which a painter puts on the screen and an SVG on paper.

`past` is what changes only with an entry, a zoom or a size; `present` is what moves with the
second. Both are drawn of the record alone.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from operator import attrgetter

from kap_companion.language import tr
from kap_companion.session import cues
from kap_companion.session.phases import Phase, phase_words
from kap_companion.session.timeline import (
    MusicStretch,
    PhaseSpan,
    ReadingTaken,
    RecordTimeline,
)
from kap_companion.session.timeline_dots import DotTimes, dot_times, record_dots
from kap_companion.session.timeline_geometry import (
    DOT,
    MUSIC_RADIUS,
    PHASE_HEIGHT,
    Geometry,
    Local,
    clamped,
    ticks,
)
from kap_companion.session.timeline_shapes import (
    Box,
    Ink,
    Line,
    Path,
    Round,
    Shape,
    Stage,
    Words,
)

Measure = Callable[[str], float]
"""Returns how wide words are, in px."""

PHASE_INK = {
    Phase.PREPARATION: Ink.LINE,
    Phase.HOLD: Ink.DUE,
    Phase.ONSET: Ink.PRIVATE,
    Phase.PEAK: Ink.NOW,
    Phase.RETURN: Ink.WELL,
    Phase.INTEGRATION: Ink.LINE,
}

_GRID = (120, 80)
_CAP, _BAR, _PULSE, _PULSE_DOT = 10.0, 2.0, 1.5, 4.0
# Bars stand no closer than this; of those that would, the highest pressure is shown.
_APART = 4.0
_BESIDE = 11.0
_LABEL_GAP = 12.0
_MOST_LABELS = 24
_PHASE_GAP, _MUSIC_GAP = 4.0, 2.0
_NOW_WIDTH = 1.5
_AT_THE_END = 4.0

_at = attrgetter("at")


def past(
    timeline: RecordTimeline,
    places: Geometry,
    measure: Measure,
    local: Local,
    times: DotTimes | None = None,
) -> tuple[Shape, ...]:
    """Return the axis, the vitals and the dots of the record; `times` are its dots' own."""
    words: list[Words] = []
    axis = _axis(timeline, places, measure, local) if places.rows.labels is not None else []
    vitals = list(_vitals(timeline, places, measure, words))
    dots = record_dots(times or dot_times(timeline.kept.dots), timeline, places)
    return (*vitals, *dots, *words, *axis)


def present(
    timeline: RecordTimeline,
    places: Geometry,
    measure: Measure,
    around: Iterable[Shape] = (),
    *,
    with_now: bool = True,
) -> Iterator[Shape]:
    """Return phases, music, cues and the now-line; lines are broken where words of `around` are."""
    around = tuple(around)
    words = [shape for shape in around if isinstance(shape, Words)]
    bars = [one for one in around if isinstance(one, Line) and one.width == _BAR]
    yield from _phases(timeline, places, measure)
    yield from _music(timeline, places, measure)
    if not with_now:
        return
    now = places.x(timeline.now)
    for cue in timeline.cues:
        yield from _cue(places.x(cue.at), cue.words, now, places, measure, words, bars)
    if -1 <= now <= places.size.width + 1:
        yield from upright(now, 0.0, places.rows.foot, words, Ink.TEXT, _NOW_WIDTH)


def upright(
    x: float,
    top: float,
    bottom: float,
    words: Iterable[Words],
    ink: Ink,
    width: float,
    *,
    is_dashed: bool = False,
) -> Iterator[Line]:
    """Return an upright line at `x` that leaves words free."""
    y = top
    for one in sorted((w for w in words if w.x - 2 <= x <= w.x + w.width + 2), key=lambda w: w.y):
        if one.y + one.height <= y or one.y >= bottom:
            continue
        if one.y > y:
            yield Line(((x, y), (x, one.y)), ink, width, is_dashed)
        y = one.y + one.height
    if y < bottom:
        yield Line(((x, y), (x, bottom)), ink, width, is_dashed)


# --- phases and music ---------------------------------------------------------------------------


def _phases(timeline: RecordTimeline, places: Geometry, measure: Measure) -> Iterator[Shape]:
    wide, rows = places.size.width, places.rows
    reached = 0.0
    for n, span in enumerate(timeline.phases):
        left = places.x(span.begin) + (_PHASE_GAP / 2 if n else 0)
        last = n + 1 == len(timeline.phases)
        right = places.x(span.end) - (0 if last else _PHASE_GAP / 2)
        for a, b, stage in _staged(span, left, right, timeline, places):
            if b > a and b > 0 and a < wide:
                ink = PHASE_INK[span.phase]
                x = max(a, -PHASE_HEIGHT)
                long = min(b, wide + PHASE_HEIGHT) - x
                yield Box(x, rows.bar, long, PHASE_HEIGHT, PHASE_HEIGHT / 2, ink, stage)
        if rows.has_names:
            name = phase_words(span.phase)
            long = measure(name)
            at = max(left, 0.0)
            if right - left >= 4 and at >= reached and at + long <= wide:
                reached = at + long + _LABEL_GAP / 2
                top = rows.bar - places.size.line
                yield Words(at, top, long, places.size.line, name, Ink.SECOND)


def _staged(
    span: PhaseSpan, left: float, right: float, timeline: RecordTimeline, places: Geometry
) -> Iterator[tuple[float, float, Stage]]:
    """Return the parts of a phase, which meet without a gap where it is now."""
    if span.end <= timeline.now:
        yield left, right, Stage.PAST
    elif span.begin >= timeline.now:
        yield left, right, Stage.TO_COME
    else:
        now = min(max(places.x(timeline.now), left), right)
        yield now, right, Stage.TO_COME
        yield left, now, Stage.NOW


def _music(timeline: RecordTimeline, places: Geometry, measure: Measure) -> Iterator[Shape]:
    top, high = places.rows.music, places.rows.music_height
    if top is None:
        return
    for stretch in timeline.music:
        left, right = music_reach(stretch, timeline, places)
        if right - left < 1 or right < 0 or left > places.size.width:
            continue
        ink = Ink.CURRENT if stretch.is_current else Ink.BLOCK
        yield Box(left, top, right - left, high, min(MUSIC_RADIUS, (right - left) / 2), ink)
        # A name at the edge of what is shown stays in view as long as it fits whole.
        inner_left, inner_right = max(left, 0.0), min(right, places.size.width)
        if len(stretch.title) * 2 > inner_right - inner_left:
            continue
        long = measure(stretch.title)
        if stretch.title and long + 2 <= inner_right - inner_left:
            x = inner_left + (inner_right - inner_left - long) / 2
            ink = Ink.TEXT if stretch.is_current else Ink.SECOND
            yield Words(x, top, long, high, stretch.title, ink)


def music_reach(
    stretch: MusicStretch, timeline: RecordTimeline, places: Geometry
) -> tuple[float, float]:
    """Return where the block of a stretch begins and ends, in px from the left."""
    left = places.x(max(stretch.begin, timeline.begin)) + _MUSIC_GAP / 2
    return left, places.x(min(stretch.end, timeline.end)) - _MUSIC_GAP / 2


# --- what is due, and now -----------------------------------------------------------------------


def _cue(
    x: float,
    said: str,
    now: float,
    places: Geometry,
    measure: Measure,
    words: list[Words],
    bars: list[Line],
) -> Iterator[Shape]:
    rows, line, wide = places.rows, places.size.line, places.size.width
    # One at the very end of the axis would stand on its numbers: the list of cues has it.
    if not 0 <= x <= wide - _AT_THE_END:
        return
    is_low = rows.chart is None and rows.dots < 100
    top = rows.bar + PHASE_HEIGHT + (2 if is_low else 10)
    bottom = rows.dots - (5 if is_low else 16)
    long = measure(said)
    if line:
        for left in (x + 6, x - 6 - long):
            label = Words(left, top, long, line, said, Ink.DUE)
            inside = left >= 0 and left + long <= wide and top + line <= bottom + line / 2
            crossed = left - 4 <= now <= left + long + 4
            crossed = crossed or any(_crosses(bar.path, label) for bar in bars)
            if inside and not crossed and not any(label.meets(other, 4) for other in words):
                words.append(label)
                yield label
                break
    yield from upright(x, top, bottom, words, Ink.DUE, 1.0, is_dashed=True)


# --- vitals -------------------------------------------------------------------------------------


def _vitals(
    timeline: RecordTimeline, places: Geometry, measure: Measure, words: list[Words]
) -> Iterator[Shape]:
    values, chart = places.values, places.rows.chart
    if values is None or chart is None:
        return
    seen = list(_seen(timeline.kept.readings, timeline, places))
    bars = list(_apart(seen))
    points, path = _pulse(timeline, places, seen)
    yield from _grid(places, measure, words, [x for x, _ in bars], path)
    limits = timeline.kept.opened.limits if timeline.kept.opened else None
    cap = _CAP * min(1.0, values.px_per_unit / 0.9)
    for x, one in bars:
        systolic, diastolic = one.reading.systolic_mmhg, one.reading.diastolic_mmhg
        if systolic is None or diastolic is None:
            continue
        ink = Ink.DUE if cues.outside(one.reading, limits) else Ink.TEXT
        high, low = values.y(systolic), values.y(diastolic)
        yield Line(((x, high), (x, low)), ink, _BAR)
        for y in (high, low):
            yield Line(((x - cap / 2, y), (x + cap / 2, y)), ink, _BAR)
    if places.size.line:
        if len(path) > 1:
            yield Line(path, Ink.ROSE, _PULSE)
        for x, y in points:
            yield Round(x, y, _PULSE_DOT, Ink.ROSE)
        _label_readings(places, measure, words, bars, path)


def _grid(
    places: Geometry, measure: Measure, words: list[Words], bars: list[float], pulse: Path
) -> Iterator[Shape]:
    values, line, wide = places.values, places.size.line, places.size.width
    if values is None or places.rows.chart is None or not line:
        return
    top, bottom = places.rows.chart
    for mark in _GRID:
        y = values.y(mark)
        if not top + 4 <= y <= bottom - 2:
            continue
        long = measure(str(mark))
        # At the right, else at the left, else not at all: a reading tells its own numbers.
        begin, end = 0.0, wide
        for x in (wide - long, 0.0):
            label = Words(x, y - line / 2, long, line, str(mark), Ink.SECOND)
            is_free = not any(label.meets(one, 4) for one in words) and not _crosses(pulse, label)
            if is_free and not any(x - 8 < at < x + long + 8 for at in bars):
                words.append(label)
                begin, end = (0.0, x - 6) if x else (long + 6, wide)
                break
        yield Line(((begin, y), (end, y)), Ink.LINE, 1.0, is_dashed=True)


def _pulse(
    timeline: RecordTimeline, places: Geometry, seen: Sequence[tuple[float, ReadingTaken]]
) -> tuple[Path, Path]:
    """Return the heart rate's points that are shown, and its line, which goes on beyond them."""
    values = places.values
    assert values is not None
    by_px = {
        round(x): (x, values.y(one.reading.heart_rate_bpm))
        for x, one in seen
        if one.reading.heart_rate_bpm is not None
    }
    points = tuple(by_px.values())
    before, after = (tuple(_next_to(timeline, places, seen, side)) for side in (-1, 1))
    return points, (*before, *points, *after)


def _next_to(
    timeline: RecordTimeline,
    places: Geometry,
    seen: Sequence[tuple[float, ReadingTaken]],
    side: int,
) -> Iterator[tuple[float, float]]:
    """Return the point beyond what is shown to which the heart rate's line goes on."""
    readings, values = timeline.kept.readings, places.values
    edge = places.scale.begin if side < 0 else places.scale.end
    cut = bisect_left(readings, edge, key=_at)
    beyond = reversed(readings[:cut]) if side < 0 else readings[cut:]
    shown = {one.entry_id for _, one in seen}
    for one in beyond:
        rate = one.reading.heart_rate_bpm
        if rate is not None and values is not None and one.entry_id not in shown:
            at = clamped(timeline, one.at)
            if at < places.scale.begin or at > places.scale.end:
                yield places.x(at), values.y(rate)
            return


def _label_readings(
    places: Geometry,
    measure: Measure,
    words: list[Words],
    bars: Sequence[tuple[float, ReadingTaken]],
    pulse: Path,
) -> None:
    """Add the readings' own numbers where there is room: the latest first, then the first."""
    values, chart, line = places.values, places.rows.chart, places.size.line
    if values is None or chart is None or not bars:
        return
    order = [bars[-1], bars[0], *reversed(bars[1:-1])] if len(bars) > 1 else [bars[-1]]
    xs = [x for x, _ in bars]

    def put(x: float, tops: Iterable[float], text: str, ink: Ink) -> None:
        long = measure(text)
        for top in tops:
            y = min(max(top, places.rows.bar + PHASE_HEIGHT), chart[1] - line)
            for left in (x + _BESIDE, x - _BESIDE - long):
                label = Words(left, y, long, line, text, ink)
                near = xs[bisect_left(xs, left - 7) : bisect_right(xs, left + long + 7)]
                if (
                    0 <= left <= places.size.width - long
                    and not any(one != x for one in near)
                    and not _crosses(pulse, label)
                    and not any(label.meets(one, 4) for one in words)
                ):
                    words.append(label)
                    return

    for n, (x, one) in enumerate(order[:_MOST_LABELS]):
        reading = one.reading
        if reading.systolic_mmhg is not None:
            top = values.y(reading.systolic_mmhg) - line
            put(x, (top,), f"{reading.systolic_mmhg}/{reading.diastolic_mmhg}", Ink.SECOND)
        if n == 0 and reading.heart_rate_bpm is not None:
            y = values.y(reading.heart_rate_bpm)
            tops = (y - line / 2 + 3, y + 3, y - line - 3)
            put(x, tops, tr("HR {rate}", rate=reading.heart_rate_bpm), Ink.ROSE)
        if places.rows.spo2 is not None and reading.spo2_percent is not None:
            text = f"SpO₂ {reading.spo2_percent}"
            long = measure(text)
            left = min(max(x - long / 2, 0.0), places.size.width - long)
            label = Words(left, places.rows.spo2, long, line, text, Ink.SECOND)
            if not any(label.meets(other, _LABEL_GAP / 2) for other in words):
                words.append(label)


def _apart(seen: Iterable[tuple[float, ReadingTaken]]) -> Iterator[tuple[float, ReadingTaken]]:
    """Return readings far enough apart to be told apart; of those nearer, the highest pressure."""
    held: tuple[float, ReadingTaken] | None = None
    for x, one in seen:
        if held is not None and x - held[0] < _APART:
            if (one.reading.systolic_mmhg or 0) > (held[1].reading.systolic_mmhg or 0):
                held = (held[0], one)
            continue
        if held is not None:
            yield held
        held = (x, one)
    if held is not None:
        yield held


def _crosses(path: Path, words: Words) -> bool:
    """Whether a line goes through words, or within 2 px of them."""
    left, right = words.x - 2, words.x + words.width + 2
    top, bottom = words.y + 1, words.y + words.height - 1
    for (x1, y1), (x2, y2) in pairwise(path):
        if max(x1, x2) < left or min(x1, x2) > right:
            continue
        slope = (y2 - y1) / (x2 - x1) if x2 != x1 else None
        ends = (
            (y1, y2)
            if slope is None
            else [y1 + slope * (min(max(x, x1), x2) - x1) for x in (left, right)]
        )
        if max(ends) > top and min(ends) < bottom:
            return True
    return False


# --- the axis --------------------------------------------------------------------------


def _axis(
    timeline: RecordTimeline, places: Geometry, measure: Measure, local: Local
) -> list[Words]:
    top, line, wide = places.rows.labels, places.size.line, places.size.width
    assert top is not None
    laid: list[Words] = []
    for tick in ticks(timeline, places.scale, local, measure("000")):
        long = measure(tick.words)
        middle = places.x(tick.at)
        if not 0 <= middle <= wide:
            continue
        # A label at an edge is moved inside; one that would touch another is left out, but for a
        # date, which stands nowhere else: it is set beside the other.
        offers = [middle - long / 2]
        if tick.is_date:
            offers += [one.x + one.width + _LABEL_GAP for one in laid]
            offers += [one.x - _LABEL_GAP - long for one in laid]
            offers.sort(key=lambda x: abs(x + long / 2 - middle))
        for offer in offers:
            x = min(max(offer, 0.0), wide - long)
            label = Words(x, top, long, line, tick.words, Ink.SECOND)
            if not any(label.meets(other, _LABEL_GAP - 0.01) for other in laid):
                laid.append(label)
                break
    return laid


def _seen(
    readings: Sequence[ReadingTaken], timeline: RecordTimeline, places: Geometry
) -> Iterator[tuple[float, ReadingTaken]]:
    """Return what is within the view with its place; beyond the session it is at its edge."""
    begin, end = places.scale.begin, places.scale.end
    low = 0 if begin <= timeline.begin else bisect_left(readings, begin, key=_at)
    high = len(readings) if end >= timeline.end else bisect_right(readings, end, key=_at)
    left, right = DOT / 2, places.scale.width - DOT / 2
    for one in readings[low:high]:
        yield min(max(places.x(one.at), left), right), one
