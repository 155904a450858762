"""Contrast as WCAG 2.2 counts it, from the themes' own colours: 4.5 for words, 3 for what is drawn.

Each pair is one that the app paints; where a colour says something, something else says it too.
"""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from kap_companion.ui import theme
from kap_companion.ui.theme import (
    DARK,
    DIMMER,
    LIGHT,
    PHASE_TONES,
    Look,
    Shade,
    Theme,
    Tone,
    style_sheet,
)

WORDS, DRAWN = 4.5, 3.0

GROUNDS = ("ground", "panel")
WORDS_ON = [
    # every tone that words are said in, on both grounds
    *((tone.value, ground) for tone in Tone if tone is not Tone.LINE for ground in GROUNDS),
    # on a selected row and on a block of music too: a tag keeps its tone there
    *(
        (tone.value, behind)
        for tone in Tone
        if tone is not Tone.LINE
        for behind in ("selection", "block")
    ),
    ("text", "current"),
    ("on_primary", "primary"),
]
DRAWN_ON = [
    # edges of fields, checkboxes and segments; what has the keyboard; what is asked for
    *((tone, ground) for tone in ("edge", "now", "due", "rose") for ground in GROUNDS),
    # dots of what was noted, bars that fill
    *((tone, ground) for tone in ("second", "well", "private") for ground in GROUNDS),
]


@pytest.fixture(params=[DARK, DIMMER, LIGHT], ids=lambda t: t.name)
def colours(request: pytest.FixtureRequest) -> Theme:
    found: Theme = request.param
    return found


@pytest.mark.parametrize(("words", "behind"), WORDS_ON)
def test_words_can_be_read_wherever_they_stand(colours: Theme, words: str, behind: str) -> None:
    assert theme.contrast(getattr(colours, words), getattr(colours, behind)) >= WORDS


@pytest.mark.parametrize(("drawn", "behind"), DRAWN_ON)
def test_controls_can_be_seen(colours: Theme, drawn: str, behind: str) -> None:
    assert theme.contrast(getattr(colours, drawn), getattr(colours, behind)) >= DRAWN


def test_a_button_that_cannot_be_pressed_can_still_be_read(
    qapp: QApplication, colours: Theme
) -> None:
    theme.apply(qapp, colours)
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        dim = qapp.palette().color(QPalette.ColorGroup.Disabled, role).name()
        assert dim == colours.second.lower()
        for ground in GROUNDS:
            assert theme.contrast(dim, getattr(colours, ground)) >= WORDS


def test_the_keyboard_is_seen_on_the_button_a_screen_is_for(colours: Theme) -> None:
    edge = colours.text if colours.primary == colours.now else colours.now
    assert theme.contrast(edge, colours.primary) >= DRAWN or (
        theme.contrast(edge, colours.ground) >= DRAWN
    )
    assert edge != colours.primary


@pytest.mark.parametrize("phase", [name for name, tone in PHASE_TONES.items() if tone != Tone.LINE])
@pytest.mark.parametrize("shade", [Shade.NOW, Shade.PAST])
def test_a_phase_that_is_or_was_stands_out_of_the_ground(
    colours: Theme, phase: str, shade: Shade
) -> None:
    arc = Look(colours).phase(PHASE_TONES[phase], shade).name()
    assert theme.contrast(arc, colours.ground) >= DRAWN


def test_the_marker_is_seen_on_every_phase(colours: Theme) -> None:
    look = Look(colours)
    for tone in set(PHASE_TONES.values()):
        for shade in Shade:
            # It has a rim of ground around it, so that is what it stands on.
            assert theme.contrast(colours.text, colours.ground) >= WORDS
            assert look.phase(tone, shade).name() != colours.text.lower()


def test_words_in_a_private_box_can_be_read(colours: Theme) -> None:
    box = theme.mixed(QColor(colours.private), QColor(colours.panel), 0.10).name()
    for tone in (colours.text, colours.second, colours.private):
        assert theme.contrast(tone, box) >= WORDS


def test_a_hint_in_a_field_can_be_read(colours: Theme) -> None:
    sheet = style_sheet(Look(colours))
    assert f"placeholder-text-color: {colours.second}" in sheet
    assert theme.contrast(colours.second, colours.panel) >= WORDS


def test_what_is_marked_in_a_text_can_be_read(colours: Theme) -> None:
    sheet = style_sheet(Look(colours))
    assert (
        f"selection-background-color: {colours.current}; selection-color: {colours.text}"
        in (" ".join(sheet.split()))
        or f"selection-background-color: {colours.current};" in sheet
    )
    assert theme.contrast(colours.text, colours.current) >= WORDS


def test_no_two_themes_are_told_apart_by_one_colour_alone() -> None:
    """In dimmer, now and due share a colour: the words say which, and a private box is dashed."""
    assert DIMMER.now == DIMMER.due
    assert DIMMER.dashes_private
    for colours in (DARK, LIGHT):
        assert len({colours.now, colours.due, colours.well, colours.rose, colours.private}) == 5
