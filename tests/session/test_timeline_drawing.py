"""Where things stand on the timeline: no label on another, nothing outside, the past in px."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kap_companion.session import entries as e
from kap_companion.session import timeline_drawing as drawing
from kap_companion.session import timeline_geometry as along
from kap_companion.session.standing import private_standing, record_standing
from kap_companion.session.timeline import (
    CueDue,
    MusicStretch,
    RecordTimeline,
    kept,
    private_dots,
    record_timeline,
)
from kap_companion.session.timeline_dots import private_rings
from kap_companion.session.timeline_geometry import WHOLE, Size, View, geometry
from kap_companion.session.timeline_shapes import (
    Box,
    Diamond,
    Ink,
    Line,
    Round,
    Shape,
    Stage,
    Words,
)
from tests.made import START, dose, entries, entry, opened, vitals

SCREEN = Size(552, 196)
LOW = Size(504, 96)
ACTS = (
    (0.0, opened()),
    (4.0, vitals("124/80 72 98")),
    (12.0, dose()),
    (15.0, e.NoteTaken("tingling")),
    (24.0, e.Spat()),
    (25.0, vitals("132/84 78 97")),
)
MUSIC = (
    MusicStretch(START + timedelta(minutes=10), START + timedelta(minutes=20), "Arrival"),
    MusicStretch(START + timedelta(minutes=20), START + timedelta(minutes=24), "A long name"),
)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def timeline(*acts: tuple[float, Any], now: float = 36, **more: Any) -> RecordTimeline:
    told = kept(record_standing(entries(*(acts or ACTS))))
    shown = record_timeline(told, at(now), **more)
    assert shown is not None
    return shown


def measure(text: str) -> float:
    return 7.0 * len(text)


def here(moment: datetime) -> datetime:
    return moment


def past(shown: RecordTimeline, size: Size = SCREEN, view: View = WHOLE) -> tuple[Shape, ...]:
    return drawing.past(shown, geometry(shown, size, view), measure, here)


def present(shown: RecordTimeline, size: Size = SCREEN, view: View = WHOLE) -> list[Shape]:
    places = geometry(shown, size, view)
    return list(drawing.present(shown, places, measure, past(shown, size, view)))


def words(shapes: Sequence[Shape]) -> list[str]:
    return [one.text for one in shapes if isinstance(one, Words)]


def dots(shapes: Sequence[Shape], y: float) -> list[Round | Diamond]:
    return [one for one in shapes if isinstance(one, Round | Diamond) and one.y == y]


def on_the_line(
    shown: RecordTimeline, size: Size = SCREEN, view: View = WHOLE
) -> list[Round | Box]:
    """Return the dots and bands of a record without readings, the gravest last."""
    return [one for one in past(shown, size, view) if isinstance(one, Round | Box)]


# --- the numbers of the drawing -----------------------------------------------------------------


def test_pressure_bars_are_as_long_as_the_pressure() -> None:
    bars = [
        one
        for one in past(timeline())
        if isinstance(one, Line) and one.width == 2 and one.path[0][0] == one.path[1][0]
    ]
    lengths = [one.path[1][1] - one.path[0][1] for one in bars]
    assert lengths == pytest.approx([44 * 0.9, 48 * 0.9])


def test_phases_are_six_px_high_and_parted_by_four_save_where_it_is_now() -> None:
    boxes = [one for one in present(timeline()) if isinstance(one, Box)]
    assert {one.height for one in boxes} == {6}
    assert [one.stage for one in boxes].count(Stage.NOW) == 1
    ordered = sorted(boxes, key=lambda one: one.x)
    gaps = [b.x - (a.x + a.width) for a, b in pairwise(ordered)]
    assert sorted({round(gap, 6) for gap in gaps}) == [0, 4]


def test_a_track_has_its_name_only_where_it_fits_whole() -> None:
    shown = timeline(music=MUSIC)
    assert [word for word in words(present(shown)) if word in ("Arrival", "A long name")] == [
        "Arrival"
    ]
    blocks = [one for one in present(shown) if isinstance(one, Box) and one.ink is Ink.BLOCK]
    assert [one.height for one in blocks] == [20, 20]


def test_minutes_count_from_the_dose_and_before_it_the_clock_is_shown() -> None:
    assert words(past(timeline()))[-6:] == ["dose", "15", "30", "45", "60", "75"]
    assert words(past(timeline((0, opened()), now=5))) == [
        *("18:15", "18:30", "18:45", "19:00", "19:15", "19:30")
    ]


def test_a_session_that_crosses_midnight_shows_the_new_date_once() -> None:
    east = timezone(timedelta(hours=5, minutes=30))  # there it is 23:41 at the opening

    shown = timeline()
    axis = drawing.past(
        shown, geometry(shown, SCREEN), measure, lambda moment: moment.astimezone(east)
    )
    dates = [one for one in axis if isinstance(one, Words) and one.text == "15 Mar"]
    assert len(dates) == 1
    middle = dates[0].x + dates[0].width / 2
    # Where the day begins, seven minutes after the dose, but for what the dose's label takes.
    assert middle == pytest.approx(geometry(shown, SCREEN).x(at(19)), abs=8)
    assert "15 Mar" not in words(past(shown))


def test_what_is_due_is_dashed_and_named() -> None:
    shown = timeline(cues=(CueDue(at(52), "vitals due"),))
    shapes = present(shown)
    assert "vitals due" in words(shapes)
    dashed = [one for one in shapes if isinstance(one, Line) and one.is_dashed]
    assert {one.ink for one in dashed} == {Ink.DUE}


def test_a_reading_outside_the_limits_stands_out() -> None:
    limits = e.Limits(systolic_mmhg=130)
    shown = timeline((0, opened(limits=limits)), *ACTS[1:])
    inks = [one.ink for one in past(shown) if isinstance(one, Line) and one.width == 2]
    assert inks == [Ink.TEXT] * 3 + [Ink.DUE] * 3


# --- little room --------------------------------------------------------------------------------


def test_where_there_is_little_room_spo2_goes_first_and_then_the_vitals() -> None:
    shown = timeline(music=MUSIC)
    rows = [geometry(shown, Size(552, high)).rows for high in range(196, 63, -1)]
    has = [(one.spo2 is not None, one.chart is not None) for one in rows]
    assert list(dict.fromkeys(has)) == [(True, True), (False, True), (False, False)]
    for one in rows:
        assert one.music is not None and one.labels is not None
        assert one.bar + 6 < one.dots + 3.5 and one.dots + 3.5 <= one.music
        assert one.music + one.music_height <= one.labels


def test_without_a_chart_the_readings_are_dots() -> None:
    shown = timeline()
    low, high = geometry(shown, LOW).rows.dots, geometry(shown, SCREEN).rows.dots
    assert len(dots(past(shown, LOW), low)) == 5
    assert len(dots(past(shown), high)) == 3


def test_a_thumbnail_has_no_words() -> None:
    shown = timeline(music=MUSIC)
    size = Size(240, 64, line=0)
    assert words([*past(shown, size), *present(shown, size)]) == []
    assert geometry(shown, size).rows.chart is not None


@given(
    st.lists(
        st.tuples(
            st.integers(50, 280), st.integers(20, 180), st.integers(20, 300), st.integers(40, 100)
        ),
        min_size=1,
        max_size=6,
    ),
    st.integers(120, 400),
)
def test_every_possible_reading_fits_into_the_chart(
    readings: list[tuple[int, int, int, int]], high: int
) -> None:
    acts = [
        (n + 1.0, vitals(f"{max(a, b + 1)}/{b} {c} {d}")) for n, (a, b, c, d) in enumerate(readings)
    ]
    shown = timeline((0, opened()), *acts)
    places = geometry(shown, Size(552, high))
    if places.rows.chart is None or places.values is None:
        return
    top, bottom = places.rows.chart
    for one in shown.kept.readings:
        for value in (one.reading.systolic_mmhg, one.reading.heart_rate_bpm):
            assert value is not None
            assert top - 0.01 <= places.values.y(value) <= bottom + 0.01


# --- no label on another ------------------------------------------------------------------------

_BODIES = st.one_of(
    st.just(dose(50, booster=True)),
    st.builds(
        lambda a, c, d: vitals(f"{a}/{a - 40} {c} {d}"),
        st.integers(90, 200),
        st.integers(40, 150),
        st.integers(85, 100),
    ),
    st.just(e.NoteTaken("note")),
)


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.floats(0.1, 200), _BODIES), max_size=25),
    st.integers(240, 1200),
    st.integers(64, 260),
    st.sampled_from([14.0, 16.0, 24.0, 32.0]),
    st.floats(0.0, 200.0),
    st.one_of(st.none(), st.floats(2, 90)),
    st.integers(-720, 720),
)
def test_no_words_lie_on_others_or_outside_whatever_is_zoomed_or_narrow(
    told: list[tuple[float, Any]],
    wide: int,
    high: int,
    line: float,
    now: float,
    span: float | None,
    offset: int,
) -> None:
    acts = sorted(told, key=lambda one: one[0])
    due = (CueDue(at(now + 3), "vitals due"), CueDue(at(now + 9), "spit due"))
    music = (*MUSIC, MusicStretch(at(24), at(31), "Tide", True))
    shown = timeline((0, opened()), *acts, now=now, cues=due, music=music)
    size = Size(wide, max(high, 4 * line), line)
    view = WHOLE if span is None else View(at(now / 2), timedelta(minutes=span))
    places = geometry(shown, size, view)

    def scale(text: str) -> float:
        return line / 2 * len(text)

    def local(moment: datetime) -> datetime:
        return moment.astimezone(timezone(timedelta(minutes=offset)))

    still = drawing.past(shown, places, scale, local)
    moving = drawing.present(shown, places, scale, still)
    laid = [one for one in (*still, *moving) if isinstance(one, Words)]
    for one, other in combinations(laid, 2):
        assert not one.meets(other), (one, other)
    for one in laid:
        assert one.x >= -0.01 and one.x + one.width <= wide + 0.01, one
        assert one.y >= 0 and one.y + one.height <= size.height + 0.01, one


# --- thousands of entries -----------------------------------------------------------------------


def test_what_stands_on_the_same_px_is_painted_once_and_the_gravest_wins() -> None:
    acts = [(30 + n * 1e-6, e.NoteTaken("n")) for n in range(500)]
    acts.insert(250, (30 + 250 * 1e-6, e.AdverseEvent("nausea", e.Severity.MILD)))  # type: ignore[arg-type]
    shown = timeline((0, opened()), *acts)
    found = dots(past(shown), geometry(shown, SCREEN).rows.dots)
    assert len(found) == 1 and isinstance(found[0], Diamond)


def test_five_thousand_dots_are_one_band_without_a_hole() -> None:
    acts = [(n * 0.018, e.NoteTaken("n")) for n in range(1, 5_000)]
    found = on_the_line(timeline((0, opened()), *acts, now=89))
    assert len(found) == 1 and isinstance(found[0], Box)
    assert found[0].x <= 4 and found[0].x + found[0].width >= 548
    assert found[0].height == along.DOT == 2 * found[0].radius


def test_dots_that_can_be_told_apart_are_dots_and_those_that_cannot_are_a_band() -> None:
    # A px is 9.8 s: the first two stand 2 px apart, the third and the fourth 5.
    acts = [(minute, e.NoteTaken("n")) for minute in (20, 20.33, 50, 50.82)]
    band, *apart = sorted(on_the_line(timeline((0, opened()), *acts)), key=lambda one: one.x)
    assert isinstance(band, Box) and band.width == along.DOT + 2
    assert [type(one) for one in apart] == [Round, Round]


def test_a_dose_among_hundreds_of_notes_lies_over_their_band() -> None:
    acts: list[tuple[float, Any]] = [(30 + n * 0.1, e.NoteTaken("n")) for n in range(300)]
    acts.insert(150, (45.05, dose()))
    *_, last = on_the_line(timeline((0, opened()), *acts, now=70))
    assert isinstance(last, Round) and last.ink is Ink.DUE


@example([19.9921875, 20.0], 240, 2.0)
@given(
    st.lists(st.floats(0, 90), max_size=60),
    st.integers(240, 1300),
    st.one_of(st.none(), st.floats(2, 90)),
)
def test_every_entry_in_view_lies_under_something_that_is_drawn(
    minutes: list[float], wide: int, span: float | None
) -> None:
    acts = [(minute, e.NoteTaken("n")) for minute in sorted(minutes)]
    shown = timeline((0, opened()), *acts, now=90)
    view = WHOLE if span is None else View(at(20), timedelta(minutes=span))
    places = geometry(shown, Size(wide, 196), view)
    drawn = on_the_line(shown, Size(wide, 196), view)
    reaches = [
        (one.x, one.x + one.width) if isinstance(one, Box) else (one.x - one.r, one.x + one.r)
        for one in drawn
    ]
    for dot in shown.kept.dots:
        if places.scale.begin <= dot.at <= places.scale.end:
            x = places.x(dot.at)
            assert any(left - 0.01 <= x <= right + 0.01 for left, right in reaches), x
    assert len(drawn) <= max(1, len(acts))


# --- the two streams ----------------------------------------------------------------------------


def test_private_notes_are_rings_that_only_their_own_drawing_makes() -> None:
    stream = e.Stream.PSYCHOTHERAPY_NOTES
    rows = private_standing([entry(e.PrivateNoteTaken("my pull"), at(30), 1, stream)])
    shown = timeline()
    places = geometry(shown, SCREEN)
    rings = list(private_rings(private_dots(rows), shown, places))
    assert [(one.ink, one.is_ring, one.x) for one in rings] == [
        (Ink.PRIVATE, True, round(places.x(at(30))))
    ]
    others = [one for one in (*past(shown), *present(shown)) if isinstance(one, Round)]
    assert not any(one.is_ring or one.ink is Ink.PRIVATE for one in others)


# --- zoom and scroll ----------------------------------------------------------------------------


@given(st.floats(0, 90), st.lists(st.floats(0.3, 5), min_size=1, max_size=5))
def test_zooming_leaves_the_place_under_the_pointer_where_it_is(
    minute: float, factors: list[float]
) -> None:
    shown, view, moment = timeline(), WHOLE, at(minute)
    for by in factors:
        before = along.scale_of(shown, 552, view)
        view = along.zoomed(shown, view, by, moment)
        after = along.scale_of(shown, 552, view)
        assert after.begin >= shown.begin and after.end <= shown.end
        assert after.end - after.begin >= timedelta(minutes=2) - timedelta(microseconds=2)
        is_inside = shown.begin < after.begin and after.end < shown.end
        if is_inside and before.begin <= moment <= before.end:
            assert after.x(moment) == pytest.approx(before.x(moment), abs=0.1)


def test_scrolling_stops_at_the_ends_of_the_session() -> None:
    shown = timeline()
    view = along.zoomed(shown, WHOLE, 4, at(45))
    assert along.moved(shown, view, timedelta(hours=9)).left == shown.end - timedelta(minutes=22.5)
    assert along.moved(shown, view, -timedelta(hours=9)).left == shown.begin
    assert along.moved(shown, WHOLE, timedelta(hours=9)) == WHOLE


@given(st.floats(0, 90))
def test_a_place_and_its_time_are_the_same_thing(minute: float) -> None:
    scale = along.scale_of(timeline(), 552)
    assert abs(scale.at(scale.x(at(minute))) - at(minute)) < timedelta(milliseconds=1)


def test_what_was_noted_after_the_end_stands_at_the_edge() -> None:
    acts = (*ACTS, (60, e.SessionEnded()), (200, e.NoteTaken("home safely")))
    shown = timeline(*acts, now=300)
    found = dots(past(shown), geometry(shown, SCREEN).rows.dots)
    assert max(one.x for one in found) <= 552 - 3
