"""Reads the events file of a sound check: what is done to the music, and when to the sample."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn, assert_never

from kap_companion.language import tr
from kap_companion.music.player import FADE_S, Player
from kap_companion.system_words import system_words

_LATEST_S = 1_000_000.0
_SHORTEST_FADE_S, _LONGEST_FADE_S = 2.0, 30.0
_SHOWN = 40


class EventsError(ValueError):
    """An events file that is refused; the message names the line and says why."""


class Do(StrEnum):
    """What can be done to the music."""

    PAUSE = "pause"
    RESUME = "resume"
    NEXT = "next"
    PREVIOUS = "previous"
    SEEK = "seek"
    VOLUME = "volume"
    LOWER = "lower"
    RAISE = "raise"
    FADE = "fade"
    FADE_BACK = "fade_back"


@dataclass(frozen=True, slots=True)
class SoundEvent:
    """One act at `at_s` seconds of played audio. `number` is its seconds, or its volume (0-1)."""

    at_s: float
    do: Do
    number: float = 0.0

    def ask(self, player: Player) -> None:
        """Ask the player for it."""
        match self.do:
            case Do.PAUSE:
                player.pause()
            case Do.RESUME:
                player.resume()
            case Do.NEXT:
                player.next()
            case Do.PREVIOUS:
                player.previous()
            case Do.SEEK:
                player.seek(self.number)
            case Do.VOLUME:
                player.set_volume(self.number)
            case Do.LOWER:
                player.lower()
            case Do.RAISE:
                player.raise_()
            case Do.FADE:
                player.fade_to_silence(self.number)
            case Do.FADE_BACK:
                player.fade_back(self.number)
            case _:
                assert_never(self.do)


def read_events(path: Path) -> tuple[SoundEvent, ...]:
    """Return the events in `path`, all of them sound; raises EventsError for the first that is not.

    A line is `{"at": 12.5, "do": "seek", "seconds": 30}`; `seconds` of a fade may be left out.
    """
    try:
        data = path.read_bytes()
    except OSError as trouble:
        raise EventsError(
            tr(
                "The events {path} cannot be read: {why}.",
                path=path,
                why=system_words(trouble),
            )
        ) from trouble
    return tuple(_events(data))


def rests_from(events: Sequence[SoundEvent]) -> float | None:
    """Return when the music rests for good, paused or faded; None where it plays to its end."""
    silent_at: float | None = None
    for event in events:
        match event.do:
            case Do.PAUSE if silent_at is None or silent_at > event.at_s:
                silent_at = event.at_s
            case Do.FADE if silent_at is None:
                silent_at = event.at_s + event.number
            case Do.RESUME | Do.FADE_BACK:
                silent_at = None
            case _:
                pass
    return None if silent_at is None else max(silent_at, events[-1].at_s)


def _events(data: bytes) -> Iterator[SoundEvent]:
    last_s = 0.0
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            event = _event(raw)
            if event.at_s < last_s:
                raise ValueError(tr("its time runs backwards"))
        except ValueError as trouble:
            raise EventsError(
                tr(
                    "Line {number} of the events is refused: {why}.",
                    number=number,
                    why=trouble,
                )
            ) from trouble
        last_s = event.at_s
        yield event


def _event(raw: bytes) -> SoundEvent:
    try:
        told = json.loads(raw.decode("utf-8"), parse_constant=_no_number)
    except UnicodeDecodeError as trouble:
        raise ValueError(tr("it is not UTF-8 text")) from trouble
    except (ValueError, RecursionError) as trouble:
        raise ValueError(tr("it is not JSON")) from trouble
    if not isinstance(told, dict):
        raise ValueError(tr("it is not a JSON object"))
    verb = told.pop("do", None)
    if verb not in list(Do):
        raise ValueError(
            tr("it has no verb") if verb is None else tr("unknown verb {verb}", verb=_short(verb))
        )
    do = Do(verb)
    if "at" not in told:
        raise ValueError(tr("'{key}' is missing", key="at"))
    at_s = _number(told.pop("at"), "at", 0.0, _LATEST_S)
    names, least, most, usual = _NUMBERS.get(do, ((), 0.0, 0.0, 0.0))
    given = [name for name in names if name in told]
    unknown = sorted(told.keys() - set(given[:1]))
    if unknown:
        raise ValueError(tr("unknown key {key}", key=_short(unknown[0])))
    if given:
        return SoundEvent(at_s, do, _number(told[given[0]], given[0], least, most))
    if usual is None:
        raise ValueError(tr("'{key}' is missing", key=names[0]))
    return SoundEvent(at_s, do, usual)


# Under which names a verb takes its number, its bounds, and what it is where left out.
_FADES = (("seconds",), _SHORTEST_FADE_S, _LONGEST_FADE_S, FADE_S)
_NUMBERS: dict[Do, tuple[tuple[str, ...], float, float, float | None]] = {
    Do.SEEK: (("seconds",), 0.0, _LATEST_S, None),
    Do.VOLUME: (("volume", "value", "level"), 0.0, 1.0, None),
    Do.FADE: _FADES,
    Do.FADE_BACK: _FADES,
}


def _number(value: Any, name: str, least: float, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(tr("'{key}' must be a number", key=name))
    if not least <= value <= most:  # no float is made of a number with a thousand digits
        raise ValueError(
            tr(
                "'{key}' must be from {least} to {most}",
                key=name,
                least=f"{least:g}",
                most=f"{most:.0f}",
            )
        )
    return float(value)


def _no_number(word: str) -> NoReturn:
    raise ValueError(word)


def _short(word: object) -> str:
    text = " ".join((word if isinstance(word, str) else json.dumps(word)).split())
    return f"'{text[:_SHOWN]}…'" if len(text) > _SHOWN else f"'{text}'"
