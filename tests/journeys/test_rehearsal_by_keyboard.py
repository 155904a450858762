"""A rehearsal by keys alone: from the gate, joined in at sixty, to a document that says what it is.

Its time is moved by hand: seconds of the person's, each of them a minute of the session.
"""

from __future__ import annotations

import hashlib
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QLabel, QWidget

from kap_companion.session import entries as e
from kap_companion.ui.rehearsal_stage import RehearsalStage
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION, SessionRoom
from kap_companion.ui.screens.rehearsal import RehearsalScreen
from kap_companion.ui.window import Window
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
_APP = "tests.journeys.rehearsing_app"


def name_of(widget: QWidget) -> str:
    told: str = QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)
    return told


def files_in(folder: Path) -> dict[str, str]:
    """Return what lies in a folder, each file by a hash of its bytes."""
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def ask(clinic: Clinic, window: Window) -> None:
    """Ask for a rehearsal, by its key."""
    clinic.wait(window.isActiveWindow)
    clinic.press(Key.Key_H, CTRL | SHIFT)


def stage_in(window: Window) -> RehearsalStage | None:
    """Return the rehearsal that goes on in the window, if one does."""
    return window.rehearsing.stage if window.rehearsing is not None else None


def screen_in(window: Window) -> RehearsalScreen | None:
    """Return where it is chosen what to rehearse, if that is shown."""
    return window.rehearsing.screen if window.rehearsing is not None else None


def begin(clinic: Clinic, window: Window, speed: str = "60×") -> RehearsalStage:
    """Ask for the app's own session at a speed, and let nothing pass but by hand."""
    ask(clinic, window)
    clinic.press(Key.Key_Tab, SHIFT)
    for _ in range(("1×", "10×", "60×").index(speed)):
        clinic.press(Key.Key_Right)
    assert name_of(clinic.at_keyboard()).startswith(speed)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: stage_in(window) is not None)
    stage = stage_in(window)
    assert stage is not None
    stage.time.stop()
    return stage


def pass_time(stage: RehearsalStage, seconds: float) -> None:
    """Let seconds of the person's pass."""
    stage.time.pass_time(timedelta(seconds=seconds))


def leave(clinic: Clinic, window: Window) -> None:
    """Leave by the key, asked for twice."""
    clinic.press(Key.Key_H, CTRL | SHIFT)
    assert stage_in(window) is not None
    clinic.press(Key.Key_H, CTRL | SHIFT)
    assert stage_in(window) is None


def room_of(stage: RehearsalStage) -> SessionRoom:
    assert stage.room is not None
    return stage.room


def bodies(stage: RehearsalStage) -> list[object]:
    return [row.body for row in stage.conductor.companion.rows()]


def tab_to(clinic: Clinic, name: str) -> None:
    for _ in range(80):
        if name_of(clinic.at_keyboard()) == name:
            return
        clinic.press(Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {name!r}")


def words_on(window: QWidget) -> str:
    labels = (one for one in window.findChildren(QLabel) if one.isVisible())
    return " ".join(one.text() for one in labels)


@pytest.fixture
def held(clinic: Clinic) -> Iterator[tuple[Clinic, dict[str, str]]]:
    """A laptop with a vault of real clients, and what lies on its disk."""
    clinic.add_clients("A.L.")
    clinic.hold_session("A.L.", "Warmth in the hands.", sign=True)
    yield clinic, files_in(clinic.folder)


def test_who_has_no_vault_yet_tries_a_whole_session_and_nothing_of_it_is_left(
    clinic: Clinic, tmp_path: Path
) -> None:
    clinic.rehearses_with_music = True
    window = clinic.open_window()
    stage = begin(clinic, window)
    room = room_of(stage)
    assert room.tab == PREPARE
    pass_time(stage, 16)
    assert room.tab == SESSION
    clinic.type("I sit beside and listen.")
    clinic.press(Key.Key_Return)
    now = stage.conductor.companion.now()
    clinic.press(Key.Key_F5)
    clinic.type("50")
    clinic.press(Key.Key_Return)
    notes = [body.text for body in bodies(stage) if isinstance(body, e.NoteTaken)]
    assert "I sit beside and listen." in notes
    doses = [body for body in bodies(stage) if isinstance(body, e.DoseTaken)]
    assert [(str(one.dose_mg), one.booster) for one in doses] == [("150", False), ("50", True)]
    taken = stage.conductor.companion.state.facts.doses
    assert (taken[1].at, taken[1].at - taken[0].at > timedelta(minutes=3)) == (now, True)

    pass_time(stage, 80)
    assert room.tab == CLOSE
    heard = [body for body in bodies(stage) if isinstance(body, e.TrackStarted)]
    assert len(heard) > 5, "the music follows the clock, unheard"
    clinic.press(Key.Key_D, CTRL)
    assert room.tab == DRAFT
    clinic.press(Key.Key_End, CTRL)
    clinic.type("Integration on Thursday.")
    out = tmp_path / "out"
    tab_to(clinic, "Folder")
    clinic.press(Key.Key_A, CTRL)
    clinic.type(str(out))
    clinic.press(Key.Key_S, CTRL | SHIFT)
    clinic.press(Key.Key_A, CTRL)
    clinic.type("A. Clinician, LCSW")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Return)
    assert stage.conductor.companion.state.is_signed
    clinic.press(Key.Key_E, CTRL)
    clinic.wait(lambda: any(out.glob("*.pdf")), ms=60_000)
    (pdf,) = out.glob("*.pdf")
    pages = [page.extract_text() for page in PdfReader(pdf).pages]
    assert len(pages) > 1
    assert ["REHEARSAL" in page for page in pages] == [True] * len(pages)
    told = " ".join(" ".join(pages).split())
    for words in ("I sit beside and listen.", "Integration on Thursday.", "50 mg"):
        assert words in told
    assert pdf.name.startswith("rehearsal-record-")

    leave(clinic, window)
    assert window.gate.isVisible()
    assert not clinic.folder.exists()
    assert list((clinic.state / "rehearsals").iterdir()) == []


