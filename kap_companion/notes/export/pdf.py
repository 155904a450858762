"""Writes a document as a tagged PDF by Typst, naming every character that no font can show.

Typst refuses a tagged page with a character that no font has and says which: each is then replaced,
in the PDF only, by its code point and name, as in ‹U+1F60C RELIEVED FACE›.
"""

from __future__ import annotations

import ast
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

import typst

from kap_companion import resources
from kap_companion.notes.blocks import Block, BlockKind, read_blocks
from kap_companion.notes.document import (
    KEPT_APART,
    UNSIGNED,
    VITALS_COLUMNS,
    Addendum,
    Document,
    LogRow,
    PrivateDocument,
    VitalsRow,
)
from kap_companion.notes.export.characters import (
    fit,
    forbidden,
    is_right_to_left,
    named,
    warning,
)

_STANDARDS = (["ua-1", "a-2a"], ["ua-1"])
_UNSHOWN = re.compile(
    r"(?:the text `(\"(?:[^\"\\]|\\.)*\")` could not be displayed"
    r"|the PDF contains the codepoint `(\"(?:[^\"\\]|\\.)*\")`)"
)
_MOST_ROUNDS = 12
# What only joins or changes its neighbours: named with them, left alone elsewhere.
_JOINERS = "\u200d\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff"


