"""A dosing session at a glance, as its course shows it: made of the record and nothing else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from kap_companion.session import entries as e
from kap_companion.session.clock import at_offset
from kap_companion.session.quotes import quoted
from kap_companion.session.standing import Standing, in_order
from kap_companion.session.timeline import RecordTimeline, kept, record_timeline
from kap_companion.session.vitals import Reading

_PAPERWORK = (e.DraftSaved, e.RecordSigned, e.AddendumAdded, e.BodyTakenOut)


@dataclass(frozen=True, slots=True)
class DoseGlance:
    """A dose as it was taken; `lozenges` of `lozenge_mg` each where that was said."""

    dose_mg: Decimal
    lozenges: Decimal | None
    lozenge_mg: Decimal | None
    is_booster: bool


@dataclass(frozen=True, slots=True)
class Peak:
    """How far each of the vitals went from the baseline at most, up or down; None if unknown."""

    systolic_mmhg: int | None = None
    diastolic_mmhg: int | None = None
    heart_rate_bpm: int | None = None
    spo2_percent: int | None = None

    @property
    def is_known(self) -> bool:
        """Whether there was anything to compare."""
        told = (self.systolic_mmhg, self.diastolic_mmhg, self.heart_rate_bpm, self.spo2_percent)
        return any(one is not None for one in told)


@dataclass(frozen=True, slots=True)
class AdverseGlance:
    """An adverse event in two words."""

    what: str
    severity: e.Severity


@dataclass(frozen=True, slots=True)
class Theme:
    """A mark of the session and how often it was made."""

    words: str
    times: int


@dataclass(frozen=True, slots=True)
class DosingSession:
    """One dosing session of a course; `day` is by the clinician's own calendar.

    `highest` and `baseline` are the readings that the charts show, `timeline` what a thumbnail
    is drawn from. Where only the outline of a session was read, its doses are not told.
    """

    id: str
    number: int
    day: date
    opened_at: datetime
    is_running: bool = False
    is_signed: bool = False
    rehearsal: bool = False
    minutes: int | None = None
    modality: e.Modality = e.Modality.IN_PERSON
    planned_dose_mg: Decimal | None = None
    dose_range: e.DoseRange | None = None
    first_dose_at: datetime | None = None
    doses: tuple[DoseGlance, ...] = ()
    baseline: Reading | None = None
    highest: Reading | None = None
    peak: Peak = Peak()
    adverse: tuple[AdverseGlance, ...] = ()
    marks: tuple[Theme, ...] = ()
    quotes: tuple[str, ...] = ()
    intention: str | None = None
    timeline: RecordTimeline | None = None

    @property
    def taken_mg(self) -> Decimal:
        """All that was taken, boosters included."""
        return sum((dose.dose_mg for dose in self.doses), Decimal(0))

    @property
    def is_dosed(self) -> bool:
        """Whether a dose was taken."""
        return self.first_dose_at is not None

    @property
    def themes(self) -> tuple[str, ...]:
        """What was marked and what was said in quotation marks, each once."""
        return tuple(dict.fromkeys((*(one.words for one in self.marks), *self.quotes)))


def dosing_session(
    session_id: str, rows: Sequence[Standing[e.RecordBody]], utc_offset: str
) -> DosingSession | None:
    """Return a session at a glance, from its record as it stands; None where none was opened."""
    placed = in_order(rows)
    told = kept(placed)
    opened, opened_at = told.opened, told.opened_at
    if opened is None or opened_at is None:
        return None
    first = (told.doses[0].at, told.doses[0].seq) if told.doses else None
    before = [one.reading for one in told.readings if first is None or (one.at, one.seq) < first]
    after = [
        one.reading for one in told.readings if first is not None and (one.at, one.seq) > first
    ]
    baseline = before[-1] if before and first is not None else None
    latest = max(
        (row.happened_at for row in placed if not isinstance(row.body, _PAPERWORK)),
        default=opened_at,
    )
    end = told.ended_at
    return DosingSession(
        id=session_id,
        number=opened.session_number,
        day=at_offset(opened_at, utc_offset).date(),
        opened_at=opened_at,
        is_running=end is None,
        is_signed=any(isinstance(row.body, e.RecordSigned) for row in placed),
        rehearsal=opened.rehearsal,
        minutes=round((end - opened_at) / timedelta(minutes=1)) if end is not None else None,
        modality=opened.modality,
        planned_dose_mg=opened.planned_dose_mg,
        dose_range=opened.dose_range,
        first_dose_at=told.doses[0].at if told.doses else None,
        doses=tuple(
            DoseGlance(body.dose_mg, body.lozenges, body.lozenge_mg, body.booster)
            for body in (row.body for row in placed)
            if isinstance(body, e.DoseTaken)
        ),
        baseline=baseline,
        highest=_highest(after),
        peak=_peak(baseline, after),
        adverse=tuple(
            AdverseGlance(body.what, body.severity)
            for body in (row.body for row in placed)
            if isinstance(body, e.AdverseEvent)
        ),
        marks=_marks(placed),
        quotes=_quotes(placed),
        intention=_intention(placed),
        timeline=record_timeline(told, latest),
    )


def _highest(readings: Sequence[Reading]) -> Reading | None:
    """Return the reading with the highest systolic pressure; without pressures, heart rate."""
    with_pressure = [one for one in readings if one.systolic_mmhg is not None]
    if with_pressure:
        return max(with_pressure, key=lambda one: one.systolic_mmhg or 0)
    with_rate = [one for one in readings if one.heart_rate_bpm is not None]
    return max(with_rate, key=lambda one: one.heart_rate_bpm or 0) if with_rate else None


def _peak(baseline: Reading | None, after: Sequence[Reading]) -> Peak:
    if baseline is None:
        return Peak()

    def farthest(name: str) -> int | None:
        before = getattr(baseline, name)
        if before is None:
            return None
        moved = [value - before for one in after if (value := getattr(one, name)) is not None]
        return max(moved, key=abs) if moved else None

    return Peak(
        systolic_mmhg=farthest("systolic_mmhg"),
        diastolic_mmhg=farthest("diastolic_mmhg"),
        heart_rate_bpm=farthest("heart_rate_bpm"),
        spo2_percent=farthest("spo2_percent"),
    )


def _marks(placed: Sequence[Standing[e.RecordBody]]) -> tuple[Theme, ...]:
    counted = Counter(row.body.tag for row in placed if isinstance(row.body, e.Marked))
    return tuple(Theme(words, times) for words, times in counted.most_common())


def _quotes(placed: Sequence[Standing[e.RecordBody]]) -> tuple[str, ...]:
    found = [
        body.text[begin + 1 : end - 1].strip()
        for body in (row.body for row in placed)
        if isinstance(body, e.NoteTaken)
        for begin, end in quoted(body.text)
    ]
    return tuple(dict.fromkeys(one for one in found if one))


def _intention(placed: Sequence[Standing[e.RecordBody]]) -> str | None:
    told = [row.body.text for row in placed if isinstance(row.body, e.IntentionSet)]
    return told[-1] if told else None
