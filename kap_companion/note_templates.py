"""The note templates: the app's own and the clinician's, and which one a new draft begins with.

The clinician's lie on the vault's shelf: they may hold a practice's own words. Files in the folder
of templates are read too, so that one can be tried from outside.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from kap_companion.language import tr
from kap_companion.note_language import NoteLanguage
from kap_companion.notes.draft import (
    DEFAULT_TEMPLATE,
    HANDED_OUT,
    DraftError,
    Template,
    is_built_in,
    templates,
)
from kap_companion.vault.shelf import Shelf

_ROOM, _CHOICE, _DEFAULT = "templates", "template_choice", "default"
_LONGEST_NAME = 40
LONGEST_TITLE = 24
"""Letters a title may have, so that it has room where the templates are chosen."""


class NoteTemplates:
    """Reads the shelf each time it is asked; a template that was taken away leaves the usual."""

    def __init__(self, shelf: Shelf, folder: Path | None = None) -> None:
        """`folder` holds templates as files, which only other programs write."""
        self._shelf = shelf
        self._folder = folder
        self.language = NoteLanguage(shelf)

    def all(self) -> tuple[Template, ...]:
        """Return the built-in templates and the clinician's own.

        Raises DraftError where a file of theirs cannot be read.
        """
        code = self.language.chosen or ""
        return tuple(replace(one, language=code) for one in templates(self._folder, self.own()))

    def own(self) -> tuple[Template, ...]:
        """Return the templates that were written here."""
        return tuple(
            Template(name, str(kept.get("title") or name), str(kept.get("source", "")))
            for name, kept in self._shelf.all(_ROOM).items()
        )

    @property
    def default(self) -> Template:
        """What a new draft begins with. Raises DraftError as `all`."""
        chosen = (self._shelf.get(_CHOICE, _DEFAULT) or {}).get("name")
        known = {one.name: one for one in self.all()}
        return known.get(str(chosen)) or known[DEFAULT_TEMPLATE]

    def choose_default(self, name: str) -> None:
        """Begin new drafts with another template. Raises DraftError and VaultNotWritable."""
        if name in HANDED_OUT:
            raise DraftError(tr("A letter or a summary is no note: choose a note's template."))
        if name not in {one.name for one in self.all()}:
            raise DraftError(tr("There is no such template any more: choose another."))
        self._shelf.put(_CHOICE, _DEFAULT, {"name": name})

    def keep(self, name: str | None, title: str, source: str) -> Template:
        """Keep a template of the clinician's, a new one where `name` is None.

        A broken one is kept too, so that work on it can go on; it says what is wrong when it is
        used. Raises DraftError where the title cannot be, and VaultNotWritable.
        """
        told = " ".join(title.split())
        if not told:
            raise DraftError(tr("The template needs a title."))
        if len(told) > LONGEST_TITLE:
            raise DraftError(
                tr(
                    "The title is too long: {count} letters have room.",
                    count=LONGEST_TITLE,
                )
            )
        others = [one for one in self.all() if one.name != name]
        if any(one.title.casefold() == told.casefold() for one in others):
            raise DraftError(
                tr("There is a template “{title}” already: give it another title.", title=told)
            )
        key = name or _new_name(told, (one.name for one in others))
        self._shelf.put(_ROOM, key, {"title": told, "source": source})
        return Template(key, told, source)

    def remove(self, name: str) -> None:
        """Take away a template of the clinician's; notes drafted by it stay. VaultNotWritable."""
        self._shelf.remove(_ROOM, name)


def _new_name(title: str, taken: Iterable[str]) -> str:
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    base = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME] or "template"
    used, n, name = {*taken}, 2, base
    while name in used or is_built_in(name):
        name, n = f"{base}-{n}", n + 1
    return name
