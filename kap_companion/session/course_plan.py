"""How long a course is and when what is due: editable defaults, each with its source."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kap_companion.language import tr, tr_later
from kap_companion.session.phases import ProtocolError


@dataclass(frozen=True, slots=True)
class Count:
    """From how many to how many; two equal numbers say exactly so many."""

    least: int
    most: int

    @property
    def words(self) -> str:
        """'6 to 8', or '2'."""
        return (
            str(self.least)
            if self.least == self.most
            else tr("{least} to {most}", least=self.least, most=self.most)
        )


@dataclass(frozen=True, slots=True)
class CoursePlan:
    """The counts and intervals of a course (resources/course/lozenge.json names their sources).

    `measures` are the keys of the scales that are asked again within `measure_within_days` after
    each dosing session.
    """

    preparation: Count
    dosing: Count
    integration: Count
    first_supply_sessions: int
    follow_up_every_days: int
    integration_within_days: int
    measure_within_days: int
    measures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CourseFigure:
    """A number of the plan that may be changed, from 1 to `most`; `key` is that of its source."""

    key: str
    named: str
    told: str
    most: int

    @property
    def name(self) -> str:
        """What it is called."""
        return tr(self.named)

    @property
    def words(self) -> str:
        """What it counts."""
        return tr(self.told)


FIGURES = (
    CourseFigure(
        "preparation_most",
        tr_later("Preparation sessions"),
        tr_later("At most, before the first dose."),
        20,
    ),
    CourseFigure(
        "dosing_most",
        tr_later("Dosing sessions"),
        tr_later("Where a client's file does not say."),
        200,
    ),
    CourseFigure("integration_most", tr_later("Integration sessions"), tr_later("At most."), 200),
    CourseFigure(
        "first_supply_sessions",
        tr_later("The first supply"),
        tr_later("Dosing sessions it is meant for."),
        50,
    ),
    CourseFigure(
        "follow_up_every_days",
        tr_later("Prescriber follow-up every"),
        tr_later("Days since the last one."),
        730,
    ),
    CourseFigure(
        "integration_within_days",
        tr_later("Integration within"),
        tr_later("Days after a dosing session."),
        180,
    ),
    CourseFigure(
        "measure_within_days",
        tr_later("Measures within"),
        tr_later("Days after a dosing session, asked again."),
        365,
    ),
)


def parse_course_plan(text: str) -> CoursePlan:
    """Return the plan written in `text` (JSON as in resources/course/lozenge.json).

    Raises ProtocolError where it is not of that form.
    """
    try:
        told = json.loads(text)
        steps = told["steps"]
        plan = CoursePlan(
            preparation=_count(steps["preparation"]),
            dosing=_count(steps["dosing"]),
            integration=_count(steps["integration"]),
            first_supply_sessions=int(told["first_supply_sessions"]),
            follow_up_every_days=int(told["follow_up_every_days"]),
            integration_within_days=int(told["integration_within_days"]),
            measure_within_days=int(told["measure_within_days"]),
            measures=tuple(str(key) for key in told["measures"]),
        )
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as trouble:
        raise ProtocolError(
            tr("The course's plan cannot be read: {trouble}.", trouble=trouble)
        ) from trouble
    if min(values_of(plan).values()) < 1:
        raise ProtocolError(tr("The course's plan cannot be read: numbers must be at least one."))
    return plan


def values_of(plan: CoursePlan) -> dict[str, int]:
    """Return every figure of the plan by its key."""
    return {
        "preparation_most": plan.preparation.most,
        "dosing_most": plan.dosing.most,
        "integration_most": plan.integration.most,
        "first_supply_sessions": plan.first_supply_sessions,
        "follow_up_every_days": plan.follow_up_every_days,
        "integration_within_days": plan.integration_within_days,
        "measure_within_days": plan.measure_within_days,
    }


def with_values(plan: CoursePlan, values: Mapping[str, int]) -> CoursePlan:
    """Return `plan` with other figures. Raises ProtocolError where one cannot be so."""
    known = {figure.key: figure for figure in FIGURES}
    for key, value in values.items():
        figure = known.get(key)
        if figure is None or not 1 <= value <= figure.most:
            raise ProtocolError(
                tr(
                    "{figure}: {value} cannot be so.",
                    figure=figure.name if figure else key,
                    value=value,
                )
            )
    changed: dict[str, Any] = {key: value for key, value in values.items() if "_most" not in key}
    for key in ("preparation", "dosing", "integration"):
        if f"{key}_most" in values:
            most = values[f"{key}_most"]
            changed[key] = Count(min(getattr(plan, key).least, most), most)
    return replace(plan, **changed)


def source_key(figure: str) -> str:
    """Return the key under which the source of a figure lies."""
    return figure.removesuffix("_most")


def _count(told: Any) -> Count:
    least, most = int(told["from"]), int(told["to"])
    if least > most:
        raise ValueError(tr("a step's 'from' is more than its 'to'"))
    return Count(least, most)
