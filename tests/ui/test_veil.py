"""The veil: what is hidden under it, what goes on, what opens it, and what comes back."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from shutil import copytree

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from kap_companion.practice import Opening, Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.ui import theme
from kap_companion.ui.lock_keeper import RUNS
from kap_companion.ui.own_words import OwnWords
from kap_companion.ui.preferences import Preferences, save_preferences
from kap_companion.ui.room import CLOSE, DRAFT, PREPARE, SESSION
from kap_companion.ui.screens.veiled import VeiledRoom
from kap_companion.ui.screens.veiled_home import VeiledHome
from kap_companion.ui.sharing_guard import OFFER
from kap_companion.ui.theme import Tone
from kap_companion.ui.veil import MOST_WRONG, OFFERED_FOR
from kap_companion.ui.window import Window
from kap_companion.vault.errors import VaultNotWritable
from kap_companion.vault.guessing import failures
from kap_companion.vault.vault import Vault
from tests.journeys.clinic import (
    CHEAP,
    CTRL,
    MORNING,
    PASSPHRASE,
    Clinic,
    known,
    protocol,
)
from tests.ui.spoken import all_that_is_said

Key = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier

CLIENT = "Zq.Wx."
PLANTED = (
    CLIENT,
    "Prescriberova",
    "Supportiana",
    "0142 777",
    "intentio-x",
    "notatum-x",
    "privatum-x",
    "adversum-x",
    "locatio-x",
    "131/87",
    "131",
    "87",
    "scriptum-x",
    "answer-x",
    "Clinicianus",
    "signum-x",
)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Plant once: each test has a copy of this home, with the vault and what lies beside it."""
    home = tmp_path_factory.mktemp("planted")
    with Vault.create(home / "vault", PASSPHRASE, state_folder=home / "state", cost=CHEAP)[0] as v:
        plant(Practice(v, ScriptedClock(MORNING), protocol()))
    return home


@pytest.fixture
def clinic(planted: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Clinic]:
    copytree(planted, tmp_path, dirs_exist_ok=True)
    made = Clinic(tmp_path, qtbot)
    yield made
    made.close()


def plant(practice: Practice) -> None:
    """Hold half a session in which every place that can hold client text holds some."""
    practice.name_clinician("Clinicianus, LCSW")
    contacts = (e.Contact("emergency", "Supportiana", "555 0142 777"),)
    client = practice.save_client(
        None, e.ClientSaved(CLIENT, None, "Dr. Prescriberova", 8, contacts=contacts)
    )
    practice.give_limits(
        client.id, e.Limits(130, 85, 100, 94, "Dr. Prescriberova", date(2026, 3, 1))
    )
    OwnWords(practice.vault.shelf).keep_marks(("signum-x", "Tears"), client.id, for_all=False)
    client = known(practice, CLIENT)
    opening = Opening(
        planned_dose_mg=Decimal(150),
        planned_minutes=90,
        intention="intentio-x",
        present=(e.Person("Supportiana", "support person"),),
        modality=e.Modality.TELEHEALTH,
        location="locatio-x street 1",
        callback="555 0142 777",
        support_person="Supportiana",
        support_phone="555 0142 777",
    )
    session = practice.open_session(client, opening)
    session.vitals("131/87 77 98")
    session.override("answer-x")
    session.dose(Decimal(150), reason="answer-x")
    session.note("notatum-x")
    session.note("privatum-x", private=True)
    session.adverse("adversum-x", e.Severity.MILD, "answer-x", None)
    session.touch("hand on shoulder, answer-x", "yes")
    session.draft(practice.template(None))
    text = session.draft_in_hand()
    assert text is not None


def in_session(clinic: Clinic, tab: str = SESSION, *, all_shown: bool = False) -> Window:
    """Open the window on the planted session at `tab`; where `all_shown`, after the others."""
    clinic.clock.advance(timedelta(minutes=20))
    window, home = clinic.at_home()
    home.clients.type_letter("z")
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None)
    room = window.room
    assert room is not None
    for each in (PREPARE, CLOSE, DRAFT, SESSION, tab) if all_shown else (tab,):
        if each != room.tab:
            room.go_to(each)
    return window


def leaks() -> list[str]:
    return [
        f"{who}: {text[:80]!r}"
        for who, text in all_that_is_said().items()
        if any(word.casefold() in text.casefold() for word in PLANTED)
    ]


def veiled(window: Window) -> VeiledRoom:
    assert window.curtain is not None
    room = window.curtain.veiled_room
    assert room is not None
    return room


