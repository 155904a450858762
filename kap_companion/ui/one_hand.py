"""Digit keys that stand for function keys, so that one hand alone reaches every act.

Alt+1 to Alt+0 are F1 to F10, Alt+- and Alt+= are F11 and F12: the row below, finger for finger.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from PySide6.QtGui import QKeySequence

STANDS_FOR: Mapping[str, str] = MappingProxyType(
    {f"F{n}": f"Alt+{digit}" for n, digit in enumerate("1234567890-=", start=1)}
)
"""For each function key the keys that do the same."""


def with_digits(keys: Iterable[QKeySequence]) -> list[QKeySequence]:
    """Return `keys`, the shown one first, and at the end what stands for each function key."""
    given = list(keys)
    told = [STANDS_FOR.get(key.toString(QKeySequence.SequenceFormat.PortableText)) for key in given]
    return given + [QKeySequence(digit) for digit in told if digit is not None]
