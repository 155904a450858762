"""Settings: found by typing, each clinical default with its source, changed with the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.defaults import Defaults
from kap_companion.practice import Practice
from kap_companion.session.defaults import FIGURES, QUESTIONS
from kap_companion.ui.panels.settings_checklist import ChecklistItems
from kap_companion.ui.panels.settings_figure import FigurePanel
from kap_companion.ui.panels.settings_question import QuestionPanel
from kap_companion.ui.preferences import load_preferences
from kap_companion.ui.screens.prepare import PrepareScreen
from kap_companion.ui.screens.settings import SettingsScreen
from kap_companion.ui.widgets.check_row import CheckRow
from tests.journeys.clinic import CTRL, Clinic

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def at_settings(clinic: Clinic) -> SettingsScreen:
    """Open the settings with the keyboard alone."""
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    clinic.press(Key.Key_2, CTRL)
    return home.settings


def find(clinic: Clinic, settings: SettingsScreen, words: str) -> None:
    """Type into the search, wherever the keyboard is."""
    clinic.press(Key.Key_F, CTRL)
    assert settings.search.hasFocus()
    clinic.type(words)


def shown(settings: SettingsScreen) -> str:
    """Return all words that stand on the screen."""
    labels = [one.text() for one in settings.findChildren(QLabel) if one.isVisible()]
    said = [one.text() for one in settings.findChildren(QAbstractButton) if one.isVisible()]
    return "\n".join((*labels, *said))


def groups_shown(settings: SettingsScreen) -> list[str]:
    return [key for key, group in settings.groups.items() if group.isVisible()]


def figure(settings: SettingsScreen, key: str) -> FigurePanel:
    panels = settings.findChildren(FigurePanel)
    return next(one for one in panels if one._figure.key == key)


def test_every_clinical_default_stands_there_with_its_source(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    figures = {one._figure.key for one in settings.findChildren(FigurePanel)}
    questions = {one._question.key for one in settings.findChildren(QuestionPanel)}
    assert figures == FIGURES.keys()
    assert questions == QUESTIONS.keys()
    assert len(settings.findChildren(ChecklistItems)) == 3
    for kind in (FigurePanel, QuestionPanel, ChecklistItems):
        for panel in settings.findChildren(kind):
            words = [label.text() for label in panel.findChildren(QLabel)]
            assert any(word.startswith(("Source: ", "A preference")) for word in words), words


def test_a_search_leaves_only_what_matches_with_its_group(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    assert groups_shown(settings) == ["you"]
    find(clinic, settings, "booster")
    assert groups_shown(settings) == ["cues"]
    assert "Cues and checklists" in shown(settings)
    assert "Vitals after the first dose and each booster" in shown(settings)
    assert "Ask for vitals at the close" not in shown(settings)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("crossfade", "Crossfade"),
        ("spravatohcp", "Ask for vitals before the dose"),
        ("quarter of what", ""),
        ("DIMMER", "Colours"),
        ("recovery code", "The vault lies in"),
        ("cues telehealth", "The support person looks in every"),
        ("one item a line", "Ready to leave"),
    ],
)
def test_labels_help_sources_and_choices_are_found(clinic: Clinic, words: str, found: str) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, words)
    if found:
        assert found.casefold() in shown(settings).casefold()
    else:
        assert groups_shown(settings) == []
        assert f"No setting speaks of ‘{words}’." in shown(settings)


def test_esc_shows_all_settings_again_and_only_then_goes_home(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, "booster")
    clinic.press(Key.Key_Escape)
    assert settings.isVisible() and settings.search.text() == ""
    assert groups_shown(settings) == ["you"]
    clinic.press(Key.Key_Escape)
    assert not settings.isVisible()


def test_a_group_is_come_to_by_the_arrows_and_enter_goes_to_what_was_found(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    for _ in range(4):
        clinic.press(Key.Key_Down)
    assert groups_shown(settings) == ["session"]
    find(clinic, settings, "hold timer")
    clinic.press(Key.Key_Return)
    assert figure(settings, "hold_timer_min").field.hasFocus()


def test_another_hold_timer_is_kept_and_the_next_session_goes_by_it(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, "hold timer")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_A, CTRL)
    clinic.type("10")
    clinic.press(Key.Key_Return)
    assert figure(settings, "hold_timer_min").field.text() == "10 min"
    assert "Back to the default, 12 min" in buttons(settings)
    window = clinic.windows[-1]
    clinic.press(Key.Key_1, CTRL)
    clinic.press(Key.Key_M)
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Return)
    assert window.room is not None
    opened = window.room._conductor.companion.state.facts.opened
    assert opened is not None and opened.cues.hold_timer_min == 10
    assert "Under the tongue, 10 min." in "\n".join(
        one.text() for one in window.room.prepare.findChildren(QLabel)
    )


def test_the_way_back_to_the_default_goes_once_it_was_taken(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, "planned length")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_A, CTRL)
    clinic.type("120 min")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Tab)
    clinic.press(Key.Key_Return)
    panel = figure(settings, "planned_minutes")
    assert panel.field.text() == "90 min" and panel.field.hasFocus()
    assert not any("Back to" in words for words in buttons(settings))


def test_what_cannot_be_is_said_in_one_sentence_and_nothing_changes(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, "hold ends")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_A, CTRL)
    clinic.type("25")
    clinic.press(Key.Key_Return)
    assert "The hold must end before the onset does, at 20 minutes." in shown(settings)
    assert defaults(clinic).value("hold") == 12
    clinic.press(Key.Key_A, CTRL)
    clinic.type("soon")
    clinic.press(Key.Key_Return)
    assert "Type whole minutes, such as 12." in shown(settings)


def test_items_of_a_checklist_are_edited_and_prepare_asks_them(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    settings.show_group("cues")
    editor = next(
        one.field for one in settings.findChildren(ChecklistItems) if one._name == "before"
    )
    assert isinstance(editor, QPlainTextEdit)
    editor.setFocus()
    clinic.press(Key.Key_A, CTRL)
    clinic.type("Water asked")
    clinic.press(Key.Key_Return)
    clinic.type("Shoes off")
    clinic.press(Key.Key_Tab)
    assert defaults(clinic).checklists[1].items == ("Water asked", "Shoes off")
    start_session(clinic)
    room = clinic.windows[-1].room
    assert room is not None
    assert asked(room.prepare)[-2:] == ["Water asked", "Shoes off"]


def test_an_open_session_keeps_its_checklist_when_the_default_changes(clinic: Clinic) -> None:
    at_settings(clinic)
    clinic.press(Key.Key_1, CTRL)
    start_session(clinic)
    room = clinic.windows[-1].room
    assert room is not None
    before = asked(room.prepare)
    defaults(clinic).choose_items("before", ("Water asked",))
    room.prepare.refresh()
    assert asked(room.prepare) == before
    assert "Water asked" not in before


def test_a_question_is_untouched_by_the_search_and_kept_at_once(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, "vitals at the close")
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Space)
    assert defaults(clinic).value("vitals_at_close") == 0
    assert "Back to the default, asked for" in buttons(settings)


@pytest.mark.parametrize("key", ["hold_timer_min", "before"])
def test_what_is_half_typed_is_kept_when_the_window_closes(clinic: Clinic, key: str) -> None:
    settings = at_settings(clinic)
    settings.show_group("session" if key in FIGURES else "cues")
    editors = {one._name: one.field for one in settings.findChildren(ChecklistItems)}
    field = figure(settings, key).field if key in FIGURES else editors[key]
    field.setFocus()
    clinic.press(Key.Key_A, CTRL)
    clinic.type("10")
    clinic.windows[-1].close()

    def look(practice: Practice) -> None:
        if key in FIGURES:
            assert practice.defaults.value(key) == 10
        else:
            assert practice.defaults.checklists[1].items == ("10",)

    clinic.with_practice(look)


def test_a_snippet_that_is_half_typed_is_kept_when_the_window_closes(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    settings.show_group("notes")
    short, phrase = settings.snippets.pairs[0]
    short.setFocus()
    clinic.type(";br")
    phrase.setFocus()
    clinic.type("Breath slow and even.")
    clinic.windows[-1].close()
    _, home = clinic.at_home()
    clinic.press(Key.Key_2, CTRL)
    assert home.settings.snippets.pairs[0][1].text() == "Breath slow and even."


def test_look_and_privacy_each_keep_what_the_other_changed(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    settings.look.theme.chosen.emit("dimmer")
    settings.privacy.idle.chosen.emit("10")
    settings.look.text_size.chosen.emit("1.15")
    kept = load_preferences(clinic.home / "settings")
    assert (kept.theme, kept.idle_minutes, kept.text_size) == ("dimmer", 10, 1.15)


@pytest.mark.parametrize(
    ("words", "group"),
    [("snippets", "notes"), ("locks by itself", "privacy"), ("hipaa", "privacy")],
)
def test_notes_and_privacy_are_found_too(clinic: Clinic, words: str, group: str) -> None:
    settings = at_settings(clinic)
    find(clinic, settings, words)
    assert groups_shown(settings) == [group]


def test_a_name_that_only_a_reader_hears_is_found_too(clinic: Clinic) -> None:
    settings = at_settings(clinic)
    for field in settings.findChildren(QWidget):
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisibleTo(settings):
            said = field.accessibleName() or getattr(field, "text", str)()
            assert said, f"{type(field).__name__} has no name"


def defaults(clinic: Clinic) -> Defaults:
    conductor = clinic.windows[-1].conductor
    assert conductor is not None
    return conductor.practice.defaults


def buttons(settings: SettingsScreen) -> list[str]:
    from PySide6.QtWidgets import QPushButton

    return [one.text() for one in settings.findChildren(QPushButton) if one.isVisible()]


def asked(prepare: PrepareScreen) -> list[str]:
    return [row.text() for row in prepare.findChildren(CheckRow)]


def start_session(clinic: Clinic) -> None:
    clinic.press(Key.Key_1, CTRL)
    clinic.press(Key.Key_M)
    clinic.press(Key.Key_Return)
    clinic.press(Key.Key_Return)
