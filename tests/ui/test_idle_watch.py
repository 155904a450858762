"""The lock that comes by itself: when, with what warning, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from kap_companion.ui.idle_watch import IdleWatch
from kap_companion.ui.lock_keeper import SOUNDS
from kap_companion.ui.preferences import Preferences, load_preferences, save_preferences
from kap_companion.ui.screens.veiled import VeiledRoom
from kap_companion.ui.window import Window
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic


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


def is_veiled(window: Window) -> bool:
    return isinstance(window.current_screen(), VeiledRoom)


def can_be_opened(clinic: Clinic) -> bool:
    Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state).close()
    return True


def open_veil(clinic: Clinic, window: Window) -> None:
    clinic.press(Qt.Key.Key_F12)
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.room is not None)


def test_four_minutes_without_a_touch_veil_a_running_session_and_keep_its_note(
    clinic: Clinic,
) -> None:
    window = in_session(clinic)
    clinic.type("half a note")
    pass_idle(clinic, window, minutes=3)
    assert not is_veiled(window)
    pass_idle(clinic, window, minutes=1)
    assert is_veiled(window)
    assert window.conductor is not None
    assert window.conductor.has_session, "clock and music go on"
    clinic.type(" that goes on")
    open_veil(clinic, window)
    assert window.room is not None
    assert window.room.session.writing.box.text() == "half a note that goes on"


def test_half_a_minute_before_it_says_so_and_any_key_keeps_it_open(clinic: Clinic) -> None:
    window = in_session(clinic)
    pass_idle(clinic, window, minutes=3, seconds=30)
    assert window.notice() == "Veils in half a minute. Any key keeps it open."
    handle = window.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert window.notice() == ""
    assert window.room is not None
    assert window.room.session.writing.box.text() == "a", "the key was not taken away"
    pass_idle(clinic, window, minutes=3)
    assert not is_veiled(window)


def test_at_home_it_says_that_it_locks(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    pass_idle(clinic, window, minutes=3, seconds=30)
    assert window.notice() == "Locks in half a minute. Any key keeps it open."


def test_a_mouse_that_moves_counts_as_somebody(clinic: Clinic) -> None:
    window = in_session(clinic)
    pass_idle(clinic, window, minutes=3)
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle)
    clinic.qtbot.wait(20)
    pass_idle(clinic, window, minutes=3)
    assert not is_veiled(window)


def test_at_home_it_closes_the_vault(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    pass_idle(clinic, window, minutes=4)
    assert window.gate.isVisible()
    assert window.conductor is None


@pytest.mark.parametrize(("minutes", "locks"), [(0, False), (2, True)])
def test_the_minutes_are_a_preference_and_off_is_off(
    clinic: Clinic, minutes: int, locks: bool
) -> None:
    settings = clinic.home / "settings"
    save_preferences(settings, Preferences(idle_minutes=minutes))
    window = in_session(clinic)
    pass_idle(clinic, window, hours=5)
    assert is_veiled(window) is locks


def test_the_choice_holds_at_once_and_the_next_time(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.home is not None
    chosen = replace(Preferences(), idle_minutes=2, hides_from_sharing=False)
    window.home.preferences_chosen.emit(chosen)
    pass_idle(clinic, window, minutes=2)
    assert is_veiled(window)
    assert load_preferences(clinic.home / "settings") == chosen


@pytest.mark.parametrize("minutes", [0, 4])
def test_a_laptop_that_slept_is_veiled_when_it_wakes(clinic: Clinic, minutes: int) -> None:
    save_preferences(clinic.home / "settings", Preferences(idle_minutes=minutes))
    window = in_session(clinic)
    clinic.clock.sleep(timedelta(seconds=20))
    idle_of(window).look()
    assert is_veiled(window)


def test_the_first_touch_after_sleep_finds_the_lock_and_no_client(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    clinic.clock.sleep(timedelta(seconds=20))
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseMove(handle)
    clinic.wait(window.gate.isVisible)
    assert window.conductor is None


def test_after_the_session_the_full_lock_comes_when_nobody_touches_it(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.conductor is not None
    session = window.conductor.companion.session_id
    window.conductor.companion.end("the client asked to stop")
    pass_idle(clinic, window, minutes=4)
    assert window.gate.isVisible()
    assert can_be_opened(clinic)
    clinic.unlock(window)
    assert window.conductor.companion.session_id == session
    assert window.room is not None
    assert window.room.isVisible()


@pytest.mark.parametrize("minutes", [0, 2])
def test_a_veil_drawn_in_place_of_a_lock_becomes_the_lock_after_the_music(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch, minutes: int
) -> None:
    save_preferences(clinic.home / "settings", Preferences(idle_minutes=minutes))
    window = in_session(clinic)
    assert window.conductor is not None
    conductor = window.conductor
    conductor.companion.end("the client asked to stop")
    with monkeypatch.context() as heard:
        status = replace(conductor.music.player.status, playing=True)
        heard.setattr(type(conductor.music.player), "status", status)
        clinic.press(Qt.Key.Key_L, CTRL)
        assert is_veiled(window), "whoever listens is not cut off"
        assert window.curtain is not None
        assert window.curtain.screen is not None
        assert window.curtain.screen.panel.why.text() == SOUNDS
        pass_idle(clinic, window, hours=1)
        assert is_veiled(window)
    conductor.beat.emit()
    assert is_veiled(window)
    pass_idle(clinic, window, minutes=4)
    assert window.gate.isVisible()
    assert window.conductor is None
