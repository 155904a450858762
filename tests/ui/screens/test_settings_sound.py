"""Sound in the settings: preferences are kept, the ceiling is set by ear and never in a session."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.music.settings import SoundSettings
from kap_companion.ui.panels.settings_output import LOCKED, SYSTEMS
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.screens.settings import SettingsScreen
from kap_companion.ui.widgets.thin_slider import ThinSlider
from tests.journeys.clinic import CTRL, Clinic

Key = Qt.Key


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def at_sound(clinic: Clinic) -> SettingsScreen:
    """Open the settings' sound with the keyboard alone."""
    _, home = clinic.at_home()
    clinic.press(Key.Key_2, CTRL)
    clinic.press(Key.Key_Down)
    for _ in home.settings.groups:
        if not home.settings.output.isVisible():
            clinic.press(Key.Key_Down)
    assert home.settings.output.isVisible()
    return home.settings


def kept(clinic: Clinic) -> SoundSettings:
    conductor = clinic.windows[-1].conductor
    assert conductor is not None
    return conductor.collection.sound


def slider(settings: SettingsScreen) -> ThinSlider:
    found = settings.output.ceiling.findChild(ThinSlider)
    assert isinstance(found, ThinSlider)
    return found


def knows_the_output(clinic: Clinic, settings: SettingsScreen) -> None:
    clinic.wait(settings.output.ceiling.isEnabled)


def test_every_number_is_changed_with_the_keyboard_and_kept(clinic: Clinic) -> None:
    clinic.make_vault()
    settings = at_sound(clinic)
    clinic.press(Key.Key_Tab)
    assert settings.sound.crossfade.slider.hasFocus()
    clinic.press(Key.Key_Home)
    assert settings.sound.crossfade.value_words() == "gapless"
    clinic.press(Key.Key_Tab)
    clinic.press(Key.Key_Left)
    assert settings.sound.target.value_words() == "−21 LUFS"
    clinic.press(Key.Key_Tab)
    clinic.press(Key.Key_Space)
    clinic.press(Key.Key_Tab)
    assert settings.sound.contour.hasFocus()
    clinic.press(Key.Key_Space)
    clinic.press(Key.Key_Tab)
    clinic.press(Key.Key_End)
    clinic.press(Key.Key_Tab)
    clinic.press(Key.Key_Right)
    clinic.wait(lambda: kept(clinic) != SoundSettings())
    assert kept(clinic) == SoundSettings(0.0, -21.0, True, 30.0, 16.0, follows_contour=False)


def test_what_was_chosen_comes_back(clinic: Clinic) -> None:
    clinic.make_vault()
    settings = at_sound(clinic)
    settings.sound.fade.chosen.emit(20)
    settings.output.volume.chosen.emit(35)
    clinic.press(Key.Key_Escape)  # leaving keeps it at once
    assert (kept(clinic).fade_s, kept(clinic).first_volume) == (20.0, 0.35)
    clinic.windows[-1].close()
    again = at_sound(clinic)
    assert again.sound.fade.value_words() == "20 s"
    assert again.output.volume.value_words() == "35"


def test_each_number_says_that_it_is_a_preference(clinic: Clinic) -> None:
    from kap_companion.ui.widgets.label import Label

    clinic.make_vault()
    settings = at_sound(clinic)
    for part in (
        settings.sound.crossfade,
        settings.sound.target,
        settings.sound.fade,
        settings.sound.lead,
        settings.output.volume,
    ):
        assert any(label.text().startswith("A preference") for label in part.findChildren(Label))


def test_the_ceiling_is_kept_for_the_output_in_use(clinic: Clinic) -> None:
    clinic.make_vault()
    settings = at_sound(clinic)
    knows_the_output(clinic, settings)
    slider(settings).setFocus()
    for _ in range(5):
        clinic.press(Key.Key_PageDown)
    clinic.press(Key.Key_Escape)
    output = settings.output.output or "silence"
    assert kept(clinic).ceiling(output) == pytest.approx(0.5, abs=0.001)
    assert kept(clinic).ceiling("another pair") == 1.0


def test_a_ceiling_is_heard_and_the_music_stops_on_leaving(clinic: Clinic) -> None:
    clinic.make_vault()
    settings = at_sound(clinic)
    trial = settings.output._trial
    if not trial.can_sound:
        pytest.skip("the app's own music was not made here")
    knows_the_output(clinic, settings)
    settings.output.hear.setFocus()
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: trial.status is not None and trial.status.playing)
    assert settings.output.hear.text() == "Stop"
    clinic.press(Key.Key_Return)
    assert settings.output.hear.text() == "Hear it"
    clinic.press(Key.Key_Escape)
    assert trial.status is None


def test_the_systems_output_is_no_output_of_its_own(clinic: Clinic) -> None:
    clinic.make_vault()
    settings = at_sound(clinic)
    settings.output.picker.output_chosen.emit("WH-1000XM4")
    assert kept(clinic).output == "WH-1000XM4"
    settings.output.picker.output_chosen.emit(SYSTEMS)
    assert kept(clinic).output is None


def test_a_session_that_was_not_ended_locks_the_ceiling_and_says_why(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", minutes=35, end=False)
    settings = at_sound(clinic)
    assert not settings.output.ceiling.isEnabled()
    assert settings.output.why.text() == LOCKED


def test_in_a_session_the_sound_changes_at_once_but_the_ceiling_stays(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    assert isinstance(home, HomeScreen)
    conductor = window.conductor
    assert conductor is not None
    clinic.press(Key.Key_M)
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Return)
    crossfades: list[float] = []
    monkeypatch.setattr(conductor.music.player, "set_crossfade", crossfades.append)
    window._show_home()
    clinic.press(Key.Key_2, CTRL)
    settings = home.settings
    settings.show_group("music")
    assert settings.output._trial.status is None, "one player alone may sound"
    assert not settings.output.ceiling.isEnabled()
    assert settings.output.hear.isHidden()
    assert settings.output.why.text() == LOCKED
    settings.sound.crossfade.chosen.emit(12)
    clinic.wait(lambda: crossfades == [12.0])
