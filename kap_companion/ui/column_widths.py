"""How wide the columns of a screen are: the sides grow with the text, or lie below each other."""

from __future__ import annotations

from dataclasses import dataclass

from kap_companion.ui import theme

WIDE_FROM = 1200
_LEAST_MIDDLE = 440
_MOST_SIDE = 0.45
# So much narrower than its words ask for, a side is still easy to read.
_GIVES = 0.86


@dataclass(frozen=True, slots=True)
class Widths:
    """Px of the left and the right column; where `folded`, both are in one column at the left."""

    left: int
    right: int
    folded: bool


def column_widths(width: int, wide: tuple[int, int], narrow: tuple[int, int]) -> Widths:
    """Return what a screen of `width` px gives its sides, by their widths at 100 % text."""
    look = theme.look()
    left, right = wide if width >= WIDE_FROM else narrow
    wanted = (left + right) * max(1.0, look.text_size)
    room = max(float(left + right), width - _LEAST_MIDDLE)
    if wanted * _GIVES > room:
        side = min(look.px(max(left, right)), round(width * _MOST_SIDE))
        return Widths(side, side, folded=True)
    share = min(wanted, room) / (left + right)
    return Widths(round(left * share), round(right * share), folded=False)


def side_width(width: int, at_100: int) -> int:
    """Return the px of the one side column of a screen of `width` px."""
    return max(at_100, min(theme.look().px(at_100), round(width * _MOST_SIDE)))
