"""Superbills: what was done for a client and may be charged, and the statement made of it.

Services are the sessions that ended and the meetings that were held, with the clock's minutes;
rehearsals and what was struck are none. Nothing is sent, and no code is picked or remembered.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import cast

from kap_companion.companion import ActError
from kap_companion.fee_schedule import Fees
from kap_companion.identity import identity
from kap_companion.language import Spoken, day_words, speaking, tr
from kap_companion.note_language import NoteLanguage
from kap_companion.notes.export import Exported, free_targets, put_down
from kap_companion.notes.superbill import BilledService, Superbill
from kap_companion.session import entries as e
from kap_companion.session.clock import Clock, at_offset
from kap_companion.session.course_words import meeting_words
from kap_companion.session.fees import Service
from kap_companion.session.standing import client_standing
from kap_companion.session.wording import MODALITY, with_credentials
from kap_companion.vault.clients import ClientFile
from kap_companion.vault.journal import Pending
from kap_companion.vault.vault import Vault


@dataclass(frozen=True, slots=True)
class Rendered:
    """A service that took place; `minutes` by the clock, None where they were not kept."""

    id: str
    on: date
    meeting: e.MeetingKind
    minutes: int | None
    modality: e.Modality | None = None


@dataclass(frozen=True, slots=True)
class Charge:
    """A service as it is to be charged: minutes, code and fee as the clinician has them.

    `title` is as it is kept, and said by `tr` where it is shown.
    `fee` is None where the schedule has none for it and nothing was typed.
    """

    rendered: Rendered
    title: str
    charged_minutes: int | None
    code: str
    fee: Decimal | None


class Superbills:
    """The superbills of one vault; `clinician` returns who makes them."""

    def __init__(
        self, vault: Vault, clock: Clock, fees: Fees, clinician: Callable[[], str | None]
    ) -> None:
        self._vault = vault
        self._clock = clock
        self._fees = fees
        self._clinician = clinician

    # --- what may be charged --------------------------------------------------------------------

    def services(self, client_id: str) -> tuple[Rendered, ...]:
        """Return what was done for a client, the newest first."""
        done = [*self._sessions(client_id), *self._meetings(client_id)]
        return tuple(sorted(done, key=lambda one: (one.on, one.id), reverse=True))

    def unended(self, client_id: str) -> int:
        """Return how many sessions of the client have no end, and so no time to charge yet."""
        rows = self._vault.sessions.of_client(client_id)
        return sum(row.ended_at is None and not row.rehearsal for row in rows)

    def charge(
        self,
        rendered: Rendered,
        minutes: int | None = None,
        code: str | None = None,
        fee: Decimal | None = None,
    ) -> Charge:
        """Return a service as it is charged: what is given, else by the schedule and the clock."""
        schedule = self._fees.schedule
        service = self._service(rendered)
        title = service.title if service is not None else _kept_title(rendered.meeting)
        charged = minutes
        if charged is None and rendered.minutes is not None:
            charged = schedule.charged_minutes(rendered.minutes, service)
        if fee is None and service is not None and charged is not None:
            fee = schedule.fee(service, charged)
        told = code if code is not None else service.code if service is not None else ""
        return Charge(rendered, title, charged, told.strip(), fee)

    # --- the statement --------------------------------------------------------------------------

    def superbill(
        self,
        client: ClientFile,
        charges: Iterable[Charge],
        diagnoses: str = "",
        paid: Decimal = Decimal(0),
    ) -> Superbill:
        """Return the statement, said in the notes' language.

        Raises ActError where no service or a fee is missing.
        """
        chosen = tuple(charges)
        if not chosen:
            raise ActError(tr("Choose a service first."))
        for one in chosen:
            _refuse_without_fee(one)
        with speaking(NoteLanguage(self._vault.shelf).spoken):
            return self._superbill(client, chosen, diagnoses, paid)

    def _superbill(
        self, client: ClientFile, charges: Iterable[Charge], diagnoses: str, paid: Decimal
    ) -> Superbill:
        services = sorted((_billed(one) for one in charges), key=lambda one: one.on)
        now = self._clock.now().wall
        codes = (code.strip() for code in diagnoses.replace(";", ",").split(","))
        return Superbill(
            made_at=at_offset(now, self._clock.utc_offset(now)),
            provider=self._provider(),
            client=_client(client),
            running_head=f"{client.full_name or client.code}, {_from_to(services)}",
            services=tuple(services),
            diagnoses=tuple(code for code in codes if code),
            paid=paid,
            currency=self._fees.schedule.currency,
        )

    def missing(self, client: ClientFile) -> tuple[str, ...]:
        """Return what an insurer usually asks for and nobody gave, each in a word or two."""
        given = identity(self._vault.shelf)
        asked = {
            tr("the clinician’s name"): self._clinician(),
            tr("licence"): given.licence,
            "NPI": given.npi,
            tr("tax id"): given.tax_id,
            tr("the practice’s address"): given.address,
            tr("the client’s full name"): client.full_name,
            tr("the client’s day of birth"): client.born_on,
            tr("the client’s address"): client.address,
        }
        return tuple(name for name, value in asked.items() if not value)

    def export(
        self, client: ClientFile, bill: Superbill, folder: Path, to: str | None = None
    ) -> Exported:
        """Write the superbill as a PDF into `folder`, and say in the vault's log that it left.

        Raises ExportError where a file stands in the way or cannot be written.
        """
        from kap_companion.notes.export.superbill import superbill_pdf

        name = f"superbill-{bill.made_at:%Y-%m-%d-%H%M%S}-{client.id[-6:]}"
        targets = free_targets(("pdf",), folder, name)
        with speaking(NoteLanguage(self._vault.shelf).spoken):
            content, warnings = superbill_pdf(bill)
        put_down(targets, [content], folder)
        names = tuple(path.name for path in targets)
        told = e.CourseExported(client.id, "superbill", to, names, str(folder))
        at = self._clock.now().wall
        self._vault.journal.append(
            [Pending(e.Stream.ACCESS, self._vault.id, told)],
            at=at,
            utc_offset=self._clock.utc_offset(at),
        )
        return Exported(tuple(targets), warnings)

    # --- how it is done -------------------------------------------------------------------------

    def _sessions(self, client_id: str) -> Iterable[Rendered]:
        for row in self._vault.sessions.of_client(client_id):
            if row.rehearsal or row.ended_at is None:
                continue
            length = max(timedelta(0), row.ended_at - row.opened_at)
            minutes = int(length / timedelta(minutes=1))
            on = self._day(row.opened_at)
            yield Rendered(row.id, on, e.MeetingKind.DOSING, minutes, row.modality)

    def _meetings(self, client_id: str) -> Iterable[Rendered]:
        for row in client_standing(self._vault.journal.client(client_id)):
            # The words of a file that was destroyed are gone.
            body = cast("object", row.body)
            if row.struck is None and isinstance(body, e.MeetingHeld):
                yield Rendered(row.entry.id, body.on, body.meeting, body.minutes, body.modality)

    def _service(self, rendered: Rendered) -> Service | None:
        return self._fees.schedule.service(rendered.meeting.value)

    def _provider(self) -> tuple[tuple[str, str], ...]:
        given = identity(self._vault.shelf)
        name = self._clinician() or ""
        told = (
            (tr("Clinician"), with_credentials(name, given.credentials) if name else ""),
            (tr("Practice"), given.practice),
            (tr("Address"), given.address),
            (tr("Phone"), given.phone),
            (tr("Email"), given.email),
            (tr("Licence"), given.licence),
            ("NPI", given.npi),
            (tr("Tax id"), given.tax_id),
        )
        return tuple((label, value.strip()) for label, value in told if value.strip())

    def _day(self, at: datetime) -> date:
        return at_offset(at, self._clock.utc_offset(at)).date()


def _client(client: ClientFile) -> tuple[tuple[str, str], ...]:
    told = (
        (tr("Name"), client.full_name or client.code),
        (tr("Born on"), day_words(client.born_on) if client.born_on else ""),
        (tr("Address"), client.address or ""),
    )
    return tuple((label, value.strip()) for label, value in told if value.strip())


def _kept_title(meeting: e.MeetingKind) -> str:
    """Return what a meeting is called as a fee's title is kept: it is said where it is shown."""
    with speaking(Spoken()):
        return meeting_words(meeting)


def _refuse_without_fee(charge: Charge) -> None:
    if charge.fee is None:
        raise ActError(
            tr(
                "Type the fee of the {service} on {day}.",
                service=tr(charge.title).lower(),
                day=day_words(charge.rendered.on),
            )
        )


def _billed(charge: Charge) -> BilledService:
    one = charge.rendered
    assert charge.fee is not None
    where = f", {MODALITY[one.modality]}" if one.modality is not None else ""
    return BilledService(
        one.on,
        f"{tr(charge.title)}{where}",
        one.minutes,
        charge.charged_minutes,
        charge.code,
        charge.fee,
    )


def _from_to(services: list[BilledService]) -> str:
    first, last = day_words(services[0].on), day_words(services[-1].on)
    return first if first == last else tr("{first} to {last}", first=first, last=last)