def test_a_vault_of_real_clients_is_closed_meanwhile_and_not_a_byte_of_it_is_touched(
    held: tuple[Clinic, dict[str, str]],
) -> None:
    clinic, before = held
    window = clinic.open_window()
    stage = begin(clinic, window)
    pass_time(stage, 40)
    assert files_in(clinic.folder) == before
    leave(clinic, window)
    assert files_in(clinic.folder) == before
    clinic.unlock(window)
    assert window.conductor is not None
    vault = window.conductor.practice.vault
    assert [one.code for one in vault.clients.all()] == ["A.L."]
    assert not [row for row in vault.sessions.all() if row.rehearsal]


def test_from_home_the_vault_is_closed_first_and_one_comes_back_through_the_gate(
    held: tuple[Clinic, dict[str, str]],
) -> None:
    clinic, _ = held
    window, home = clinic.at_home()
    clinic.press(Key.Key_H, CTRL | SHIFT)
    assert screen_in(window) is not None
    assert "Your own vault is closed meanwhile." in words_on(window)
    clinic.press(Key.Key_Escape)
    assert home.isVisible()
    stage = begin(clinic, window)
    assert window.conductor is None and window.home is None
    assert stage.conductor.practice.vault.folder != clinic.folder
    leave(clinic, window)
    assert window.gate.isVisible()
    clinic.unlock(window, PASSPHRASE)


def test_no_rehearsal_begins_beside_a_session_that_runs(
    held: tuple[Clinic, dict[str, str]],
) -> None:
    clinic, _ = held
    window, home = clinic.at_home()
    for key in (Key.Key_A, Key.Key_Return, Key.Key_Return):
        clinic.press(key)
    assert window.room is not None
    clinic.press(Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    clinic.press(Key.Key_H, CTRL | SHIFT)
    assert screen_in(window) is None
    assert "A session goes on: end it before you rehearse." in words_on(home)


@pytest.mark.qt_log_ignore("plugin does not support")
def test_every_screen_of_a_rehearsal_says_so_to_the_eye_the_title_and_the_screen_reader(
    clinic: Clinic,
) -> None:
    window = clinic.open_window()
    stage = begin(clinic, window)
    pass_time(stage, 20)
    room = room_of(stage)
    for tab in (PREPARE, SESSION, CLOSE, DRAFT):
        room.go_to(tab)
        assert stage.band.isVisible() and stage.band.word.text() == "Rehearsal"
        assert window.windowTitle().startswith("REHEARSAL")
        assert QAccessible.queryAccessibleInterface(room).text(QAccessible.Text.Name) == "Rehearsal"
    assert "Above 1× the music makes no sound." in stage.band.told.text()
    clinic.press(Key.Key_F12)
    assert stage.band.isVisible() and stage.curtain is not None and stage.curtain.screen is not None
    assert "In a rehearsal any word opens it." in words_on(window)
    clinic.press(Key.Key_F12)
    clinic.type("any")
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: stage.curtain is not None and stage.curtain.screen is None)
    room_of(stage).go_to(SESSION)
    clinic.press(Key.Key_F11)
    strip = stage.compact.strip
    assert strip is not None and strip.rehearsal is not None
    assert strip.rehearsal.isVisible() and strip.windowTitle().startswith("REHEARSAL")
    stage.compact.put_away()
    clinic.wait(window.isActiveWindow)
    leave(clinic, window)
    assert window.windowTitle() == "KAP Companion"
    assert not stage.band.isVisible()


