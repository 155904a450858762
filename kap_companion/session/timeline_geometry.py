"""Where on a timeline things stand: times to x, values to y, in px; the one place that says so.

The widget, the figure of a document and the thumbnail all take their places from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from kap_companion.language import day_of_month_words, tr
from kap_companion.session.timeline import RecordTimeline
from kap_companion.session.vitals import Reading

PHASE_HEIGHT = 6
DOT = 7
MUSIC_RADIUS = 4
PX_PER_MMHG = 0.9

_INSET = 1.0
_TOP, _TOP_NAMED = 3, 20
_MUSIC_PAD = 4
_AIR, _AIR_LOW = 12, 6
_DOTS_OVER, _DOTS_OVER_LOW = 21, 9
_UNDER_BAR = 5
_LEAST_CHART, _LEAST_CHART_WITHOUT_WORDS = 48, 12
_OVER_DOTS = 12
# The chart reaches up to this pressure unless a reading goes beyond it.
_USUAL_TOP = 150
_CLEAR = 4
_LABEL_ROOM = 14
_CLOSEST = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class View:
    """Which part of a session is looked at: `span` from `left` on; None shows the whole."""

    left: datetime | None = None
    span: timedelta | None = None


WHOLE = View()


@dataclass(frozen=True, slots=True)
class Scale:
    """Times to x: `begin` to `end` on `width` px."""

    begin: datetime
    end: datetime
    width: float

    def x(self, at: datetime) -> float:
        """Return where a moment stands, in px from the left; beyond the edges where it is not."""
        return _INSET + (at - self.begin) / (self.end - self.begin) * (self.width - 2 * _INSET)

    def at(self, x: float) -> datetime:
        """Return the moment that stands at `x`."""
        return self.begin + (x - _INSET) / (self.width - 2 * _INSET) * (self.end - self.begin)

    def columns(self, seconds: Iterable[float], step: int = 1) -> set[int]:
        """Return on which px, by `step`, moments stand that are told in seconds since 1970."""
        begin, end = self.begin.timestamp(), self.end.timestamp()
        by = (self.width - 2 * _INSET) / (end - begin) / step
        first = _INSET / step - begin * by
        return {step * round(first + at * by) for at in seconds}


@dataclass(frozen=True, slots=True)
class Rows:
    """The heights of what is drawn, in px from the top; None for what there is no room for.

    `chart` holds the vitals, `spo2` and `music` are the tops of their rows, `dots` the line on
    which the dots lie, `labels` the top of the axis, `foot` the end of the now-line.
    """

    bar: float
    chart: tuple[float, float] | None
    spo2: float | None
    dots: float
    music: float | None
    music_height: float
    labels: float | None
    foot: float
    has_names: bool = False


@dataclass(frozen=True, slots=True)
class Values:
    """Pressures (mmHg) and heart rates (a minute) to y: `top` is the value at `y_top`."""

    y_top: float
    top: float
    px_per_unit: float

    def y(self, value: float) -> float:
        """Return where a value stands, in px from the top."""
        return self.y_top + (self.top - value) * self.px_per_unit


@dataclass(frozen=True, slots=True)
class Size:
    """How much room there is, in px: `line` is the height of a line of labels, 0 for no words."""

    width: float
    height: float
    line: float = 16.0
    has_names: bool = False
    """Whether each phase has its name over it, as on paper, where nothing else says it."""


@dataclass(frozen=True, slots=True)
class Geometry:
    """One timeline's places."""

    scale: Scale
    rows: Rows
    values: Values | None
    size: Size

    def x(self, at: datetime) -> float:
        """Return where a moment stands, in px from the left."""
        return self.scale.x(at)


