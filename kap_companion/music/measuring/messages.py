"""What the measuring process is asked and what it answers, one JSON line each."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from kap_companion.music.measurement import Measurement
from kap_companion.music.track import Loudness


class Task(StrEnum):
    """What can be done with a file: measure all of it, or try its beginning and its end."""

    MEASURE = "measure"
    PROBE = "probe"


@dataclass(frozen=True, slots=True)
class Measured:
    """A file was measured to its end, or as far as there is sound in it."""

    path: Path
    measurement: Measurement


@dataclass(frozen=True, slots=True)
class Probed:
    """A file was tried: `problem` in plain words, or None where all is well.

    `stops_at_s`: it is said to be longer, but there is no sound behind this place.
    """

    path: Path
    problem: str | None
    stops_at_s: float | None = None


@dataclass(frozen=True, slots=True)
class NotMeasured:
    """A file cannot be measured, for this reason in plain words."""

    path: Path
    reason: str


Result: TypeAlias = Measured | Probed | NotMeasured


def ask_line(task: Task, path: Path) -> bytes:
    """A question as one line. Names of files that are not valid text survive it."""
    return _line({"task": task.value, "path": os.fspath(path)})


def read_ask(line: bytes) -> tuple[Task, Path]:
    """The question that `ask_line` wrote."""
    fields = json.loads(line)
    return Task(fields["task"]), Path(fields["path"])


def progress_line() -> bytes:
    """Says: still at it."""
    return _line({})


def answer_line(result: Result) -> bytes:
    """An answer as one line."""
    fields = asdict(result) | {"is": type(result).__name__, "path": os.fspath(result.path)}
    return _line(fields)


def read_answer(line: bytes) -> Result | None:
    """The answer that `answer_line` wrote; None for a line that only tells of progress."""
    fields: dict[str, Any] = json.loads(line)
    if not fields:
        return None
    path = Path(fields["path"])
    match fields["is"]:
        case "Measured":
            return Measured(path, _measurement(fields["measurement"]))
        case "Probed":
            return Probed(path, fields["problem"], fields["stops_at_s"])
        case _:
            return NotMeasured(path, fields["reason"])


def _measurement(fields: Mapping[str, Any]) -> Measurement:
    loudness = fields["loudness"]
    return Measurement(
        **{
            **fields,
            "loudness": None if loudness is None else Loudness(**loudness),
            "curve": tuple(fields["curve"]),
        }
    )


def _line(fields: Mapping[str, Any]) -> bytes:
    return json.dumps(fields).encode("ascii") + b"\n"
