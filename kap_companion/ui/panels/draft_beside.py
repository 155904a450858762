"""What stands beside the page and on it: sources, changes, coverage, what is offered."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import AbstractContextManager

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from kap_companion.language import language_or_spoken, speaking
from kap_companion.notes.draft import LETTER
from kap_companion.notes.facts import sentence_of
from kap_companion.notes.questions import questions
from kap_companion.notes.staleness import Stale
from kap_companion.notes.themes import Theme, themes_of
from kap_companion.notes.trace import Origin, Sentence
from kap_companion.ui.panels.draft_coverage import CoveragePanel
from kap_companion.ui.panels.draft_editor import DraftEditor
from kap_companion.ui.panels.draft_entries import EntryWords
from kap_companion.ui.panels.draft_flags import FlagsPanel
from kap_companion.ui.panels.draft_hand import DraftInHand, Page
from kap_companion.ui.panels.draft_marks import marks_of, sentence_at
from kap_companion.ui.panels.draft_offered import OfferedPanel
from kap_companion.ui.panels.draft_sources import SourcesPanel
from kap_companion.ui.resting import Resting
from kap_companion.ui.words import tr

_PAUSE_MS = 150


class DraftBeside(QObject):
    """Follows the page in hand and the cursor on it; its acts change both."""

    def __init__(
        self, hand: DraftInHand, editor: DraftEditor, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._hand = hand
        self._editor = editor
        self._words = EntryWords(())
        self._themes: tuple[Theme, ...] = ()
        self.sources, self.flags = SourcesPanel(), FlagsPanel()
        self.coverage, self.offered = CoveragePanel(), OfferedPanel()
        self._resting = Resting(_PAUSE_MS, self)
        self._resting.due.connect(self._show_page)
        editor.moved.connect(lambda _letter: self._show_cursor())
        self.flags.use_asked.connect(self.use_new_words)
        self.flags.use_all_asked.connect(self.use_all_new_words)
        self.flags.leave_asked.connect(self.leave_as_it_is)
        self.coverage.add_asked.connect(self._add_entry)
        self.offered.theme_asked.connect(self._add_theme)
        self.offered.question_asked.connect(self._add_question)

    @property
    def panels(self) -> tuple[QWidget, ...]:
        """The panels in the order they stand beside the page."""
        return (self.sources, self.flags, self.coverage, self.offered)

    def refresh(self) -> None:
        """Show all of it for the page as it stands, and the log as it stands."""
        self._resting.forget()
        record = self._hand.record
        self._words, self._themes = EntryWords(record), themes_of(record)
        self._show_page()

    def on_typed(self) -> None:
        """Something was typed: show what it changed, a moment later."""
        self._resting.stir()

    def clear(self) -> None:
        """The session is put away: nothing of it is shown."""
        self._resting.forget()
        self._words, self._themes = EntryWords(()), ()
        self._editor.show_marks(())
        for panel in self.panels:
            panel.hide()

    # --- acts -----------------------------------------------------------------------------------

    def next_sentence(self) -> None:
        """Go to the next sentence that is none of the headings."""
        at = self._editor.letter()
        self._go(one for one in self._sentences() if one.begin > at)

    def previous_sentence(self) -> None:
        """Go to the sentence before."""
        at = self._editor.letter()
        self._go(one for one in reversed(self._sentences()) if one.end < at)

    def use_new_words(self) -> None:
        """Take the record's present words in the place of the change that is shown."""
        flag = self._flag()
        if flag is not None and not self._editor.isReadOnly():
            self._hand.renew((flag,))
            self._write(flag.begin)

    def use_all_new_words(self) -> None:
        """Take the record's present words wherever they changed."""
        flags = self._hand.flags
        if flags and not self._editor.isReadOnly():
            self._hand.renew(flags)
            self._write(flags[0].begin)

    def leave_as_it_is(self) -> None:
        """Let the words stay, as the clinician's own."""
        flag = self._flag()
        if flag is not None and not self._editor.isReadOnly():
            self._hand.leave_as_it_is(flag)
            self._write(flag.begin)

    # --- how it is done -------------------------------------------------------------------------

    def _show_page(self) -> None:
        page = self._hand.page
        if page is None:
            self.clear()
            return
        self._show_flag()
        can_add = not self._editor.isReadOnly()
        self.coverage.show_coverage(self._hand.coverage, self._words, can_add=can_add)
        self.offered.show_offered(self._themes, questions(), can_add=can_add)
        self.coverage.setVisible(page.template.name != LETTER)
        self.sources.show()
        self._show_cursor()

    def _show_cursor(self) -> None:
        page = self._hand.page
        if page is None or page.text != self._editor.text():
            return  # a key is under way: `on_typed` follows
        current = sentence_at(page.sentences, self._editor.letter())
        lines = self._words.lines(current.entries) if current is not None else ()
        self.sources.show_sources(current.origin if current is not None else None, lines)
        self._editor.setAccessibleDescription(self.sources.told())
        is_theirs = (
            current if current is not None and current.origin is not Origin.HEADING else None
        )
        self._editor.show_marks(marks_of(page.sentences, self._hand.flags, is_theirs))
        self._show_flag()

    def _show_flag(self) -> None:
        flag = self._flag()
        told = self._words.flagged(flag) if flag is not None else None
        self.flags.show_flag(len(self._hand.flags), told)

    def _flag(self) -> Stale | None:
        """Return the change at the cursor, else the first; None where nothing changed."""
        flags = self._hand.flags
        page = self._hand.page
        if not flags or page is None:
            return None
        here = sentence_at(page.sentences, self._editor.letter())
        if here is None:
            return flags[0]
        return next(
            (one for one in flags if here.begin <= one.begin and one.end <= here.end), flags[0]
        )

    def _sentences(self) -> list[Sentence]:
        page = self._hand.page
        told = page.sentences if page is not None else ()
        return [one for one in told if one.origin is not Origin.HEADING]

    def _go(self, found: Iterable[Sentence]) -> None:
        one = next(iter(found), None)
        if one is not None:
            self._editor.go_to(one.begin)

    def _write(self, at: int) -> None:
        """Make the page say what is in hand, with the cursor there."""
        page = self._hand.page
        if page is None:
            return
        self._editor.write_over(page.text)
        self._editor.go_to(min(at, len(page.text)))
        self._show_page()

    def _add_entry(self, entry_id: str) -> None:
        with self._in_notes_language():
            said = sentence_of(self._hand.record, entry_id)
        if said is not None:
            self._put_in(str.__str__(said), said.entries)

    def _add_theme(self, n: int) -> None:
        if n < len(self._themes):
            theme = self._themes[n]
            with self._in_notes_language():
                words = theme.words_with_times
            self._put_in(words, theme.entries)

    def _add_question(self, n: int) -> None:
        with self._in_notes_language():
            words = tr(questions()[n].words)
        self._put_in(words)

    def _in_notes_language(self) -> AbstractContextManager[None]:
        """Speak the language of the note: what is put into it is the note's, not the window's."""
        page = self._hand.page
        return speaking(language_or_spoken(page.template.language if page is not None else ""))

    def _put_in(self, words: str, entries: tuple[str, ...] = ()) -> None:
        page = self._hand.page
        if page is None or self._editor.isReadOnly():
            return
        at, written = _place(page, self._editor.letter(), words)
        self._hand.put_in(at, written, entries)
        self._write(at + len(written))


def _place(page: Page, letter: int, words: str) -> tuple[int, str]:
    """Return where words are put in, after the line of the cursor, and how."""
    text = page.text
    begin = text.rfind("\n", 0, letter) + 1
    end = text.find("\n", letter)
    end = len(text) if end < 0 else end
    line = text[begin:end]
    if not line.strip():
        return end, words
    if line.startswith("- "):
        return end, f"\n- {words}"
    if line.startswith(("#", "[")):
        return end, f"\n\n{words}"
    return end, f" {words}"
