"""Writes a document as Markdown; what was typed stands as typed, nothing is escaped."""

from __future__ import annotations

from collections.abc import Iterator

from kap_companion.language import tr
from kap_companion.notes.document import (
    KEPT_APART,
    LOG_NOTE,
    Document,
    LogRow,
    Measured,
    PrivateDocument,
    vitals_columns,
)


def markdown(document: Document | PrivateDocument) -> str:
    """Return the document as Markdown, the same for the same entries."""
    parts = _record(document) if isinstance(document, Document) else _private(document)
    return "\n\n".join(parts) + "\n"


def _record(document: Document) -> Iterator[str]:
    yield f"# {document.title}"
    if document.mark:
        yield f"**{document.mark}**"
    if document.facts:
        yield "\n".join(f"- {name}: {value}" for name, value in document.facts)
    yield document.note.strip("\n")
    yield from _signature(document)
    for addendum in document.addenda:
        about = f", {addendum.late}" if addendum.late else ""
        heading = tr("Addendum, {written}", written=addendum.written)
        yield f"## {heading}{about}"
        yield addendum.text
        if addendum.reason:
            yield tr("Reason: {reason}", reason=addendum.reason)
    if document.has_appendix:
        yield from _appendix(document)


def _signature(document: Document) -> Iterator[str]:
    if not document.is_record:
        return
    yield f"## {tr('Signature')}"
    if document.signature is None:
        yield tr("Not signed.")
        return
    yield tr(
        "Signed by {name} on {signed}.",
        name=document.signature.name,
        signed=document.signature.signed,
    )
    for name, told in document.signature.hashes:
        yield f"{name}: `{told}`"


def _appendix(document: Document) -> Iterator[str]:
    if document.vitals:
        yield f"## {tr('Vitals')}"
        yield "\n".join(_vitals_table(document))
    yield f"## {tr('Session log')}"
    yield tr(LOG_NOTE)
    if document.log:
        yield "\n".join(_row(row) for row in document.log)
    if document.left_out:
        yield document.left_out


def _vitals_table(document: Document) -> Iterator[str]:
    yield "| " + " | ".join((tr("Since dose"), tr("Time"), *vitals_columns(), "|"))
    yield "|---:|---|---|---|---|---|---|"
    for row in document.vitals:
        cells = " | ".join(_measured(value) for value in row.values)
        marks = row.marks.replace("|", r"\|")
        yield f"| {row.since_dose} | {row.clock} | {cells} | {marks} |"


def _private(document: PrivateDocument) -> Iterator[str]:
    yield f"# {document.title}"
    if document.mark:
        yield f"**{document.mark}**"
    yield document.subject
    yield tr(KEPT_APART)
    if document.notes:
        yield "\n".join(_row(row) for row in document.notes)
    if document.left_out:
        yield document.left_out


def _row(row: LogRow) -> str:
    time = f"**{row.since_dose}** · {row.clock}" if row.since_dose else f"**{row.clock}**"
    marks = f" *({row.marks})*" if row.marks else ""
    return f"- {time} · {row.words}{marks}"


def _measured(value: Measured) -> str:
    if value.value is None:
        return "–"
    return f"{value.value} ({value.change})" if value.change else value.value
