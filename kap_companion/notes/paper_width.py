"""How wide words are on paper, without a window: the widths of Inter Regular's plain letters."""

from __future__ import annotations

import unicodedata
from functools import cache

# In thousandths of the font's size, from U+0020 on; without kerning and contextual forms.
_PLAIN = (
    *(281, 278, 403, 631, 638, 812, 639, 222, 362, 362, 500, 659, 280, 460, 276, 357),
    *(625, 464, 605, 636, 642, 608, 624, 571, 616, 624, 276, 280, 659, 659, 659, 507),
    *(936, 676, 651, 727, 719, 598, 587, 743, 740, 264, 543, 652, 562, 889, 753, 761),
    *(635, 761, 639, 638, 642, 741, 676, 949, 642, 665, 625, 362, 357, 362, 469, 452),
    *(497, 564, 621, 558, 621, 582, 361, 609, 591, 237, 237, 544, 237, 869, 585, 597),
    *(609, 609, 372, 523, 364, 581, 557, 812, 540, 557, 541, 362, 327, 362, 659),
)
_OTHERS = {"₂": 420, "−": 659, "\u00a0": 281, "¿": 507, "¡": 300}
# No other letter of the page's fonts is wider than this: words may be taken for too wide, never
# for too narrow.
_WIDEST = 1150


@cache
def width(text: str) -> float:
    """Return how wide `text` is at most, in the font's size."""
    return sum(_of(one) for one in text) / 1000


def _of(letter: str) -> int:
    if letter in _OTHERS:
        return _OTHERS[letter]
    # An accent over a letter of this font takes no width of its own.
    base = unicodedata.normalize("NFD", letter)[0] if "\u00c0" <= letter <= "\u00ff" else letter
    at = ord(base) - 0x20
    return _PLAIN[at] if 0 <= at < len(_PLAIN) else _WIDEST
