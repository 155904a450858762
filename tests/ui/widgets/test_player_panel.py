"""The player panel: shows what plays, and says what the person wants of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.level_line import LevelLine
from kap_companion.ui.widgets.player_panel import PlayerPanel, Playing, UpNext
from kap_companion.ui.widgets.steering_row import Steer, Steering
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


HEADPHONES_GONE = "‘WH-1000XM4’ has gone. The music waits for it, or choose another output."
COMES = Steering(Steer.DEEPER, True, "Horizon", "one step deeper", "in 2:10")
LATER = tuple(
    UpNext(title, "integration", "9:06", is_announced=n == 0)
    for n, title in enumerate(("Horizon", "Shoreline", "Ember", "Morning", "Hearth", "Glass"))
)


def words_of(player: PlayerPanel) -> list[str]:
    both: list[Label | KeyButton] = [
        *player.findChildren(Label),
        *player.findChildren(KeyButton),
    ]
    return [one.text() for one in both if one.isVisible()]


def test_where_the_sound_goes_is_said_quietly_and_its_loss_in_a_sentence(
    player: PlayerPanel, qtbot: QtBot
) -> None:
    player.set_output("WH-1000XM4")
    assert "WH-1000XM4" in words_of(player)
    player.set_output("WH-1000XM4", HEADPHONES_GONE)
    assert "WH-1000XM4" not in words_of(player) and HEADPHONES_GONE in words_of(player)
    with qtbot.waitSignal(player.output_asked):
        qtbot.mouseClick(button(player, "Choose another output"), Qt.MouseButton.LeftButton)
    player.set_output("WH-1000XM4")
    assert HEADPHONES_GONE not in words_of(player)


def test_the_announced_track_is_marked(player: PlayerPanel) -> None:
    player.set_up_next(LATER[:2])
    rows = [row for row in player.findChildren(TrackRow) if row.isVisible()]
    assert [row.accessibleName() for row in rows] == [
        "Horizon, integration, 9:06, announced",
        "Shoreline, integration, 9:06",
    ]


def test_steering_stands_in_the_panel_only_where_there_is_something_to_steer(
    player: PlayerPanel, qtbot: QtBot
) -> None:
    assert not player.steering.isVisible()
    player.set_steering(COMES)
    assert player.steering.isVisible()
    with qtbot.waitSignal(player.steering.gentler_asked):
        qtbot.mouseClick(button(player, "Gentler"), Qt.MouseButton.LeftButton)
    player.set_steering(None)
    assert not player.steering.isVisible()


def test_the_volume_stops_at_the_ceiling(player: PlayerPanel, qtbot: QtBot) -> None:
    player.set_volume(60)
    player.set_ceiling(62)
    asked: list[int] = []
    player.volume_asked.connect(asked.append)
    for _ in range(4):
        qtbot.keyClick(player._volume, Qt.Key.Key_Right)
    assert max(asked) == 62


@pytest.mark.parametrize("width", [280, 228])
@pytest.mark.parametrize("lost", ["", HEADPHONES_GONE])
def test_in_little_room_the_tracks_to_come_go_first(
    player: PlayerPanel, qapp: QApplication, width: int, lost: str
) -> None:
    player.resize(width, 900)
    player.set_output("WH-1000XM4", lost)
    player.set_steering(COMES)
    player.set_up_next(LATER, "Covers the session with 14 min to spare")
    shown = []
    for room in (900, 640, 580, 530):
        player.set_room(room)
        qapp.processEvents()
        assert player.sizeHint().height() <= room
        assert player.minimumSizeHint().height() <= room
        shown.append(len([row for row in player.findChildren(TrackRow) if row.isVisible()]))
        assert button(player, "Fade to silence").isVisible() and player.steering.isVisible()
        assert not lost or lost in words_of(player)
    assert shown[0] == len(LATER) and shown == sorted(shown, reverse=True)
    player.set_room(None)
    qapp.processEvents()
    assert len([row for row in player.findChildren(TrackRow) if row.isVisible()]) == len(LATER)


@pytest.mark.parametrize("text_size", [1.3, 2.0])
@pytest.mark.parametrize(("width", "room"), [(280, 480), (228, 440)])
@pytest.mark.parametrize("lost", ["", HEADPHONES_GONE])
def test_in_large_words_nothing_is_cut_and_the_fade_stays(
    player: PlayerPanel, qapp: QApplication, text_size: float, width: int, room: int, lost: str
) -> None:
    theme.apply(qapp, theme.DIMMER, text_size)
    player.resize(width, room)
    player.set_output("WH-1000XM4", lost)
    player.set_steering(COMES)
    player.set_up_next(LATER, "Covers the session with 14 min to spare")
    player.set_progress(0.2, "12:41", "\u221210:25")
    player.set_room(room)
    qapp.processEvents()
    assert player.minimumSizeHint().height() <= room
    assert button(player, "Fade to silence").isVisible()
    strong = theme.look().font(Words.STRONG)
    for words in ("Pause", "Next", "Lower", "Previous", "Fade to silence"):
        shown = button(player, words)
        assert painting.width_of(words, strong) <= shown.width() or not shown.isVisible()
    if lost:
        assert lost in words_of(player)
    theme.apply(qapp, theme.DARK)


def test_a_steady_sound_repaints_nothing(show: Show, qapp: QApplication) -> None:
    level = LevelLine()
    show(level, 216)
    level.set_level(0.4)
    qapp.processEvents()
    painted = _Painted(level)
    for wave in (0.401, 0.399, 0.402):
        level.set_level(wave)
        qapp.processEvents()
    assert painted.times == 0
    level.set_level(0.5)
    qapp.processEvents()
    assert painted.times == 1


class _Painted(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.Paint
        return False
