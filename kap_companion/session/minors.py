"""Whether a client is a minor: then a guardian consents for them, or it is said why none did."""

from __future__ import annotations

from datetime import date

from kap_companion.session.retention import OF_AGE_YEARS


def is_minor(born_on: date | None, on: date) -> bool:
    """Return whether somebody born on a day is under age on another; unknown is no minor."""
    if born_on is None:
        return False
    had_birthday = (on.month, on.day) >= (born_on.month, born_on.day)
    return on.year - born_on.year - (0 if had_birthday else 1) < OF_AGE_YEARS
