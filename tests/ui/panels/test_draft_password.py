"""A PDF's password is asked for only where it is wanted, and forgotten with the session."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.draft_chip import ToggleChip
from kap_companion.ui.panels.draft_export import ExportPanel
from kap_companion.ui.room import DRAFT
from kap_companion.ui.widgets.label import Label
from tests.ui.desk import CTRL, Desk, lay_desk

Key = Qt.Key
PASSWORD = "harbour moss 7"


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def panel(desk: Desk, tmp_path: Path) -> ExportPanel:
    """The export of a session that has ended, as a PDF and as text."""
    room = desk.open()
    desk.enter("the light is warm")
    desk.companion.end("over")
    room.go_to(DRAFT)
    panel = room.draft.findChildren(ExportPanel)[0]
    for chip in panel.findChildren(ToggleChip):
        chip.setChecked(chip.text() in ("PDF", "TXT"))
    (field,) = (f for f in panel.findChildren(QLineEdit) if f.placeholderText() == "Folder")
    field.setText(str(tmp_path / "out"))
    return panel


def said(panel: ExportPanel) -> str:
    return "\n".join(label.text() for label in panel.findChildren(Label) if label.isVisible())


def export(desk: Desk, panel: ExportPanel) -> None:
    desk.press(Key.Key_E, CTRL)
    desk.qtbot.waitUntil(lambda: not panel._exporting.is_busy)


def pdf_in(tmp_path: Path) -> bytes:
    (path,) = (tmp_path / "out").glob("*.pdf")
    return path.read_bytes()


def test_the_pdf_opens_with_what_was_typed_and_what_that_costs_is_said(
    desk: Desk, panel: ExportPanel, tmp_path: Path
) -> None:
    panel.password.wanted.setFocus()
    desk.press(Key.Key_Space)
    assert desk.at_keyboard() is panel.password.field
    assert panel.password.field.echoMode() is QLineEdit.EchoMode.Password
    desk.type(PASSWORD)
    export(desk, panel)

    content = pdf_in(tmp_path)
    with pytest.raises(pikepdf.PasswordError):
        pikepdf.open(io.BytesIO(content))
    with pikepdf.open(io.BytesIO(content), password=PASSWORD) as opened:
        assert len(opened.pages) > 0
    assert "opens with its password alone. It is no longer PDF/A" in said(panel)
    (text,) = (tmp_path / "out").glob("*.txt")
    assert "the light is warm" in text.read_text("utf-8")


def test_without_one_the_pdf_opens_to_anybody(
    desk: Desk, panel: ExportPanel, tmp_path: Path
) -> None:
    panel.password.wanted.setChecked(True)
    panel.password.field.setText(PASSWORD)
    panel.password.wanted.setChecked(False)
    export(desk, panel)

    with pikepdf.open(io.BytesIO(pdf_in(tmp_path))) as opened:
        assert len(opened.pages) > 0


@pytest.mark.parametrize("typed", ["", "moss 7"])
def test_a_password_that_is_too_short_is_said_before_anything_is_written(
    desk: Desk, panel: ExportPanel, tmp_path: Path, typed: str
) -> None:
    panel.password.wanted.setChecked(True)
    panel.password.field.setText(typed)
    export(desk, panel)

    assert "at least 8 characters" in said(panel)
    assert desk.at_keyboard() is panel.password.field
    assert not (tmp_path / "out").exists()


def test_where_no_pdf_is_chosen_none_is_asked_for(
    desk: Desk, panel: ExportPanel, tmp_path: Path
) -> None:
    panel.password.wanted.setChecked(True)
    (pdf,) = (chip for chip in panel.findChildren(ToggleChip) if chip.text() == "PDF")
    pdf.setChecked(False)
    assert panel.password.isHidden()
    export(desk, panel)

    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".txt"]


def test_what_was_typed_can_be_seen_and_is_forgotten_with_the_session(
    desk: Desk, panel: ExportPanel
) -> None:
    panel.password.wanted.setChecked(True)
    desk.type(PASSWORD)
    panel.password._shows.click()
    assert panel.password.field.echoMode() is QLineEdit.EchoMode.Normal

    panel.stop()

    assert panel.password.password is None
    assert panel.password.field.text() == ""
    assert panel.password.field.echoMode() is QLineEdit.EchoMode.Password
