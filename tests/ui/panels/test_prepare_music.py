"""The music in Prepare: what is seen on the clock is what plays, and trouble is named in time."""

from __future__ import annotations

import os
import signal
import sys
import wave
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.beside import Priority
from kap_companion.music.measuring import Measurer
from kap_companion.music.playlist import read_playlist
from kap_companion.music.track import track_key
from kap_companion.readiness import Kind, Readiness, Trouble
from kap_companion.session.phases import Phase
from kap_companion.ui.panels.arcs_panel import templates
from kap_companion.ui.room import PREPARE
from kap_companion.ui.screens.prepare import PrepareScreen
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from tests.ui.desk import CTRL, NONE, PLANNED, SHIFT, Desk, lay_desk

Key = Qt.Key
TITLES = ("Arrival", "Drift", "Tide", "Open water", "Horizon", "Shoreline", "Ember")


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def screen(desk: Desk) -> PrepareScreen:
    room = desk.open(dosed=False)
    room.go_to(PREPARE)
    return room.prepare


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Seven tracks of fourteen minutes: enough for ninety-five."""
    made = tmp_path / "Slow tide"
    made.mkdir()
    for n, title in enumerate(TITLES):
        silence(made / f"{n} {title}.wav", 14 * 60)
    return made


def waited_for(_: Priority) -> Measurer:
    """One that gets its turn also while all cores are busy with other tests."""
    return Measurer(Priority.BELOW)


def silence(path: Path, seconds: float, rate: int = 2000) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(rate)
        file.writeframes(b"\x80" * round(rate * seconds))
    return path


def said(screen: PrepareScreen) -> str:
    return "\n".join(label.text() for label in screen.findChildren(Label) if label.isVisible())


def button(screen: PrepareScreen, name: str) -> KeyButton:
    (found,) = (
        b
        for b in screen.findChildren(KeyButton)
        if name in (b.text(), b.accessibleName()) and b.isVisible()
    )
    return found


def choose(desk: Desk, screen: PrepareScreen, path: Path) -> None:
    """Type a path and wait until its music is there."""
    (field,) = (
        f
        for f in screen.findChildren(QLineEdit)
        if f.accessibleName() == "Folder, file or playlist of the music"
    )
    field.setFocus()
    field.clear()
    desk.enter(str(path))
    desk.qtbot.waitUntil(lambda: not screen._reading.is_reading)
    screen._music.refresh()


def titles(desk: Desk, phase: Phase | None) -> list[str]:
    placed = desk.conductor.music.arc.placed
    return [one.track.path.stem[2:] for one in placed if one.phase is phase]


def key_of(desk: Desk, title: str) -> str:
    tracks = desk.conductor.music.tracks
    return next(track_key(t.path) for t in tracks if t.path.stem.endswith(title))


# --- the arc on the clock -------------------------------------------------------------------------


def test_a_chosen_folder_lies_on_the_sessions_clock_with_what_it_covers(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    shown = screen._music.arc.view.arc()
    assert [span.label for span in shown.phases] == [
        "prepare",
        "hold",
        "onset",
        "peak",
        "return",
        "integration",
    ]
    assert [block.phase for block in shown.blocks][:3] == ["hold", "onset", "peak"]
    assert shown.planned_end is not None and shown.planned_end[1] == "planned end 11:41"
    assert "Covers the session with 7 min to spare." in said(screen)
    assert "Crossfade 6 s" in said(screen)
    assert desk.at_keyboard() is screen._music.arc.view, "the arc can be worked on at once"


def test_the_key_that_chooses_music_opens_the_choice_here_and_not_in_the_session(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    assert not screen._music.choosing.isVisible()
    desk.press(Key.Key_M, CTRL | SHIFT)
    assert desk.room is not None and desk.room.tab == PREPARE
    assert desk.at_keyboard() is screen._music.choosing.path
    desk.press(Key.Key_M, CTRL | SHIFT)
    assert not screen._music.choosing.isVisible()


def test_a_track_moved_by_keys_goes_to_the_next_phase_and_ctrl_z_takes_it_back(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Down, CTRL)
    assert titles(desk, Phase.HOLD) == []
    assert titles(desk, Phase.ONSET)[0] == "Arrival"
    assert titles(desk, None) == [], "the others stay where they are seen"
    desk.press(Key.Key_Z, CTRL)
    assert titles(desk, None) == list(TITLES), "a plain list again, as it was"
    assert "Undone: moving a track." in said(screen)


def test_the_coverage_moves_while_a_track_is_dragged_and_nothing_is_taken_before_it_is_let_go(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    desk.conductor.music.set_arc(screen._hand._assigned())
    screen._music.refresh()
    view = screen._music.arc.view
    before = desk.conductor.music.arc
    start = view.box_of(key_of(desk, "Drift")).center()
    there = QPoint(view.width() - 4, start.y())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, NONE, start)
    for x in range(start.x(), there.x(), 24):
        QTest.mouseMove(view, QPoint(x, start.y()))
    QTest.mouseMove(view, there)
    assert "of music again before the planned end." in said(screen)
    assert desk.conductor.music.arc is before
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, NONE, there)
    assert titles(desk, Phase.INTEGRATION)[-1] == "Drift"


def test_silence_intensity_and_taking_out_are_keys_on_the_arc(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Right)
    desk.press(Key.Key_S)
    assert desk.conductor.music.arc.silent_before == {Phase.ONSET}
    desk.press(Key.Key_4)
    placed = next(one for one in desk.conductor.music.arc.placed if one.step is not None)
    assert (placed.track.path.stem[2:], placed.step) == ("Drift", 4)
    assert "intensity 4 of 5" in said(screen), "the line under the arc says it in full"
    desk.press(Key.Key_Delete)
    assert "Drift" not in titles(desk, None)


def test_files_dropped_on_a_phase_belong_to_it(
    desk: Desk, screen: PrepareScreen, folder: Path, tmp_path: Path
) -> None:
    choose(desk, screen, folder)
    new = silence(tmp_path / "9 Lantern.wav", 300)
    view = screen._music.arc.view
    where = QPointF(view.phase_box("peak").center().x(), view.height() / 2)
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(new))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    enter = QDragEnterEvent(where.toPoint(), copy, mime, left, NONE)
    view.dragEnterEvent(enter)
    view.dropEvent(QDropEvent(where, copy, mime, left, NONE))
    desk.qtbot.waitUntil(lambda: "Lantern" in titles(desk, Phase.PEAK))


def test_after_the_dose_what_played_stays_and_the_rest_lies_ahead(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    companion, (track, second, *_) = desk.companion, desk.conductor.music.tracks
    companion.dose(PLANNED)
    companion.track_started(track.title, None, track.length_s, 0.0, track_key(track.path))
    desk.pass_time(minutes=14)
    companion.track_started(second.title, None, second.length_s, 0.0, track_key(second.path))
    desk.pass_time(minutes=6)
    assert desk.room is not None
    desk.room.go_to(PREPARE)
    shown = screen._music.arc.view.arc()
    first = shown.blocks[0]
    assert (first.title, first.is_past, first.can_move) == (track.title, True, False)
    assert shown.now_s == timedelta(minutes=20).total_seconds()
    hold = next(span for span in shown.phases if span.label == "hold")
    assert not hold.takes_tracks, "what is over takes no track any more"


# --- what is wrong --------------------------------------------------------------------------------


def test_a_damaged_and_a_missing_file_are_named_before_the_dose_and_can_be_replaced(
    desk: Desk, screen: PrepareScreen, tmp_path: Path
) -> None:
    # The desk measures nothing by itself; here each file is really opened.
    desk.conductor.collection._new_measurer = waited_for
    made = tmp_path / "Night"
    made.mkdir()
    for title in ("0 Arrival", "1 Lantern", "2 Tide"):
        silence(made / f"{title}.wav", 30, rate=8000)
    whole = (made / "1 Lantern.wav").read_bytes()
    (made / "1 Lantern.wav").write_bytes(whole[: len(whole) // 2])
    playlist = read_playlist([made])
    (made / "2 Tide.wav").unlink()
    screen._hand.take_playlist(playlist, [made])

    def pump() -> bool:
        desk.conductor.music.pump()
        screen._music.refresh()
        return "1 of 3 files can be played; each was opened at 10:11." in said(screen)

    desk.qtbot.waitUntil(pump)
    assert "1 Lantern.wav is damaged: it" in said(screen)
    assert "Left out. 1 more is marked." in said(screen)
    marked = {b.title[2:]: b.problem for b in screen._music.arc.view.arc().blocks if b.problem}
    assert marked == {"Lantern": "damaged", "Tide": "missing"}
    assert "Lantern" not in {s.placed.track.path.stem[2:] for s in desk.conductor.music.plan.slots}

    new = silence(tmp_path / "3 Candle.wav", 30, rate=8000)
    with patch("kap_companion.ui.panels.prepare_music.choose_track", return_value=new):
        button(screen, "Replace file").click()
    desk.qtbot.waitUntil(lambda: titles(desk, None) == ["Arrival", "Candle", "Tide"])
    desk.conductor.collection.close()


@pytest.mark.skipif(sys.platform == "win32", reason="a process is stopped by a signal")
def test_the_check_of_the_files_waits_for_no_measuring(
    desk: Desk, screen: PrepareScreen, folder: Path, tmp_path: Path
) -> None:
    collection = desk.conductor.collection
    collection._new_measurer = waited_for
    long = silence(tmp_path / "Night.wav", 600, rate=8000)
    collection.measure(read_playlist([long]).tracks)
    assert collection._measurer is not None
    measurer = collection._measurer
    desk.qtbot.waitUntil(lambda: measurer.pid is not None)
    assert measurer.pid is not None
    os.kill(measurer.pid, signal.SIGSTOP)
    screen._hand.take_playlist(read_playlist([folder]), [folder])

    def pump() -> bool:
        desk.conductor.music.pump()
        screen._music.refresh()
        return "All 7 files can be played; each was opened at 10:11." in said(screen)

    desk.qtbot.waitUntil(pump)
    assert measurer.pending > 0 and collection.is_measuring
    collection.close()


def test_what_was_not_found_is_told_with_its_reason_and_found_once_the_folder_is_shown(
    desk: Desk, screen: PrepareScreen, folder: Path, tmp_path: Path
) -> None:
    listed = tmp_path / "night.m3u8"
    lines = [f"old place/{path.name}" for path in sorted(folder.iterdir())]
    listed.write_text("\n".join(lines), "utf-8")
    choose(desk, screen, listed)
    assert "7 of what the list names were not found." in said(screen)
    button(screen, "Show what was not found, and why").click()
    assert "old place/0 Arrival.wav: it is not there" in said(screen)
    moved = button(screen, "It has moved: show the folder")
    with patch("kap_companion.ui.panels.music_beside.choose_folder", return_value=folder):
        moved.click()
    desk.qtbot.waitUntil(lambda: titles(desk, None) == list(TITLES))
    assert "7 tracks were found there." in said(screen)
    assert "not found." not in said(screen)


def test_trouble_with_the_computer_is_told_in_amber_and_never_blocks_the_dose(
    desk: Desk, screen: PrepareScreen
) -> None:
    low = Trouble(Kind.POWER, "The battery is at 20 % and not charging: connect the power supply.")
    screen._ready.show_readiness(Readiness((low,), ("a restart is pending",)), "10:11")
    assert low.sentence in said(screen)
    assert "Not told: whether a restart is pending." in said(screen)
    assert screen._dose.isEnabled()


# --- the arc as a whole ---------------------------------------------------------------------------


def test_a_plain_list_is_assigned_to_the_phases_or_by_a_template_each_undone_by_one_key(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    choose(desk, screen, folder)
    desk.press(Key.Key_J, CTRL | SHIFT)
    button(screen, "Assign to the phases, in list order").click()
    assert titles(desk, Phase.HOLD) == ["Arrival"]
    assert "Ctrl+Z undoes it." in said(screen)
    screen._hand.undo()
    assert titles(desk, None) == list(TITLES)
    template = templates()[0]
    button(screen, f"Assign by the template {template.name}").click()
    assert titles(desk, None) == []
    desk.press(Key.Key_Escape)
    assert screen.beside.currentIndex() == 0, "Esc shows the plan again"


def test_an_arc_kept_by_name_is_opened_again_and_saved_for_other_players(
    desk: Desk, screen: PrepareScreen, folder: Path, tmp_path: Path
) -> None:
    choose(desk, screen, folder)
    desk.press(Key.Key_J, CTRL | SHIFT)
    screen._beside.arcs.name.selectAll()
    desk.enter("Night sea")
    assert "Kept as Night sea." in said(screen)
    screen._hand.remove(key_of(desk, "Arrival"))
    desk.qtbot.wait(20)
    button(screen, "Open the arc Night sea").click()
    assert titles(desk, None) == list(TITLES)
    out = tmp_path / "out.m3u8"
    name = "kap_companion.ui.panels.arcs_panel.choose_new_playlist"
    with patch(name, return_value=(out, False)):
        button(screen, "Save as a playlist").click()
        assert [t.path for t in read_playlist([out]).tracks] == sorted(folder.iterdir())
        button(screen, "Save as a playlist").click()
    assert "There is a file 'out.m3u8' already" in said(screen)


def test_reading_is_counted_can_be_stopped_and_takes_nothing_then(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    screen._music.choosing.path.setText(str(folder))
    screen._music.choose([folder])
    assert "Reading Slow tide: 0 tracks so far." in said(screen)
    button(screen, "Reading the music: cancel").click()
    desk.qtbot.waitUntil(lambda: not screen._reading._background.is_busy)
    assert desk.conductor.music.tracks == ()
    assert "so far" not in said(screen)


# --- the library ----------------------------------------------------------------------------------


def test_the_library_finds_as_one_types_and_enter_adds_to_the_phase_that_is_selected(
    desk: Desk, screen: PrepareScreen, folder: Path, tmp_path: Path
) -> None:
    lantern = silence(tmp_path / "8 Lantern.wav", 600)
    desk.conductor.collection.add(read_playlist([lantern]).tracks)
    choose(desk, screen, folder)
    desk.conductor.music.set_arc(screen._hand._assigned())
    screen._music.refresh()
    screen._music.arc.view.select(key_of(desk, "Tide"))
    desk.press(Key.Key_L, CTRL | SHIFT)
    desk.type("lant")
    assert screen._beside.library.list.rows_shown() == 1
    desk.enter()
    assert titles(desk, Phase.PEAK)[-1] == "Lantern"
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Space)
    kept = desk.conductor.collection.library.get(key_of(desk, "Lantern"))
    assert kept is not None and kept.favourite
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert screen.beside.currentIndex() == 0


def test_the_library_says_what_this_client_heard_before_and_what_was_marked_then(
    desk: Desk, folder: Path
) -> None:
    desk.open(dosed=True)
    track = read_playlist([folder]).tracks[0]
    desk.companion.track_started(track.title, None, track.length_s, 0.0, track_key(track.path))
    desk.companion.mark("Tears")
    desk.companion.end()
    client = desk.vault.clients.all()[0]
    desk.conductor.leave()
    from kap_companion.practice import Opening

    desk.conductor.open_session(client, Opening(planned_minutes=90))
    assert desk.room is not None
    desk.room.go_to(PREPARE)
    screen = desk.room.prepare
    choose(desk, screen, folder)
    screen._beside.toggle_library()
    library = screen._beside.library
    desk.qtbot.waitUntil(lambda: bool(library._heard.before))
    assert "Tears" in library.list._model.row(0).played


def test_a_folder_is_added_to_the_library_without_becoming_the_sessions_music(
    desk: Desk, screen: PrepareScreen, folder: Path
) -> None:
    screen._beside.toggle_library()
    assert "No music yet." in said(screen)
    name = "kap_companion.ui.panels.library_panel.choose_folder"
    with patch(name, return_value=folder):
        button(screen, "Add a folder of music to the library").click()
    desk.qtbot.waitUntil(lambda: screen._beside.library.list.rows_shown() == len(TITLES))
    assert desk.conductor.music.tracks == ()
    assert "7 new." in said(screen)


def test_measuring_the_library_shows_how_far_it_is_and_can_be_cancelled(
    desk: Desk, screen: PrepareScreen, tmp_path: Path
) -> None:
    collection = desk.conductor.collection
    collection._new_measurer = waited_for
    files = [silence(tmp_path / f"{n} {title}.wav", 120) for n, title in enumerate(TITLES)]
    tracks = read_playlist(files).tracks
    collection.add(tracks)
    screen._beside.toggle_library()
    collection.measure(tracks)
    library = screen._beside.library
    library.refresh()
    assert library.progress.text() == "Measuring 7 tracks. 0 measured."
    button(screen, "Library: cancel").click()
    assert library.progress.text() == ""
    assert "Cancelled. What is known stays" in said(screen)
    desk.qtbot.waitUntil(lambda: collection.to_measure == 0)
    collection.pump()
    measured = [track for track in tracks if collection.measurement(track) is not None]
    assert len(measured) < len(tracks)
    collection.measure(tracks)
    assert collection.to_measure >= len(tracks) - len(measured) - 1
    desk.qtbot.waitUntil(
        lambda: collection.pump() and all(map(collection.measurement, tracks)), timeout=180_000
    )
    library.refresh()
    assert library.progress.text() == ""
    collection.close()
