"""The one way to show long work: words, a thin bar, a way to cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.progress_line import ProgressLine
from kap_companion.ui.widgets.progress_bar import ProgressBar


def laid(qtbot: QtBot) -> tuple[QWidget, ProgressLine, QLineEdit]:
    """Show a line of progress under a field that has the keyboard."""
    whole = QWidget()
    field, line = QLineEdit(), ProgressLine("Export")
    # It puts no limits on the window: the offscreen platform knows none.
    inside = QWidget(whole)
    column = QVBoxLayout(inside)
    column.addWidget(field)
    column.addWidget(line)
    qtbot.addWidget(whole)
    whole.show()
    whole.activateWindow()
    qtbot.waitUntil(whole.isActiveWindow)
    field.setFocus()
    return whole, line, field


def test_it_takes_no_room_and_no_keyboard_until_something_is_under_way(qtbot: QtBot) -> None:
    _whole, line, field = laid(qtbot)
    assert line.isHidden() and line.text() == ""
    line.show_progress("Making 2 documents. 1 made.", 0.5)
    assert line.isVisible() and line.text() == "Making 2 documents. 1 made."
    assert field.hasFocus()
    bar = line.findChild(ProgressBar)
    assert bar is not None and bar.value() == bar.maximum() // 2


def test_where_nobody_knows_how_much_there_is_no_bar_pretends_to(qtbot: QtBot) -> None:
    _whole, line, _ = laid(qtbot)
    line.show_progress("Reading Slow tide: 41 tracks so far.")
    bar = line.findChild(ProgressBar)
    assert bar is not None and bar.isHidden()


def test_enter_on_cancel_asks_to_stop_and_the_keyboard_is_not_lost_at_the_end(
    qtbot: QtBot,
) -> None:
    _whole, line, field = laid(qtbot)
    line.show_progress("Making one document.", 0.0)
    line.cancel.setFocus()
    with qtbot.waitSignal(line.cancelled):
        qtbot.keyClick(line.cancel, Qt.Key.Key_Return)
    line.rest(field)
    assert line.isHidden() and field.hasFocus()


def test_a_screen_reader_hears_what_is_cancelled(qtbot: QtBot) -> None:
    _whole, line, _ = laid(qtbot)
    assert line.cancel.accessibleName() == "Export: cancel"
