"""The clinical defaults that a practice may change: what each is, and what is refused in it.

The app's own values and their sources lie in resources/phases and resources/checklists. Nothing
here says whether a client may have a dose: limits are the prescriber's, client by client.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from types import MappingProxyType

from kap_companion.language import tr, tr_later
from kap_companion.session.checklists import Checklist
from kap_companion.session.phases import WINDOW_PHASES, Protocol, phase_words

MOST_ITEMS = 24
LONGEST_ITEM = 60


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of minutes, from 1 to `most_min`; `key` is the one of its source too."""

    key: str
    named: str
    told: str
    most_min: int

    @property
    def name(self) -> str:
        """What it is called."""
        return tr(self.named)

    @property
    def words(self) -> str:
        """What it counts."""
        return tr(self.told)


@dataclass(frozen=True, slots=True)
class Question:
    """Something that is asked for, or not."""

    key: str
    named: str
    told: str

    @property
    def name(self) -> str:
        """What it is called."""
        return tr(self.named)

    @property
    def words(self) -> str:
        """When it is asked for."""
        return tr(self.told)


class DefaultError(ValueError):
    """A default cannot be so; the message is one sentence that says why."""


PHASE_ENDS = (
    Figure(
        "hold",
        tr_later("The hold ends"),
        tr_later("Minutes after the latest dose; onset begins."),
        120,
    ),
    Figure(
        "onset",
        tr_later("The onset ends"),
        tr_later("Minutes after the latest dose; the peak begins."),
        240,
    ),
    Figure(
        "peak",
        tr_later("The peak ends"),
        tr_later("Minutes after the latest dose; the return begins."),
        360,
    ),
    Figure(
        "return",
        tr_later("The return ends, and the window with it"),
        tr_later("Minutes after the latest dose; integration begins."),
        480,
    ),
)
LENGTH = Figure(
    "planned_minutes",
    tr_later("Planned length of a session"),
    tr_later("A plan, never a limit: a session over it is shown in amber and goes on."),
    24 * 60,
)
HOLD_TIMER = Figure(
    "hold_timer_min",
    tr_later("Hold timer, for each dose"),
    tr_later("After so many minutes under the tongue a cue says to spit."),
    120,
)
VITALS_AFTER = Figure(
    "vitals_after_dose_min",
    tr_later("Vitals after the first dose and each booster"),
    tr_later("After so many minutes a cue asks for a reading."),
    240,
)
CHECK_IN = Figure(
    "check_in_every_min",
    tr_later("The support person looks in every"),
    tr_later("At telehealth, from the first dose on: a cue reminds each time."),
    120,
)
SUPPORT_BEFORE = Figure(
    "support_before_min",
    tr_later("The support person comes before the dose"),
    tr_later("At telehealth: said while preparing, and a cue until they are there."),
    240,
)
VITALS_BEFORE = Question(
    "vitals_before",
    tr_later("Ask for vitals before the dose"),
    tr_later("Said while preparing, until there are any."),
)
VITALS_AT_CLOSE = Question(
    "vitals_at_close",
    tr_later("Ask for vitals at the close"),
    tr_later("A cue, and a line before the end."),
)
FIGURES: Mapping[str, Figure] = MappingProxyType(
    {
        one.key: one
        for one in (*PHASE_ENDS, LENGTH, HOLD_TIMER, VITALS_AFTER, CHECK_IN, SUPPORT_BEFORE)
    }
)
QUESTIONS: Mapping[str, Question] = MappingProxyType(
    {one.key: one for one in (VITALS_BEFORE, VITALS_AT_CLOSE)}
)


def values_of(protocol: Protocol) -> dict[str, int]:
    """Return every figure in minutes, and every question as 1 or 0, by its key."""
    phases, cues = protocol.phases, protocol.cues
    ends = (
        phases.hold_until_min,
        phases.onset_until_min,
        phases.peak_until_min,
        phases.window_min,
    )
    return {
        **{phase.value: end for phase, end in zip(WINDOW_PHASES, ends, strict=True)},
        LENGTH.key: protocol.planned_minutes,
        HOLD_TIMER.key: cues.hold_timer_min or phases.hold_until_min,
        VITALS_AFTER.key: cues.vitals_after_dose_min,
        CHECK_IN.key: cues.check_in_every_min,
        SUPPORT_BEFORE.key: cues.support_before_min or 0,
        VITALS_BEFORE.key: int(cues.vitals_before),
        VITALS_AT_CLOSE.key: int(cues.vitals_at_close),
    }


