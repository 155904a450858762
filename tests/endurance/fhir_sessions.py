"""Three hundred random sessions as FHIR R4: each a valid document that says what stands."""

from __future__ import annotations

import json

from fhir.resources.R4B.bundle import Bundle

from kap_companion.notes.document import record_document
from kap_companion.notes.export.fhir import fhir
from tests.endurance.tally import SHOWN_FAULTS, Tally
from tests.fhir.checking import check
from tests.fhir.facts import check_facts
from tests.fhir.sessions import random_session

FULL = 300


def run(rounds: int, seed: int) -> Tally:
    """Make and check so many, from `seed` on; name the seed of each that is wrong."""
    faults, entries, resources = list[str](), 0, 0
    for one in range(seed, seed + rounds):
        held = random_session(one)
        entries += len(held.record)
        try:
            text = fhir(record_document(held.record), held.record, held.file)
            bundle = check(text)
            check_facts(bundle, held)
            assert json.loads(Bundle.model_validate_json(text).model_dump_json()) == bundle
            resources += len(bundle["entry"])
        except (AssertionError, KeyError, ValueError) as trouble:
            faults.append(f"seed {one}: {trouble!r:.300}")
    return Tally(
        "fhir_sessions",
        rounds,
        "sessions as FHIR",
        missed=len(faults),
        more=f"{entries} entries, {resources} resources",
        faults=tuple(faults[:SHOWN_FAULTS]),
    )
