from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from kap_companion.practice import Practice
from kap_companion.session.entries import NoteTaken, SessionEnded
from kap_companion.ui.panels.home_list import HomeList
from tests.journeys.clinic import CTRL, PASSPHRASE, Clinic, known


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def spoken(rows: HomeList) -> list[str]:
    """Return what a screen reader says of each row."""
    return [rows.model().index(n, 0).data() for n in range(rows.model().rowCount())]


def test_home_without_clients_offers_the_first_one(clinic: Clinic) -> None:
    clinic.make_vault()
    _, home = clinic.at_home()
    clinic.press(Qt.Key.Key_N, CTRL)
    clinic.type("M.R.")
    clinic.press(Qt.Key.Key_S, CTRL)
    assert spoken(home.clients.table) == ["M.R., No session yet"]
    assert home.clients.selected_client() is not None


def test_the_first_letter_and_enter_twice_start_a_session(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_M)
    assert home.client.isVisible()
    clinic.press(Qt.Key.Key_Return)
    assert home.clients.start.isVisible()
    assert window.conductor is not None
    assert not window.conductor.has_session, "one Enter only asks"
    clinic.press(Qt.Key.Key_Return)
    opened = window.conductor.companion.state.facts.opened
    assert opened is not None
    assert opened.client == "M.R."
    assert window.room is not None
    assert window.room.isVisible()


def test_esc_takes_the_question_back_and_starts_nothing(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_M)
    clinic.press(Qt.Key.Key_Return)
    clinic.press(Qt.Key.Key_Escape)
    assert not home.clients.start.isVisible()
    clinic.press(Qt.Key.Key_Escape)
    assert home.day.isVisible()
    assert window.conductor is not None
    assert not window.conductor.has_session


def test_the_intention_is_carried_over_from_last_time(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    clinic.hold_session("M.R.", intention="To let it rest.")
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_M)
    clinic.press(Qt.Key.Key_Return)
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    assert window.conductor.companion.state.facts.intention == "To let it rest."


def test_a_session_that_was_not_ended_comes_first_and_enter_alone_resumes_it(
    clinic: Clinic,
) -> None:
    clinic.add_clients("A.L.", "M.R.")
    session = clinic.hold_session("M.R.", "Tears, quiet.", minutes=35, end=False)
    clinic.clock.advance(timedelta(minutes=4))
    window, home = clinic.at_home()
    assert home.banner.accessibleName() == "M.R., session 1 of 8, has not been ended"
    assert "29:00 since the dose" in texts(home.banner)
    assert "peak" in texts(home.banner)
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    assert window.conductor.companion.session_id == session


