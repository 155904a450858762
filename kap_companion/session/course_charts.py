"""The charts of a course as plain shapes: dose, measures and vitals over its days, on one axis.

The screen and the paper draw the same shapes; both say by `Measure` how wide words are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from kap_companion.language import tr, tr_later
from kap_companion.session import entries as e
from kap_companion.session.course import Course, Filed
from kap_companion.session.course_words import day_words, dose_words
from kap_companion.session.dosing import DosingSession
from kap_companion.session.scales import Band, Scale
from kap_companion.session.timeline_drawing import Measure
from kap_companion.session.timeline_shapes import Box, Ink, Line, Round, Shape, Stage, Words
from kap_companion.session.vitals import Reading
from kap_companion.session.vitals import words as reading_words
from kap_companion.session.wording import milligrams

_PAD = 6.0
_TOP = 6.0
_GAP = 8.0
_BAR = 12.0
_POINT = 4.0
_STEPS = (5, 10, 20, 25, 40, 50, 100, 200, 250, 500, 1000)
_MOST_GUIDES = 4
_SHORT = {"moderately severe": tr_later("mod. severe")}


@dataclass(frozen=True, slots=True)
class Room:
    """How much room a chart has, in px; `line` is the height of a line of words."""

    width: float
    height: float
    line: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: its shapes, and what it shows in words, for who cannot see it."""

    shapes: tuple[Shape, ...]
    alt: str


@dataclass(frozen=True, slots=True)
class Days:
    """The days that all charts of a course share; sessions are named by their numbers."""

    first: date
    last: date
    sessions: tuple[tuple[date, int], ...]

    def x(self, day: date, left: float, right: float) -> float:
        """Return where a day stands between `left` and `right`, in px."""
        length = (self.last - self.first).days
        if length <= 0:
            return (left + right) / 2
        return left + (day - self.first).days / length * (right - left)


@dataclass(frozen=True, slots=True)
class _Plot:
    """The field of a chart: values go up from `bottom` (`least`) to `top` (`most`)."""

    left: float
    right: float
    top: float
    bottom: float
    least: float
    most: float

    def y(self, value: float) -> float:
        share = (value - self.least) / max(1.0, self.most - self.least)
        return self.bottom - share * (self.bottom - self.top)


def days_of(course: Course) -> Days | None:
    """Return the days from the first to the last that a chart shows; None where there are none."""
    sessions = tuple((one.day, one.number) for one in course.sessions)
    found = [day for day, _ in sessions] + [one.body.on for one in course.measures]
    return Days(min(found), max(found), sessions) if found else None


def measure_chart(
    course: Course, days: Days, scale: Scale | None, key: str, room: Room, measure: Measure
) -> Chart:
    """Return the totals of one measure; a band begins at each dashed line."""
    series = course.series(key)
    totals = [one.body.total for one in series]
    most = float(max([*totals, scale.most if scale and scale.bands else 0, 1]))
    guides = [(float(band.least), _band(band)) for band in _bands(scale) if band.least > 0]
    if not guides:
        guides = [(value, f"{value:g}") for value in _ticks(0, most)]
    plot = _plot(room, guides, 0.0, most, measure)
    points = [(days.x(one.body.on, plot.left, plot.right), one.body.total) for one in series]
    shapes = [
        *_guides(plot, guides, room, measure),
        *_axis(plot, days, room, measure, series[0].body.on if series else None),
        *_points([(x, plot.y(total)) for x, total in points], Ink.NOW),
        *_values(plot, points, room, measure),
    ]
    return Chart(tuple(shapes), _measure_alt(course, series))


def dose_chart(course: Course, days: Days, room: Room, measure: Measure) -> Chart:
    """Return what was taken in each session, boosters paler on top; the range in dashed lines."""
    bounds = _range(course)
    taken = [float(one.taken_mg) for one in course.sessions]
    most = max([*taken, *(mg for mg, _ in bounds), 1.0])
    guides = bounds or [(value, f"{value:g} mg") for value in _ticks(0, most)]
    plot = _plot(room, guides, 0.0, most, measure)
    bars: list[Shape] = []
    for session in course.sessions:
        x = days.x(session.day, plot.left, plot.right)
        bars.extend(_dose(plot, x, session))
    shapes = [
        *_guides(plot, guides, room, measure),
        *bars,
        *_axis(plot, days, room, measure, None),
    ]
    told = [
        tr("session {number} {dose}", number=one.number, dose=dose_words(one))
        for one in course.sessions
        if one.doses
    ]
    return Chart(tuple(shapes), tr("Dose: {sessions}.", sessions=", ".join(told) or tr("none yet")))


