"""Words that do not fit are shortened by whole words, or not shown at all."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from kap_companion.ui import theme
from kap_companion.ui.theme import Words
from kap_companion.ui.widgets import painting


@pytest.mark.parametrize(
    ("room_for", "shown"),
    [
        ("Ember of the long evening", "Ember of the long evening"),
        ("Ember of the long\u2026", "Ember of the long\u2026"),
        ("Ember of the lo\u2026", "Ember of the\u2026"),
        ("Ember\u2026", "Ember\u2026"),
        ("Emb", ""),
    ],
)
def test_a_title_is_never_cut_within_a_word(qapp: QApplication, room_for: str, shown: str) -> None:
    font = theme.look().font(Words.LABEL)
    room = painting.width_of(room_for, font)
    assert painting.whole_words("Ember of the long evening", font, room) == shown


def test_one_long_word_is_whole_or_hidden(qapp: QApplication) -> None:
    font = theme.look().font(Words.LABEL)
    assert painting.whole_words("Shoreline", font, 10) == ""
    assert painting.whole_words("", font, 10) == ""
