"""The quiet words at the right of a room's header: whether the laptop stays awake, and the menu."""

from __future__ import annotations

from kap_companion.awake import KeptAwake
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.header_bar import HeaderWord

_MENU = HeaderWord("Menu", "F10")


def header_words(awake: KeptAwake) -> tuple[HeaderWord, ...]:
    """Return the words; whether it stays awake is said honestly."""
    if awake.is_held:
        return HeaderWord("Kept awake"), _MENU
    if awake.is_wanted:
        return HeaderWord("May fall asleep", tone=Tone.DUE), _MENU
    return (_MENU,)
