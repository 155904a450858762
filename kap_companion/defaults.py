"""The clinical defaults of this practice: the app's own, and what the clinician chose instead.

What was changed lies on the vault's shelf, so in the vault and encrypted. It holds for sessions
that are opened from then on: an open one has a copy of what it rests on in its own log.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from kap_companion import resources
from kap_companion.session.checklists import Checklist, parse_checklists
from kap_companion.session.defaults import DefaultError, values_of, with_items, with_values
from kap_companion.session.entries import DefaultChanged
from kap_companion.session.phases import Protocol, parse_sources
from kap_companion.vault.shelf import Shelf

_ROOM, _FIGURES, _CHECKLISTS = "defaults", "figures", "checklists"
_PLAN, _LISTS = "phases/lozenge.json", "checklists/lozenge.json"


class Defaults:
    """Reads the shelf when first asked; what there cannot be used is as if it were not there."""

    def __init__(
        self,
        shelf: Shelf,
        protocol: Protocol,
        tell: Callable[[DefaultChanged], object] = lambda _changed: None,
    ) -> None:
        """`protocol` is the app's own, which stands wherever nothing else was chosen.

        `tell` writes a change to the vault's own log.
        """
        self._tell = tell
        self._shelf = shelf
        self._built_in = protocol

    # --- figures and questions ------------------------------------------------------------------

    @property
    def protocol(self) -> Protocol:
        """Return phases, cues and planned length for the sessions to come."""
        return with_values(self._built_in, self._own_values)

    def value(self, key: str) -> int:
        """Return a figure in minutes, or a question as 1 or 0."""
        return values_of(self.protocol)[key]

    def usual(self, key: str) -> int:
        """Return what it is where nothing was chosen."""
        return values_of(self._built_in)[key]

    def choose(self, key: str, value: int) -> None:
        """Keep another value. Raises DefaultError where it cannot be so, and VaultNotWritable."""
        was = self.value(key)
        own = {one: v for one, v in self._own_values.items() if one != key}
        if value != self.usual(key):
            own[key] = value
        with_values(self._built_in, own | {key: value})
        self._shelf.put(_ROOM, _FIGURES, own)
        self._own_values = own
        if value != was:
            self._tell(DefaultChanged(f"{_FIGURES}.{key}", str(was), str(value)))

    @cached_property
    def _own_values(self) -> Mapping[str, int]:
        kept = self._shelf.get(_ROOM, _FIGURES) or {}
        if any(type(value) is not int for value in kept.values()):
            return {}
        try:
            with_values(self._built_in, kept)
        except DefaultError:
            return {}
        return kept

    # --- checklists -----------------------------------------------------------------------------

    @property
    def checklists(self) -> tuple[Checklist, ...]:
        """Return the checklists for the sessions to come."""
        return self._with_own(self._own_items)

    @cached_property
    def usual_checklists(self) -> tuple[Checklist, ...]:
        """The app's own checklists."""
        return parse_checklists(resources.text(_LISTS))

    def choose_items(self, name: str, items: tuple[str, ...]) -> None:
        """Keep other items in a checklist. Raises DefaultError and VaultNotWritable."""
        with_items(self.checklists, name, items)
        was = next((one.items for one in self.checklists if one.name == name), ())
        own = {one: kept for one, kept in self._own_items.items() if one != name}
        if all((one.name, one.items) != (name, items) for one in self.usual_checklists):
            own[name] = items
        self._shelf.put(_ROOM, _CHECKLISTS, own)
        self._own_items = own
        if items != was:
            told = (f"{_CHECKLISTS}.{name}", "\n".join(was), "\n".join(items))
            self._tell(DefaultChanged(*told))

    @cached_property
    def _own_items(self) -> Mapping[str, tuple[str, ...]]:
        kept = self._shelf.get(_ROOM, _CHECKLISTS) or {}
        try:
            own = {name: _items(items) for name, items in kept.items()}
            self._with_own(own)
        except (DefaultError, TypeError):
            return {}
        return own

    def _with_own(self, own: Mapping[str, tuple[str, ...]]) -> tuple[Checklist, ...]:
        lists = tuple(
            replace(one, items=own.get(one.name, one.items)) for one in self.usual_checklists
        )
        for name, items in own.items():
            with_items(lists, name, items)
        return lists

    # --- where they come from -------------------------------------------------------------------

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """One sentence for each default, by its key or its checklist's name: its source.

        Where it has none, the sentence says that it is a preference.
        """
        return {
            **parse_sources(resources.text(_PLAN)),
            **parse_sources(resources.text(_LISTS)),
        }


def _items(kept: Any) -> tuple[str, ...]:
    if not isinstance(kept, list) or not all(isinstance(item, str) for item in kept):
        raise TypeError("no list of items")
    return tuple(kept)
