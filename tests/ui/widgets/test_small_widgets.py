"""The small widgets: each shows a value, says what the person did, whole at any text size."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets import painting
from kap_companion.ui.widgets.check_row import CheckRow
from kap_companion.ui.widgets.chip_row import ChipRow
from kap_companion.ui.widgets.cue_list import Cue, CueList
from kap_companion.ui.widgets.empty_state import EmptyState
from kap_companion.ui.widgets.header_bar import HeaderBar, HeaderWord
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.key_button import ButtonTone, KeyButton
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.note_box import NoteBox
from kap_companion.ui.widgets.player_panel import PlayerPanel
from kap_companion.ui.widgets.progress_bar import ProgressBar
from kap_companion.ui.widgets.reason_bar import ReasonBar
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.widgets.segment import Segment
from kap_companion.ui.widgets.segmented import Segmented
from kap_companion.ui.widgets.tab_strip import TabStrip
from kap_companion.ui.widgets.thin_slider import ThinSlider
from kap_companion.ui.widgets.undo_line import UndoLine
from kap_companion.ui.widgets.vitals_panel import Reading, VitalsPanel

Show = Callable[..., None]
TEXT_SIZES = [0.9, 1.0, 1.5, 2.0]


def spoken(widget: QWidget) -> tuple[str, str]:
    said = QAccessible.queryAccessibleInterface(widget)
    return said.text(QAccessible.Text.Name), said.text(QAccessible.Text.Description)


def button(parent: QWidget, text: str) -> QAbstractButton:
    return next(b for b in parent.findChildren(QAbstractButton) if b.text() == text)


# Everything that takes the keyboard ---------------------------------------------------------------


FOCUSABLE: list[tuple[str, Callable[[], QWidget], str]] = [
    ("button", lambda: KeyButton("Booster", "F5"), "Booster"),
    ("primary button", lambda: KeyButton("Resume", "Enter", ButtonTone.PRIMARY), "Resume"),
    ("field", lambda: HintField("128/82 72 98", "F2"), "128/82 72 98"),
    ("check", lambda: CheckRow("Consent", "10:12"), "Consent"),
    ("slider", lambda: ThinSlider(100, name="Volume"), "Volume"),
    ("place in a track", lambda: ThinSlider(100, name="Place", has_handle=False), "Place"),
    ("note box", NoteBox, "Note, then Enter"),
]


@pytest.mark.parametrize(
    ("make", "name"), [f[1:] for f in FOCUSABLE], ids=[f[0] for f in FOCUSABLE]
)
@pytest.mark.parametrize("colours", [theme.DARK, theme.DIMMER, theme.LIGHT], ids=lambda t: t.name)
def test_the_keyboard_is_seen_and_the_name_is_said(
    show: Show,
    qapp: QApplication,
    colours: theme.Theme,
    make: Callable[[], QWidget],
    name: str,
) -> None:
    theme.apply(qapp, colours)
    widget = make()
    show(widget, 240)
    widget.clearFocus()
    without = widget.grab().toImage()
    widget.setFocus(Qt.FocusReason.TabFocusReason)
    assert widget.grab().toImage() != without
    assert spoken(widget.focusProxy() or widget)[0] == name


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize(
    ("make", "words", "style"),
    [
        (lambda: KeyButton("End session", "F8"), "End sessionF8", Words.BODY),
        (
            lambda: CheckRow("Phones silent, door sign out", "10:14"),
            "Phones silent, door sign out",
            None,
        ),
        (lambda: Label("132/84", Words.TITLE), "132/84", Words.TITLE),
        (lambda: Segmented((("m", "Moderate"),)), "Moderate", Words.STRONG),
        (lambda: ChipRow(("Movement",)), "Movement", Words.BODY),
    ],
    ids=["button", "check", "label", "segments", "chips"],
)
def test_words_are_whole_at_any_text_size(
    qapp: QApplication,
    qtbot: QtBot,
    make: Callable[[], QWidget],
    words: str,
    style: Words | None,
    text_size: float,
) -> None:
    theme.apply(qapp, theme.DARK, text_size)
    widget = make()
    qtbot.addWidget(widget)
    font = theme.look().font(style or Words.BODY)
    assert widget.sizeHint().width() >= painting.width_of(words, font) - 24 * text_size
    assert widget.sizeHint().height() >= theme.look().line(style or Words.BODY)


@pytest.mark.parametrize(
    "make",
    [
        lambda: KeyButton("Booster", "F5"),
        lambda: HintField("128/82 72 98", "F2"),
        lambda: CheckRow("Consent", "10:12"),
        lambda: SectionLabel("Vitals", "10:36"),
        lambda: Label("To meet the part of me that keeps watch, and let it rest.", wrap=True),
        lambda: ChipRow(("Tears", "Movement", "Speech", "Laughter")),
        lambda: Segmented((("60", "60"), ("90", "90")), "90"),
        NoteBox,
        PlayerPanel,
    ],
    ids=["button", "field", "check", "section", "words", "chips", "segments", "note", "player"],
)
def test_a_theme_changed_in_a_session_looks_as_if_begun_with(
    show: Show, qapp: QApplication, make: Callable[[], QWidget]
) -> None:
    changed = make()
    show(changed, 400, 600)
    theme.apply(qapp, theme.LIGHT, 1.5)
    qapp.processEvents()
    fresh = make()
    show(fresh, 400, 600)
    qapp.processEvents()
    changed.resize(fresh.size())
    qapp.processEvents()
    for widget in (changed, fresh):
        widget.setFocus()
        widget.clearFocus()
    assert changed.sizeHint() == fresh.sizeHint()
    assert changed.grab().toImage() == fresh.grab().toImage()


# One by one ---------------------------------------------------------------------------------------


def test_a_button_says_its_key_and_is_pressed_by_the_keyboard(show: Show, qtbot: QtBot) -> None:
    booster = KeyButton("Booster", "F5")
    show(booster, 140)
    assert booster.height() == 40
    assert spoken(booster) == ("Booster", "Key F5")
    with qtbot.waitSignal(booster.clicked):
        qtbot.keyClick(booster, Qt.Key.Key_Space)


def test_a_button_without_room_shows_its_words_before_its_key(show: Show) -> None:
    wide, narrow = KeyButton("Fade to silence", "Esc Esc"), KeyButton("Fade to silence", "Esc Esc")
    words_alone = KeyButton("Fade to silence", "Esc Esc")
    assert narrow.minimumSizeHint().width() < wide.sizeHint().width()
    show(words_alone, 140)
    assert not words_alone.grab().isNull()


def test_a_field_says_the_line_as_typed_and_keeps_it(show: Show, qtbot: QtBot) -> None:
    field = HintField("128/82 72 98", "F2")
    show(field, 296)
    assert field.height() == 40
    qtbot.keyClicks(field, "124/80 72 98")
    with qtbot.waitSignal(field.entered) as entered:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert entered.args == ["124/80 72 98"] and field.text() == "124/80 72 98"
    field.set_problem(True)
    assert field.property("problem") is True


def test_a_checklist_row_is_ticked_by_space_or_anywhere_on_it(show: Show, qtbot: QtBot) -> None:
    row = CheckRow("Lozenge counted")
    row.set_aside("open", Tone.DUE)
    show(row, 296, 28)
    with qtbot.waitSignal(row.clicked):
        qtbot.keyClick(row, Qt.Key.Key_Space)
    assert row.isChecked()
    with qtbot.waitSignal(row.clicked):
        qtbot.mouseClick(row, Qt.MouseButton.LeftButton, pos=QPoint(280, 14))
    assert not row.isChecked()
    assert spoken(row) == ("Lozenge counted", "open")


def test_a_narrow_checklist_row_takes_more_lines() -> None:
    row = CheckRow("Emergency contact confirmed and written down", "10:14")
    assert row.heightForWidth(600) == 28
    assert row.heightForWidth(180) > 28 + 20


def test_marks_are_numbered_and_say_their_words(show: Show, qtbot: QtBot) -> None:
    chips = ChipRow(("Tears", "Movement", "Speech", "Laughter", "Stillness", "Nausea"))
    show(chips, 552)
    assert chips.heightForWidth(552) == 32
    assert chips.heightForWidth(300) == 32 * 2 + 8
    with qtbot.waitSignal(chips.marked) as marked:
        qtbot.mouseClick(button(chips, "Speech"), Qt.MouseButton.LeftButton)
    assert marked.args == ["Speech"]
    assert spoken(button(chips, "Movement")) == ("Movement", "Key Ctrl+2")
    chips.set_marks(("Anger",))
    assert chips.marks == ("Anger",)


def test_the_arrows_move_along_a_choice(show: Show, qtbot: QtBot) -> None:
    length = Segmented((("60", "60"), ("90", "90"), ("120", "120")), "90", "Planned length")
    show(length, 240)
    told: list[str] = []
    length.chosen.connect(told.append)
    button(length, "90").setFocus()
    qtbot.keyClick(button(length, "90"), Qt.Key.Key_Right)
    assert told == ["120"] and length.chosen_key() == "120"
    qtbot.mouseClick(button(length, "60"), Qt.MouseButton.LeftButton)
    assert told == ["120", "60"]
    length.set_chosen("90")
    assert told == ["120", "60"] and button(length, "90").isChecked()
    length.set_chosen("75")
    assert length.chosen_key() is None
    assert not any(segment.isChecked() for segment in length.findChildren(Segment))


def test_tab_comes_to_what_is_chosen(show: Show) -> None:
    length = Segmented((("60", "60"), ("90", "90"), ("120", "120")), "90")
    show(length, 240)
    stops = [
        one for one in length.findChildren(Segment) if one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    assert [one.text() for one in stops] == ["90"]


def test_a_cue_that_waits_for_an_answer_can_be_answered(show: Show, qtbot: QtBot) -> None:
    cues = CueList()
    show(cues, 296, 120)
    cues.set_cues(
        (
            Cue("return", "Settle into return", "at 38:00, in 14 min"),
            Cue("check", "Support check-in", "at 30:00", Tone.DUE, True, True),
        )
    )
    assert spoken(button(cues, "Support check-in"))[0] == "Support check-in, at 30:00"
    with qtbot.waitSignal(cues.answered) as answered:
        qtbot.keyClick(button(cues, "Support check-in"), Qt.Key.Key_Space)
    assert answered.args == ["check"]
    with qtbot.assertNotEmitted(cues.answered):
        qtbot.mouseClick(button(cues, "Settle into return"), Qt.MouseButton.LeftButton)
    cues.set_cues(())
    assert cues.cues == ()


@pytest.mark.parametrize(("width", "is_below"), [(296, False), (140, True)])
def test_readings_stand_side_by_side_or_below_each_other(
    show: Show, qapp: QApplication, width: int, is_below: bool
) -> None:
    vitals = VitalsPanel()
    show(vitals, width, 160)
    vitals.set_readings(
        (Reading("BP", "132/84", "+8/+4"), Reading("HR", "78", "+6"), Reading("SpO₂", "97", "−1")),
        "10:36, change from before the dose",
    )
    qapp.processEvents()
    figures = {label.text(): label.y() for label in vitals.findChildren(Label)}
    assert (figures["78"] > figures["132/84"]) is is_below
    assert spoken(vitals) == ("Vitals", "BP 132/84 +8/+4, HR 78 +6, SpO₂ 97 −1")
    vitals.set_readings((), "")
    assert spoken(vitals)[1] == "No reading yet"


@pytest.mark.parametrize(("width", "is_below"), [(300, False), (120, True)])
def test_the_words_beside_a_heading_go_below_before_they_are_cut(
    show: Show, qapp: QApplication, width: int, is_below: bool
) -> None:
    section = SectionLabel("Vitals", "10:36, sitting")
    show(section, width, 40)
    qapp.processEvents()
    heading, aside = section.findChildren(Label)
    assert (aside.y() > heading.y()) is is_below


def header(show: Show, width: int) -> HeaderBar:
    bar = HeaderBar()
    bar.set_title("M.R.", ("Session 3 of 8", "150 mg lozenge, moderate", "in person"))
    bar.set_tabs((("prepare", "Prepare"), ("session", "Session"), ("draft", "Draft")), "session")
    bar.set_words((HeaderWord("Kept awake"), HeaderWord("Veil", "F12")))
    bar.set_saved("saved 10:47")
    show(bar, width)
    return bar


def test_the_header_says_where_one_is_and_goes_elsewhere(show: Show, qtbot: QtBot) -> None:
    bar = header(show, 1280)
    assert bar.height() == 57
    tabs = bar.findChild(TabStrip)
    assert isinstance(tabs, TabStrip) and tabs.current_key() == "session"
    with qtbot.waitSignal(bar.tab_chosen) as chosen:
        qtbot.keyClick(tabs, Qt.Key.Key_Right)
    assert chosen.args == ["draft"]
    with qtbot.assertNotEmitted(bar.tab_chosen):
        bar.set_tabs((("home", "Home"), ("music", "Music")), "home")
    with qtbot.waitSignal(bar.word_chosen) as word:
        qtbot.mouseClick(button(bar, "Veil"), Qt.MouseButton.LeftButton)
    assert word.args == ["Veil"]


@pytest.mark.parametrize("text_size", TEXT_SIZES)
@pytest.mark.parametrize("width", [1024, 1280, 1600])
def test_nothing_in_the_header_overlaps(
    show: Show, qapp: QApplication, width: int, text_size: float
) -> None:
    theme.apply(qapp, theme.DARK, text_size)
    bar = header(show, width)
    parts = [p for p in bar.children() if isinstance(p, QWidget) and p.isVisible()]
    across = sorted(
        (p.geometry() for p in parts if p.height() > 1), key=lambda geometry: geometry.left()
    )
    assert all(left.right() < right.left() for left, right in pairwise(across))
    assert across[-1].right() <= width


def test_a_message_takes_no_room_until_there_is_one(show: Show) -> None:
    message = InlineMessage()
    show(message, 300, 40)
    message.say("")
    assert not message.isVisible()
    message.say("One item is open.", Tone.DUE)
    assert message.isVisible() and message.tone is Tone.DUE


def test_undo_is_offered_and_withdrawn(show: Show, qtbot: QtBot) -> None:
    line = UndoLine()
    show(line, 300)
    line.offer("Kept.", "10 s")
    assert line.isVisible()
    with qtbot.waitSignal(line.undo):
        qtbot.mouseClick(button(line, "Undo"), Qt.MouseButton.LeftButton)
    line.withdraw()
    assert not line.isVisible()


def test_an_empty_place_says_what_to_do(show: Show, qtbot: QtBot) -> None:
    empty = EmptyState("No clients yet", "Initials or a code.", "New client", "Ctrl+N")
    show(empty, 400, 200)
    assert spoken(empty) == ("No clients yet", "Initials or a code.")
    with qtbot.waitSignal(empty.acted):
        qtbot.mouseClick(button(empty, "New client"), Qt.MouseButton.LeftButton)


@pytest.fixture
def why(show: Show) -> ReasonBar:
    why = ReasonBar()
    show(why, 552)
    why.ask("Why is this struck?", "Strike")
    return why


def test_a_reason_is_needed_and_enter_gives_it(why: ReasonBar, qtbot: QtBot) -> None:
    field = why.findChild(HintField)
    assert isinstance(field, HintField) and field.hasFocus()
    assert not button(why, "Strike").isEnabled()
    with qtbot.assertNotEmitted(why.confirmed):
        qtbot.keyClicks(field, "  ")
        qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.keyClicks(field, "wrong client ")
    with qtbot.waitSignal(why.confirmed) as confirmed:
        qtbot.keyClick(field, Qt.Key.Key_Return)
    assert confirmed.args == ["wrong client"]
    why.close_bar()
    assert not why.isVisible() and why.text() == ""


def test_escape_cancels_a_question(why: ReasonBar, qtbot: QtBot) -> None:
    field = why.findChild(HintField)
    with qtbot.waitSignal(why.cancelled):
        qtbot.keyClick(field, Qt.Key.Key_Escape)


def test_a_question_that_needs_no_reason_goes_through_without(why: ReasonBar, qtbot: QtBot) -> None:
    why.ask("Correct the note", "Keep", text="Tingling", needs_reason=False)
    assert why.text() == "Tingling"
    with qtbot.waitSignal(why.confirmed) as confirmed:
        qtbot.mouseClick(button(why, "Keep"), Qt.MouseButton.LeftButton)
    assert confirmed.args == ["Tingling"]


@pytest.mark.parametrize(("fraction", "shown"), [(-1, 0), (0, 0), (0.35, 350), (1.2, 1000)])
def test_progress_stays_within_the_bar(show: Show, fraction: float, shown: int) -> None:
    bar = ProgressBar(name="Session")
    show(bar, 296)
    bar.set_fraction(fraction)
    assert bar.value() == shown and bar.height() == 4
    assert spoken(bar)[0] == "Session"


def test_a_slider_says_what_the_person_wants_not_what_was_set(show: Show, qtbot: QtBot) -> None:
    volume = ThinSlider(100, name="Volume")
    show(volume, 216)
    told: list[int] = []
    volume.moved_to.connect(told.append)
    volume.show_value(60)
    assert told == []
    qtbot.keyClick(volume, Qt.Key.Key_Right)
    assert told == [61]
    qtbot.mouseClick(volume, Qt.MouseButton.LeftButton, pos=QPoint(108, 10))
    assert told == [61, 50] and volume.value() == 50


def test_wrapped_words_take_the_lines_they_need() -> None:
    label = Label("To meet the part of me that keeps watch, and let it rest.", wrap=True)
    assert label.heightForWidth(1000) == 20
    assert label.heightForWidth(150) % 20 == 0
    assert label.heightForWidth(150) >= 60


def test_words_that_were_measured_are_measured_anew_in_another_text_size_or_look(
    qtbot: QtBot, qapp: QApplication
) -> None:
    label = Label("To meet the part of me", wrap=True)
    qtbot.addWidget(label)
    whole, high = label.sizeHint(), label.heightForWidth(80)
    assert (label.sizeHint(), label.heightForWidth(80)) == (whole, high)
    label.setText("To meet the part of me that keeps watch")
    assert label.sizeHint().width() > whole.width() and label.heightForWidth(80) > high
    label.setText("To meet the part of me")
    assert (label.sizeHint(), label.heightForWidth(80)) == (whole, high)
    label.set_words(Words.TITLE)
    assert label.sizeHint().width() > whole.width()
    label.set_words(Words.BODY)
    theme.apply(qapp, theme.DARK, 2.0)
    assert label.sizeHint().width() > 1.8 * whole.width() and label.sizeHint().height() == 40
    theme.apply(qapp, theme.DARK)
    assert label.sizeHint() == whole