def test_it_is_paused_and_its_speed_changed_by_keys_while_a_note_is_half_typed(
    clinic: Clinic,
) -> None:
    window = clinic.open_window()
    stage = begin(clinic, window)
    pass_time(stage, 14)
    begun = stage.time.run.elapsed
    clinic.type("half a no")
    pass_time(stage, 8)
    clinic.press(Key.Key_F9, SHIFT)
    pass_time(stage, 60)
    assert stage.time.run.elapsed - begun == timedelta(minutes=8)
    clinic.press(Key.Key_F7, SHIFT)
    assert stage.time.run.speed == 10
    clinic.press(Key.Key_F9, SHIFT)
    pass_time(stage, 6)
    assert stage.time.run.elapsed - begun == timedelta(minutes=9)
    clinic.press(Key.Key_F7, SHIFT)
    assert (stage.time.run.speed, stage.time.is_heard) == (1, True)
    assert "Above 1×" not in stage.band.told.text()
    clinic.press(Key.Key_F8, SHIFT)
    clinic.press(Key.Key_F8, SHIFT)
    assert (stage.time.run.speed, stage.time.is_heard) == (60, False)
    clinic.type("te")
    clinic.press(Key.Key_Return)
    notes = [body.text for body in bodies(stage) if isinstance(body, e.NoteTaken)]
    assert notes[-1] == "half a note"
    leave(clinic, window)


def test_a_script_with_a_line_that_cannot_be_played_is_refused_with_its_number(
    clinic: Clinic, tmp_path: Path
) -> None:
    script = tmp_path / "mine.jsonl"
    opened = '{"at": "-1:00", "do": "open", "client": "X.Y."}\n'
    script.write_text(opened + '{"at": "0:00", "do": "vitals", "text": "300/20"}\n')
    window = clinic.open_window()
    ask(clinic, window)
    screen = screen_in(window)
    assert screen is not None
    clinic.press(Key.Key_Tab, SHIFT)
    clinic.press(Key.Key_Tab, SHIFT)
    clinic.press(Key.Key_Tab, SHIFT)
    assert clinic.at_keyboard() is screen.script
    clinic.type(str(script))
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: screen.message.text().startswith("Line 2 of the script is refused"))
    assert stage_in(window) is None
    assert list((clinic.state / "rehearsals").iterdir()) == []
    script.write_text(opened + '{"at": "0:30", "do": "note", "text": "mine"}\n')
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: stage_in(window) is not None)
    stage = stage_in(window)
    assert stage is not None
    stage.time.stop()
    pass_time(stage, 90)
    assert "mine" in [body.text for body in bodies(stage) if isinstance(body, e.NoteTaken)]
    leave(clinic, window)


def test_a_window_that_closes_in_a_rehearsal_asks_once_and_leaves_nothing(clinic: Clinic) -> None:
    window = clinic.open_window()
    stage = begin(clinic, window)
    pass_time(stage, 5)
    assert not window.close()
    assert window.notice().startswith("This is a rehearsal.")
    assert window.close()
    assert list((clinic.state / "rehearsals").iterdir()) == []


def test_a_rehearsal_that_is_killed_is_swept_at_the_next_start_and_the_vault_is_as_before(
    held: tuple[Clinic, dict[str, str]], tmp_path: Path
) -> None:
    clinic, before = held
    command = [sys.executable, "-m", _APP, str(clinic.home)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as app:
        assert app.stdout is not None
        assert app.stdout.readline().strip() == "rehearsing"
        app.send_signal(signal.SIGKILL)
        app.wait(60)
    home = clinic.state / "rehearsals"
    assert list(home.rglob("vault.db"))
    assert files_in(clinic.folder) == before
    window = clinic.open_window()
    window.sweep_rehearsals()
    clinic.wait(lambda: list(home.iterdir()) == [])
    assert files_in(clinic.folder) == before
    clinic.unlock(window)
