"""Where the sound goes, and how loud it may get there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from kap_companion.ui.widgets.ceiling_control import CeilingControl
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.output_picker import OutputPicker, Outputs
from kap_companion.ui.widgets.thin_slider import ThinSlider

Show = Callable[..., None]

NAMES = ("WH-1000XM4", "Built-in Audio", "USB Audio")


@pytest.fixture
def picker(show: Show) -> OutputPicker:
    picker = OutputPicker()
    show(picker, 300, 300)
    picker.set_outputs(Outputs("WH-1000XM4", NAMES, aside="Bluetooth"))
    picker.setFocus()
    return picker


def button(picker: OutputPicker) -> QPushButton:
    return picker.findChildren(QPushButton)[0]


def names(picker: OutputPicker) -> QListWidget:
    return picker.findChildren(QListWidget)[0]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Down])
def test_another_output_is_chosen_by_its_name_with_the_keyboard(
    picker: OutputPicker, qtbot: QtBot, key: Qt.Key
) -> None:
    qtbot.keyClick(button(picker), key)
    assert picker.is_open and names(picker).hasFocus()
    with qtbot.waitSignal(picker.output_chosen) as chosen:
        qtbot.keyClick(names(picker), Qt.Key.Key_Down)
        qtbot.keyClick(names(picker), Qt.Key.Key_Return)
    assert chosen.args == ["Built-in Audio"]
    assert names(picker).isHidden() and button(picker).hasFocus()


def test_another_output_is_chosen_with_the_mouse(picker: OutputPicker, qtbot: QtBot) -> None:
    qtbot.mouseClick(button(picker), Qt.MouseButton.LeftButton)
    row = names(picker).visualItemRect(names(picker).item(2)).center()
    with qtbot.waitSignal(picker.output_chosen) as chosen:
        qtbot.mouseClick(names(picker).viewport(), Qt.MouseButton.LeftButton, pos=row)
    assert chosen.args == ["USB Audio"]


def test_moving_through_the_list_or_leaving_it_changes_nothing(
    picker: OutputPicker, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(picker.output_chosen):
        qtbot.keyClick(button(picker), Qt.Key.Key_Down)
        qtbot.keyClick(names(picker), Qt.Key.Key_Down)
        qtbot.keyClick(names(picker), Qt.Key.Key_Escape)
    assert not picker.is_open and button(picker).hasFocus()


def test_choosing_what_is_in_use_already_asks_for_nothing(
    picker: OutputPicker, qtbot: QtBot
) -> None:
    with qtbot.assertNotEmitted(picker.output_chosen):
        qtbot.keyClick(button(picker), Qt.Key.Key_Down)
        qtbot.keyClick(names(picker), Qt.Key.Key_Return)


def test_the_loss_of_an_output_is_said_and_nothing_opens_by_itself(
    picker: OutputPicker, qtbot: QtBot
) -> None:
    lost = "‘WH-1000XM4’ has gone. The music waits for it, or choose another output."
    picker.set_outputs(Outputs("WH-1000XM4", NAMES[1:], lost))
    said = [m.text() for m in picker.findChildren(InlineMessage) if m.isVisible()]
    assert said == [lost] and not picker.is_open
    picker.open()
    with qtbot.waitSignal(picker.output_chosen) as chosen:
        qtbot.keyClick(names(picker), Qt.Key.Key_Return)
    assert chosen.args == ["Built-in Audio"]


def test_an_open_list_keeps_its_place_when_an_output_comes(
    picker: OutputPicker, qtbot: QtBot
) -> None:
    picker.open()
    qtbot.keyClick(names(picker), Qt.Key.Key_Down)
    picker.set_outputs(Outputs("WH-1000XM4", ("Dock", *NAMES)))
    assert names(picker).currentItem().text() == "Built-in Audio"
    assert picker.is_open and names(picker).hasFocus()


def test_with_nothing_to_choose_the_list_stays_closed(picker: OutputPicker) -> None:
    picker.set_outputs(Outputs())
    picker.open()
    assert not picker.is_open and button(picker).text() == "No output"


def test_the_ceiling_is_set_once_for_these_headphones(show: Show, qtbot: QtBot) -> None:
    ceiling = CeilingControl()
    show(ceiling, 300)
    ceiling.set_ceiling(70, "WH-1000XM4")
    words = [label.text() for label in ceiling.findChildren(Label) if label.isVisible()]
    assert words == [
        "Ceiling",
        "70",
        "Nothing gets louder than this in a session.",
        "For WH-1000XM4.",
    ]
    slider = ceiling.findChild(ThinSlider)
    with qtbot.waitSignal(ceiling.ceiling_chosen) as chosen:
        qtbot.keyClick(slider, Qt.Key.Key_Left)
    assert chosen.args == [69] and "69" in [w.text() for w in ceiling.findChildren(Label)]


def test_the_volume_goes_no_further_than_the_ceiling(show: Show, qtbot: QtBot) -> None:
    volume = ThinSlider(100, name="Volume")
    show(volume, 216)
    volume.show_value(60)
    volume.set_ceiling(62)
    asked: list[int] = []
    volume.moved_to.connect(asked.append)
    for _ in range(4):
        qtbot.keyClick(volume, Qt.Key.Key_Right)
    qtbot.keyClick(volume, Qt.Key.Key_End)
    qtbot.mouseClick(volume, Qt.MouseButton.LeftButton, pos=QPoint(200, 10))
    assert asked and max(asked) == 62 and volume.value() == 62
    volume.show_value(90)
    assert volume.value() == 62
    volume.set_ceiling(None)
    volume.show_value(90)
    assert volume.value() == 90
