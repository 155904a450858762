"""A client's course of treatment, kept and corrected by the keyboard alone in the real window."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from kap_companion.practice import Practice
from kap_companion.session import course_words as words
from kap_companion.session import entries as e
from kap_companion.session.course import Course
from kap_companion.ui.screens.home import HomeScreen
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic, known
from tests.made_course import make_course
from tests.ui.spoken import all_that_is_said

pytestmark = pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen platform

SHIFT = Qt.KeyboardModifier.ShiftModifier
TAB, ENTER, ESC = Qt.Key.Key_Tab, Qt.Key.Key_Return, Qt.Key.Key_Escape


def tab(clinic: Clinic, times: int = 1) -> None:
    for _ in range(times):
        clinic.press(TAB)


def course_of(home: HomeScreen) -> Course:
    told = home.course.course
    assert told is not None
    return told


def open_course(clinic: Clinic, letter: Qt.Key = Qt.Key.Key_M) -> HomeScreen:
    _, home = clinic.at_home()
    clinic.press(letter)
    clinic.press(Qt.Key.Key_O, CTRL)
    assert home.is_in_course
    return home


def test_a_course_is_recorded_from_the_consultation_to_the_first_measure(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)

    clinic.press(Qt.Key.Key_M, CTRL)  # the consultation is offered first
    clinic.press(Qt.Key.Key_S, CTRL)
    assert words.next_words(course_of(home)).startswith("Next: medical evaluation")

    clinic.press(Qt.Key.Key_M, CTRL)
    clinic.press(Qt.Key.Key_S, CTRL)
    assert course_of(home).held(e.MeetingKind.EVALUATION) == 1

    clinic.press(Qt.Key.Key_R, CTRL)
    tab(clinic, 3)  # supply, day, by whom
    for typed in ("4", "100", "100", "200"):
        clinic.type(typed)
        tab(clinic)
    clinic.press(ENTER)
    (given,) = course_of(home).prescriptions
    assert given.body == e.PrescriptionGiven(
        clinic.clock.now().wall.date(),
        "Dr. P.N.",
        Decimal(4),
        Decimal(100),
        Decimal(100),
        Decimal(200),
        2,
    )

    clinic.press(Qt.Key.Key_M, CTRL)  # the preparation
    tab(clinic, 6)  # day, begun, minutes, by, where, to the themes
    clinic.type("the sea, the brother")
    tab(clinic)
    clinic.type("To rest.")
    tab(clinic)
    clinic.type("Bring the blanket.")
    clinic.press(Qt.Key.Key_S, CTRL)
    (held,) = [
        one.body
        for one in course_of(home).meetings
        if one.body.meeting is e.MeetingKind.PREPARATION
    ]
    assert (held.themes, held.intention) == (("the sea", "the brother"), "To rest.")
    assert held.plan == "Bring the blanket."

    clinic.press(Qt.Key.Key_T, CTRL)
    tab(clinic, 3)  # day, words, and the first question
    for answer in "1110000001":
        clinic.type(answer)
    clinic.press(Qt.Key.Key_S, CTRL)
    (taken,) = course_of(home).measures
    assert (taken.body.total, taken.body.band) == (3, "minimal")
    assert taken.body.items == (1, 1, 1, 0, 0, 0, 0, 0, 0, 1)

    clinic.press(Qt.Key.Key_D, CTRL)
    tab(clinic)
    clinic.type("2026-03-09")
    clinic.press(ENTER)
    assert words.next_words(course_of(home)) == "Next: dosing 1 of 8, 9 Mar."


def test_what_was_agreed_is_there_as_the_session_is_prepared(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")

    def prepare(practice: Practice) -> None:
        held = e.MeetingHeld(
            e.MeetingKind.PREPARATION,
            practice.course.today,
            intention="To rest.",
            themes=("the sea",),
            plan="Bring the blanket.",
        )
        practice.course.hold_meeting(known(practice, "M.R.").id, held)

    clinic.with_practice(prepare)
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_M)
    clinic.press(ENTER)
    clinic.press(ENTER)
    assert window.conductor is not None
    assert window.conductor.companion.state.facts.intention == "To rest."
    assert window.room is not None
    said = set(all_that_is_said().values())
    assert any("Themes: the sea." in one for one in said)
    assert any("Plan: Bring the blanket." in one for one in said)


def test_item_nine_needs_an_answer_that_is_kept(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_T, CTRL)
    tab(clinic, 3)
    for answer in "0000000010":
        clinic.type(answer)
    clinic.press(Qt.Key.Key_S, CTRL)
    form = home.course.forms["measure"]
    assert "The notice asks for an answer" in form.message.text()
    assert any("Item 9" in one for one in all_that_is_said().values())
    assert not course_of(home).measures
    clinic.type("asked; no plan, no intent")
    clinic.press(ENTER)
    (taken,) = course_of(home).measures
    assert taken.body.notice_answer == "asked; no plan, no intent"


def test_the_last_answer_leads_to_the_notice_of_item_nine_in_sight(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_T, CTRL)
    tab(clinic, 3)
    for answer in "2121211011":
        clinic.type(answer)
    form = home.course.forms["measure"]
    field = form.fields["notice"]
    assert field.hasFocus()
    assert not field.visibleRegion().isEmpty()
    assert field.visibleRegion().boundingRect().height() == field.height()


def test_a_half_filled_form_is_not_lost_to_the_key_of_another(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_T, CTRL)
    tab(clinic, 3)
    for answer in "212":
        clinic.type(answer)
    clinic.press(Qt.Key.Key_R, CTRL)
    form = home.course.forms["measure"]
    assert form.isVisible()
    assert form.message.text() == "Save this first, or leave it with Esc."
    for answer in "1100001":
        clinic.type(answer)
    clinic.press(Qt.Key.Key_S, CTRL)
    (taken,) = course_of(home).measures
    assert taken.body.items is not None
    assert taken.body.items[:3] == (2, 1, 2)


def test_an_entry_is_corrected_and_struck_in_place(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_R, CTRL)
    tab(clinic, 3)
    clinic.type("4")
    clinic.press(ENTER)
    home.course.head.view.setFocus()
    home.course.head.view_chosen.emit("file")
    home.course.focus_first()
    clinic.press(Qt.Key.Key_Down)
    clinic.press(ENTER)
    form = home.course.forms["supply"]
    assert form.isVisible()
    save, strike, cancel = (one.geometry() for one in form.buttons())
    assert not save.intersects(strike)
    assert not strike.intersects(cancel)
    clinic.press(Qt.Key.Key_S, CTRL)
    assert form.message.text() == "Say why it is corrected."
    clinic.type("miscounted")
    tab(clinic, 4)
    clinic.at_keyboard().selectAll()  # type: ignore[attr-defined]
    clinic.type("6")
    clinic.press(ENTER)
    (given,) = course_of(home).prescriptions
    assert given.body.lozenges == Decimal(6)
    assert [one.reason for one in given.amended] == ["miscounted"]

    clinic.press(ENTER)
    clinic.press(Qt.Key.Key_X, CTRL | SHIFT)
    assert form.message.text() == "Say why it is struck."
    clinic.type("of another client")
    clinic.press(Qt.Key.Key_X, CTRL | SHIFT)
    assert not course_of(home).prescriptions
    assert course_of(home).struck == 1
    assert "struck: of another client" in home.course.file.model().index(0, 0).data()


def test_esc_leaves_a_form_and_then_the_course(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_M, CTRL)
    clinic.press(ESC)
    assert (home.is_in_course, home.is_in_form) == (True, False)
    clinic.press(ESC)
    assert (home.is_in_course, home.is_in_form) == (False, False)
    assert home.clients.selected_client() is not None


def test_a_whole_course_is_seen_and_a_session_opened_from_it(clinic: Clinic) -> None:
    clinic.with_practice(lambda practice: _keep_course(practice, clinic))
    home = open_course(clinic, Qt.Key.Key_T)
    rows = [
        home.course.sessions.model().index(n, 0).data()
        for n in range(home.course.sessions.model().rowCount())
    ]
    assert len(rows) == 7
    assert "Session 4, 20 Apr, signed, 150 + 50 mg, moderate" in rows[3]
    assert "peak change BP +18/+10 HR +14" in rows[3]
    assert "adverse events anxiety, mild" in rows[3]
    assert "themes the brother, anger" in rows[3]
    assert "PHQ-9 12, GAD-7 9" in rows[3]
    said = " ".join(all_that_is_said().values())
    assert "My own pull to reassure" not in said
    clinic.press(Qt.Key.Key_Down)
    clinic.press(ENTER)
    conductor = clinic.windows[-1].conductor
    assert conductor is not None
    opened = conductor.companion.state.facts.opened
    assert opened is not None
    assert opened.session_number == 1


def _keep_course(practice: Practice, clinic: Clinic) -> None:
    make_course(practice, clinic.clock)


def test_the_lock_keeps_what_is_half_typed_in_the_course(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_M, CTRL)
    tab(clinic, 6)
    clinic.type("half a theme")
    window = clinic.windows[-1]
    window.lock()
    home = clinic.unlock(window)
    assert home.is_in_course
    assert home.course.forms["meeting"].fields["themes"].text() == "half a theme"


def test_a_day_in_the_future_is_refused_where_it_cannot_be(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    clinic.press(Qt.Key.Key_M, CTRL)
    tab(clinic)
    home.course.forms["meeting"].fields["on"].setText(str(date(2027, 1, 1)))
    clinic.press(Qt.Key.Key_S, CTRL)
    assert "has not come yet" in home.course.forms["meeting"].message.text()
    assert not course_of(home).meetings


def test_the_course_is_exported_for_the_prescriber_and_the_vault_says_so(clinic: Clinic) -> None:
    clinic.with_practice(lambda practice: _keep_course(practice, clinic))
    home = open_course(clinic, Qt.Key.Key_T)
    clinic.press(Qt.Key.Key_E, CTRL | SHIFT)
    tab(clinic)
    clinic.at_keyboard().selectAll()  # type: ignore[attr-defined]
    folder = clinic.home / "handed over"
    clinic.type(str(folder))
    clinic.press(ENTER)
    (written,) = folder.iterdir()
    assert written.read_bytes().startswith(b"%PDF")
    assert written.name in home.course.head.message.text()
    conductor = clinic.windows[-1].conductor
    assert conductor is not None
    (told,) = [
        one.body
        for one in conductor.practice.vault.journal.access()
        if isinstance(one.body, e.CourseExported)
    ]
    assert (told.what, told.to, told.files) == ("course", "Dr. P.N.", (written.name,))


def test_marks_and_quotes_of_the_last_dose_are_offered_to_its_integration(clinic: Clinic) -> None:
    clinic.with_practice(lambda practice: _keep_course(practice, clinic))
    home = open_course(clinic, Qt.Key.Key_T)
    clinic.press(Qt.Key.Key_M, CTRL)
    clinic.press(Qt.Key.Key_Left)  # from the follow-up, which is next, to the integration
    tab(clinic, 7)
    clinic.press(Qt.Key.Key_Space)
    tab(clinic, 2)
    clinic.press(Qt.Key.Key_Space)
    assert home.course.forms["meeting"].fields["themes"].text() == "rest, It is quiet there."


def test_the_veil_takes_a_half_typed_form_away_and_brings_it_back(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    home = open_course(clinic)
    window = clinic.windows[-1]
    clinic.press(Qt.Key.Key_T, CTRL)
    clinic.press(Qt.Key.Key_Right)  # GAD-7
    tab(clinic, 2)
    clinic.type("asked by the phone")
    tab(clinic)
    for answer in "213":
        clinic.type(answer)
    clinic.press(Qt.Key.Key_F12)
    assert not any("asked by the phone" in one for one in all_that_is_said().values())
    clinic.press(Qt.Key.Key_F12)
    clinic.type(PASSPHRASE)
    clinic.press(ENTER)
    clinic.wait(lambda: window.curtain is not None and window.curtain.screen is None)
    anew = window.home
    assert anew is not None
    assert anew is not home
    assert anew.is_in_course
    form = anew.course.forms["measure"]
    assert form.isVisible()
    assert form.fields["words"].text() == "asked by the phone"
    assert form.half_typed()["scale"] == "gad7"
    assert form.half_typed()["answers"] == "2,1,3,,,,,"