def geometry(timeline: RecordTimeline, size: Size, view: View = WHOLE) -> Geometry:
    """Return where what `timeline` tells stands in `size`.

    Where there is little room SpO2 goes first, then the vitals; phases, dots, music and now stay.
    """
    scale = scale_of(timeline, size.width, view)
    readings = [one.reading for one in timeline.kept.readings]
    rows = _rows(
        size,
        has_music=bool(timeline.music) and size.line > 0,
        has_readings=any(True for one in readings for _ in _figures(one)),
        has_spo2=any(one.spo2_percent is not None for one in readings),
    )
    values = _values(readings, *rows.chart) if rows.chart is not None else None
    return Geometry(scale, rows, values, size)


def scale_of(timeline: RecordTimeline, width: float, view: View = WHOLE) -> Scale:
    """Return the scale that shows `view` on `width` px."""
    shown = _within(timeline, view)
    begin = shown.left or timeline.begin
    return Scale(begin, begin + (shown.span or timeline.end - timeline.begin), max(8.0, width))


def zoomed(timeline: RecordTimeline, view: View, by: float, around: datetime) -> View:
    """Return `view` with `around` at its place and times `by` as far apart."""
    scale = scale_of(timeline, 100, view)
    length = scale.end - scale.begin
    span = max(length / by, min(_CLOSEST, length))
    left = around - (around - scale.begin) / length * span
    return _within(timeline, View(left, span))


def moved(timeline: RecordTimeline, view: View, by: timedelta) -> View:
    """Return `view` moved along the session; the whole stays the whole."""
    if view.span is None:
        return view
    return _within(timeline, replace(view, left=(view.left or timeline.begin) + by))


def brought_in(timeline: RecordTimeline, view: View, at: datetime) -> View:
    """Return `view`, moved no further than needed so that `at` is well inside."""
    scale = scale_of(timeline, 100, view)
    margin = (scale.end - scale.begin) / 12
    if at < scale.begin + margin:
        return moved(timeline, view, at - margin - scale.begin)
    if at > scale.end - margin:
        return moved(timeline, view, at + margin - scale.end)
    return view


def clamped(timeline: RecordTimeline, at: datetime) -> datetime:
    """Return `at`, or the edge of the session that it lies beyond."""
    return min(max(at, timeline.begin), timeline.end)


Local = Callable[[datetime], datetime]
"""Says a moment by the clinician's clock."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of the axis; of two that would touch, the one of the lower rank stays."""

    at: datetime
    words: str
    rank: int
    is_date: bool = False


_STEPS_MIN = (1, 2, 5, 15, 30, 60, 120, 240, 480, 1440, 2880, 10_080)
_LEAST_STEP = 44.0
_WORDS_TO_STEP = 1.9


def ticks(timeline: RecordTimeline, scale: Scale, local: Local, wide: float) -> list[Tick]:
    """Return the labels that the axis offers, of which the widest is about `wide` px.

    Minutes count from the first dose; before one was taken the clock's time is shown. A day that
    begins within the session is named where it begins.
    """
    told = [
        Tick(dose.at, tr("booster") if n else tr("dose"), 2 if n else 0)
        for n, dose in enumerate(timeline.kept.doses)
    ]
    told += [
        Tick(day, day_of_month_words(local(day).date()), 1, is_date=True)
        for day in _midnights(scale, local)
    ]
    room = max(_LEAST_STEP, wide * _WORDS_TO_STEP)
    length_min = (scale.end - scale.begin) / timedelta(minutes=1)
    px_per_min = scale.width / length_min
    step = next((one for one in _STEPS_MIN if one * px_per_min >= room), _STEPS_MIN[-1])
    first = timeline.first_dose_at
    if first is not None:
        told += [
            Tick(first + timedelta(minutes=n * step), _minutes(n * step, step), 3)
            for n in _whole_steps(scale, first, step)
            if n
        ]
    else:
        here = local(scale.begin)
        hour = scale.begin - timedelta(
            hours=here.hour, minutes=here.minute, seconds=here.second, microseconds=here.microsecond
        )
        told += [
            Tick(at, f"{local(at).hour}:{local(at).minute:02d}", 3)
            for at in (hour + timedelta(minutes=n * step) for n in _whole_steps(scale, hour, step))
        ]
    return sorted(told, key=lambda tick: (tick.rank, tick.at))


