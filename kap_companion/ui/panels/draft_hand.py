"""The draft in hand: what stands on the page, saved as it is typed, kept when it is left.

It knows of every word where it comes from, which of them the record no longer says so, and which
entries are left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from PySide6.QtCore import QObject

from kap_companion.companion import Companion
from kap_companion.language import language_or_spoken, speaking
from kap_companion.notes.coverage import Coverage, coverage
from kap_companion.notes.draft import (
    HANDED_OUT,
    DraftError,
    Template,
    drafted,
    saved_note,
    templates,
)
from kap_companion.notes.staleness import Stale, renewed, stale
from kap_companion.notes.trace import (
    Sentence,
    Traced,
    inserted,
    own_words,
    retraced,
    sentences,
    traced_of,
    without,
)
from kap_companion.session import entries as e
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.draft_words import written_since
from kap_companion.ui.resting import Resting

_Record = Sequence[e.Entry[e.RecordBody]]


@dataclass(frozen=True)
class Page:
    """What is to stand on the page, its template, and how it came to be.

    `base` is what the traces of `traced` were found by: the page before anything was typed.
    """

    base: Traced
    traced: Traced
    template: Template
    is_edited: bool
    written_since: int = 0

    @property
    def text(self) -> str:
        """The words on the page."""
        return self.traced.text

    @property
    def is_handed_out(self) -> bool:
        """Whether it is a letter or a summary, which is never the note that is signed."""
        return self.template.name in HANDED_OUT

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences on the page."""
        return sentences(self.traced)


