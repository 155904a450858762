"""Reduced motion: where nothing may move by itself, what shows the time steps and never glides."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractAnimation, QEvent, QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.panels.settings_look import LookPanel
from kap_companion.ui.preferences import Preferences
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.widgets.level_line import LevelLine
from kap_companion.ui.widgets.player_panel import PlayerPanel, Playing
from kap_companion.ui.widgets.thin_slider import ThinSlider
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def room(desk: Desk) -> SessionRoom:
    """The dose has just been taken."""
    return desk.open()


@pytest.fixture
def still(qapp: QApplication) -> Iterator[None]:
    theme.apply(qapp, theme.DARK, still=True)
    yield
    theme.apply(qapp, theme.DARK)


def markers(desk: Desk, room: SessionRoom, seconds: int) -> list[float | None]:
    """Return where the ring's marker stood in each of the next seconds."""
    seen = []
    for _ in range(seconds):
        desk.pass_time(seconds=1)
        seen.append(room.session.now.ring.face.marker)
    return seen


def test_the_marker_steps_once_a_minute_and_the_clock_runs_by_the_second(
    desk: Desk, room: SessionRoom, still: None
) -> None:
    clocks = set()
    seen: set[float | None] = set()
    for _ in range(120):
        desk.pass_time(seconds=1)
        face = room.session.now.ring.face
        clocks.add(face.clock)
        seen.add(face.marker)
    assert len(clocks) == 120
    assert len(seen) == 3


def test_where_things_may_move_the_marker_glides(desk: Desk, room: SessionRoom) -> None:
    assert len(set(markers(desk, room, 120))) > 12  # two px at a time; still, it takes 3 places


class _Repainted(QObject):
    """Counts how often the present of a widget is painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_the_line_of_now_stands_still_within_a_minute(
    desk: Desk, room: SessionRoom, qapp: QApplication, still: None
) -> None:
    desk.pass_time(minutes=2)
    qapp.processEvents()
    painted = _Repainted()
    room.session.timeline.installEventFilter(painted)
    for _ in range(59):
        desk.pass_time(seconds=1)
        qapp.processEvents()
    assert painted.count == 0
    desk.pass_time(seconds=1)
    qapp.processEvents()
    assert painted.count == 1


def test_the_sound_only_says_that_it_is_there(qtbot: QtBot, still: None) -> None:
    line = LevelLine()
    qtbot.addWidget(line)
    line.resize(200, 4)
    lit = set()
    for level in (0.2, 0.5, 0.35, 0.9):
        line.set_level(level)
        lit.add(line.lit)
    assert lit == {200}
    line.set_level(0.0)
    assert line.lit == 0


def test_a_track_goes_on_by_twentieths(qtbot: QtBot, still: None) -> None:
    player = PlayerPanel()
    qtbot.addWidget(player)
    player.set_playing(Playing(title="Open water", is_playing=True))
    place = next(
        one for one in player.findChildren(ThinSlider) if one.accessibleName().startswith("Pos")
    )
    seen = set()
    for second in range(300):
        player.set_progress(second / 300, "", "")
        seen.add(place.value())
    assert len(seen) == 20


def test_nothing_in_a_whole_session_is_animated(
    desk: Desk, room: SessionRoom, qapp: QApplication
) -> None:
    desk.companion.dose(Decimal(50), reason="as agreed")
    room.session.asking.end()
    desk.pass_time(minutes=20)
    qapp.processEvents()
    assert room.findChildren(QAbstractAnimation) == []


def test_settings_offer_stillness_motion_and_what_the_system_has(qtbot: QtBot) -> None:
    panel = LookPanel(Preferences())
    qtbot.addWidget(panel)
    chosen: list[Preferences] = []
    panel.preferences_chosen.connect(chosen.append)
    for key in ("reduced", "moving", "system"):
        panel.motion.chosen.emit(key)
    assert [one.motion for one in chosen] == ["reduced", "moving", "system"]
