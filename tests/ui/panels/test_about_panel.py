"""What the app says of itself: its version, and every licence in its own words, by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion import __version__
from kap_companion.licences import licensed
from kap_companion.ui.screens.home import HomeScreen
from tests.journeys.clinic import CTRL, Clinic


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


@pytest.fixture
def home(clinic: Clinic) -> HomeScreen:
    """Home, with About chosen in its menu."""
    clinic.add_clients("M.R.")
    _, found = clinic.at_home()
    (about,) = (one for one in found.menu.actions() if one.text() == "About KAP Companion")
    about.trigger()
    return found


def _words(home: HomeScreen) -> str:
    labels = home.settings.about.findChildren(QLabel)
    return "\n".join(one.text() for one in labels if one.isVisible())


def test_about_is_in_the_menu_of_home_and_says_version_and_what_holds(home: HomeScreen) -> None:
    assert home.is_in_settings and home.settings.group == "about"
    told = _words(home)
    assert f"KAP Companion {__version__}" in told
    assert "It uses no network" in told and "LGPL, version 3" in told
    texts = [one.text() for one in home.menu.actions()]
    assert texts.index("About KAP Companion") < texts.index("Lock")


def test_each_licence_is_read_by_going_through_the_list(clinic: Clinic, home: HomeScreen) -> None:
    about = home.settings.about
    assert about.pieces.keys() == [one.name for one in licensed()]
    assert about.pieces.hasFocus() and not about.text.isVisible()
    clinic.press(Qt.Key.Key_Down)
    first = licensed()[0]
    assert about.pieces.selected_key() == first.name
    assert about.text.toPlainText() == first.text()
    about.pieces.select("av")
    assert "x264 (GPL-2.0-or-later)" in _words(home)
    clinic.press(Qt.Key.Key_Tab)
    assert about.text.hasFocus() and about.text.isReadOnly()
    clinic.press(Qt.Key.Key_Tab)
    assert not about.text.hasFocus()


def test_what_came_without_a_text_says_so(home: HomeScreen) -> None:
    about = home.settings.about
    about.pieces.select("fhir-core")
    told = about.text.toPlainText()
    assert told == "It came without a text: its licence is BSD-3-Clause."


def test_a_search_of_the_settings_finds_it(clinic: Clinic, home: HomeScreen) -> None:
    clinic.press(Qt.Key.Key_F, CTRL)
    clinic.type("lgpl")
    assert home.settings.groups["about"].isVisible()
    assert not home.settings.groups["log"].isVisible()
