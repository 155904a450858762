"""A row of what happened that grows at its end: a longer one shares what the shorter one holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Generic, TypeVar, overload

T = TypeVar("T")


class Trail(Sequence[T], Generic[T]):
    """What happened so far, the first first; it never changes.

    A fold keeps one for each step of a session. One more step is one more link, however long the
    row: also for Python's search for garbage, which would look through a vector from end to end,
    and through each of those that the steps keep.
    """

    __slots__ = ("_before", "_count", "_first", "_last")

    _before: Trail[T] | None
    _first: T
    _last: T

    def __init__(self) -> None:
        """Make an empty one."""
        self._before = None
        self._count = 0

    def append(self, one: T) -> Trail[T]:
        """Return the row with one more at its end."""
        longer: Trail[T] = Trail()
        longer._before = self
        longer._first = self._first if self._count else one
        longer._last = one
        longer._count = self._count + 1
        return longer

    def __len__(self) -> int:
        return self._count

    def __bool__(self) -> bool:
        return self._count > 0

    def __iter__(self) -> Iterator[T]:
        return reversed(list(reversed(self)))

    def __reversed__(self) -> Iterator[T]:
        at = self
        while at._before is not None:
            yield at._last
            at = at._before

    @overload
    def __getitem__(self, place: int) -> T: ...

    @overload
    def __getitem__(self, place: slice) -> tuple[T, ...]: ...

    def __getitem__(self, place: int | slice) -> T | tuple[T, ...]:
        if isinstance(place, slice):
            return tuple(self)[place]
        if self._count and place == -1:
            return self._last
        if self._count and place == 0:
            return self._first
        return tuple(self)[place]

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Trail):
            return NotImplemented
        return len(self) == len(other) and all(map(_same, self, other))

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return f"Trail({list(self)!r})"


def _same(one: object, other: object) -> bool:
    return one == other
