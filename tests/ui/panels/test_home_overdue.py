"""What Home says is overdue in the courses of all clients."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.ui.screens.home import HomeScreen
from kap_companion.vault.clients import ClientFile
from tests.journeys.clinic import Clinic, known


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def overdue(clinic: Clinic, home: HomeScreen) -> list[str]:
    """Return what a screen reader says of each row, once all clients were looked at."""
    clinic.wait(lambda: not home.overdue.is_looking)
    model = home.day.overdue.model()
    return [model.index(n, 0).data() for n in range(model.rowCount())]


def test_home_says_what_is_overdue_the_latest_first(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.", "T.K.")

    def plan(practice: Practice) -> None:
        for code, days in (("A.L.", 2), ("M.R.", 9)):
            on = practice.course.today - timedelta(days=days)
            planned = e.MeetingPlanned(e.MeetingKind.PREPARATION, on)
            practice.course.plan_meeting(known(practice, code).id, planned)

    clinic.with_practice(plan)
    _, home = clinic.at_home()
    assert overdue(clinic, home) == [
        "M.R., Preparation, overdue, 9 days",
        "A.L., Preparation, overdue, 2 days",
    ]


def test_several_things_of_one_client_are_one_row(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.")
    clinic.clock.advance(timedelta(days=20))
    _, home = clinic.at_home()
    assert overdue(clinic, home) == ["M.R., Integration, and 2 more, overdue, 13 days"]


def test_nothing_is_said_where_nothing_is_overdue(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    assert overdue(clinic, home) == []
    assert not home.day.overdue.isVisible()


def test_enter_on_what_is_overdue_opens_the_course_and_what_was_done_takes_it_away(
    clinic: Clinic,
) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.")
    clinic.clock.advance(timedelta(days=10))
    _, home = clinic.at_home()
    assert len(overdue(clinic, home)) == 1
    home.day.overdue.setFocus()
    clinic.press(Qt.Key.Key_Down)
    clinic.press(Qt.Key.Key_Return)
    assert home.is_in_course
    clinic.press(Qt.Key.Key_M, Qt.KeyboardModifier.ControlModifier)
    clinic.press(Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    clinic.press(Qt.Key.Key_Escape)
    home.refresh()
    assert overdue(clinic, home) == []


def test_only_the_course_of_whom_there_is_something_new_is_reckoned_again(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = ("A.L.", "M.R.", "T.K.")
    clinic.add_clients(*codes)
    window, home = clinic.at_home()
    overdue(clinic, home)
    assert window.conductor is not None
    practice = window.conductor.practice
    acts, looked = practice.course, list[str]()
    outline = acts.outline

    def counted(client: ClientFile) -> Course:
        looked.append(client.code)
        return outline(client)

    def again() -> list[str]:
        """Show Home anew; return at whose course it looked."""
        looked.clear()
        home.refresh()
        overdue(clinic, home)
        return sorted(looked)

    monkeypatch.setattr(acts, "outline", counted)
    assert again() == []
    on = acts.today - timedelta(days=3)
    planned = e.MeetingPlanned(e.MeetingKind.PREPARATION, on)
    acts.plan_meeting(known(practice, "M.R.").id, planned)
    assert again() == ["M.R."]
    assert overdue(clinic, home) == ["M.R., Preparation, overdue, 3 days"]
    practice.open_session(known(practice, "T.K."), Opening()).end()
    assert again() == ["T.K."]
    clinic.clock.advance(timedelta(days=1))
    assert again() == list(codes)
    assert overdue(clinic, home)[0] == "M.R., Preparation, overdue, 4 days"
    acts.choose("integration_within_days", 1)
    assert again() == list(codes)
