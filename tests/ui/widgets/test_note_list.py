"""The note list: newest on top, told apart, quick with thousands of rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.note_delegate import NoteDelegate
from kap_companion.ui.widgets.note_list import NoteList, NoteRow

Show = Callable[..., None]

DOSE = NoteRow("1", "0:00", "Dose taken: 150 mg.", "dose", Tone.DUE, is_quiet=True)
NUMB = NoteRow("2", "9:15", "Says lips are numb, smiling.")
OWN = NoteRow("3", "18:05", "My own pull to reassure.", "private", Tone.PRIVATE)


@pytest.fixture
def notes(show: Show) -> NoteList:
    notes = NoteList()
    show(notes, 552, 400)
    notes.set_rows((DOSE, NUMB, OWN))
    return notes


def test_the_newest_stands_on_top(notes: NoteList) -> None:
    notes.append(NoteRow("4", "23:12", "Tears."))
    assert [row.key for row in notes.rows()] == ["4", "3", "2", "1"]


def test_a_note_told_late_stands_where_it_happened(notes: NoteList) -> None:
    notes.append(NoteRow("4", "12:00", "Laughter.", "late"), above=1)
    assert [row.key for row in notes.rows()] == ["3", "4", "2", "1"]
    notes.replace(NoteRow("4", "12:00", "Laughter, short.", "late"))
    assert notes.rows()[1].text == "Laughter, short."


def test_an_amended_or_struck_note_says_so_in_words(notes: NoteList) -> None:
    notes.replace(replace(NUMB, text="Says lips tingle.", is_amended=True))
    notes.replace(replace(OWN, is_struck=True))
    said = [row.tag_words for row in notes.rows()]
    assert said == ["private, struck", "amended", "dose"]
    assert [row.key for row in notes.rows()] == ["3", "2", "1"]


def test_the_whole_row_is_read_aloud(notes: NoteList) -> None:
    table = QAccessible.queryAccessibleInterface(notes)
    assert table.role() == QAccessible.Role.Table
    said = [table.child(n).text(QAccessible.Text.Name) for n in range(table.childCount())]
    assert "18:05  My own pull to reassure.  private" in said


def test_rows_are_reached_and_chosen_by_the_keyboard(notes: NoteList, qtbot: QtBot) -> None:
    notes.setFocus()
    notes.select("3")
    with qtbot.waitSignal(notes.selected) as selected:
        qtbot.keyClick(notes, Qt.Key.Key_Down)
    assert selected.args == ["2"] and notes.selected_key() == "2"
    with qtbot.waitSignal(notes.chosen) as chosen:
        qtbot.keyClick(notes, Qt.Key.Key_Return)
    assert chosen.args == ["2"]


def test_what_is_typed_over_the_list_goes_on_to_the_note_box(notes: NoteList, qtbot: QtBot) -> None:
    typed: list[str] = []
    notes.typed.connect(typed.append)
    qtbot.keyClicks(notes, "Te 5")
    qtbot.keyClick(notes, Qt.Key.Key_Down)
    assert "".join(typed) == "Te 5"


@pytest.mark.parametrize("text_size", [0.9, 1.0, 2.0])
def test_a_long_note_is_wrapped_not_cut(
    notes: NoteList, qapp: QApplication, text_size: float
) -> None:
    theme.apply(qapp, theme.DARK, text_size)
    notes.append(NoteRow("short", "19:00", "Tears."))
    one_line = notes.rowHeight(0)
    assert one_line == theme.look().height(36, theme.Words.NOTE)
    notes.append(NoteRow("4", "20:00", "A breath that goes on. " * 10))
    notes.append(NoteRow("5", "21:00", "one\ntwo"))
    assert notes.rowHeight(1) > 2 * one_line - 12
    assert notes.rowHeight(0) == one_line + theme.look().line(theme.Words.NOTE)
    narrower = notes.rowHeight(1)
    notes.resize(900, 400)
    assert notes.rowHeight(1) < narrower


def test_a_reader_who_scrolled_down_is_not_moved_by_a_new_note(
    notes: NoteList, qapp: QApplication
) -> None:
    notes.set_rows(NoteRow(str(n), "1:00", f"note {n}") for n in range(100))
    qapp.processEvents()
    bar = notes.verticalScrollBar()
    bar.setValue(360)
    top = notes.rows()[notes.rowAt(0)].key
    notes.append(NoteRow("new", "2:00", "new"))
    assert notes.rows()[notes.rowAt(0)].key == top
    bar.setValue(0)
    notes.append(NoteRow("newer", "2:01", "newer"))
    assert notes.rowAt(0) == 0


def test_a_new_note_among_five_thousand_lays_out_only_what_is_in_view(
    notes: NoteList, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    notes.set_rows(NoteRow(str(n), "1:00", "Tingling in hands " * (n % 7)) for n in range(5000))
    qapp.processEvents()
    asked: list[int] = []
    measure = NoteDelegate.height

    def counted(self: NoteDelegate, row: Any, width: int) -> int:
        asked.append(row)
        return measure(self, row, width)

    monkeypatch.setattr(NoteDelegate, "height", counted)
    for n in range(20):
        notes.append(NoteRow(f"new {n}", "2:00", "Tears, quiet."))
        qapp.processEvents()
    assert 0 < len(asked) < 20 * 200


def test_a_row_taken_away_is_gone(notes: NoteList) -> None:
    notes.remove("2")
    assert [row.key for row in notes.rows()] == ["3", "1"]
    notes.replace(NUMB)
    assert [row.key for row in notes.rows()] == ["3", "1"]
