"""Steering: the clinician asks for gentler or deeper, and sees beforehand what will come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.widgets.steer_button import SteerButton
from kap_companion.ui.widgets.steering_row import Steer, Steering, SteeringRow

Show = Callable[..., None]

COMES = Steering(Steer.DEEPER, True, "Horizon", "one step deeper", "in 2:10")


@pytest.fixture
def row(show: Show) -> SteeringRow:
    row = SteeringRow()
    show(row, 280)
    row.set_steering(COMES)
    return row


def button(row: SteeringRow, words: str) -> SteerButton:
    return next(b for b in row.findChildren(SteerButton) if b.text() == words)


@pytest.mark.parametrize(
    ("words", "signal"),
    [
        ("Gentler", "gentler_asked"),
        ("As planned", "as_planned_asked"),
        ("Deeper", "deeper_asked"),
    ],
)
def test_each_way_can_be_asked_for_by_mouse_and_by_keyboard(
    row: SteeringRow, qtbot: QtBot, words: str, signal: str
) -> None:
    with qtbot.waitSignal(getattr(row, signal)):
        qtbot.mouseClick(button(row, words), Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(getattr(row, signal)):
        qtbot.keyClick(button(row, words), Qt.Key.Key_Return)


def test_what_comes_is_said_in_one_sentence(row: SteeringRow) -> None:
    assert row.comes() == "Next: Horizon, one step deeper, in 2:10"
    row.set_steering(Steering(says="Nothing deeper is left in the peak."))
    assert row.comes() == "Nothing deeper is left in the peak."


def test_what_waits_says_that_pressing_again_does_it_at_once(row: SteeringRow) -> None:
    assert button(row, "Deeper").accessibleDescription() == (
        "asked for, from the next track on; press again: at once. Key Alt+Right"
    )
    assert button(row, "Gentler").accessibleDescription() == "Key Alt+Left"
    row.set_steering(Steering(Steer.AS_PLANNED, True))
    assert button(row, "As planned").accessibleDescription().startswith("asked for. Key")


def test_a_way_that_cannot_be_gone_cannot_be_pressed(row: SteeringRow) -> None:
    row.set_steering(Steering(can_deeper=False))
    assert not button(row, "Deeper").isEnabled()
    assert button(row, "Gentler").isEnabled() and button(row, "As planned").isEnabled()


@pytest.mark.parametrize(("width", "text_size"), [(280, 1.0), (228, 1.0), (228, 1.3), (280, 1.3)])
def test_its_words_are_whole_in_the_narrowest_column(
    row: SteeringRow, qapp: QApplication, width: int, text_size: float
) -> None:
    theme.apply(qapp, theme.DARK, text_size)
    row.resize(width, row.sizeHint().height())
    qapp.processEvents()
    for words in ("Gentler", "As planned", "Deeper"):
        shown = button(row, words)
        assert shown.width() >= shown.minimumSizeHint().width()
    assert row.minimumSizeHint().width() <= width


def test_asking_moves_nothing(row: SteeringRow, qapp: QApplication) -> None:
    places = []
    for steering in (COMES, Steering(), Steering(Steer.GENTLER, False, "A", "b", "c")):
        row.set_steering(steering)
        qapp.processEvents()
        places.append([b.geometry() for b in row.findChildren(SteerButton)])
    assert places[0] == places[1] == places[2]


def test_without_their_keys_the_buttons_are_lower_and_keep_their_words(row: SteeringRow) -> None:
    high = row.sizeHint().height()
    row.set_brief(True, has_keys=False)
    assert row.sizeHint().height() < high
    assert {b.text() for b in row.findChildren(SteerButton)} == {"Gentler", "As planned", "Deeper"}


def test_a_second_that_goes_by_lays_nothing_out_anew(row: SteeringRow, qapp: QApplication) -> None:
    laid_out = _LaidOut(row)
    for second in range(5):
        row.set_steering(replace(COMES, when=f"in 2:0{second}"))
        qapp.processEvents()
    assert laid_out.times == 0 and row.comes().endswith("in 2:04")


class _LaidOut(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False


def test_with_one_line_the_track_that_comes_is_said_before_how(
    row: SteeringRow, qapp: QApplication
) -> None:
    comes = "The long way home in the evening light"
    row.set_brief(True)
    row.resize(228, row.sizeHint().height())
    row.set_steering(Steering(Steer.GENTLER, True, comes, "one step gentler", "in 2:10"))
    line = row._says
    (shown,) = line._lines()
    assert shown.startswith("Next: The long") and shown.endswith(", in 2:10")
    assert line.toolTip() == f"Next: {comes}, one step gentler, in 2:10"
