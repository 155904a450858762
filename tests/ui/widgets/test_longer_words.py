"""Where a language is longer, or goes the other way: what matters is whole, keys give way first."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from kap_companion.language import ENGLISH
from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.compact_fade import CompactFade
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.margins import set_margins
from kap_companion.ui.widgets.note_edit import NoteEdit
from kap_companion.ui.widgets.player_panel import PlayerPanel, Playing
from kap_companion.ui.widgets.steer_button import SteerButton
from kap_companion.ui.widgets.steering_row import SteeringRow
from kap_companion.ui.words import speak_in

Show = Callable[..., None]
NARROW = 228  # the right column of the smallest window


@pytest.fixture
def spanish(qapp: QApplication) -> Iterator[None]:
    speak_in(qapp, "es")
    yield
    speak_in(qapp, ENGLISH)


@pytest.fixture
def from_the_right(qapp: QApplication) -> Iterator[None]:
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


@pytest.mark.usefixtures("spanish")
def test_what_the_music_is_asked_for_is_read_whole_in_the_narrowest_column(show: Show) -> None:
    row = SteeringRow()
    show(row, NARROW)
    look = theme.look()
    for button in row.findChildren(SteerButton):
        assert button.least_width(look, is_short=True) <= button.width() + 1, button.text()


def test_buttons_whose_words_fit_in_a_third_stay_as_wide_as_each_other(show: Show) -> None:
    row = SteeringRow()
    show(row, NARROW)
    wides = [button.width() for button in row.findChildren(SteerButton)]
    assert max(wides) - min(wides) <= 1


@pytest.mark.usefixtures("spanish")
def test_the_fade_keeps_its_words_and_lets_its_key_go(show: Show) -> None:
    panel = PlayerPanel()
    panel.set_playing(Playing("Open water", fade_s=8, is_playing=True))
    show(panel, NARROW, 500)
    assert panel.minimumSizeHint().width() <= NARROW
    words = painting.width_of("Desvanecer a silencio", theme.look().font(Words.STRONG))
    assert words < NARROW


@pytest.mark.usefixtures("spanish")
def test_the_small_windows_fade_is_as_wide_as_its_longer_words(show: Show) -> None:
    fade = CompactFade()
    show(fade, fade.sizeHint().width())
    words = painting.width_of(fade.text(), theme.look().font(Words.LABEL))
    assert words < fade.width()
    was = fade.sizeHint()
    fade.show_faded(True)
    assert fade.sizeHint() == was
    assert fade.toolTip() == "Recuperarla"


def test_a_hint_without_room_is_read_whole_where_the_mouse_rests(show: Show) -> None:
    field = HintField("The passphrase of then, or the recovery code")
    show(field, 200)
    assert field.toolTip() == "The passphrase of then, or the recovery code"
    field.resize(600, field.height())
    assert field.toolTip() == ""


def test_a_field_keeps_the_words_its_owner_gave_it_for_the_mouse(show: Show) -> None:
    field = HintField("The passphrase of then, or the recovery code")
    field.setToolTip("At least 12 letters")
    show(field, 200)
    assert field.toolTip() == "At least 12 letters"


@pytest.mark.usefixtures("from_the_right")
def test_an_empty_note_begins_where_lines_begin(show: Show) -> None:
    edit = NoteEdit()
    show(edit, 300, 40)
    assert edit.cursorRect().left() > 200
    edit.setPlainText("She laughed.")
    edit.moveCursor(edit.textCursor().MoveOperation.Start)
    assert edit.cursorRect().left() < 100


@pytest.mark.usefixtures("from_the_right")
def test_margins_begin_where_lines_begin() -> None:
    page = QWidget()
    column = QVBoxLayout(page)
    set_margins(column, 28, 24, 12, 8)
    margins = column.contentsMargins()
    assert (margins.left(), margins.top(), margins.right(), margins.bottom()) == (12, 24, 28, 8)
