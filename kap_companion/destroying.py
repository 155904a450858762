"""Destroys a client's file after its retention time, when the clinician asks for it twice."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from kap_companion.companion import ActError
from kap_companion.language import day_words, tr
from kap_companion.session import entries as e
from kap_companion.session.clock import Clock, at_offset
from kap_companion.session.retention import KEEP_YEARS, Retention, retention
from kap_companion.session.standing import client_standing
from kap_companion.vault.journal import Pending
from kap_companion.vault.vault import Vault

_ROOM, _YEARS = "retention", "years"


class Destroying:
    """What may be destroyed in one vault, and its destruction."""

    def __init__(self, vault: Vault, clock: Clock) -> None:
        self._vault = vault
        self._clock = clock

    @property
    def keep_years(self) -> int:
        """How many years a file is kept after the last service."""
        kept = (self._vault.shelf.get(_ROOM, _YEARS) or {}).get("years")
        return kept if type(kept) is int and kept >= 1 else KEEP_YEARS

    def keep_for(self, years: int) -> None:
        """Keep files for so many years. Raises ActError for less than one."""
        if not 1 <= years <= 100:
            raise ActError(tr("Type how many years a file is kept: 1 to 100."))
        was = self.keep_years
        if years == was:
            return
        self._vault.shelf.put(_ROOM, _YEARS, {"years": years})
        at = self._clock.now().wall
        told = e.DefaultChanged("retention.years", str(was), str(years))
        self._vault.journal.append(
            [Pending(e.Stream.ACCESS, self._vault.id, told)],
            at=at,
            utc_offset=self._clock.utc_offset(at),
        )

    def retention(self, client_id: str) -> Retention | None:
        """Return how long this client's file is kept; None where there was no service yet."""
        file = self._vault.clients.get(client_id)
        last = self._last_service(client_id)
        if file is None or last is None:
            return None
        return retention(last, file.born_on, self.keep_years)

    def may_destroy(self, client_id: str) -> bool:
        """Whether the retention time of this client's file is over."""
        kept = self.retention(client_id)
        return kept is not None and kept.is_over(self._today())

    def destroy(self, client_id: str, code_typed: str, reason: str) -> None:
        """Take the client's whole file out of the vault; `code_typed` is the second confirmation.

        The ledger keeps that it was done, by ids that tell of nobody. Backups, exports and the
        copies that an update left beside the vault still hold it. Raises ActError where the
        retention time is not over, a session of theirs is not ended, or the code is another;
        VaultNotWritable, and then all of it is still there.
        """
        file, kept = self._vault.clients.get(client_id), self.retention(client_id)
        last = self._last_service(client_id)
        if file is None or kept is None or last is None:
            raise ActError(tr("There is no file of this client that could be destroyed."))
        if not kept.is_over(self._today()):
            raise ActError(
                tr(
                    "This file is kept until {day}: {n} years from {because}.",
                    day=day_words(kept.keep_until),
                    n=self.keep_years,
                    because=kept.because,
                )
            )
        sessions = self._vault.sessions.of_client(client_id)
        if any(row.ended_at is None for row in sessions):
            raise ActError(tr("A session of this client has not been ended: end it first."))
        if code_typed.strip() != file.code.strip():
            raise ActError(
                tr("Type {code} to confirm that this file is to be destroyed.", code=file.code)
            )
        if not reason.strip():
            raise ActError(tr("The reason is empty."))
        told = e.FileDestroyed(
            client_id, tuple(row.id for row in sessions), last, self.keep_years, reason.strip()
        )
        at = self._clock.now().wall
        self._vault.destroy(told, at=at, utc_offset=self._clock.utc_offset(at))

    def _last_service(self, client_id: str) -> date | None:
        days = [self._day(row.last_at) for row in self._vault.sessions.of_client(client_id)]
        days += [
            body.on
            for row in client_standing(self._vault.journal.client(client_id))
            if row.struck is None and isinstance(body := cast("object", row.body), e.MeetingHeld)
        ]
        return max(days, default=None)

    def _today(self) -> date:
        return self._day(self._clock.now().wall)

    def _day(self, at: datetime) -> date:
        return at_offset(at, self._clock.utc_offset(at)).date()
