"""The clinician's phrases are written and taken away in Settings, and kept at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.settings_snippets import SnippetsPanel
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def panel(desk: Desk) -> SnippetsPanel:
    panel = SnippetsPanel(desk.conductor, desk.window)
    panel.resize(420, 300)
    panel.show()
    desk.window.show()
    return panel


def write(panel: SnippetsPanel, n: int, short: str, phrase: str) -> None:
    for field, text in zip(panel.pairs[n], (short, phrase), strict=True):
        field.setText(text)
        field.editingFinished.emit()


def test_a_snippet_is_kept_as_soon_as_it_has_both_its_fields(
    desk: Desk, panel: SnippetsPanel
) -> None:
    own = desk.conductor.own_words
    panel.pairs[0][0].setText(";br")
    panel.pairs[0][0].editingFinished.emit()
    assert own.snippets == {}
    assert panel._trouble.isHidden()
    write(panel, 0, ";br", "Breath slow and even.")
    assert own.snippets == {"br": "Breath slow and even."}
    assert len(panel.pairs) == 2
    write(panel, 1, "jr", "Jaw relaxed.")
    assert dict(own.snippets) == {"br": "Breath slow and even.", "jr": "Jaw relaxed."}


def test_an_emptied_snippet_is_gone(desk: Desk, panel: SnippetsPanel) -> None:
    write(panel, 0, ";br", "Breath slow and even.")
    write(panel, 0, "", "")
    assert desk.conductor.own_words.snippets == {}


@pytest.mark.parametrize(
    ("short", "why"), [(";br", "there twice"), ("BR", "there twice"), ("b r", "without a space")]
)
def test_what_could_not_be_typed_is_said_and_not_kept(
    desk: Desk, panel: SnippetsPanel, short: str, why: str
) -> None:
    write(panel, 0, ";br", "Breath slow and even.")
    write(panel, 1, short, "Another.")
    assert why in panel._trouble.text()
    assert desk.conductor.own_words.snippets == {"br": "Breath slow and even."}


def test_what_is_kept_is_shown_again(desk: Desk) -> None:
    desk.conductor.own_words.keep_snippets({"br": "Breath slow and even."})
    panel = SnippetsPanel(desk.conductor, desk.window)
    shown = [(short.text(), phrase.text()) for short, phrase in panel.pairs]
    assert shown == [(";br", "Breath slow and even."), ("", "")]
