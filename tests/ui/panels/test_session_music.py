"""Music in the session: what follows is said beforehand, nothing changes it but the clinician."""

from __future__ import annotations

import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from mutagen.id3 import APIC
from mutagen.wave import WAVE
from PySide6.QtCore import QBuffer, QByteArray, QEvent, QIODevice, QObject, Qt
from PySide6.QtGui import QColor, QImage, QImageWriter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.music import events
from kap_companion.music.player import Player
from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.ui.panels.session_music import SessionMusic
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.steer_button import SteerButton
from kap_companion.ui.widgets.track_row import TrackRow
from tests.ui.desk import CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key
ALT = Qt.KeyboardModifier.AltModifier
TRACKS = (
    *(("hold", one) for one in ("Arrival",)),
    *(("onset", one) for one in ("Drift",)),
    *(("peak", one) for one in ("Bridge", "Horizon", "Open water")),
    *(("return", one) for one in ("Shoreline",)),
    *(("integration", one) for one in ("Ember", "Hearth", "Morning")),
)
STEPS = {"Bridge": 0.5, "Horizon": 0.7, "Open water": 0.3, "Shoreline": 0.5}


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Nine tracks of fourteen minutes, in folders named after their phases."""
    for phase, title in TRACKS:
        path = tmp_path / "Slow tide" / phase / f"{title}.wav"
        path.parent.mkdir(parents=True, exist_ok=True)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(2000)
            file.writeframes(b"\x80" * 2000 * 14 * 60)
    return tmp_path / "Slow tide"


@pytest.fixture
def room(desk: Desk, folder: Path) -> SessionRoom:
    """The peak of a session in which the music of `folder` plays."""
    room = desk.open()
    desk.pass_time(minutes=24)
    desk.conductor.music.choose([folder])
    for track in desk.conductor.music.tracks:
        if track.title in STEPS:
            desk.conductor.music.correct(track, STEPS[track.title])
    desk.press(Key.Key_F4)
    plays(desk, "Bridge")
    return room


def give_art(path: Path) -> None:
    wav: Any = WAVE  # which carries no types, as its pictures do not
    front: Any = APIC
    image = QImage(60, 60, QImage.Format.Format_RGB32)
    image.fill(QColor("navy"))
    kept = QBuffer()
    kept.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(kept, QByteArray(b"png")).write(image)
    tagged = wav(path)
    tagged.add_tags()
    data = bytes(kept.data().data())
    tagged.tags.add(front(encoding=3, mime="image/png", type=3, desc="", data=data))
    tagged.save()


def plays(desk: Desk, title: str) -> None:
    def is_on() -> bool:
        state = desk.companion.state
        status = desk.conductor.music.player.status
        return bool(
            status.playing
            and status.track is not None
            and status.track.title == title
            and state.playing is not None
            and state.playing.title == title
        )

    desk.qtbot.waitUntil(is_on)
    desk.conductor.beat.emit()


def acts(desk: Desk) -> list[MusicAct]:
    return [body.act for body in desk.kept(e.MusicChanged)]


def said(panel: SessionMusic) -> str:
    labels = [label.text() for label in panel.findChildren(Label) if label.isVisible()]
    buttons = [one.text() for one in panel.findChildren(KeyButton) if one.isVisible()]
    return "\n".join((*labels, *buttons, panel.player.steering.comes()))


def told(desk: Desk, room: SessionRoom) -> str:
    return room.session.writing.message.text()


def steer_button(room: SessionRoom, words: str) -> SteerButton:
    buttons = room.session.music.player.findChildren(SteerButton)
    return next(one for one in buttons if one.text() == words)


# --- what follows ---------------------------------------------------------------------------------


def test_what_plays_stands_with_its_phase_and_what_follows_with_its_own(
    desk: Desk, room: SessionRoom
) -> None:
    desk.resize(1280, 1000)
    desk.pass_time(seconds=1)
    panel = room.session.music
    rows = [row.accessibleName() for row in panel.findChildren(TrackRow) if row.isVisible()]
    assert rows[0].startswith("Horizon, ") and rows[0].endswith("14:00, announced")
    assert panel.player.now.phase() == "peak"
    assert "Covers the session" in said(panel) or "min before the planned end" in said(panel)
    assert "Fade to silence, 8 s" in said(panel)


def test_the_phase_of_what_plays_stays_when_the_session_goes_on_and_its_music_is_offered(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_F, CTRL | SHIFT)
    assert told(desk, room) == "What plays belongs to the peak already."
    assert acts(desk) == [MusicAct.PLAY]
    desk.press(Key.Key_F7)
    desk.pass_time(seconds=1)
    panel = room.session.music
    assert panel.player.now.phase() == "peak"
    assert "Lead over to the return now" in said(panel)
    desk.press(Key.Key_F, CTRL | SHIFT)
    assert acts(desk)[-1] is MusicAct.FOLLOW
    plays(desk, "Shoreline")
    assert panel.player.now.phase() == "return"
    assert "Lead over" not in said(panel)


def test_the_picture_of_what_plays_stands_beside_its_title_and_moves_nothing(
    desk: Desk, folder: Path
) -> None:
    for path in folder.rglob("*.wav"):
        if path.stem != "Horizon":
            give_art(path)
    room = desk.open()
    desk.pass_time(minutes=24)
    desk.conductor.music.choose([folder])
    desk.press(Key.Key_F4)
    plays(desk, "Bridge")
    desk.resize(1280, 1000)
    now = room.session.music.player.now
    desk.qtbot.waitUntil(now._art.isVisible)
    with_art = now._title.pos(), now.height()
    desk.press(Key.Key_N, CTRL | SHIFT)
    plays(desk, "Horizon")
    desk.qtbot.waitUntil(lambda: now.title() == "Horizon")
    assert not now._art.isVisible()
    assert (now._title.pos(), now.height()) == with_art


def test_music_that_plays_on_steadily_lays_out_nothing_anew(desk: Desk, room: SessionRoom) -> None:
    desk.resize(1280, 800)
    desk.qtbot.wait(200)
    panel = room.session.music
    asked = _LayoutAsked(panel)
    before = panel.player._elapsed.text()
    desk.qtbot.waitUntil(lambda: panel.player._elapsed.text() != before)
    desk.pass_time(seconds=1)
    desk.qtbot.wait(50)
    assert asked.times == 0


class _LayoutAsked(QObject):
    """Counts how often a widget is asked to lay itself out."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.times = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.times += event.type() is QEvent.Type.LayoutRequest
        return False


