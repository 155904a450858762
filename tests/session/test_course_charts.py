"""The charts of a course: what stands where, and that nothing is drawn outside its room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kap_companion import resources
from kap_companion.notes.figure import svg_of, words_width
from kap_companion.session import course_charts as charts
from kap_companion.session import entries as e
from kap_companion.session.course import Course, course
from kap_companion.session.course_plan import parse_course_plan
from kap_companion.session.dosing import DoseGlance, DosingSession
from kap_companion.session.scales import parse_scale
from kap_companion.session.standing import client_standing
from kap_companion.session.timeline_shapes import Box, Diamond, Line, Round, Shape, Stage, Words
from kap_companion.session.vitals import Reading
from tests import made

PLAN = parse_course_plan(resources.text("course/lozenge.json"))
PHQ9 = parse_scale(resources.text("scales/phq9.json"))
DAY = date(2026, 3, 2)
ROOM = charts.Room(300, 130, 14)


def told(
    totals: Sequence[tuple[int, int]] = (),
    doses: Sequence[tuple[int, tuple[int, ...]]] = (),
    readings: Sequence[tuple[int, int, int]] = (),
) -> Course:
    bodies: list[Any] = [
        e.MeasureTaken("phq9", "PHQ-9", DAY + timedelta(days=day), total) for day, total in totals
    ]
    bodies.append(
        e.PrescriptionGiven(DAY, from_mg=Decimal(100), to_mg=Decimal(200), lozenges=Decimal(4))
    )
    at = datetime(2026, 3, 2, 10, tzinfo=UTC)
    file = [
        made.entry(body, at, seq, e.Stream.CLIENT, "c") for seq, body in enumerate(bodies, start=1)
    ]
    seen = {day: (before, highest) for day, before, highest in readings}
    sessions = [
        DosingSession(
            f"d{n}",
            n,
            DAY + timedelta(days=day),
            at + timedelta(days=day),
            first_dose_at=at,
            doses=tuple(
                DoseGlance(Decimal(mg), None, None, nth > 0) for nth, mg in enumerate(taken)
            ),
            baseline=Reading(seen[day][0], 80, 70) if day in seen else None,
            highest=Reading(seen[day][1], 90, 84) if day in seen else None,
        )
        for n, (day, taken) in enumerate(doses, start=1)
    ]
    return course(client_standing(file), sessions, PLAN, DAY + timedelta(days=400), 8)


def days(of: Course) -> charts.Days:
    found = charts.days_of(of)
    assert found is not None
    return found


def edges(shape: Shape) -> tuple[float, float, float, float]:
    match shape:
        case Line(path=path):
            xs, ys = [x for x, _ in path], [y for _, y in path]
            return min(xs), min(ys), max(xs), max(ys)
        case Box(x=x, y=y, width=wide, height=high) | Words(x=x, y=y, width=wide, height=high):
            return x, y, x + wide, y + high
        case Round(x=x, y=y, r=r) | Diamond(x=x, y=y, r=r):
            return x - r, y - r, x + r, y + r


def test_without_a_session_and_a_measure_there_is_no_chart() -> None:
    assert charts.days_of(told()) is None


def test_a_lower_total_stands_lower_and_a_later_day_further_right() -> None:
    of = told([(0, 19), (14, 12), (28, 8)])
    chart = charts.measure_chart(of, days(of), PHQ9, "phq9", ROOM, words_width)
    points = [shape for shape in chart.shapes if isinstance(shape, Round)]
    assert len(points) == 3
    assert [one.x for one in points] == sorted(one.x for one in points)
    assert [one.y for one in points] == sorted(one.y for one in points)
    assert chart.alt.startswith("PHQ-9: 19 on 2 Mar 2026")


def test_the_published_bands_stand_beside_the_line_that_begins_them() -> None:
    of = told([(0, 19), (14, 10)])
    chart = charts.measure_chart(of, days(of), PHQ9, "phq9", ROOM, words_width)
    said = {shape.text: shape for shape in chart.shapes if isinstance(shape, Words)}
    assert {"5 mild", "10 moderate", "15 mod. severe", "20 severe"} <= set(said)
    point = [shape for shape in chart.shapes if isinstance(shape, Round)][-1]
    middle = said["10 moderate"].y + said["10 moderate"].height / 2
    assert abs(middle - point.y) < 1, "a total of 10 lies on the line where moderate begins"


def test_a_booster_stands_paler_on_top_of_the_dose() -> None:
    of = told(doses=[(7, (150, 50))])
    chart = charts.dose_chart(of, days(of), ROOM, words_width)
    dose, booster = [shape for shape in chart.shapes if isinstance(shape, Box)]
    assert (dose.stage, booster.stage) == (Stage.PAST, Stage.TO_COME)
    assert booster.y + booster.height <= dose.y
    assert dose.height > 2 * booster.height
    assert chart.alt == "Dose: session 1 150 + 50 mg."
    assert "200 mg" in [shape.text for shape in chart.shapes if isinstance(shape, Words)]


def test_pressure_before_and_at_its_highest_stand_side_by_side() -> None:
    of = told(doses=[(7, (100,)), (21, (100,))], readings=[(7, 120, 140), (21, 118, 136)])
    chart = charts.vitals_chart(of, days(of), ROOM, words_width)
    bars = [shape for shape in chart.shapes if isinstance(shape, Line) and shape.width == 2.0]
    assert len(bars) == 4
    before, highest = bars[0].path[0], bars[1].path[0]
    assert before[0] < highest[0]
    assert before[1] > highest[1], "the higher pressure reaches higher"


@pytest.mark.parametrize("key", ["ebi", "pcl5", "gone"])
def test_a_measure_without_bands_has_round_numbers_beside_it(key: str) -> None:
    scale = None if key == "gone" else parse_scale(resources.text(f"scales/{key}.json"))
    of = told([(0, 19), (14, 40)])
    chart = charts.measure_chart(of, days(of), scale, "phq9", ROOM, words_width)
    assert {"10", "20"} & {shape.text for shape in chart.shapes if isinstance(shape, Words)}


_DAYS = st.integers(0, 400)
_COURSES = st.builds(
    told,
    st.lists(st.tuples(_DAYS, st.integers(0, 27)), max_size=12),
    st.dictionaries(
        _DAYS, st.lists(st.integers(1, 400), min_size=1, max_size=4).map(tuple), min_size=1
    ).map(lambda told: sorted(told.items())),
)


@given(_COURSES, st.floats(160, 900), st.floats(96, 500), st.sampled_from([14.0, 16.0, 32.0]))
def test_nothing_is_drawn_outside_its_room_and_no_words_touch(
    of: Course, width: float, height: float, line: float
) -> None:
    room = charts.Room(width, height, line)
    shared = days(of)
    made_charts = (
        charts.measure_chart(of, shared, PHQ9, "phq9", room, words_width),
        charts.dose_chart(of, shared, room, words_width),
        charts.vitals_chart(of, shared, room, words_width),
    )
    for chart in made_charts:
        for shape in chart.shapes:
            left, top, right, bottom = edges(shape)
            assert left >= -1
            assert right <= width + 1
            assert top >= -line
            assert bottom <= height + 1
        assert chart.alt.endswith(".")
        assert svg_of(chart.shapes, width, height).startswith("<svg")
        axis = [one for one in chart.shapes if isinstance(one, Words) and one.text.isdigit()]
        under = [one for one in axis if one.y > height - line - 8]
        assert not any(one.meets(other) for one in under for other in under if one is not other)
