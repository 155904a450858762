"""Tries a music file before it is needed: does it open, does it begin, does it reach its end."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from kap_companion.language import tr
from kap_companion.music.measuring.messages import Probed
from kap_companion.music.measuring.reading import MusicFile, UnreadableError

PROBED_S = 5.0
_FORGIVEN_S = 1.0
_LONGEST_S = 24 * 3600.0
_FEWEST_BYTES_PER_S = 500  # 4 kbit/s: no music is kept in less


def probe(path: Path, on_progress: Callable[[], None]) -> Probed:
    """Open the file and decode its first and last five seconds."""
    try:
        with MusicFile(path, on_progress) as file:
            return _probed(path, file)
    except UnreadableError as error:
        return Probed(path, str(error))


def _probed(path: Path, file: MusicFile) -> Probed:
    heard_s, reached_s = _decode(file, PROBED_S)
    if not heard_s:
        return Probed(path, tr("the file is damaged or protected, or is not music"))
    claimed_s = _claimed_s(file)
    begins_until_s = min(PROBED_S, claimed_s or PROBED_S)
    if reached_s >= begins_until_s - _FORGIVEN_S and heard_s < begins_until_s - _FORGIVEN_S:
        return Probed(path, tr("its beginning is damaged"))
    if file.lacks_its_end:
        at_s = file.packets_end_s()
        return Probed(
            path, tr("it breaks off after {minutes}", minutes=_minutes(at_s)), round(at_s, 3)
        )
    if claimed_s is None or claimed_s <= PROBED_S:
        if claimed_s is not None and reached_s < claimed_s - _FORGIVEN_S:
            return _stops(path, reached_s, claimed_s)
        return Probed(path, None)
    return _end_probed(path, file, claimed_s)


def _end_probed(path: Path, file: MusicFile, claimed_s: float) -> Probed:
    heard_s = reached_s = 0.0
    if file.seek(claimed_s - PROBED_S):
        heard_s, reached_s = _decode(file, None, claimed_s - PROBED_S)
    if not file.has_exact_places or reached_s < claimed_s - _FORGIVEN_S:
        # What is found by seeking is a guess there: go through the file without decoding it.
        reached_s = file.packets_end_s()
    if reached_s < claimed_s - _FORGIVEN_S:
        return _stops(path, reached_s, claimed_s)
    if heard_s < min(PROBED_S, claimed_s) - 2 * _FORGIVEN_S:
        return Probed(path, tr("its end is damaged"))
    return Probed(path, None)


def _decode(file: MusicFile, seconds: float | None, from_s: float = 0.0) -> tuple[float, float]:
    """How many seconds of sound came, and where in the file they ended."""
    heard_s = 0.0
    reached_s = from_s
    for frame in file.frames():
        length_s = frame.samples / frame.sample_rate
        begins_s = file.place_s(frame)
        heard_s += length_s
        reached_s = (reached_s if begins_s is None else begins_s) + length_s
        if seconds is not None and max(heard_s, reached_s) >= seconds:
            break
    return heard_s, reached_s


def _claimed_s(file: MusicFile) -> float | None:
    """How long the file says it is, if that can be: some headers claim any length at all."""
    claimed_s = file.claimed_s
    if claimed_s is None or not 0 < claimed_s < _LONGEST_S:
        return None
    return claimed_s if file.size / claimed_s >= _FEWEST_BYTES_PER_S else None


def _stops(path: Path, at_s: float, claimed_s: float) -> Probed:
    problem = tr(
        "it stops after {minutes} of {claimed}",
        minutes=_minutes(at_s),
        claimed=_minutes(claimed_s),
    )
    return Probed(path, problem, round(at_s, 3))


def _minutes(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole // 60}:{whole % 60:02d}"
