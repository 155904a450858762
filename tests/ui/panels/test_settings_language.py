"""The window's language is chosen for the next start, the notes' for the next note."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.notes.draft import write_draft
from kap_companion.ui.panels.settings_language import LanguagePanel
from kap_companion.ui.preferences import Preferences, load_preferences, save_preferences
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> LanguagePanel:
    panel = LanguagePanel(desk.conductor, Preferences())
    qtbot.addWidget(panel)
    return panel


def test_notes_are_written_in_the_language_chosen_for_them_whatever_the_window_speaks(
    desk: Desk, panel: LanguagePanel
) -> None:
    desk.open()
    desk.companion.note("warm hands")
    practice = desk.conductor.practice
    record = practice.vault.journal.record(desk.companion.session_id)

    def draft() -> str:
        return write_draft(practice.template(None), record)

    english = draft()
    panel.note_language.chosen.emit("es")
    spanish = draft()
    assert "final sin registrar" in spanish and "not recorded" not in spanish.casefold()
    assert "warm hands" in spanish
    assert LanguagePanel(desk.conductor, Preferences()).note_language.chosen_key() == "es"
    panel.note_language.chosen.emit("window")
    assert draft() == english
    assert practice.note_templates.language.chosen is None


def test_the_window_s_language_is_kept_for_the_next_start(
    panel: LanguagePanel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[Preferences] = []
    panel.preferences_chosen.connect(chosen.append)
    panel.window_language.chosen.emit("es")
    assert save_preferences(tmp_path, chosen[-1])
    assert load_preferences(tmp_path).spoken == "es"
    panel.window_language.chosen.emit("system")
    assert save_preferences(tmp_path, chosen[-1])
    monkeypatch.setenv("LANGUAGE", "es_PR")
    assert load_preferences(tmp_path).spoken == "es"


@pytest.mark.parametrize("told", ["tlh", 7, None, ["es"], "../es"])
def test_a_language_nobody_speaks_is_the_system_s(tmp_path: Path, told: object) -> None:
    (tmp_path / "window.json").write_text(json.dumps({"language": told}), encoding="utf-8")
    assert load_preferences(tmp_path).language == "system"


def test_a_vault_that_cannot_be_written_says_so_and_shows_what_holds(
    desk: Desk, panel: LanguagePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    from kap_companion.vault.errors import VaultNotWritable

    refused: list[str] = []
    desk.conductor.not_kept.connect(refused.append)

    def full(*_: object) -> None:
        raise VaultNotWritable

    shelf = desk.conductor.practice.vault.shelf
    monkeypatch.setattr(shelf, "put", full)
    panel.note_language.chosen.emit("es")
    assert refused == [str(VaultNotWritable())]
    assert panel.note_language.chosen_key() == "window"
