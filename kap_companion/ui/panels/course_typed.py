"""Reads what is typed into the forms of a course: days, times, numbers; refuses in one sentence."""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation

from kap_companion.ui.words import tr

_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})")
_MOST = Decimal(100_000)


class Refused(Exception):
    """A field cannot be taken; the message says what to do."""

    def __init__(self, field: str, sentence: str) -> None:
        super().__init__(sentence)
        self.field = field


def day(field: str, text: str) -> date:
    """Return the day typed as 2026-03-02. Raises Refused."""
    found = _DAY.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        raise Refused(field, tr("Say the day as 2026-03-02.")) from None


def optional_day(field: str, text: str) -> date | None:
    """Return the day typed, None where nothing was. Raises Refused."""
    return day(field, text) if text.strip() else None


def clock_time(field: str, text: str) -> time | None:
    """Return the time typed as 14:30, None where nothing was. Raises Refused."""
    if not text.strip():
        return None
    found = _TIME.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError(text)
        return time(int(found[1]), int(found[2]))
    except ValueError:
        raise Refused(field, tr("Say the time as 14:30, or leave it empty.")) from None


def whole(field: str, name: str, text: str, least: int, most: int) -> int | None:
    """Return the whole number typed, None where nothing was. Raises Refused."""
    typed = text.strip()
    if not typed:
        return None
    if not re.fullmatch(r"-?[0-9]{1,7}", typed):
        raise Refused(field, tr("{name}: type a whole number, or leave it empty.", name=name))
    value = int(typed)
    if not least <= value <= most:
        raise Refused(
            field,
            tr(
                "{name} {value} cannot be right: it lies between {least} and {most}.",
                name=name,
                value=value,
                least=least,
                most=most,
            ),
        )
    return value


def number(field: str, name: str, text: str) -> Decimal | None:
    """Return the number typed, halves included; None where nothing was. Raises Refused."""
    typed = text.strip().removesuffix("mg").strip().replace(",", ".")
    if not typed:
        return None
    try:
        value = Decimal(typed) if re.fullmatch(r"[0-9]+(\.[0-9]{1,3})?", typed) else None
    except InvalidOperation:
        value = None
    if value is None or not 0 < value <= _MOST:
        raise Refused(
            field, tr("{name}: type a number such as 6 or 1.5, or leave it empty.", name=name)
        )
    return value


def listed(text: str) -> tuple[str, ...]:
    """Return what is typed with commas or on lines between, each once."""
    parts = (part.strip() for part in re.split(r"[,;\n]", text))
    return tuple(dict.fromkeys(part for part in parts if part))
