"""What is typed and chosen in a Spanish window is kept as it is in an English one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.collection import Problem
from kap_companion.language import ENGLISH
from kap_companion.music.track import Track
from kap_companion.session import entries as e
from kap_companion.session.fees import Service
from kap_companion.session.marks import MARKS
from kap_companion.session.wording import reason_words
from kap_companion.ui.panels import course_typed, draft_words
from kap_companion.ui.panels.backup_words import moment_words, size_words
from kap_companion.ui.panels.home_view import day_words, waits_words
from kap_companion.ui.panels.music_words import is_missing
from kap_companion.ui.panels.prepare_people import PeoplePanel
from kap_companion.ui.panels.prepare_plan import change_plan
from kap_companion.ui.panels.prepare_words import figures, parse_minutes
from kap_companion.ui.panels.settings_checklist import ChecklistItems
from kap_companion.ui.panels.settings_fee_row import FeeRow
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.words import speak_in
from tests.ui.desk import CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture(autouse=True)
def _in_spanish(qapp: QApplication) -> Iterator[None]:
    speak_in(qapp, "es")
    yield
    speak_in(qapp, ENGLISH)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


def fill_in(desk: Desk, text: str) -> None:
    """Let the field at the keyboard hold `text`: Qt's test keys know no accents."""
    field = desk.at_keyboard()
    assert isinstance(field, QLineEdit)
    field.setText(text)


def test_an_adverse_event_of_the_app_is_offered_in_spanish_and_kept_as_ever(desk: Desk) -> None:
    desk.open()
    desk.press(Key.Key_A, CTRL | SHIFT)
    fill_in(desk, "Náusea")
    desk.press(Key.Key_Return, CTRL)
    (kept,) = desk.kept(e.AdverseEvent)
    assert (kept.what, kept.severity) == ("Nausea", e.Severity.MILD)


def test_an_adverse_event_in_own_words_is_kept_as_typed(desk: Desk) -> None:
    desk.open()
    desk.press(Key.Key_A, CTRL | SHIFT)
    fill_in(desk, "Frío en las manos")
    desk.press(Key.Key_Return, CTRL)
    assert [one.what for one in desk.kept(e.AdverseEvent)] == ["Frío en las manos"]


def test_the_usual_marks_are_edited_in_spanish_and_kept_as_ever(desk: Desk) -> None:
    room = desk.open()
    asking = room.session.asking
    asking.edit_marks()
    fields = asking.marks.fields
    assert [one.text() for one in fields[:2]] == ["Llanto", "Movimiento"]
    fields[1].setText("Respiración")
    desk.press(Key.Key_Return)
    assert desk.conductor.own_words.marks() == (MARKS[0], "Respiración", *MARKS[2:])


def test_a_checklist_is_edited_in_spanish_and_what_stands_stays_the_same_item(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.open()
    defaults = desk.conductor.practice.defaults
    before = defaults.checklists[0]
    panel = ChecklistItems(desk.conductor, before)
    qtbot.addWidget(panel)
    shown = panel.field.toPlainText().splitlines()
    assert len(shown) == len(before.items) and set(shown).isdisjoint(before.items)
    panel.field.setPlainText("\n".join([*shown, "Agua a mano"]))
    panel.keep()
    assert defaults.checklists[0].items == (*before.items, "Agua a mano")


def test_a_decimal_comma_is_a_point() -> None:
    assert course_typed.number("mg", "mg", "37,5") == Decimal("37.5")
    with pytest.raises(course_typed.Refused, match="6 o 1,5"):
        course_typed.number("mg", "mg", "mucho")


def test_a_length_is_typed_with_its_spanish_unit() -> None:
    assert [parse_minutes(one) for one in ("100 minutos", "100 min", "100")] == [100] * 3


def test_days_and_sizes_are_said_as_spanish_says_them() -> None:
    now = datetime(2026, 3, 14, 10, 11, tzinfo=UTC)
    assert day_words(now, now) == "hoy 10:11"
    assert day_words(datetime(2025, 11, 20, 9, 0, tzinfo=UTC), now) == "20 nov 2025"
    assert waits_words(datetime(2026, 3, 13, tzinfo=UTC), now) == "1 día"
    assert moment_words(now) == "14 de marzo de 2026 a las 10:11"
    assert size_words(3_400_000) == "3,4 MB"


def test_a_file_that_went_is_told_apart_from_a_damaged_one_in_any_language() -> None:
    track = Track(Path("a.opus"), "a")
    assert is_missing(Problem(track, "the file is no longer there"))
    assert is_missing(Problem(track, "el archivo ya no está"))
    assert not is_missing(Problem(track, "the file is empty"))


def test_the_blanks_of_a_draft_are_found_in_both_languages() -> None:
    for text in ("[Your words: themes for integration]", "[Sus palabras: temas para integrar]"):
        assert len(draft_words.blanks(f"Plan\n\n{text}\n")) == 1


def test_the_figures_of_a_reading_keep_their_own_names(desk: Desk) -> None:
    desk.open()
    latest = desk.companion.state.latest_reading
    assert latest is not None
    assert [one.label for one in figures(latest.reading, None)] == ["BP", "HR", "SpO₂"]


def test_a_role_of_the_app_is_kept_as_ever_and_shown_in_spanish(desk: Desk) -> None:
    room = desk.open()
    people = PeoplePanel(desk.conductor)
    desk.qtbot.addWidget(people)
    for name, role in (("Kim", "persona de apoyo"), ("Jo", "intérprete")):
        name_field, role_field = people.findChildren(HintField)
        name_field.setText(name)
        role_field.setText(role)
        role_field.entered.emit(role)
    assert {one.name: one.role for one in desk.kept(e.PersonArrived)} == {
        "Kim": "support person",
        "Jo": "intérprete",
    }
    people.refresh(desk.companion.state)
    told = [one.text() for one in people.findChildren(Label)]
    assert {"persona de apoyo", "intérprete"} <= set(told)
    assert room.isVisible()


def test_a_plan_that_is_changed_says_why_in_the_language_it_is_read_in(desk: Desk) -> None:
    desk.open()
    change_plan(desk.conductor, planned_minutes=120)
    (kept,) = desk.kept(e.EntryAmended)
    assert kept.reason == "changed after the dose"
    assert reason_words(kept.reason) == "cambiado después de la dosis"
    assert reason_words("my own words") == "my own words"


def test_a_whole_fee_stands_without_its_cents(qtbot: QtBot) -> None:
    row = FeeRow("dosing", None, "", 1)
    qtbot.addWidget(row)
    row.show_service(Service("dosing", "Dosing session", Decimal(250), 60, ""))
    assert row.fields["amount"].text() == "$250"
    row.show_service(Service("dosing", "Dosing session", Decimal("250.50"), 60, ""))
    assert row.fields["amount"].text() == "$250,50"
