"""What a service costs by the practice's own schedule and the clock, and how its time is rounded.

A fee is a rate for so many minutes: what took longer or shorter costs in proportion. Procedure and
diagnosis codes are the clinician's: nothing here knows or picks one (DOMAIN: Billing).
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from kap_companion.language import decimal_words, tr

_CENT = Decimal("0.01")
_LONGEST_MIN = 24 * 60
_GREATEST = Decimal(100_000)
# A comma parts thousands and nothing else: 375,50 would be read as a hundred times as much.
_AMOUNT = re.compile(r"(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?")
# Where a language has a decimal comma, one or two digits after either sign are cents, three more
# of the amount itself.
_AMOUNT_WITH_COMMA = re.compile(
    r"(?:[0-9]{1,9}|[0-9]{1,3}(?:\.[0-9]{3})+)(?:,[0-9]{1,2})?"
    r"|(?:[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]{1,2})?"
)


class Rounding(StrEnum):
    """Which way minutes are rounded to the schedule's step."""

    NEAREST = "nearest"
    UP = "up"
    DOWN = "down"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Service:
    """One line of the schedule: so much for so many minutes; `code` only where it was typed."""

    key: str
    title: str
    amount: Decimal
    per_minutes: int
    code: str = ""


@dataclass(frozen=True, slots=True)
class FeeSchedule:
    """The practice's fees; `round_to_minutes` is the step that `rounding` goes by."""

    currency: str
    services: tuple[Service, ...]
    round_to_minutes: int
    rounding: Rounding

    def service(self, key: str) -> Service | None:
        """Return one line of the schedule, or None."""
        return next((one for one in self.services if one.key == key), None)

    def charged_minutes(self, minutes: int, service: Service | None = None) -> int:
        """Return what of the clock's `minutes` is charged, by the rounding rule.

        The steps count from the service's own minutes: by steps of 15, 50 minutes that a fee is
        for stay 50, and the next are 65.
        """
        step = self.round_to_minutes
        begin = service.per_minutes % step if service is not None else 0
        beyond = minutes - begin
        match self.rounding:
            case Rounding.NONE:
                return minutes
            case Rounding.UP:
                steps = -(-beyond // step)
            case Rounding.DOWN:
                steps = beyond // step
            case Rounding.NEAREST:
                steps = (2 * beyond + step) // (2 * step)
        return max(0, begin + steps * step)

    def fee(self, service: Service, charged_minutes: int) -> Decimal:
        """Return the fee for so many charged minutes, to the cent; halves go up."""
        exact = service.amount * charged_minutes / service.per_minutes
        return exact.quantize(_CENT, ROUND_HALF_UP)


class FeesError(ValueError):
    """A schedule that cannot be used; the message says which line and why."""


def parse_fees(text: str) -> FeeSchedule:
    """Return the schedule written in `text` (JSON as in resources/fees/practice.json).

    Raises FeesError where it is not of that form or a figure cannot be right.
    """
    try:
        told = json.loads(text)
        services = tuple(_service(one) for one in told["services"])
        schedule = FeeSchedule(
            currency=str(told["currency"]),
            services=services,
            round_to_minutes=int(told["round_to_minutes"]),
            rounding=Rounding(told["rounding"]),
        )
    except FeesError:
        raise
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError) as trouble:
        raise FeesError(tr("The fees cannot be read: {trouble}.", trouble=trouble)) from trouble
    if not 1 <= schedule.round_to_minutes <= _LONGEST_MIN:
        raise FeesError(tr("Type the minutes that time is rounded to: at least 1."))
    if len({one.key for one in services}) < len(services):
        raise FeesError(tr("The fees cannot be read: a service stands there twice."))
    return schedule


def service_words(service: Service, currency: str = "USD") -> str:
    """Return a line of the schedule in words: 'Dosing session, $250.00 for 60 min'."""
    told = tr(
        "{title}, {amount} for {minutes} min",
        title=tr(service.title),
        amount=money(service.amount, currency),
        minutes=service.per_minutes,
    )
    return told + (tr(", code {code}", code=service.code) if service.code else "")


def parse_amount(text: str) -> Decimal | None:
    """Return an amount as it is typed: '1,250', '$375', '375.50'; None where nothing is typed.

    Raises FeesError for what is no amount of money.
    """
    plain = text.strip().removeprefix("$").strip()
    if not plain:
        return None
    known = _AMOUNT if _decimal_sign() == "." else _AMOUNT_WITH_COMMA
    whole, cents = plain, ""
    if found := re.search(r"[.,]([0-9]{1,2})$", plain):
        whole, cents = plain[: found.start()], found[1]
    if not known.fullmatch(plain) or (amount := _amount(whole, cents)) > _GREATEST:
        typed = " ".join(text[:40].split())
        raise FeesError(tr("{typed} is no amount: type it as 375 or 375.50.", typed=typed))
    return amount


def fees_form(schedule: FeeSchedule) -> dict[str, object]:
    """Return the schedule in the form that `parse_fees` reads."""
    return {
        "currency": schedule.currency,
        "services": [
            {
                "key": one.key,
                "title": one.title,
                "amount": str(one.amount),
                "per_minutes": one.per_minutes,
                **({"code": one.code} if one.code else {}),
            }
            for one in schedule.services
        ],
        "round_to_minutes": schedule.round_to_minutes,
        "rounding": schedule.rounding.value,
    }


def money(amount: Decimal, currency: str = "USD") -> str:
    """Return an amount as it is written: '$375.00'; other currencies by their code."""
    exact = amount.quantize(_CENT, ROUND_HALF_UP)
    sign, figures = "−" if exact < 0 else "", f"{abs(exact):,}"
    if _decimal_sign() == ",":
        figures = figures.translate({ord(","): ".", ord("."): ","})
    return f"{sign}${figures}" if currency == "USD" else f"{sign}{figures} {currency}"


def _decimal_sign() -> str:
    return decimal_words("0.0")[1]


def _amount(whole: str, cents: str) -> Decimal:
    return Decimal(f"{re.sub('[.,]', '', whole)}.{cents or 0}")


def _service(form: Mapping[str, object]) -> Service:
    title = str(form["title"]).strip()
    amount, minutes = Decimal(str(form["amount"])), int(str(form["per_minutes"]))
    if not title:
        raise FeesError(tr("A service needs a name."))
    if not amount.is_finite() or not 0 <= amount <= _GREATEST:
        raise FeesError(tr("The fee of {title} cannot be right.", title=title))
    if not 1 <= minutes <= _LONGEST_MIN:
        raise FeesError(tr("The minutes of {title} cannot be right.", title=title))
    return Service(str(form["key"]), title, amount, minutes, str(form.get("code", "")).strip())
