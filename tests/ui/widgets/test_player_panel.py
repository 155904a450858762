"""The player panel: shows what plays, and says what the person wants of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.level_line import LevelLine
from kap_companion.ui.widgets.player_panel import PlayerPanel, Playing, UpNext
from kap_companion.ui.widgets.track_row import TrackRow

Show = Callable[..., None]

OPEN_WATER = Playing("Open water", "Aeon Field", "peak", Tone.NOW, is_playing=True)


@pytest.fixture
def player(show: Show) -> PlayerPanel:
    player = PlayerPanel()
    show(player, 280, 640)
    player.set_playing(OPEN_WATER)
    return player


def button(player: PlayerPanel, text: str) -> QAbstractButton:
    return next(b for b in player.findChildren(QAbstractButton) if b.text() == text)


@pytest.mark.parametrize(
    ("playing", "words", "signal"),
    [
        (OPEN_WATER, "Pause", "pause_asked"),
        (replace(OPEN_WATER, is_playing=False), "Play", "resume_asked"),
        (OPEN_WATER, "Next", "next_asked"),
        (OPEN_WATER, "Previous", "previous_asked"),
        (OPEN_WATER, "Lower", "lower_asked"),
        (replace(OPEN_WATER, is_lowered=True), "Raise", "raise_asked"),
        (OPEN_WATER, "Fade to silence", "fade_asked"),
        (replace(OPEN_WATER, is_faded=True), "Bring music back", "fade_back_asked"),
    ],
)
def test_each_button_says_what_it_does_now(
    player: PlayerPanel, qtbot: QtBot, playing: Playing, words: str, signal: str
) -> None:
    player.set_playing(playing)
    with qtbot.waitSignal(getattr(player, signal)):
        qtbot.mouseClick(button(player, words), Qt.MouseButton.LeftButton)


def test_without_music_nothing_can_be_pressed(player: PlayerPanel) -> None:
    player.set_playing(Playing(has_music=False))
    assert not any(b.isEnabled() for b in player.findChildren(QAbstractButton))


def test_what_comes_next_can_be_more_or_less_each_time(player: PlayerPanel) -> None:
    tracks = (UpNext("Horizon", "peak", "9:06"), UpNext("Shoreline", "return", "10:06"))
    for shown in (tracks, (), tracks[:1]):
        player.set_up_next(shown, "Covers the session with 14 min to spare" if shown else "")
        rows = [row for row in player.findChildren(TrackRow) if row.isVisible()]
        assert len(rows) == len(shown)
    assert rows[0].accessibleName() == "Horizon, peak, 9:06"


def test_the_level_line_says_whether_sound_leaves(show: Show) -> None:
    level = LevelLine()
    show(level, 216)
    told = [(level.is_silent, level.accessibleDescription())]
    level.set_level(0.4)
    told.append((level.is_silent, level.accessibleDescription()))
    assert told == [(True, "no sound"), (False, "sound leaves")]
    well = theme.look().colour(Tone.WELL).name()
    shown = level.grab().toImage()
    assert shown.pixelColor(40, 2).name() == well
    assert shown.pixelColor(160, 2).name() != well


def test_a_problem_is_one_line(player: PlayerPanel, qapp: QApplication) -> None:
    player.set_problem("Lantern.m4a cannot be played and is left out.")
    assert "Lantern.m4a" in [
        w.text()[:11] for w in player.findChildren(type(player._problem)) if w.isVisible()
    ]
    player.set_problem("")
    assert not player._problem.isVisible()


@pytest.mark.parametrize("text_size", [0.9, 1.0, 1.5, 2.0])
def test_the_buttons_keep_their_words_at_any_text_size(
    player: PlayerPanel, qapp: QApplication, text_size: float
) -> None:
    theme.apply(qapp, theme.DARK, text_size)
    player.resize(280, 900)
    qapp.processEvents()
    for words in ("Pause", "Next", "Lower"):
        shown = button(player, words)
        assert shown.width() >= shown.minimumSizeHint().width()
