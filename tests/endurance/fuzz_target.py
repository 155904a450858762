"""What is given inputs: how they are made, what takes them, and which errors may come out."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

Take = Callable[[bytes], object]
Mutate = Callable[[Sequence[bytes], random.Random], bytes]


@dataclass(frozen=True, slots=True)
class Target:
    """`share` is how many of a thousand inputs it gets.

    `begin` is called once with a folder of its own and returns the seeds and what takes an input.
    `may_raise` are the errors that its docstring names; all else is a fault.
    """

    name: str
    share: int
    begin: Callable[[Path], tuple[Sequence[bytes], Take]]
    mutate: Mutate
    may_raise: tuple[type[BaseException], ...] = ()


def text_of(data: bytes) -> str:
    """Return an input as text whatever its bytes are; lone surrogates stay what they are."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "surrogateescape")
