"""Correcting and striking in the row itself: nothing else moves, and no letter is lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui.panels.session_correcting import Correcting, keys_words
from kap_companion.ui.room import SESSION, SessionRoom
from kap_companion.ui.veiling import go_back_to_room, room_place
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.row_form import RowForm
from kap_companion.vault.errors import VaultNotWritable
from tests.ui.desk import CTRL, PLANNED, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def room(desk: Desk) -> SessionRoom:
    return desk.open()


def correcting(room: SessionRoom) -> Correcting:
    return room.session.notes.correcting


def form_of(room: SessionRoom) -> RowForm:
    form = correcting(room).form
    assert form is not None
    return form


def correct_newest(desk: Desk) -> None:
    desk.press(Key.Key_Up)
    desk.press(Key.Key_E)


def row_holds_form(room: SessionRoom, key: str) -> bool:
    notes = room.session.notes.list
    shown = next(n for n, row in enumerate(notes.rows()) if row.key == key)
    rect = notes.visualRect(notes.model().index(shown, 0))
    return rect.contains(form_of(room).geometry())


def test_the_words_are_edited_in_their_own_row(desk: Desk, room: SessionRoom) -> None:
    noted = desk.companion.note("Tingling in hand")
    desk.companion.note("Breath slows")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert row_holds_form(room, noted.id)
    assert not room.session.asking.is_asking
    desk.type("s")
    desk.enter()
    desk.press(Key.Key_Down)
    desk.enter()
    (amended,) = desk.kept(e.EntryAmended)
    assert (amended.changes, amended.reason) == ({"text": "Tingling in hands"}, "More exact")
    assert correcting(room).form is None


def test_down_offers_the_usual_reasons_but_never_takes_words_away(
    desk: Desk, room: SessionRoom
) -> None:
    desk.companion.note("Kept by mistake")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Delete)
    told = []
    for key in (Key.Key_Down, Key.Key_Down, Key.Key_Up, Key.Key_Up):
        desk.press(key)
        told.append(form_of(room).values()["reason_for_correction"])
    assert told == ["Kept twice", "Not so", "Kept twice", "Mistyped"]
    desk.press(Key.Key_A, CTRL)
    desk.type("not about M.R.")
    desk.press(Key.Key_Down)
    assert form_of(room).values()["reason_for_correction"] == "not about M.R."


def test_nothing_is_struck_without_a_reason(desk: Desk, room: SessionRoom) -> None:
    noted = desk.companion.note("Stays")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_Delete)
    desk.press(Key.Key_Return)
    assert desk.kept(e.EntryStruck) == []
    assert row_holds_form(room, noted.id)


def test_esc_leaves_the_entry_and_what_was_half_typed_is_there_the_next_time(
    desk: Desk, room: SessionRoom
) -> None:
    desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s and feet")
    desk.press(Key.Key_Escape)
    assert desk.kept(e.EntryAmended) == []
    assert "half typed" in room.session.writing.message.text()
    assert room.session.notes.list.rows()[0].text == "Tingling in hand"
    correct_newest(desk)
    assert form_of(room).values()["text"] == "Tingling in hands and feet"
    desk.press(Key.Key_Z, CTRL)
    assert form_of(room).values()["text"] == "Tingling in hand", "what stands is one key away"


def test_a_half_typed_correction_is_in_the_vault_before_anything_can_happen_to_it(
    desk: Desk, room: SessionRoom
) -> None:
    noted = desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s")
    desk.qtbot.waitUntil(lambda: desk.companion.correction(noted.id) != {})
    assert desk.companion.correction(noted.id)["text"] == "Tingling in hands"
    desk.enter()
    desk.enter("precision")
    assert desk.companion.correction(noted.id) == {}, "kept: nothing is half done any more"


def test_a_correction_left_as_it_was_leaves_nothing_behind(desk: Desk, room: SessionRoom) -> None:
    noted = desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s")
    desk.press(Key.Key_Backspace)
    desk.press(Key.Key_Escape)
    assert desk.companion.correction(noted.id) == {}


def test_what_comes_meanwhile_moves_the_row_and_not_a_letter_of_it(
    desk: Desk, room: SessionRoom
) -> None:
    noted = desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s")
    desk.companion.note("Breath slows")
    desk.companion.mark("Tears")
    assert row_holds_form(room, noted.id)
    desk.type("!")
    assert form_of(room).values()["text"] == "Tingling in hands!"
    assert len(desk.kept(e.NoteTaken)) == 2


def test_a_first_dose_counts_every_time_anew_and_leaves_the_form_where_it_is(desk: Desk) -> None:
    room = desk.open(dosed=False)
    noted = desk.companion.note("Nervous")
    correct_newest(desk)
    desk.type(", a little")
    desk.companion.dose(PLANNED)
    assert row_holds_form(room, noted.id)
    assert form_of(room).values()["text"] == "Nervous, a little"


def test_a_correction_comes_back_from_under_the_veil(desk: Desk, room: SessionRoom) -> None:
    noted = desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s")
    room.keep_half_typed()
    place = room_place(room)
    room.hide()
    desk.room = None
    again = desk.show()
    go_back_to_room(again, place, SESSION)
    assert row_holds_form(again, noted.id)
    assert form_of(again).values()["text"] == "Tingling in hands"


def test_the_words_as_first_written_stay_readable(desk: Desk, room: SessionRoom) -> None:
    noted = desk.companion.note("Tingling in hand")
    desk.companion.amend(noted.id, "precision", {"text": "Tingling in both hands"})
    correct_newest(desk)
    said = " ".join(one.text() for one in form_of(room).findChildren(type(form_of(room)._line)))
    assert "“Tingling in hand”" in said
    assert "precision" in said


def test_the_row_with_the_keyboard_says_what_its_keys_do(desk: Desk, room: SessionRoom) -> None:
    notes = room.session.notes.list
    noted = desk.companion.note("שלום")
    low = notes.rowHeight(0)
    desk.press(Key.Key_Up)
    assert notes.rows()[0].hint == "E correct   Del strike   P private"
    assert notes.rowHeight(0) > low, "beside words from right to left there is no room for it"
    desk.press(Key.Key_Escape)
    assert notes.rowHeight(0) == low
    desk.companion.spit()
    desk.companion.strike(noted.id, "not so")
    assert [row.hint for row in notes.rows()][:2] == ["Del strike", "Struck: not so"]


def test_once_signed_the_keys_are_said_at_private_notes_alone(desk: Desk) -> None:
    desk.open()
    desk.companion.note("kept")
    desk.companion.note("mine", private=True)
    said = {
        type(row.body): keys_words(row, is_signed=True)
        for row in desk.companion.rows()
        if isinstance(row.body, e.NoteTaken | e.PrivateNoteTaken)
    }
    assert said == {e.NoteTaken: "", e.PrivateNoteTaken: "E correct   Del strike"}


def test_a_dose_that_cannot_be_read_is_refused_and_every_letter_stays(
    desk: Desk, room: SessionRoom
) -> None:
    correct_newest(desk)
    desk.press(Key.Key_A, CTRL)
    desk.type("much")
    desk.enter()
    desk.enter("mistyped")
    assert desk.kept(e.EntryAmended) == []
    assert form_of(room).values()["dose_mg"] == "much"
    assert room.session.writing.message.text() != ""


def test_after_a_correction_further_down_the_newest_is_in_view_again(
    desk: Desk, room: SessionRoom
) -> None:
    for n in range(30):
        desk.companion.note(f"note {n}")
    desk.press(Key.Key_Up)
    for _ in range(25):
        desk.press(Key.Key_Down)
    desk.press(Key.Key_E)
    assert room.session.notes.list.verticalScrollBar().value() > 0
    desk.enter(", after all")
    desk.press(Key.Key_Down)
    desk.enter()
    assert len(desk.kept(e.EntryAmended)) == 1
    assert room.session.notes.list.verticalScrollBar().value() == 0


def test_the_form_of_the_last_row_is_whole_in_view(desk: Desk, room: SessionRoom) -> None:
    for n in range(30):
        desk.companion.note(f"note {n}")
    notes = room.session.notes.list
    desk.press(Key.Key_Up)
    desk.press(Key.Key_End, CTRL)
    desk.press(Key.Key_E)
    assert notes.viewport().rect().contains(form_of(room).geometry())


def test_another_question_leaves_the_row_and_keeps_what_was_half_typed(
    desk: Desk, room: SessionRoom
) -> None:
    noted = desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s")
    desk.press(Key.Key_F5)
    assert correcting(room).form is None, "one question at a time"
    desk.press(Key.Key_Escape)
    assert desk.companion.correction(noted.id)["text"] == "Tingling in hands"
    correct_newest(desk)
    assert form_of(room).values()["text"] == "Tingling in hands"


def test_what_the_disk_refuses_stays_in_the_row(
    desk: Desk, room: SessionRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.companion.note("Tingling in hand")
    correct_newest(desk)
    desk.type("s")

    def refuse(*_: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(desk.companion, "save_correction", refuse)
    desk.press(Key.Key_Escape)
    assert form_of(room).values()["text"] == "Tingling in hands"


def test_a_note_in_the_wrong_box_is_made_private_in_its_row(desk: Desk, room: SessionRoom) -> None:
    desk.companion.note("zinnoberrot, my own pull")
    desk.press(Key.Key_Up)
    desk.press(Key.Key_P)
    assert any("backed up before still" in one.text() for one in form_of(room).findChildren(Label))
    desk.press(Key.Key_Down)
    desk.enter()
    (told,) = desk.kept(e.EntryWithdrawn)
    assert told.reason == "My own thought"
    (private,) = desk.kept(e.PrivateNoteTaken)
    assert private.text == "zinnoberrot, my own pull"
    rows = room.session.notes.list.rows()
    (moved,) = [row for row in rows if "zinnoberrot" in row.text]
    assert moved.tag == "private, moved"
    assert room.session.writing.kept_key() is None


def test_what_was_just_kept_can_be_made_private_by_one_chord(desk: Desk, room: SessionRoom) -> None:
    room.session.writing.take_keyboard()
    desk.enter("my own pull")
    desk.press(Key.Key_W, CTRL | SHIFT)
    form_of(room)
    desk.enter("the wrong box")
    (private,) = desk.kept(e.PrivateNoteTaken)
    assert private.text == "my own pull"
    desk.pass_time(seconds=11)
    desk.press(Key.Key_W, CTRL | SHIFT)
    assert correcting(room).form is None


def test_only_notes_and_marks_of_the_record_can_be_made_private(
    desk: Desk, room: SessionRoom
) -> None:
    desk.companion.spit()
    desk.press(Key.Key_Up)
    desk.press(Key.Key_P)
    assert correcting(room).form is None
    assert desk.kept(e.EntryWithdrawn) == []