def open_veil(clinic: Clinic, window: Window, secret: str = PASSPHRASE) -> None:
    clinic.press(Key.Key_F12)
    clinic.type(secret)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.curtain is not None and window.curtain.screen is None)


def test_the_planted_words_are_all_on_the_screens_before(clinic: Clinic) -> None:
    in_session(clinic, all_shown=True)
    said = " ".join(all_that_is_said().values()).casefold()
    hidden_anyway = {"scriptum-x"}
    assert [w for w in PLANTED if w.casefold() not in said and w not in hidden_anyway] == []


@pytest.mark.qt_log_ignore("plugin does not support")
@pytest.mark.parametrize("tab", [SESSION, PREPARE, CLOSE, DRAFT])
def test_no_widget_says_anything_of_the_client_while_veiled(clinic: Clinic, tab: str) -> None:
    window = in_session(clinic, tab, all_shown=True)
    clinic.press(Key.Key_F12)
    veiled(window)
    assert leaks() == []
    clinic.clock.advance(timedelta(minutes=12))
    assert window.conductor is not None
    window.conductor.beat.emit()
    window.conductor.music_moved.emit()
    for key in (Key.Key_F10, Key.Key_F12, Key.Key_F2, Key.Key_F5, Key.Key_F8, Key.Key_Escape):
        clinic.press(key)
        assert leaks() == []


def test_home_under_the_veil_holds_no_name(clinic: Clinic) -> None:
    window, home = clinic.at_home()
    assert CLIENT in " ".join(all_that_is_said().values())
    home.new_client()
    clinic.type("scriptum-x")
    clinic.press(Key.Key_F12)
    assert window.curtain is not None
    assert isinstance(window.curtain.screen, VeiledHome)
    assert leaks() == []
    clinic.type(PASSPHRASE)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.home is not None)
    assert window.home is not None
    assert window.home.is_in_form, "the file that was being written is open again"
    assert "scriptum-x" in [one.text() for one in window.home.form.findChildren(QLineEdit)]


def test_home_is_veiled_too_while_a_session_goes_on_behind_it(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_Home, Qt.KeyboardModifier.AltModifier)
    clinic.press(Key.Key_F12)
    assert leaks() == []
    clinic.type(PASSPHRASE)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.home is not None and window.home.isVisible())
    clinic.press(Key.Key_Return)
    assert window.room is not None
    assert window.room.isVisible()


def test_clock_music_and_note_box_stay_where_they_are(clinic: Clinic) -> None:
    window = in_session(clinic)
    room = window.room
    assert room is not None

    def where(*parts: object) -> list[tuple[int, int, int, int]]:
        told = []
        for part in parts:
            at = part.mapTo(window, part.rect().topLeft())  # type: ignore[attr-defined]
            told.append((at.x(), at.y(), part.width(), part.height()))  # type: ignore[attr-defined]
        return told

    clinic.qtbot.wait(50)
    before = where(room.session.now.ring, room.session.writing.box, room.session.music)
    clinic.press(Key.Key_F12)
    under = veiled(window)
    clinic.qtbot.wait(50)
    assert where(under.now.ring, under.writing.box, under.music) == before
    assert under.now.ring.face.clock == "20:00"
    clinic.clock.advance(timedelta(minutes=1))
    assert window.conductor is not None
    window.conductor.beat.emit()
    assert under.now.ring.face.clock == "21:00"


def test_in_large_text_the_clock_is_still_easy_to_read(clinic: Clinic) -> None:
    save_preferences(clinic.home / "settings", Preferences(text_size=2.0))
    window = in_session(clinic)
    clinic.press(Key.Key_F12)
    under = veiled(window)
    clinic.wait(lambda: min(under.now.ring.width(), under.now.ring.height()) >= 160)
    assert window.width() == 1280


def test_the_note_box_takes_notes_under_the_veil_and_they_are_gone_after_enter(
    clinic: Clinic,
) -> None:
    window = in_session(clinic)
    clinic.type("half scrip")
    clinic.press(Key.Key_F12)
    assert veiled(window).writing.box.text() == "half scrip", "not a letter is lost"
    clinic.type("tum-x")
    assert leaks() != [], "what is typed just now shows"
    clinic.press(Key.Key_Return)
    assert leaks() == []
    clinic.type("and more")
    clinic.press(Key.Key_2, CTRL)
    open_veil(clinic, window)
    room, conductor = window.room, window.conductor
    assert room is not None
    assert conductor is not None
    assert room.session.writing.box.text() == "and more"
    shown = [row.text for row in room.session.notes.list.rows()]
    assert "half scriptum-x" in shown
    assert "notatum-x" in shown
    kept = [
        getattr(row.body, "text", getattr(row.body, "tag", ""))
        for row in conductor.companion.rows()
    ]
    assert "Tears" in kept


