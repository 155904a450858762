"""The draft in hand: what stands on the page, saved as it is typed, kept when it is left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject

from kap_companion.companion import Companion
from kap_companion.notes.draft import DraftError, Template, templates, write_draft
from kap_companion.ui.conductor import Conductor
from kap_companion.ui.panels.draft_words import is_as_drafted, written_since
from kap_companion.ui.resting import Resting


@dataclass(frozen=True, slots=True)
class Page:
    """What is to stand on the page: the text, its template, and how it came to be."""

    text: str
    template: Template
    is_edited: bool
    written_since: int = 0


class DraftInHand(QObject):
    """Loads the page, saves it within half a second of a key, keeps it on leaving."""

    def __init__(self, conductor: Conductor, parent: QObject | None = None) -> None:
        """Begin without a page."""
        super().__init__(parent)
        self._conductor = conductor
        # The session the page belongs to: on leaving, the conductor has let go of it already.
        self._companion: Companion | None = None
        self._page: Page | None = None
        self._resting = Resting(parent=self)
        self._resting.due.connect(self._save)

    @property
    def page(self) -> Page | None:
        """Return what stands on the page, None before there is one."""
        return self._page

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
        self._page = self._conductor.attempt(lambda: self._loaded(companion))
        return self._page

    def draft_anew(self, template: Template) -> Page | None:
        """Return a new draft by `template`; an edited one is kept in the log before it goes."""
        companion = self._conductor.companion
        if self._page is not None and self._page.is_edited:
            self.keep()
        record = self._conductor.practice.vault.journal.record(companion.session_id)
        text = self._conductor.attempt(lambda: write_draft(template, record))
        if text is None:
            return None
        self._page = Page(text, template, is_edited=False)
        self._resting.stir()
        return self._page

    def type(self, text: str) -> None:
        """Take what now stands on the page."""
        page = self._page
        if page is not None and text != page.text:
            self._page = Page(text, page.template, True, page.written_since)
            self._resting.stir()

    def keep(self) -> bool:
        """Keep the page in the log, if it is new there; True unless that was refused."""
        companion, page = self._companion, self._page
        if companion is None or page is None or companion.state.is_signed:
            return True
        self._resting.forget()
        kept: list[object] = []
        self._conductor.attempt(lambda: kept.append(companion.draft(page.template, page.text)))
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
        self._companion = self._page = None

    def _save(self) -> None:
        companion, page = self._companion, self._page
        if companion is not None and page is not None and not companion.state.is_signed:
            self._conductor.attempt(
                lambda: companion.save_draft_in_hand(page.template.name, page.text)
            )

    def _loaded(self, companion: Companion) -> Page:
        known = {template.name: template for template in self.templates()}
        in_hand = companion.draft_in_hand()
        record = self._conductor.practice.vault.journal.record(companion.session_id)
        if in_hand is None:
            template = next(iter(known.values()))
            return Page(write_draft(template, record), template, is_edited=False)
        name, text = in_hand
        if companion.state.is_signed or name not in known:
            return Page(text, known.get(name, Template(name, name, "")), is_edited=True)
        template = known[name]
        try:
            if not is_as_drafted(text, template, record):
                return Page(text, template, True, written_since(record))
            return Page(write_draft(template, record), template, is_edited=False)
        except DraftError:
            # The template broke since: what was written by it stays.
            return Page(text, template, is_edited=True)
