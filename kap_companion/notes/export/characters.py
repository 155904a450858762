"""Makes text fit for what a file format can hold, and says what could not be kept or shown."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from kap_companion.language import tr

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# What XML 1.0 cannot hold, and what no page can show: control characters, lone surrogates, and the
# two non-characters of the first plane.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
_MOST_NAMED = 20


def fit(text: str) -> str:
    """Return `text` with one kind of line end, and what no page can hold as U+FFFD."""
    return _FORBIDDEN.sub(REPLACEMENT, _LINE_ENDS.sub("\n", text))


def forbidden(text: str) -> set[str]:
    """Return the characters that `fit` replaces."""
    return set(_FORBIDDEN.findall(text))


def named(character: str) -> str:
    """Return a character by code point and name: 'U+1F60C RELIEVED FACE'."""
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()


def warning(told: str, characters: Iterable[str]) -> tuple[str, ...]:
    """Return one sentence that ends with the names of `characters`; nothing if there are none."""
    names = [named(character) for character in sorted(characters)]
    if not names:
        return ()
    more = (
        tr(" and {count} more", count=len(names) - _MOST_NAMED) if len(names) > _MOST_NAMED else ""
    )
    return (f"{told}: {', '.join(names[:_MOST_NAMED])}{more}.",)


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction runs from right to left."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False
