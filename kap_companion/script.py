"""Reads a session script: JSON Lines, one act a line, as COMMANDS.md sets out to the letter."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from enum import Enum
from typing import Any

from kap_companion import resources
from kap_companion.language import spoken, tr
from kap_companion.session.codec import clean_text
from kap_companion.session.entries import DoseRange, Modality, MusicAct, Route, Severity
from kap_companion.session.phases import Phase

_TIME = re.compile(r"(-?)([0-9]{1,5}):([0-5][0-9])")
_COMMON = {"at", "do", "ref", "late_by"}
_GREATEST = 100_000
_MOST_DIGITS = 20


class ScriptError(ValueError):
    """A line of a script that is refused; the message names the line and says why."""


@dataclass(frozen=True, slots=True)
class Line:
    """One act: `number` counts from 1, `at` from the first dose; `keys` are typed by their verb."""

    number: int
    at: timedelta
    do: str
    keys: Mapping[str, Any]
    ref: str | None = None
    late_by: timedelta | None = None


@dataclass(frozen=True, slots=True)
class Script:
    """The lines that can be played, and what is wrong with the first that cannot."""

    lines: tuple[Line, ...]
    refused: ScriptError | None = None

    @property
    def length(self) -> timedelta:
        """Return the time from the first line to the end of the last, all sleep counted."""
        if not self.lines:
            return timedelta(0)
        at = begun = self.lines[0].at
        for line in self.lines:
            at = max(at, line.at)
            if line.do == "sleep":
                at += timedelta(minutes=float(line.keys["minutes"]))
        return at - begun


def own_script() -> bytes:
    """Return the app's own session, told in the language that is spoken where it is told in it."""
    try:
        return resources.path(f"rehearsal/first_session.{spoken().code}.jsonl").read_bytes()
    except FileNotFoundError:
        return resources.path("rehearsal/first_session.jsonl").read_bytes()


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise ValueError(tr("must be text"))
    return clean_text(value)


def _words(value: Any) -> str:
    text = _text(value)
    if not text.strip():
        raise ValueError(tr("is empty"))
    return text


def _bool(value: Any) -> bool:
    if not isinstance(value, bool):
        raise ValueError(tr("must be true or false"))
    return value


def _number(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise ValueError(tr("must be a number"))
    number = Decimal(value)
    if not number.is_finite() or abs(number) > _GREATEST:
        raise ValueError(tr("cannot be right"))
    return number


def _positive(value: Any) -> Decimal:
    number = _number(value)
    if number <= 0:
        raise ValueError(tr("must be more than zero"))
    return number


def _whole(value: Any) -> int:
    number = _positive(value)
    if number != number.to_integral_value():
        raise ValueError(tr("must be a whole number"))
    return int(number)


def _day(value: Any) -> date:
    try:
        return date.fromisoformat(_text(value))
    except ValueError as trouble:
        raise ValueError(tr("must be a date such as 2026-11-03")) from trouble


def _one_of(allowed: Iterable[Enum]) -> Callable[[Any], Any]:
    by_word = {one.value: one for one in allowed}

    def read(value: Any) -> Any:
        if not isinstance(value, str) or value not in by_word:
            raise ValueError(tr("must be one of {words}", words=", ".join(by_word)))
        return by_word[value]

    return read


def _people(value: Any) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, list):
        raise ValueError(tr("must be a list of names with roles"))
    people = []
    for one in value:
        if not isinstance(one, dict) or set(one) != {"name", "role"}:
            raise ValueError(tr("must hold name and role for each"))
        people.append((_words(one["name"]), _words(one["role"])))
    return tuple(people)


@dataclass(frozen=True, slots=True)
class _Verb:
    needs: Mapping[str, Any] = field(default_factory=dict)
    may: Mapping[str, Any] = field(default_factory=dict)


_WINDOW_ALONE = (MusicAct.PLAY, MusicAct.PREVIOUS, MusicAct.SEEK, MusicAct.VOLUME)
_MUSIC_ACTS = [act for act in MusicAct if act not in _WINDOW_ALONE]
_VERBS = {
    "open": _Verb(
        {"client": _words},
        {
            "modality": _one_of(Modality),
            "dose_mg": _positive,
            "range": _one_of(DoseRange),
            "minutes": _whole,
            "intention": _text,
            "prescriber": _text,
            "present": _people,
            "location": _text,
            "callback": _text,
            "support_person": _text,
            "support_phone": _text,
        },
    ),
    "limits": _Verb(
        {},
        {
            "systolic": _whole,
            "diastolic": _whole,
            "heart_rate": _whole,
            "spo2": _whole,
            "by": _text,
            "on": _day,
        },
    ),
    "arrive": _Verb({"name": _words, "role": _words}),
    "leave": _Verb({"name": _words, "role": _words}),
    "check": _Verb({"item": _words}, {"answer": _bool}),
    "intention": _Verb({"text": _words}),
    "vitals": _Verb({"text": _words}, {"override_reason": _words}),
    "dose": _Verb({"mg": _positive}, {"route": _one_of(Route), "booster": _bool}),
    "spit": _Verb(),
    "end": _Verb({}, {"reason": _text}),
    "note": _Verb({"text": _words}, {"private": _bool}),
    "mark": _Verb({"tag": _words}),
    "adverse": _Verb(
        {"what": _words, "severity": _one_of(Severity)}, {"action": _text, "outcome": _text}
    ),
    "touch": _Verb({"asked": _words, "answer": _words}),
    "phase": _Verb({"name": _one_of(Phase)}),
    "cue": _Verb({"name": _words, "answer": _words}),
    "music": _Verb({"act": _one_of(_MUSIC_ACTS)}, {"name": _text}),
    "sleep": _Verb({"minutes": _positive}),
    "clock": _Verb({"seconds": _number}),
    "amend": _Verb({"target": _text}, {"reason": _words}),
    "strike": _Verb({"target": _text}, {"reason": _words}),
    "withdraw": _Verb({"target": _text}, {"reason": _words}),
    "draft": _Verb({}, {"template": _text, "text": _words}),
    "sign": _Verb({"name": _words}),
    "addendum": _Verb({"text": _words}, {"reason": _text}),
}
_CORRECTIONS = ("amend", "strike", "withdraw")
_WITHDRAWABLE = ("note", "mark")


