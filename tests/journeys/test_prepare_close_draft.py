"""From the checklist to a signed note on paper, by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from kap_companion.ui.widgets.check_row import CheckRow
from tests.ui.desk import CHECKLISTS, CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def name_of(widget: QWidget) -> str:
    return widget.accessibleName() or getattr(widget, "text", lambda: "")()


def tab_to(desk: Desk, name: str) -> None:
    """Press Tab until what is called `name` has the keyboard."""
    begun = desk.at_keyboard()
    seen = [name_of(begun)]
    while name_of(desk.at_keyboard()) != name:
        desk.press(Key.Key_Tab)
        seen.append(name_of(desk.at_keyboard()))
        assert desk.at_keyboard() is not begun, f"{name} cannot be reached; there are {seen}"


def tick_all(desk: Desk, items: tuple[str, ...]) -> None:
    """Tick a checklist from where the keyboard is: Space, Tab, Space ..."""
    for item in items:
        assert isinstance(desk.at_keyboard(), CheckRow)
        assert name_of(desk.at_keyboard()) == item
        desk.press(Key.Key_Space)
        desk.press(Key.Key_Tab)


def replace_with(desk: Desk, text: str) -> None:
    desk.press(Key.Key_A, CTRL)
    desk.type(text)


def test_a_whole_session_from_consent_to_a_signed_pdf(desk: Desk, tmp_path: Path) -> None:
    room = desk.open(dosed=False, checked=False)
    room.go_to(PREPARE)

    for one in CHECKLISTS:
        if one.is_before_dose:
            tick_all(desk, one.items)
    tab_to(desk, "Intention")
    desk.type("To let it rest")
    tab_to(desk, "Planned length in minutes")
    replace_with(desk, "75")
    desk.press(Key.Key_F2)
    desk.enter("124/80 72 98")
    tab_to(desk, "Name")
    desk.enter("Jo Marsh")
    desk.enter("escort")
    desk.pass_time(minutes=12)
    desk.press(Key.Key_F5)
    desk.enter()
    assert room.tab == SESSION
    (dose,) = desk.kept(e.DoseTaken)
    assert (dose.dose_mg, dose.reason) == (Decimal(150), None), "nothing was open"

    desk.enter("Says the house is finally warm.")
    desk.pass_time(minutes=70)
    desk.press(Key.Key_PageDown, CTRL)
    assert room.tab == CLOSE
    for one in CHECKLISTS:
        if not one.is_before_dose:
            tick_all(desk, one.items)
    assert "leaves" in name_of(desk.at_keyboard())
    desk.enter("Jo Marsh")
    desk.press(Key.Key_F2)
    desk.enter("122/78 70 98")
    desk.press(Key.Key_F8)
    assert desk.kept(e.SessionEnded) == [e.SessionEnded()], "nothing was open"
    desk.press(Key.Key_D, CTRL)
    assert room.tab == DRAFT

    desk.press(Key.Key_End, CTRL)
    desk.type("Integration on Thursday.")
    out = tmp_path / "out"
    tab_to(desk, "Folder")
    replace_with(desk, str(out))
    desk.press(Key.Key_S, CTRL | SHIFT)
    replace_with(desk, "A. Clinician, LCSW")
    desk.enter()
    desk.enter()
    assert desk.companion.state.is_signed
    desk.press(Key.Key_E, CTRL)
    desk.qtbot.waitUntil(lambda: any(out.glob("*.pdf")))

    pdf = next(out.glob("*.pdf"))
    text = " ".join(page.extract_text() for page in PdfReader(pdf).pages)
    told = " ".join(text.split())
    for words in (
        "Says the house is finally warm.",
        "To let it rest",
        "Integration on Thursday.",
        "A. Clinician, LCSW",
        "Jo Marsh",
    ):
        assert words in told
    assert "DRAFT" not in text
    assert [path.suffix for path in sorted(out.iterdir())] == [".docx", ".pdf"]


def test_a_telehealth_session_cannot_begin_before_its_answers_are_there(desk: Desk) -> None:
    room = desk.open(dosed=False, modality=e.Modality.TELEHEALTH)
    room.go_to(PREPARE)
    desk.press(Key.Key_F5)
    assert desk.kept(e.DoseTaken) == []
    tab_to(desk, "Address for emergencies")
    for text in ("12 Fern Lane", "555 0100", "Jo Marsh", "555 0142"):
        desk.type(text)
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_F5)
    desk.enter()
    assert room.tab == SESSION
    opened = desk.companion.state.facts.opened
    assert opened is not None
    assert (opened.location, opened.callback) == ("12 Fern Lane", "555 0100")
    assert (opened.support_person, opened.support_phone) == ("Jo Marsh", "555 0142")
