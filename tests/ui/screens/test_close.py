"""The close: readiness, vitals once more, the last note, an end that can be taken back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.session.state import SessionState
from kap_companion.ui.panels.close_words import (
    asks_before_end,
    course_rows,
    end_head,
    lacks_vitals_at_close,
    reading_at_close,
)
from kap_companion.ui.room import CLOSE, DRAFT, SESSION, SessionRoom
from kap_companion.ui.screens.close import CloseScreen
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.note_box import NoteBox
from tests.made import START, dose, entries, opened, vitals
from tests.ui.desk import CHECKLISTS, CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key
READINESS = [one for one in CHECKLISTS if not one.is_before_dose]


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def screen(desk: Desk) -> CloseScreen:
    """Ten minutes after the dose; the readiness is asked anew."""
    room = desk.open(checked=False)
    return close(room)


def close(room: SessionRoom) -> CloseScreen:
    room.go_to(CLOSE)
    return room.close_screen


def said(screen: QWidget) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Label) if label.isVisible())


def box(screen: CloseScreen) -> NoteBox:
    (found,) = screen.findChildren(NoteBox)
    return found


def press_button(desk: Desk, screen: QWidget, words: str) -> None:
    (found,) = (b for b in screen.findChildren(KeyButton) if b.text() == words and b.isVisible())
    found.setFocus()
    desk.press(Key.Key_Space)


def make_ready(desk: Desk) -> None:
    """Be at the planned end with everything answered and measured."""
    desk.pass_time(minutes=90)
    for one in READINESS:
        for item in one.items:
            desk.companion.check(item, True, one.name)
    desk.companion.vitals("122/78 70 98")


# --- in words -------------------------------------------------------------------------------------


def state_of(*told: tuple[float, object]) -> SessionState:
    state = SessionState()
    for entry in entries(*told):
        state = state.after(entry)
    return state


def at(minutes: float) -> timedelta:
    return timedelta(minutes=minutes)


def wall(moment: object) -> str:
    return str(int((moment - START) / timedelta(minutes=1)))  # type: ignore[operator]


TICKS = tuple((60.0, e.ChecklistTicked(item)) for one in READINESS for item in one.items)


@pytest.mark.parametrize(
    ("log", "now", "asks"),
    [
        ((), 95, (f"{len(TICKS)} items are open.",)),
        (TICKS[1:], 95, (f"“{READINESS[0].items[0]}” is open.",)),
        (TICKS, 95, ()),
        (TICKS, 80, ("The planned end is in 10 min.",)),
        (((5, dose()), *TICKS), 95, ("No vitals at the close.",)),
        (((5, dose()), *TICKS, (70, vitals())), 95, ()),
        (((5, dose()), *TICKS, (70, vitals())), 89.5, ()),
    ],
)
def test_what_is_open_at_the_end_is_asked_about(
    log: tuple[tuple[float, object], ...], now: float, asks: tuple[str, ...]
) -> None:
    state = state_of((0, opened()), *log)
    assert asks_before_end(state, START + at(now), CHECKLISTS) == asks


def test_a_reading_before_the_dose_is_not_one_at_the_close() -> None:
    state = state_of((0, opened()), (1, vitals()), (5, dose()))
    assert reading_at_close(state) is None
    assert lacks_vitals_at_close(state, START + at(60))


def test_the_session_stands_in_a_few_rows() -> None:
    state = state_of((0, opened()), (12, dose()), (24, e.Spat()), (50, dose(50, True)))
    rows = course_rows(state, START + at(80), wall)
    assert rows == (
        ("Opened", "0"),
        ("Dose", "150 mg at 12"),
        ("Booster", "50 mg at 50"),
        ("Spat", "24"),
        ("Planned end", "90"),
        ("Length", "1:20 of 1:30"),
    )


def test_a_lozenge_that_was_swallowed_is_not_said_to_be_spat() -> None:
    state = state_of((0, opened()), (12, dose()), (24, e.Spat(swallowed=True)))
    assert ("Swallowed", "24") in course_rows(state, START + at(80), wall)


@pytest.mark.parametrize(
    ("now", "head"),
    [
        (79, "11 min to the planned end"),
        (90, "The planned end is now"),
        (104, "14 min over the plan"),
    ],
)
def test_the_planned_end_is_a_plan_and_never_a_limit(now: float, head: str) -> None:
    assert end_head(state_of((0, opened())), START + at(now), wall) == head


# --- on the screen --------------------------------------------------------------------------------


def test_readiness_is_ticked_by_the_space_bar(desk: Desk, screen: CloseScreen) -> None:
    desk.press(Key.Key_Space)
    (ticked,) = desk.kept(e.ChecklistTicked)
    assert (ticked.item, ticked.checklist) == (READINESS[0].items[0], "readiness")


def test_vitals_at_the_close_stand_with_their_change_from_before_the_dose(
    desk: Desk, screen: CloseScreen
) -> None:
    assert "No reading since the dose" in said(screen)
    desk.press(Key.Key_F2)
    desk.enter("132/84 78 97")
    told = said(screen).split("\n")
    assert {"132/84", "+8/+4", "+6", "−1"} <= set(told)


def test_with_whom_the_client_leaves_is_kept(desk: Desk, screen: CloseScreen) -> None:
    (field,) = (f for f in screen.findChildren(QLineEdit) if "leaves" in f.accessibleName())
    field.setFocus()
    desk.enter("Jo Marsh")
    assert desk.kept(e.PersonLeft) == [e.PersonLeft("M.R.", "client, with Jo Marsh")]
    assert "M.R. left with Jo Marsh at 10:21." in said(screen)


def test_f8_ends_at_once_where_nothing_is_open(desk: Desk, screen: CloseScreen) -> None:
    make_ready(desk)
    assert "Nothing is open." in said(screen)
    desk.press(Key.Key_F8)
    assert desk.kept(e.SessionEnded) == [e.SessionEnded()]
    assert "Ended at 11:51" in said(screen)


def test_an_early_end_asks_why_and_esc_goes_back(desk: Desk, screen: CloseScreen) -> None:
    desk.press(Key.Key_F8)
    assert f"{len(TICKS)} items are open. No vitals at the close." in said(screen)
    assert "The planned end is in 80 min. Why end now?" in said(screen)
    desk.press(Key.Key_Escape)
    assert desk.kept(e.SessionEnded) == []
    desk.press(Key.Key_F8)
    desk.enter()
    assert desk.kept(e.SessionEnded) == [], "without a reason nothing happens"
    desk.enter("asked to go home")
    assert desk.kept(e.SessionEnded) == [e.SessionEnded("asked to go home")]


def test_a_mistaken_end_is_struck_and_the_session_goes_on(desk: Desk, screen: CloseScreen) -> None:
    make_ready(desk)
    desk.press(Key.Key_F8)
    press_button(desk, screen, "Ended by mistake? Strike the end")
    desk.enter("pressed too soon")
    assert desk.companion.state.is_running
    (struck,) = desk.kept(e.EntryStruck)
    assert struck.reason == "pressed too soon"
    assert "End session" in [b.text() for b in screen.findChildren(KeyButton) if b.isVisible()]


def test_after_the_end_enter_or_space_drafts_the_note_and_shows_it(
    desk: Desk, screen: CloseScreen
) -> None:
    make_ready(desk)
    desk.press(Key.Key_F8)
    desk.press(Key.Key_Space)
    (draft,) = desk.kept(e.DraftSaved)
    assert draft.template == "dap"
    assert desk.room is not None and desk.room.tab == DRAFT


def test_drafting_again_leaves_the_draft_there_is(desk: Desk, screen: CloseScreen) -> None:
    make_ready(desk)
    desk.press(Key.Key_F8)
    desk.companion.draft(desk.conductor.practice.template(None), "My own words")
    desk.press(Key.Key_D, CTRL)
    assert [draft.text for draft in desk.kept(e.DraftSaved)] == ["My own words"]


# --- the last note --------------------------------------------------------------------------------


def test_a_half_typed_note_goes_on_from_the_session_to_the_close_and_back(desk: Desk) -> None:
    room = desk.open()
    desk.type("Says she feels")
    screen = close(room)
    assert box(screen).text() == "Says she feels"
    screen._note.focus_first()
    desk.type(" lighter")
    room.go_to(SESSION)
    assert room.session.writing.box.text() == "Says she feels lighter"
    assert screen.findChildren(NoteBox) == [], "no hidden box holds an older text"


def test_the_last_note_is_kept_and_its_box_is_empty_everywhere(desk: Desk) -> None:
    room = desk.open()
    desk.type("Steady")
    screen = close(room)
    screen._note.focus_first()
    desk.enter(" on her feet")
    assert desk.kept(e.NoteTaken) == [e.NoteTaken("Steady on her feet")]
    assert box(screen).text() == ""
    room.go_to(SESSION)
    assert room.session.writing.box.text() == ""


def test_the_last_note_can_be_private(desk: Desk, screen: CloseScreen) -> None:
    screen._note.focus_first()
    desk.press(Key.Key_P, CTRL | SHIFT)
    desk.enter("my own relief")
    assert desk.kept(e.PrivateNoteTaken) == [e.PrivateNoteTaken("my own relief")]
    assert desk.kept(e.NoteTaken) == []


def test_a_half_typed_last_note_is_in_the_vault_within_a_second(
    desk: Desk, screen: CloseScreen
) -> None:
    screen._note.focus_first()
    desk.type("half a wo")
    desk.qtbot.waitUntil(lambda: desk.companion.box() == ("half a wo", False))


def test_a_half_typed_last_note_is_not_lost_when_the_session_is_put_away(
    desk: Desk, screen: CloseScreen
) -> None:
    session = desk.companion.session_id
    desk.companion.end("over")
    screen._note.focus_first()
    desk.type("one more wo")
    desk.conductor.leave()
    assert desk.room is not None
    desk.room.hide()
    desk.conductor.resume(session)
    assert desk.companion.box() == ("one more wo", False)


# --- the screen as a whole ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_nothing_is_cut_at_either_size(
    desk: Desk, screen: CloseScreen, size: tuple[int, int]
) -> None:
    for minutes, line in ((10, "132/84 78 97"), (30, "128/82 76 97"), (30, "122/78 70 98")):
        desk.pass_time(minutes=minutes)
        desk.companion.vitals(line)
    desk.resize(*size)
    desk.qtbot.wait(50)
    assert screen.width() == size[0]
    for label in screen.findChildren(Label):
        if label.isVisible() and not label.wordWrap():
            assert label.sizeHint().width() <= label.width(), label.text()
