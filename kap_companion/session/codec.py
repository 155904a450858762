"""Turns bodies into their stable JSON form and back.

Keys without a value are left out, instants are ISO 8601 with microseconds and Z, numbers that are
not whole are strings ("37.5"), text is as typed but for what no store can hold: NUL goes, a lone
surrogate becomes U+FFFD. msgspec does the typing; `upcast` is where old versions are brought up.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any, TypeAlias, TypeVar, get_args

import msgspec

from kap_companion.language import tr
from kap_companion.session.entries import (
    AccessBody,
    Body,
    BodyTakenOut,
    ClientBody,
    Limits,
    PrivateBody,
    RecordBody,
    Stream,
)
from kap_companion.session.vitals import Reading

Json: TypeAlias = "bool | int | str | list[Json] | dict[str, Json] | None"

_UNIONS: dict[Stream, Any] = {
    Stream.RECORD: RecordBody,
    Stream.PSYCHOTHERAPY_NOTES: PrivateBody,
    Stream.CLIENT: ClientBody,
    Stream.ACCESS: AccessBody,
}
_TYPES: dict[tuple[Stream, str], type[Any]] = {
    (stream, body.kind): body for stream, union in _UNIONS.items() for body in get_args(union)
}
_GREATEST_WHOLE = 2**53 - 1  # RFC 8785 writes no whole number beyond it

B = TypeVar("B")


class CodecError(ValueError):
    """A body that does not fit its kind; the message says which key and why."""


def kinds(stream: Stream) -> tuple[type[Any], ...]:
    """Return the body types of one stream."""
    return tuple(body for (of, _), body in _TYPES.items() if of is stream)


def to_json(body: Body | Reading | Limits) -> dict[str, Json]:
    """Return the JSON form of a body, or of a part of one.

    Raises CodecError where a number is too large to be kept exactly.
    """
    form = _plain(body)
    assert isinstance(form, dict)
    return form


def from_json(stream: Stream, kind: str, version: int, form: Mapping[str, Any]) -> Body:
    """Return the body that `form` is the JSON of.

    Raises CodecError where kind, version, a key or a value is unknown to this app.
    """
    body_type = _TYPES.get((stream, kind))
    if body_type is None:
        raise CodecError(
            tr(
                "This app knows no '{kind}' in {stream}.",
                kind=" ".join(kind[:40].split()),
                stream=stream.value,
            )
        )
    if version > body_type.version:
        raise CodecError(
            tr("'{kind}' of version {version} is newer than this app.", kind=kind, version=version)
        )
    body: Body = _convert(body_type, upcast(kind, version, dict(form)))
    return body


def upcast(kind: str, version: int, form: dict[str, Any]) -> dict[str, Any]:
    """Return the form of an old version as the present one has it; every kind is at version 1."""
    del kind, version
    return form


def with_changes(body: B, changes: Mapping[str, Any]) -> B:
    """Return `body` with the amended keys, given in JSON form; null takes an optional key away.

    Raises CodecError where a key is unknown or a value does not fit, and for a body without words.
    """
    if isinstance(body, BodyTakenOut):
        raise CodecError(tr("This entry's words were taken out; there is nothing to amend."))
    form = to_json(body) | dict(changes)  # type: ignore[arg-type]
    return _convert(type(body), {key: value for key, value in form.items() if value is not None})


def clean_text(text: str) -> str:
    """Return `text` without NUL, with lone surrogates as U+FFFD."""
    return text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def instant_text(at: datetime) -> str:
    """Return an aware instant as ISO 8601 in UTC with microseconds and Z."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def _convert(body_type: type[B], form: Mapping[str, Any]) -> B:
    known = {field.name for field in dataclasses.fields(body_type)}  # type: ignore[arg-type]
    for key in form:
        if key not in known:
            raise CodecError(tr("'{kind}' has no key '{key}'.", kind=body_type.kind, key=key))  # type: ignore[attr-defined]
    try:
        body = msgspec.convert(_cleaned(form), body_type, strict=True)
    except (msgspec.ValidationError, ArithmeticError) as trouble:
        raise CodecError(f"{trouble}.".replace("`", "'")) from trouble
    happened_at: datetime | None = getattr(body, "happened_at", None)
    if happened_at is not None and happened_at.tzinfo is None:
        raise CodecError(tr("'happened_at' needs its offset from UTC."))
    return body


def _cleaned(value: Any) -> Any:
    match value:
        case str():
            return clean_text(value)
        case Mapping():
            return {clean_text(str(key)): _cleaned(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_cleaned(inner) for inner in value]
        case Decimal():
            return str(value)
        case float():
            raise CodecError(tr('A number that is not whole is a string, such as "37.5".'))
        case _:
            return value


def _plain(value: Any) -> Json:
    match value:
        case None | bool():
            return value
        case Enum():
            return str(value.value)
        case str():
            return clean_text(value)
        case int():
            if abs(value) > _GREATEST_WHOLE:
                raise CodecError(
                    tr("The number {digits}... is too large to keep.", digits=str(value)[:12])
                )
            return value
        case Decimal():
            return _plain_number(value)
        case datetime():
            return instant_text(value)
        case date():
            return value.isoformat()
        case Mapping():
            return {clean_text(str(key)): _plain(inner) for key, inner in value.items()}
        case list() | tuple():
            return [_plain(inner) for inner in value]
        case _ if dataclasses.is_dataclass(value):
            fields = ((f.name, getattr(value, f.name)) for f in dataclasses.fields(value))
            return {name: _plain(inner) for name, inner in fields if inner is not None}
        case _:
            raise CodecError(tr("A {name} cannot be kept.", name=type(value).__name__))


def _plain_number(value: Decimal) -> Json:
    if not value.is_finite():
        raise CodecError(tr("{value} is not a number that can be kept.", value=value))
    if value.adjusted() > 15 or value.as_tuple().exponent < -30:  # type: ignore[operator]
        raise CodecError(tr("A number is too large or too fine to keep."))
    if value == value.to_integral_value():
        return int(value)
    return format(value.normalize(), "f")