def with_values(protocol: Protocol, changes: Mapping[str, int]) -> Protocol:
    """Return `protocol` with other values, by their keys. Raises DefaultError."""
    values = values_of(protocol) | dict(changes)
    unknown = values.keys() - FIGURES.keys() - QUESTIONS.keys()
    if unknown:
        raise DefaultError(tr("There is no default ‘{key}’.", key=min(unknown)))
    for key in changes.keys() & FIGURES.keys():
        _check_reach(FIGURES[key], values[key])
    _check_order(values)
    return Protocol(
        phases=replace(
            protocol.phases,
            hold_until_min=values["hold"],
            onset_until_min=values["onset"],
            peak_until_min=values["peak"],
            window_min=values["return"],
        ),
        cues=replace(
            protocol.cues,
            hold_timer_min=values[HOLD_TIMER.key],
            vitals_after_dose_min=values[VITALS_AFTER.key],
            check_in_every_min=values[CHECK_IN.key],
            support_before_min=values[SUPPORT_BEFORE.key],
            vitals_before=bool(values[VITALS_BEFORE.key]),
            vitals_at_close=bool(values[VITALS_AT_CLOSE.key]),
        ),
        planned_minutes=values[LENGTH.key],
    )


def parse_minutes(figure: Figure, text: str) -> int:
    """Return the minutes typed as '12' or '12 min'. Raises DefaultError."""
    pattern = r"(\d{1,9})\s*(m|min|mins|minutes|minutos?)?\.?"
    typed = re.fullmatch(pattern, text.strip().casefold(), re.ASCII)
    if typed is None:
        raise DefaultError(tr("Type whole minutes, such as 12."))
    minutes = int(typed[1])
    _check_reach(figure, minutes)
    return minutes


def parse_items(text: str) -> tuple[str, ...]:
    """Return the items of a checklist typed one a line; empty lines are none."""
    lines = (" ".join(line.split()) for line in text.splitlines())
    return tuple(line for line in lines if line)


def with_items(
    checklists: Sequence[Checklist], name: str, items: Iterable[str]
) -> tuple[Checklist, ...]:
    """Return the checklists with other items in the one of that name. Raises DefaultError."""
    wanted = tuple(items)
    if not wanted:
        raise DefaultError(tr("A checklist needs at least one item."))
    if len(wanted) > MOST_ITEMS:
        raise DefaultError(
            tr(
                "A checklist has at most {most} items: join a few of them.",
                most=MOST_ITEMS,
            )
        )
    long = next((item for item in wanted if len(item) > LONGEST_ITEM), None)
    if long is not None:
        raise DefaultError(
            tr(
                "‘{item}…’ is too long: at most {most} characters.",
                item=long[:24],
                most=LONGEST_ITEM,
            )
        )
    others = {i.casefold(): one.title for one in checklists if one.name != name for i in one.items}
    seen: set[str] = set()
    for item in wanted:
        folded = item.casefold()
        if folded in seen:
            raise DefaultError(tr("‘{item}’ stands there twice.", item=item))
        if folded in others:
            # An answer is kept under the words of its item, whichever list it stands in.
            raise DefaultError(
                tr("‘{item}’ stands under {list} already.", item=item, list=tr(others[folded]))
            )
        seen.add(folded)
    return tuple(replace(one, items=wanted) if one.name == name else one for one in checklists)


def _check_reach(figure: Figure, minutes: int) -> None:
    if not 1 <= minutes <= figure.most_min:
        raise DefaultError(tr("It can be 1 to {most} minutes.", most=figure.most_min))


def _check_order(values: Mapping[str, int]) -> None:
    for phase, after in pairwise(WINDOW_PHASES):
        if values[phase] >= values[after]:
            raise DefaultError(
                tr(
                    "The {phase} must end before the {after} does, at {minutes} minutes.",
                    phase=phase_words(phase),
                    after=phase_words(after),
                    minutes=values[after],
                )
            )
