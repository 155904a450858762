"""Late telling in line: '-3m she laughed' and '@10:42 she laughed' say when it happened."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from kap_companion.language import tr, tr_later
from kap_companion.session.wording import elapsed

# A dash of any length: some keyboards and systems put a longer one.
_DASHES = "-\u2010\u2011\u2012\u2013\u2212"
_AGO = (
    rf"[{_DASHES}](?=\d)"
    r"(?:(?P<h>\d{1,2})(?:h|\s?(?:hours?|hrs?|horas?)))?\s?"
    r"(?:(?P<m>\d{1,3})(?:m|\s?(?:minutes?|mins?|minutos?)))?\s?"
    r"(?:(?P<s>\d{1,4})(?:s|\s?(?:seconds?|secs?|segundos?|segs?)))?"
)
_CLOCK = r"@(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)"
# A whole word of its own, so that '-3 degrees' and '-3metres' are no times.
_AT_START = re.compile(rf"\s*(?:{_AGO}|{_CLOCK})(?!\S)\s*", re.IGNORECASE)
_AT_END = re.compile(rf"(?<!\S)(?:{_AGO}|{_CLOCK})\s*\Z", re.IGNORECASE)
_DAY = timedelta(days=1)
_TOO_EARLY = tr_later("before the session")


class LateError(ValueError):
    """A time that cannot be; the message says why, fit for the clinician, and `briefly` too."""

    def __init__(self, why: str, briefly: str = "") -> None:
        super().__init__(why)
        self.briefly = briefly


@dataclass(frozen=True, slots=True)
class Ago:
    """A time that was told: so long ago, or at `clock` by the clinician's clock."""

    by: timedelta | None = None
    clock: tuple[int, int] | None = None

    def late_by(self, now: datetime, opened_at: datetime) -> timedelta:
        """Return how long before `now` it was; both moments by the clinician's own clock.

        A time of the clock is the latest such one, the opening's own minute counts from the
        opening. Raises LateError for what is to come and for what was before the session's opening.
        """
        began = f"{opened_at.hour}:{opened_at.minute:02d}"
        if self.by is not None:
            if now - self.by < opened_at:
                raise LateError(
                    tr(
                        "The session began at {began}: {time} ago is before that.",
                        began=began,
                        time=elapsed(self.by),
                    ),
                    tr(_TOO_EARLY),
                )
            return self.by
        assert self.clock is not None
        hour, minute = self.clock
        told = f"{hour}:{minute:02d}"
        at = now.replace(hour=hour, minute=minute, second=0, microsecond=0)
        opening_minute = opened_at.replace(second=0, microsecond=0)
        if at > now and at - _DAY >= opening_minute:
            at -= _DAY
        if at > now:
            raise LateError(
                tr("{time} has not come yet.", time=told),
                tr("still to come"),
            )
        if at < opening_minute:
            raise LateError(
                tr(
                    "The session began at {began}: {time} is before that.",
                    began=began,
                    time=told,
                ),
                tr(_TOO_EARLY),
            )
        return now - max(at, opened_at)


def may_tell_late(text: str) -> bool:
    """Say quickly whether `text` may begin with a time; most texts do not."""
    return text.lstrip()[:1] in (*_DASHES, "@")


def at_start(text: str) -> tuple[Ago | None, str]:
    """Return the time that `text` begins with, None where it begins with none, and the rest."""
    found = _AT_START.match(text) if may_tell_late(text) else None
    return (None, text) if found is None else (_ago(found), text[found.end() :])


def at_either_end(text: str) -> tuple[Ago | None, str]:
    """Return the time that a short line such as '50 -3m' begins or ends with, and the rest."""
    told, rest = at_start(text)
    if told is None and (found := _AT_END.search(text)) is not None:
        return _ago(found), text[: found.start()].rstrip()
    return told, rest


def _ago(found: re.Match[str]) -> Ago:
    if found["hour"] is not None:
        return Ago(clock=(int(found["hour"]), int(found["minute"])))
    hours, minutes, seconds = (int(found[unit] or 0) for unit in ("h", "m", "s"))
    return Ago(timedelta(hours=hours, minutes=minutes, seconds=seconds))
