"""The counts and intervals of a course in the settings."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.settings_course import CourseFigurePanel
from kap_companion.ui.panels.settings_group import words_of
from tests.journeys.clinic import Clinic


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def test_how_often_the_prescriber_is_seen_is_a_setting_with_its_source(clinic: Clinic) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    home.show_settings()
    home.settings.show_group("course")
    (panel,) = [
        one
        for one in home.settings.findChildren(CourseFigurePanel)
        if one.field.accessibleName() == "Prescriber follow-up every"
    ]
    assert "once a quarter" in words_of(panel)
    panel.field.setText("60")
    panel.keep()
    assert window.conductor is not None
    assert window.conductor.practice.course.plan.follow_up_every_days == 60
    panel.field.setText("0")
    panel.keep()
    assert "cannot be so" in words_of(panel)
    assert window.conductor.practice.course.plan.follow_up_every_days == 60
