"""In which language notes, records and letters are written: the window's, or one of their own."""

from __future__ import annotations

from kap_companion.language import LANGUAGES, Spoken, language, spoken
from kap_companion.vault.shelf import Shelf

_ROOM, _CHOSEN = "note_language", "chosen"


class NoteLanguage:
    """Lies on the vault's shelf: whoever opens the vault writes in the practice's language."""

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf

    @property
    def chosen(self) -> str | None:
        """The code that was chosen, None where documents speak as the app does."""
        code = (self._shelf.get(_ROOM, _CHOSEN) or {}).get("code")
        return code if code in LANGUAGES else None

    @property
    def spoken(self) -> Spoken:
        """The language of a document that is written now."""
        return language(self.chosen) if self.chosen else spoken()

    def choose(self, code: str | None) -> None:
        """Write documents in another language from now on. Raises VaultNotWritable."""
        if code is not None and code not in LANGUAGES:
            raise ValueError(code)
        self._shelf.put(_ROOM, _CHOSEN, {"code": code})
