"""The small parts that FHIR R4 resources are made of: ids, texts, times, codes, narrative."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, TypeAlias
from uuid import UUID, uuid5

from kap_companion.notes.export.characters import fit
from kap_companion.notes.when import local

Form: TypeAlias = "dict[str, Any]"
"""A resource or a part of one, as JSON has it."""

LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"
RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm"
SNOMED = "http://snomed.info/sct"
URI = "urn:ietf:rfc:3986"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"
STRUCTURE = "http://hl7.org/fhir/StructureDefinition"

_IDS = UUID("5f0f4f6a-6b57-5d0e-9a5e-3f1c2a7d8e90")
_TAG = re.compile(r"<[^>]*>")
_KNOWN_OFFSET = re.compile(r"[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00")


def id_of(*names: str) -> str:
    """Return the id, a UUID, of the resource of these names: the same each time."""
    name = "\n".join(names).encode("utf-8", "replace").decode()
    return str(uuid5(_IDS, name))


def address(resource: Form) -> str:
    """Return what a reference within the bundle points at."""
    return f"urn:uuid:{resource['id']}"


def refer(resource: Form, display: str | None = None) -> Form:
    """Return a reference to a resource of the same bundle."""
    return {
        "reference": address(resource),
        "type": resource["resourceType"],
        **told("display", display),
    }


def identifier(entry_id: str, part: str | None = None) -> list[Form]:
    """Return the entry of the log that a resource says, `part` of it where it is said in several.

    An id that is no UUID cannot be said so.
    """
    try:
        UUID(entry_id)
    except ValueError:
        return []
    return [
        {
            "system": URI,
            "value": f"urn:uuid:{entry_id}" + (f"#{part}" if part else ""),
        }
    ]


def told(key: str, value: str | None) -> Form:
    """Return `key` with a text that FHIR takes; nothing where there are no words."""
    words = string(value or "")
    return {key: words} if words else {}


def string(text: str) -> str:
    """Return `text` with no white space but spaces and line ends, and without what XML lacks."""
    kept = (one if one in " \n\t" or not one.isspace() else " " for one in fit(text))
    return "".join(kept).strip()


def instant(at: datetime, utc_offset: str) -> str:
    """Return a moment by the clinician's clock, with its offset from UTC."""
    offset = utc_offset if _KNOWN_OFFSET.fullmatch(utc_offset) else "+00:00"
    return local(at, offset).isoformat()


def coding(system: str, code: str, display: str) -> Form:
    """Return one code."""
    return {"system": system, "code": code, "display": display}


def concept(*codings: Form, text: str | None = None) -> Form:
    """Return a concept of codes and words."""
    return {**({"coding": list(codings)} if codings else {}), **told("text", text)}


def quantity(value: Any, unit: str, code: str) -> Form:
    """Return a value in a UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": code}


def remarks(texts: Iterable[str | None]) -> Form:
    """Return the notes of a resource; nothing where there are none."""
    notes = [{"text": string(text)} for text in texts if text and string(text)]
    return {"note": notes} if notes else {}


def narrative(pieces: Iterable[str]) -> Form:
    """Return a narrative of XHTML pieces; without words it is a dash, since it may not be empty."""
    inner = "".join(pieces)
    if not _TAG.sub("", inner).strip():
        inner = paragraph("–")
    return {
        "status": "additional",
        "div": f'<div xmlns="http://www.w3.org/1999/xhtml">{inner}</div>',
    }


def paragraph(text: str) -> str:
    """Return a paragraph with its line ends."""
    return f"<p>{escaped(text)}</p>"


def heading(text: str) -> str:
    """Return a heading within a section."""
    return f"<h3>{escaped(text)}</h3>"


def items(texts: Iterable[str]) -> str:
    """Return a list; nothing where it has no items."""
    inner = "".join(f"<li>{escaped(text)}</li>" for text in texts)
    return f"<ul>{inner}</ul>" if inner else ""


def grid(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    """Return a table with a row of headings."""
    yield "<table><thead><tr>"
    yield from (f"<th>{escaped(name)}</th>" for name in head)
    yield "</tr></thead><tbody>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escaped(cell)}</td>" for cell in row) + "</tr>"
    yield "</tbody></table>"


def escaped(text: str) -> str:
    """Return `text` as XHTML shows it, markup in it as typed."""
    return html.escape(fit(text), quote=False).replace("\n", "<br/>")
