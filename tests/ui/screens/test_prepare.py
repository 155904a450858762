"""The preparation: each answer is in the record as it is given, and nothing open is hidden."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.identity import Identity, keep_identity
from kap_companion.session import entries as e
from kap_companion.ui.room import PREPARE, SESSION, SessionRoom
from kap_companion.ui.screens.prepare import PrepareScreen
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.key_button import KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segment import Segment
from tests.ui.desk import CHECKLISTS, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def screen(desk: Desk) -> PrepareScreen:
    return prepare(desk.open(dosed=False, checked=False))


def prepare(room: SessionRoom) -> PrepareScreen:
    room.go_to(PREPARE)
    return room.prepare


def said(screen: QWidget) -> str:
    """Return all words that stand on the screen."""
    labels = [label.text() for label in screen.findChildren(Label) if label.isVisible()]
    rows = [f"{row.text()} {row.aside()}" for row in screen.findChildren(CheckRow)]
    return "\n".join(labels + rows)


def field(screen: QWidget, name: str) -> QLineEdit:
    (found,) = (f for f in screen.findChildren(QLineEdit) if f.accessibleName() == name)
    return found


def button(screen: QWidget, words: str) -> KeyButton:
    (found,) = (
        b for b in screen.findChildren(KeyButton) if words in (b.text(), b.accessibleName())
    )
    return found


def segment(screen: QWidget, words: str) -> Segment:
    (found,) = (s for s in screen.findChildren(Segment) if s.text() == words)
    return found


def heading(screen: QWidget, words: str) -> SectionLabel:
    (found,) = (h for h in screen.findChildren(SectionLabel) if h.text() == words)
    return found


def go(desk: Desk, widget: QWidget) -> None:
    widget.setFocus()
    assert desk.at_keyboard() is widget


def leave_with(desk: Desk, widget: QLineEdit, text: str) -> None:
    """Type into a field and go on to the next one."""
    go(desk, widget)
    widget.selectAll()
    desk.type(text)
    desk.press(Key.Key_Tab)


# --- consent and checklist ------------------------------------------------------------------------


def test_an_item_ticked_by_the_space_bar_is_kept_with_its_list_and_shows_when(
    desk: Desk, screen: PrepareScreen
) -> None:
    desk.pass_time(minutes=2)
    desk.press(Key.Key_Space)
    first = CHECKLISTS[0].items[0]
    assert desk.kept(e.ChecklistTicked) == [e.ChecklistTicked(first, True, "consent")]
    assert f"{first} 10:13" in said(screen)
    assert heading(screen, "Consent").aside() == "1 of 3"


def test_unticking_an_item_keeps_that_it_is_open_again(desk: Desk, screen: PrepareScreen) -> None:
    desk.press(Key.Key_Space)
    desk.press(Key.Key_Space)
    assert [body.answer for body in desk.kept(e.ChecklistTicked)] == [True, False]
    assert f"{CHECKLISTS[0].items[0]} open" in said(screen)


def test_what_is_open_is_said_above_the_dose(desk: Desk, screen: PrepareScreen) -> None:
    assert "11 items are open. No vitals yet." in said(screen)
    for one in CHECKLISTS[:2]:
        for item in one.items:
            desk.companion.check(item)
    desk.companion.vitals("124/80 72 98")
    assert "Nothing is open." in said(screen)


# --- intention ------------------------------------------------------------------------------------


def test_the_last_sessions_intention_is_carried_over_and_kept_when_its_box_is_left(
    desk: Desk,
) -> None:
    desk.open(dosed=False, intention="Let it rest")
    desk.companion.end("moved to another day")
    client = desk.vault.clients.all()[0]
    desk.conductor.leave()
    from kap_companion.practice import Opening

    desk.conductor.open_session(client, Opening())
    assert desk.room is not None
    screen = prepare(desk.room)
    assert "carried over" in heading(screen, "Intention").aside()
    assert desk.kept(e.IntentionSet) == [], "nothing is true unless an entry says so"
    screen._intention.focus_first()
    desk.press(Key.Key_Tab)
    assert desk.kept(e.IntentionSet) == [e.IntentionSet("Let it rest")]
    assert heading(screen, "Intention").aside() == ""


def test_an_intention_that_did_not_change_is_not_kept_twice(
    desk: Desk, screen: PrepareScreen
) -> None:
    screen._intention.focus_first()
    desk.enter("To be kind to it")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Tab, SHIFT)
    assert desk.kept(e.IntentionSet) == [e.IntentionSet("To be kind to it")]


# --- the plan -------------------------------------------------------------------------------------


def test_the_planned_dose_is_kept_when_its_field_is_left(desk: Desk, screen: PrepareScreen) -> None:
    leave_with(desk, field(screen, "Planned dose in mg"), "137,5")
    opened = desk.companion.state.facts.opened
    assert opened is not None and opened.planned_dose_mg == Decimal("137.5")
    (amended,) = desk.kept(e.EntryAmended)
    assert amended.reason == "changed while preparing"
    assert field(screen, "Planned dose in mg").text() == "137.5 mg"


def test_leaving_the_plan_as_it_is_keeps_nothing(desk: Desk, screen: PrepareScreen) -> None:
    go(desk, field(screen, "Planned dose in mg"))
    for _ in range(6):
        desk.press(Key.Key_Tab)
    assert desk.kept(e.EntryAmended) == []


def test_a_dose_that_cannot_be_stays_in_its_field_with_the_reason(
    desk: Desk, screen: PrepareScreen
) -> None:
    leave_with(desk, field(screen, "Planned dose in mg"), "a lot")
    assert field(screen, "Planned dose in mg").text() == "a lot"
    assert "Type the dose in milligrams, such as 150, or 1.5 x 100 lozenges." in said(screen)
    assert desk.kept(e.EntryAmended) == []


def test_range_and_length_are_chosen_by_one_key_or_typed(desk: Desk, screen: PrepareScreen) -> None:
    segment(screen, "Low").click()
    segment(screen, "120").click()
    opened = desk.companion.state.facts.opened
    assert opened is not None
    assert (opened.dose_range, opened.planned_minutes) == (e.DoseRange.LOW, 120)
    leave_with(desk, field(screen, "Planned length in minutes"), "100")
    opened = desk.companion.state.facts.opened
    assert opened is not None and opened.planned_minutes == 100
    assert not any(segment(screen, s).isChecked() for s in ("60", "90", "120", "180"))


# --- vitals and limits ----------------------------------------------------------------------------


def test_f2_takes_a_reading_and_says_that_all_is_within_the_prescribers_limits(
    desk: Desk, screen: PrepareScreen
) -> None:
    desk.press(Key.Key_F2)
    desk.enter("124/80 72 98")
    assert desk.companion.state.latest_reading is not None
    assert "All three within" in said(screen)
    assert "Dr. P.N., 3 March 2026" in said(screen)
    assert desk.at_keyboard() is screen._vitals.field, "the next reading can follow at once"


def test_an_impossible_reading_stays_with_its_reason_and_an_unusual_one_is_asked_about_once(
    desk: Desk, screen: PrepareScreen
) -> None:
    desk.press(Key.Key_F2)
    desk.enter("300/20")
    assert "300" in screen._vitals.field.text()
    assert "cannot be right" in said(screen)
    screen._vitals.field.clear()
    desk.enter("124/80 180")
    assert "Heart rate 180: is that right? Enter again keeps it." in said(screen)
    assert desk.kept(e.VitalsTaken) == []
    desk.enter()
    assert [body.text for body in desk.kept(e.VitalsTaken)] == ["124/80 180"]


def test_outside_a_limit_the_prescribers_number_is_said_and_a_reason_goes_on(
    desk: Desk, screen: PrepareScreen
) -> None:
    desk.press(Key.Key_F2)
    desk.enter("152/90 72 98")
    assert "Systolic 152, limit under 150." in said(screen)
    assert "A reading is outside the prescriber's limits." in said(screen)
    go(desk, button(screen, "Go on with a reason"))
    desk.press(Key.Key_Space)
    desk.enter("Called Dr. P.N., who agrees")
    (override,) = desk.kept(e.LimitOverridden)
    assert override.reason == "Called Dr. P.N., who agrees"
    assert "Gone on with a reason." in said(screen)


def test_without_limits_none_are_made_up(desk: Desk) -> None:
    desk.open(dosed=False)
    desk.companion.change_plan("no limits in this test", limits=None)
    assert desk.room is not None
    assert "No limits given by the prescriber." in said(prepare(desk.room))


# --- where and who --------------------------------------------------------------------------------


def test_a_telehealth_dose_waits_until_its_four_answers_are_there(
    desk: Desk, screen: PrepareScreen
) -> None:
    segment(screen, "Telehealth").click()
    assert "Needed before a telehealth dose: all four to fill in." in said(screen)
    desk.press(Key.Key_F5)
    assert desk.kept(e.DoseTaken) == []
    for name, text in (
        ("Address for emergencies", "12 Fern Lane"),
        ("Call-back number", "555 0100"),
        ("Support person in the home", "Jo"),
        ("Support person’s number", "555 0142"),
    ):
        leave_with(desk, field(screen, name), text)
    assert desk.companion.missing_for_telehealth() == ()
    assert "Complete. The support person comes 15 min before and looks in every 15 min" in said(
        screen
    )


def test_at_telehealth_help_is_sent_to_the_client_and_never_to_the_practice(
    desk: Desk, screen: PrepareScreen
) -> None:
    practice = desk.conductor.practice
    keep_identity(practice.vault.shelf, Identity(address="1 Practice Road", phone="555 0100"))
    segment(screen, "Telehealth").click()
    segment(screen, "In person").click()
    opened = desk.companion.state.facts.opened
    assert opened is not None
    assert (opened.location, opened.callback) == ("1 Practice Road", "555 0100")
    body = e.ClientSaved(opened.client, address="12 Fern Lane")
    practice.save_client(opened.client_id, body)
    segment(screen, "Telehealth").click()
    opened = desk.companion.state.facts.opened
    assert opened is not None
    assert (opened.location, opened.callback) == ("12 Fern Lane", None)
    assert "3 to fill in. Ask whether they are at this address today." in said(screen)


def test_enter_goes_from_one_field_of_telehealth_to_the_next(
    desk: Desk, screen: PrepareScreen
) -> None:
    segment(screen, "Telehealth").click()
    go(desk, field(screen, "Address for emergencies"))
    for text in ("12 Fern Lane", "555 0100", "Jo", "555 0142"):
        desk.enter(text)
    assert desk.companion.missing_for_telehealth() == ()


def test_who_comes_and_who_leaves_is_kept(desk: Desk, screen: PrepareScreen) -> None:
    go(desk, field(screen, "Name"))
    desk.enter("Jo")
    desk.enter("interpreter")
    assert desk.kept(e.PersonArrived) == [e.PersonArrived("Jo", "interpreter")]
    assert field(screen, "Name").hasFocus(), "the next person can follow at once"
    go(desk, button(screen, "Jo leaves"))
    desk.press(Key.Key_Space)
    assert desk.kept(e.PersonLeft) == [e.PersonLeft("Jo", "interpreter")]
    assert "Nobody named yet." in said(screen)


def test_a_name_without_a_role_asks_for_the_role(desk: Desk, screen: PrepareScreen) -> None:
    go(desk, field(screen, "Name"))
    desk.enter("Jo")
    desk.enter()
    assert desk.kept(e.PersonArrived) == []
    assert field(screen, "Role of who comes").hasFocus()


# --- music ----------------------------------------------------------------------------------------


def _silence(path: Path, minutes: float) -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(2_000)
        file.writeframes(b"\x80" * round(120_000 * minutes))
    return path


def test_music_says_what_it_covers_and_what_could_not_be_found(
    desk: Desk, screen: PrepareScreen, tmp_path: Path
) -> None:
    folder = tmp_path / "Slow tide"
    folder.mkdir()
    _silence(folder / "Arrival.wav", 40)
    _silence(folder / "Drift.wav", 55)
    listed = tmp_path / "night.m3u8"
    listed.write_text("Slow tide/Arrival.wav\nSlow tide/Drift.wav\nLantern.m4a\n", "utf-8")
    path = field(screen, "Folder, file or playlist of the music")
    go(desk, path)
    desk.enter(str(listed))
    desk.qtbot.waitUntil(lambda: "Covers the session with 4 min to spare." in said(screen))
    assert "Not found: Lantern.m4a." in said(screen)
    segment(screen, "120").click()
    desk.conductor.music_moved.emit()
    assert "Ends 26 min before the planned end." in said(screen)


# --- the dose -------------------------------------------------------------------------------------


def test_f5_asks_how_much_and_for_a_reason_where_items_are_open_then_goes_to_the_session(
    desk: Desk, screen: PrepareScreen
) -> None:
    desk.press(Key.Key_F5)
    assert not screen._music.isVisible(), "the question has the place of the music"
    desk.enter()
    desk.enter("checked on paper")
    (dose,) = desk.kept(e.DoseTaken)
    assert (dose.dose_mg, dose.reason) == (Decimal(150), "checked on paper")
    assert desk.room is not None and desk.room.tab == SESSION


def test_what_is_still_being_typed_is_kept_with_the_dose(desk: Desk, screen: PrepareScreen) -> None:
    planned = field(screen, "Planned dose in mg")
    go(desk, planned)
    planned.selectAll()
    desk.type("125")
    desk.press(Key.Key_F5)
    desk.enter()
    desk.enter("on paper")
    (dose,) = desk.kept(e.DoseTaken)
    assert dose.dose_mg == Decimal(125)


def test_after_the_dose_the_screen_says_when_and_offers_no_second_first_dose(desk: Desk) -> None:
    screen = prepare(desk.open())
    assert "Dose taken at 10:21." in said(screen)
    assert not button(screen, "Dose taken").isEnabled()


# --- the screen as a whole ------------------------------------------------------------------------


def test_every_part_can_be_reached_by_tab_in_the_order_of_the_eye_and_the_dose_comes_last(
    desk: Desk, screen: PrepareScreen
) -> None:
    seen: list[QWidget] = []
    while desk.at_keyboard() not in seen:
        seen.append(desk.at_keyboard())
        desk.press(Key.Key_Tab)

    def place(widget: QWidget) -> int:
        return next(n for n, one in enumerate(seen) if one is widget or widget.isAncestorOf(one))

    order = (
        screen._lists[0],
        screen._lists[1],
        screen._intention,
        screen._dose_plan,
        screen._length_plan,
        screen._vitals,
        screen._where,
        screen._people,
        screen._music,
        screen._dose,
    )
    places = [place(part) for part in order]
    assert places == sorted(places)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)])
def test_nothing_is_cut_and_nothing_asks_for_a_wider_window(
    desk: Desk, screen: PrepareScreen, size: tuple[int, int]
) -> None:
    desk.companion.vitals("124/80 72 98")
    desk.resize(*size)
    desk.qtbot.wait(50)
    assert screen.width() == size[0]
    for part in (screen.left, screen.middle, screen.right):
        assert part.minimumSizeHint().width() <= part.width()
    for label in screen.findChildren(Label):
        if label.isVisible() and not label.wordWrap():
            assert label.sizeHint().width() <= label.width(), label.text()


def test_nothing_of_a_client_stays_when_the_session_is_put_away(
    desk: Desk, screen: PrepareScreen
) -> None:
    screen._intention.focus_first()
    desk.type("my own words")
    go(desk, field(screen, "Name"))
    desk.type("Jo")
    desk.companion.end("stopped")
    desk.conductor.leave()
    typed = [f.text() for f in screen.findChildren(QLineEdit)]
    assert not any(typed)
    assert screen._intention._edit.text() == ""
