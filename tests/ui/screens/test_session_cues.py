"""Cues are silent: a hairline that changes slowly, a list, and one key that answers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.session import entries as e
from kap_companion.ui import theme
from kap_companion.ui.panels.session_form import Field
from kap_companion.ui.room import SessionRoom
from kap_companion.ui.widgets.hint_field import HintField
from tests.ui.desk import CTRL, SHIFT, Desk, lay_desk

Key = Qt.Key


@pytest.fixture
def desk(tmp_path: Path, qtbot: QtBot) -> Iterator[Desk]:
    yield from lay_desk(tmp_path, qtbot)


@pytest.fixture
def room(desk: Desk) -> SessionRoom:
    """The dose has just been taken: the spit is due in 12 minutes."""
    return desk.open()


def colour(room: SessionRoom) -> str:
    return room.session.cue_line.colour().name().upper()


class _Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.count += event.type() is QEvent.Type.Paint
        return False


def test_the_hairline_goes_over_to_amber_within_a_minute_and_no_faster(
    desk: Desk, room: SessionRoom
) -> None:
    desk.pass_time(minutes=12)
    assert colour(room) == theme.DARK.line
    seen = [colour(room)]
    for _ in range(60):
        desk.pass_time(seconds=1)
        seen.append(colour(room))
    assert seen[-1] == theme.DARK.due
    reds = [int(one[1:3], 16) for one in seen]
    assert reds == sorted(reds)
    assert max(b - a for a, b in pairwise(reds)) <= 5
    desk.pass_time(minutes=3)
    assert colour(room) == theme.DARK.due
    desk.press(Key.Key_F6)
    assert colour(room) == theme.DARK.line


def test_with_reduced_motion_it_goes_in_four_steps(
    desk: Desk, room: SessionRoom, qapp: QApplication
) -> None:
    theme.apply(qapp, theme.DARK, still=True)
    desk.pass_time(minutes=12)
    seen = {colour(room)}
    for _ in range(60):
        desk.pass_time(seconds=1)
        seen.add(colour(room))
    assert len(seen) == 5


def test_while_nothing_is_due_the_hairline_is_not_painted_again(
    desk: Desk, room: SessionRoom, qapp: QApplication
) -> None:
    qapp.processEvents()
    paints = _Paints()
    room.session.cue_line.installEventFilter(paints)
    for _ in range(5):
        desk.pass_time(seconds=1)
        qapp.processEvents()
    assert paints.count == 0


def test_what_is_due_names_the_key_that_answers_it(desk: Desk, room: SessionRoom) -> None:
    heading = room.session.now._next
    assert heading.aside() == ""
    desk.pass_time(minutes=12)
    assert heading.aside() == "Ctrl+K answers"
    desk.press(Key.Key_F6)
    assert heading.aside() == ""


def test_one_key_and_enter_answer_what_is_due_and_the_answer_is_logged(
    desk: Desk, room: SessionRoom
) -> None:
    desk.pass_time(minutes=13)
    desk.press(Key.Key_K, CTRL)
    assert room.session.asking.bar.accessibleName() == (
        "Spit: how was it answered? Or F6 keeps that it was spat."
    )
    desk.enter()
    assert desk.kept(e.CueAnswered) == [e.CueAnswered("spit", "left for now")]
    assert colour(room) == theme.DARK.line
    assert room.session.writing.box.edit.hasFocus()


def test_a_support_persons_check_in_is_never_answered_by_itself(desk: Desk) -> None:
    room = desk.open(
        modality=e.Modality.TELEHEALTH,
        location="1 Elm Street",
        callback="555 0100",
        support_person="Kim",
        support_phone="555 0101",
        present=(e.Person("Kim", "support person"),),
    )
    desk.companion.spit()
    desk.pass_time(minutes=16)
    desk.press(Key.Key_K, CTRL)
    desk.enter()
    assert desk.kept(e.CueAnswered) == []
    assert room.session.asking.is_asking
    desk.enter("asleep, breathing evenly")
    assert desk.kept(e.CueAnswered) == [e.CueAnswered("check_in", "asleep, breathing evenly")]


def test_a_support_person_who_is_awaited_is_named_already_when_somebody_arrives(
    desk: Desk,
) -> None:
    desk.open(modality=e.Modality.TELEHEALTH, support_person="Ana", dosed=False)
    desk.press(Key.Key_R, CTRL | SHIFT)
    desk.press(Key.Key_Return)
    assert desk.kept(e.PersonArrived) == [e.PersonArrived("Ana", "support person")]


def test_a_reading_outside_the_limits_waits_in_the_list_until_it_is_answered(
    desk: Desk, room: SessionRoom
) -> None:
    desk.companion.vitals("162/97 104 97")
    desk.press(Key.Key_K, CTRL)
    form = room.session.asking.form
    assert "Outside the limits of Dr. P.N.: systolic 162, limit under 150" in form.accessibleName()
    desk.type("resting, Dr. P.N. told")
    desk.press(Key.Key_Return)
    desk.enter("10")
    (answered,) = desk.kept(e.CueAnswered)
    assert (answered.answer, answered.again_in_min) == ("resting, Dr. P.N. told", 10)
    assert desk.companion.unanswered_limits == ()
    assert not room.session.asking.is_asking
    desk.pass_time(minutes=11)
    desk.press(Key.Key_K, CTRL)
    assert "Vitals again" in room.session.asking.bar.accessibleName()


def test_minutes_that_are_no_number_stay_with_the_reason(desk: Desk, room: SessionRoom) -> None:
    desk.companion.vitals("162/97 104 97")
    desk.press(Key.Key_K, CTRL)
    desk.type("resting")
    desk.press(Key.Key_Return)
    desk.enter("soon")
    assert room.session.asking.is_asking
    assert desk.kept(e.CueAnswered) == []


def test_a_missed_spit_is_kept_as_swallowed(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=12)
    desk.press(Key.Key_F6, SHIFT)
    assert desk.kept(e.Spat) == [e.Spat(swallowed=True)]


def test_touch_is_asked_and_kept_with_two_letters(desk: Desk, room: SessionRoom) -> None:
    desk.press(Key.Key_T, CTRL | SHIFT)
    desk.type("h")
    desk.press(Key.Key_Return)
    desk.type("y")
    desk.press(Key.Key_Return)
    assert desk.kept(e.TouchAsked) == [e.TouchAsked("hand", "yes")]


def test_a_question_of_two_lines_leaves_its_fields_their_room(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_T, CTRL | SHIFT)
    form = room.session.asking.form
    form.ask(
        "Outside the limits of Dr. P.N.: systolic 162, limit under 150; diastolic 98, limit "
        "under 95; heart rate 118, limit under 110. What was done?",
        (Field("answer", "Such as resting"), Field("again", "Vitals again in so many minutes")),
    )
    desk.pass_time(seconds=1)
    first, second = (
        shown.geometry() for shown in form.findChildren(HintField) if not shown.isHidden()
    )
    assert second.top() - first.bottom() > 8
    assert form.height() == form.heightForWidth(form.width())


def test_two_readings_close_together_offer_their_mean(desk: Desk, room: SessionRoom) -> None:
    desk.pass_time(minutes=40)
    vitals = room.session.vitals
    desk.companion.vitals("150/92 88 97")
    assert vitals.field.placeholderText() == "128/82 72 98"
    desk.pass_time(minutes=2)
    desk.companion.vitals("146/90 86 98")
    vitals.refresh()
    assert vitals.field.placeholderText() == "128/82 72 98, or avg"


def test_an_adverse_event_is_two_keystrokes_and_the_beginning_of_a_word(
    desk: Desk, room: SessionRoom
) -> None:
    desk.press(Key.Key_A, CTRL | SHIFT)
    desk.type("na")
    desk.press(Key.Key_Return, CTRL)
    assert desk.kept(e.AdverseEvent) == [e.AdverseEvent("nausea", e.Severity.MILD)]
    desk.press(Key.Key_A, CTRL | SHIFT)
    desk.type("nail bed cold")
    desk.press(Key.Key_Return, CTRL)
    assert desk.kept(e.AdverseEvent)[-1].what == "nail bed cold"