def parse_script(data: bytes) -> Script:
    """Return the lines of a script up to the first that is refused, and why that one is."""
    lines: list[Line] = []
    try:
        for line in _lines(data):
            lines.append(line)
    except ScriptError as refused:
        return Script(tuple(lines), refused)
    return Script(tuple(lines))


def _lines(data: bytes) -> Iterator[Line]:
    last: timedelta | None = None
    refs: dict[str, str] = {}
    dosed = False
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1):
        if not raw.strip():
            continue
        try:
            line = _line(number, raw, refs)
            if last is not None and line.at < last:
                raise ValueError(tr("its time runs backwards"))
            if line.do == "dose" and not dosed:
                dosed = True
                # Told late, it is either told at 0:00 or happened then.
                if line.at not in (timedelta(0), line.late_by):
                    raise ValueError(tr("the first dose is at 0:00"))
        except ValueError as trouble:
            raise ScriptError(
                tr(
                    "Line {number} of the script is refused: {why}.",
                    number=number,
                    why=trouble,
                )
            ) from trouble
        last = line.at
        if line.ref is not None:
            refs[line.ref] = line.do
        yield line


def _line(number: int, raw: bytes, refs: Mapping[str, str]) -> Line:
    try:
        told = json.loads(
            raw.decode("utf-8"),
            parse_float=Decimal,
            parse_int=_whole_number,
            parse_constant=_no_number,
        )
    except UnicodeDecodeError as trouble:
        raise ValueError(tr("it is not UTF-8 text")) from trouble
    except (json.JSONDecodeError, ArithmeticError, RecursionError) as trouble:
        raise ValueError(tr("it is not JSON")) from trouble
    if not isinstance(told, dict):
        raise ValueError(tr("it is not a JSON object"))
    do = told.get("do")
    verb = _VERBS.get(do) if isinstance(do, str) else None
    if verb is None or not isinstance(do, str):
        raise ValueError(
            tr("it has no verb") if do is None else tr("unknown verb {verb}", verb=_short(do))
        )
    keys = {key: value for key, value in told.items() if key not in _COMMON}
    of_target = _of_target(do, keys, refs)
    typed = _typed(keys, verb.needs, {**verb.may, **of_target}, do)
    if do == "amend":
        # An end has no other words than its reason.
        amends = {*of_target, "reason"} if refs[typed["target"]] == "end" else {*of_target}
        if not amends & typed.keys() and "late_by" not in told:
            raise ValueError(tr("it amends nothing"))
    ref = _text(told["ref"]) if "ref" in told else None
    if ref is not None and ref in refs:
        raise ValueError(tr("the ref {ref} is used twice", ref=_short(ref)))
    late_by = _time(told["late_by"], "late_by") if "late_by" in told else None
    if late_by is not None and late_by < timedelta(0):
        raise ValueError(tr("'late_by' cannot be negative"))
    return Line(number, _time(told.get("at"), "at"), do, typed, ref, late_by)


def _of_target(do: str, keys: Mapping[str, Any], refs: Mapping[str, str]) -> Mapping[str, Any]:
    """Return the keys of the target's own verb that an amendment may carry."""
    if do not in _CORRECTIONS:
        return {}
    target = keys.get("target")
    if not isinstance(target, str) or target not in refs:
        raise ValueError(tr("its target is the ref of no earlier line"))
    if do == "withdraw" and refs[target] not in _WITHDRAWABLE:
        raise ValueError(tr("its target is no note or mark"))
    if do != "amend":
        return {}
    verb = _VERBS[refs[target]]
    own = {**verb.needs, **verb.may}
    return {key: read for key, read in own.items() if key not in ("target", "reason")}


def _typed(
    keys: Mapping[str, Any], needs: Mapping[str, Any], may: Mapping[str, Any], do: str
) -> dict[str, Any]:
    for key in needs:
        if key not in keys:
            raise ValueError(tr("'{verb}' needs '{key}'", verb=do, key=key))
    typed: dict[str, Any] = {}
    for key, value in keys.items():
        read = needs.get(key) or may.get(key)
        if read is None:
            raise ValueError(tr("'{verb}' knows no key {key}", verb=do, key=_short(key)))
        try:
            typed[key] = read(value)
        except ValueError as trouble:
            raise ValueError(f"'{key}' {trouble}") from trouble
    return typed


def _time(value: Any, key: str) -> timedelta:
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        raise ValueError(tr("'{key}' must be minutes:seconds, such as 12:30", key=key))
    sign, minutes, seconds = match.groups()
    time = timedelta(minutes=int(minutes), seconds=int(seconds))
    return -time if sign else time


def _short(value: object) -> str:
    text = " ".join(clean_text(str(value)).split())
    return f"'{text[:20]}'" if len(text) <= 20 else f"'{text[:20]}...'"


def _whole_number(digits: str) -> int:
    # Python refuses thousands of digits in words of its own.
    if len(digits) > _MOST_DIGITS:
        raise ValueError(tr("the number {number} cannot be right", number=_short(digits)))
    return int(digits)


def _no_number(word: str) -> Any:
    raise ValueError(tr("{word} is no number", word=word))
