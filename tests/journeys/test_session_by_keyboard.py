"""A whole session by the keyboard alone, in the real window: from the passphrase to the close."""

from __future__ import annotations

import wave
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

from PySide6.QtCore import Qt

from kap_companion.companion import Companion
from kap_companion.session import entries as e
from kap_companion.session.entries import MusicAct
from kap_companion.session.phases import Phase
from kap_companion.ui.room import CLOSE, PREPARE, SESSION, SessionRoom
from kap_companion.ui.window import Window
from tests.journeys.clinic import CTRL, Clinic

Key = Qt.Key
CTRL_SHIFT = CTRL | Qt.KeyboardModifier.ShiftModifier


def enter(clinic: Clinic, text: str = "") -> None:
    if text:
        clinic.type(text)
    clinic.press(Key.Key_Return)


def later(clinic: Clinic, window: Window, **by: float) -> None:
    clinic.clock.advance(timedelta(**by))
    assert window.conductor is not None
    window.conductor.beat.emit()


def begun(clinic: Clinic) -> tuple[Window, SessionRoom, Companion]:
    """Unlock, choose the client by its first letter, Enter, Enter."""
    clinic.add_clients("M.R.")
    window, _ = clinic.at_home()
    clinic.press(Key.Key_M)
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Return)
    assert window.room is not None and window.conductor is not None
    return window, window.room, window.conductor.companion


def test_from_the_dose_to_the_close_without_a_mouse(clinic: Clinic) -> None:
    window, room, companion = begun(clinic)
    assert room.tab == PREPARE
    clinic.press(Key.Key_F2)
    enter(clinic, "124/80 72 98")
    assert companion.state.latest_reading is not None

    clinic.press(Key.Key_Tab, CTRL)
    assert room.tab == SESSION
    clinic.press(Key.Key_F5)
    clinic.press(Key.Key_A, CTRL)
    enter(clinic, "150")
    enter(clinic, "checklist done on paper")
    first = companion.state.first_dose
    assert first is not None and first.dose_mg == Decimal(150)

    later(clinic, window, minutes=3, seconds=2)
    enter(clinic, "Tingling, a little floaty.")
    later(clinic, window, minutes=9)
    clinic.press(Key.Key_F6)
    clinic.press(Key.Key_F2)
    enter(clinic, "132/84 78 97")
    clinic.press(Key.Key_1, CTRL)
    clinic.press(Key.Key_P, CTRL_SHIFT)
    enter(clinic, "my own pull to reassure")
    clinic.press(Key.Key_P, CTRL_SHIFT)
    enter(clinic, "slip of the hand")
    clinic.press(Key.Key_Z, CTRL)
    later(clinic, window, minutes=28)
    clinic.press(Key.Key_F7)
    assert companion.state.phase(companion.now()) is Phase.RETURN
    clinic.press(Key.Key_F5)
    enter(clinic, "50")
    assert [dose.booster for dose in companion.state.facts.doses] == [False, True]
    assert room.session.now.ring.face.caption == "since the booster"

    clinic.press(Key.Key_F8)
    assert companion.state.is_running
    enter(clinic, "the client asked to stop")
    assert room.tab == CLOSE

    kinds = [row.body for row in companion.rows() if row.struck is None]
    assert e.NoteTaken("Tingling, a little floaty.") in kinds
    assert e.PrivateNoteTaken("my own pull to reassure") in kinds
    assert e.NoteTaken("slip of the hand") not in kinds