class DraftInHand(QObject):
    """Loads the page, saves it within half a second of a key, keeps it on leaving."""

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        """Begin without a page."""
        super().__init__(parent)
        self._conductor = conductor
        # The session the page belongs to: on leaving, the conductor has let go of it already.
        self._companion: Companion | None = None
        self._page: Page | None = None
        self._record: _Record = ()
        self._flags: dict[tuple[str, tuple[str, ...]], Stale] = {}
        self._as_drafted: Traced | None = None
        self._resting = Resting(parent=self)
        self._resting.due.connect(self._save)

    @property
    def page(self) -> Page | None:
        """Return what stands on the page, None before there is one."""
        return self._page

    @property
    def record(self) -> _Record:
        """Return the record as it stood when the page was last looked at beside it."""
        return self._record

    @property
    def flags(self) -> tuple[Stale, ...]:
        """Return the words on the page that the record no longer says so, in order."""
        if self._page is None or not self._flags:
            return ()
        traced = self._page.traced
        found = []
        for one in traced.traces:
            flag = self._flags.get((traced.text[one.begin : one.end], one.entries))
            if flag is not None:
                found.append(replace(flag, begin=one.begin, end=one.end))
        return tuple(found)

    @property
    def coverage(self) -> Coverage | None:
        """Return which entries the page uses, None before there is one."""
        if self._page is None:
            return None
        return coverage(self._record, self._page.traced, self._as_drafted)

    def templates(self) -> tuple[Template, ...]:
        """Return the templates there are; the built-in ones where an own one cannot be read."""
        found = self._conductor.attempt(self._conductor.practice.templates)
        return found or templates()

    def load(self) -> Page | None:
        """Return the page of the open session; a draft nobody edited is drafted anew.

        None where the template is broken; the person has been told why.
        """
        self._resting.forget()
        self._companion = companion = self._conductor.companion
        self._read()
        return self._show(self._conductor.attempt(lambda: self._loaded(companion)))

    def look_again(self) -> None:
        """The log went on: look at the page beside it again."""
        self._read()
        self._look()

    def choose(self, template: Template) -> Page | None:
        """Return the page by another template: as it was left, else drafted anew.

        An edited page is kept in the log before it goes.
        """
        companion = self._conductor.companion
        self._put_by()
        if companion.state.is_signed and template.name not in HANDED_OUT:
            return self._show(self._loaded(companion))
        in_hand = companion.traced_in_hand()
        if in_hand is not None and in_hand[0] == template.name:
            left = in_hand[1]
        else:
            saved = [
                one.body
                for one in self._record
                if isinstance(one.body, e.DraftSaved) and one.body.template == template.name
            ]
            if not saved:
                return self.draft_anew(template)
            left = traced_of(saved[-1])
        page = self._conductor.attempt(lambda: self._page_of(template, left))
        self._resting.stir()
        return self._show(page)

    def draft_anew(self, template: Template) -> Page | None:
        """Return a new draft by `template`; an edited one is kept in the log before it goes."""
        self._put_by()
        traced = self._conductor.attempt(lambda: drafted(template, self._record))
        if traced is None:
            return None
        self._resting.stir()
        return self._show(Page(traced, traced, template, is_edited=False))

    def type(self, text: str) -> None:
        """Take what now stands on the page."""
        page = self._page
        if page is not None and text != page.text:
            self._page = replace(page, traced=retraced(page.base, text), is_edited=True)
            self._resting.stir()

    def without(self, entry_id: str, words: str) -> str:
        """Let nothing of a withdrawn entry stand on the page, and return what does."""
        page = self._page
        if page is None:
            return ""
        left = without(page.traced, entry_id, words)
        self._page = replace(page, base=left, traced=left)
        if page.is_edited:
            self._resting.stir()  # letters of the last moment are not saved yet
        else:
            self._resting.forget()
        return left.text

    def renew(self, flags: Sequence[Stale]) -> None:
        """Put the record's present words in the place of flagged ones."""
        page = self._page
        if page is not None:
            traced = page.traced
            for one in sorted(flags, key=lambda one: one.begin, reverse=True):
                traced = renewed(traced, one)
            self._take(traced)

    def leave_as_it_is(self, flag: Stale) -> None:
        """From now on flagged words are the clinician's own."""
        if self._page is not None:
            self._take(own_words(self._page.traced, flag.begin, flag.end))

    def put_in(self, at: int, written: str, entries: Sequence[str] = ()) -> None:
        """Put words in, said by `entries`; without any they are the clinician's."""
        if self._page is not None:
            self._take(inserted(self._page.traced, at, written, entries))

    def keep(self) -> bool:
        """Keep the page in the log, if it is new there; True unless that was refused."""
        companion, page = self._companion, self._page
        if companion is None or page is None:
            return True
        if companion.state.is_signed:
            # What is handed out may still be written; the log takes addenda alone.
            self._resting.settle()
            return True
        self._resting.forget()
        kept: list[object] = []
        self._conductor.attempt(lambda: kept.append(companion.draft(page.template, page.traced)))
        return bool(kept)

    def leave(self) -> None:
        """The page is left: keep it, unless it is a mere look at a session that still runs.

        A session that was put away takes no entry any more: then what is typed is saved as it is.
        """
        companion, page = self._companion, self._page
        if companion is None or page is None:
            return
        if not self._conductor.has_session or self._conductor.companion is not companion:
            self._resting.settle()
            return
        if page.is_edited or companion.state.facts.ended_at is not None:
            self.keep()
        self._resting.forget()

    def forget(self) -> None:
        """The session is put away: nothing of it stays here."""
        self.leave()
        self._companion = self._page = self._as_drafted = None
        self._record, self._flags = (), {}

    # --- how it is done -------------------------------------------------------------------------

    def _read(self) -> None:
        journal = self._conductor.practice.vault.journal
        self._record = journal.record(self._conductor.companion.session_id)

    def _show(self, page: Page | None) -> Page | None:
        self._page = page
        self._as_drafted = self._drafted_then(page) if page is not None else None
        self._look()
        return page

    def _take(self, traced: Traced) -> None:
        assert self._page is not None
        self._page = replace(self._page, base=traced, traced=traced, is_edited=True)
        self._look()
        self._resting.stir()

    def _look(self) -> None:
        page, companion = self._page, self._companion
        is_closed = companion is None or companion.state.is_signed
        if page is None or (is_closed and not page.is_handed_out):
            self._flags = {}
            return
        with speaking(language_or_spoken(page.template.language)):
            told = stale(self._record, page.base)
        self._flags = {(one.was, one.entries): one for one in told}

    def _drafted_then(self, page: Page) -> Traced | None:
        """Return what the template made of the log as it stood when the page was drafted."""
        at_seq = page.base.at_seq
        if not page.is_edited or at_seq is None or not page.template.source:
            return page.base
        try:
            return drafted(page.template, [one for one in self._record if one.seq <= at_seq])
        except DraftError:
            return page.base

    def _put_by(self) -> None:
        if self._page is not None and self._page.is_edited:
            self.keep()

    def _save(self) -> None:
        companion, page = self._companion, self._page
        if companion is None or page is None:
            return
        if not companion.state.is_signed or page.is_handed_out:
            self._conductor.attempt(
                lambda: companion.save_draft_in_hand(page.template.name, page.traced)
            )

    def _loaded(self, companion: Companion) -> Page:
        practice = self._conductor.practice
        if companion.state.is_signed:
            note = saved_note(self._record)
            if note is not None:
                return self._as_left(note.template, traced_of(note))
        in_hand = companion.traced_in_hand()
        if in_hand is None:
            template = practice.template(None)
            traced = drafted(template, self._record)
            return Page(traced, traced, template, is_edited=False)
        name, left = in_hand
        known = {template.name: template for template in self.templates()}
        if companion.state.is_signed or name not in known:
            return self._as_left(name, left)
        return self._page_of(known[name], left)

    def _as_left(self, name: str, left: Traced) -> Page:
        known = {template.name: template for template in self.templates()}
        return Page(left, left, known.get(name, Template(name, name, "")), is_edited=True)

    def _page_of(self, template: Template, left: Traced) -> Page:
        """Return the page as it was left; drafted anew where nobody edited it."""
        try:
            anew = drafted(template, self._record)
            if left.text != anew.text and not _was_as_drafted(left, template, self._record):
                return Page(left, left, template, True, written_since(self._record))
            return Page(anew, anew, template, is_edited=False)
        except DraftError:
            # The template broke since: what was written by it stays.
            return Page(left, left, template, is_edited=True)


def _was_as_drafted(left: Traced, template: Template, record: _Record) -> bool:
    """Say whether it is what the template made of the record when it was drafted, or last kept.

    Words that were left as they are, although the record changed, are the clinician's: edited.
    """
    kept = [n for n, entry in enumerate(record) if isinstance(entry.body, e.DraftSaved)]
    then = [n + 1 for n, entry in enumerate(record) if entry.seq == left.at_seq]
    cuts = {*then, *kept[-1:]} - {len(record)}
    made = (drafted(template, record[:cut]) for cut in cuts)
    return any(
        left.text == one.text and (left.at_seq is None or left.traces == one.traces) for one in made
    )
