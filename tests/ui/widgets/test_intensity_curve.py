"""Intensity: shown as a curve and a step, and corrected by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from kap_companion.ui.widgets.intensity_curve import CURVE, IntensityCurve

Show = Callable[..., None]


@pytest.fixture
def curve(show: Show) -> IntensityCurve:
    curve = IntensityCurve(can_correct=True)
    show(curve, curve.sizeHint().width())
    curve.set_intensity((0.1, 0.9, 0.4), 3)
    curve.setFocus()
    return curve


@pytest.mark.parametrize(("typed", "step"), [("1", 1), ("5", 5), ("+", 4), ("-", 2), ("=", 4)])
def test_a_key_corrects_the_step(
    curve: IntensityCurve, qtbot: QtBot, typed: str, step: int
) -> None:
    with qtbot.waitSignal(curve.step_chosen) as chosen:
        qtbot.keyClicks(curve, typed)
    assert chosen.args == [step]


def test_the_same_step_or_another_key_says_nothing(curve: IntensityCurve, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(curve.step_chosen):
        qtbot.keyClicks(curve, "3x07")
    curve.set_intensity((), 5)
    with qtbot.assertNotEmitted(curve.step_chosen):
        qtbot.keyClicks(curve, "+")


def test_a_press_on_a_mark_corrects_the_step(curve: IntensityCurve, qtbot: QtBot) -> None:
    marks = 4 + CURVE.width() + 12
    with qtbot.waitSignal(curve.step_chosen) as chosen:
        qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=QPoint(marks + 26, 12))
    assert chosen.args == [5]
    with qtbot.assertNotEmitted(curve.step_chosen):
        qtbot.mouseClick(curve, Qt.MouseButton.LeftButton, pos=QPoint(20, 12))


def test_it_is_read_out_and_says_when_it_was_set_by_hand(curve: IntensityCurve) -> None:
    told = [curve.accessibleDescription()]
    curve.set_intensity((0.1, 0.9), 2, is_corrected=True)
    told.append(curve.accessibleDescription())
    curve.set_intensity((), None)
    told.append(curve.accessibleDescription())
    assert told == ["intensity 3 of 5", "intensity 2 of 5, by hand", "intensity not measured"]


@pytest.mark.parametrize("values", [(), (0.5,), (0.0, 1.0), tuple(n / 60 for n in range(60))])
def test_any_curve_can_be_shown(curve: IntensityCurve, values: tuple[float, ...]) -> None:
    curve.set_intensity(values, 5)
    assert not curve.grab().isNull()


def test_a_curve_that_is_only_shown_takes_no_keyboard(show: Show, qtbot: QtBot) -> None:
    shown = IntensityCurve()
    show(shown, 120)
    shown.set_intensity((0.1, 0.2), 2)
    assert shown.focusPolicy() is Qt.FocusPolicy.NoFocus
    with qtbot.assertNotEmitted(shown.step_chosen):
        qtbot.keyClicks(shown, "4")
