"""Writes a document as a tagged PDF: the record with its appendix, or psychotherapy notes alone."""

from __future__ import annotations

import io
from collections.abc import Iterable
from typing import Any

from kap_companion.language import tr, tr_later
from kap_companion.notes.blocks import BlockKind, read_blocks
from kap_companion.notes.document import (
    KEPT_APART,
    LOG_NOTE,
    Addendum,
    Document,
    LogRow,
    PrivateDocument,
    VitalsRow,
    page_words,
    vitals_columns,
)
from kap_companion.notes.export.page_text import PageText
from kap_companion.notes.export.paper import LONGEST_HEAD, on_paper
from kap_companion.notes.figure import Figure

LOCKED = tr_later(
    "The PDF opens with its password alone. It is no longer PDF/A, the form for long keeping, and "
    "nobody can bring back a password that is lost."
)


def pdf(
    document: Document | PrivateDocument, *, with_system_fonts: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """Return the document as PDF, and warnings that name what it could not show.

    Without the system's fonts it looks the same on every machine.
    """
    return on_paper(
        "document.typ",
        lambda text: _page(document, text),
        document.last_entry_at,
        with_system_fonts=with_system_fonts,
    )


def locked(content: bytes, password: str) -> tuple[bytes, str]:
    """Return a PDF that asks for `password` before it opens, and what that costs.

    AES-256. Screen readers may still read it aloud; it no longer says that it is PDF/A, which
    forbids encryption.
    """
    # Costs a tenth of a second to bring in, and is seldom asked for.
    import pikepdf

    written = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        with opened.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as told:
            for key in ("pdfaid:part", "pdfaid:conformance", "pdfaid:rev"):
                if key in told:
                    del told[key]
        asked = pikepdf.Encryption(owner=password, user=password, R=6)
        opened.save(written, encryption=asked)
    return written.getvalue(), tr(LOCKED)


def _page(document: Document | PrivateDocument, text: PageText) -> dict[str, Any]:
    if isinstance(document, Document):
        return _record(document, text)
    return _private(document, text)


def _record(document: Document, text: PageText) -> dict[str, Any]:
    signature = document.signature
    foot = (
        tr("Signed by {name}, {signed}", name=signature.name, signed=signature.signed)
        if signature
        else document.mark or ""
    )
    return {
        "title": text.line(document.title),
        "head": text.line(document.running_head, LONGEST_HEAD),
        "author": text.line(signature.name if signature else ""),
        "language": document.language,
        "mark": document.mark,
        "watermark": document.watermark,
        "foot": text.line(foot, LONGEST_HEAD),
        "words": _words(),
        "facts": [[name, text.said(value)] for name, value in document.facts],
        "leads": [],
        "sections": _sections(document.note, text),
        "signature": {
            "signed": signature is not None,
            "name": text.said(signature.name if signature else ""),
            "when": tr("Signed on {signed}.", signed=signature.signed) if signature else "",
            "hashes": [list(one) for one in signature.hashes] if signature else [],
        }
        if document.is_record
        else None,
        "addenda": [_addendum(addendum, text) for addendum in document.addenda],
        "figure": _figure(document.figure) if document.figure is not None else None,
        "vitals-columns": list(vitals_columns()),
        "vitals": [_vitals(row, text) for row in document.vitals],
        "log-title": tr("Session log"),
        "log-note": tr(LOG_NOTE),
        "with-dose": True,
        "log": [_row(row, text) for row in document.log] if document.has_appendix else None,
        "left-out": document.left_out if document.has_appendix else None,
    }


def _private(document: PrivateDocument, text: PageText) -> dict[str, Any]:
    return {
        "title": text.line(document.title),
        "head": text.line(document.subject, LONGEST_HEAD),
        "author": "",
        "language": document.language,
        "mark": document.mark,
        "watermark": document.watermark,
        "foot": document.title,
        "words": _words(),
        "facts": [],
        "leads": [text.said(document.subject), text.said(tr(KEPT_APART))],
        "sections": [],
        "signature": None,
        "addenda": [],
        "figure": None,
        "vitals-columns": [],
        "vitals": [],
        "log-title": tr("Notes"),
        "log-note": None,
        "with-dose": False,
        "log": [_row(row, text) for row in document.notes],
        "left-out": document.left_out,
    }


def _words() -> dict[str, str]:
    """Return what stands on the page itself."""
    return page_words() | {
        "since": tr("Since dose"),
        "time": tr("Time"),
        "entry": tr("Entry"),
        "note": tr("Note"),
        "remarks": tr("Remarks"),
        "vitals": tr("Vitals"),
        "signature": tr("Signature"),
        "unsigned": tr("Not signed."),
        "name": tr("Name and credentials"),
        "date": tr("Date"),
    }


def _sections(note: str, text: PageText) -> list[dict[str, Any]]:
    """Return a note's blocks by its headings, items of one list together.

    A heading never skips a level: a tagged page must not.
    """
    sections: list[dict[str, Any]] = [{"name": None, "blocks": []}]
    for block in read_blocks(note):
        within = sections[-1]["blocks"]
        said = text.said(block.text)
        if block.kind is BlockKind.HEADING and block.level < 3:
            sections.append({"name": said, "blocks": []})
        elif block.kind is BlockKind.ITEM and within and within[-1]["kind"] == block.kind.value:
            within[-1]["texts"].append(said)
        else:
            level = 2 if sections[-1]["name"] is None else 3
            within.append({"kind": block.kind.value, "level": level, "texts": [said]})
    return [part for part in sections if part["name"] is not None or part["blocks"]]


def _addendum(addendum: Addendum, text: PageText) -> dict[str, Any]:
    about = f", {addendum.late}" if addendum.late else ""
    told: Iterable[str] = (
        f"{addendum.written}{about}",
        addendum.text,
        *((tr("Reason: {reason}", reason=addendum.reason),) if addendum.reason else ()),
    )
    blocks = [{"kind": "paragraph", "level": 3, "texts": [text.said(part)]} for part in told]
    return {"name": text.said(tr("Addendum")), "blocks": blocks}


def _figure(figure: Figure) -> dict[str, str]:
    return {
        "title": tr("Timeline"),
        "svg": figure.svg,
        "alt": figure.alt,
        "legend": figure.legend,
    }


def _row(row: LogRow, text: PageText) -> dict[str, Any]:
    return {
        "since": row.since_dose,
        "clock": row.clock,
        "words": text.said(row.words),
        "typed": row.is_typed,
        "marks": text.said(row.marks) if row.marks else None,
    }


def _vitals(row: VitalsRow, text: PageText) -> dict[str, Any]:
    values = [{"value": one.value or "–", "change": one.change or ""} for one in row.values]
    return {
        "since": row.since_dose,
        "clock": row.clock,
        "values": values,
        "marks": text.said(row.marks) if row.marks else None,
    }
