from __future__ import annotations

import sys
import threading
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt, QTimer
from pytestqt.exceptions import capture_exceptions

from kap_companion import crash
from kap_companion.app import SORRY, tell_of_error
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.screens.home import HomeScreen
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic


def test_from_an_empty_laptop_to_an_open_session_by_the_keyboard_alone(clinic: Clinic) -> None:
    window = clinic.open_window()
    for _ in range(2):
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: window.gate.currentWidget() is window.gate.code)
    clinic.press(Qt.Key.Key_Tab)
    clinic.press(Qt.Key.Key_Tab)
    clinic.press(Qt.Key.Key_Space)
    clinic.press(Qt.Key.Key_Return)
    assert isinstance(window.home, HomeScreen)
    clinic.press(Qt.Key.Key_Escape)  # the tour is for another day
    clinic.press(Qt.Key.Key_Return)  # the one thing to do: a first client
    clinic.type("M.R.")
    clinic.press(Qt.Key.Key_Return)
    clinic.press(Qt.Key.Key_Return)
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    assert window.conductor.has_session
    assert window.room is not None
    assert window.room.isVisible()
    assert window.room.tab == "prepare"


def test_after_a_crash_one_enter_brings_session_time_and_half_typed_note_back(
    clinic: Clinic,
) -> None:
    clinic.add_clients("M.R.")
    session = clinic.hold_session("M.R.", minutes=35, end=False)
    clinic.with_practice(
        lambda practice: practice.vault.scratch.save(
            f"box:{session}", {"text": "half a note", "private": True}
        )
    )
    clinic.clock.advance(timedelta(minutes=4))
    window, home = clinic.at_home()
    assert "has not been ended" in home.banner.accessibleName()
    clinic.press(Qt.Key.Key_Return)
    conductor = window.conductor
    assert conductor is not None
    since = conductor.companion.state.since_dose(conductor.companion.now())
    assert since == timedelta(minutes=29)
    assert conductor.companion.box() == ("half a note", True)
    assert window.room is not None
    assert window.room.tab == "session"


def test_lock_and_unlock_at_home_comes_back_to_the_same_clients(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    window, home = clinic.at_home()
    keys = home.clients.table.keys()
    for _ in range(3):
        clinic.press(Qt.Key.Key_L, CTRL)
        home = clinic.unlock(window)
        assert home.clients.table.keys() == keys


def test_an_unexpected_error_keeps_the_half_typed_note_and_the_session_goes_on(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", minutes=35, end=False)
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    conductor = window.conductor
    assert conductor is not None
    clinic.type("half a note")

    def break_down() -> None:
        raise RuntimeError("half a note")

    with capture_exceptions():
        monkeypatch.setattr(sys, "excepthook", sys.excepthook)
        monkeypatch.setattr(threading, "excepthook", threading.excepthook)
        crash.catch_errors(clinic.state, lambda folder: tell_of_error(window, folder))
        QTimer.singleShot(0, break_down)
        clinic.wait(lambda: window.notice().startswith(SORRY[:30]))
    assert conductor.companion.box() == ("half a note", False)
    (note,) = (clinic.state / "crash-notes").iterdir()
    assert "half a note" not in note.read_text(encoding="utf-8")
    clinic.press(Qt.Key.Key_Return)
    assert "half a note" in [getattr(row.body, "text", "") for row in conductor.companion.rows()]


def test_after_an_unexpected_error_at_the_gate_one_can_try_again_or_leave(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.add_clients("M.R.")
    window = clinic.open_window()

    def break_down(_entrance: Entrance, _passphrase: str) -> None:
        raise RuntimeError

    with capture_exceptions() as raised, monkeypatch.context() as broken:
        broken.setattr(Entrance, "unlock", break_down)
        clinic.type(PASSPHRASE)
        clinic.press(Qt.Key.Key_Return)
        clinic.wait(lambda: bool(raised))
    assert window.gate.while_busy() == ""
    clinic.unlock(window)
