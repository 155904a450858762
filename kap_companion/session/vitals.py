"""Reads a line of vitals as it is typed and compares readings with limits and with each other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kap_companion.language import tr, tr_later


@dataclass(frozen=True, slots=True)
class Reading:
    """A set of vitals; None where it was not taken."""

    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    heart_rate_bpm: int | None = None
    spo2_percent: int | None = None
    respiratory_rate_per_min: int | None = None


class VitalsError(ValueError):
    """A line of vitals that cannot be right; the message says why."""


@dataclass(frozen=True, slots=True)
class _Measure:
    field: str
    words: str  # marked, and said by tr
    unit: str  # likewise
    possible: tuple[int, int]
    usual: tuple[int, int]


# Possible: beyond it a number is a slip of the finger. Usual: beyond it the window asks once.
# Neither is a clinical limit: those are the prescriber's alone (a preference, without a source).
_MEASURES = (
    _Measure("systolic_mmhg", tr_later("Systolic pressure"), "mmHg", (50, 280), (80, 200)),
    _Measure("diastolic_mmhg", tr_later("Diastolic pressure"), "mmHg", (20, 180), (40, 120)),
    _Measure("heart_rate_bpm", tr_later("Heart rate"), tr_later("a minute"), (20, 300), (40, 150)),
    _Measure("spo2_percent", "SpO\N{SUBSCRIPT TWO}", "%", (40, 100), (90, 100)),
    _Measure(
        "respiratory_rate_per_min",
        tr_later("Respiratory rate"),
        tr_later("a minute"),
        (2, 80),
        (6, 30),
    ),
)
_BEYOND = {
    "systolic_mmhg": tr_later("systolic {value}, limit under {limit}"),
    "diastolic_mmhg": tr_later("diastolic {value}, limit under {limit}"),
    "heart_rate_bpm": tr_later("heart rate {value}, limit under {limit}"),
    "spo2_percent": tr_later("SpO\N{SUBSCRIPT TWO} {value}, limit {limit} or more"),
}
_PARTS = re.compile(r"[\s/,;]+")
_NOT_TAKEN = "-"


def parse_vitals(text: str) -> Reading:
    """Return the reading typed as '124/80 72 98 16'.

    The order is systolic/diastolic, heart rate, SpO2, respiratory rate, parted by spaces, slashes
    or commas; later numbers may be left out and '-' stands for one not taken.

    Raises VitalsError with the reason where the line is not of that form or cannot be true.
    """
    parts = [part for part in _PARTS.split(text.strip()) if part]
    if not parts:
        raise VitalsError(tr("Type a reading, such as 124/80 72 98."))
    if len(parts) > len(_MEASURES):
        raise VitalsError(
            tr("That is more than five numbers: pressure, heart rate, SpO\u2082, breaths.")
        )
    if len(parts) == 1:
        raise VitalsError(tr("Type both pressures, such as 124/80; '- -' where it was not taken."))
    values = {
        measure.field: _value(measure, part)
        for measure, part in zip(_MEASURES, parts, strict=False)
    }
    reading = Reading(**values)
    if all(value is None for value in values.values()):
        raise VitalsError(tr("Type at least one number, such as 124/80."))
    if (reading.systolic_mmhg is None) != (reading.diastolic_mmhg is None):
        raise VitalsError(tr("Type both pressures, such as 124/80; '- -' where it was not taken."))
    if (
        reading.systolic_mmhg is not None
        and reading.diastolic_mmhg is not None
        and reading.systolic_mmhg <= reading.diastolic_mmhg
    ):
        raise VitalsError(
            tr(
                "{systolic_mmhg}/{diastolic_mmhg} cannot be right: the first pressure is "
                "the higher one.",
                systolic_mmhg=reading.systolic_mmhg,
                diastolic_mmhg=reading.diastolic_mmhg,
            )
        )
    return reading


def unusual(reading: Reading) -> tuple[str, ...]:
    """Return what in `reading` is worth asking about once, such as 'Heart rate 180'."""
    return tuple(
        f"{tr(measure.words)} {value}"
        for measure in _MEASURES
        if (value := getattr(reading, measure.field)) is not None
        and not measure.usual[0] <= value <= measure.usual[1]
    )


def words(reading: Reading) -> str:
    """Return `reading` as it stands in lists and documents: '124/80, heart rate 72, SpO2 98'."""
    told = []
    if reading.systolic_mmhg is not None:
        told.append(f"{reading.systolic_mmhg}/{reading.diastolic_mmhg}")
    if reading.heart_rate_bpm is not None:
        told.append(tr("heart rate {rate}", rate=reading.heart_rate_bpm))
    if reading.spo2_percent is not None:
        told.append(f"SpO\u2082 {reading.spo2_percent}")
    if reading.respiratory_rate_per_min is not None:
        told.append(tr("respiratory rate {rate}", rate=reading.respiratory_rate_per_min))
    return ", ".join(told)


def beyond_words(field: str, value: int, limit: int) -> str:
    """Return that a value is beyond the prescriber's limit: 'systolic 152, limit under 150'."""
    return tr(_BEYOND[field], value=value, limit=limit)


def beyond_as_kept(words: str) -> str:
    """Return what `beyond_words` said in English, as an entry keeps it, in the language spoken."""
    for told in _BEYOND.values():
        pattern = re.escape(told).replace(r"\{value\}", r"(\d+)").replace(r"\{limit\}", r"(\d+)")
        if found := re.fullmatch(pattern, words):
            return tr(told, value=found[1], limit=found[2])
    return words


def as_typed(reading: Reading) -> str:
    """Return the line that `parse_vitals` reads as `reading`: '124/80 72 98'."""
    values = [getattr(reading, measure.field) for measure in _MEASURES]
    told = [_NOT_TAKEN if value is None else str(value) for value in values]
    line = f"{told[0]}/{told[1]}" if values[0] is not None else f"{_NOT_TAKEN} {_NOT_TAKEN}"
    while len(told) > 2 and told[-1] == _NOT_TAKEN:
        told.pop()
    return " ".join([line, *told[2:]])


def mean(readings: Sequence[Reading]) -> Reading:
    """Return the mean of each number over the readings that have it, to the nearest whole."""
    values: dict[str, int | None] = {}
    for measure in _MEASURES:
        taken = [getattr(one, measure.field) for one in readings]
        told = [value for value in taken if value is not None]
        # Halves go up, as they are rounded by hand.
        values[measure.field] = (2 * sum(told) + len(told)) // (2 * len(told)) if told else None
    return Reading(**values)


def change(now: int | None, before: int | None) -> str | None:
    """Return the signed change from the reading before the dose, such as '+8'; None if unknown."""
    if now is None or before is None:
        return None
    moved = now - before
    return f"{moved:+d}".replace("-", "\u2212") if moved else "\u00b10"


def _value(measure: _Measure, part: str) -> int | None:
    if part == _NOT_TAKEN:
        return None
    digits = part.removesuffix("%")
    if not re.fullmatch(r"[0-9]{1,6}", digits):
        raise VitalsError(
            tr("'{part}' is not a number: type vitals such as 124/80 72 98.", part=part[:20])
        )
    value = int(digits)
    low, high = measure.possible
    if not low <= value <= high:
        raise VitalsError(
            tr(
                "{measure} {value} {unit} cannot be right: it lies between {low} and {high}.",
                measure=tr(measure.words),
                value=value,
                unit=tr(measure.unit),
                low=low,
                high=high,
            )
        )
    return value
