"""Writes a superbill as a tagged PDF by Typst, held to PDF/UA-1 and PDF/A-2a as a record is."""

from __future__ import annotations

from typing import Any

from kap_companion.language import spoken, tr
from kap_companion.notes.document import page_words
from kap_companion.notes.export.page_text import PageText
from kap_companion.notes.export.paper import LONGEST_HEAD, on_paper
from kap_companion.notes.superbill import STATEMENT, TITLE, BilledService, Superbill, columns
from kap_companion.session.fees import money


def superbill_pdf(
    bill: Superbill, *, with_system_fonts: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """Return the superbill as PDF, and warnings that name what no font could show."""
    return on_paper(
        "superbill.typ",
        lambda text: _page(bill, text),
        bill.made_at,
        with_system_fonts=with_system_fonts,
    )


def _page(bill: Superbill, text: PageText) -> dict[str, Any]:
    made = bill.made_at
    sums = [(tr("Total"), bill.total), (tr("Paid"), bill.paid), (tr("Balance"), bill.balance)]
    return {
        "title": tr(TITLE),
        "language": spoken().code,
        "words": page_words() | _words(),
        "head": text.line(bill.running_head, LONGEST_HEAD),
        "foot": tr("Made on {day} at {time}", day=f"{made:%Y-%m-%d}", time=f"{made:%H:%M}"),
        "provider": [[name, text.said(value)] for name, value in bill.provider],
        "client": [[name, text.said(value)] for name, value in bill.client],
        "diagnoses": [text.said(code) for code in bill.diagnoses],
        "columns": list(columns()),
        "services": [_service(one, bill.currency, text) for one in bill.services],
        "sums": [[name, money(amount, bill.currency)] for name, amount in sums],
        "statement": tr(STATEMENT),
    }


def _words() -> dict[str, str]:
    return {
        "provider": tr("Provider"),
        "client": tr("Client"),
        "diagnoses": tr("Diagnosis codes"),
        "services": tr("Services"),
        "signature": tr("Signature"),
        "date": tr("Date"),
    }


def _service(one: BilledService, currency: str, text: PageText) -> list[Any]:
    return [
        f"{one.on:%Y-%m-%d}",
        text.said(one.service),
        _minutes(one.clock_minutes),
        _minutes(one.charged_minutes),
        text.said(one.code or "–"),
        money(one.fee, currency),
    ]


def _minutes(minutes: int | None) -> str:
    return "–" if minutes is None else tr("{minutes} min", minutes=minutes)
