"""While nothing happens: what the session screen paints and how often it looks at the music."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.session.entries import MusicAct
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


class _Painted(QObject):
    """Keeps what was painted: the widget, and in how many px around all of it."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[tuple[QObject, int]] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.seen.append((watched, event.rect().width() * event.rect().height()))
        return False


def test_a_second_paints_the_figures_that_changed_and_nothing_else(desk: Desk) -> None:
    room = desk.open()
    for n in range(300):
        desk.companion.note(f"note {n}")
    desk.pass_time(seconds=31)
    desk.qtbot.wait(100)
    seen = _Painted()
    QApplication.instance().installEventFilter(seen)  # type: ignore[union-attr]
    quiet = 0
    for _ in range(10):
        seen.seen.clear()
        desk.pass_time(seconds=1)
        QApplication.processEvents()
        assert {one for one, _ in seen.seen} <= {room.session.now.ring, room.session.timeline}
        quiet += [px < room.session.now.ring.width() ** 2 / 3 for _, px in seen.seen] == [True]
    # Else it was the marker or the now-line that had come to another px.
    assert quiet >= 6


def test_the_time_that_is_shown_goes_on_through_minutes_cues_and_a_booster(desk: Desk) -> None:
    room = desk.open()
    now = room.session.now
    desk.pass_time(seconds=59)
    assert now.ring.face.clock == "0:59"
    assert now.ring.face.left == "44:01 left"
    desk.pass_time(seconds=1)
    assert now.ring.face.clock == "1:00"
    assert now.ring.accessibleName().startswith("Since the dose 1 minute")
    desk.pass_time(minutes=11, seconds=30)
    assert room.session.cue_line.colour().name() != "#2a2e35"
    desk.companion.dose(Decimal(50))
    desk.pass_time(seconds=7)
    assert now.ring.face.clock == "0:07"
    assert now._first.text() == "First dose 12:37 ago"


def test_silent_music_is_looked_at_now_and_then_and_at_once_where_it_is_asked_for(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.open()
    pump, looks = desk.conductor.music.pump, []

    def counted() -> object:
        looks.append(1)
        return pump()

    monkeypatch.setattr(desk.conductor.music, "pump", counted)
    desk.qtbot.wait(2_600)
    looks.clear()
    desk.qtbot.wait(5_200)
    assert 1 <= len(looks) <= 2
    desk.conductor.do_music(MusicAct.PAUSE)
    looks.clear()
    desk.qtbot.wait(600)
    assert len(looks) >= 3
