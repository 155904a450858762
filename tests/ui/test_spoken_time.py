"""What a screen reader says of the ring, from before the dose to after the window."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def said(desk: Desk) -> str:
    assert desk.room is not None
    return desk.room.session.now.ring.accessibleName()


def test_from_the_preparation_over_a_booster_to_the_integration(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.pass_time(minutes=1, seconds=20)
    assert said(desk) == "Since opening 1 minute, preparation, no dose yet"
    desk.pass_time(minutes=10)
    desk.companion.dose(Decimal(150))
    desk.pass_time(minutes=24, seconds=10)
    assert said(desk) == "Since the dose 24 minutes, peak, 21 minutes left"
    desk.pass_time(minutes=6)
    desk.companion.dose(Decimal(50))
    desk.pass_time(minutes=4)
    assert said(desk) == (
        "Since the booster 4 minutes, since the first dose 34 minutes, hold, 41 minutes left"
    )
    desk.pass_time(minutes=42)
    told = said(desk)
    assert told.startswith("Since the booster 46 minutes, since the first dose 76 minutes, ")
    assert told.endswith(", integration, planned end 11:41")
