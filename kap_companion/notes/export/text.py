"""Writes a document as plain text to paste into another system; no line is wrapped."""

from __future__ import annotations

from collections.abc import Iterator

from kap_companion.language import tr
from kap_companion.notes.blocks import Block, BlockKind, read_blocks
from kap_companion.notes.document import (
    KEPT_APART,
    Document,
    LogRow,
    PrivateDocument,
    VitalsRow,
    vitals_columns,
)


def plain_text(document: Document | PrivateDocument) -> str:
    """Return the document as plain text, the same for the same entries."""
    parts = _record(document) if isinstance(document, Document) else _private(document)
    return "\n\n".join(parts) + "\n"


def _record(document: Document) -> Iterator[str]:
    yield _heading(document.title, "=")
    if document.mark:
        yield document.mark
    if document.facts:
        yield "\n".join(f"{name}: {value}" for name, value in document.facts)
    yield from _blocks(document.note)
    if document.signature is not None:
        yield _heading(tr("Signature"))
        signed = tr(
            "Signed by {name} on {signed}.",
            name=document.signature.name,
            signed=document.signature.signed,
        )
        hashes = (f"{name}: {told}" for name, told in document.signature.hashes)
        yield "\n".join((signed, *hashes))
    elif document.is_record:
        yield _heading(tr("Signature"))
        yield tr("Not signed.")
    for addendum in document.addenda:
        about = f", {addendum.late}" if addendum.late else ""
        yield _heading(tr("Addendum, {written}", written=addendum.written) + about)
        yield addendum.text
        if addendum.reason:
            yield tr("Reason: {reason}", reason=addendum.reason)
    if document.has_appendix:
        if document.vitals:
            yield _heading(tr("Vitals"))
            yield "\n".join(_vitals(row) for row in document.vitals)
        yield _heading(tr("Session log"))
        if document.log:
            yield "\n".join(_row(row) for row in document.log)
        if document.left_out:
            yield document.left_out


def _private(document: PrivateDocument) -> Iterator[str]:
    yield _heading(document.title, "=")
    if document.mark:
        yield document.mark
    yield document.subject
    yield tr(KEPT_APART)
    if document.notes:
        yield "\n".join(_row(row) for row in document.notes)
    if document.left_out:
        yield document.left_out


def _blocks(note: str) -> Iterator[str]:
    """Yield the note without its marks, items of one list together."""
    items: list[str] = []
    for block in read_blocks(note):
        if block.kind is BlockKind.ITEM:
            items.append(f"- {block.text}")
            continue
        if items:
            yield "\n".join(items)
            items = []
        yield _block(block)
    if items:
        yield "\n".join(items)


def _block(block: Block) -> str:
    match block.kind:
        case BlockKind.HEADING:
            return _heading(block.text) if block.level < 3 else block.text
        case BlockKind.BLANK:
            return f"[{block.text}]"
        case _:
            return block.text


def _heading(text: str, rule: str = "-") -> str:
    return f"{text}\n{rule * min(len(text), 60)}"


def _row(row: LogRow) -> str:
    time = f"{row.since_dose} ({row.clock})" if row.since_dose else row.clock
    marks = f" [{row.marks}]" if row.marks else ""
    return f"{time}  {row.words}{marks}"


def _vitals(row: VitalsRow) -> str:
    told = []
    for name, value in zip(vitals_columns(), row.values, strict=True):
        if value.value is not None:
            told.append(f"{name} {value.value}" + (f" ({value.change})" if value.change else ""))
    time = f"{row.since_dose} ({row.clock})" if row.since_dose else row.clock
    return f"{time}  {', '.join(told)}" + (f" [{row.marks}]" if row.marks else "")
