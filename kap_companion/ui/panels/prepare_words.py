"""What the preparation shows, in words: sums and sentences without a widget."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from kap_companion.companion import Companion
from kap_companion.language import day_words
from kap_companion.session import dose_words
from kap_companion.session import entries as e
from kap_companion.session.checklists import Checklist
from kap_companion.session.standing import Standing
from kap_companion.session.vitals import Reading, change
from kap_companion.session.wording import elapsed
from kap_companion.ui.words import tr, tr_later, trn

LONGEST_MINUTES = 24 * 60  # beyond it a length is a slip of the finger (a preference, no limit)


class PlanError(ValueError):
    """What was typed cannot be a plan; the message says what to type."""


@dataclass(frozen=True, slots=True)
class Answer:
    """How an item of a checklist was last answered, and when."""

    answer: bool
    at: datetime


def answers(rows: Iterable[Standing[Any]]) -> dict[str, Answer]:
    """Return the last answer that stands to each item."""
    told: dict[str, Answer] = {}
    for row in sorted(rows, key=lambda row: (row.happened_at, row.entry.seq)):
        if isinstance(row.body, e.ChecklistTicked) and row.struck is None:
            told[row.body.item] = Answer(row.body.answer, row.happened_at)
    return told


@dataclass(frozen=True, slots=True)
class Figure:
    """One number of a reading: 'BP', '132/84', '+8/+4'; no change where it is the baseline.

    The label is its key, the same in every language; it is shown by `tr`.
    """

    label: str
    figure: str
    change: str = ""


def figures(now: Reading, before: Reading | None) -> tuple[Figure, ...]:
    """Return a reading as figures, each with its change from the reading before the dose."""
    told: list[Figure] = []

    def changed(name: str) -> str | None:
        return change(getattr(now, name), getattr(before, name)) if before is not None else None

    if now.systolic_mmhg is not None:
        moved = [m for m in (changed("systolic_mmhg"), changed("diastolic_mmhg")) if m]
        pressure = f"{now.systolic_mmhg}/{now.diastolic_mmhg}"
        told.append(Figure(tr_later("BP"), pressure, "/".join(moved)))
    for label, name in (
        (tr_later("HR"), "heart_rate_bpm"),
        ("SpO₂", "spo2_percent"),
        (tr_later("RR"), "respiratory_rate_per_min"),
    ):
        value = getattr(now, name)
        if value is not None:
            told.append(Figure(label, str(value), changed(name) or ""))
    return tuple(told)


def limit_rows(limits: e.Limits | None) -> tuple[tuple[str, str], ...]:
    """Return the prescriber's limits as rows of words; none where none were given."""
    if limits is None:
        return ()
    rows = []
    systolic, diastolic = limits.systolic_mmhg, limits.diastolic_mmhg
    if systolic is not None and diastolic is not None:
        rows.append((tr("BP"), tr("under {pressure}", pressure=f"{systolic}/{diastolic}")))
    elif systolic is not None:
        rows.append((tr("Systolic"), tr("under {pressure}", pressure=systolic)))
    elif diastolic is not None:
        rows.append((tr("Diastolic"), tr("under {pressure}", pressure=diastolic)))
    if limits.heart_rate_bpm is not None:
        rows.append((tr("Heart rate"), tr("under {rate}", rate=limits.heart_rate_bpm)))
    if limits.spo2_percent is not None:
        rows.append(("SpO₂", tr("{percent} or more", percent=limits.spo2_percent)))
    return tuple(rows)


def limits_given(limits: e.Limits) -> str:
    """Return who gave the limits and when: 'Dr. P.N., 3 November 2025'."""
    by = limits.given_by or tr("by whom is not recorded")
    on = limits.given_on
    return f"{by}, {day_words(on)}" if on else tr("{by}, date not recorded", by=by)


def within_words(reading: Reading, limits: e.Limits) -> str:
    """Return that all numbers that can be compared are within: 'All three within'."""
    pairs = (
        (reading.systolic_mmhg, limits.systolic_mmhg or limits.diastolic_mmhg),
        (reading.heart_rate_bpm, limits.heart_rate_bpm),
        (reading.spo2_percent, limits.spo2_percent),
    )
    asked = sum(limit is not None for _, limit in pairs)
    taken = sum(value is not None and limit is not None for value, limit in pairs)
    if taken < asked:
        return (
            tr("{taken} of {asked} taken, within", taken=taken, asked=asked)
            if taken
            else tr("None of them taken")
        )
    names = {1: tr("Within"), 2: tr("Both within"), 3: tr("All three within")}
    return names.get(asked, "")


def parse_dose(text: str) -> Decimal | None:
    """Return a planned dose in mg, typed as '150', '37,5 mg' or '1.5 x 100'; None where empty.

    Raises PlanError.
    """
    try:
        dose = dose_words.parse_dose(text)
    except dose_words.DoseWordsError as trouble:
        raise PlanError(str(trouble)) from trouble
    return dose.dose_mg if dose is not None else None


def parse_minutes(text: str) -> int:
    """Return a planned length typed as '100' or '100 min'. Raises PlanError."""
    typed = text.strip().casefold()
    for unit in (tr("minutes"), "minutes", "min"):
        typed = typed.removesuffix(unit)
    typed = typed.strip()
    if not typed.isascii() or not typed.isdigit() or not 1 <= int(typed[:9]) <= LONGEST_MINUTES:
        raise PlanError(tr("Type the length in minutes, such as 100."))
    return int(typed)


def length_words(seconds: float | None) -> str:
    """Return a track's length as '9:06', or nothing where it is not known."""
    return "" if seconds is None else elapsed(timedelta(seconds=round(seconds)))


@dataclass(frozen=True, slots=True)
class Open:
    """What is open before the dose: how much, in words that stand out, and the rest."""

    head: str
    rest: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing is open."""
        return not self.head


def open_before_dose(companion: Companion, checklists: Sequence[Checklist]) -> Open:
    """Return what is open before the first dose; nothing once it was taken."""
    facts = companion.state.facts
    opened = facts.opened
    if opened is None or facts.doses:
        return Open("", "")
    items = sum(
        not facts.answers.get(item, False)
        for one in checklists
        if one.is_before_dose
        for item in one.items
    )
    heads: list[str] = []
    latest = companion.state.latest_reading
    passed = companion.outside_limits()
    if latest is not None and passed and facts.overridden != latest.entry_id:
        heads.append(tr("A reading is outside the prescriber's limits."))
    missing = companion.missing_for_telehealth()
    if missing:
        needs = (
            missing[0]
            if len(missing) == 1
            else tr("{count} more answers under Where", count=len(missing))
        )
        heads.append(tr("A telehealth dose needs {needs}.", needs=needs))
    if items:
        heads.append(trn("One item is open.", "{n} items are open.", items))
    if latest is None and opened.cues.vitals_before:
        heads.append(tr("No vitals yet."))
    if opened.planned_dose_mg is None:
        heads.append(tr("No dose is planned."))
    rest = tr("Taking the dose now asks for a reason, and goes on.") if items else ""
    return Open(" ".join(heads), rest)
