"""How long a client's file is kept, and from when on the clinician may destroy it.

Seven years after the last service, for an adult; for a client who was a minor then, seven years
after they came of age (California Business and Professions Code, section 4993, for LCSWs; DOMAIN:
What the record must hold). The years can be changed; nothing is destroyed by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kap_companion.language import tr, tr_later

KEEP_YEARS = 7
OF_AGE_YEARS = 18
SOURCE = tr_later(
    "California Business and Professions Code, section 4993, for LCSWs. Other places and licences "
    "have other years."
)


@dataclass(frozen=True, slots=True)
class Retention:
    """Until when a file is kept; `because` says from what day the years count, and why."""

    keep_until: date
    counts_from: date
    because: str

    def is_over(self, today: date) -> bool:
        """Whether the file may be destroyed on that day."""
        return today > self.keep_until


def retention(
    last_service_on: date, born_on: date | None, keep_years: int = KEEP_YEARS
) -> Retention:
    """Return how long a file is kept. Raises ValueError where `keep_years` is less than one."""
    if keep_years < 1:
        raise ValueError("A file is kept for one year at least.")
    counts_from, because = last_service_on, tr("the last service")
    if born_on is not None:
        of_age = _later(born_on, OF_AGE_YEARS)
        if of_age > last_service_on:
            counts_from, because = of_age, tr("the day the client comes of age")
    return Retention(_later(counts_from, keep_years), counts_from, because)


def _later(day: date, years: int) -> date:
    """The same day so many years later; 1 March where there is no 29 February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
