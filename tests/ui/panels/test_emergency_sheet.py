"""F3: what to tell an operator, on one key from every screen of the room."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui.panels.emergency_sheet import EmergencySheet
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from kap_companion.ui.widgets.label import Label
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def sheet(desk: Desk) -> Callable[[], EmergencySheet]:
    def opened() -> EmergencySheet:
        assert desk.room is not None
        if desk.room.emergency.sheet is None:
            desk.press(Qt.Key.Key_F3)
        found = desk.room.emergency.sheet
        assert isinstance(found, EmergencySheet)
        return found

    return opened


def said(sheet: EmergencySheet) -> str:
    labels = [one for one in sheet.findChildren(Label) if one.isVisibleTo(sheet)]
    return "\n".join(one.text() for one in labels)


def test_it_says_whom_to_send_where_and_what_was_taken(
    desk: Desk, sheet: Callable[[], EmergencySheet]
) -> None:
    desk.open(location="12 Elm Street, Oakland")
    desk.pass_time(minutes=7)
    told = said(sheet())
    assert "12 Elm Street, Oakland" in told
    assert "ketamine 150 mg under the tongue, 7 minutes ago" in told
    assert "124/80, heart rate 72" in told
    desk.pass_time(minutes=3)
    desk.conductor.beat.emit()
    assert "10 minutes ago" in said(sheet())


@pytest.mark.parametrize("tab", [PREPARE, SESSION, CLOSE, DRAFT])
def test_one_key_opens_it_anywhere_and_esc_gives_the_keyboard_back(
    desk: Desk, sheet: Callable[[], EmergencySheet], tab: str
) -> None:
    room = desk.open()
    room.go_to(tab)
    before = desk.at_keyboard()
    assert sheet().isVisible()
    desk.press(Qt.Key.Key_Escape)
    assert room.emergency.sheet is None
    assert desk.at_keyboard() is before


def test_who_was_told_is_kept_with_the_latest_adverse_event(
    desk: Desk, sheet: Callable[[], EmergencySheet]
) -> None:
    desk.open()
    event = desk.companion.adverse("vomiting", e.Severity.MODERATE)
    sheet()
    desk.press(Qt.Key.Key_P)
    desk.press(Qt.Key.Key_C)
    body = desk.companion.row(event.id).body
    assert isinstance(body, e.AdverseEvent)
    assert body.prescriber_told_at == body.emergency_called_at == desk.companion.now()
    desk.pass_time(minutes=2)
    desk.press(Qt.Key.Key_C)
    again = desk.companion.row(event.id).body
    assert isinstance(again, e.AdverseEvent)
    assert again.emergency_called_at == body.emergency_called_at
    notes = [row.body.text for row in desk.companion.rows() if isinstance(row.body, e.NoteTaken)]
    assert notes == ["Emergency services called."]


def test_without_an_event_it_is_a_note(desk: Desk, sheet: Callable[[], EmergencySheet]) -> None:
    desk.open()
    sheet()
    desk.press(Qt.Key.Key_P)
    assert "Prescriber told at" in said(sheet())
    notes = [row.body.text for row in desk.companion.rows() if isinstance(row.body, e.NoteTaken)]
    assert notes == ["Prescriber told."]


def test_nothing_of_it_outlasts_the_room(desk: Desk, sheet: Callable[[], EmergencySheet]) -> None:
    room = desk.open()
    sheet()
    room.hide()
    assert room.emergency.sheet is None
