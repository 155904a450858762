"""The guide opens at the page of the place one is at, and says so where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion import resources
from kap_companion.language import Spoken, speaking
from kap_companion.ui.guide import GuidePage, guide_file, open_guide, page_of, show_in_browser
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from tests.journeys.clinic import CTRL, Clinic
from tests.look.shapes import CHECKOUT

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier
PAGES = tuple(GuidePage)


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a guide with all of its pages in English, and one in Spanish."""
    for page in PAGES:
        path = tmp_path / "guide" / "en" / f"{page.value}.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("<p>page", encoding="utf-8")
    spanish = tmp_path / "guide" / "es" / f"{GuidePage.SESSION.value}.html"
    spanish.parent.mkdir(parents=True)
    spanish.write_text("<p>página", encoding="utf-8")
    of_app = resources.path

    def path_of(name: str) -> Path:
        if not name.startswith("guide/"):
            return of_app(name)
        if not (tmp_path / name).exists():
            raise FileNotFoundError(name)
        return tmp_path / name

    monkeypatch.setattr(resources, "path", path_of)
    return tmp_path / "guide"


def test_every_page_that_a_place_opens_is_one_of_the_guide() -> None:
    for page in PAGES:
        assert (CHECKOUT / "docs" / f"{page.value}.md").is_file(), page


class Shown:
    """Keeps what would have been shown, where a browser is."""

    def __init__(self, works: bool = True) -> None:
        self.works = works
        self.pages: list[str] = []

    def __call__(self, path: Path) -> bool:
        """Take a page as a browser would."""
        self.pages.append(f"{path.parent.name}/{path.stem}")
        return self.works


def test_the_page_fits_the_place_one_is_at(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    gate = window.gate
    for shown, page in (
        (gate.unlock, GuidePage.BEFORE),
        (gate.restoring, GuidePage.BACKUPS),
        (gate.recovery, GuidePage.WRONG),
    ):
        gate.setCurrentWidget(shown)
        assert page_of(gate) is page
    assert page_of(home) is GuidePage.SESSION
    clinic.press(Key.Key_M)
    clinic.press(Key.Key_O, CTRL)
    assert page_of(home) is GuidePage.COURSE
    clinic.press(Key.Key_2, CTRL)
    assert page_of(home) is GuidePage.BEFORE
    clinic.press(Key.Key_1, CTRL)
    for key in (Key.Key_M, Key.Key_Return, Key.Key_Return):
        clinic.press(key)
    room = window.room
    assert room is not None
    for tab in (PREPARE, SESSION, CLOSE):
        room.go_to(tab)
        assert page_of(room) is GuidePage.SESSION
    room.go_to(DRAFT)
    assert page_of(room) is GuidePage.AFTER


def test_a_page_opens_in_the_language_of_the_window_where_the_guide_has_it(built: Path) -> None:
    assert guide_file(GuidePage.SESSION) == built / "en" / "guide/clinician/session.html"
    with speaking(Spoken("es")):
        assert guide_file(GuidePage.SESSION) == built / "es" / "guide/clinician/session.html"
        assert guide_file(GuidePage.COURSE) == built / "en" / "guide/clinician/course.html"


def test_where_no_guide_is_or_nothing_shows_it_one_sentence_says_so(
    built: Path, tmp_path: Path
) -> None:
    told: list[str] = []
    open_guide(None, told.append, Shown())
    open_guide(None, told.append, Shown(works=False))
    built.rename(tmp_path / "gone")
    open_guide(None, told.append, Shown())
    assert told[0] == ""
    assert told[1].startswith("No program here opens the guide.") and "session.html" in told[1]
    assert told[2].startswith("The guide is not in this copy of the app.")


def test_the_browser_is_given_a_file_of_this_computer_and_the_systems_own_libraries(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[QUrl, str | None]] = []

    def take(url: QUrl) -> bool:
        asked.append((url, os.environ.get("LD_LIBRARY_PATH")))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", take)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setenv("LD_LIBRARY_PATH", "/of/the/frozen/app")
    monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", "/of/the/system")
    page = guide_file(GuidePage.SESSION)
    assert page is not None and show_in_browser(page)
    assert asked[0][0].isLocalFile() and asked[0][0].toLocalFile() == str(page)
    assert asked[0][1] == "/of/the/system"
    assert os.environ["LD_LIBRARY_PATH"] == "/of/the/frozen/app"
    monkeypatch.delenv("LD_LIBRARY_PATH_ORIG")
    assert show_in_browser(page)
    assert asked[1][1] is None


def test_shift_f1_opens_the_guide_anywhere_and_so_do_the_menu_and_the_sheet_of_keys(
    clinic: Clinic, built: Path
) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    shown = Shown()
    window.keys.show_page = shown
    clinic.press(Key.Key_F1, SHIFT)
    assert shown.pages == ["clinician/session"]
    next(one for one in home.menu.actions() if one.text() == "Open the guide").trigger()
    clinic.press(Key.Key_F1)
    sheet = window.keys.sheet
    assert sheet is not None
    sheet.guide.click()
    assert len(shown.pages) == 3
    clinic.press(Key.Key_Escape)
    for key in (Key.Key_M, Key.Key_Return, Key.Key_Return):
        clinic.press(key)
    room = window.room
    assert room is not None
    room.go_to(DRAFT)
    clinic.press(Key.Key_F1, SHIFT)
    assert shown.pages[3] == "clinician/after"
    assert window.notice() == ""
    shown.works = False
    clinic.press(Key.Key_F1, SHIFT)
    assert window.notice().startswith("No program here opens the guide.")


def test_the_guide_opens_at_the_gate_too_before_there_is_a_vault(
    clinic: Clinic, built: Path
) -> None:
    window = clinic.open_window()
    shown = Shown()
    window.keys.show_page = shown
    clinic.wait(lambda: QApplication.focusWidget() is not None)
    clinic.press(Key.Key_F1, SHIFT)
    assert shown.pages == ["clinician/before"]