# --- steering -------------------------------------------------------------------------------------


def test_deeper_says_what_comes_and_pressed_twice_it_comes_at_once(
    desk: Desk, room: SessionRoom
) -> None:
    panel = room.session.music
    desk.press(Key.Key_Right, ALT)
    desk.pass_time(seconds=1)
    assert "Next: Horizon, one step deeper, in 13:" in said(panel)
    assert "at once" in steer_button(room, "Deeper").accessibleDescription()
    desk.press(Key.Key_Right, ALT)
    plays(desk, "Horizon")
    assert acts(desk) == [MusicAct.PLAY, MusicAct.DEEPER, MusicAct.DEEPER]
    assert "asked for" in steer_button(room, "Deeper").accessibleDescription()
    desk.qtbot.waitUntil(lambda: desk.conductor.music.player.status.crossfading)
    desk.press(Key.Key_End, ALT)
    desk.pass_time(seconds=1)
    assert "asked for" in steer_button(room, "As planned").accessibleDescription()


def test_at_the_gentlest_step_gentler_is_greyed_and_says_why(desk: Desk, room: SessionRoom) -> None:
    bridge = desk.conductor.music.now_placed
    assert bridge is not None
    desk.conductor.music.correct(bridge.track, 0.05)
    desk.companion.track_started("Bridge", None, 840.0, 0.0, track_id=bridge.key, step=1)
    desk.pass_time(seconds=1)
    assert not steer_button(room, "Gentler").isEnabled()
    assert "this is the gentlest step" in said(room.session.music)
    desk.press(Key.Key_Left, ALT)
    assert told(desk, room) == "Gentler cannot be asked for: this is the gentlest step."
    assert MusicAct.GENTLER not in acts(desk)


def test_music_of_unknown_intensity_cannot_be_steered_and_a_key_says_so(
    desk: Desk, folder: Path
) -> None:
    room = desk.open()
    desk.conductor.music.choose([folder])
    desk.pass_time(seconds=1)
    assert room.session.music.player.steering.isHidden()
    desk.press(Key.Key_Right, ALT)
    assert "is not known, so it cannot be steered" in told(desk, room)
    assert acts(desk) == []


# --- how loud, and where it goes ------------------------------------------------------------------


def test_louder_stops_at_the_ceiling_and_says_so(desk: Desk, room: SessionRoom) -> None:
    music = desk.conductor.music
    device = music.player.status.device
    desk.conductor.collection.choose_sound(music.sound.with_ceiling(device, 0.62))
    music.apply_sound()
    for _ in range(3):
        desk.press(Key.Key_Up, ALT)
    assert round(music.player.status.volume * 100) == 62
    assert "The ceiling of this output is 62" in told(desk, room)