def vitals_chart(course: Course, days: Days, room: Room, measure: Measure) -> Chart:
    """Return each session's pressure before the dose (grey) and at its highest, and heart rate."""
    readings = [(one, one.baseline, one.highest) for one in course.sessions]
    figures = [
        value
        for _, *both in readings
        for reading in both
        if reading is not None
        for value in (reading.systolic_mmhg, reading.diastolic_mmhg, reading.heart_rate_bpm)
        if value is not None
    ]
    least, most = min([*figures, 60]) - 4.0, max([*figures, 140]) + 4.0
    guides = [(value, f"{value:g}") for value in _ticks(least, most)]
    plot = _plot(room, guides, least, most, measure)
    shapes: list[Shape] = list(_guides(plot, guides, room, measure))
    rates = []
    for session, before, highest in readings:
        x = days.x(session.day, plot.left, plot.right)
        shapes.extend(_pressure(plot, x - 3, before, Ink.SECOND))
        shapes.extend(_pressure(plot, x + 3, highest, Ink.TEXT))
        if highest is not None and highest.heart_rate_bpm is not None:
            rates.append((x, plot.y(highest.heart_rate_bpm)))
    shapes.extend(_points(rates, Ink.ROSE))
    shapes.extend(_axis(plot, days, room, measure, None))
    told = [
        tr("session {number}: {readings}", number=one.number, readings=_both(before, highest))
        for one, before, highest in readings
        if before is not None or highest is not None
    ]
    return Chart(
        tuple(shapes), tr("Vitals: {sessions}.", sessions="; ".join(told) or tr("none yet"))
    )


# --- shapes -------------------------------------------------------------------------------------


def _plot(
    room: Room,
    guides: Sequence[tuple[float, str]],
    least: float,
    most: float,
    measure: Measure,
) -> _Plot:
    wide = max((measure(words) for _, words in guides), default=0.0)
    if wide > room.width * 0.45:
        wide = 0.0
    right = room.width - (wide + _GAP if wide else 0.0) - _BAR
    return _Plot(_PAD + _BAR, right, _TOP + room.line, room.height - room.line - 6, least, most)


def _guides(
    plot: _Plot, guides: Sequence[tuple[float, str]], room: Room, measure: Measure
) -> Iterator[Shape]:
    """Return a dashed line for each value, named at the right where there is room."""
    taken: list[Words] = []
    end = plot.right + _BAR
    for value, words in sorted(guides, reverse=True):
        y = round(plot.y(value)) + 0.5
        yield Line(((0.0, y), (end, y)), Ink.LINE, 1.0, is_dashed=True)
        wide = measure(words)
        said = Words(end + _GAP, y - room.line / 2, wide, room.line, words, Ink.SECOND)
        if said.x + wide > room.width + 1 or any(said.meets(other) for other in taken):
            continue
        taken.append(said)
        yield said


def _axis(
    plot: _Plot, days: Days, room: Room, measure: Measure, first: date | None
) -> Iterator[Shape]:
    """Return the ground line and the numbers of the sessions under it, those that fit."""
    y = round(plot.bottom) + 0.5
    yield Line(((0.0, y), (plot.right + _BAR, y)), Ink.LINE, 1.0)
    named = [(day, str(number)) for day, number in reversed(days.sessions)]
    if first is not None and (not days.sessions or first < days.sessions[0][0]):
        named.insert(0, (first, tr("first")))
    taken: list[Words] = []
    for day, words in named:
        wide = measure(words)
        x = days.x(day, plot.left, plot.right) - wide / 2
        said = Words(max(0.0, x), plot.bottom + 6, wide, room.line, words, Ink.SECOND)
        if not any(said.meets(other, 4) for other in taken):
            taken.append(said)
            yield said


