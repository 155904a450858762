"""The editable defaults and what is refused in them."""

from __future__ import annotations

import json

import pytest

from kap_companion import resources
from kap_companion.session.checklists import ChecklistError, parse_checklists
from kap_companion.session.phases import ProtocolError, parse_protocol


def test_the_practices_defaults() -> None:
    protocol = parse_protocol(resources.text("phases/lozenge.json"))
    assert protocol.phases.window_min == 45
    assert protocol.planned_minutes == 90
    assert protocol.cues.vitals_after_dose_min == 40
    names = [one.name for one in parse_checklists(resources.text("checklists/lozenge.json"))]
    assert names == ["consent", "before", "readiness"]


@pytest.mark.parametrize("name", ["phases/lozenge.json", "checklists/lozenge.json"])
def test_every_default_names_its_source(name: str) -> None:
    assert json.loads(resources.text(name))["sources"]


@pytest.mark.parametrize(
    "text",
    ["", "{}", "[]", '{"planned_minutes": 90, "phases_end_min": {"hold": 12}}'],
)
def test_a_plan_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ProtocolError, match="cannot be read"):
        parse_protocol(text)


def test_phases_must_follow_each_other() -> None:
    told = json.loads(resources.text("phases/lozenge.json"))
    told["phases_end_min"]["peak"] = 10
    with pytest.raises(ProtocolError, match="after the last"):
        parse_protocol(json.dumps(told))


@pytest.mark.parametrize("text", ["nothing", "{}", '{"checklists": [{"name": "a"}]}'])
def test_checklists_that_cannot_be_read_are_refused(text: str) -> None:
    with pytest.raises(ChecklistError, match="cannot be read"):
        parse_checklists(text)