class _Lost:
    """A player whose headphones have gone."""

    def __init__(self, player: Player, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[str | None] = []
        sentence = "'WH-1000XM4' has gone. Connect it again; the music waits at its place."
        lost = replace(
            player.status, output_problem=sentence, device="", outputs=("Built-in", "Some speaker")
        )
        monkeypatch.setattr(type(player), "status", property(lambda _player: lost))
        monkeypatch.setattr(player, "set_output", self.asked.append)


def test_a_lost_output_is_said_by_its_name_and_the_sound_goes_nowhere_by_itself(
    desk: Desk, room: SessionRoom, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    lost = _Lost(desk.conductor.music.player, monkeypatch)
    qtbot.waitUntil(lambda: "'WH-1000XM4' has gone." in said(room.session.music))
    desk.conductor.collection.choose_sound(replace(desk.conductor.music.sound, crossfade_s=3.0))
    desk.conductor.music.apply_sound()
    desk.pass_time(seconds=10)
    assert lost.asked == []
    desk.press(Key.Key_O, CTRL | SHIFT)
    desk.press(Key.Key_Down)
    assert lost.asked == []
    desk.press(Key.Key_Return)
    assert lost.asked == ["Some speaker"]
    assert desk.conductor.collection.sound.output == "Some speaker"
    assert room.session.writing.box.focusProxy().hasFocus()  # type: ignore[union-attr]


def test_esc_puts_the_outputs_away_and_nothing_changes(
    desk: Desk, room: SessionRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    lost = _Lost(desk.conductor.music.player, monkeypatch)
    desk.press(Key.Key_O, CTRL | SHIFT)
    assert room.session.music.outputs.isVisible()
    desk.press(Key.Key_Escape)
    assert not room.session.music.outputs.isVisible()
    assert lost.asked == [] and acts(desk) == [MusicAct.PLAY]


# --- choosing, and music from elsewhere -----------------------------------------------------------


def test_esc_leaves_the_chooser_and_the_music_plays_on(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_M, CTRL | SHIFT)
    assert room.session.music.chooser.isVisible()
    desk.type("/some")
    desk.press(Key.Key_Escape)
    assert room.session.music.player.isVisible()
    assert room.session.writing.box.focusProxy().hasFocus()  # type: ignore[union-attr]
    assert acts(desk) == [MusicAct.PLAY]


def test_a_path_that_holds_no_music_changes_nothing_and_says_so(
    desk: Desk, room: SessionRoom, tmp_path: Path
) -> None:
    desk.press(Key.Key_M, CTRL | SHIFT)
    desk.enter(str(tmp_path / "nowhere"))
    desk.qtbot.waitUntil(lambda: "Not found" in told(desk, room))
    assert len(desk.conductor.music.tracks) == len(TRACKS)
    assert room.session.music.chooser.isVisible()


class _Players:
    """The other programs of a desktop; each act is answered by `takes`."""

    def __init__(self, takes: bool) -> None:
        self.did: list[tuple[str, str]] = []
        self._takes = takes

    def names(self) -> tuple[str, ...]:
        return ("Some Radio",)

    def __getattr__(self, act: str) -> Callable[[str], bool]:
        def do(name: str) -> bool:
            self.did.append((act, name))
            return self._takes

        return do


def elsewhere(desk: Desk, takes: bool) -> _Players:
    players = _Players(takes)
    asked: Any = desk.conductor.elsewhere
    asked._players = players
    return players


def name_it(desk: Desk, room: SessionRoom, name: str) -> None:
    desk.press(Key.Key_M, CTRL | SHIFT)
    room.session.music.chooser.name.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_A, CTRL)
    desk.enter(name)


def test_music_from_elsewhere_is_named_once_and_each_act_on_it_is_kept_and_done(desk: Desk) -> None:
    room = desk.open()
    players = elsewhere(desk, takes=True)
    name_it(desk, room, "Some Radio")
    panel = room.session.music
    assert panel.elsewhere.isVisible() and not panel.chooser.isVisible()
    for key in (Key.Key_F4, Key.Key_F9, Key.Key_F9):
        desk.press(key)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    kept = [(body.act, body.name) for body in desk.kept(e.MusicChanged)]
    wanted = (MusicAct.PLAY, MusicAct.LOWER, MusicAct.RAISE, MusicAct.PAUSE)
    assert kept == [(act, "Some Radio") for act in wanted]
    did = ["play", "lower", "raise_", "pause"]
    desk.qtbot.waitUntil(lambda: players.did == [(act, "Some Radio") for act in did])
    assert "itself" not in said(panel)


def test_where_it_cannot_be_reached_one_quiet_line_says_where_to_do_it(desk: Desk) -> None:
    room = desk.open()
    elsewhere(desk, takes=False)
    name_it(desk, room, "Spotify")
    desk.press(Key.Key_F4)
    wanted = "Do it in Spotify itself; it is noted."
    desk.qtbot.waitUntil(lambda: wanted in said(room.session.music))
    assert acts(desk) == [MusicAct.PLAY]


def test_the_players_of_the_desktop_are_offered_by_name(desk: Desk, qtbot: QtBot) -> None:
    room = desk.open()
    elsewhere(desk, takes=True)
    desk.press(Key.Key_M, CTRL | SHIFT)
    qtbot.waitUntil(lambda: "Some Radio" in said(room.session.music))
    offered = room.session.music.chooser._offered[0]
    qtbot.mouseClick(offered, Qt.MouseButton.LeftButton)
    assert desk.conductor.music.outside.name == "Some Radio"


def test_its_name_and_how_it_stands_are_there_after_a_restart_and_it_can_be_taken_back(
    desk: Desk,
) -> None:
    room = desk.open()
    elsewhere(desk, takes=True)
    name_it(desk, room, "Some Radio")
    desk.press(Key.Key_F4)
    session = desk.companion.session_id
    desk.conductor.leave()
    desk.conductor.resume(session)
    outside = desk.conductor.music.outside
    assert (outside.name, outside.is_playing) == ("Some Radio", True)
    assert room.session.music.elsewhere.isVisible()
    desk.press(Key.Key_M, CTRL | SHIFT)
    room.session.music.chooser.name.setFocus(Qt.FocusReason.TabFocusReason)
    desk.press(Key.Key_A, CTRL)
    desk.press(Key.Key_Delete)
    desk.enter()
    assert desk.conductor.music.outside.name == ""
    assert room.session.music.chooser.isVisible()


def test_own_music_beside_it_has_the_keys_while_it_plays(desk: Desk, room: SessionRoom) -> None:
    elsewhere(desk, takes=True)
    name_it(desk, room, "Some Radio")
    panel = room.session.music
    assert panel.elsewhere.isVisible() and panel.player.isVisible()
    desk.press(Key.Key_F9)
    assert desk.kept(e.MusicChanged)[-1].name is None
    assert acts(desk)[-1] is MusicAct.LOWER


# --- the keyboard's and the desktop's media keys --------------------------------------------------


@pytest.mark.qt_log_ignore("keyToAscii")  # the test's own way to press them
def test_the_keyboards_media_keys_are_acts_like_any_other(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_MediaPause)
    player = desk.conductor.music.player
    desk.qtbot.waitUntil(lambda: not player.status.playing)
    desk.press(Key.Key_MediaPause)
    desk.press(Key.Key_MediaTogglePlayPause)
    desk.qtbot.waitUntil(lambda: player.status.playing)
    desk.press(Key.Key_MediaNext)
    plays(desk, "Horizon")
    wanted = [MusicAct.PLAY, MusicAct.PAUSE, MusicAct.RESUME, MusicAct.NEXT]
    assert acts(desk) == wanted


def test_the_desktops_keys_are_offered_while_a_session_with_music_is_open_and_are_kept(
    desk: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = desk.open()
    keys = room.transport.keys
    is_there: list[bool] = []

    class Bus:
        def send(self, _message: object) -> None: ...

        def unregisterService(self, _name: str) -> None:
            is_there.append(False)

        def unregisterObject(self, _path: str) -> None: ...

    def offer() -> bool:
        is_there.append(True)
        keys._bus = Bus()
        return True

    monkeypatch.setattr(keys, "offer", offer)
    desk.pass_time(seconds=1)
    assert is_there == []
    desk.conductor.music.choose([folder])
    desk.pass_time(seconds=2)
    assert is_there == [True]
    assert keys.shown.title == "Arrival"
    assert "M.R." not in str(keys.shown)
    keys.play_asked.emit()
    plays(desk, "Arrival")
    keys.play_asked.emit()
    keys.next_asked.emit()
    assert acts(desk) == [MusicAct.PLAY, MusicAct.NEXT]
    plays(desk, "Drift")
    desk.conductor.leave()
    assert is_there == [True, False]


def test_a_repeat_is_told_unless_the_clinician_went_back(
    desk: Desk, room: SessionRoom, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    (track, *_) = desk.conductor.music.tracks
    again = events.TrackStarted(0, track, 0.0, again=True)
    desk.conductor._went_back = True
    with qtbot.assertNotEmitted(desk.conductor.told):
        desk.conductor._say(again)
    with qtbot.waitSignal(desk.conductor.told):
        desk.conductor._say(again)