@pytest.mark.qt_log_ignore("plugin does not support")
def test_a_clients_own_marks_are_numbers_under_the_veil_also_once_one_is_kept(
    clinic: Clinic,
) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_F12)
    writing = veiled(window).writing
    assert writing.chips.names == ("", "Tears")
    clinic.press(Key.Key_1, CTRL)
    assert "Mark kept." in all_that_is_said().values()
    clinic.press(Key.Key_F11)
    assert window.compact is not None
    strip = window.compact.strip
    assert strip is not None
    clinic.wait(strip.isActiveWindow)
    clinic.press(Key.Key_1, CTRL)
    assert leaks() == []
    clinic.press(Key.Key_F11)
    clinic.wait(window.isActiveWindow)
    open_veil(clinic, window)
    room, conductor = window.room, window.conductor
    assert room is not None
    assert conductor is not None
    assert room.session.writing.chips.names == ("signum-x", "Tears")
    kept = [row.body.tag for row in conductor.companion.rows() if isinstance(row.body, e.Marked)]
    assert kept == ["signum-x", "signum-x"]


def test_the_hairline_goes_over_to_amber_under_the_veil_too(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.conductor is not None
    window.conductor.companion.spit()
    window.conductor.companion.answer_cue("check_in", "looked in")
    clinic.press(Key.Key_F12)
    line = veiled(window)._columns.cue_line
    quiet = line.colour()
    clinic.clock.advance(timedelta(minutes=40))
    window.conductor.beat.emit()
    assert line.isVisible()
    assert line.colour() == theme.look().colour(Tone.DUE) != quiet


def test_a_telehealth_session_offers_the_veil_in_one_quiet_line(clinic: Clinic) -> None:
    """Here, on Linux, no window can be kept out of a shared screen."""
    window, home = clinic.at_home()
    home.clients.type_letter("z")
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None)
    room = window.room
    assert room is not None
    clinic.wait(lambda: room.session.writing.message.text() == OFFER)
    clinic.press(Key.Key_F12)
    assert veiled(window).writing.message.text() == ""


def test_the_window_says_how_it_opens_and_never_a_name(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_F12)
    assert "Veiled. F12 opens it." in all_that_is_said().values()
    assert window.windowTitle() == "KAP Companion"


def test_the_same_screen_comes_back_with_its_open_question_and_its_half_typed_words(
    clinic: Clinic,
) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_A, CTRL | SHIFT)
    clinic.type("scriptum-x")
    clinic.press(Key.Key_F12)
    assert leaks() == []
    open_veil(clinic, window)
    room = window.room
    assert room is not None
    assert room.tab == SESSION
    assert room.session.asking.is_asking
    assert "scriptum-x" in [one.text() for one in room.session.asking.form.findChildren(QLineEdit)]


def test_another_tab_under_the_veil_is_the_one_that_opens(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_F12)
    clinic.press(Key.Key_PageDown, CTRL)
    assert leaks() == []
    clinic.type(PASSPHRASE)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None)
    assert window.room is not None
    assert window.room.tab == CLOSE


def test_what_the_disk_refuses_is_not_lost_under_the_veil(
    clinic: Clinic, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = in_session(clinic)
    clinic.type("half scriptum-x")
    conductor = window.conductor
    assert conductor is not None

    def refuse(*_: object, **__: object) -> None:
        raise VaultNotWritable

    with monkeypatch.context() as full:
        full.setattr(conductor.companion, "save_box", refuse)
        clinic.press(Key.Key_F12)
        assert veiled(window).writing.box.text() == "half scriptum-x"
    open_veil(clinic, window)
    assert window.room is not None
    assert window.room.session.writing.box.text() == "half scriptum-x"


# --- what opens it --------------------------------------------------------------------------------


def test_a_wrong_passphrase_leaves_it_drawn(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_F12)
    clinic.press(Key.Key_F12)
    clinic.type("something else entirely")
    clinic.press(Key.Key_Return)
    panel = veiled(window).panel
    clinic.wait(lambda: "not this vault" in panel.message.text())
    assert leaks() == []
    clinic.press(Key.Key_Escape)
    assert not panel.is_asking
    assert veiled(window).writing.box.focusProxy().hasFocus()  # type: ignore[union-attr]


def choose_pin(clinic: Clinic, window: Window, pin: str) -> None:
    clinic.press(Key.Key_F12, SHIFT)
    panel = veiled(window).panel
    assert panel.is_asking
    clinic.type(pin)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: not panel.is_asking)


