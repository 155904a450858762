"""The look: contrast computed from the tokens, sizes, and a change of theme while running."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QFontMetrics, QFontMetricsF
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from kap_companion.ui import theme
from kap_companion.ui.theme import DARK, DIMMER, LIGHT, Look, Shade, Theme, Tone, Words

THEMES = [DARK, DIMMER, LIGHT]
WORDS = [tone for tone in Tone if tone is not Tone.LINE]


@pytest.mark.parametrize("colours", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("tone", WORDS)
@pytest.mark.parametrize("behind", ["ground", "panel"])
def test_words_can_be_read(colours: Theme, tone: Tone, behind: str) -> None:
    assert theme.contrast(getattr(colours, tone), getattr(colours, behind)) >= 4.5


@pytest.mark.parametrize("colours", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("behind", ["selection", "block", "current"])
def test_words_on_a_marked_place_can_be_read(colours: Theme, behind: str) -> None:
    assert theme.contrast(colours.text, getattr(colours, behind)) >= 4.5
    assert theme.contrast(colours.on_primary, colours.primary) >= 4.5


@pytest.mark.parametrize("colours", THEMES, ids=lambda t: t.name)
@pytest.mark.parametrize("behind", ["ground", "panel"])
def test_edges_can_be_seen(colours: Theme, behind: str) -> None:
    assert theme.contrast(colours.edge, getattr(colours, behind)) >= 3.0


@pytest.mark.parametrize("colours", THEMES, ids=lambda t: t.name)
def test_words_in_a_private_box_can_be_read(colours: Theme) -> None:
    box = theme.mixed(QColor(colours.private), QColor(colours.panel), 0.10).name()
    for tone in (colours.text, colours.second, colours.private):
        assert theme.contrast(tone, box) >= 4.5


def test_black_on_white_is_the_highest_contrast() -> None:
    assert theme.contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert theme.contrast("#FFFFFF", "#000000") == pytest.approx(21.0)
    assert theme.contrast("#777777", "#777777") == pytest.approx(1.0)


def test_a_private_box_is_told_apart_where_its_colour_is_not() -> None:
    assert DIMMER.now == DIMMER.due
    assert [t.dashes_private for t in THEMES] == [False, True, False]


def test_a_phase_to_come_is_fainter_than_one_that_has_passed() -> None:
    look = Look(DARK)
    ground = DARK.ground
    strengths = [
        theme.contrast(look.phase(Tone.NOW, shade).name(), ground)
        for shade in (Shade.TO_COME, Shade.PAST, Shade.NOW)
    ]
    assert strengths == sorted(strengths)
    assert look.phase(Tone.LINE, Shade.TO_COME).name() == DARK.line.lower()


@pytest.mark.parametrize("text_size", [0.9, 1.0, 1.5, 2.0])
@pytest.mark.parametrize("words", list(Words))
def test_words_grow_with_the_text_size(qapp: QApplication, words: Words, text_size: float) -> None:
    look = Look(DARK, text_size)
    font = look.font(words)
    assert font.pixelSize() == round(words.px * text_size)
    assert font.weight() == words.weight
    assert QFontMetrics(font).height() <= look.line(words) + words.px * text_size * 0.2


def test_figures_stand_below_each_other(qapp: QApplication) -> None:
    theme.apply(qapp, DARK)
    metrics = QFontMetrics(Look().font(Words.CLOCK))
    assert metrics.horizontalAdvance("11:11") == metrics.horizontalAdvance("08:48")


def test_a_theme_is_changed_while_running(qapp: QApplication, qtbot: QtBot) -> None:
    theme.apply(qapp, DARK)
    window = QWidget()
    qtbot.addWidget(window)
    label, field = QLabel("Tears", window), QLineEdit(window)
    label.setProperty("tone", "due")
    label.setProperty("words", "note")
    window.show()
    for colours, size in ((LIGHT, 1.5), (DIMMER, 1.0), (DARK, 1.0)):
        theme.apply(qapp, colours, size)
        assert theme.look() == Look(colours, size)
        assert label.palette().color(label.foregroundRole()).name() == colours.due.lower()
        assert label.font().pixelSize() == round(16 * size)
        assert field.sizeHint().height() == round(20 * size) + 20


def test_without_an_applied_theme_a_widget_is_dark(qapp: QApplication) -> None:
    before = qapp.property("kap_look")
    qapp.setProperty("kap_look", None)
    try:
        assert theme.look() == Look(DARK, 1.0)
    finally:
        qapp.setProperty("kap_look", before)


def test_a_look_knows_how_wide_words_are_and_keeps_none_of_them(qapp: QApplication) -> None:
    look = Look()
    text = "tingling in both hands"
    for words in (Words.BODY, Words.TITLE):
        exact = QFontMetricsF(look.font(words)).horizontalAdvance(text)
        assert 0 <= look.width(words, text) - exact < 1
        assert look.width(words, text) == look.width(words, f" {text}"[1:])
    assert look.width(Words.BODY, text) < Look(text_size=2.0).width(Words.BODY, text)
    assert text not in repr([getattr(look, slot) for slot in Look.__slots__])
