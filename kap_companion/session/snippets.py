"""Snippets: ';br' and a space become the clinician's own phrase."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kap_companion.language import tr

SIGN = ";"
LONGEST_SHORT = 16
LONGEST_PHRASE = 500
_LAST_WORD = re.compile(
    rf"(?:\A|(?<=[\s(\"\u201c\u00ab])){SIGN}([^\s{SIGN}]{{1,{LONGEST_SHORT}}})\Z"
)
_SHORT = re.compile(rf"[^\s{SIGN}]{{1,{LONGEST_SHORT}}}")


class SnippetError(ValueError):
    """A snippet that cannot be; the message says why, fit for the clinician."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """That the last `typed` characters before the cursor become `phrase`."""

    typed: int
    phrase: str


def expansion(before: str, snippets: Mapping[str, str]) -> Expansion | None:
    """Return what the word right before the cursor becomes, None where it stays as it is."""
    if SIGN not in before[-LONGEST_SHORT - 1 :]:
        return None
    found = _LAST_WORD.search(before)
    phrase = snippets.get(found[1].casefold()) if found is not None else None
    return Expansion(len(found[0]), phrase) if found is not None and phrase else None


def tidied(snippets: Mapping[str, str]) -> dict[str, str]:
    """Return the snippets as they are kept, each by what is typed after the semicolon.

    Raises SnippetError.
    """
    told: dict[str, str] = {}
    for short, phrase in snippets.items():
        key = short.strip().removeprefix(SIGN).casefold()
        words = phrase.strip()
        if not key and not words:
            continue
        if not _SHORT.fullmatch(key):
            raise SnippetError(
                tr(
                    "After the semicolon come 1 to {most} letters or digits, without a space.",
                    most=LONGEST_SHORT,
                )
            )
        if not words:
            raise SnippetError(tr("{sign}{key} has no phrase yet.", sign=SIGN, key=key))
        if len(words) > LONGEST_PHRASE:
            raise SnippetError(
                tr(
                    "The phrase of {sign}{key} is longer than {most} letters.",
                    sign=SIGN,
                    key=key,
                    most=LONGEST_PHRASE,
                )
            )
        if key in told:
            raise SnippetError(tr("{sign}{key} is there twice.", sign=SIGN, key=key))
        told[key] = words
    return told
