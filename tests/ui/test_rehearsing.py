"""Where a rehearsal is offered, what comes in between, and its music at each speed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.music.player import Output, Player
from kap_companion.practice import Practice
from kap_companion.session import entries as e
from kap_companion.ui.entrance import Entrance
from kap_companion.ui.panels.tour_steps import STEPS, TourPlace
from kap_companion.ui.rehearsal_stage import RehearsalStage
from kap_companion.ui.screens.rehearsal import RehearsalScreen
from kap_companion.ui.window import Window
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.journal import Journal
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import CHEAP, Clinic

Key = Qt.Key


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot, new_player=lambda: Player(Output.SILENCE))
    yield made
    made.close()


def screen_in(window: Window) -> RehearsalScreen | None:
    return window.rehearsing.screen if window.rehearsing is not None else None


def begin(clinic: Clinic, window: Window, speed: int) -> RehearsalStage:
    window.rehearse()
    screen = screen_in(window)
    assert screen is not None and window.rehearsing is not None
    screen.speed.set_chosen(str(speed))
    screen.begin.click()
    clinic.wait(lambda: window.rehearsing is not None and window.rehearsing.stage is not None)
    stage = window.rehearsing.stage
    assert stage is not None
    stage.time.stop()
    return stage


def pass_time(stage: RehearsalStage, seconds: float) -> None:
    stage.time.pass_time(timedelta(seconds=seconds))


def heard(stage: RehearsalStage) -> list[e.TrackStarted]:
    bodies = (row.body for row in stage.conductor.companion.rows())
    return [body for body in bodies if isinstance(body, e.TrackStarted)]


def test_the_tour_offers_it_where_it_tells_of_keys_and_nowhere_else(clinic: Clinic) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    for step in STEPS:
        assert home.tour.rehearse.isVisible() is (step.place is TourPlace.KEYS)
        if home.tour.rehearse.isVisible():
            break
        clinic.press(Key.Key_Return)
    home.tour.rehearse.click()
    assert screen_in(window) is not None


def test_home_offers_it_by_a_button_and_in_the_menu(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    (action,) = [one for one in home.menu.actions() if one.text() == "Rehearse a session"]
    assert action.shortcut().toString() == "Ctrl+Shift+H"
    assert home.day.rehearse.isVisible()
    home.day.rehearse.click()
    assert screen_in(window) is not None


def test_a_window_without_rehearsals_offers_none(clinic: Clinic, qtbot: QtBot) -> None:
    clinic.add_clients("M.R.")
    entrance = Entrance(clinic.folder, clinic.state, clinic.clock, cost=lambda: CHEAP)
    window = Window(entrance, clinic.conduct, clinic.home / "settings")
    qtbot.addWidget(window)
    clinic.windows.append(window)
    window.show()
    assert window.gate.unlock.rehearse.isHidden()
    window.gate.focus_first()
    home = clinic.unlock(window)
    assert home.day.rehearse.isHidden()
    assert "Rehearse a session" not in [one.text() for one in home.menu.actions()]
    window.rehearse()
    assert window.rehearsing is None


def test_a_lock_that_comes_while_it_is_chosen_leaves_the_gate_and_it_can_be_asked_again(
    clinic: Clinic,
) -> None:
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    window.rehearse()
    first = screen_in(window)
    window.lock()
    clinic.wait(window.gate.isVisible)
    window.rehearse()
    again = screen_in(window)
    assert again is not None and again is not first and again.isVisible()


def test_a_script_that_was_opened_is_asked_about_and_played_on_enter(
    clinic: Clinic, tmp_path: Path
) -> None:
    script = tmp_path / "mine.kapsession"
    script.write_text(
        '{"at": "-5:00", "do": "open", "client": "T.T."}\n'
        '{"at": "0:00", "do": "note", "text": "Arrived."}\n'
    )
    window = clinic.open_window()
    window.rehearse(script)
    screen = screen_in(window)
    assert screen is not None and screen.isVisible() and screen.script.text() == str(script)
    clinic.wait(screen.begin.hasFocus)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.rehearsing is not None and window.rehearsing.stage is not None)
    assert window.rehearsing is not None and window.rehearsing.stage is not None
    (session,) = window.rehearsing.stage.conductor.practice.vault.sessions.all()
    assert session.client == "T.T."


def test_on_the_smallest_laptop_a_rehearsal_with_its_band_fits_too(clinic: Clinic) -> None:
    window = clinic.open_window()
    window.resize(1024, 700)
    stage = begin(clinic, window, 60)
    pass_time(stage, 20)
    clinic.qtbot.wait(50)
    assert (window.width(), window.height()) == (1024, 700)
    assert window.minimumSizeHint().height() <= 700


def test_a_full_disk_is_told_and_nothing_is_left_of_what_was_begun(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(Vault, "create", full)
    window = clinic.open_window()
    window.rehearse()
    screen = screen_in(window)
    assert screen is not None
    screen.begin.click()
    clinic.wait(lambda: screen.message.text() == str(VaultNotWritable()))
    assert screen.begin.isEnabled()
    assert list((clinic.state / "rehearsals").iterdir()) == []


def test_music_follows_the_clock_unheard_and_goes_on_at_its_place_when_it_is_heard(
    clinic: Clinic,
) -> None:
    clinic.rehearses_with_music = True
    stage = begin(clinic, clinic.open_window(), 60)
    pass_time(stage, 3)
    unheard, titles = stage.conductor.music.player, [one.title for one in heard(stage)]
    assert titles, "what sounds is kept, though nobody hears it"
    at = unheard.status
    stage.time.set_speed(1)
    music = stage.conductor.music
    assert music.player is not unheard
    clinic.wait(lambda: music.player.status.playing)
    status = music.player.status
    assert status.track == at.track
    assert abs(status.position_s - at.position_s) < 5
    assert status.volume == at.volume
    clinic.wait(lambda: len(heard(stage)) > len(titles))
    assert heard(stage)[-1].title == titles[-1]


def test_sound_does_not_begin_by_itself_at_the_end_of_a_fast_rehearsal(clinic: Clinic) -> None:
    clinic.rehearses_with_music = True
    stage = begin(clinic, clinic.open_window(), 60)
    pass_time(stage, 2)
    stage.conductor.companion.end("the client asked to stop")
    pass_time(stage, 1)
    assert stage.time.is_heard and stage.time.run.is_over
    player = stage.conductor.music.player
    clinic.qtbot.wait(1500)
    player.pump()
    assert not player.status.playing


def test_a_pause_rests_the_music_and_what_is_asked_of_it_meanwhile_holds(clinic: Clinic) -> None:
    clinic.rehearses_with_music = True
    stage = begin(clinic, clinic.open_window(), 1)
    conductor = stage.conductor
    clinic.wait(lambda: conductor.music.player.status.playing)
    stage.time.set_paused(True)
    clinic.wait(lambda: not conductor.music.player.status.playing)
    stage.time.set_paused(False)
    clinic.wait(lambda: conductor.music.player.status.playing)
    stage.time.set_paused(True)
    conductor.do_music(e.MusicAct.PAUSE)
    stage.time.set_paused(False)
    clinic.qtbot.wait(800)
    assert not conductor.music.player.status.playing


def test_a_disk_that_fills_as_it_begins_is_told_where_it_was_asked_for(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(Practice, "open_session", full)
    window = clinic.open_window()
    window.rehearse()
    screen = screen_in(window)
    assert screen is not None
    screen.begin.click()
    clinic.wait(lambda: screen.message.text() == str(VaultNotWritable()))
    assert screen.isVisible() and window.windowTitle() == "KAP Companion"
    assert list((clinic.state / "rehearsals").iterdir()) == []


def test_a_line_that_the_disk_does_not_take_is_told_and_the_rehearsal_goes_on(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage = begin(clinic, clinic.open_window(), 60)
    told: list[str] = []
    stage.conductor.not_kept.connect(told.append)

    def full(*_: object, **__: object) -> None:
        raise VaultNotWritable

    with monkeypatch.context() as filled:
        filled.setattr(Journal, "append", full)
        pass_time(stage, 1)
    assert told == [str(VaultNotWritable())]
    pass_time(stage, 20)
    assert stage.conductor.companion.state.first_dose is not None
