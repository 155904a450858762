"""A dose is asked about: how much, and why where anything is open; nothing happens on one key."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui.room import PREPARE
from tests.ui.desk import CTRL, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def question(desk: Desk) -> str:
    assert desk.room is not None
    return desk.room.session.asking.dose_bar.accessibleName()


def is_asking(desk: Desk) -> bool:
    assert desk.room is not None
    return desk.room.session.asking.dosing.is_asking


def test_the_planned_dose_takes_f5_and_enter(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.press(Key.Key_F5)
    assert desk.kept(e.DoseTaken) == []
    desk.enter()
    assert desk.kept(e.DoseTaken) == [e.DoseTaken(Decimal(150))]
    assert not is_asking(desk)


def test_another_dose_than_the_planned_one_asks_why(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.press(Key.Key_F5)
    desk.press(Key.Key_A, CTRL)
    desk.enter("100")
    assert "100 mg is not the planned 150 mg." in question(desk)
    desk.enter("half a lozenge was lost")
    assert desk.kept(e.DoseTaken) == [e.DoseTaken(Decimal(100), reason="half a lozenge was lost")]


def test_an_open_checklist_asks_why_and_goes_on(desk: Desk) -> None:
    desk.open(dosed=False, checked=False)
    desk.press(Key.Key_F5)
    desk.enter()
    assert "Treatment consent signed is open." in question(desk)
    assert "more are open" in question(desk)
    desk.enter()  # no reason, no dose
    assert desk.kept(e.DoseTaken) == []
    desk.enter("told on the phone")
    assert desk.kept(e.DoseTaken)[0].reason == "told on the phone"


def test_outside_the_limits_a_dose_needs_a_written_reason_with_the_number(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.companion.vitals("160/90 72 98")
    desk.press(Key.Key_F5)
    desk.enter()
    assert "systolic 160, limit under 150" in question(desk)
    desk.enter("prescriber agreed by phone")
    assert desk.kept(e.LimitOverridden)[0].reason == "prescriber agreed by phone"
    assert desk.kept(e.DoseTaken) == [e.DoseTaken(Decimal(150))]


def test_limits_that_were_gone_on_from_are_not_asked_about_again(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.companion.vitals("160/90 72 98", override_reason="prescriber agreed")
    desk.press(Key.Key_F5)
    desk.enter()
    assert len(desk.kept(e.DoseTaken)) == 1


def test_a_booster_is_never_proposed(desk: Desk) -> None:
    room = desk.open()
    desk.press(Key.Key_F5)
    assert room.session.asking.dose_bar.text() == ""
    desk.enter()
    assert is_asking(desk)
    desk.enter("37,5")
    assert desk.kept(e.DoseTaken)[1] == e.DoseTaken(Decimal("37.5"), booster=True)


def test_a_dose_that_cannot_be_right_stays_in_the_field_with_the_reason(desk: Desk) -> None:
    room = desk.open()
    desk.press(Key.Key_F5)
    desk.enter("fifty")
    assert "in milligrams" in question(desk)
    assert room.session.asking.dose_bar.text() == "fifty"
    desk.press(Key.Key_Escape)
    assert len(desk.kept(e.DoseTaken)) == 1 and not is_asking(desk)


def test_a_telehealth_dose_says_what_is_missing_and_goes_to_prepare(desk: Desk) -> None:
    room = desk.open(dosed=False, modality=e.Modality.TELEHEALTH)
    desk.press(Key.Key_F5)
    assert room.tab == PREPARE
    assert "a call-back number" in room.message.text()
    assert desk.kept(e.DoseTaken) == []


def test_after_the_end_no_dose_is_asked_about(desk: Desk) -> None:
    room = desk.open()
    desk.companion.end("over")
    room.go_to("session")
    desk.press(Key.Key_F5)
    assert not is_asking(desk)
    assert "has ended" in room.session.writing.message.text()


def test_a_dose_is_told_by_its_lozenges_route_and_hold(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.press(Key.Key_F5)
    desk.enter("1½ x 100 buccal hold 15")
    (dose,) = desk.kept(e.DoseTaken)
    assert (dose.dose_mg, dose.lozenges, dose.lozenge_mg) == (150, Decimal("1.5"), 100)
    assert (dose.route, dose.hold_min, dose.reason) == (e.Route.BUCCAL, 15, None)


def test_a_dose_over_what_was_prescribed_asks_for_a_reason_and_goes_on(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.companion.change_plan("as prescribed", prescribed_to_mg=180)
    desk.companion.dose(Decimal(150))
    desk.press(Key.Key_F5)
    desk.enter("50")
    assert "50 mg with the 150 mg taken is over the 180 mg prescribed by Dr. P.N." in question(desk)
    desk.enter("agreed by telephone")
    assert desk.kept(e.DoseTaken)[-1].reason == "agreed by telephone"
