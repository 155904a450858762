"""The clinician's own marks and snippets, kept in the vault; `changed` says that they are new."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from PySide6.QtCore import QObject, Signal

from kap_companion.session import marks as rules
from kap_companion.session import snippets as snippet_rules
from kap_companion.session.marks import MARKS, MarksError
from kap_companion.session.snippets import SnippetError
from kap_companion.vault.shelf import Shelf

_ROOM, _MARKS, _SNIPPETS = "own_words", "marks", "snippets"
_OF_CLIENTS = "marks_of_clients"


class OwnWords(QObject):
    """What was once kept in a log stays there in its words, whatever is chosen here later."""

    changed = Signal()

    def __init__(self, shelf: Shelf, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._marks: dict[str | None, tuple[str, ...] | None] = {}
        self._snippets: dict[str, str] | None = None

    # --- marks ----------------------------------------------------------------------------------

    def marks(self, client_id: str | None = None) -> tuple[str, ...]:
        """Return the marks for a client: their own set, else the one for all, else the usual."""
        own = self._kept_marks(client_id) if client_id is not None else None
        return own or self._kept_marks(None) or MARKS

    def has_own_marks(self, client_id: str) -> bool:
        """Whether a client has a set of their own."""
        return self._kept_marks(client_id) is not None

    def keep_marks(self, marks: Iterable[str], client_id: str, *, for_all: bool) -> None:
        """Keep a set for one client, or `for_all`: then that client has none of their own any more.

        Raises MarksError and VaultNotWritable.
        """
        told = rules.tidied(marks)
        if for_all:
            self._shelf.put(_ROOM, _MARKS, {"marks": list(told)})
            if self.has_own_marks(client_id):
                self._shelf.remove(_OF_CLIENTS, client_id)
        else:
            self._shelf.put(_OF_CLIENTS, client_id, {"marks": list(told)})
        self._marks.clear()
        self.changed.emit()

    # --- snippets -------------------------------------------------------------------------------

    @property
    def snippets(self) -> Mapping[str, str]:
        """Return the phrases by what is typed after the semicolon."""
        if self._snippets is None:
            self._snippets = _snippets(self._shelf.get(_ROOM, _SNIPPETS) or {})
        return self._snippets

    def keep_snippets(self, snippets: Mapping[str, str]) -> None:
        """Keep them in place of those there were. Raises SnippetError and VaultNotWritable."""
        told = snippet_rules.tidied(snippets)
        if told == self.snippets:
            return
        self._shelf.put(_ROOM, _SNIPPETS, told)
        self._snippets = told
        self.changed.emit()

    # --- how it is done -------------------------------------------------------------------------

    def _kept_marks(self, client_id: str | None) -> tuple[str, ...] | None:
        """Return a set as it is kept; what cannot be used is as if it were not there."""
        if client_id not in self._marks:
            where = (_ROOM, _MARKS) if client_id is None else (_OF_CLIENTS, client_id)
            self._marks[client_id] = _marks(self._shelf.get(*where) or {})
        return self._marks[client_id]


def _marks(kept: Mapping[str, Any]) -> tuple[str, ...] | None:
    marks = kept.get("marks")
    if not isinstance(marks, list) or not all(isinstance(one, str) for one in marks):
        return None
    try:
        return rules.tidied(marks)
    except MarksError:
        return None


def _snippets(kept: Mapping[str, Any]) -> dict[str, str]:
    if not all(isinstance(one, str) for one in kept.values()):
        return {}
    try:
        return snippet_rules.tidied(kept)
    except SnippetError:
        return {}
