"""The tour: five steps beside Home, each of which can be the last, shown once by itself."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.tour_steps import STEPS
from kap_companion.ui.preferences import load_preferences
from kap_companion.ui.widgets.tour_sketch import SKETCHES
from tests.journeys.clinic import CTRL, Clinic

Key = Qt.Key


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def is_seen(clinic: Clinic) -> bool:
    return load_preferences(clinic.home / "settings").tour_seen


def test_enter_leads_through_all_five_steps_of_the_first_vault(clinic: Clinic) -> None:
    clinic.make_vault()
    _, home = clinic.at_home()
    assert len(STEPS) == 5
    for n, step in enumerate(STEPS):
        assert home.tour.isVisible() and home.tour.step == n
        told = [one.text() for one in home.tour.findChildren(QLabel)]
        assert step.title in told and step.words in told and f"{n + 1} of 5" in told
        clinic.press(Key.Key_Return)
    assert home.tour.isHidden()
    assert is_seen(clinic)


@pytest.mark.parametrize("steps", range(5))
def test_esc_skips_it_at_every_step(clinic: Clinic, steps: int) -> None:
    clinic.make_vault()
    _, home = clinic.at_home()
    for _ in range(steps):
        clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Escape)
    assert home.tour.isHidden()
    assert is_seen(clinic)
    assert home.clients.isAncestorOf(clinic.at_keyboard())


def test_it_is_shown_once_by_itself(clinic: Clinic) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    clinic.press(Key.Key_Escape)
    window.close()
    _, home = clinic.at_home()
    assert home.tour.isHidden()


def test_another_choice_of_look_does_not_bring_it_back(clinic: Clinic) -> None:
    clinic.make_vault()
    _, home = clinic.at_home()
    clinic.press(Key.Key_Escape)
    home.settings.theme.chosen.emit("dimmer")
    assert is_seen(clinic)
    assert load_preferences(clinic.home / "settings").theme == "dimmer"


def test_a_vault_with_clients_needs_no_tour_but_the_menu_has_it(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    assert home.tour.isHidden()
    tour = next(one for one in home.menu.actions() if one.text().startswith("The tour"))
    tour.trigger()
    assert home.tour.isVisible() and home.tour.next.hasFocus()


def test_it_never_stands_beside_a_session_that_runs(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", minutes=35, end=False)
    _, home = clinic.at_home()
    home.begin_tour()
    assert home.tour.isHidden()


def test_a_tour_under_way_goes_when_a_session_is_opened(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    home.begin_tour()
    home.clients.focus_first()
    for key in (Key.Key_M, Key.Key_Return, Key.Key_Return):
        clinic.press(key)
    assert window.room is not None and window.room.isVisible()
    window._show_home()
    assert home.tour.isHidden()


def test_each_step_leads_to_its_real_place(clinic: Clinic) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    home.tour.place_asked.emit("vault")
    assert home.settings.groups["vault"].isVisible()
    home.tour.place_asked.emit("client")
    assert home.form.isVisible()
    home.tour.place_asked.emit("keys")
    assert window.keys.sheet is not None
    clinic.press(Key.Key_Escape)
    home.tour.place_asked.emit("music")
    assert home.settings.groups["music"].isVisible()
    home.tour.place_asked.emit("to_sign")
    assert home.day.isVisible()
    assert home.tour.isVisible(), "showing a place does not end the tour"


def test_every_place_of_a_step_is_drawn(clinic: Clinic) -> None:
    assert {step.place.value for step in STEPS} == SKETCHES.keys()
    for parts in SKETCHES.values():
        assert any(part.is_lit for part in parts)
        for part in parts:
            assert part.x + part.width <= 256 and part.y + part.height <= 160


def test_the_keys_of_home_work_while_it_is_shown(clinic: Clinic) -> None:
    clinic.make_vault()
    _, home = clinic.at_home()
    clinic.press(Key.Key_N, CTRL)
    assert home.form.isVisible()
    clinic.type("M.R.")
    clinic.press(Key.Key_Return)
    assert home.clients.selected_client() is not None