def test_a_pin_chosen_as_the_veil_is_drawn_opens_it_in_this_session(clinic: Clinic) -> None:
    window = in_session(clinic)
    choose_pin(clinic, window, "2468")
    open_veil(clinic, window, "2468")
    assert window.room is not None
    assert window.room.isVisible()
    clinic.press(Key.Key_F12)
    assert not veiled(window).panel.offers_pin, "there is one already"
    open_veil(clinic, window, PASSPHRASE)


def test_the_vaults_log_tells_of_each_opening_of_the_veil(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.conductor is not None
    practice = window.conductor.practice
    choose_pin(clinic, window, "2468")
    open_veil(clinic, window, "2468")
    clinic.press(Key.Key_F12)
    clinic.press(Key.Key_F12)
    clinic.type("something else entirely")
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: "not this vault" in veiled(window).panel.message.text())
    veiled(window).panel.field.clear()
    clinic.type(PASSPHRASE)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None)
    told = [one.what for one in practice.log.lines()[:2]]
    assert told == ["Veil opened, after 1 wrong passphrase", "Veil opened by the PIN"]
    assert failures(clinic.folder) == 0


def test_a_pin_is_nowhere_on_the_disk(clinic: Clinic) -> None:
    window = in_session(clinic)
    choose_pin(clinic, window, "97531864")
    open_veil(clinic, window, "97531864")
    for file in clinic.home.rglob("*"):
        if file.is_file():
            assert b"97531864" not in file.read_bytes()


def test_a_pin_is_four_to_eight_digits(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_F12, SHIFT)
    panel = veiled(window).panel
    for pin in ("123", "12a4", "words"):
        clinic.type(pin)
        assert panel.message.text() == "", "what was said was about the one before"
        clinic.press(Key.Key_Return)
        assert panel.message.text() == "A PIN is 4 to 8 digits."
        assert panel.is_asking


def test_who_comes_later_cannot_choose_a_pin(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_F12)
    assert veiled(window).panel.offers_pin
    assert not veiled(window).panel.offer.isHidden()
    clinic.clock.advance(OFFERED_FOR)
    assert window.conductor is not None
    window.conductor.beat.emit()
    assert veiled(window).panel.offer.isHidden()
    clinic.press(Key.Key_F12, SHIFT)
    assert not veiled(window).panel.is_asking


def test_wrong_pins_slow_down_and_after_five_only_the_passphrase_opens_it(clinic: Clinic) -> None:
    window = in_session(clinic)
    choose_pin(clinic, window, "2468")
    clinic.press(Key.Key_F12)
    panel = veiled(window).panel
    for n in range(1, MOST_WRONG + 1):
        panel.field.clear()
        panel.message.say("")
        clinic.type("1111")
        clinic.press(Key.Key_Return)
        wanted = f"Wait {2**n} s" if n < MOST_WRONG else "Five wrong PINs"
        clinic.wait(lambda wanted=wanted: wanted in panel.message.text())  # type: ignore[misc]
        if n == 1:
            clinic.press(Key.Key_Return)
            assert panel.message.text().startswith("Wait 2 s"), "not even looked at"
        clinic.clock.advance(timedelta(seconds=2**n))
    panel.field.clear()
    clinic.type("2468")
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: "not this vault" in panel.message.text())
    panel.field.clear()
    clinic.type(PASSPHRASE)
    clinic.press(Key.Key_Return)
    clinic.wait(lambda: window.room is not None)


def test_the_lock_leaves_the_veil_drawn_while_the_session_runs(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.type("half scrip")
    clinic.press(Key.Key_F12)
    clinic.press(Key.Key_L, CTRL)
    assert veiled(window).isVisible()
    assert veiled(window).panel.why.text() == RUNS
    assert veiled(window).writing.box.text() == "half scrip"


def test_a_veil_that_stands_in_for_the_lock_offers_nobody_a_pin(clinic: Clinic) -> None:
    window = in_session(clinic)
    clinic.press(Key.Key_L, CTRL)
    assert not veiled(window).panel.offers_pin
    open_veil(clinic, window)


def test_leaving_the_app_from_the_veil_keeps_what_is_half_typed(clinic: Clinic) -> None:
    window = in_session(clinic)
    assert window.conductor is not None
    session = window.conductor.companion.session_id
    clinic.press(Key.Key_F12)
    clinic.type("half a note")
    window.close()
    window.close()
    assert not window.isVisible()
    kept: list[object] = []
    clinic.with_practice(lambda p: kept.append(p.vault.scratch.load(f"box:{session}")))
    assert kept == [{"text": "half a note", "private": False}]
