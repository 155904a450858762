"""Whose work the app stands on, and under which licence: the list that lies in its resources."""

from __future__ import annotations

import json
from dataclasses import dataclass

from kap_companion import resources

_FOLDER = "licences"


@dataclass(frozen=True, slots=True)
class Licensed:
    """A piece of the app that others made; `licence` is said as SPDX says it.

    `inside` is what it carries of still others, each with its licence in brackets.
    """

    name: str
    version: str
    licence: str
    inside: tuple[str, ...]
    texts: tuple[str, ...]

    def text(self) -> str:
        """Return the words of its licences, as they came with it; empty where none came."""
        return "\n\n".join(_words(name) for name in self.texts).strip()


def licensed() -> tuple[Licensed, ...]:
    """Return every piece, by name. Raises FileNotFoundError if the app is not whole."""
    told = json.loads(resources.text(f"{_FOLDER}/list.json"))
    lines = [
        Licensed(
            one["name"],
            one["version"],
            one["licence"],
            tuple(f"{part['name']} ({part['licence']})" for part in one["inside"]),
            tuple(one["texts"]),
        )
        for one in told
    ]
    return tuple(sorted(lines, key=lambda one: one.name.casefold()))


def _words(name: str) -> str:
    # Fonts and music keep their own texts beside them.
    inner = name.removeprefix("../")
    return resources.text(inner if inner != name else f"{_FOLDER}/{name}").strip()