def pdf(
    document: Document | PrivateDocument, *, with_system_fonts: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """Return the document as PDF, and a warning that names what no font can show.

    Without the system's fonts it looks the same on every machine.
    """
    page = _record(document) if isinstance(document, Document) else _private(document)
    fonts = typst.Fonts(
        include_system_fonts=with_system_fonts, font_paths=[str(resources.path("fonts"))]
    )
    content, unshown = _compiled(page, document, fonts)
    replaced = {character for text in _texts(page) for character in forbidden(text)}
    told = warning("These characters cannot be shown in the PDF and are named in it", unshown)
    return content, told + warning(
        "These characters cannot stand in a PDF and are shown as � in it", replaced
    )


def _compiled(
    page: Mapping[str, Any], document: Document | PrivateDocument, fonts: typst.Fonts
) -> tuple[bytes, set[str]]:
    """Return the PDF, made again with each character named that the last try could not show."""
    compiler = typst.Compiler(resources.text("templates/document.typ").encode(), font_paths=fonts)
    unshown: set[str] = set()
    for _ in range(_MOST_ROUNDS):
        data = json.dumps(_mapped(page, unshown), ensure_ascii=False)
        try:
            made = compiler.compile(
                format="pdf",
                sys_inputs={"document": data},
                pdf_standards=_STANDARDS[0],
                timestamp=document.last_entry_at,
            )
        except typst.TypstError as trouble:
            found = _unshown(trouble.diagnostic) - unshown
            if not found:
                raise
            unshown |= found
            continue
        assert isinstance(made, bytes)
        return made, unshown
    raise RuntimeError("the page names ever more characters that cannot be shown")


def _unshown(diagnostic: str) -> set[str]:
    """Return the characters a refusal names; of a cluster with plain letters only the others."""
    texts = [_unescaped(one or other) for one, other in _UNSHOWN.findall(diagnostic)]
    return {character for text in texts for character in text if not character.isascii()}


def _unescaped(quoted: str) -> str:
    """Return the text that Rust wrote as a string literal."""
    as_python = re.sub(r"\\u\{([0-9a-fA-F]+)\}", lambda m: f"\\U{int(m[1], 16):08x}", quoted)
    return str(ast.literal_eval(as_python))


def _mapped(value: Any, unshown: set[str]) -> Any:
    """Return the page's data with every text made fit and its unshown characters named."""
    match value:
        case str():
            return _named(fit(value), unshown)
        case Mapping():
            return {key: _mapped(inner, unshown) for key, inner in value.items()}
        case list() | tuple():
            return [_mapped(inner, unshown) for inner in value]
        case _:
            return value


def _named(text: str, unshown: set[str]) -> str:
    if unshown.isdisjoint(text):
        return text
    signs = "".join(re.escape(sign) for sign in sorted(unshown))
    return re.sub(
        f"[{signs}]",
        lambda found: f"‹{named(found[0])}›",
        text,
    )


def _texts(value: Any) -> Iterable[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _texts(inner)
        case list() | tuple():
            for inner in value:
                yield from _texts(inner)
        case _:
            return


def _record(document: Document) -> dict[str, Any]:
    signature = document.signature
    foot = "" if signature is None else f"Signed by {signature.name}, {signature.signed}"
    return {
        "title": document.title,
        "head": document.running_head,
        "author": signature.name if signature else "",
        "language": document.language,
        "mark": None if document.is_signed else UNSIGNED,
        "foot": foot or UNSIGNED,
        "facts": [list(pair) for pair in document.facts],
        "leads": [],
        "sections": _sections(read_blocks(document.note)),
        "signature": {
            "signed": signature is not None,
            "name": signature.name if signature else "",
            "when": f"Signed on {signature.signed}." if signature else "",
            "hash": signature.entry_hash if signature else "",
        },
        "addenda": [_addendum(addendum) for addendum in document.addenda],
        "vitals-columns": list(VITALS_COLUMNS),
        "vitals": [_vitals(row) for row in document.vitals],
        "log-title": "Session log",
        "log-note": "Every entry that stands, once, in its present words.",
        "with-dose": True,
        "log": [_row(row) for row in document.log] if document.has_appendix else None,
        "left-out": document.left_out if document.has_appendix else None,
    }


def _private(document: PrivateDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "head": document.subject,
        "author": "",
        "language": document.language,
        "mark": None,
        "foot": document.title,
        "facts": [],
        "leads": [document.subject, KEPT_APART],
        "sections": [],
        "signature": None,
        "addenda": [],
        "vitals-columns": [],
        "vitals": [],
        "log-title": "Notes",
        "log-note": None,
        "with-dose": False,
        "log": [_row(row) for row in document.notes],
        "left-out": document.left_out,
    }


def _sections(blocks: Iterable[Block]) -> list[dict[str, Any]]:
    """Return a note's blocks by its headings; a heading never skips a level."""
    sections: list[dict[str, Any]] = [{"name": None, "blocks": []}]
    for block in blocks:
        if block.kind is BlockKind.HEADING and block.level < 3:
            sections.append({"name": block.text, "blocks": []})
            continue
        level = 2 if sections[-1]["name"] is None else 3
        sections[-1]["blocks"].append(
            {"kind": block.kind.value, "level": level, "text": _said(block.text)}
        )
    return [part for part in sections if part["name"] is not None or part["blocks"]]


def _addendum(addendum: Addendum) -> dict[str, Any]:
    about = f", {addendum.late}" if addendum.late else ""
    texts = [f"{addendum.written}{about}", addendum.text]
    if addendum.reason:
        texts.append(f"Reason: {addendum.reason}")
    return {
        "name": "Addendum",
        "blocks": [{"kind": "paragraph", "level": 0, "text": _said(text)} for text in texts],
    }


def _row(row: LogRow) -> dict[str, Any]:
    return {
        "since": row.since_dose,
        "clock": row.clock,
        "words": _said(row.words),
        "typed": row.is_typed,
        "marks": row.marks,
    }


def _vitals(row: VitalsRow) -> dict[str, Any]:
    return {
        "since": row.since_dose,
        "clock": row.clock,
        "values": [
            {"value": value.value or "–", "change": value.change or ""} for value in row.values
        ],
        "marks": row.marks,
    }


def _said(text: str) -> dict[str, Any]:
    lines = [line.expandtabs(4) for line in fit(text).split("\n")]
    return {"rtl": is_right_to_left(text), "lines": lines}
