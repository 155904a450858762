"""The window in Spanish: what is shown is Spanish, and what is kept is the same as in English."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.language import ENGLISH
from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.ui.keys_shown import key_groups
from kap_companion.ui.media_keys import MediaKeys, Transport
from kap_companion.ui.panels.home_view import found
from kap_companion.ui.presenting import contact_words, vitals_shown
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.words import speak_in
from tests.journeys.clinic import Clinic, known
from tests.ui.desk import CTRL, Desk, lay_desk
from words import window_sources

Key = Qt.Key


@pytest.fixture(autouse=True)
def _in_spanish(qapp: QApplication) -> Iterator[None]:
    speak_in(qapp, "es")
    yield
    speak_in(qapp, ENGLISH)


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def clinic(tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def test_the_ring_says_the_phase_and_what_is_left_in_spanish(desk: Desk) -> None:
    room = desk.open()
    desk.pass_time(minutes=23, seconds=41)
    face = room.session.now.ring.face
    assert (face.phase, face.caption, face.left) == ("pico", "desde la dosis", "quedan 21:19")
    assert face.spoken == "Desde la dosis 23 minutos, pico, quedan 22 minutos"


def test_a_mark_is_shown_in_spanish_and_kept_as_it_always_was(desk: Desk) -> None:
    room = desk.open()
    action = next(one for one in room.acts() if one.shortcut().toString() == "Ctrl+1")
    assert action.text() == "Marca: Llanto"
    desk.press(Key.Key_1, CTRL)
    assert [body.tag for body in desk.kept(e.Marked)] == ["Tears"]
    assert room.session.notes.list.rows()[0].tag == "marca"


def test_a_dose_typed_with_a_decimal_comma_is_the_same_dose(desk: Desk) -> None:
    desk.open(dosed=False, planned_dose_mg=Decimal("37.5"))
    desk.companion.vitals("124/80 72 98")
    desk.press(Key.Key_F5)
    field = desk.at_keyboard()
    assert isinstance(field, QLineEdit) and field.text() == "37,5"
    desk.enter()
    assert [body.dose_mg for body in desk.kept(e.DoseTaken)] == [Decimal("37.5")]


def test_a_reading_outside_the_limits_is_marked_as_such_in_spanish(desk: Desk) -> None:
    desk.open()
    desk.companion.vitals("170/100 72 98")
    shown = vitals_shown(desk.companion.state, desk.conductor.clock_words)
    assert [(one.label, one.tone) for one in shown.readings][:2] == [
        ("PA", Tone.DUE),
        ("FC", Tone.TEXT),
    ]
    assert shown.outside == "Fuera. Límites según Dr. P.N.: PA menos de 150/95."


def test_a_contact_is_kept_under_the_same_kind_and_shown_under_its_spanish_one(
    clinic: Clinic,
) -> None:
    clinic.add_clients("A.B.")
    _, home = clinic.at_home()
    clinic.press(Key.Key_N, CTRL)
    form = home.form
    form.fields["code"].setText("M.R.")
    form.fields["ride home name"].setText("Jo")
    form.fields["ride home phone"].setText("555 0142")
    filled = form.filled()
    assert filled is not None
    (contact,) = filled.file.contacts
    assert contact == e.Contact("ride home", "Jo", "555 0142")
    assert contact_words(contact) == "Regreso a casa: Jo, 555\u00a00142"


def test_the_day_on_home_is_a_spanish_one(clinic: Clinic) -> None:
    clinic.add_clients("A.B.")
    _, home = clinic.at_home()
    told = home.header.accessibleDescription()
    assert re.fullmatch(r"\w+ \d+ de \w+ de \d{4}", told)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("llan", {"Llanto", "Llanto de risa"}),
        ("MOVIMIENTO", {"Movimiento"}),
        ("tears", {"Llanto", "Tears, then laughter."}),
        ("quiétud", {"Quietud"}),
        ("nada", set()),
    ],
)
def test_a_mark_is_found_by_the_word_that_the_window_has_for_it(
    clinic: Clinic, typed: str, shown: set[str]
) -> None:
    def hold(practice: Practice) -> None:
        session = practice.open_session(known(practice, "A.B."), Opening(planned_minutes=90))
        for tag in ("Tears", "Movement", "Stillness", "Llanto de risa"):
            session.mark(tag)
        session.note("Tears, then laughter.")
        session.end()

    clinic.add_clients("A.B.")
    clinic.with_practice(hold)
    _, home = clinic.at_home()
    hits, codes = found(home._conductor.practice.vault, typed, home._day)
    assert {hit.snippet for hit in hits} == shown
    assert set(codes.values()) <= {"A.B."}


def test_home_is_locked_by_the_word_in_its_header(clinic: Clinic, qtbot: QtBot) -> None:
    clinic.add_clients("A.B.")
    _, home = clinic.at_home()
    lock = next(one for one in home.header.findChildren(KeyButton) if one.text() == "Bloquear")
    with qtbot.waitSignal(home.lock_asked):
        lock.click()


def test_what_the_desktop_is_told_of_the_music_stays_as_its_protocol_wants_it() -> None:
    keys = MediaKeys()
    keys.shown = Transport(title="Horizon", has_music=True, is_playing=True)
    assert keys.status() == "Playing"


def test_every_act_of_a_session_stands_in_the_menu_in_spanish(desk: Desk) -> None:
    room = desk.open()
    english = {source.one for source in window_sources()}
    same = {"Superbill", "Menu"}
    told = {one.text().partition("\t")[0] for one in room.acts()}
    assert not (told & english) - same


def test_the_sheet_of_keys_names_its_groups_in_spanish(desk: Desk) -> None:
    room = desk.open()
    titles = {group.title for group in key_groups(room.acts())}
    assert titles == {"Sesión", "Notas", "Marcas", "Música", "Ventana"}


def test_a_key_has_the_name_in_a_menu_that_it_has_on_its_button(desk: Desk) -> None:
    room = desk.open()
    private = next(one for one in room.acts() if one.text() == "Nota privada, o volver")
    native = QKeySequence.SequenceFormat.NativeText
    assert private.shortcut().toString(native) == "Ctrl+Shift+P"
    assert QKeySequence("Return").toString(native) == "Intro"
    assert QKeySequence("Del").toString(native) == "Supr"
    leads_on = KeyButton("Fase", "Ctrl+PgDown")
    assert leads_on.key == QKeySequence("Ctrl+PgDown").toString(native) == "Ctrl+AvPág"
    leads_on.set_key("Alt+Left")
    assert leads_on.key == QKeySequence("Alt+Left").toString(native) == "Alt+←"
