"""Says in words how well a new passphrase would hold. A rough guide, and on the low side."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from enum import Enum

from kap_companion.ui.words import tr

SHORTEST = 12

_BITS_A_WORD = 11  # one of 2,048 common words
_FAIR_BITS = 42
_STRONG_BITS = 55
_ROWS = ("abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm")
_EVERYBODYS = re.compile(
    r"passwor[dt]|passphrase|letmein|welcome|iloveyou|ketamine|therapy|therapist|companion|admin"
    r"|contrase[ñn]a|bienvenid[oa]|teamo|tequiero|ketamina|psicoterapia|terapia|terapeuta",
    re.IGNORECASE,
)


class Strength(Enum):
    """How well a passphrase holds; below FAIR none is taken."""

    TOO_SHORT = "too short"
    WEAK = "weak"
    FAIR = "fair"
    STRONG = "strong"

    @property
    def is_enough(self) -> bool:
        """Whether a vault may be made with it."""
        return self in (Strength.FAIR, Strength.STRONG)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A strength, and the sentence that goes with it."""

    strength: Strength
    words: str


def judge(passphrase: str) -> Verdict:
    """Return how well `passphrase` would hold, with what would make it better."""
    if len(passphrase) < SHORTEST:
        return Verdict(
            Strength.TOO_SHORT,
            tr(
                "At least {shortest} characters; four or more unrelated words are easy to keep.",
                shortest=SHORTEST,
            ),
        )
    bits = _bits(passphrase)
    if bits < _FAIR_BITS:
        return Verdict(
            Strength.WEAK, tr("Weak: add words that have nothing to do with each other.")
        )
    if bits < _STRONG_BITS:
        return Verdict(Strength.FAIR, tr("Fair. One more word would make it strong."))
    return Verdict(Strength.STRONG, tr("Strong."))


def _bits(passphrase: str) -> float:
    """Return the least that it takes to guess: letter by letter, or word by word."""
    plain = _EVERYBODYS.sub("p", passphrase)
    words = re.findall(r"[^\W\d_]+", plain)
    others = re.sub(r"[^\W\d_]|\s", "", plain)
    by_word = len({word.casefold() for word in words}) * _BITS_A_WORD + 3.3 * len(_unlike(others))
    return (
        min(len(_unlike(plain)) * math.log2(_alphabet(plain)), by_word)
        if words
        else (len(_unlike(plain)) * math.log2(_alphabet(plain)))
    )


def _unlike(text: str) -> str:
    """Leave out what only repeats or follows the letter before it: aaaa, 1234, qwerty."""
    kept = ""
    for n, letter in enumerate(text):
        pair = text[n - 1 : n + 1].casefold() if n else ""
        if pair and (pair[0] == pair[1] or any(pair in row or pair[::-1] in row for row in _ROWS)):
            continue
        kept += letter
    return kept


def _alphabet(text: str) -> int:
    size = 2
    for pattern, letters in ((r"[a-z]", 26), (r"[A-Z]", 26), (r"\d", 10), (r"[^a-zA-Z\d]", 30)):
        if re.search(pattern, text):
            size += letters
    return size
