"""The quiet words at the right of a room's header: whether the laptop stays awake, and the menu."""

from __future__ import annotations

from kap_companion.awake import KeptAwake
from kap_companion.ui.theme import Tone
from kap_companion.ui.widgets.header_bar import HeaderWord
from kap_companion.ui.words import tr


def header_words(awake: KeptAwake) -> tuple[HeaderWord, ...]:
    """Return the words; whether it stays awake is said honestly."""
    menu = HeaderWord(tr("Menu"), "F10")
    if awake.is_held:
        return HeaderWord(tr("Kept awake")), menu
    if awake.is_wanted:
        return HeaderWord(tr("May fall asleep"), tone=Tone.DUE), menu
    return (menu,)
