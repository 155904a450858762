"""The small messages between the window's process and the engine, one JSON line each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Load:
    """Take this playlist and stand at this place.

    With `repeat_last` the last track begins again instead of ending, if it is long enough to
    bear it. `skip` are files known to be no good. A restarted engine is also told the loudness, the
    time of its audio clock (`at_s`), and not to announce the track again.
    """

    paths: Sequence[str]
    index: int
    position_s: float
    playing: bool
    volume: float | None = None
    lowered: bool | None = None
    faded: bool = False
    announce: bool = True
    repeat_last: bool = False
    skip: Sequence[str] = ()
    at_s: float | None = None
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Play:
    """Start or go on; after a fade to silence the music fades back."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop at this place."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class Next:
    """Go to the next track."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class Previous:
    """Go to the track before."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class Seek:
    """Go to a place in the present track."""

    position_s: float
    seq: int = 0


@dataclass(frozen=True, slots=True)
class SetVolume:
    """Set the volume as an amplitude, 0 to 1."""

    volume: float
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Lower:
    """Make the music quiet for talking, or bring it back."""

    lowered: bool
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Fade:
    """Fade to silence and stop there (`out`), or fade back from there."""

    out: bool
    seconds: float
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Advance:
    """Render this much audio at once and without sound (scripted output only)."""

    seconds: float
    seq: int = 0


@dataclass(frozen=True, slots=True)
class Quit:
    """Fall silent without a click, close the output and leave."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class Report:
    """How the engine stands after the command `seq`; `level_db` is None in silence."""

    seq: int
    playing: bool
    index: int
    position_s: float
    length_s: float | None
    volume: float
    lowered: bool
    faded: bool
    level_db: float | None
    output_problem: str | None
    at_s: float


@dataclass(frozen=True, slots=True)
class Reading:
    """A file is about to be opened: should the process die now, this file is the suspect."""

    path: str


@dataclass(frozen=True, slots=True)
class Started:
    """A track is heard; `again` where it is the last one, repeated."""

    index: int
    path: str
    position_s: float
    at_s: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A track cannot be played, or not to its end."""

    index: int
    path: str
    reason: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Ended:
    """The last track was heard to its end."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Lost:
    """No sound leaves."""

    reason: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Back:
    """Sound leaves again."""

    device: str
    at_s: float


Command: TypeAlias = (
    Load | Play | Pause | Next | Previous | Seek | SetVolume | Lower | Fade | Advance | Quit
)
Happening: TypeAlias = Started | Skipped | Ended | Lost | Back
Answer: TypeAlias = Report | Reading | Happening
Message: TypeAlias = Command | Answer

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Load, Play, Pause, Next, Previous, Seek, SetVolume, Lower, Fade, Advance, Quit),
        *(Report, Reading, Started, Skipped, Ended, Lost, Back),
    )
}


def to_line(message: Message) -> bytes:
    """The message as one line. Names of files that are not valid text survive it."""
    return json.dumps({"is": type(message).__name__, **asdict(message)}).encode("ascii") + b"\n"


def from_line(line: bytes) -> Message:
    """The message that `to_line` wrote."""
    fields = json.loads(line)
    message: Message = _KINDS[fields.pop("is")](**fields)
    return message
