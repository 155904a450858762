"""The practice's particulars, fees and retention are typed once and stand where they are used."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.identity import identity
from kap_companion.session import entries as e
from kap_companion.session.fees import Rounding
from kap_companion.ui.panels.settings_fee_row import FeeRow
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.ui.screens.settings import SettingsScreen
from kap_companion.ui.widgets.key_button import KeyButton
from tests.journeys.clinic import CTRL, Clinic

Key = Qt.Key


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def at_settings(clinic: Clinic, group: str) -> tuple[HomeScreen, SettingsScreen]:
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    clinic.press(Key.Key_2, CTRL)
    home.settings.show_group(group)
    return home, home.settings


def row(settings: SettingsScreen, key: str) -> FeeRow:
    return next(one for one in settings.fees.rows if one.key == key)


def retype(clinic: Clinic, field: QWidget, text: str) -> None:
    """Go to a field, type it anew and leave it by Tab."""
    field.setFocus()
    clinic.press(Key.Key_A, CTRL)
    if text:
        clinic.type(text)
    else:
        clinic.press(Key.Key_Delete)
    clinic.press(Key.Key_Tab)


def told(home: HomeScreen) -> list[e.AccessBody]:
    return [one.body for one in home._conductor.practice.vault.journal.access()]


def words(panel: QWidget) -> str:
    return " ".join(one.text() for one in panel.findChildren(QLabel) if one.isVisible())


def test_particulars_are_kept_as_they_are_typed(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "practice")
    for key, text in (("practice", "Harbour"), ("npi", "1234567893"), ("address", "1 Quay")):
        retype(clinic, settings.practice.fields[key], text)
    given = identity(home._conductor.practice.vault.shelf)
    assert (given.practice, given.npi, given.address) == ("Harbour", "1234567893", "1 Quay")


def test_credentials_stand_beside_the_name(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "you")
    retype(clinic, settings.person.credentials, "LCSW")
    assert identity(home._conductor.practice.vault.shelf).credentials == "LCSW"


def test_what_is_half_typed_in_the_settings_is_kept_on_leaving_them(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "practice")
    settings.practice.fields["phone"].setFocus()
    clinic.type("555 0100")
    clinic.press(Key.Key_1, CTRL)
    assert identity(home._conductor.practice.vault.shelf).phone == "555 0100"


def test_a_fee_is_typed_anew_and_goes_back_to_its_default(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "fees")
    fees = home._conductor.practice.fees
    dosing = row(settings, "dosing")
    assert "Source: The practice's own page: dosing $250 an hour" in words(dosing)
    retype(clinic, dosing.fields["amount"], "$300")
    service = fees.schedule.service("dosing")
    assert service is not None
    assert service.amount == Decimal(300)
    assert isinstance(told(home)[-1], e.DefaultChanged)
    back = next(one for one in dosing.findChildren(KeyButton) if one.isVisible())
    assert back.text() == "Back to the default, Dosing session, $250.00 for 60 min"
    back.click()
    assert fees.schedule == fees.usual
    assert dosing.fields["amount"].text() == "$250"


def test_a_code_stands_only_where_it_was_typed(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "fees")
    assert all(not one.fields["code"].text() for one in settings.fees.rows)
    retype(clinic, row(settings, "integration").fields["code"], "90834")
    service = home._conductor.practice.fees.schedule.service("integration")
    assert service is not None
    assert service.code == "90834"


def test_what_is_no_fee_is_refused_where_it_stands(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "fees")
    retype(clinic, row(settings, "dosing").fields["amount"], "a lot")
    assert "a lot is no amount" in words(row(settings, "dosing"))
    assert home._conductor.practice.fees.schedule == home._conductor.practice.fees.usual


def test_a_line_of_ones_own_waits_for_its_fee_and_goes_when_emptied(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "fees")
    fees = home._conductor.practice.fees
    retype(clinic, row(settings, "own-1").fields["title"], "Letter")
    assert fees.schedule == fees.usual
    retype(clinic, row(settings, "own-1").fields["amount"], "40")
    retype(clinic, row(settings, "own-1").fields["minutes"], "15")
    letter = fees.schedule.service("own-1")
    assert letter is not None
    assert (letter.title, letter.amount, letter.per_minutes) == ("Letter", Decimal(40), 15)
    assert [one.key for one in settings.fees.rows][-2:] == ["own-1", "own-2"]
    for name in ("title", "amount", "minutes"):
        row(settings, "own-1").fields[name].clear()
    retype(clinic, row(settings, "own-1").fields["minutes"], "")
    assert fees.schedule.service("own-1") is None


def test_a_line_called_after_a_meeting_is_that_meetings_fee(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "fees")
    for name, text in (("title", "Consultation"), ("amount", "120"), ("minutes", "20")):
        retype(clinic, row(settings, "own-1").fields[name], text)
    service = home._conductor.practice.fees.schedule.service("consultation")
    assert service is not None
    assert service.amount == 120


def test_tab_goes_through_the_fees_as_the_eye_does(clinic: Clinic) -> None:
    _, settings = at_settings(clinic, "fees")
    settings.fees.rows[0].fields["title"].setFocus()
    seen = []
    for _ in range(17):
        seen.append(clinic.at_keyboard().accessibleName())
        clinic.press(Key.Key_Tab)
    assert seen[:5] == [
        "Fee 1: Service",
        "Fee 1: Fee",
        "Fee 1: For minutes",
        "Fee 1: Code, if you use one",
        "Fee 2: Service",
    ]
    assert seen[16] == "Time is rounded to, in minutes"


def test_rounding_is_chosen_and_told(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "fees")
    fees = home._conductor.practice.fees
    retype(clinic, settings.fees.rounding.field, "5")
    settings.fees.rounding.way.chosen.emit("up")
    assert (fees.schedule.round_to_minutes, fees.schedule.rounding) == (5, Rounding.UP)
    retype(clinic, settings.fees.rounding.field, "0")
    assert "1 to 60" in words(settings.fees.rounding)
    assert fees.schedule.round_to_minutes == 5


def test_years_of_keeping_have_a_source_and_a_way_back(clinic: Clinic) -> None:
    home, settings = at_settings(clinic, "practice")
    destroying = home._conductor.practice.destroying
    assert "Source: California Business and Professions Code" in words(settings.retention)
    retype(clinic, settings.retention.field, "10 years")
    assert destroying.keep_years == 10
    assert told(home)[-1] == e.DefaultChanged("retention.years", "7", "10")
    retype(clinic, settings.retention.field, "0")
    assert "1 to 100" in words(settings.retention)
    back = next(one for one in settings.retention.findChildren(KeyButton) if one.isVisible())
    back.click()
    assert destroying.keep_years == 7


@pytest.mark.parametrize(
    ("asked", "group"),
    [("npi", "practice"), ("superbill", "fees"), ("retention", "practice"), ("rounded", "fees")],
)
def test_they_are_found_by_what_they_are_called(clinic: Clinic, asked: str, group: str) -> None:
    _, settings = at_settings(clinic, "you")
    clinic.press(Key.Key_F, CTRL)
    clinic.type(asked)
    assert group in [key for key, one in settings.groups.items() if one.isVisible()]


def test_the_log_shows_what_left_and_goes_out_as_a_table(clinic: Clinic, tmp_path: Path) -> None:
    home, settings = at_settings(clinic, "log")
    assert "Nothing left this vault yet" in words(settings.log)
    settings.log.folder.setText(str(tmp_path / "out"))
    settings.log.to.setText("the board")
    settings.log.folder.setFocus()
    clinic.press(Key.Key_Return)
    assert [path.suffix for path in (tmp_path / "out").iterdir()] == [".csv"]
    exported = told(home)[-1]
    assert isinstance(exported, e.LogExported)
    assert exported.to == "the board"
    assert len(settings.log.lines.keys()) == 1
    settings.log.view.set_chosen("all")
    settings.log.refresh()
    assert len(settings.log.lines.keys()) == len(told(home))
