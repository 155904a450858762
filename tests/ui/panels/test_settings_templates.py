"""A template of one's own is written beside what it makes, and is never lost half written."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui.panels.settings_templates import TemplatesPanel
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.segment import Segment
from tests.ui.desk import Desk, lay_desk


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def panel(desk: Desk, qtbot: QtBot) -> Iterator[TemplatesPanel]:
    desk.open()
    desk.companion.note("Tingling in both hands")
    # In a window that is under no limits: the offscreen platform knows none.
    holder = QWidget()
    qtbot.addWidget(holder)
    holder.resize(900, 800)
    made = TemplatesPanel(desk.conductor, holder)
    made.resize(900, 800)
    holder.show()
    yield made


def press(panel: TemplatesPanel, words: str) -> None:
    (found,) = (b for b in panel.findChildren(KeyButton) if b.text() == words and b.isVisible())
    found.click()


def troubles(panel: TemplatesPanel) -> str:
    said = panel.editor.findChildren(InlineMessage)
    return " ".join(one.text() for one in said if one.isVisible())


def test_what_a_template_makes_of_the_latest_session_stands_beside_it(
    desk: Desk, panel: TemplatesPanel
) -> None:
    press(panel, "New template")
    panel.editor.source.setPlainText("## Seen\n\n{{ course[1] }}")
    desk.qtbot.waitUntil(lambda: "Tingling" in panel.editor.preview.toPlainText())
    assert panel.editor.preview.isReadOnly()


def test_a_broken_line_is_named_and_the_last_preview_stays(
    desk: Desk, panel: TemplatesPanel
) -> None:
    press(panel, "New template")
    panel.editor.title.setText("My way")
    panel.editor.source.setPlainText("one\n{{ mood }}")
    desk.qtbot.waitUntil(lambda: troubles(panel) != "")
    assert troubles(panel) == (
        "The template 'My way', line 2, cannot be used: 'mood' is undefined."
    )
    assert "## Data" in panel.editor.preview.toPlainText()


def test_a_kept_template_is_offered_and_can_be_the_usual_one(
    desk: Desk, panel: TemplatesPanel
) -> None:
    press(panel, "New template")
    panel.editor.title.setText("My way")
    panel.editor.source.setPlainText("{{ client }}")
    press(panel, "Keep")
    (mine,) = (s for s in panel.findChildren(Segment) if s.text() == "My way" and s.isVisible())
    mine.click()
    assert desk.conductor.practice.template(None).title == "My way"
    press(panel, "Take away")
    assert desk.conductor.practice.template(None).name == "dap"
    assert panel.editor.isHidden()


def test_what_was_typed_is_kept_on_leaving_even_without_a_title(
    desk: Desk, panel: TemplatesPanel
) -> None:
    press(panel, "New template")
    panel.editor.source.setPlainText("half written {{ client")
    panel.keep()
    panel.keep()
    (kept,) = desk.conductor.practice.note_templates.own()
    assert (kept.title, kept.source) == ("Untitled", "half written {{ client")


def test_a_mere_look_at_a_new_template_keeps_nothing(desk: Desk, panel: TemplatesPanel) -> None:
    press(panel, "New template")
    panel.keep()
    assert desk.conductor.practice.note_templates.own() == ()


def test_a_letter_is_not_offered_as_the_usual_note(panel: TemplatesPanel) -> None:
    offered = [one.text() for one in panel.findChildren(Segment) if one.isVisible()]
    assert offered == ["DAP", "SOAP", "BIRP", "GIRP", "Narrative"]
