"""What a superbill says: who treated whom, when, how long, for what fee, and what was paid.

Codes are there only as the clinician typed them. Nothing of what was said in a session has a place
in it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from kap_companion.language import tr, tr_later

TITLE = tr_later("Superbill")
STATEMENT = tr_later(
    "This is a statement for the client’s own out-of-network claim. Nothing was sent to an insurer "
    "or to anybody else."
)


def columns() -> tuple[str, ...]:
    """Return the names of the columns of the table of services."""
    return (
        *(tr("Date"), tr("Service"), tr("By the clock")),
        *(tr("Charged"), tr("Code"), tr("Fee")),
    )


@dataclass(frozen=True, slots=True)
class BilledService:
    """One service: minutes by the clock and as charged, None where they were not kept."""

    on: date
    service: str
    clock_minutes: int | None
    charged_minutes: int | None
    code: str
    fee: Decimal


@dataclass(frozen=True, slots=True)
class Superbill:
    """A statement for one client; `provider` and `client` are names and values, none empty."""

    made_at: datetime
    provider: tuple[tuple[str, str], ...]
    client: tuple[tuple[str, str], ...]
    running_head: str
    services: tuple[BilledService, ...]
    diagnoses: tuple[str, ...]
    paid: Decimal
    currency: str

    @property
    def total(self) -> Decimal:
        """The sum of the fees."""
        return sum((one.fee for one in self.services), Decimal(0))

    @property
    def balance(self) -> Decimal:
        """What of it was not paid; negative where more was paid."""
        return self.total - self.paid
