"""Reads what is typed after the numbers of a reading: who took it, with what, in what position."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from kap_companion.language import tr, tr_later
from kap_companion.session.vitals import Reading, VitalsError, parse_vitals

POSITIONS = (
    tr_later("sitting"),
    tr_later("standing"),
    tr_later("lying"),
    tr_later("reclined"),
    tr_later("on their side"),
)
DEVICES = {
    tr_later("own cuff"): tr_later("the client's own cuff"),
    tr_later("our cuff"): tr_later("the practice's cuff"),
    tr_later("wrist cuff"): tr_later("a wrist cuff"),
    tr_later("oximeter"): tr_later("a pulse oximeter"),
    tr_later("by hand"): tr_later("a cuff and stethoscope"),
}
_NUMBERS = re.compile(r"[\s\d/,;%-]*")
_BY = tr_later("by")
_AVERAGE = re.compile(
    r"(?:avg|average|mean|prom|promedio|media)(?:\s+(?:(?:of|de)\s+)?(?P<n>\d{1,2}))?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class VitalsWords:
    """A reading with its circumstances, each None where nothing was said of it."""

    reading: Reading
    taken_by: str | None = None
    device: str | None = None
    position: str | None = None


def read_vitals(text: str) -> VitalsWords:
    """Return what was typed as '124/80 72 98 sitting, own cuff, by the client'.

    What follows the numbers is parted by commas; one word of a position or a cuff needs none.
    Raises VitalsError where a number cannot be right or a word is not known.
    """
    numbers = _NUMBERS.match(text)
    end = numbers.end() if numbers else 0
    # One line, as it was typed in one; a paste may bring more.
    words = " ".join(text[end:].split())
    reading = parse_vitals(text[:end].strip() or text)
    told: dict[str, str] = {}
    for part in _parts(words):
        key, value = _meaning(part)
        if key in told:
            raise VitalsError(
                tr("'{part}' says again what stands before it: keep one of the two.", part=part)
            )
        told[key] = value
    return VitalsWords(reading, told.get("by"), told.get("device"), told.get("position"))


def average_asked(text: str) -> int | None:
    """Return of how many of the last readings the mean is asked for: 'avg' 2, 'avg 3' three.

    None where no mean is asked for.
    """
    found = _AVERAGE.fullmatch(text.strip())
    if found is None:
        return None
    return int(found["n"] or 2)


def _parts(words: str) -> list[str]:
    """Cut 'sitting own cuff by jo' where a new phrase begins, with or without commas."""
    parts: list[str] = []
    known = sorted((*_typed(POSITIONS), *_typed(DEVICES)), key=len, reverse=True)
    rest = words.strip(" ,.")
    while rest:
        low = rest.casefold()
        phrase = next((one for one in known if re.match(rf"{re.escape(one)}\b", low)), None)
        if phrase is None:
            # A name may hold anything but a comma.
            phrase = rest.split(",", 1)[0]
        parts.append(phrase.strip())
        rest = rest[len(phrase) :].lstrip(" ,.")
    return parts


def _typed(words: Iterable[str]) -> dict[str, str]:
    """Return what may be typed for each of `words`, in English and in the language spoken.

    Where that has two endings, such as 'sentado/a', each of them alone is understood too.
    """
    typed: dict[str, str] = {}
    for one in words:
        said = tr(one).casefold()
        stem = said.removesuffix("o/a")
        forms = (said, f"{stem}o", f"{stem}a") if stem != said else (said,)
        typed |= dict.fromkeys((*forms, one), one)
    return typed


def _meaning(part: str) -> tuple[str, str]:
    known = part.casefold()
    if position := _typed(POSITIONS).get(known):
        return "position", position
    if device := _typed(DEVICES).get(known):
        return "device", DEVICES[device]
    first, _, name = part.partition(" ")
    if name.strip() and first.casefold() in (_BY, tr(_BY)):
        return "by", name.strip()
    if average_asked(part) is not None:
        raise VitalsError(
            tr("Keep this reading first: avg alone then keeps the mean of the last two.")
        )
    raise VitalsError(
        tr(
            "'{part}' is not known here: after the numbers type sitting, own cuff or by whom.",
            part=part[:20],
        )
    )
