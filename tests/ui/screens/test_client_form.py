from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.session.entries import Contact, Limits
from kap_companion.ui.screens.client_form import ClientForm
from kap_companion.vault.clients import ClientFile

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform

KNOWN = ClientFile(
    id="c1",
    code="M.R.",
    full_name="Maria Rossi",
    prescriber="Dr. P.N.",
    planned_sessions=8,
    contacts=(Contact("emergency", "Jo", "555 0142"), Contact("pharmacy", "Main St", "555 0100")),
    limits=Limits(150, 95, 100, 94, "Dr. P.N.", date(2025, 11, 3)),
)


TODAY = date(2026, 3, 2)


@pytest.fixture
def form(qtbot: QtBot) -> ClientForm:
    made = ClientForm()
    qtbot.addWidget(made)
    made.resize(672, 640)
    made.show()
    return made


def fill(form: ClientForm, **typed: Any) -> None:
    for name, words in typed.items():
        form.fields[name.replace("__", " ")].setText(words)


def test_initials_are_all_that_a_client_needs(form: ClientForm) -> None:
    form.fill(None)
    assert form.filled() is None, "without initials"
    fill(form, code="  A.L. ")
    filled = form.filled()
    assert filled is not None
    assert filled.file.code == "A.L."
    assert filled.file.full_name is None
    assert filled.limits is None, "no limits were given, so none are kept"


def test_a_known_client_comes_back_as_it_was(form: ClientForm) -> None:
    form.fill(KNOWN)
    filled = form.filled()
    assert filled is not None
    assert filled.client_id == "c1"
    assert filled.file.contacts == KNOWN.contacts
    assert filled.file.planned_sessions == 8
    assert filled.limits is None, "unchanged limits are not given anew"


def test_changed_limits_say_who_gave_them_and_when(form: ClientForm) -> None:
    form.fill(KNOWN)
    fill(form, systolic="140", given_on="2026-01-07")
    filled = form.filled()
    assert filled is not None
    assert filled.limits == Limits(140, 95, 100, 94, "Dr. P.N.", date(2026, 1, 7))


def test_limits_may_be_taken_away_again(form: ClientForm) -> None:
    form.fill(KNOWN)
    fill(form, systolic="", diastolic="", heart_rate="", spo2="", given_by="", given_on="")
    filled = form.filled()
    assert filled is not None
    assert filled.limits == Limits()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"systolic": "150"}, "given_by", "Say who gave the limits"),
        ({"systolic": "150", "given_by": "Dr. P.N."}, "given_on", "Say when"),
        ({"systolic": "1500"}, "systolic", "cannot be right"),
        ({"heart_rate": "fast"}, "heart_rate", "whole number"),
        ({"spo2": "9"}, "spo2", "between 70 and 100"),
        ({"planned": "many"}, "planned", "whole number"),
        ({"given_by": "Dr. P.N."}, "systolic", "No limit is given"),
    ],
)
def test_what_cannot_be_a_limit_is_refused_at_its_field(
    form: ClientForm, typed: dict[str, str], field: str, said: str
) -> None:
    form.fill(None)
    fill(form, code="A.L.", **typed)
    assert form.filled() is None
    assert said in form.message()
    assert form.focusWidget() is form.fields[field]


def test_enter_in_any_field_saves_and_esc_leaves(form: ClientForm, qtbot: QtBot) -> None:
    form.fill(KNOWN)
    with qtbot.waitSignal(form.save_asked):
        qtbot.keyClick(form.fields["support phone"], Qt.Key.Key_Return)
    with qtbot.waitSignal(form.cancelled):
        qtbot.keyClick(form.fields["code"], Qt.Key.Key_Escape)


def test_every_field_has_a_name_for_a_screen_reader(form: ClientForm) -> None:
    assert all(field.accessibleName() for field in form.fields.values())


def test_birth_address_and_guardian_come_back_as_they_were(form: ClientForm) -> None:
    known = ClientFile(
        id="c1",
        code="A.L.",
        born_on=date(2010, 5, 1),
        address="12 Example Row",
        guardian="R. Lind",
        guardian_consented_on=date(2026, 1, 7),
    )
    form.fill(known, TODAY)
    filled = form.filled()
    assert filled is not None
    assert filled.file.born_on == date(2010, 5, 1)
    assert filled.file.address == "12 Example Row"
    assert filled.file.guardian == "R. Lind"
    assert filled.file.guardian_consented_on == date(2026, 1, 7)


def test_a_minor_without_a_guardian_is_asked_about_once_and_never_blocks(form: ClientForm) -> None:
    form.fill(None, TODAY)
    fill(form, code="A.L.", born_on="2010-05-01")
    assert form.filled() is None
    assert "minor" in form.message()
    assert form.fields["guardian"].hasFocus()
    filled = form.filled()
    assert filled is not None
    assert filled.file.without_guardian is None


@pytest.mark.parametrize(
    "typed",
    [
        {"without_guardian": "emancipated by court"},
        {"guardian": "R. Lind", "guardian_on": "2026-01-07"},
        {"born_on": "2008-03-02"},
        {"born_on": ""},
    ],
)
def test_nothing_is_asked_of_a_minor_with_a_reason_or_consent_or_of_an_adult(
    form: ClientForm, typed: dict[str, str]
) -> None:
    form.fill(None, TODAY)
    fill(form, **({"code": "A.L.", "born_on": "2010-05-01"} | typed))
    assert form.filled() is not None


def test_the_day_before_an_eighteenth_birthday_is_that_of_a_minor(form: ClientForm) -> None:
    form.fill(None, TODAY)
    fill(form, code="A.L.", born_on="2008-03-03")
    assert form.filled() is None


def test_a_day_that_is_none_is_refused_in_its_field(form: ClientForm) -> None:
    form.fill(None, TODAY)
    fill(form, code="A.L.", born_on="3/2/80")
    assert form.filled() is None
    assert "1980-03-02" in form.message()
