"""The library: found by typing, added by Enter, smooth with ten thousand tracks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import overload

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.widgets.dropping import keys_of
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.library_list import LibraryList, LibraryRow

Show = Callable[..., None]

WATER = LibraryRow(
    "w",
    "Open water",
    "Aeon Field",
    "Slow tide",
    "12:06",
    "\u221219 LUFS",
    (0.1, 0.5, 0.2),
    4,
    is_favourite=True,
    played="played for M.R. on 3 Nov, tears",
)
HORIZON = LibraryRow("h", "Horizon", "Aeon Field", length="9:06", step=2, is_corrected=True)
LANTERN = LibraryRow("l", "Lantern", problem="damaged: it stops after 2:14")


@pytest.fixture
def library(show: Show) -> LibraryList:
    library = LibraryList()
    show(library, 640, 400)
    library.set_rows((WATER, HORIZON, LANTERN))
    library.setFocus()
    return library


def test_typing_searches(library: LibraryList, qtbot: QtBot) -> None:
    asked: list[str] = []
    library.searched.connect(asked.append)
    qtbot.keyClicks(library.search, "tid")
    assert asked == ["t", "ti", "tid"]


def test_down_goes_into_the_list_and_enter_adds(library: LibraryList, qtbot: QtBot) -> None:
    qtbot.keyClick(library.search, Qt.Key.Key_Down)
    assert library.view.hasFocus() and library.selected_keys() == ["w"]
    qtbot.keyClick(library.view, Qt.Key.Key_Down)
    with qtbot.waitSignal(library.added) as added:
        qtbot.keyClick(library.view, Qt.Key.Key_Return)
    assert added.args == [["h"]]


def test_several_are_added_at_once(library: LibraryList, qtbot: QtBot) -> None:
    library.view.enter()
    for _ in range(2):
        qtbot.keyClick(library.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    with qtbot.waitSignal(library.added) as added:
        qtbot.keyClick(library.view, Qt.Key.Key_Return)
    assert added.args == [["w", "h", "l"]]


def test_enter_in_the_search_adds_the_first_that_was_found(
    library: LibraryList, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(library.added) as added:
        qtbot.keyClick(library.search, Qt.Key.Key_Return)
    assert added.args == [["w"]]
    library.set_rows((), "Nothing is called that.")
    with qtbot.assertNotEmitted(library.added):
        qtbot.keyClick(library.search, Qt.Key.Key_Return)
    assert "Nothing is called that." in [
        label.text() for label in library.findChildren(Label) if label.isVisible()
    ]


def test_a_track_can_be_heard_made_a_favourite_and_its_intensity_corrected(
    library: LibraryList, qtbot: QtBot
) -> None:
    library.view.enter()
    with qtbot.waitSignal(library.chosen) as chosen:
        qtbot.keyClick(library.view, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    with qtbot.waitSignal(library.favourite_toggled) as favourite:
        qtbot.keyClick(library.view, Qt.Key.Key_Space)
    with qtbot.waitSignal(library.intensity_corrected) as corrected:
        qtbot.keyClick(library.view, Qt.Key.Key_Plus)
    assert (chosen.args, favourite.args, corrected.args) == ([["w"]], ["w"], ["w", 5])


def test_what_is_typed_over_the_list_goes_on_with_the_search(
    library: LibraryList, qtbot: QtBot
) -> None:
    library.view.enter()
    qtbot.keyClicks(library.view, "h")
    assert library.search.text() == "h" and library.search.hasFocus()


def test_up_from_the_first_row_and_escape_come_back_to_the_search(
    library: LibraryList, qtbot: QtBot
) -> None:
    library.search.setText("o")
    library.view.enter()
    qtbot.keyClick(library.view, Qt.Key.Key_Up)
    assert library.search.hasFocus() and library.search.text() == "o"
    library.view.enter()
    qtbot.keyClick(library.view, Qt.Key.Key_Escape)
    assert library.search.hasFocus() and library.search.text() == ""


def test_the_whole_row_is_read_out(library: LibraryList) -> None:
    model = library.view.model()
    said = [model.index(n, 0).data(Qt.ItemDataRole.AccessibleTextRole) for n in range(3)]
    assert said == [
        "Open water, favourite, Aeon Field, Slow tide, 12:06, \u221219 LUFS, intensity 4 of 5, "
        "played for M.R. on 3 Nov, tears",
        "Horizon, Aeon Field, 9:06, intensity 2 of 5, by hand",
        "Lantern, damaged: it stops after 2:14",
    ]


def test_a_changed_track_keeps_its_place_and_the_keyboard(
    library: LibraryList, qtbot: QtBot
) -> None:
    library.view.enter()
    qtbot.keyClick(library.view, Qt.Key.Key_Down)
    library.replace(replace(HORIZON, is_favourite=True))
    assert "favourite" in library.view.model().index(1, 0).data()
    library.set_rows((LANTERN, WATER, HORIZON))
    assert library.view.hasFocus() and library.selected_keys() == ["h"]


def test_rows_are_dragged_out_by_their_keys(library: LibraryList, qtbot: QtBot) -> None:
    library.view.enter()
    qtbot.keyClick(library.view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    mime = library.view.model().mimeData(library.view.selectedIndexes())
    assert keys_of(mime) == ["w", "h"]
    assert library.view.model().supportedDragActions() == Qt.DropAction.CopyAction


def test_files_folders_and_playlists_are_dropped_in(library: LibraryList) -> None:
    dropped: list[list[str]] = []
    library.dropped.connect(dropped.append)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile("/music/Slow tide"), QUrl.fromLocalFile("/music/arc.m3u8")])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    left = Qt.MouseButton.LeftButton
    QApplication.sendEvent(library, QDragEnterEvent(QPoint(50, 90), copy, mime, left, none))
    QApplication.sendEvent(library, QDropEvent(QPointF(50, 90), copy, mime, left, none))
    assert dropped == [["/music/Slow tide", "/music/arc.m3u8"]]


class Many(Sequence[LibraryRow]):
    """Ten thousand rows that are made when they are asked for."""

    def __init__(self) -> None:
        self.made = 0

    def __len__(self) -> int:
        return 10_000

    @overload
    def __getitem__(self, n: int) -> LibraryRow: ...
    @overload
    def __getitem__(self, n: slice) -> Sequence[LibraryRow]: ...
    def __getitem__(self, n: int | slice) -> LibraryRow | Sequence[LibraryRow]:
        assert isinstance(n, int)
        if n >= 10_000:
            raise IndexError(n)
        self.made += 1
        return replace(WATER, key=str(n), title=f"Track {n}")


def test_only_the_rows_in_view_are_asked_for(library: LibraryList, qapp: QApplication) -> None:
    many = Many()
    library.set_rows(many)
    qapp.processEvents()
    assert library.rows_shown() == 10_000 and many.made < 200


def test_a_search_asks_for_no_more_rows_than_come_into_view(
    library: LibraryList, qapp: QApplication
) -> None:
    for n in range(10):
        many = Many()
        library.set_rows(many)
        qapp.processEvents()
        library.view.verticalScrollBar().setValue(n * 30_000)
        qapp.processEvents()
        assert many.made < 200


@pytest.mark.parametrize("name", list(theme.THEMES))
@pytest.mark.parametrize(("width", "text_size"), [(700, 1.0), (320, 1.0), (320, 2.0)])
def test_rows_can_be_shown_in_any_look(
    library: LibraryList, qapp: QApplication, name: str, width: int, text_size: float
) -> None:
    theme.apply(qapp, theme.THEMES[name], text_size)
    library.resize(width, 400)
    library.view.enter()
    assert not library.grab().isNull()
