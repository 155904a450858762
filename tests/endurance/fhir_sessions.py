"""Three hundred random sessions as FHIR R4: each a valid document that says what stands."""

from __future__ import annotations

import json
import time

from fhir.resources.R4B.bundle import Bundle

from kap_companion.notes.document import record_document
from kap_companion.notes.export.fhir import fhir
from tests.endurance.asked import asked
from tests.fhir.checking import check
from tests.fhir.facts import check_facts
from tests.fhir.sessions import random_session


def main() -> int:
    """Make and check one after another; name the seed of each that is wrong."""
    seeds = asked().seeds
    wrongs, entries, resources = [], 0, 0
    begun = time.perf_counter()
    for seed in seeds:
        held = random_session(seed)
        entries += len(held.record)
        try:
            text = fhir(record_document(held.record), held.record, held.file)
            bundle = check(text)
            check_facts(bundle, held)
            assert json.loads(Bundle.model_validate_json(text).model_dump_json()) == bundle
            resources += len(bundle["entry"])
        except (AssertionError, KeyError, ValueError) as trouble:
            wrongs.append(f"seed {seed}: {trouble!r:.300}")
    took_s = time.perf_counter() - begun
    print(f"{len(seeds)} sessions of {entries} entries, {resources} resources, {took_s:.0f} s")
    for wrong in wrongs:
        print(f"  wrong: {wrong}")
    return 1 if wrongs else 0


if __name__ == "__main__":
    raise SystemExit(main())
