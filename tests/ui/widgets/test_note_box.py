"""The note box keeps every letter until its owner says the note is kept."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.widgets.long_field import LongField
from kap_companion.ui.widgets.note_box import NoteBox
from kap_companion.ui.widgets.note_edit import NoteEdit

Show = Callable[..., None]


@pytest.fixture
def box(show: Show) -> NoteBox:
    box = NoteBox()
    show(box)
    box.setFocus()
    return box


def edit(box: NoteBox) -> NoteEdit:
    found = box.findChild(NoteEdit)
    assert isinstance(found, NoteEdit)
    return found


def compose(box: NoteBox, composed: str, committed: str = "") -> None:
    event = QInputMethodEvent(composed, [])
    event.setCommitString(committed)
    QApplication.sendEvent(edit(box), event)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_hands_the_note_over_and_leaves_it_standing(
    box: NoteBox, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClicks(edit(box), "Tears, quiet.")
    with qtbot.waitSignal(box.kept) as kept:
        qtbot.keyClick(edit(box), key)
    assert kept.args == ["Tears, quiet.", False]
    assert box.text() == "Tears, quiet."
    box.clear()
    assert box.text() == ""


@pytest.mark.parametrize(
    "text",
    [
        "Tingling 😌 in both 👩‍👩‍👧 hands",
        "שלום עולם",
        "مرحبا",
        "two\nlines",
        "a\u00a0hard space, SpO\u2082",
        "  spaces kept  ",
        "x" * 10_000,
    ],
    ids=["emoji", "hebrew", "arabic", "lines", "hard-space", "spaces", "long"],
)
def test_a_note_is_handed_over_exactly_as_typed(box: NoteBox, qtbot: QtBot, text: str) -> None:
    box.set_text(text)
    with qtbot.waitSignal(box.kept) as kept:
        qtbot.keyClick(edit(box), Qt.Key.Key_Return)
    assert kept.args == [text, False]


@pytest.mark.parametrize("text", ["", "   ", "\n\n"])
def test_nothing_is_not_a_note(box: NoteBox, qtbot: QtBot, text: str) -> None:
    box.set_text(text)
    with qtbot.assertNotEmitted(box.kept):
        qtbot.keyClick(edit(box), Qt.Key.Key_Return)


def test_shift_enter_begins_a_new_line(box: NoteBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(box), "one")
    with qtbot.assertNotEmitted(box.kept):
        qtbot.keyClick(edit(box), Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(edit(box), "two")
    assert box.text() == "one\ntwo"


def test_every_letter_is_told_so_that_it_can_be_saved(box: NoteBox, qtbot: QtBot) -> None:
    told: list[str] = []
    box.text_edited.connect(told.append)
    qtbot.keyClicks(edit(box), "Sad")
    assert told == ["S", "Sa", "Sad"]
    box.set_text("put back after a restart")
    assert told == ["S", "Sa", "Sad"]


def test_enter_while_composing_keeps_nothing_yet(box: NoteBox, qtbot: QtBot) -> None:
    compose(box, "にほ")
    with qtbot.assertNotEmitted(box.kept):
        qtbot.keyClick(edit(box), Qt.Key.Key_Return)
    compose(box, "", "日本")
    with qtbot.waitSignal(box.kept) as kept:
        qtbot.keyClick(edit(box), Qt.Key.Key_Return)
    assert kept.args == ["日本", False]


def test_a_private_box_says_so_in_words_and_colour(box: NoteBox, qtbot: QtBot) -> None:
    plain = box.grab().toImage().pixelColor(box.width() // 2, 4).name()
    with qtbot.waitSignal(box.private_changed) as changed:
        box.toggle_private()
    assert changed.args == [True]
    assert box.grab().toImage().pixelColor(box.width() // 2, 4).name() != plain
    said = QAccessible.queryAccessibleInterface(edit(box))
    assert "Private" in said.text(QAccessible.Text.Name)
    box.set_text("my own pull to reassure")
    with qtbot.waitSignal(box.kept) as kept:
        qtbot.keyClick(edit(box), Qt.Key.Key_Return)
    assert kept.args == ["my own pull to reassure", True]
    assert box.is_private


@pytest.mark.parametrize("text_size", [0.9, 1.0, 1.5, 2.0])
def test_the_box_grows_to_three_lines_and_no_further(
    box: NoteBox, qapp: QApplication, text_size: float
) -> None:
    theme.apply(qapp, theme.DARK, text_size)
    heights = []
    for text in ("one", "1\n2", "1\n2\n3", "1\n2\n3\n4", ""):
        box.set_text(text)
        heights.append(box.height())
    one, two, three, four, none = heights
    assert one == none == theme.look().height(56, theme.Words.NOTE)
    assert one < two < three == four


def test_escape_loses_nothing(box: NoteBox, qtbot: QtBot) -> None:
    qtbot.keyClicks(edit(box), "half a note")
    qtbot.keyClick(edit(box), Qt.Key.Key_Escape)
    assert box.text() == "half a note"


def test_a_narrower_box_grows_with_the_lines_it_needs_then(box: NoteBox) -> None:
    box.set_text("A long note that goes on until it has to wrap in the note box, and once more")
    wide = box.height()
    box.resize(320, box.height())
    lines = edit(box).document().size().height()
    assert box.height() > wide
    assert lines == 3
    assert edit(box).height() >= 3 * edit(box).fontMetrics().lineSpacing() - 1
    box.resize(552, box.height())
    assert box.height() == wide


def test_a_long_field_grows_with_the_lines_it_needs_at_its_width(show: Show) -> None:
    field = LongField("Note")
    field.setText("A long note that goes on until it has to wrap in the field here")
    show(field, 600)
    one_line = field.height()
    field.resize(240, field.height())
    assert field.height() > one_line
    field.resize(600, field.height())
    assert field.height() == one_line
