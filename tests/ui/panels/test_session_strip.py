"""The strip over the notes: what sounded, what sounds and what the arc plans, along the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPaintEvent
from pytestqt.qtbot import QtBot

from kap_companion.music.arc import Placed
from kap_companion.music.cued import Joint
from kap_companion.music.planner import Slot
from kap_companion.music.track import Track
from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.session.phases import Phase
from kap_companion.session.standing import Standing
from kap_companion.ui.panels.session_strip import PhasesStrip
from kap_companion.ui.panels.session_strip_music import (
    MusicBlock,
    Sounding,
    heard,
    music_blocks,
)
from kap_companion.ui.presenting import PhasesBar
from tests.ui.desk import Desk, lay_desk

BEGUN = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
LENGTH = timedelta(minutes=100)


def at(minutes: float) -> datetime:
    return BEGUN + timedelta(minutes=minutes)


def row(seq: int, minutes: float, body: Any) -> Standing[Any]:
    entry = e.Entry(f"{seq}", "s", e.Stream.RECORD, seq, at(minutes), "+00:00", body, "")
    return Standing(entry, body)


def started(title: str, minutes: float | None = 10, position: int = 0) -> e.TrackStarted:
    length = None if minutes is None else Decimal(str(minutes * 60))
    return e.TrackStarted(title, None, length, Decimal(position), track_id=title)


def rows(*told: tuple[float, Any]) -> list[Standing[Any]]:
    return [row(n, minutes, body) for n, (minutes, body) in enumerate(told, start=1)]


def told(blocks: tuple[MusicBlock, ...]) -> list[tuple[str, float, float, bool]]:
    return [(b.title, round(b.start * 100, 2), round(b.end * 100, 2), b.is_current) for b in blocks]


def laid(
    record: list[Standing[Any]],
    now: float,
    present: Sounding | None = None,
    slots: tuple[Slot, ...] = (),
) -> list[tuple[str, float, float, bool]]:
    return told(music_blocks(heard(record), present, slots, at(now), (BEGUN, LENGTH)))


def slot(title: str, begins: float, ends: float, crossfade_s: float = 0.0) -> Slot:
    placed = Placed(Track(Path(f"/{title}.flac"), title), None)
    return Slot(placed, begins * 60, ends * 60, Phase.PEAK, False, crossfade_s, Joint.CROSSFADE)


def test_a_track_ends_where_the_next_one_began() -> None:
    record = rows((5, started("Arrival")), (14.9, started("Drift", 7)))
    assert laid(record, 40) == [("Arrival", 5, 14.9, False), ("Drift", 14.9, 21.9, False)]


def test_a_pause_leaves_a_gap_and_the_track_goes_on_behind_it() -> None:
    record = rows(
        (5, started("Arrival")),
        (8, e.MusicChanged(MusicAct.PAUSE)),
        (20, e.MusicChanged(MusicAct.RESUME)),
    )
    assert laid(record, 60) == [("Arrival", 5, 8, False), ("Arrival", 20, 27, False)]


@pytest.mark.parametrize("act", [MusicAct.PAUSE, MusicAct.FADE])
def test_paused_or_faded_music_has_ended(act: MusicAct) -> None:
    record = rows((5, started("Arrival", None)), (8, e.MusicChanged(act)))
    assert laid(record, 60) == [("Arrival", 5, 8, False)]


def test_lowering_and_steering_end_nothing() -> None:
    record = rows(
        (5, started("Arrival")),
        (6, e.MusicChanged(MusicAct.LOWER)),
        (7, e.MusicChanged(MusicAct.GENTLER)),
    )
    assert laid(record, 60) == [("Arrival", 5, 15, False)]


def test_a_track_that_was_sought_in_lasts_until_something_ends_it() -> None:
    record = rows((5, started("Arrival")), (14, e.MusicChanged(MusicAct.SEEK)))
    assert laid(record, 30) == [("Arrival", 5, 30, False)]


def test_a_track_taken_up_in_its_middle_is_as_long_as_its_rest() -> None:
    assert laid(rows((5, started("Arrival", 10, 240))), 60) == [("Arrival", 5, 11, False)]


def test_music_from_elsewhere_ends_nothing_of_ours() -> None:
    record = rows((5, started("Arrival")), (6, e.MusicChanged(MusicAct.PAUSE, "Some Radio")))
    assert laid(record, 60) == [("Arrival", 5, 15, False)]


def test_what_sounds_is_current_to_its_end_and_the_plan_follows_behind_it() -> None:
    record = rows((5, started("Arrival")))
    present = Sounding("Arrival", "Arrival", 4 * 60, True)
    # The plan was made a little earlier: its own seconds do not count, its order does.
    slots = (slot("Drift", 4.05, 11.05, 6), slot("Tide", 10.95, 100))
    assert laid(record, 11, present, slots) == [
        ("Arrival", 5, 14.9, True),
        ("Drift", 14.9, 21.8, False),
        ("Tide", 21.8, 100, False),
    ]


def test_paused_music_is_shown_as_still_to_come() -> None:
    record = rows((5, started("Arrival")), (8, e.MusicChanged(MusicAct.PAUSE)))
    present = Sounding("Arrival", "Arrival", 7 * 60, False)
    assert laid(record, 20, present, (slot("Drift", 7, 14),)) == [
        ("Arrival", 5, 8, False),
        ("Arrival", 20, 27, False),
        ("Drift", 27, 34, False),
    ]


def test_while_two_tracks_cross_the_one_that_began_is_not_shown_twice() -> None:
    drift = slot("Drift", 0, 10)
    present = Sounding("Drift", drift.placed.key, 9.95 * 60, True, True)
    record = rows(
        (5, started("Arrival")),
        (14.9, e.TrackStarted("Drift", None, Decimal(600), track_id=drift.placed.key)),
    )
    found = laid(record, 14.95, present, (drift, slot("Tide", 10, 18)))
    assert [title for title, *_ in found] == ["Arrival", "Drift", "Tide"]


def test_before_anything_plays_the_plan_is_shown_as_it_is() -> None:
    assert laid([], 2, None, (slot("Arrival", 0, 10),)) == [("Arrival", 2, 12, False)]


def test_nothing_is_shown_beyond_the_strip() -> None:
    slots = (slot("Hearth", 5, 30), slot("Again", 30, 60))
    assert laid([], 90, None, slots) == [("Hearth", 95, 100, False)]


# --- on the screen --------------------------------------------------------------------------------


class _Watched(PhasesStrip):
    """Tells what of it was painted."""

    def __init__(self) -> None:
        self.painted: list[QRect] = []
        super().__init__()

    def paintEvent(self, event: QPaintEvent) -> None:
        self.painted.append(event.rect())
        super().paintEvent(event)


@pytest.fixture
def strip(qtbot: QtBot) -> _Watched:
    strip = _Watched()
    qtbot.addWidget(strip)
    strip.resize(552, 172)
    strip.show()
    qtbot.waitExposed(strip)
    strip.set_bar(PhasesBar(now=0.3))
    strip.set_music((MusicBlock(0.1, 0.2, "Arrival"), MusicBlock(0.2, 0.4, "Drift", True)))
    qtbot.wait(50)
    strip.painted.clear()
    return strip


def test_music_that_moved_by_less_than_a_pixel_is_not_painted_again(
    strip: _Watched, qtbot: QtBot
) -> None:
    for n in range(5):
        off = n * 0.0003
        strip.set_music(
            (MusicBlock(0.1, 0.2, "Arrival"), MusicBlock(0.2, 0.4 + off, "Drift", True))
        )
    qtbot.wait(50)
    assert strip.painted == []


def test_only_the_music_that_changed_is_painted_again(strip: _Watched, qtbot: QtBot) -> None:
    strip.set_music((MusicBlock(0.1, 0.2, "Arrival"), MusicBlock(0.2, 0.45, "Drift", True)))
    qtbot.wait(50)
    assert len(strip.painted) == 1
    painted = strip.painted[0]
    assert painted.left() > 0.19 * 552 and painted.right() < 0.46 * 552
    assert painted.height() == 22


def titles(strip: PhasesStrip) -> list[str]:
    return [block.title for block in strip._blocks]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def test_the_strip_shows_what_the_record_says_of_the_open_session(desk: Desk, qtbot: QtBot) -> None:
    desk.open()
    strip = PhasesStrip(desk.conductor)
    qtbot.addWidget(strip)
    assert desk.room is not None
    bar = desk.room.session.strip._bar
    strip.set_bar(bar)
    assert titles(strip) == []
    desk.companion.track_started("Arrival", None, 600.0, 0.0, track_id="a")
    desk.pass_time(minutes=5)
    strip.set_bar(desk.room.session.strip._bar)
    assert titles(strip) == ["Arrival"]
    assert strip._blocks[0].end == pytest.approx(desk.room.session.strip._bar.now)
    desk.conductor.leave()
    assert titles(strip) == []
