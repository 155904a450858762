"""Reads a dose as it is typed: milligrams, or lozenges of so many, the route and the hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from kap_companion.language import tr
from kap_companion.session.entries import Route

GREATEST_DOSE_MG = 10_000  # beyond it a dose is a slip of the finger (a preference, no limit)
_GREATEST_HOLD_MIN = 120

_ROUTES = {
    "sublingual": Route.SUBLINGUAL,
    "under the tongue": Route.SUBLINGUAL,
    "buccal": Route.BUCCAL,
    "inside the cheek": Route.BUCCAL,
    "cheek": Route.BUCCAL,
    "oral": Route.ORAL,
    "swallowed": Route.ORAL,
    "bajo la lengua": Route.SUBLINGUAL,
    "dentro de la mejilla": Route.BUCCAL,
    "mejilla": Route.BUCCAL,
    "bucal": Route.BUCCAL,
    "tragada": Route.ORAL,
}
_HOLD = re.compile(
    r"\b(?:hold|retener|retenci[o\u00f3]n)\s+([0-9]{1,4})\s*(?:min(?:ut[eo]s)?)?\s*$"
)
_NUMBER = r"(?:[0-9]+\s+)?[0-9]+/[0-9]+|[0-9]*[.,]?[0-9]+|[0-9]*[\u00bc\u00bd\u00be]"
_TIMES = re.compile(
    rf"({_NUMBER})\s*(?:x|\u00d7|\*|lozenges?\s+of|pastillas?\s+de)\s*({_NUMBER})\s*(?:mg)?"
)
_LOZENGES = re.compile(rf"({_NUMBER})\s*(?:lozenges?|pastillas?)")
_PLAIN = re.compile(rf"({_NUMBER})\s*(?:mg)?")
_FRACTIONS = {
    "\u00bc": Decimal("0.25"),
    "\u00bd": Decimal("0.5"),
    "\u00be": Decimal("0.75"),
}


class DoseWordsError(ValueError):
    """What was typed is no dose; the message says what to type."""


@dataclass(frozen=True, slots=True)
class DoseWords:
    """A dose as typed; `lozenges` of `lozenge_mg` each where they were counted."""

    dose_mg: Decimal
    lozenges: Decimal | None = None
    lozenge_mg: Decimal | None = None
    route: Route = Route.SUBLINGUAL
    hold_min: int | None = None


def parse_dose(text: str, lozenge_mg: Decimal | None = None) -> DoseWords | None:
    """Return the dose typed as '150', '37,5 mg', '1.5 x 100', '1½ lozenges', '150 buccal hold 15'.

    Lozenges alone are counted by `lozenge_mg`, the strength that was supplied. None where the line
    is empty. Raises DoseWordsError.
    """
    typed = " ".join(text.casefold().split())
    if not typed:
        return None
    typed, hold_min = _hold(typed)
    typed, route = _route(typed)
    lozenges: Decimal | None = None
    strength: Decimal | None = None
    if times := _TIMES.fullmatch(typed):
        lozenges, strength = _decimal(times.group(1)), _decimal(times.group(2))
    elif counted := _LOZENGES.fullmatch(typed):
        if lozenge_mg is None:
            raise DoseWordsError(
                tr("Type the strength too, such as 1.5 x 100: none is in the plan.")
            )
        lozenges, strength = _decimal(counted.group(1)), lozenge_mg
    if lozenges is not None and strength is not None:
        dose_mg = round(lozenges * strength, 2)
    elif plain := _PLAIN.fullmatch(typed):
        dose_mg = _decimal(plain.group(1))
    else:
        raise DoseWordsError(tr("Type the dose in milligrams, such as 150, or 1.5 x 100 lozenges."))
    if not 0 < dose_mg <= GREATEST_DOSE_MG or (lozenges is not None and not lozenges):
        raise DoseWordsError(tr("A dose of {typed} cannot be right.", typed=typed[:20]))
    return DoseWords(dose_mg, lozenges, strength, route, hold_min)


def _hold(typed: str) -> tuple[str, int | None]:
    found = _HOLD.search(typed)
    if found is None:
        return typed, None
    minutes = int(found.group(1))
    if not 0 < minutes <= _GREATEST_HOLD_MIN:
        raise DoseWordsError(tr("A hold of {minutes} minutes cannot be right.", minutes=minutes))
    return typed[: found.start()].strip(" ,"), minutes


def _route(typed: str) -> tuple[str, Route]:
    for words, route in _ROUTES.items():
        if typed.endswith(words) and typed != words:
            return typed.removesuffix(words).strip(" ,"), route
    return typed, Route.SUBLINGUAL


def _decimal(typed: str) -> Decimal:
    """Return '1.5', '1,5', '1/2', '1 1/2' or '1½' as a number. Raises DoseWordsError."""
    if len(typed) > 20:
        raise DoseWordsError(tr("A dose of {typed} cannot be right.", typed=typed[:12]))
    if typed[-1] in _FRACTIONS:
        return Decimal(typed[:-1] or 0) + _FRACTIONS[typed[-1]]
    if "/" not in typed:
        return Decimal(typed.replace(",", "."))
    whole, _, fraction = typed.rpartition(" ")
    above, below = fraction.split("/")
    if not int(below):
        raise DoseWordsError(tr("A dose of {typed} cannot be right.", typed=typed[:12]))
    return Decimal(whole or 0) + Decimal(above) / Decimal(below)
