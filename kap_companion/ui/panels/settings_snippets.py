"""Snippets: the clinician's own phrases, each by a few letters after a semicolon."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from kap_companion.session.snippets import LONGEST_PHRASE, LONGEST_SHORT, SIGN, SnippetError, tidied
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.widgets.hint_field import HintField
from kap_companion.ui.widgets.inline_message import InlineMessage
from kap_companion.ui.widgets.label import Label
from kap_companion.ui.widgets.section_label import SectionLabel
from kap_companion.ui.words import tr, tr_later

_SHORT_WIDTH = 104
_CAPTION = tr_later(
    "In the note box {example} and a space become the phrase. Ctrl+Z right after takes it back. "
    "Empty both fields to take a snippet away."
)


class SnippetsPanel(QWidget):
    """Two fields a snippet, with an empty pair below; what can be kept is kept at once.

    `resized` says that it has more or fewer rows.
    """

    resized = Signal()

    def __init__(self, conductor: Conductor, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._conductor = conductor
        self.pairs: list[tuple[HintField, HintField]] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(8)
        self._grid.setColumnStretch(1, 1)
        self._trouble = InlineMessage("", Tone.DUE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionLabel(tr("Snippets")))
        column.addWidget(
            Label(tr(_CAPTION, example=f"{SIGN}br"), Words.LABEL, Tone.SECOND, wrap=True)
        )
        column.addLayout(self._grid)
        column.addWidget(self._trouble)
        self.refresh()

    def focus_first(self) -> None:
        """Put the keyboard on the first field."""
        self.pairs[0][0].setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the snippets as they are kept."""
        kept = list(self._conductor.own_words.snippets.items())
        while len(self.pairs) < len(kept) + 1:
            self._add()
        for (short, phrase), (key, words) in zip(self.pairs, [*kept, ("", "")], strict=False):
            short.setText(f"{SIGN}{key}" if key else "")
            phrase.setText(words)
        for short, phrase in self.pairs[len(kept) + 1 :]:
            short.clear()
            phrase.clear()
        self._trouble.say("")

    # --- how it is done -------------------------------------------------------------------------

    def _add(self) -> None:
        short, phrase = HintField(f"{SIGN}br"), HintField(tr("Breath slow and even."))
        n = len(self.pairs)
        short.setAccessibleName(tr("Snippet {n}, what is typed", n=n + 1))
        phrase.setAccessibleName(tr("Snippet {n}, its phrase", n=n + 1))
        short.setMaxLength(LONGEST_SHORT + 1)
        phrase.setMaxLength(LONGEST_PHRASE)
        short.setFixedWidth(_SHORT_WIDTH)
        for field in (short, phrase):
            field.editingFinished.connect(self._keep)
            field.textEdited.connect(lambda _text: self._trouble.say(""))
        self._grid.addWidget(short, n, 0)
        self._grid.addWidget(phrase, n, 1)
        self.pairs.append((short, phrase))
        self.resized.emit()

    def _told(self) -> dict[str, str]:
        """Return what stands in the fields. Raises SnippetError where two are alike."""
        told: dict[str, str] = {}
        for short, phrase in self.pairs:
            key = short.text().strip()
            if key and key in told:
                raise SnippetError(tr("{key} is there twice.", key=key))
            if key or phrase.text().strip():
                told[key] = phrase.text()
        return told

    def _keep(self) -> None:
        """Keep all of them once each has both its fields; half a snippet waits."""
        if any(bool(a.text().strip()) != bool(b.text().strip()) for a, b in self.pairs):
            return
        try:
            told = tidied(self._told())
        except SnippetError as trouble:
            self._trouble.say(str(trouble), Tone.DUE)
            return
        self._conductor.attempt(lambda: self._conductor.own_words.keep_snippets(told))
        if all(short.text().strip() for short, _ in self.pairs):
            self._add()
