"""Lost tracks found again: the clinician points once at the folder that was moved."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import takewhile
from pathlib import Path, PurePath
from unicodedata import normalize

from kap_companion.language import tr, tr_later
from kap_companion.music.playlist import Lost, Playlist, read_playlist
from kap_companion.music.tags import read_track
from kap_companion.music.track import Track

__all__ = ["relocate"]

SEVERAL = tr_later("several files of this name lie there")
_Parts = tuple[str, ...]


def relocate(
    playlist: Playlist,
    moved_folder: Path,
    *,
    on_progress: Callable[[int], object] | None = None,
    is_stopped: Callable[[], bool] | None = None,
    read: Callable[[Path], Track] = read_track,
) -> Playlist:
    """Return `playlist` with its lost tracks found under `moved_folder`, each at its own place.

    A file is known again by the longest end of its path ('Album/01.flac'), else by its name alone
    where only one file has it; capitals and the form of accents count only to choose between
    equals. Where that leaves several, the one that moved as most others did is taken; else it
    stays lost, as does what is not under the folder. Progress, stop and `read`: as for
    `read_playlist`, whose ImportStopped it raises too.
    """
    found = _find(playlist.lost, _Folder(moved_folder))
    tracks: list[Track] = []
    lost: list[Lost] = []
    at = known = 0
    for number, one in enumerate(playlist.lost):
        tracks += playlist.tracks[known : one.place]
        known = max(known, one.place)
        place = found.get(number)
        if isinstance(place, Path):
            before = len(tracks)
            report = None if on_progress is None else _counted(on_progress, at)
            again = read_playlist([place], on_progress=report, is_stopped=is_stopped, read=read)
            tracks += again.tracks
            at += len(again.tracks)
            for still in again.lost:
                told = replace(one, reason=still.reason) if still.name == str(place) else still
                lost.append(replace(told, place=before + still.place))
        else:
            lost.append(replace(one, reason=place or one.reason, place=len(tracks)))
    return Playlist((*tracks, *playlist.tracks[known:]), tuple(lost))


def _counted(on_progress: Callable[[int], object], before: int) -> Callable[[int], object]:
    return lambda count: on_progress(before + count)


def _find(all_lost: tuple[Lost, ...], folder: _Folder) -> dict[int, Path | str]:
    """Where each lost one, by its number, is now; or why it cannot be told."""
    found: dict[int, Path | str] = {}
    moves: Counter[tuple[_Parts, _Parts]] = Counter()
    for number, lost in enumerate(all_lost):
        if lost.wanted is None:
            continue
        candidates, length = folder.nearest(lost.wanted)
        if len(candidates) == 1:
            found[number] = candidates[0].path
            old = _backwards(lost.wanted)
            moves[old[length:], candidates[0].backwards[length:]] += 1
        elif candidates:
            found[number] = tr(SEVERAL)
    usual = [move for move, _ in moves.most_common(8)]
    for number, place in found.items():
        wanted = all_lost[number].wanted
        if isinstance(place, str) and wanted is not None:
            found[number] = folder.moved_as(wanted, usual) or tr(SEVERAL)
    return found


@dataclass(frozen=True, slots=True, order=True)
class _Known:
    """A file or folder by its folded parts, the last one first, so that like ends lie together."""

    backwards: _Parts
    path: Path


class _Folder:
    """All that lies under a folder, in an order in which the longest common end is found fast."""

    def __init__(self, folder: Path) -> None:
        self._root = Path(os.path.abspath(folder))  # noqa: PTH100 - keeps symlinks as named
        self._known = sorted(_Known(_backwards(path), path) for path in _all_under(self._root))
        self._keys = [known.backwards for known in self._known]

    def nearest(self, wanted: PurePath) -> tuple[list[_Known], int]:
        """Return those that share the longest end with `wanted`, and how many parts that is."""
        key = _backwards(wanted)
        at = bisect_left(self._keys, key)
        length = max(
            (_common(key, each) for each in self._keys[max(0, at - 1) : at + 1]), default=0
        )
        if length == 0:
            return [], 0
        first = bisect_left(self._keys, key[:length])
        alike = list(
            takewhile(
                lambda known: known.backwards[:length] == key[:length],
                # More than a few alike are not told apart by their capitals.
                self._known[first : first + 16],
            )
        )
        if len(alike) > 1:
            end = wanted.parts[-length:]
            exact = [known for known in alike if known.path.parts[-length:] == end]
            direct = [known for known in alike if len(known.path.parts) == self._depth(length)]
            alike = next((few for few in (exact, direct) if len(few) == 1), alike)
        return alike, length

    def moved_as(self, wanted: PurePath, moves: list[tuple[_Parts, _Parts]]) -> Path | None:
        """Return the file that `wanted` is where it moved as others did."""
        key = _backwards(wanted)
        for old, new in moves:
            length = len(key) - len(old)
            if length > 0 and key[length:] == old:
                guess = key[:length] + new
                at = bisect_left(self._keys, guess)
                if at < len(self._keys) and self._keys[at] == guess:
                    return self._known[at].path
        return None

    def _depth(self, length: int) -> int:
        """How many parts a path has whose last `length` lie right in this folder."""
        return len(self._root.parts) + length if length > 1 else -1


def _all_under(folder: Path) -> Iterator[Path]:
    yield folder
    for parent, inner, names in os.walk(folder):
        for name in (*inner, *names):
            yield Path(parent, name)


def _backwards(path: PurePath) -> _Parts:
    return tuple(normalize("NFC", part).casefold() for part in reversed(path.parts))


def _common(one: _Parts, other: _Parts) -> int:
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
