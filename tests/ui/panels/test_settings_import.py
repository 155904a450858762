"""A session is brought in in the window: by its file, with or without its psychotherapy notes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.ui.panels.settings_import import ImportPanel
from kap_companion.ui.screens.home import HomeScreen
from tests.journeys.clinic import MORNING, Clinic
from tests.made import PROTOCOL
from tests.vault.made import Place

Key = Qt.Key


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path / "here", qtbot)
    yield made
    made.close()


@dataclass(frozen=True)
class Files:
    """The files of a session that was held elsewhere."""

    record: Path
    notes: Path


@pytest.fixture
def files(tmp_path: Path) -> Files:
    clock = ScriptedClock(MORNING)
    vault, _ = Place(tmp_path / "there", tmp_path / "state").create()
    with vault:
        practice = Practice(vault, clock, PROTOCOL)
        client = practice.save_client(None, e.ClientSaved("Q.X."))
        session = practice.open_session(client, Opening())
        session.note("the light is warm")
        session.note("my own pull", private=True)
        session.end("over")
        (record,) = practice.export_record(session.session_id, ("json",), tmp_path).paths
        (notes,) = practice.export_psychotherapy_notes(
            session.session_id, ("json",), tmp_path
        ).paths
    return Files(record, notes)


def at_import(clinic: Clinic) -> tuple[HomeScreen, ImportPanel]:
    """Open the window, and go to the import by the menu."""
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    (action,) = (one for one in home.findChildren(QAction) if one.text() == "Import a session")
    action.trigger()
    assert clinic.at_keyboard() is home.settings.importing.record
    return home, home.settings.importing


def said(panel: ImportPanel) -> str:
    return "\n".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def test_a_session_comes_in_with_its_notes_and_its_client_stands_on_home(
    clinic: Clinic, files: Files
) -> None:
    home, panel = at_import(clinic)
    clinic.type(str(files.record))
    panel.notes.setText(str(files.notes))
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: not panel.is_busy)

    assert "Imported Q.X.: 3 entries and 1 entry of psychotherapy notes." in said(panel)
    assert "look whether it is complete" in said(panel)
    vault = home._conductor.practice.vault
    (session,) = vault.sessions.all()
    assert len(vault.journal.psychotherapy_notes(session.id)) == 1
    home._show_tab("home")
    clinic.type("q")
    selected = home.clients.selected_client()
    assert selected is not None and selected.file.code == "Q.X."


def test_what_is_here_already_and_what_was_altered_is_said_in_a_line(
    clinic: Clinic, files: Files, tmp_path: Path
) -> None:
    _, panel = at_import(clinic)
    altered = tmp_path / "altered.json"
    altered.write_text(files.record.read_text("utf-8").replace("is warm", "is cold"), "utf-8")
    for path, words in (
        (altered, "altered.json is damaged or was changed"),
        (files.notes, "name the record's file first"),
        (files.record, "Imported Q.X.: 3 entries."),
        (files.record, "is here already, entry for entry"),
    ):
        panel.record.setText(str(path))
        panel.focus_first()
        clinic.press(Key.Key_Return)
        clinic.wait(lambda: not panel.is_busy)
        assert words in said(panel)


def test_without_a_file_it_asks_for_one(clinic: Clinic) -> None:
    _, panel = at_import(clinic)
    clinic.press(Key.Key_Return)
    assert "Choose the record's file first." in said(panel)
    assert clinic.at_keyboard() is panel.record


def test_while_a_session_goes_on_nothing_is_imported(clinic: Clinic, files: Files) -> None:
    home, panel = at_import(clinic)
    conductor = home._conductor
    client = conductor.practice.vault.clients.all()[0]
    conductor.open_session(client, Opening())
    panel.record.setText(str(files.record))
    panel._try()
    assert any("A session goes on" in one.text() for one in panel.findChildren(QLabel))
    assert len(conductor.practice.vault.sessions.all()) == 1


def test_meanwhile_the_passphrase_is_not_changed(clinic: Clinic, files: Files) -> None:
    home, panel = at_import(clinic)
    panel.record.setText(str(files.record))
    panel.focus_first()
    clinic.press(Key.Key_Return)
    assert home.is_busy
    assert not home.settings.passphrase.isEnabled() and panel.isEnabled()
    clinic.wait(lambda: not panel.is_busy)
    assert home.settings.passphrase.isEnabled()
