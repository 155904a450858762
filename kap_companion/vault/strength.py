"""Tells how hard a passphrase is to guess: a rough estimate that says so, not a promise."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from kap_companion.language import tr

_WORD_BITS = 12.0  # one of about 4,000 words that people think of
_LETTER_BITS = 4.7
_DIGIT_BITS = 3.3
_OTHER_BITS = 4.0
_LONG_WORD = 9
_FAIR_BITS, _GOOD_BITS, _STRONG_BITS = 30, 44, 60
_GUESSED_FIRST = re.compile(
    r"passw(or)?[dt]|passphrase|letmein|welcome|admin|login|qwert[yz]|asdf|zxcv|iloveyou|monkey"
    r"|dragon|sunshine|princess|football|baseball|master|secret|changeme|therap(y|ist)"
    r"|psychotherapy|ketamine|kap|session|client|clinic|companion"
    r"|contrase[ñn]a|clave|secret[oa]|bienvenid[oa]|teamo|tequiero|hola|princesa|f[uú]tbol"
    r"|psicoterapia|terapia|terapeuta|ketamina|sesi[oó]n|cliente|cl[ií]nica|b[oó]veda"
)


class Level(StrEnum):
    """How long a passphrase would hold against somebody who has the laptop."""

    EMPTY = "empty"
    WEAK = "weak"
    FAIR = "fair"
    GOOD = "good"
    STRONG = "strong"


@dataclass(frozen=True, slots=True)
class Strength:
    """A level, and the words to show beside it."""

    level: Level
    words: str


def passphrase_strength(text: str) -> Strength:
    """Return an estimate of the strength of `text`, with what would make it better."""
    if not text:
        return Strength(Level.EMPTY, tr("Four or more unrelated words are easy to keep in mind."))
    bits = _bits(text)
    if bits < _FAIR_BITS:
        return Strength(Level.WEAK, tr("Weak: soon guessed. Use four or more unrelated words."))
    if bits < _GOOD_BITS:
        return Strength(Level.FAIR, tr("Fair: one or two more unrelated words would make it good."))
    if bits < _STRONG_BITS:
        return Strength(
            Level.GOOD, tr("Good, if it is not a saying, a song or somebody's details.")
        )
    return Strength(
        Level.STRONG, tr("Strong, if it is not a saying, a song or somebody's details.")
    )


def _bits(text: str) -> float:
    parts = re.findall(r"[^\W\d_]+|\d+|[\W_]", text.casefold())
    words: set[str] = set()
    bits = 0.0
    for part in parts:
        if part in words:
            bits += 1  # said twice
        elif part.isspace() or part in "-_.":
            bits += 0.2  # what stands between words is no secret
        else:
            bits += _bits_of(part)
        if not part.isspace():
            words.add(part)
    return bits


def _bits_of(part: str) -> float:
    if _GUESSED_FIRST.fullmatch(part) or _is_run(part):
        return 3.0
    if part.isdigit():
        is_year = re.fullmatch(r"(19|20)\d\d", part) is not None
        return 6.0 if is_year else _DIGIT_BITS * len(part)
    if part.isalpha():
        # Letters in a row are taken for a word; where there are many, for several.
        if len(part) > 2 >= len(set(part)):
            return 3.0
        further = max(0, len(part) - _LONG_WORD)
        return min(_LETTER_BITS * len(part), _WORD_BITS + 1.5 * further)
    return _OTHER_BITS


def _is_run(part: str) -> bool:
    steps = {ord(after) - ord(before) for before, after in pairwise(part)}
    return len(part) > 2 and len(steps) == 1 and steps <= {-1, 0, 1}
