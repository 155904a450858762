"""Counts letters as Qt does: an emoji beyond the first 65,536 characters counts as two."""

from __future__ import annotations


def units(text: str) -> int:
    """Return how long `text` is for Qt."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2


def letters(text: str, at: int) -> int:
    """Return how many letters of `text` lie before the place that Qt calls `at`."""
    if text.isascii():
        return at
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * at].decode("utf-16-le", "ignore"))
