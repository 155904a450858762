"""Checklists: what is asked before, during and after a session, from an editable resource."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kap_companion.language import tr

# Asked before the client leaves, not before a dose.
READINESS = "readiness"


@dataclass(frozen=True, slots=True)
class Checklist:
    """A list of questions; `name` is its key in the log, `title` what the screen calls it."""

    name: str
    title: str
    items: tuple[str, ...]

    @property
    def is_before_dose(self) -> bool:
        """Whether it is asked before a dose."""
        return self.name != READINESS


class ChecklistError(ValueError):
    """The text of checklists cannot be used; the message says why."""


def parse_checklists(text: str) -> tuple[Checklist, ...]:
    """Return the checklists written in `text` (JSON as in resources/checklists/lozenge.json).

    Raises ChecklistError where it is not of that form.
    """
    try:
        told = json.loads(text)
        lists = tuple(
            Checklist(str(one["name"]), str(one["title"]), tuple(str(i) for i in one["items"]))
            for one in told["checklists"]
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as trouble:
        raise ChecklistError(
            tr("The checklists cannot be read: {trouble}.", trouble=trouble)
        ) from trouble
    if any(not one.items for one in lists):
        raise ChecklistError(tr("The checklists cannot be read: a list without items."))
    return lists