def _points(points: Sequence[tuple[float, float]], ink: Ink) -> Iterator[Shape]:
    if len(points) > 1:
        yield Line(tuple(points), ink, 1.5)
    for x, y in points:
        yield Round(x, y, _POINT, ink)


def _values(
    plot: _Plot, points: Sequence[tuple[float, int]], room: Room, measure: Measure
) -> Iterator[Shape]:
    """Return the first and the last total beside their points."""
    ends = [points[0], points[-1]] if len(points) > 1 else list(points)
    taken: list[Words] = []
    for x, total in reversed(ends):
        words = str(total)
        wide = measure(words)
        y = plot.y(total)
        above = y - room.line - _POINT
        top = above if above >= 0 else y + _POINT
        said = Words(max(0.0, x - wide / 2), top, wide, room.line, words, Ink.TEXT)
        if not any(said.meets(other, 2) for other in taken):
            taken.append(said)
            yield said


def _dose(plot: _Plot, x: float, session: DosingSession) -> Iterator[Shape]:
    base = 0.0
    for dose in session.doses:
        mg = float(dose.dose_mg)
        top, bottom = plot.y(base + mg), plot.y(base)
        stage = Stage.TO_COME if dose.is_booster else Stage.PAST
        high = max(1.0, bottom - top - (1.0 if base else 0.0))
        yield Box(x - _BAR / 2, top, _BAR, high, 2, Ink.DUE, stage)
        base += mg
    if not session.doses and session.planned_dose_mg is not None:
        top, left, right = plot.y(float(session.planned_dose_mg)), x - _BAR / 2, x + _BAR / 2
        outline = ((left, plot.bottom), (left, top), (right, top), (right, plot.bottom))
        yield Line(outline, Ink.SECOND, 1.0, is_dashed=True)


def _pressure(plot: _Plot, x: float, reading: Reading | None, ink: Ink) -> Iterator[Shape]:
    if reading is None or reading.systolic_mmhg is None or reading.diastolic_mmhg is None:
        return
    top, bottom = plot.y(reading.systolic_mmhg), plot.y(reading.diastolic_mmhg)
    x = round(x)
    yield Line(((x, top), (x, bottom)), ink, 2.0)


# --- values -------------------------------------------------------------------------------------


def _bands(scale: Scale | None) -> tuple[Band, ...]:
    return scale.bands if scale is not None else ()


def _band(band: Band) -> str:
    # The longest of them would leave a chart no room.
    words = _SHORT.get(band.words, band.words)
    return f"{band.least} {tr(words)}"


def _ticks(least: float, most: float) -> list[float]:
    """Return a few round values between two, the fewest steps that say enough."""
    span = max(1.0, most - least)
    step = next((one for one in _STEPS if span / one <= _MOST_GUIDES), _STEPS[-1])
    first = int(least // step + 1) * step
    return [float(value) for value in range(first, int(most) + 1, step) if value > least]


def _range(course: Course) -> list[tuple[float, str]]:
    """Return the prescriber's latest range as values with their words."""
    told = [one.body for one in course.prescriptions if one.body.to_mg or one.body.from_mg]
    if not told:
        return []
    ends = (told[-1].from_mg, told[-1].to_mg)
    found = {mg: milligrams(mg) for mg in ends if mg is not None}
    return [(float(mg), words) for mg, words in found.items()]


def _measure_alt(course: Course, series: Sequence[Filed[e.MeasureTaken]]) -> str:
    if not series:
        return tr("None taken yet.")
    told = [
        tr("{total} on {on}", total=one.body.total, on=day_words(one.body.on, course.today))
        + (f", {tr(one.body.band)}" if one.body.band else "")
        for one in series
    ]
    return f"{series[-1].body.title}: {'; '.join(told)}."


def _both(before: Reading | None, highest: Reading | None) -> str:
    told = []
    if before is not None:
        told.append(tr("before the dose {reading}", reading=reading_words(before)))
    if highest is not None:
        told.append(tr("highest {reading}", reading=reading_words(highest)))
    return ", ".join(told)
