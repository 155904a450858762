"""The session screen: notes are safe, the keyboard is always in the note box, nothing is sudden."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.session.phases import Phase
from kap_companion.ui.room import CLOSE, SessionRoom
from kap_companion.ui.widgets.chip import Chip
from kap_companion.vault.errors import VaultNotWritable
from tests.ui.desk import CTRL, PLANNED, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def room(desk: Desk) -> SessionRoom:
    return desk.open()


def box_has_keyboard(room: SessionRoom) -> bool:
    box = room.session.writing.box
    return box.focusProxy() is not None and box.focusProxy().hasFocus()  # type: ignore[union-attr]


def runs(desk: Desk) -> bool:
    return desk.companion.state.is_running


def newest(room: SessionRoom) -> str:
    return room.session.notes.list.rows()[0].text


# --- notes ----------------------------------------------------------------------------------------


def test_enter_keeps_a_note_and_empties_its_box(desk: Desk, room: SessionRoom) -> None:
    desk.enter("Tingling")
    assert desk.kept(e.NoteTaken) == [e.NoteTaken("Tingling")]
    assert room.session.writing.box.text() == ""
    assert newest(room) == "Tingling"
    assert box_has_keyboard(room)


def test_a_note_that_could_not_be_kept_stays_in_its_box_and_the_header_says_not_saved(
    desk: Desk, room: SessionRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(desk.vault.journal, "append", full)
    desk.enter("precious")
    assert room.session.writing.box.text() == "precious"
    assert "disk is full" in room.session.writing.message.text()
    assert room.header._saved.text() == "not saved"
    monkeypatch.undo()
    desk.enter()
    assert desk.kept(e.NoteTaken) == [e.NoteTaken("precious")]
    assert room.header._saved.text() == "saved 10:21"
    assert room.session.writing.message.text() == ""


def test_what_is_half_typed_is_safe_within_half_a_second(
    desk: Desk, room: SessionRoom, qtbot: QtBot
) -> None:
    desk.press(Key.Key_P, CTRL | SHIFT)
    desk.type("my own pull")
    qtbot.waitUntil(lambda: desk.companion.box() == ("my own pull", True))
    assert room.session.writing.box.text() == "my own pull"


def test_a_session_taken_up_again_has_the_half_typed_note_in_its_box(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_P, CTRL | SHIFT)
    desk.type("half a sen")
    session = desk.companion.session_id
    desk.conductor.leave()
    assert room.session.writing.box.text() == ""
    desk.conductor.resume(session)
    assert room.session.writing.box.text() == "half a sen"
    assert room.session.writing.box.is_private


def test_a_private_note_goes_to_the_psychotherapy_notes_alone(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_P, CTRL | SHIFT)
    desk.enter("my own pull to reassure")
    assert desk.kept(e.PrivateNoteTaken) == [e.PrivateNoteTaken("my own pull to reassure")]
    assert desk.kept(e.NoteTaken) == []
    assert room.session.notes.list.rows()[0].tag == "private"
    # One private note: then the box is the record's again, and says so.
    assert not room.session.writing.box.is_private
    said = room.session.writing.undo_line._said.text()
    assert said == "Private note kept. Back to the record."


def test_notes_stand_by_when_they_happened(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=5)
    desk.companion.note("at five")
    desk.companion.note("at two", late_by=timedelta(minutes=3))
    rows = room.session.notes.list.rows()
    assert [(row.time, row.text) for row in rows[:3]] == [
        ("5:00", "at five"),
        ("2:00", "at two"),
        ("0:00", "Dose taken: 150 mg, under the tongue."),
    ]
    assert rows[1].tag == "told late"


def test_times_before_the_first_dose_are_the_clocks_and_then_count_from_it(desk: Desk) -> None:
    room = desk.open(dosed=False)
    desk.companion.note("nervous")
    assert room.session.notes.list.rows()[0].time == "10:11"
    desk.pass_time(minutes=2)
    desk.companion.dose(PLANNED)
    assert [row.time for row in room.session.notes.list.rows()] == ["0:00", "−2:00"]


def test_a_mark_is_one_key(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_1, CTRL)
    desk.press(Key.Key_5, CTRL)
    assert desk.kept(e.Marked) == [e.Marked("Tears"), e.Marked("Stillness")]
    assert box_has_keyboard(room)


# --- undo, correct, strike ------------------------------------------------------------------------


def test_undo_strikes_the_last_act_for_ten_seconds(desk: Desk, room: SessionRoom) -> None:
    desk.enter("slip")
    assert room.session.writing.undo_line.isVisible()
    desk.pass_time(seconds=9)
    desk.press(Key.Key_Z, CTRL)
    assert [body.reason for body in desk.kept(e.EntryStruck)] == ["undone"]
    assert room.session.notes.list.rows()[0].is_struck
    desk.enter("kept")
    desk.pass_time(seconds=10)
    assert not room.session.writing.undo_line.isVisible()
    desk.press(Key.Key_Z, CTRL)
    assert len(desk.kept(e.EntryStruck)) == 1


def test_undo_in_a_box_with_words_takes_back_typing_and_no_entry(
    desk: Desk, room: SessionRoom
) -> None:
    desk.enter("first")
    desk.type("sec")
    desk.press(Key.Key_Z, CTRL)
    assert desk.kept(e.EntryStruck) == []
    assert room.session.writing.box.text() == ""
    desk.press(Key.Key_Z, CTRL)  # one too many
    assert desk.kept(e.EntryStruck) == []


def test_up_goes_to_the_notes_and_e_corrects_with_a_reason(desk: Desk, room: SessionRoom) -> None:
    desk.enter("Tingling in hand")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_E)
    desk.press(Key.Key_A, CTRL)
    desk.enter("Tingling in both hands")
    desk.enter("precision")
    (amended,) = desk.kept(e.EntryAmended)
    assert amended.changes == {"text": "Tingling in both hands"}
    assert amended.reason == "precision"
    row = room.session.notes.list.rows()[0]
    assert (row.text, row.is_amended) == ("Tingling in both hands", True)
    assert box_has_keyboard(room)


def test_delete_strikes_the_selected_note_with_a_reason(desk: Desk, room: SessionRoom) -> None:
    desk.enter("wrong client")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Delete)
    assert desk.kept(e.EntryStruck) == []
    desk.enter("not about M.R.")
    assert desk.kept(e.EntryStruck)[0].reason == "not about M.R."
    assert box_has_keyboard(room)


def test_esc_goes_back_from_the_notes_and_from_a_question(desk: Desk, room: SessionRoom) -> None:
    desk.enter("kept")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Escape)
    assert box_has_keyboard(room)
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Escape)
    assert box_has_keyboard(room)
    assert not room.session.asking.is_asking
    assert desk.kept(e.EntryStruck) == []


def test_what_is_typed_in_the_notes_goes_to_the_box(desk: Desk, room: SessionRoom) -> None:
    desk.enter("kept")
    desk.press(Key.Key_Up)
    desk.type("Tears")
    assert room.session.writing.box.text() == "Tears"
    assert box_has_keyboard(room)


def test_a_struck_note_cannot_be_corrected(desk: Desk, room: SessionRoom) -> None:
    desk.enter("slip")
    desk.press(Key.Key_Z, CTRL)
    desk.press(Key.Key_Up)
    desk.press(Key.Key_E)
    assert "struck already" in room.session.writing.message.text()
    assert not room.session.asking.is_asking


# --- vitals ---------------------------------------------------------------------------------------


def test_a_reading_is_typed_in_one_line_and_compared_with_the_one_before_the_dose(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F2)
    desk.enter("132/84 78 97")
    assert desk.companion.state.latest_reading is not None
    panel = room.session.vitals._panel
    assert panel.accessibleDescription() == "BP 132/84 +8/+4, HR 78 +6, SpO₂ 97 −1"
    assert box_has_keyboard(room)


def test_a_reading_that_cannot_be_right_stays_with_the_reason(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F2)
    desk.enter("300/20")
    assert room.session.vitals.field.text() == "300/20"
    assert "cannot be right" in room.session.vitals.message.text()
    assert len(desk.kept(e.VitalsTaken)) == 1


def test_an_unusual_reading_is_asked_about_once(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_F2)
    desk.enter("120/80 180")
    assert "Heart rate 180: is that right?" in room.session.vitals.message.text()
    assert len(desk.kept(e.VitalsTaken)) == 1
    desk.enter()
    assert len(desk.kept(e.VitalsTaken)) == 2


def test_outside_the_limits_is_said_with_the_prescribers_number(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F2)
    desk.enter("160/90 78 97")
    said = room.session.vitals.message.text()
    assert said == "Outside. Limits of Dr. P.N.: BP under 150/95."
    desk.press(Key.Key_F2)
    desk.enter("140/90 78 97")
    assert room.session.vitals.message.text() == ""


# --- the acts of a session ------------------------------------------------------------------------


def test_spit_is_one_key_and_only_while_something_is_held(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=12, seconds=2)
    desk.press(Key.Key_F6)
    assert newest(room) == "Spat. Held for 12:02."
    desk.press(Key.Key_F6)
    assert len(desk.kept(e.Spat)) == 1
    assert "Nothing is held" in room.session.writing.message.text()


def test_return_is_one_key(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_F7)
    assert desk.companion.state.phase(desk.companion.now()) is Phase.RETURN
    assert room.session.now.ring.face.phase == "return"


def test_the_end_asks_why_while_it_is_early_and_then_goes_to_the_close(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F8)
    assert runs(desk)
    desk.enter()
    assert runs(desk)
    desk.enter("the client asked to stop")
    assert not runs(desk)
    assert desk.kept(e.SessionEnded)[0].reason == "the client asked to stop"
    assert room.tab == CLOSE


def test_at_its_time_the_end_still_takes_two_keys(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=85)
    desk.companion.vitals("126/80 74 98")
    desk.press(Key.Key_F8)
    assert runs(desk)
    desk.enter()
    assert desk.kept(e.SessionEnded) == [e.SessionEnded()]
    assert room.tab == CLOSE


def test_an_end_with_readiness_open_asks_why_on_the_session_screen_too(desk: Desk) -> None:
    room = desk.open(checked=False)
    desk.pass_time(minutes=85)
    desk.press(Key.Key_F8)
    assert "5 items are open. No vitals at the close." in room.session.asking.bar.accessibleName()
    desk.enter()
    assert runs(desk)
    desk.enter("the escort is here and takes over")
    assert desk.kept(e.SessionEnded)[0].reason == "the escort is here and takes over"


def test_an_adverse_event_is_kept_with_what_was_done(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_A, CTRL | SHIFT)
    desk.enter("nausea")
    desk.enter("ginger")
    desk.enter("resolved")
    assert desk.kept(e.AdverseEvent) == [
        e.AdverseEvent("nausea", e.Severity.MILD, "ginger", "resolved")
    ]
    assert box_has_keyboard(room)


def test_touch_is_kept_with_its_answer(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_T, CTRL | SHIFT)
    desk.enter("hand on shoulder")
    desk.enter("yes")
    assert desk.kept(e.TouchAsked) == [e.TouchAsked("hand on shoulder", "yes")]
    assert box_has_keyboard(room)


def test_somebody_arrives_and_leaves(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_R, CTRL | SHIFT)
    desk.enter("Jo")
    desk.enter("ride home")
    assert desk.companion.state.facts.present["Jo"] == "ride home"
    assert box_has_keyboard(room)


def test_the_soonest_cue_that_asks_is_answered(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=12)
    desk.press(Key.Key_K, CTRL)
    desk.enter("swallowed by accident")
    assert desk.kept(e.CueAnswered) == [e.CueAnswered("spit", "swallowed by accident")]
    assert [cue.key for cue in room.session.now.cues.cues][:1] == ["phase"]


def test_one_question_takes_the_place_of_another(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_A, CTRL | SHIFT)
    desk.press(Key.Key_F8)
    asking = room.session.asking
    assert asking.form.isHidden() and asking.bar.isVisible()
    desk.press(Key.Key_F5)
    assert asking.bar.isHidden() and asking.dose_bar.isVisible()
    desk.press(Key.Key_Escape)
    assert not asking.is_asking and box_has_keyboard(room)


def test_a_click_leaves_the_keyboard_in_the_note_box(
    desk: Desk, room: SessionRoom, qtbot: QtBot
) -> None:
    desk.type("half a ")
    buttons = room.session.buttons
    for button in (buttons.back, buttons.spit, *room.session.findChildren(Chip)):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert box_has_keyboard(room), button.text()
    assert len(desk.kept(e.Marked)) == 6
    desk.type("sentence")
    assert room.session.writing.box.text() == "half a sentence"


# --- room and size --------------------------------------------------------------------------------


def has_its_room(screen: QWidget, part: QWidget) -> bool:
    least = part.minimumSizeHint()
    where = part.rect().translated(part.mapTo(screen, part.rect().topLeft()))
    is_whole = part.height() >= least.height() and part.width() >= least.width()
    return is_whole and screen.rect().contains(where)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700), (1920, 1080)])
def test_nothing_is_squeezed_below_its_least_size(
    desk: Desk, size: tuple[int, int], qtbot: QtBot
) -> None:
    room = desk.open(modality=e.Modality.TELEHEALTH)
    desk.pass_time(minutes=16)
    desk.press(Key.Key_F2)
    desk.enter("160/97 78 97")
    desk.resize(*size)
    screen = room.session
    columns = (screen.now, screen.vitals, screen.buttons, screen.writing, screen.music)
    parts = (*columns, screen.now.ring, screen.timeline, screen.safety, screen.notes)
    # What wraps its words is laid out in a few turns: on a busy machine they take their time.
    qtbot.waitUntil(lambda: all(has_its_room(screen, one) for one in parts))
    assert screen.height() == size[1] - room.header.height()
    assert [part for part in parts if not has_its_room(screen, part)] == []


# --- a correction keeps the lines -----------------------------------------------------------------


def test_a_note_of_several_lines_is_corrected_with_its_lines(desk: Desk, room: SessionRoom) -> None:
    desk.companion.note("first line\nsecond line")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_E)
    desk.type("s")
    desk.enter()
    desk.enter("precision")
    assert [body.changes for body in desk.kept(e.EntryAmended)] == [
        {"text": "first line\nsecond lines"}
    ]
    assert newest(room) == "first line\nsecond lines"


def test_a_note_of_several_lines_left_as_it_is_is_not_amended(
    desk: Desk, room: SessionRoom
) -> None:
    desk.companion.note("first line\nsecond line")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_E)
    desk.enter()
    desk.enter("nothing after all")
    assert desk.kept(e.EntryAmended) == []
    assert box_has_keyboard(room)
