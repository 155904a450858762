"""What is written in the session: told late, marks of one's own, snippets, words to be found."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.session.marks import MARKS
from kap_companion.session.phases import Phase
from kap_companion.ui.own_words import OwnWords
from kap_companion.ui.room import CLOSE, SessionRoom
from kap_companion.ui.widgets.note_box import NoteBox
from tests.ui.desk import CTRL, PLANNED, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def room(desk: Desk) -> SessionRoom:
    """The clock is 10:21 and the dose has just been taken."""
    return desk.open()


def box(room: SessionRoom) -> str:
    return room.session.writing.box.text()


def hint(room: SessionRoom) -> str:
    return room.session.writing.box._hint.text()


def said(room: SessionRoom) -> str:
    return room.session.writing.message.text()


# --- told late ------------------------------------------------------------------------------------


def test_a_note_told_late_is_written_now_and_happened_then(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=10)
    desk.type("-3m she laughed")
    assert hint(room) == "happened 10:28"
    desk.enter()
    (entry,) = (
        entry
        for entry in desk.vault.journal.record(desk.companion.session_id)
        if isinstance(entry.body, e.NoteTaken)
    )
    assert isinstance(entry.body, e.NoteTaken) and entry.body.text == "she laughed"
    assert entry.at - entry.happened_at == timedelta(minutes=3)
    row = room.session.notes.list.rows()[0]
    assert (row.time, row.text, row.tag) == ("7:00", "she laughed", "told late")
    assert hint(room) == "Ctrl+Shift+P private"
    undo = room.session.writing.undo_line._said.text()
    assert undo == "Note kept, happened 10:28."


def test_a_time_of_the_clock_will_do_too_and_in_private(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=10)
    desk.press(Key.Key_P, CTRL | SHIFT)
    desk.type("@10:25 my own pull")
    assert hint(room) == "private · happened 10:25"
    desk.enter()
    (note,) = desk.kept(e.PrivateNoteTaken)
    assert note.text == "my own pull"
    assert note.happened_at == desk.companion.now() - timedelta(minutes=6)


def test_the_time_shown_moves_on_with_the_clock(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=10)
    desk.type("-3m she")
    desk.pass_time(minutes=1)
    assert hint(room) == "happened 10:29"
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Delete)
    assert hint(room) == "Ctrl+Shift+P private"


@pytest.mark.parametrize(
    ("typed", "why", "briefly"),
    [
        (
            "-2h early",
            "The session began at 10:11: 2:00:00 ago is before that.",
            "before the session",
        ),
        ("@10:40 later", "10:40 has not come yet.", "still to come"),
        ("-3m", "Say what happened then, such as: -3m she laughed.", "happened 10:18"),
    ],
)
def test_a_time_that_cannot_be_is_refused_in_one_line_and_stays(
    desk: Desk, room: SessionRoom, typed: str, why: str, briefly: str
) -> None:
    desk.type(typed)
    assert hint(room) == briefly
    desk.enter()
    assert desk.kept(e.NoteTaken) == []
    assert said(room) == why
    assert box(room) == typed


def test_three_degrees_are_no_time(desk: Desk, room: SessionRoom) -> None:
    desk.enter("-3 degrees outside")
    assert desk.kept(e.NoteTaken) == [e.NoteTaken("-3 degrees outside")]


def test_a_mark_a_spit_and_a_return_take_the_time_that_stands_in_the_box(
    desk: Desk, room: SessionRoom
) -> None:
    desk.pass_time(minutes=20)
    now = desk.companion.now()
    for key, modifier in ((Key.Key_2, CTRL), (Key.Key_F6, None), (Key.Key_F7, None)):
        desk.type("-3m")
        desk.press(key, modifier) if modifier is not None else desk.press(key)
        assert box(room) == ""
    then = now - timedelta(minutes=3)
    assert desk.kept(e.Marked) == [e.Marked("Movement", then)]
    assert desk.kept(e.Spat) == [e.Spat(then)]
    assert desk.kept(e.PhaseMarked) == [e.PhaseMarked(Phase.RETURN, then)]
    assert desk.companion.box() == ("", False)


def test_a_mark_leaves_a_half_typed_note_alone(desk: Desk, room: SessionRoom) -> None:
    desk.type("-3m she la")
    desk.press(Key.Key_2, CTRL)
    assert desk.kept(e.Marked) == [e.Marked("Movement")]
    assert box(room) == "-3m she la"


def test_nothing_is_spat_before_the_dose(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=2)
    desk.type("-5m")
    desk.press(Key.Key_F6)
    assert desk.kept(e.Spat) == []
    assert said(room) == "The dose was taken at 10:21: this cannot have been before it."
    assert box(room) == "-5m"


def test_a_first_dose_told_late_is_the_planned_one_with_its_time_typed_over_it(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.companion.vitals("124/80 72 98")
    desk.pass_time(minutes=10)
    desk.press(Key.Key_F5)
    desk.enter("-3m")
    (dose,) = desk.kept(e.DoseTaken)
    assert dose.dose_mg == PLANNED
    assert dose.happened_at == desk.companion.now() - timedelta(minutes=3)
    assert desk.companion.state.since_dose(desk.companion.now()) == timedelta(minutes=3)


def test_a_booster_told_late_from_the_box(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=30)
    desk.type("-3m")
    desk.press(Key.Key_F5)
    assert box(room) == ""
    desk.enter("50")
    booster = desk.kept(e.DoseTaken)[-1]
    assert (booster.dose_mg, booster.booster) == (Decimal(50), True)
    assert booster.happened_at == desk.companion.now() - timedelta(minutes=3)


def test_a_dose_asked_about_keeps_the_time_it_was_told_at_first(desk: Desk) -> None:
    desk.open(dosed=False, checked=False)
    desk.pass_time(minutes=10)
    then = desk.companion.now() - timedelta(minutes=3)
    desk.press(Key.Key_F5)
    desk.enter("150 -3m")
    desk.pass_time(seconds=40)
    desk.enter("all was asked on the telephone")
    assert desk.kept(e.DoseTaken)[0].happened_at == then


def test_a_dose_before_the_session_is_refused_and_asked_again(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F5)
    desk.enter("50 -2h")
    assert len(desk.kept(e.DoseTaken)) == 1
    bar = room.session.asking.dose_bar
    assert bar.text() == "50 -2h"
    assert "The session began at 10:11" in bar.accessibleName()


def test_vitals_told_late(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=10)
    desk.press(Key.Key_F2)
    desk.enter("132/84 78 97 -3m")
    taken = desk.kept(e.VitalsTaken)[-1]
    assert taken.text == "132/84 78 97"
    assert taken.happened_at == desk.companion.now() - timedelta(minutes=3)
    desk.type("-2m")
    desk.press(Key.Key_F2)
    assert room.session.vitals.field.text() == "-2m "
    desk.press(Key.Key_End)
    desk.enter("130/82 77 97")
    assert desk.kept(e.VitalsTaken)[-1].happened_at == desk.companion.now() - timedelta(minutes=2)


def test_the_last_note_at_the_close_may_be_told_late_too(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=10)
    desk.companion.end("the client asked to stop")
    assert room.tab == CLOSE
    room.close_screen.findChildren(NoteBox)[0].setFocus()
    desk.enter("-3m she laughed")
    assert desk.kept(e.NoteTaken)[0].happened_at == desk.companion.now() - timedelta(minutes=3)


# --- marks ----------------------------------------------------------------------------------------


def edit_mark(desk: Desk, words: str, *, keep: bool = True) -> None:
    """Type `words` over the first mark."""
    desk.press(Key.Key_0, CTRL)
    desk.press(Key.Key_A, CTRL)
    desk.type(words)
    if keep:
        desk.enter()


def test_a_mark_is_renamed_and_its_key_follows_at_once(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_1, CTRL)
    edit_mark(desk, "Sighing")
    assert room.session.writing.chips.marks == ("Sighing", *MARKS[1:])
    desk.press(Key.Key_1, CTRL)
    # What was marked before keeps its words.
    assert desk.kept(e.Marked) == [e.Marked("Tears"), e.Marked("Sighing")]
    texts = [action.text() for action in room.acts() if action.isVisible()]
    assert "Mark: Sighing" in texts and "Mark: Tears" not in texts


def test_marks_are_added_moved_and_taken_away(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_7, CTRL)
    assert desk.kept(e.Marked) == []
    desk.press(Key.Key_0, CTRL)
    editor = room.session.asking.marks
    editor.fields[1].clear()
    editor.fields[6].setText("Shaking")
    editor.fields[5].setFocus()
    desk.press(Key.Key_Up, CTRL)
    desk.enter()
    wanted = ("Tears", "Speech", "Laughter", "Nausea", "Stillness", "Shaking")
    assert room.session.writing.chips.marks == wanted
    desk.press(Key.Key_6, CTRL)
    assert desk.kept(e.Marked) == [e.Marked("Shaking")]


def test_a_set_of_marks_for_one_client_alone(desk: Desk, room: SessionRoom) -> None:
    edit_mark(desk, "Sighing", keep=False)
    assert room.session.asking.marks.only_here.text() == "For M.R. only"
    room.session.asking.marks.only_here.setChecked(True)
    desk.enter()
    own, client = desk.conductor.own_words, desk.companion.state.facts.opened
    assert client is not None
    assert own.marks(client.client_id)[0] == "Sighing"
    assert own.marks("another") == MARKS
    edit_mark(desk, "Humming", keep=False)
    assert room.session.asking.marks.only_here.isChecked()
    room.session.asking.marks.only_here.setChecked(False)
    desk.enter()
    assert own.marks(client.client_id)[0] == own.marks("another")[0] == "Humming"


def test_two_marks_alike_are_refused_with_the_reason(desk: Desk, room: SessionRoom) -> None:
    edit_mark(desk, "Movement")
    assert "there twice" in room.session.asking.marks._question.text()
    assert room.session.writing.chips.marks == MARKS
    desk.press(Key.Key_Escape)
    assert not room.session.asking.is_asking


def test_marks_and_snippets_are_there_after_a_restart(desk: Desk, room: SessionRoom) -> None:
    edit_mark(desk, "Sighing")
    desk.conductor.own_words.keep_snippets({"br": "Breath slow and even."})
    again = OwnWords(desk.vault.shelf)
    assert again.marks()[0] == "Sighing"
    assert again.snippets == {"br": "Breath slow and even."}


@pytest.mark.parametrize(
    "kept", [{"marks": "Tears"}, {"marks": [1]}, {"marks": []}, {"marks": ["a", "A"]}, {}]
)
def test_marks_that_cannot_be_used_are_as_if_they_were_not_there(
    desk: Desk, kept: dict[str, object]
) -> None:
    desk.vault.shelf.put("own_words", "marks", kept)
    assert desk.conductor.own_words.marks() == MARKS


# --- snippets -------------------------------------------------------------------------------------


@pytest.fixture
def snippets(desk: Desk) -> None:
    desk.conductor.own_words.keep_snippets({"br": "Breath slow and even.", "e": "😀 deep"})


@pytest.mark.usefixtures("snippets")
def test_a_snippet_becomes_its_phrase_once_a_space_follows(desk: Desk, room: SessionRoom) -> None:
    room.session.writing.box.set_text("😀 then ")
    desk.type(";br")
    assert box(room) == "😀 then ;br"
    desk.type(" ok")
    assert box(room) == "😀 then Breath slow and even. ok"


@pytest.mark.usefixtures("snippets")
def test_undo_right_after_takes_the_phrase_back_and_it_stays_so(
    desk: Desk, room: SessionRoom
) -> None:
    desk.type(";br ")
    desk.press(Key.Key_Z, CTRL)
    assert box(room) == ";br "
    desk.type("x")
    assert box(room) == ";br x"
    assert desk.kept(e.EntryStruck) == []


@pytest.mark.usefixtures("snippets")
def test_enter_keeps_the_phrase(desk: Desk, room: SessionRoom) -> None:
    desk.enter(";e")
    assert desk.kept(e.NoteTaken) == [e.NoteTaken("😀 deep")]


@pytest.mark.usefixtures("snippets")
def test_an_unknown_snippet_stays_as_typed(desk: Desk, room: SessionRoom) -> None:
    desk.enter("see ;xy now")
    assert desk.kept(e.NoteTaken) == [e.NoteTaken("see ;xy now")]


# --- found ----------------------------------------------------------------------------------------


@pytest.fixture
def told(desk: Desk, room: SessionRoom) -> None:
    for minutes, text, private in (
        (1, "Tears, quiet.", False),
        (2, "My own tears.", True),
        (3, "No tear at all", False),
        (4, "struck tear", False),
    ):
        desk.pass_time(minutes=minutes)
        desk.companion.note(text, private)
    desk.companion.strike(desk.companion.rows()[-1].entry.id, "slip")
    desk.companion.mark("Tears")
    desk.companion.adverse("torn: a tear in the sleeve", e.Severity.MILD)


@pytest.mark.usefixtures("told")
def test_words_are_found_as_they_are_typed_and_counted(desk: Desk, room: SessionRoom) -> None:
    notes = room.session.notes
    desk.press(Key.Key_F, CTRL)
    desk.type("tear")
    assert notes.finding._count.text() == "1 of 5"
    selected = []
    for _ in range(5):
        key = notes.list.selected_key()
        selected.append(next(row.text for row in notes.list.rows() if row.key == key))
        desk.press(Key.Key_Return)
    assert selected == [
        "Adverse event: torn: a tear in the sleeve, mild.",
        "Tears.",
        "No tear at all",
        "My own tears.",
        "Tears, quiet.",
    ]
    assert notes.finding._count.text() == "1 of 5"
    desk.press(Key.Key_Up)
    assert notes.finding._count.text() == "5 of 5"
    desk.press(Key.Key_Down)
    assert notes.finding._count.text() == "1 of 5"


@pytest.mark.usefixtures("told")
def test_esc_goes_back_to_the_note_box_and_nothing_is_marked_any_more(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.type("tear")
    desk.press(Key.Key_Escape)
    notes = room.session.notes
    assert notes.finding.isHidden()
    assert notes.list._delegate.wanted is None
    assert notes.list.selected_key() is None
    assert room.session.writing.box.edit.hasFocus()


@pytest.mark.usefixtures("told")
def test_present_words_are_found_and_struck_or_corrected_ones_are_not(
    desk: Desk, room: SessionRoom
) -> None:
    notes = room.session.notes
    desk.press(Key.Key_F, CTRL)
    desk.type("struck")
    assert notes.finding._count.text() == "none"
    assert notes.list.selected_key() is None
    first = next(row for row in notes.list.rows() if row.text == "Tears, quiet.")
    desk.companion.amend(first.key, "precision", {"text": "Weeping, quiet."})
    desk.press(Key.Key_A, CTRL)
    desk.type("weeping")
    assert notes.finding._count.text() == "1 of 1"
    desk.companion.note("Weeping again")
    assert notes.finding._count.text() == "2 of 2"


@pytest.mark.usefixtures("told")
def test_doses_and_vitals_are_found_too(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_F, CTRL)
    desk.type("150 MG")
    assert room.session.notes.finding._count.text() == "1 of 1"
    desk.press(Key.Key_A, CTRL)
    desk.type("124/80")
    assert room.session.notes.finding._count.text() == "1 of 1"
