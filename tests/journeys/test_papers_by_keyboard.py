"""A superbill and the end of a file, from Home with the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.practice import Practice
from kap_companion.session import entries as e
from kap_companion.ui.room import DRAFT
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.widgets.key_button import KeyButton
from tests.journeys.clinic import CTRL, Clinic, known

Key = Qt.Key
PRIVATE = "zinnoberrot"


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def with_client(clinic: Clinic) -> HomeScreen:
    """A client with a preparation of 50 minutes and a session of 120, selected at Home."""
    clinic.add_clients("M.R.", "S.B.")

    def prepare(practice: Practice) -> None:
        held = e.MeetingHeld(e.MeetingKind.PREPARATION, date(2026, 3, 1), minutes=50, note=PRIVATE)
        practice.course.hold_meeting(known(practice, "M.R.").id, held)

    clinic.with_practice(prepare)
    clinic.hold_session("M.R.", "Tingling in both hands", minutes=120)
    _, home = clinic.at_home()
    clinic.type("m")
    return home


def go_to(clinic: Clinic, name: str) -> None:
    """Press Tab until the keyboard is at what bears this name."""
    for _ in range(40):
        if clinic.at_keyboard().accessibleName().startswith(name):
            return
        clinic.press(Key.Key_Tab)
    raise AssertionError(f"Tab never came to {name}")


def said(screen: QWidget) -> str:
    return "\n".join(one.text() for one in screen.findChildren(QLabel) if one.isVisible())


def told(home: HomeScreen) -> list[e.AccessBody]:
    return [one.body for one in home._conductor.practice.vault.journal.access()]


def words(path: Path) -> str:
    pages = PdfReader(BytesIO(path.read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_superbill_is_made_from_home_and_told_in_the_log(clinic: Clinic, tmp_path: Path) -> None:
    home = with_client(clinic)
    clinic.press(Key.Key_B, CTRL)
    screen = home.papers.superbill
    assert screen.isVisible()
    assert "0 services, total $0.00" in said(screen)
    clinic.press(Key.Key_Space)
    assert "1 service, total $500.00" in said(screen)
    go_to(clinic, "Procedure code, 2 March 2026")
    clinic.type("90837")
    go_to(clinic, "Diagnosis codes")
    clinic.type("F43.10")
    go_to(clinic, "Paid")
    clinic.type("100")
    assert "paid $100.00, balance $400.00" in said(screen)
    go_to(clinic, "For whom")
    clinic.type("Maria")
    screen.fields["folder"].setText(str(tmp_path / "out"))
    clinic.press(Key.Key_S, CTRL)
    (path,) = (tmp_path / "out").iterdir()
    assert f"{path.name} in {tmp_path / 'out'}" in screen.message()
    paper = words(path)
    for wanted in ("120 min", "90837", "F43.10", "$500.00", "$400.00", "Nothing was sent"):
        assert wanted in paper
    for never in (PRIVATE, "Tingling", "$185.00"):
        assert never not in paper
    last = told(home)[-1]
    assert isinstance(last, e.CourseExported)
    assert (last.what, last.to, last.files) == ("superbill", "Maria", (path.name,))
    clinic.press(Key.Key_Escape)
    assert home.clients.isVisible()
    assert not home.is_in_form


def test_what_was_typed_for_one_superbill_is_not_there_in_the_next(clinic: Clinic) -> None:
    home = with_client(clinic)
    clinic.press(Key.Key_B, CTRL)
    clinic.press(Key.Key_Space)
    go_to(clinic, "Procedure code")
    clinic.type("90837")
    go_to(clinic, "Diagnosis codes")
    clinic.type("F43.10")
    clinic.press(Key.Key_Escape)
    clinic.press(Key.Key_B, CTRL)
    fields = [f.text() for row in home.papers.superbill.rows for f in row.fields.values()]
    assert "90837" not in fields
    assert home.papers.superbill.fields["diagnoses"].text() == ""
    assert not any(row.is_chosen for row in home.papers.superbill.rows)


def test_a_half_made_superbill_is_not_lost_to_the_key_of_another_form(clinic: Clinic) -> None:
    home = with_client(clinic)
    clinic.press(Key.Key_B, CTRL)
    clinic.press(Key.Key_Space)
    go_to(clinic, "Diagnosis codes")
    clinic.type("F43.10")
    clinic.press(Key.Key_B, CTRL)
    assert home.papers.superbill.rows[0].is_chosen
    clinic.press(Key.Key_E, CTRL)
    clinic.press(Key.Key_Escape)
    clinic.press(Key.Key_B, CTRL)
    assert home.papers.superbill.fields["diagnoses"].text() == "F43.10"
    assert home.papers.superbill.rows[0].is_chosen


def test_the_fee_follows_the_minutes_until_one_is_typed(clinic: Clinic) -> None:
    home = with_client(clinic)
    clinic.press(Key.Key_B, CTRL)
    clinic.press(Key.Key_Space)
    row = home.papers.superbill.rows[0]
    go_to(clinic, "Minutes charged")
    clinic.press(Key.Key_A, CTRL)
    clinic.type("90")
    assert row.fields["fee"].text() == "$375.00"
    go_to(clinic, "Fee, 2 March 2026")
    clinic.press(Key.Key_A, CTRL)
    clinic.type("300")
    assert "total $300.00" in said(home.papers.superbill)
    row.fields["minutes"].setFocus()
    clinic.press(Key.Key_A, CTRL)
    clinic.type("60")
    assert row.fields["fee"].text() == "300"


def test_what_cannot_be_charged_is_said_with_the_keyboard_there(clinic: Clinic) -> None:
    home = with_client(clinic)
    clinic.press(Key.Key_B, CTRL)
    screen = home.papers.superbill
    clinic.press(Key.Key_S, CTRL)
    assert screen.message() == "Choose a service first."
    clinic.press(Key.Key_Space)
    go_to(clinic, "Fee, 2 March 2026")
    clinic.press(Key.Key_A, CTRL)
    clinic.type("a lot")
    clinic.press(Key.Key_S, CTRL)
    assert "a lot is no amount" in screen.message()
    assert clinic.at_keyboard() is screen.rows[0].fields["fee"]


def test_without_a_client_selected_home_says_so(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    clinic.press(Key.Key_B, CTRL)
    assert "Select a client first" in said(home)


def test_the_file_says_until_when_it_is_kept_and_offers_no_end_before(clinic: Clinic) -> None:
    home = with_client(clinic)
    assert "Kept until 2 March 2033, 7 years from the last service." in said(home.client)
    buttons = [one.text() for one in home.client.findChildren(KeyButton) if one.isVisible()]
    assert "Destroy this file" not in buttons


def test_a_file_is_destroyed_on_two_confirmations_and_home_goes_on(clinic: Clinic) -> None:
    home = with_client(clinic)
    clinic.clock.advance(timedelta(days=8 * 366))
    clinic.press(Key.Key_Escape)
    home.refresh()
    home.clients.select(next(one.file.id for one in home._day.courses if one.file.code == "M.R."))  # type: ignore[union-attr]
    home._on_selected(home.clients.selected_client().file.id)  # type: ignore[union-attr]
    destroy = next(one for one in home.client.findChildren(KeyButton) if "Destroy" in one.text())
    assert destroy.isVisible()
    destroy.setFocus()
    clinic.press(Key.Key_Space)
    page = home.papers.destroying
    assert "1 session with records, drafts and psychotherapy notes" in said(page)
    assert "Backups, exported documents and the copies named before-…" in said(page)
    clinic.press(Key.Key_Return)
    assert "Say why it is destroyed" in page.message()
    clinic.type("its time is over")
    clinic.press(Key.Key_Return)
    assert "Nobody can take this back. Type M.R. to confirm it." in said(page)
    clinic.type("S.B.")
    clinic.press(Key.Key_Return)
    assert "Type M.R. to confirm" in page.message()
    assert not any(isinstance(one, e.FileDestroyed) for one in told(home))
    clinic.press(Key.Key_A, CTRL)
    clinic.type("M.R.")
    clinic.press(Key.Key_Return)
    assert isinstance(told(home)[-1], e.FileDestroyed)
    assert [one.code for one in home._conductor.practice.vault.clients.all()] == ["S.B."]
    assert home.clients.isVisible()
    assert "The file is destroyed" in said(home)


def test_esc_destroys_nothing(clinic: Clinic) -> None:
    home = with_client(clinic)
    clinic.clock.advance(timedelta(days=8 * 366))
    file = known(home._conductor.practice, "M.R.")
    home.papers.open_destroying(file)
    clinic.type("its time is over")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Escape)
    assert home.clients.isVisible()
    assert not any(isinstance(one, e.FileDestroyed) for one in told(home))


def test_a_lock_that_comes_by_itself_keeps_the_superbill_that_is_being_made(
    clinic: Clinic,
) -> None:
    home = with_client(clinic)
    window = clinic.windows[-1]
    clinic.press(Key.Key_B, CTRL)
    clinic.press(Key.Key_Space)
    window.lock()
    assert window.home is None
    home = clinic.unlock(window)
    assert home.papers.superbill.isVisible()
    assert "1 service, total $500.00" in said(home.papers.superbill)


def test_the_lock_takes_a_copied_note_off_the_clipboard(clinic: Clinic) -> None:
    home = with_client(clinic)
    window = clinic.windows[-1]
    home.open_session(home._conductor.practice.vault.sessions.find("last")[0].id)
    assert window.room is not None
    window.room.go_to(DRAFT)
    clinic.press(Key.Key_C, CTRL | Qt.KeyboardModifier.ShiftModifier)
    assert "Tingling" in QGuiApplication.clipboard().text()
    window.lock()
    assert QGuiApplication.clipboard().text() == ""
