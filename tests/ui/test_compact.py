"""The small window: the same session, no letter lost, its keys, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.ui.compact_place import Places, inside, key_of, load_places, save_places
from kap_companion.ui.compact_strip import CompactStrip
from kap_companion.ui.preferences import Preferences, save_preferences
from kap_companion.ui.room import CLOSE, SESSION
from kap_companion.ui.screens.veiled import VeiledRoom
from kap_companion.ui.window import Window
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic
from tests.ui.spoken import all_that_is_said

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
SIZE = QSize(360, 96)
SCREEN = QRect(0, 0, 1280, 800)

pytestmark = pytest.mark.qt_log_ignore("plugin does not support")


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def in_session(clinic: Clinic) -> Window:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "Tears, quiet.", minutes=35, end=False)
    window, _ = clinic.at_home()
    clinic.press(Key.Key_Return)
    assert window.room is not None
    return window


def strip_of(window: Window) -> CompactStrip:
    assert window.compact is not None
    strip = window.compact.strip
    assert strip is not None
    return strip


def shrunk(clinic: Clinic) -> Window:
    """Go to the small window; from now on the keys go there."""
    window = in_session(clinic)
    clinic.press(Key.Key_F11)
    clinic.wait(lambda: strip_of(window).isActiveWindow())
    return window


def press(clinic: Clinic, window: Window, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
    """Press a key in the small window."""
    held = Qt.KeyboardModifier.NoModifier
    for one in modifiers:
        held |= one
    edit = strip_of(window).writing.box.focusProxy()
    assert edit is not None
    clinic.qtbot.keyClick(edit, key, held)


def type_text(clinic: Clinic, window: Window, text: str) -> None:
    edit = strip_of(window).writing.box.focusProxy()
    assert edit is not None
    clinic.qtbot.keyClicks(edit, text)


def bodies(window: Window) -> list[object]:
    assert window.conductor is not None
    return [row.body for row in window.conductor.companion.rows()]


def test_it_shows_time_phase_and_the_next_cue_and_stays_on_top(clinic: Clinic) -> None:
    window = shrunk(clinic)
    strip = strip_of(window)
    assert not window.isVisible()
    assert strip.size() == SIZE
    assert strip.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert strip.windowFlags() & Qt.WindowType.FramelessWindowHint
    assert strip.windowTitle() == "KAP Companion"
    shown = strip.face.shown
    assert shown.ring.clock == "25:00"
    assert shown.ring.phase
    assert shown.cue
    assert shown.when
    assert shown.ring.clock in strip.face.accessibleDescription()


def test_no_letter_is_lost_there_and_back(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.type("half a ")
    clinic.press(Key.Key_P, CTRL | SHIFT)
    clinic.press(Key.Key_F11)
    clinic.wait(lambda: strip_of(window).isActiveWindow())
    assert strip_of(window).writing.box.text() == "half a "
    assert strip_of(window).writing.box.is_private
    type_text(clinic, window, "note")
    press(clinic, window, Key.Key_F11)
    assert window.compact is not None
    assert not window.compact.is_shown
    assert window.isVisible()
    assert window.room is not None
    box = window.room.session.writing.box
    assert box.text() == "half a note"
    assert box.is_private
    clinic.wait(window.isActiveWindow)
    clinic.press(Key.Key_Return)
    assert e.PrivateNoteTaken("half a note") in bodies(window)


def test_enter_keeps_a_note_and_the_face_says_saved(clinic: Clinic) -> None:
    window = shrunk(clinic)
    type_text(clinic, window, "softer now")
    press(clinic, window, Key.Key_Return)
    assert e.NoteTaken("softer now") in bodies(window)
    assert strip_of(window).writing.box.text() == ""
    assert strip_of(window).face.shown.saved == "saved"


def test_what_the_disk_refuses_is_said_and_stays_in_the_box(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kap_companion.vault.errors import VaultNotWritable

    window = shrunk(clinic)
    assert window.conductor is not None

    def refuse(*_: object, **__: object) -> None:
        raise VaultNotWritable

    monkeypatch.setattr(window.conductor.companion, "note", refuse)
    type_text(clinic, window, "softer now")
    press(clinic, window, Key.Key_Return)
    assert strip_of(window).face.shown.saved == "not saved"
    assert "disk" in strip_of(window).face.shown.message
    assert strip_of(window).writing.box.text() == "softer now"


def test_marks_spit_and_return_are_done_from_it(clinic: Clinic) -> None:
    window = shrunk(clinic)
    press(clinic, window, Key.Key_1, CTRL)
    assert strip_of(window).face.shown.message == "Tears kept. Ctrl+Z undoes it."
    press(clinic, window, Key.Key_F6)
    press(clinic, window, Key.Key_F7)
    assert window.conductor is not None
    for _ in range(5):
        window.conductor.beat.emit()
    assert strip_of(window).face.shown.message == "", "what is next is told again"
    kinds = [type(body) for body in bodies(window)]
    assert e.Marked in kinds
    assert e.Spat in kinds
    assert e.PhaseMarked in kinds
    assert not window.isVisible()


def test_esc_esc_fades_the_music(clinic: Clinic, monkeypatch: pytest.MonkeyPatch) -> None:
    window = shrunk(clinic)
    assert window.room is not None
    faded: list[MusicAct] = []
    acts = window.room.session.music.acts
    monkeypatch.setattr(acts, "_has_music", lambda: True)
    monkeypatch.setattr(acts, "do", faded.append)
    press(clinic, window, Key.Key_Escape)
    assert faded == []
    press(clinic, window, Key.Key_Escape)
    assert faded == [MusicAct.FADE]
    strip_of(window).fade_asked.emit()
    assert faded == [MusicAct.FADE, MusicAct.FADE]


def test_what_asks_a_question_brings_the_whole_window_back(clinic: Clinic) -> None:
    window = shrunk(clinic)
    press(clinic, window, Key.Key_F5)
    assert window.isVisible()
    assert window.room is not None
    assert window.room.session.asking.is_asking


def test_the_end_of_the_session_brings_the_whole_window_back(clinic: Clinic) -> None:
    window = shrunk(clinic)
    assert window.conductor is not None
    window.conductor.companion.end("over")
    assert window.isVisible()
    assert window.room is not None
    assert window.room.tab == CLOSE
    assert window.compact is not None
    assert not window.compact.is_shown


def test_closing_it_brings_the_whole_window_back(clinic: Clinic) -> None:
    window = shrunk(clinic)
    strip_of(window).close()
    assert window.isVisible()
    assert window.conductor is not None
    assert window.conductor.has_session


def test_from_another_screen_it_is_the_session_that_shrinks(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.room is not None
    clinic.type("half")
    window.room.go_to(CLOSE)
    clinic.press(Key.Key_F11)
    clinic.wait(lambda: strip_of(window).isActiveWindow())
    assert strip_of(window).writing.box.text() == "half"
    press(clinic, window, Key.Key_F11)
    assert window.room.tab == SESSION


def test_it_grows_with_a_long_note_and_stays_on_the_screen(clinic: Clinic) -> None:
    window = shrunk(clinic)
    strip = strip_of(window)
    low = strip.geometry().bottom()
    type_text(clinic, window, "a longer note that needs more lines than one in a box so slim")
    clinic.wait(lambda: strip.height() > 96)
    assert strip.geometry().bottom() == low
    assert strip.room_on_screen().contains(strip.geometry())


@pytest.mark.parametrize("text_size", [1.0, 1.5, 2.0])
def test_large_text_cuts_nothing_off(clinic: Clinic, text_size: float) -> None:
    save_preferences(clinic.home / "settings", Preferences(text_size=text_size))
    strip = strip_of(shrunk(clinic))
    for part in (strip.face, strip.fade, strip.writing.box):
        assert part.height() >= part.sizeHint().height()
        assert strip.rect().contains(QRect(part.mapTo(strip, QPoint(0, 0)), part.size()))


def test_under_the_veil_it_holds_no_name_and_opening_brings_the_whole_window(
    clinic: Clinic,
) -> None:
    window = shrunk(clinic)
    type_text(clinic, window, "half")
    press(clinic, window, Key.Key_F12)
    assert strip_of(window).isVisible()
    assert not [
        text for text in all_that_is_said().values() if "M.R." in text or "Tears, q" in text
    ]
    type_text(clinic, window, " a note")
    press(clinic, window, Key.Key_1, CTRL)
    press(clinic, window, Key.Key_F12)
    assert window.isVisible()
    assert window.curtain is not None
    veiled = window.curtain.veiled_room
    assert veiled is not None
    assert veiled.writing.box.text() == "half a note"
    clinic.wait(window.isActiveWindow)
    clinic.type(PASSPHRASE)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None)
    assert window.room is not None
    assert window.room.session.writing.box.text() == "half a note"


def test_the_lock_brings_the_whole_window_and_keeps_what_is_half_typed(clinic: Clinic) -> None:
    window = shrunk(clinic)
    type_text(clinic, window, "half")
    press(clinic, window, Key.Key_L, CTRL)
    assert isinstance(window.current_screen(), VeiledRoom)
    assert window.conductor is not None
    assert window.conductor.companion.box() == ("half", False)


def test_it_comes_back_where_it_was_left(clinic: Clinic) -> None:
    window = shrunk(clinic)
    strip = strip_of(window)
    clinic.qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    strip.move(strip.pos() - QPoint(111, 77))
    left_at = strip.pos()
    clinic.qtbot.mouseRelease(strip, Qt.MouseButton.LeftButton, pos=QPoint(20, 20))
    kept = clinic.home / "settings" / "compact.json"
    clinic.wait(kept.exists)
    assert "M.R." not in kept.read_text(encoding="utf-8")
    press(clinic, window, Key.Key_F11)
    clinic.wait(window.isActiveWindow)
    clinic.press(Key.Key_F11)
    assert strip_of(window).pos() == left_at


# --- where it stands ------------------------------------------------------------------------------


def test_at_first_it_stands_at_the_lower_right() -> None:
    corner = Places().on("DP-1", SCREEN, SIZE)
    assert SCREEN.contains(QRect(corner, SIZE))
    assert corner.x() > SCREEN.width() / 2
    assert corner.y() > SCREEN.height() / 2


def test_each_screen_has_a_place_of_its_own() -> None:
    places = Places().moved("DP-1", QPoint(10, 20)).moved("DP-2 serial", QPoint(300, 40))
    other = QRect(1280, 0, 1920, 1080)
    assert places.on("DP-1", SCREEN, SIZE) == QPoint(10, 20)
    assert places.on("DP-2 serial", other, SIZE) == QPoint(1580, 40)
    assert places.last == "DP-2 serial"


@pytest.mark.parametrize("kept", [(-900, 20), (5000, 20), (20, -300), (20, 9000)])
def test_it_is_never_off_the_screen(kept: tuple[int, int]) -> None:
    """As where the screen is smaller now, or the one beside it is gone."""
    corner = Places().moved("DP-1", QPoint(*kept)).on("DP-1", SCREEN, SIZE)
    assert SCREEN.contains(QRect(corner, SIZE))
    assert SCREEN.contains(QRect(inside(QPoint(*kept), SCREEN, SIZE), SIZE))


def test_two_screens_of_one_kind_are_told_apart() -> None:
    assert key_of("HDMI-1", "A1") != key_of("HDMI-1", "A2")
    assert key_of("HDMI-1", "") == "HDMI-1"


def test_places_come_back_as_they_were_kept(tmp_path: Path) -> None:
    places = Places().moved("DP-1", QPoint(10, 20)).moved("DP-2", QPoint(-3, 4))
    save_places(tmp_path / "new", places)
    assert load_places(tmp_path / "new") == places


@pytest.mark.parametrize("kept", ["", "{", "[]", '{"corners": {"a": 3}, "last": ""}', "{}"])
def test_places_that_cannot_be_read_are_none(tmp_path: Path, kept: str) -> None:
    (tmp_path / "compact.json").write_text(kept, encoding="utf-8")
    assert load_places(tmp_path) == Places()