def test_home_and_back_finds_the_note_half_typed(clinic: Clinic) -> None:
    window, room, companion = begun(clinic)
    companion.dose(Decimal(150), reason="planned")
    room.go_to(SESSION)
    clinic.type("half a sen")
    clinic.press(Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    assert companion.box() == ("half a sen", False)
    clinic.press(Key.Key_Return)
    assert window.room is room and room.isVisible()
    clinic.type("tence")
    clinic.press(Key.Key_Return)
    assert e.NoteTaken("half a sentence") in [row.body for row in companion.rows()]


def test_lock_veils_a_session_that_runs_and_gives_it_back_as_it_was(clinic: Clinic) -> None:
    window, room, companion = begun(clinic)
    companion.dose(Decimal(150), reason="planned")
    room.go_to(SESSION)
    clinic.type("half a sen")
    clinic.press(Key.Key_L, CTRL)
    assert window.room is None
    assert companion.state.is_running
    clinic.press(Key.Key_F12)
    clinic.type("four quiet words here")
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None and window.room.isVisible())
    clinic.type("tence")
    clinic.press(Key.Key_Return)
    assert e.NoteTaken("half a sentence") in [row.body for row in companion.rows()]


def test_after_a_kill_enter_goes_on_with_the_half_typed_note(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", "Tingling", end=False, minutes=12)

    def half_typed(practice: object) -> None:
        from kap_companion.practice import Practice

        assert isinstance(practice, Practice)
        running = practice.unended()
        assert running is not None
        practice.resume(running.id).save_box("half a sen", private=True)

    clinic.with_practice(half_typed)
    window, _ = clinic.at_home()
    clinic.press(Key.Key_Return)
    room = window.room
    assert room is not None and room.tab == SESSION
    assert room.session.writing.box.text() == "half a sen"
    assert room.session.writing.box.is_private
    clinic.type("tence")
    clinic.press(Key.Key_Return)
    assert window.conductor is not None
    rows = window.conductor.companion.rows()
    assert e.PrivateNoteTaken("half a sentence") in [row.body for row in rows]


def _folder(home: Path) -> Path:
    for phase, title in (("hold", "Arrival"), ("peak", "Horizon"), ("integration", "Hearth")):
        path = home / "Slow tide" / phase / f"{title}.wav"
        path.parent.mkdir(parents=True)
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(1)
            file.setframerate(4_000)
            file.writeframes(b"\x80" * 4_000 * 14 * 60)
    return home / "Slow tide"


def test_music_from_choosing_to_a_restart_without_a_mouse(clinic: Clinic) -> None:
    window, room, companion = begun(clinic)
    companion.dose(Decimal(150), reason="planned")
    room.go_to(SESSION)
    later(clinic, window, minutes=24)
    assert window.conductor is not None
    clinic.press(Key.Key_M, CTRL_SHIFT)
    enter(clinic, str(_folder(clinic.home)))
    clinic.wait(lambda: bool(window.conductor and window.conductor.music.tracks))
    clinic.press(Key.Key_F4)
    clinic.wait(lambda: companion.state.playing is not None)
    assert companion.state.playing is not None and companion.state.playing.title == "Horizon"
    clinic.press(Key.Key_F9)
    clinic.wait(lambda: _is_lowered(window))
    clinic.press(Key.Key_F9)
    clinic.wait(lambda: not _is_lowered(window))
    clinic.press(Key.Key_Escape)
    clinic.press(Key.Key_Escape)
    assert _music(companion) == [MusicAct.PLAY, MusicAct.LOWER, MusicAct.RAISE, MusicAct.FADE]
    enter(clinic, "silence asked for")

    window.close()
    window.close()
    again, _ = clinic.at_home()
    clinic.press(Key.Key_Return)
    assert again.conductor is not None
    music = again.conductor.music
    assert [track.title for track in music.tracks] == ["Arrival", "Hearth", "Horizon"]
    assert music.now_placed is not None and music.now_placed.track.title == "Horizon"
    assert again.room is not None and again.room.session.music.player.isVisible()
    clinic.qtbot.wait(300)
    assert not music.player.status.playing  # silence was asked for


def _music(companion: Companion) -> list[MusicAct]:
    return [row.body.act for row in companion.rows() if isinstance(row.body, e.MusicChanged)]


def _is_lowered(window: Window) -> bool:
    return window.conductor is not None and window.conductor.music.player.status.lowered
