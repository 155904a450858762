from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.session.entries import SessionEnded
from kap_companion.ui import theme
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.lock_keeper import RUNS
from kap_companion.ui.preferences import Preferences, load_preferences, save_preferences
from kap_companion.ui.screens.veiled import VeiledRoom
from kap_companion.ui.window import Window
from kap_companion.vault.guessing import failures
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

SIZES = [(1024, 700), (1280, 800)]


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def in_session(clinic: Clinic) -> Window:
    """Open the window and resume a session that runs."""
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "Tears, quiet.", minutes=35, end=False)
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_Return)
    assert window.room is not None
    return window


def can_be_opened(clinic: Clinic) -> bool:
    """Whether the vault is closed, so that another copy could open it."""
    Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state).close()
    return True


def test_the_title_never_shows_a_client(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.windowTitle() == "KAP Companion"


def test_locking_without_a_session_closes_the_vault(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_L, CTRL)
    assert window.gate.isVisible()
    assert window.home is None
    assert window.conductor is None
    assert can_be_opened(clinic)
    clinic.unlock(window)


def test_locking_in_a_session_veils_it_while_clock_and_vault_go_on(clinic: Clinic) -> None:
    window = in_session(clinic)
    conductor = window.conductor
    assert conductor is not None
    clinic.type("half a no")
    clinic.press(Qt.Key.Key_L, CTRL)
    screen = window.current_screen()
    assert isinstance(screen, VeiledRoom)
    assert window.room is None
    assert screen.panel.why.text() == RUNS
    clinic.clock.advance(timedelta(minutes=3))
    clinic.type("te")
    clinic.press(Qt.Key.Key_Return)
    texts = [getattr(row.body, "text", "") for row in conductor.companion.rows()]
    assert "half a note" in texts
    clinic.press(Qt.Key.Key_F12)
    clinic.type("wrong passphrase")
    clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: failures(clinic.folder) == 1)
    assert window.room is None


def test_what_the_vault_warns_of_stands_under_home(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.make_vault()
    conduct = clinic.conduct

    def warned(vault: Vault) -> Conductor:
        vault.warning = "Entries at the end are missing."
        return conduct(vault)

    monkeypatch.setattr(clinic, "conduct", warned)
    window, _ = clinic.at_home()
    assert window.notice() == "Entries at the end are missing."


def test_going_home_from_a_session_that_runs_lets_it_go_on(clinic: Clinic) -> None:
    window = in_session(clinic)
    conductor = window.conductor
    assert conductor is not None
    assert window.room is not None
    clinic.press(Qt.Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert window.home is not None
    assert window.home.isVisible()
    assert conductor.has_session, "the music plays on"
    assert "goes on" in window.home.banner.accessibleName()
    clinic.press(Qt.Key.Key_Return)
    assert window.room.isVisible()


def test_one_close_does_not_leave_a_session_that_runs_but_two_do(clinic: Clinic) -> None:
    window = in_session(clinic)
    conductor = window.conductor
    assert conductor is not None
    session = conductor.companion.session_id
    clinic.type("half a note")
    window.close()
    assert window.isVisible()
    window.close()
    assert not window.isVisible()
    with Vault.open(clinic.folder, PASSPHRASE, state_folder=clinic.state) as vault:
        assert vault.scratch.load(f"box:{session}") == {"text": "half a note", "private": False}
        record = vault.journal.record(session)
        assert not [one for one in record if isinstance(one.body, SessionEnded)]


def test_closing_at_home_closes_the_vault(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    window.close()
    assert can_be_opened(clinic)


def test_a_chosen_look_holds_at_once_and_the_next_time(clinic: Clinic) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    home.settings.theme.chosen.emit("dimmer")
    assert theme.look().theme.name == "dimmer"
    window.close()
    clinic.open_window()
    assert theme.look().theme.name == "dimmer"
    kept = (clinic.home / "settings" / "window.json").read_text(encoding="utf-8")
    assert "dimmer" in kept


@pytest.mark.parametrize("kept", ["", "{", '{"theme": "neon", "text_size": 1.0}', "[]"])
def test_settings_that_cannot_be_read_give_the_defaults(tmp_path: Path, kept: str) -> None:
    (tmp_path / "window.json").write_text(kept, encoding="utf-8")
    assert load_preferences(tmp_path) == Preferences()


def test_settings_come_back_as_they_were_kept(tmp_path: Path) -> None:
    chosen = Preferences("light", 1.3)
    assert save_preferences(tmp_path / "new", chosen)
    assert load_preferences(tmp_path / "new") == chosen


@pytest.mark.parametrize("text_size", [1.0, 1.3])
@pytest.mark.parametrize("size", SIZES)
def test_every_screen_fits_the_window(
    clinic: Clinic, size: tuple[int, int], text_size: float
) -> None:
    save_preferences(clinic.home / "settings", Preferences(text_size=text_size))
    clinic.add_clients("A.L.", "M.R.")
    clinic.hold_session("M.R.", minutes=35, end=False)
    window, home = clinic.at_home()
    window.resize(*size)
    for keys in ((), ((Qt.Key.Key_N, CTRL),), ((Qt.Key.Key_Escape, None), (Qt.Key.Key_2, CTRL))):
        for key, modifier in keys:
            clinic.press(key, modifier or Qt.KeyboardModifier.NoModifier)
        QApplication.processEvents()
        assert (window.width(), window.height()) == size, "nothing pushes the window wider"
        assert home.width() <= size[0]
