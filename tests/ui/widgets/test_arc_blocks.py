"""Where tracks lie on the session's axis, and where one goes that is moved."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF

from kap_companion.ui.theme import Look
from kap_companion.ui.widgets.arc_blocks import (
    ArcShown,
    Block,
    Spot,
    lay_out,
    one_phase_on,
    one_place_on,
    spot_at,
    spot_of,
)
from tests.ui.widgets.arcs import ARC, MINUTE

LOOK = Look()


@pytest.mark.parametrize(
    ("key", "by", "spot"),
    [
        ("drift", -1, Spot("hold", "arrival")),
        ("arrival", 1, Spot("hold", "")),
        ("water", 1, Spot("peak", "glass")),
        ("drift", 1, Spot("onset", "tide")),
        ("tide", -1, Spot("hold", "")),
        ("arrival", -1, None),
        ("morning", 1, None),
    ],
)
def test_a_track_moves_one_place_and_over_the_border_of_a_phase(
    key: str, by: int, spot: Spot | None
) -> None:
    assert one_place_on(ARC, key, by) == spot


@pytest.mark.parametrize(
    ("key", "by", "spot"),
    [
        ("tide", 1, Spot("peak", "water")),
        ("tide", -1, Spot("hold", "")),
        ("arrival", -1, None),
        ("ember", 1, None),
    ],
)
def test_a_track_moves_to_the_phase_before_or_after(key: str, by: int, spot: Spot | None) -> None:
    assert one_phase_on(ARC, key, by) == spot


@pytest.mark.parametrize(
    ("minute", "spot"),
    [
        (-8, Spot("hold", "arrival")),  # before the dose nothing is laid: the first phase takes it
        (2, Spot("hold", "arrival")),
        (5, Spot("hold", "drift")),
        (11.5, Spot("hold", "")),
        (19, Spot("onset", "")),
        (20.5, Spot("peak", "water")),
        (37, Spot("peak", "glass")),  # after the last on the clock, before the spares
        (89, Spot("integration", "")),  # after the last phase is still its end
    ],
)
def test_what_is_dropped_goes_into_the_phase_under_the_pointer(minute: float, spot: Spot) -> None:
    laid = lay_out(ARC, 900, LOOK)
    where = QPointF(laid.x(minute * MINUTE), laid.rows.blocks + 10)
    assert spot_at(ARC, laid, where) == spot


def test_a_track_dropped_beside_itself_stays_where_it_is() -> None:
    laid = lay_out(ARC, 900, LOOK)
    for n, one in enumerate(ARC.blocks):
        if one.begins_s is None:
            continue
        span = ARC.phase(one.phase)
        assert span is not None
        middle = laid.boxes[n].center()
        if span.begins_s < laid.seconds(middle.x()) < span.ends_s:
            assert spot_at(ARC, laid, middle, {one.key}) == spot_of(ARC, one.key)


def test_crossfades_overlap_and_what_follows_out_of_silence_stands_apart() -> None:
    parted = replace(ARC.blocks[3], fades_in=False)
    arc = replace(ARC, blocks=(*ARC.blocks[:3], parted, *ARC.blocks[4:]))
    boxes = lay_out(arc, 900, LOOK).boxes
    assert boxes[0].right() > boxes[1].left()
    assert boxes[2].right() < boxes[3].left()


def test_an_arc_without_phases_is_one_list() -> None:
    arc = ArcShown(blocks=(Block("a", "A", begins_s=0, ends_s=60), Block("b", "B")))
    laid = lay_out(arc, 500, LOOK)
    assert spot_at(arc, laid, QPointF(1, laid.rows.blocks + 1)) == Spot("", "a")
    assert one_place_on(arc, "a", 1) == Spot("", "")
    assert one_place_on(arc, "b", 1) is None


def test_what_has_played_or_plays_now_stays() -> None:
    blocks = (
        replace(ARC.blocks[0], is_past=True),
        replace(ARC.blocks[1], is_current=True),
        *ARC.blocks[2:],
    )
    arc = replace(ARC, blocks=blocks)
    assert one_place_on(arc, "arrival", 1) is None
    assert one_place_on(arc, "drift", 1) is None
    assert one_place_on(arc, "tide", -1) == Spot("hold", "")


@given(st.floats(-100, 1000), st.floats(-50, 300), st.integers(1, 2000))
def test_wherever_something_is_dropped_it_goes_to_a_phase_that_takes_it(
    x: float, y: float, width: int
) -> None:
    laid = lay_out(ARC, width, LOOK)
    spot = spot_at(ARC, laid, QPointF(x, y))
    assert spot is not None
    span = ARC.phase(spot.phase)
    assert span is not None and span.takes_tracks
    before = ARC.block(spot.before)
    assert spot.before == "" or (before is not None and before.phase == spot.phase)
