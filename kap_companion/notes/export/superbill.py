"""Writes a superbill as a tagged PDF by Typst, held to PDF/UA-1 and PDF/A-2a as a record is."""

from __future__ import annotations

import json
from typing import Any, Literal

import typst

from kap_companion import resources
from kap_companion.notes.export.characters import warning
from kap_companion.notes.export.page_text import PageText
from kap_companion.notes.superbill import COLUMNS, STATEMENT, TITLE, BilledService, Superbill
from kap_companion.session.fees import money

# The strictest first; where one cannot be met, a plainer PDF is better than none.
_STANDARDS: tuple[list[Literal["ua-1", "a-2a"]], ...] = (["ua-1", "a-2a"], ["ua-1"], [])
_LONGEST_HEAD = 90


def superbill_pdf(
    bill: Superbill, *, with_system_fonts: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """Return the superbill as PDF, and warnings that name what no font could show."""
    fonts = typst.Fonts(
        include_system_fonts=with_system_fonts, font_paths=[str(resources.path("fonts"))]
    )
    template = resources.path("templates/superbill.typ")
    text = PageText()
    remaining = list(_STANDARDS)
    while True:
        page = json.dumps(_page(bill, text), ensure_ascii=False)
        try:
            content: bytes = typst.compile(
                template,
                root=template.parent,
                font_paths=fonts,
                format="pdf",
                sys_inputs={"document": page},
                pdf_standards=list(remaining[0]),
                timestamp=bill.made_at.replace(microsecond=0),
            )
        except typst.TypstError as trouble:
            if text.learn(trouble.diagnostic):
                continue
            remaining.pop(0)
            if not remaining:
                raise
        else:
            break
    return content, (
        *warning("These characters cannot be shown in the PDF and are named in it", text.unshown),
        *warning("These characters cannot stand in a PDF and are shown as � in it", text.replaced),
    )


def _page(bill: Superbill, text: PageText) -> dict[str, Any]:
    made = bill.made_at
    sums = [("Total", bill.total), ("Paid", bill.paid), ("Balance", bill.balance)]
    return {
        "title": TITLE,
        "head": text.line(bill.running_head, _LONGEST_HEAD),
        "foot": f"Made on {made:%Y-%m-%d} at {made:%H:%M}",
        "provider": [[name, text.said(value)] for name, value in bill.provider],
        "client": [[name, text.said(value)] for name, value in bill.client],
        "diagnoses": [text.said(code) for code in bill.diagnoses],
        "columns": list(COLUMNS),
        "services": [_service(one, bill.currency, text) for one in bill.services],
        "sums": [[name, money(amount, bill.currency)] for name, amount in sums],
        "statement": STATEMENT,
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
    return "–" if minutes is None else f"{minutes} min"
