"""The keys of a place, read off its own actions: so a sheet of them can tell nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from kap_companion.ui.words import tr, tr_later

_TITLES = {
    "session": tr_later("Session"),
    "notes": tr_later("Notes"),
    "marks": tr_later("Marks"),
    "music": tr_later("Music"),
    "draft": tr_later("Draft"),
    "clients": tr_later("Clients"),
    "tabs": tr_later("Screens"),
    "room": tr_later("Window"),
    "rehearsal": tr_later("Rehearsal"),
    "leave": tr_later("Window"),
    "course": tr_later("Course"),
    "vault": tr_later("Vault"),
    "help": tr_later("Help"),
}
_REST = tr_later("Also")


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An act in words, and the keys that do it, the shown one first."""

    words: str
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Acts that belong together."""

    title: str
    rows: tuple[KeyRow, ...]


def acts_of(place: QWidget) -> list[QAction]:
    """Return what can be done at `place` now: its own acts, those shown inside it, the window's."""
    own = getattr(place, "acts", place.actions)()
    found = list(own)
    for inside in place.findChildren(QWidget):
        if inside.isVisibleTo(place):
            found += inside.actions()
    found += place.window().actions()
    return list(dict.fromkeys(found))


def key_groups(actions: Iterable[QAction]) -> tuple[KeyGroup, ...]:
    """Return the acts that have a key and can be done, in their groups as they come.

    What belongs to no group comes last.
    """
    groups: dict[str, dict[KeyRow, None]] = {}
    for action in actions:
        row = _row(action)
        if row is not None and action.isEnabled():
            group = str(action.property("group") or "")
            title = tr(_TITLES.get(group, _REST))
            groups.setdefault(title, {})[row] = None
    if rest := groups.pop(tr(_REST), None):
        groups[tr(_REST)] = rest
    return tuple(KeyGroup(title, tuple(rows)) for title, rows in groups.items())


def matching(groups: Sequence[KeyGroup], typed: str) -> tuple[KeyGroup, ...]:
    """Return what holds every typed word in an act's words, its keys or its group's title."""
    words = typed.casefold().split()
    found = []
    for group in groups:
        rows = tuple(
            row
            for row in group.rows
            if all(word in f"{group.title} {row.words} {_said(row)}".casefold() for word in words)
        )
        if rows:
            found.append(KeyGroup(group.title, rows))
    return tuple(found)


def _row(action: QAction) -> KeyRow | None:
    words, _, shown = action.text().partition("\t")
    native = QKeySequence.SequenceFormat.NativeText
    keys = (key.toString(native) for key in action.shortcuts() if not _is_media(key))
    # Where a key is shown, an action could not hold all that has to be pressed.
    told = (shown,) if shown else tuple(dict.fromkeys(key for key in keys if key))
    return KeyRow(words.replace("&&", "&"), told) if words and told else None


def _is_media(keys: QKeySequence) -> bool:
    """Whether it is a key of a keyboard's music row, which bears its own sign."""
    return "Media" in keys.toString(QKeySequence.SequenceFormat.PortableText)


def _said(row: KeyRow) -> str:
    return " ".join(row.keys)
