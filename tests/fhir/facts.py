"""Looks whether a bundle says what stands in a record, each thing once, and nothing else."""

from __future__ import annotations

from collections import Counter
from typing import Any

from kap_companion.session import entries as e
from kap_companion.session.standing import in_order, record_standing
from tests.fhir.checking import codes, resources
from tests.fhir.sessions import Held

_SINGLE = {"8867-4": "heart_rate_bpm", "9279-1": "respiratory_rate_per_min"}


def check_facts(bundle: dict[str, Any], held: Held) -> None:
    """Compare what the bundle says with what stands in the record."""
    rows = in_order(record_standing(held.record))
    bodies = [row.body for row in rows]
    doses = [body for body in bodies if isinstance(body, e.DoseTaken)]
    told = resources(bundle, "MedicationAdministration")
    assert [float(body.dose_mg) for body in doses] == [
        one["dosage"]["dose"]["value"] for one in told
    ]
    adverse = [body for body in bodies if isinstance(body, e.AdverseEvent)]
    assert [body.severity.value for body in adverse] == [
        one["severity"]["coding"][0]["code"] for one in resources(bundle, "AdverseEvent")
    ]
    readings = [body.reading for body in bodies if isinstance(body, e.VitalsTaken)]
    wanted = Counter[tuple[str, int]]()
    for reading in readings:
        for name in type(reading).__slots__:
            value = getattr(reading, name)
            if value is not None:
                wanted[name, value] += 1
    assert wanted == Counter(_values(bundle))
    totals = [one.body.total for one in held.file if isinstance(one.body, e.MeasureTaken)]
    scores = [
        one["valueQuantity"]["value"]
        for one in resources(bundle, "Observation")
        if codes(one["category"][0]) == {"survey"}
    ]
    assert scores == totals
    signed = [body for body in bodies if isinstance(body, e.RecordSigned)]
    addenda = [body for body in bodies if isinstance(body, e.AddendumAdded)]
    composition = resources(bundle, "Composition")[0]
    wanted_status = "preliminary" if not signed else "amended" if addenda else "final"
    assert composition["status"] == wanted_status
    titles = [section["title"] for section in composition["section"]]
    assert sum(title.startswith("Addendum") for title in titles) == len(addenda)
    _check_rehearsal(bundle, bodies)


def _check_rehearsal(bundle: dict[str, Any], bodies: list[e.RecordBody]) -> None:
    is_rehearsal = any(isinstance(body, e.SessionOpened) and body.rehearsal for body in bodies)
    for one in (bundle, *resources(bundle)):
        tags = [tag["code"] for tag in one.get("meta", {}).get("tag", ())]
        assert tags == (["HTEST"] if is_rehearsal else [])


def _values(bundle: dict[str, Any]) -> list[tuple[str, int]]:
    told: list[tuple[str, int]] = []
    for one in resources(bundle, "Observation"):
        if codes(one["category"][0]) == {"survey"}:
            continue
        for part in one.get("component", ()):
            name = "systolic_mmhg" if codes(part["code"]) == {"8480-6"} else "diastolic_mmhg"
            told.append((name, part["valueQuantity"]["value"]))
        if "valueQuantity" in one:
            (code, *_more) = sorted(codes(one["code"]))
            told.append((_SINGLE.get(code, "spo2_percent"), one["valueQuantity"]["value"]))
    return told
