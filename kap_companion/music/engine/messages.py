"""The small messages between the window's process and the engine, one JSON line each."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Any, TypeAlias


@dataclass(frozen=True, slots=True)
class Item:
    """A track on the engine's list. `id` is its own: the same file twice is two items.

    `joint` says how it follows the one before it: "crossfade", "gapless" or "silence".
    """

    id: int
    path: str
    gain_db: float = 0.0
    joint: str = "crossfade"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Numbered:
    """A command's number, by which a report says that it was done; 0: it is told again."""

    seq: int = 0


@dataclass(frozen=True, slots=True)
class Load(_Numbered):
    """Take this list and stand at this place.

    With `repeat_last` the music does not end: where nothing follows, the last track that gave
    sound begins again. `skip` are files known to be no good. A restarted engine is also told the
    loudness, the time of its audio clock (`at_s`), and not to announce the track again.
    """

    items: Sequence[Item]
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


@dataclass(frozen=True, slots=True)
class Queue(_Numbered):
    """Let these follow the track that plays, instead of whatever followed it."""

    items: Sequence[Item]


@dataclass(frozen=True, slots=True)
class Play(_Numbered):
    """Start or go on; after a fade to silence the music fades back."""


@dataclass(frozen=True, slots=True)
class Pause(_Numbered):
    """Stop at this place."""


@dataclass(frozen=True, slots=True)
class Next(_Numbered):
    """Go to the next track; by a crossfade of `over_s` where it is given."""

    over_s: float | None = None


@dataclass(frozen=True, slots=True)
class Previous(_Numbered):
    """Go to the track before."""


@dataclass(frozen=True, slots=True)
class Seek(_Numbered):
    """Go to a place in the present track."""

    position_s: float


@dataclass(frozen=True, slots=True)
class SetVolume(_Numbered):
    """Set the volume as an amplitude, 0 to 1."""

    volume: float


@dataclass(frozen=True, slots=True)
class SetCeiling(_Numbered):
    """Let the volume, whatever it is set to, never be heard above this amplitude."""

    gain: float


@dataclass(frozen=True, slots=True)
class SetCrossfade(_Numbered):
    """How long tracks overlap, 0 to 20 seconds; with 0 they join to the sample."""

    seconds: float


@dataclass(frozen=True, slots=True)
class SetGain(_Numbered):
    """Give an item another gain, within `over_s` where it is playing."""

    id: int
    gain_db: float
    over_s: float


@dataclass(frozen=True, slots=True)
class SetOutput(_Numbered):
    """Play through the output of this name; None: the system's own choice."""

    name: str | None


@dataclass(frozen=True, slots=True)
class Pace(_Numbered):
    """Whether silence is rendered while the music rests, so that the audio clock runs on."""

    silence: bool


@dataclass(frozen=True, slots=True)
class Lower(_Numbered):
    """Make the music quiet for talking, or bring it back."""

    lowered: bool


@dataclass(frozen=True, slots=True)
class Fade(_Numbered):
    """Fade to silence and stop there (`out`), or fade back from there."""

    out: bool
    seconds: float


@dataclass(frozen=True, slots=True)
class Advance(_Numbered):
    """Render this much audio at once and without sound (scripted output only)."""

    seconds: float


@dataclass(frozen=True, slots=True)
class At(_Numbered):
    """Do `command` at this moment of the audio clock, exactly."""

    at_s: float
    command: Command


@dataclass(frozen=True, slots=True)
class Quit(_Numbered):
    """Fall silent without a click, close the output and leave."""


@dataclass(frozen=True, slots=True)
class Report:
    """How the engine stands after the command `seq`; `level_db` is None in silence.

    `id` and `next_id` are the items playing now and next, None where there is none.
    """

    seq: int
    playing: bool
    id: int | None
    index: int
    position_s: float
    length_s: float | None
    volume: float
    lowered: bool
    faded: bool
    level_db: float | None
    output_problem: str | None
    at_s: float
    next_id: int | None = None
    crossfading: bool = False
    crossfade_s: float = 0.0
    device: str = ""
    outputs: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A file is about to be opened: should the process die now, this file is the suspect."""

    path: str


@dataclass(frozen=True, slots=True)
class Started:
    """A track is heard; `again` where nothing followed and it was repeated."""

    id: int
    index: int
    position_s: float
    at_s: float
    again: bool = False


@dataclass(frozen=True, slots=True)
class Stopped:
    """A track is heard no more: it came to its end, or was left."""

    id: int
    at_s: float


@dataclass(frozen=True, slots=True)
class Skipped:
    """A track cannot be played, or not to its end."""

    id: int
    index: int
    reason: str
    at_s: float


@dataclass(frozen=True, slots=True)
class Ended:
    """The last track was heard to its end."""

    at_s: float


@dataclass(frozen=True, slots=True)
class Lost:
    """No sound leaves; `device` is the output that went, where its name is known."""

    reason: str
    at_s: float
    device: str = ""


@dataclass(frozen=True, slots=True)
class Back:
    """Sound leaves again."""

    device: str
    at_s: float


Setting: TypeAlias = SetCeiling | SetCrossfade | SetOutput | Pace
Command: TypeAlias = (
    Load
    | Queue
    | Play
    | Pause
    | Next
    | Previous
    | Seek
    | SetVolume
    | SetGain
    | Setting
    | Lower
    | Fade
    | At
    | Advance
    | Quit
)
Happening: TypeAlias = Started | Stopped | Skipped | Ended | Lost | Back
Answer: TypeAlias = Report | Reading | Happening
Message: TypeAlias = Command | Answer

_KINDS: dict[str, Any] = {
    kind.__name__: kind
    for kind in (
        *(Load, Queue, Play, Pause, Next, Previous, Seek, SetVolume, SetGain, SetCeiling),
        *(SetCrossfade, SetOutput, Pace, Lower, Fade, At, Advance, Quit),
        *(Report, Reading, Started, Stopped, Skipped, Ended, Lost, Back),
    )
}
_FIELDS = {kind: tuple(f.name for f in fields(kind)) for kind in (Item, *_KINDS.values())}


def to_line(message: Message) -> bytes:
    """The message as one line. Names of files that are not valid text survive it."""
    return json.dumps(_plain(message)).encode("ascii") + b"\n"


def from_line(line: bytes) -> Message:
    """The message that `to_line` wrote."""
    message: Message = _made(json.loads(line))
    return message


def _plain(message: Message | Item) -> dict[str, Any]:
    # Not dataclasses.asdict: ten reports a second make its deep copies a tenth of all our work.
    kind = type(message)
    plain = {name: getattr(message, name) for name in _FIELDS[kind]}
    if isinstance(message, Item):
        return plain
    if isinstance(message, At):
        plain["command"] = _plain(message.command)
    elif isinstance(message, Load | Queue):
        plain["items"] = [_plain(item) for item in message.items]
    return {"is": kind.__name__, **plain}


def _made(told: dict[str, Any]) -> Any:
    kind = _KINDS[told.pop("is")]
    if kind in (Load, Queue):
        told["items"] = tuple(Item(**item) for item in told["items"])
    elif kind is At:
        told["command"] = _made(told["command"])
    return kind(**told)