# --- how it is done -----------------------------------------------------------------------------


def _rows(size: Size, *, has_music: bool, has_readings: bool, has_spo2: bool) -> Rows:
    """Return the rows with air between them, or close together where they would not all fit."""
    for is_low in (False, True):
        rows = _laid(size, is_low, has_music, has_readings, has_spo2)
        all_fits = rows.chart is not None and (rows.spo2 is not None or not has_spo2)
        if all_fits if has_readings else rows.dots - rows.bar >= _LEAST_CHART:
            break
    return rows


def _laid(size: Size, is_low: bool, has_music: bool, has_readings: bool, has_spo2: bool) -> Rows:
    line = size.line
    bar = _TOP + (line if size.has_names else 0.0) if line else 2.0
    below = bar + PHASE_HEIGHT + _UNDER_BAR
    labels = size.height - line if line else None
    music = None
    music_height = line + _MUSIC_PAD
    if labels is None:
        dots = size.height - DOT
    elif has_music:
        music = labels - (_AIR_LOW if is_low else _AIR) - music_height
        dots = music - (_DOTS_OVER_LOW if is_low else _DOTS_OVER)
    else:
        dots = labels - (_AIR if is_low else _DOTS_OVER)
    bottom = dots - (_OVER_DOTS if line else DOT)
    least = _LEAST_CHART if line else _LEAST_CHART_WITHOUT_WORDS
    spo2 = bottom - line if line and has_spo2 and bottom - line - 2 - below >= least else None
    chart = (below, spo2 - 2 if spo2 is not None else bottom)
    fits = has_readings and chart[1] - chart[0] >= least
    return Rows(
        bar=bar,
        chart=chart if fits else None,
        spo2=spo2 if fits else None,
        dots=dots,
        music=music,
        music_height=music_height,
        labels=labels,
        foot=dots + (DOT if is_low or music is None else DOT + 4),
        has_names=size.has_names,
    )


def _values(readings: Iterable[Reading], y_top: float, y_bottom: float) -> Values:
    """Return the scale of the values: 0.9 px a mmHg, and less where a reading would not fit."""
    figures = [value for one in readings for value in _figures(one)]
    highest, lowest = max(figures), min(figures) - _CLEAR
    room = y_bottom - y_top
    top: float = max(_USUAL_TOP, highest + _CLEAR)
    if (top - lowest) * PX_PER_MMHG > room:
        top = highest + min(_LABEL_ROOM, room / 4)
    return Values(y_top, top, min(PX_PER_MMHG, room / max(1.0, top - lowest)))


def _figures(reading: Reading) -> Iterable[int]:
    told = (reading.systolic_mmhg, reading.diastolic_mmhg, reading.heart_rate_bpm)
    return (value for value in told if value is not None)


def _within(timeline: RecordTimeline, view: View) -> View:
    """Return `view` inside its session; one that shows all of it is the whole."""
    length = timeline.end - timeline.begin
    if view.span is None or view.span >= length:
        return WHOLE
    left = view.left or timeline.begin
    return View(min(max(left, timeline.begin), timeline.end - view.span), view.span)


def _whole_steps(scale: Scale, origin: datetime, step_min: int) -> range:
    """Return by how many steps from `origin` the labels within the scale lie."""
    step = timedelta(minutes=step_min)
    first = -((origin - scale.begin) // step)
    return range(first, (scale.end - origin) // step + 1)


def _minutes(minutes: int, step_min: int) -> str:
    sign = "−" if minutes < 0 else ""
    return f"{sign}{abs(minutes) // 60} h" if step_min >= 60 else f"{sign}{abs(minutes)}"


def _midnights(scale: Scale, local: Local) -> Iterable[datetime]:
    day = local(scale.begin).replace(hour=0, minute=0, second=0, microsecond=0)
    while (day := day + timedelta(days=1)) <= scale.end:
        yield day
