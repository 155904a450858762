"""The draft: typed words are safe, an edited text is never lost, a signature closes the record."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.session.entries import RecordExported
from kap_companion.ui import theme
from kap_companion.ui.panels.draft_chip import ToggleChip
from kap_companion.ui.panels.draft_marks import MarkKind
from kap_companion.ui.panels.draft_words import blanks, count_words, grouped
from kap_companion.ui.room import DRAFT, SESSION, SessionRoom
from kap_companion.ui.screens.draft import DraftScreen
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.segment import Segment
from tests.ui.desk import CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def screen(desk: Desk) -> DraftScreen:
    """The draft of a session that has ended."""
    room = desk.open()
    desk.enter("Tingling in both hands")
    desk.companion.note("my own pull", private=True)
    desk.companion.end("over")
    return draft(room)


def draft(room: SessionRoom) -> DraftScreen:
    room.go_to(DRAFT)
    return room.draft


def said(screen: QWidget) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Label) if label.isVisible())


def at_end(screen: DraftScreen) -> None:
    screen._editor.moveCursor(screen._editor.textCursor().MoveOperation.End)
    screen._editor.setFocus()


def choose_template(screen: DraftScreen, title: str) -> None:
    (found,) = (s for s in screen.findChildren(Segment) if s.text() == title)
    found.click()


def chosen_template(screen: DraftScreen) -> str:
    (found,) = (s.text() for s in screen.findChildren(Segment) if s.isChecked())
    return found


def press_button(desk: Desk, screen: QWidget, words: str) -> None:
    (found,) = (b for b in screen.findChildren(KeyButton) if b.text() == words and b.isVisible())
    found.setFocus()
    desk.press(Key.Key_Space)


def choose_folder(screen: DraftScreen, folder: Path) -> None:
    (field,) = (f for f in screen.findChildren(QLineEdit) if f.placeholderText() == "Folder")
    field.setText(str(folder))


def choose_formats(screen: DraftScreen, *wanted: str) -> None:
    for chip in screen.findChildren(ToggleChip):
        chip.setChecked(chip.text().lower() in wanted)


def sign(desk: Desk, name: str = "A. Clinician, LCSW") -> None:
    desk.press(Key.Key_S, CTRL | SHIFT)
    field = desk.at_keyboard()
    assert isinstance(field, QLineEdit)
    field.clear()
    desk.enter(name)
    desk.enter()


# --- in words -------------------------------------------------------------------------------------


def test_a_blank_is_a_labelled_place_for_the_clinicians_own_words() -> None:
    text = "😌 ## Plan\n\n[Your thought: what you plan, and why]\n[not a blank] [Your\nwords]\n"
    (blank,) = blanks(text)
    assert blank.words == "Your thought: what you plan, and why"
    assert text[blank.start : blank.start + blank.length] == f"[{blank.words}]"


def test_words_are_counted_as_a_reader_would() -> None:
    assert count_words("“It’s like the house is finally warm.”") == 7


def test_a_hash_is_grouped_to_be_compared_by_eye() -> None:
    assert grouped("0123456789abcdef") == "01234567 89abcdef"


# --- the page -------------------------------------------------------------------------------------


def test_the_page_holds_the_draft_from_the_log_on_light_paper(
    desk: Desk, screen: DraftScreen
) -> None:
    assert "Tingling in both hands" in screen._editor.text()
    assert "my own pull" not in screen._editor.text()
    assert theme.look().theme is theme.LIGHT
    assert desk.room is not None
    desk.room.go_to(SESSION)
    assert theme.look().theme is theme.DARK


def test_what_is_typed_is_in_the_vault_within_half_a_second(
    desk: Desk, screen: DraftScreen
) -> None:
    at_end(screen)
    desk.type("Next week.")
    desk.qtbot.waitUntil(lambda: _in_hand(desk).endswith("Next week."))


def test_typing_without_a_pause_is_saved_all_the_same(desk: Desk, screen: DraftScreen) -> None:
    at_end(screen)
    for _ in range(12):
        desk.type("x")
        desk.qtbot.wait(60)
    assert "xxx" in _in_hand(desk)


def _in_hand(desk: Desk) -> str:
    held = desk.companion.draft_in_hand()
    return held[1] if held else ""


def test_leaving_the_page_keeps_the_draft_once(desk: Desk, screen: DraftScreen) -> None:
    at_end(screen)
    desk.type("Next week.")
    assert desk.room is not None
    desk.room.go_to(SESSION)
    desk.room.go_to(DRAFT)
    desk.room.go_to(SESSION)
    (kept,) = desk.kept(e.DraftSaved)
    assert kept.text.endswith("Next week.")


def test_a_look_at_the_draft_while_the_session_runs_keeps_nothing(desk: Desk) -> None:
    room = desk.open()
    screen = draft(room)
    assert "The session has not ended: this is how it stands now." in said(screen)
    room.go_to(SESSION)
    assert desk.kept(e.DraftSaved) == []


def test_a_draft_nobody_edited_follows_the_log(desk: Desk, screen: DraftScreen) -> None:
    assert desk.room is not None
    desk.room.go_to(SESSION)
    desk.enter("Asked for a blanket")
    desk.room.go_to(DRAFT)
    assert "Asked for a blanket" in screen._editor.text()


def test_an_edited_draft_stays_and_the_screen_says_that_the_log_went_on(
    desk: Desk, screen: DraftScreen
) -> None:
    assert desk.room is not None
    at_end(screen)
    desk.type("My own words.")
    desk.room.go_to(SESSION)
    desk.enter("Asked for a blanket")
    desk.room.go_to(DRAFT)
    assert screen._editor.text().endswith("My own words.")
    assert "1 entry came after this draft was kept." in said(screen)
    press_button(desk, screen, "Draft anew")
    desk.enter()
    assert "Asked for a blanket" in screen._editor.text()
    assert "My own words." not in screen._editor.text()
    assert desk.kept(e.DraftSaved)[0].text.endswith("My own words."), "it stays in the log"


def test_another_template_leaves_edited_text_where_it_can_be_gone_back_to(
    desk: Desk, screen: DraftScreen
) -> None:
    choose_template(screen, "Narrative")
    assert "## Leaving" in screen._editor.text()
    at_end(screen)
    desk.type("My own words.")
    choose_template(screen, "DAP")
    assert chosen_template(screen) == "DAP"
    assert "## Data" in screen._editor.text()
    assert desk.kept(e.DraftSaved)[0].text.endswith("My own words.")
    choose_template(screen, "Narrative")
    assert screen._editor.text().endswith("My own words.")


def test_a_blank_leads_to_its_place_and_typing_fills_it(desk: Desk, screen: DraftScreen) -> None:
    at_end(screen)
    screen._editor.moveCursor(screen._editor.textCursor().MoveOperation.Start)
    screen._editor.insertPlainText("😌 ")
    first = blanks(screen._editor.text())[0]
    press_button(desk, screen, first.words)
    desk.type("It may be trust.")
    assert first.words not in screen._editor.text()
    assert "\nIt may be trust.\n" in screen._editor.text()


def test_text_is_kept_as_typed_hard_spaces_and_other_scripts_too(
    desk: Desk, screen: DraftScreen
) -> None:
    words = "10\u00a0mg 😌 שלום\u202f!"
    at_end(screen)
    screen._editor.insertPlainText(words)
    assert screen._editor.text().endswith(words)
    desk.companion.draft(desk.conductor.practice.template(None), screen._editor.text())
    assert desk.kept(e.DraftSaved)[-1].text.endswith(words)


# --- export ---------------------------------------------------------------------------------------


def test_ctrl_e_writes_the_chosen_formats_and_says_where_they_lie(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    choose_folder(screen, tmp_path / "out")
    choose_formats(screen, "md", "txt")
    at_end(screen)
    desk.type("Next week.")
    desk.press(Key.Key_E, CTRL)
    exported(desk, screen)
    written = sorted(path.suffix for path in (tmp_path / "out").iterdir())
    assert written == [".md", ".txt"]
    assert f"in {tmp_path / 'out'}." in said(screen)
    (text,) = (path.read_text("utf-8") for path in (tmp_path / "out").glob("*.txt"))
    assert "Next week." in text
    assert "my own pull" not in text


def test_an_export_that_cannot_be_says_what_to_do(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    choose_folder(screen, tmp_path / "file" / "out")
    desk.press(Key.Key_E, CTRL)
    exported(desk, screen)
    assert "choose another folder" in said(screen)
    choose_folder(screen, Path("/") / "")
    choose_formats(screen)
    desk.press(Key.Key_E, CTRL)
    exported(desk, screen)
    assert "No format was chosen" in said(screen)


def test_psychotherapy_notes_are_exported_only_by_an_act_of_their_own(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    choose_folder(screen, tmp_path / "apart")
    choose_formats(screen, "txt")
    press_button(desk, screen, "Export 1 psychotherapy note apart")
    assert not (tmp_path / "apart").exists(), "it asks first"
    desk.enter()
    exported(desk, screen)
    (file,) = (tmp_path / "apart").iterdir()
    text = file.read_text("utf-8")
    assert "my own pull" in text
    assert "Tingling" not in text


def test_without_private_notes_there_is_nothing_to_export_apart(desk: Desk) -> None:
    screen = draft(desk.open())
    words = [b.text() for b in screen.findChildren(KeyButton) if b.isVisible()]
    assert not any("psychotherapy" in text for text in words)


def test_an_export_is_cancelled_with_the_keyboard_and_leaves_nothing(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    choose_folder(screen, tmp_path / "out")
    choose_formats(screen, "pdf", "docx")
    desk.press(Key.Key_E, CTRL)
    panel = screen._exporting
    assert panel.progress.text() == "Making 2 documents. 0 made."
    panel.progress.cancel.setFocus()
    desk.press(Key.Key_Return)
    exported(desk, screen)
    assert "Cancelled: nothing was exported." in said(screen)
    assert panel.progress.text() == ""
    assert not (tmp_path / "out").exists()
    assert not [one for one in desk.vault.journal.access() if isinstance(one.body, RecordExported)]
    assert panel.isAncestorOf(desk.at_keyboard()), "the keyboard is not lost"


def test_a_session_that_is_put_away_stops_its_export(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    choose_folder(screen, tmp_path / "out")
    choose_formats(screen, "pdf", "docx")
    desk.press(Key.Key_E, CTRL)
    desk.conductor.leave()
    assert not screen._exporting._exporting.is_busy
    assert not (tmp_path / "out").exists()


def test_what_came_of_an_export_is_still_said_when_one_comes_back(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    assert desk.room is not None
    choose_folder(screen, tmp_path / "out")
    choose_formats(screen, "txt")
    desk.press(Key.Key_E, CTRL)
    desk.room.go_to(SESSION)
    exported(desk, screen)
    desk.room.go_to(DRAFT)
    assert f"in {tmp_path / 'out'}." in said(screen)
    told = [one.body for one in desk.vault.journal.access()]
    assert [one.formats for one in told if isinstance(one, RecordExported)] == [("txt",)]


def test_what_came_of_an_export_is_brought_into_sight(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    choose_folder(screen, tmp_path / "out")
    choose_formats(screen, "txt")
    screen._scroll.verticalScrollBar().setValue(0)
    desk.press(Key.Key_E, CTRL)
    exported(desk, screen)
    line = screen._exporting._message
    assert "txt in" in line.text()
    assert line.visibleRegion().boundingRect().height() == line.height()


def exported(desk: Desk, screen: DraftScreen) -> None:
    """Wait until no export is under way."""
    desk.qtbot.waitUntil(lambda: not screen._exporting._exporting.is_busy)


# --- signing --------------------------------------------------------------------------------------


def test_signing_asks_twice_and_esc_leaves_it_open(desk: Desk, screen: DraftScreen) -> None:
    desk.press(Key.Key_S, CTRL | SHIFT)
    assert "Signing closes the record" in said(screen)
    assert "4 blanks are open and would stay." in said(screen)
    desk.enter("A. Clinician, LCSW")
    assert desk.kept(e.RecordSigned) == []
    assert "Sign as “A. Clinician, LCSW”?" in said(screen)
    desk.press(Key.Key_Escape)
    assert not desk.companion.state.is_signed


def test_a_signed_note_is_read_only_and_shows_who_when_and_the_hash(
    desk: Desk, screen: DraftScreen
) -> None:
    at_end(screen)
    desk.type("Next week.")
    sign(desk)
    (signed,) = desk.kept(e.RecordSigned)
    assert signed.name == "A. Clinician, LCSW"
    assert desk.kept(e.DraftSaved)[-1].text.endswith("Next week.")
    assert screen._editor.isReadOnly()
    assert "A. Clinician, LCSW\n14 March 2026, 10:21" in said(screen)
    assert grouped(desk.companion.state.signed_hash or "?") in said(screen)
    before = screen._editor.text()
    screen._editor.setFocus()
    desk.type("sneaked in")
    assert screen._editor.text() == before


def test_after_signing_an_addendum_is_added_by_enter(desk: Desk, screen: DraftScreen) -> None:
    sign(desk)
    desk.enter("Slept well, called the next day.")
    assert desk.kept(e.AddendumAdded) == [e.AddendumAdded("Slept well, called the next day.")]
    assert "14 March 2026, 10:21: Slept well, called the next day." in said(screen)


def test_a_session_that_runs_cannot_be_signed(desk: Desk) -> None:
    screen = draft(desk.open())
    desk.press(Key.Key_S, CTRL | SHIFT)
    assert "End the session before signing its record." in said(screen)


# --- where it comes from --------------------------------------------------------------------------


def put_cursor(screen: DraftScreen, words: str) -> None:
    screen._editor.go_to(screen._editor.text().index(words) + 2)


def test_the_sentence_at_the_cursor_shows_its_entries_with_their_time(
    desk: Desk, screen: DraftScreen
) -> None:
    put_cursor(screen, "Tingling in both hands")
    told = said(screen._beside.sources)
    assert "Tingling in both hands" in told
    assert "note, 10:21" in told


def test_ctrl_down_and_ctrl_up_go_from_sentence_to_sentence(
    desk: Desk, screen: DraftScreen
) -> None:
    put_cursor(screen, "Tingling in both hands")
    before = screen._editor.letter()
    desk.press(Key.Key_Down, CTRL)
    assert screen._editor.letter() > before
    assert "Tingling" not in said(screen._beside.sources)
    desk.press(Key.Key_Up, CTRL)
    assert "Tingling in both hands" in said(screen._beside.sources)


def test_a_typed_sentence_is_shown_as_the_clinicians(desk: Desk, screen: DraftScreen) -> None:
    at_end(screen)
    desk.type("It may be trust.")
    desk.qtbot.waitUntil(lambda: "Your own words." in said(screen._beside.sources))
    assert [one.kind for one in screen._editor._shown if one.kind is MarkKind.YOURS]


def test_one_key_takes_the_new_words_of_an_amended_entry(desk: Desk, screen: DraftScreen) -> None:
    at_end(screen)
    desk.type("My own words.")
    note = next(r.entry.id for r in desk.companion.rows() if isinstance(r.body, e.NoteTaken))
    desk.pass_time(minutes=5)
    desk.companion.amend(note, "precision", {"text": "Tingling, then warmth"})
    told = said(screen._beside.flags)
    assert "Reason: precision" in told
    assert "Tingling, then warmth" in told
    desk.press(Key.Key_U, CTRL)
    assert "Tingling, then warmth" in screen._editor.text()
    assert "Tingling in both hands" not in screen._editor.text()
    assert screen._editor.text().endswith("My own words.")
    assert not screen._beside.flags.isVisible()
    screen._editor.undo()
    assert "Tingling in both hands" in screen._editor.text()


def test_words_left_as_they_are_become_the_clinicians(desk: Desk, screen: DraftScreen) -> None:
    at_end(screen)
    desk.type("My own words.")
    note = next(r.entry.id for r in desk.companion.rows() if isinstance(r.body, e.NoteTaken))
    desk.companion.strike(note, "slip")
    assert "Struck: the sentence goes." in said(screen._beside.flags)
    desk.press(Key.Key_S, CTRL | SHIFT)
    assert "1 sentence has a source that changed after drafting." in said(screen)
    desk.press(Key.Key_Escape)
    screen._editor.setFocus()
    desk.press(Key.Key_U, CTRL | SHIFT)
    assert "Tingling in both hands" in screen._editor.text()
    assert not screen._beside.flags.isVisible()
    put_cursor(screen, "Tingling in both hands")
    assert "your own" in said(screen._beside.sources).casefold()


def test_words_left_as_they_are_stay_though_nothing_else_was_edited(
    desk: Desk, screen: DraftScreen
) -> None:
    assert desk.room is not None
    note = next(r.entry.id for r in desk.companion.rows() if isinstance(r.body, e.NoteTaken))
    desk.companion.amend(note, "precision", {"text": "Tingling, then warmth"})
    screen._editor.setFocus()
    desk.press(Key.Key_U, CTRL | SHIFT)
    desk.room.go_to(SESSION)
    desk.room.go_to(DRAFT)
    assert "Tingling in both hands" in screen._editor.text()
    assert "then warmth" not in screen._editor.text()


def test_the_coverage_counts_and_what_is_left_out_can_be_added(
    desk: Desk, screen: DraftScreen
) -> None:
    desk.companion.music(e.MusicAct.LOWER)
    screen.refresh()
    press_button(desk, screen, "Left out: 1 without a place")
    put_cursor(screen, "Tingling in both hands")
    press_button(desk, screen._beside.coverage, "Add")
    assert "- At 0 minutes: Music lowered." in screen._editor.text()
    put_cursor(screen, "Music lowered")
    assert "music, " in said(screen._beside.sources)
    assert not screen._beside.coverage._left_out.isVisible()


def test_themes_and_questions_are_offered_and_put_in(desk: Desk, screen: DraftScreen) -> None:
    desk.companion.mark("Tears")
    screen.refresh()
    at_end(screen)
    press_button(desk, screen, "1 theme or quote")
    press_button(desk, screen._beside.offered, "Add")
    assert screen._editor.text().rstrip().endswith("Tears, once (0:00)")


def test_a_saved_draft_comes_back_with_its_traces_and_flags(
    desk: Desk, screen: DraftScreen
) -> None:
    assert desk.room is not None
    at_end(screen)
    desk.type("My own words.")
    desk.room.go_to(SESSION)
    note = next(r.entry.id for r in desk.companion.rows() if isinstance(r.body, e.NoteTaken))
    desk.companion.amend(note, "precision", {"text": "Tingling, then warmth"})
    desk.room.go_to(DRAFT)
    assert "Reason: precision" in said(screen._beside.flags)
    put_cursor(screen, "My own words.")
    assert "Your own words." in said(screen._beside.sources)


# --- what is handed out ---------------------------------------------------------------------------


def test_a_letter_is_written_beside_the_note_and_cannot_be_signed(
    desk: Desk, screen: DraftScreen
) -> None:
    choose_template(screen, "Letter")
    assert screen._editor.text().startswith("Dear M.R.,")
    assert "nothing on it is signed" in said(screen)
    desk.press(Key.Key_S, CTRL | SHIFT)
    assert "Choose the note’s template, then sign that." in said(screen)


def test_a_letter_can_be_written_and_exported_after_signing(
    desk: Desk, screen: DraftScreen, tmp_path: Path
) -> None:
    desk.companion.music(e.MusicAct.LOWER)
    sign(desk)
    choose_template(screen, "Letter")
    at_end(screen)
    desk.type("Until Thursday.")
    choose_folder(screen, tmp_path / "out")
    choose_formats(screen, "txt")
    desk.press(Key.Key_E, CTRL)
    exported(desk, screen)
    (path,) = (tmp_path / "out").iterdir()
    assert path.name.startswith("letter-")
    text = path.read_text("utf-8")
    assert "Until Thursday." in text
    assert "Tingling" not in text
    assert len(desk.kept(e.DraftSaved)) == 1, "the signed record takes no draft any more"
    choose_template(screen, "DAP")
    assert screen._editor.isReadOnly()
    left_out = screen._beside.coverage._left_out._lines
    assert left_out and not any(one.can_add for one in left_out)
    choose_template(screen, "Letter")
    assert "Until Thursday." in screen._editor.text()


# --- the screen as a whole ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_nothing_is_cut_at_either_size(
    desk: Desk, screen: DraftScreen, size: tuple[int, int]
) -> None:
    desk.resize(*size)
    desk.qtbot.wait(50)
    assert screen.width() == size[0]
    for part in screen.findChildren(QWidget):
        if isinstance(part, KeyButton | ToggleChip | Segment) and part.isVisible():
            assert part.minimumSizeHint().width() <= part.width(), part.text()


def test_nothing_of_a_client_stays_when_the_session_is_put_away(
    desk: Desk, screen: DraftScreen
) -> None:
    at_end(screen)
    desk.type("My own words.")
    session = desk.companion.session_id
    desk.conductor.leave()
    assert screen._editor.text() == ""
    desk.conductor.resume(session)
    assert _in_hand(desk).endswith("My own words.")


def test_the_page_is_undone_only_to_where_it_was_loaded(desk: Desk, screen: DraftScreen) -> None:
    whole = screen._editor.text()
    at_end(screen)
    desk.type("x")
    for _ in range(5):
        desk.press(Key.Key_Z, CTRL)
    assert screen._editor.text() == whole
    assert QApplication.focusWidget() is screen._editor
