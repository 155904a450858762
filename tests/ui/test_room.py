"""The room of a session: which screen opens, what the header says, keys that work everywhere."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.practice import Opening
from kap_companion.session import entries as e
from kap_companion.ui import theme
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.header_bar import HeaderWord
from tests.ui.desk import CTRL, PLANNED, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def tab_after_resuming(desk: Desk) -> str:
    session = desk.companion.session_id
    desk.conductor.leave()
    desk.conductor.resume(session)
    assert desk.room is not None
    return desk.room.tab


def test_the_screen_that_opens_is_the_one_the_session_has_come_to(desk: Desk) -> None:
    desk.open(dosed=False)
    assert tab_after_resuming(desk) == PREPARE
    desk.companion.dose(PLANNED)
    assert tab_after_resuming(desk) == SESSION
    desk.companion.end("over")
    assert tab_after_resuming(desk) == CLOSE
    desk.companion.draft(desk.conductor.practice.template(None))
    assert tab_after_resuming(desk) == DRAFT


def test_the_first_dose_in_prepare_brings_the_session(desk: Desk) -> None:
    room = desk.open(dosed=False)
    room.go_to(PREPARE)
    desk.press(Key.Key_F5)
    desk.enter()
    assert desk.companion.state.first_dose is not None
    assert room.tab == SESSION
    assert room.session.writing.box.focusProxy().hasFocus()  # type: ignore[union-attr]


def test_the_header_says_whose_session_it_is_and_when_it_was_saved(desk: Desk) -> None:
    room = desk.open()
    assert room.header.accessibleName() == "M.R."
    assert room.header.accessibleDescription() == "Session 1 of 8, 150 mg lozenge, in person"
    desk.pass_time(minutes=3)
    desk.enter("Tingling")
    assert room.header._saved.text() == "saved 10:24"


@pytest.mark.parametrize(
    ("is_held", "word"),
    [
        (True, HeaderWord("Kept awake")),
        (False, HeaderWord("May fall asleep", tone=Tone.DUE)),
    ],
)
def test_the_header_says_honestly_whether_the_laptop_stays_awake(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, is_held: bool, word: HeaderWord
) -> None:
    room = desk.open()
    monkeypatch.setattr(desk.conductor.awake, "_held", is_held)
    desk.pass_time(seconds=1)
    assert room.header._words[0] == word
    desk.companion.end("over")
    assert [one.text for one in room.header._words] == ["Menu"]


def test_ctrl_tab_goes_through_the_screens_and_esc_leaves_nothing(desk: Desk) -> None:
    room = desk.open()
    seen = []
    for _ in range(4):
        desk.press(Key.Key_Tab, CTRL)
        seen.append(room.tab)
    assert seen == [CLOSE, DRAFT, PREPARE, SESSION]
    desk.press(Key.Key_PageUp, CTRL)
    assert room.tab == PREPARE
    desk.press(Key.Key_PageDown, CTRL)
    desk.press(Key.Key_Escape)
    assert room.tab == SESSION


def test_the_half_typed_note_goes_along_to_the_close_and_back(desk: Desk) -> None:
    room = desk.open()
    desk.type("half a ")
    room.go_to(CLOSE)
    assert desk.companion.box() == ("half a ", False)
    desk.companion.save_box("half a sentence", private=True)  # as the close does
    room.go_to(DRAFT)
    room.go_to(SESSION)
    assert room.session.writing.box.text() == "half a sentence"
    assert room.session.writing.box.is_private


def test_a_refusal_is_said_on_the_screen_that_is_shown(desk: Desk) -> None:
    room = desk.open()
    room.go_to(PREPARE)
    desk.conductor.refused.emit("The disk is full.")
    assert room.message.text() == "The disk is full."
    room.go_to(SESSION)
    assert room.message.text() == ""


def test_home_and_lock_keep_what_is_half_typed_first(desk: Desk, qtbot: QtBot) -> None:
    room = desk.open()
    desk.type("half")
    with qtbot.waitSignal(room.lock_asked):
        desk.press(Key.Key_L, CTRL)
    assert desk.companion.box() == ("half", False)
    with qtbot.waitSignal(room.home_asked):
        desk.press(Key.Key_Home, Qt.KeyboardModifier.AltModifier)


# --- music, on every screen -----------------------------------------------------------------------


def music(tmp_path: Path, *names: str) -> Path:
    folder = tmp_path / "music"
    folder.mkdir()
    for name in names:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(8000)
            file.writeframes(b"\0\1" * 8000 * 60)
    return folder


def acts(desk: Desk) -> list[e.MusicAct]:
    return [body.act for body in desk.kept(e.MusicChanged)]


def test_music_is_chosen_by_the_keyboard_alone(desk: Desk, tmp_path: Path) -> None:
    room = desk.open()
    folder = music(tmp_path, "1 Drift", "2 Tide")
    desk.press(Key.Key_M, CTRL | SHIFT)
    desk.enter(str(folder))
    desk.qtbot.waitUntil(lambda: bool(desk.conductor.music.tracks))
    assert [track.title for track in desk.conductor.music.tracks] == ["1 Drift", "2 Tide"]
    assert room.session.music.player.isVisible()
    assert room.session.writing.box.focusProxy().hasFocus()  # type: ignore[union-attr]


def test_esc_twice_within_a_second_fades_and_once_does_nothing(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    desk.open()
    desk.conductor.music.choose([music(tmp_path, "Drift")])
    desk.press(Key.Key_F4)
    qtbot.waitUntil(lambda: desk.conductor.music.player.status.playing)
    desk.press(Key.Key_Escape)
    qtbot.wait(1100)
    desk.press(Key.Key_Escape)
    assert e.MusicAct.FADE not in acts(desk)
    desk.press(Key.Key_Escape)
    assert acts(desk)[-1] is e.MusicAct.FADE
    qtbot.waitUntil(lambda: desk.conductor.music.player.status.faded)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_Escape)
    assert acts(desk)[-1] is e.MusicAct.FADE_BACK


def test_f9_lowers_the_music_on_every_screen(desk: Desk, tmp_path: Path) -> None:
    room = desk.open()
    desk.conductor.music.choose([music(tmp_path, "Drift")])
    room.go_to(PREPARE)
    desk.press(Key.Key_F9)
    assert acts(desk) == [e.MusicAct.LOWER]


def test_without_music_a_key_says_how_to_choose_it(desk: Desk) -> None:
    room = desk.open()
    desk.press(Key.Key_F9)
    assert acts(desk) == []
    assert "Ctrl+Shift+M" in room.session.writing.message.text()


def test_a_click_on_the_menu_or_a_tab_leaves_the_note_box_the_keyboard_it_comes_back_to(
    desk: Desk, qtbot: QtBot
) -> None:
    room = desk.open()
    for child in room.header.findChildren(QWidget):
        assert not child.focusPolicy() & Qt.FocusPolicy.ClickFocus, child
    room.header.tab_chosen.emit(PREPARE)
    room.header.tab_chosen.emit(SESSION)
    assert room.session.writing.box.focusProxy().hasFocus()  # type: ignore[union-attr]


@pytest.mark.parametrize("tab", [PREPARE, CLOSE])
def test_the_keys_of_a_screen_hold_while_the_header_has_the_keyboard(desk: Desk, tab: str) -> None:
    room = desk.open()
    room.go_to(tab)
    room.header.focus_tab()
    desk.press(Key.Key_F2)
    desk.enter("126/80 78 97")
    assert desk.kept(e.VitalsTaken)[-1].text == "126/80 78 97"


def test_a_signed_record_leaves_no_screen_without_a_way_out_by_the_keyboard(desk: Desk) -> None:
    room = desk.open()
    desk.companion.end("over")
    desk.companion.sign("A. Clinician, LCSW", desk.conductor.practice.template(None))
    room.go_to(DRAFT)
    for tab in (PREPARE, SESSION, CLOSE, DRAFT):
        desk.press(Key.Key_PageDown, CTRL)
        assert room.tab == tab
        assert room.isAncestorOf(desk.at_keyboard())


def test_the_next_session_does_not_begin_on_the_paper_of_the_one_before(desk: Desk) -> None:
    room = desk.open()
    desk.companion.end()
    room.go_to(DRAFT)
    assert theme.look().theme is theme.LIGHT
    desk.conductor.leave()
    assert theme.look().theme is theme.DARK
    looks: list[theme.Look] = []

    class Watch(QWidget):
        def changeEvent(self, event: QEvent) -> None:
            if theme.look_changed(event):
                looks.append(theme.look())

    watch = Watch(room)
    looks.clear()
    client = desk.vault.clients.by_code("M.R.")
    assert client is not None
    desk.conductor.open_session(client, Opening())
    room.hide()
    room.show()
    assert room.tab == PREPARE
    assert looks == [], "the whole app was given other colours on the way"
    watch.deleteLater()


def test_a_telehealth_dose_goes_to_what_it_lacks_and_the_line_goes_once_that_is_kept(
    desk: Desk,
) -> None:
    room = desk.open(dosed=False, modality=e.Modality.TELEHEALTH)
    room.go_to(PREPARE)
    desk.press(Key.Key_F5)
    assert "A telehealth dose needs" in room.message.text()
    desk.enter("12 Example Street")
    assert desk.companion.state.facts.opened.location == "12 Example Street"  # type: ignore[union-attr]
    assert room.message.text() == ""
