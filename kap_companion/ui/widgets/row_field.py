"""One line of words that can be edited in a row of the notes."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowField:
    """Its name, what stands in it, and whether it may stay empty; a long one keeps its lines."""

    key: str
    hint: str
    text: str
    is_needed: bool = True
    is_long: bool = False
