"""What one row of the note list shows."""

from __future__ import annotations

from dataclasses import dataclass

from kap_companion.ui.theme import Tone
from kap_companion.ui.words import tr


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A time, words, and a tag at the right. `key` tells rows apart and is never shown.

    Quiet rows are facts the app wrote in words (a dose, vitals); struck ones stay readable.
    """

    key: str
    time: str
    text: str
    tag: str = ""
    tag_tone: Tone = Tone.SECOND
    is_quiet: bool = False
    is_struck: bool = False
    is_amended: bool = False
    hint: str = ""
    """What the keys do here: shown at the row that has the keyboard."""

    @property
    def tag_words(self) -> str:
        """The tag, with 'amended' and 'struck' said in words."""
        words = (
            self.tag,
            tr("amended") if self.is_amended else "",
            tr("struck") if self.is_struck else "",
        )
        return ", ".join(word for word in words if word)

    @property
    def spoken(self) -> str:
        """The whole row in one line, as a screen reader says it and as it is copied."""
        return "  ".join(part for part in (self.time, self.text, self.tag_words) if part)
