"""The lock that comes by itself: when, with what warning, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.ui.idle_watch import IdleWatch
from kap_companion.ui.preferences import Preferences, load_preferences, save_preferences
from kap_companion.ui.window import Window
from tests.journeys.clinic import PASSPHRASE, Clinic


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def idle_of(window: Window) -> IdleWatch:
    found = window.findChildren(IdleWatch)
    assert len(found) == 1
    return found[0]


def pass_idle(clinic: Clinic, window: Window, **by: float) -> None:
    clinic.clock.advance(timedelta(**by))
    idle_of(window).look()


def in_session(clinic: Clinic) -> Window:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", minutes=35, end=False)
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    assert window.room is not None
    return window


def test_ten_minutes_without_a_touch_lock_a_running_session_and_keep_its_note(
    clinic: Clinic,
) -> None:
    window = in_session(clinic)
    clinic.type("half a note")
    pass_idle(clinic, window, minutes=9)
    assert not window.gate.isVisible()
    pass_idle(clinic, window, minutes=1)
    assert window.gate.isVisible()
    assert window.conductor is not None
    assert window.conductor.has_session, "clock and music go on"
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: not window.gate.isVisible())
    assert window.room is not None
    assert window.room.session.writing.box.text() == "half a note"


def test_half_a_minute_before_it_says_so_and_any_key_keeps_it_open(clinic: Clinic) -> None:
    window = in_session(clinic)
    pass_idle(clinic, window, minutes=9, seconds=30)
    assert window.notice() == "Locks in half a minute. Any key keeps it open."
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert window.notice() == ""
    assert window.room is not None
    assert window.room.session.writing.box.text() == "a", "the key was not taken away"
    pass_idle(clinic, window, minutes=9)
    assert not window.gate.isVisible()


def test_a_mouse_that_moves_counts_as_somebody(clinic: Clinic) -> None:
    window = in_session(clinic)
    pass_idle(clinic, window, minutes=6)
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle)
    clinic.qtbot.wait(20)
    pass_idle(clinic, window, minutes=6)
    assert not window.gate.isVisible()


def test_at_home_it_closes_the_vault(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    pass_idle(clinic, window, minutes=10)
    assert window.gate.isVisible()
    assert window.conductor is None


def test_a_file_that_is_being_written_is_covered_and_not_lost(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    home.new_client()
    clinic.type("New one")
    pass_idle(clinic, window, minutes=10)
    assert window.gate.isVisible()
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(home.isVisible)
    assert "New one" in [field.text() for field in home.form.findChildren(QLineEdit)]


@pytest.mark.parametrize(("minutes", "locks"), [(0, False), (2, True)])
def test_the_minutes_are_a_preference_and_off_is_off(
    clinic: Clinic, minutes: int, locks: bool
) -> None:
    settings = clinic.home / "settings"
    save_preferences(settings, Preferences(idle_minutes=minutes))
    window = in_session(clinic)
    pass_idle(clinic, window, hours=5)
    assert window.gate.isVisible() is locks


def test_the_choice_holds_at_once_and_the_next_time(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.home is not None
    chosen = replace(Preferences(), idle_minutes=2, hides_from_sharing=False)
    window.home.preferences_chosen.emit(chosen)
    pass_idle(clinic, window, minutes=2)
    assert window.gate.isVisible()
    assert load_preferences(clinic.home / "settings") == chosen


def test_a_laptop_that_slept_is_locked_when_it_wakes(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.clock.sleep(timedelta(hours=1))
    idle_of(window).look()
    assert window.gate.isVisible()