def test_looking_at_a_session_that_was_not_ended_writes_nothing(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    session = clinic.hold_session("M.R.", minutes=35, end=False)
    lines: list[int] = []
    clinic.with_practice(lambda p: lines.append(len(p.vault.journal.record(session))))
    window, home = clinic.at_home()
    home.refresh()
    window.close()
    clinic.with_practice(lambda p: lines.append(len(p.vault.journal.record(session))))
    assert lines[0] == lines[1]


def test_no_other_session_starts_while_one_was_not_ended(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    clinic.hold_session("M.R.", minutes=35, end=False)
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_A)
    clinic.press(Qt.Key.Key_Return)
    assert not home.clients.start.isVisible()
    assert "The session of M.R. has not been ended" in " ".join(texts(home.clients))
    assert window.conductor is not None
    assert not window.conductor.has_session


def test_ending_from_home_before_the_planned_end_needs_a_reason(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    session = clinic.hold_session("M.R.", minutes=35, end=False)
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_F8)
    clinic.press(Qt.Key.Key_Return)
    assert home.banner.is_asking, "an empty reason does not go through"
    clinic.type("felt unwell")
    clinic.press(Qt.Key.Key_Return)
    assert not home.banner.isVisible()
    assert spoken(home.day.to_sign) == ["M.R., Session 1, 2 Mar, to sign, today"]
    assert window.conductor is not None
    record = window.conductor.practice.vault.journal.record(session)
    ended = [entry.body for entry in record if isinstance(entry.body, SessionEnded)]
    assert ended == [SessionEnded("felt unwell")]


def test_today_and_what_waits_to_be_signed_are_told_apart(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    clinic.hold_session("A.L.")
    clinic.clock.advance(timedelta(days=4))
    clinic.hold_session("M.R.", sign=True)
    _, home = clinic.at_home()
    assert spoken(home.day.to_sign) == ["A.L., Session 1, 2 Mar, to sign, 4 days"]
    assert spoken(home.day.today) == ["M.R., 11:41, Session 1 of 8, signed 13:11"]


def test_a_session_that_waits_opens_for_its_draft(clinic: Clinic) -> None:
    clinic.add_clients("A.L.")
    session = clinic.hold_session("A.L.")
    window, home = clinic.at_home()
    home.day.to_sign.setFocus()
    clinic.press(Qt.Key.Key_Down)
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    assert window.conductor.companion.session_id == session


def test_words_of_a_note_are_found_and_open_their_session(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    session = clinic.hold_session("M.R.", "It is like the house is finally warm.")
    clinic.hold_session("A.L.", "Asked for a blanket.")
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_F, CTRL)
    clinic.type("house warm")
    assert len(spoken(home.clients.hits)) == 1
    assert "M.R." in spoken(home.clients.hits)[0]
    clinic.press(Qt.Key.Key_Down)
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    assert window.conductor.companion.session_id == session


def test_a_psychotherapy_note_is_never_found_on_home(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")

    def write(practice: Practice) -> None:
        from kap_companion.practice import Opening

        session = practice.open_session(known(practice, "M.R."), Opening())
        session.note("my own pull to reassure", private=True)
        session.note("Reassured by the blanket.")
        session.end()

    clinic.with_practice(write)
    _, home = clinic.at_home()
    clinic.press(Qt.Key.Key_F, CTRL)
    clinic.type("reassure")
    found = spoken(home.clients.hits)
    assert len(found) == 1
    assert "blanket" in found[0]


def test_the_search_finds_a_client_by_code_without_its_dots(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "M.R.")
    _, home = clinic.at_home()
    clinic.press(Qt.Key.Key_F, CTRL)
    clinic.type("mr")
    assert spoken(home.clients.table) == ["M.R., 8 planned, Dr. P.N."]
    clinic.press(Qt.Key.Key_Escape)
    assert len(home.clients.table.keys()) == 2


def test_a_client_with_the_code_of_another_is_refused_and_the_form_stays(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    _, home = clinic.at_home()
    clinic.press(Qt.Key.Key_N, CTRL)
    clinic.type("m.r.")
    clinic.press(Qt.Key.Key_Return)
    assert home.form.isVisible()
    assert "There is a client m.r. already" in " ".join(texts(home.form))


def test_the_passphrase_is_changed_in_settings(clinic: Clinic) -> None:
    clinic.make_vault()
    window, home = clinic.at_home()
    clinic.press(Qt.Key.Key_2, CTRL)
    home.settings.show_group("vault")
    home.settings.old.setFocus()
    clinic.type(PASSPHRASE)
    clinic.press(Qt.Key.Key_Return)
    for _ in range(2):
        clinic.type("another four quiet words")
        clinic.press(Qt.Key.Key_Return)
    clinic.wait(lambda: "The passphrase is changed" in " ".join(texts(home.settings)))
    window.lock()
    clinic.unlock(window, "another four quiet words")


def test_the_clinicians_name_is_kept_in_settings(clinic: Clinic) -> None:
    clinic.make_vault()
    window, _ = clinic.at_home()
    clinic.press(Qt.Key.Key_2, CTRL)
    clinic.press(Qt.Key.Key_Tab)
    clinic.press(Qt.Key.Key_Tab)
    clinic.type("A. Clinician, LCSW")
    clinic.press(Qt.Key.Key_Return)
    assert window.conductor is not None
    assert window.conductor.practice.clinician == "A. Clinician, LCSW"


def test_a_note_typed_on_home_goes_nowhere(clinic: Clinic) -> None:
    clinic.add_clients("M.R.")
    session = clinic.hold_session("M.R.", minutes=35, end=False)
    window, _ = clinic.at_home()
    clinic.type("xyz")
    assert window.conductor is not None
    record = window.conductor.practice.vault.journal.record(session)
    assert not [entry for entry in record if isinstance(entry.body, NoteTaken)]


def texts(widget: object) -> list[str]:
    """Return the words of all labels that are shown in a widget."""
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(widget, QWidget)
    return [one.text() for one in widget.findChildren(QLabel) if one.isVisible()]


def test_as_many_clients_are_seen_as_there_is_room_for(clinic: Clinic) -> None:
    clinic.add_clients("A.L.", "B.N.", "C.H.", "D.V.", "J.S.", "M.R.", "S.O.", "T.K.")
    window, home = clinic.at_home()
    window.resize(1280, 800)
    clinic.wait(lambda: home.clients.table.verticalScrollBar().maximum() == 0)
