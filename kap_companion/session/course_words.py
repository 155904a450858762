"""The one place that says a course in words: its steps, what is due, the supply, each entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from kap_companion.language import (
    Worded,
    day_of_month_words,
    short_day_words,
    tr,
    tr_later,
    trn,
)
from kap_companion.session import entries as e
from kap_companion.session.course import PLANNED, Course, Due, Filed, Next, Step, Supply
from kap_companion.session.dosing import DosingSession
from kap_companion.session.vitals import change
from kap_companion.session.wording import (
    MODALITY,
    adverse_event_words,
    dose_range_words,
    lozenges_words,
    milligrams,
    number,
    reason_words,
)

Titles = Callable[[str], str]
"""Says what a scale is called, by its key."""

STEPS: Worded[Step] = Worded(
    {
        Step.CONSULTATION: tr_later("Consultation"),
        Step.EVALUATION: tr_later("Medical evaluation"),
        Step.PRESCRIPTION: tr_later("Prescription"),
        Step.PREPARATION: tr_later("Preparation"),
        Step.DOSING: tr_later("Dosing"),
        Step.INTEGRATION: tr_later("Integration"),
        Step.FOLLOW_UP: tr_later("Prescriber follow-up"),
        Step.REFILL: tr_later("Refill"),
        Step.MEASURE: tr_later("Measure"),
    }
)


def day_words(day: date, today: date) -> str:
    """Return a day as short as it can be told: '20 Nov', '20 Nov 2024' in another year."""
    return day_of_month_words(day) if day.year == today.year else short_day_words(day)


def meeting_words(kind: e.MeetingKind) -> str:
    """Return what a meeting is called: 'Medical evaluation'."""
    return STEPS[Step(kind.value)]


def stage_words(course: Course) -> str:
    """Return where the course is: 'Dosing 6 of 8', 'Preparation 1 of 2', 'Course complete'."""
    dosed = len(course.dosed)
    if course.next is None:
        return tr("Course complete")
    if dosed:
        return tr(
            "Dosing {dosed} of {planned_dosing}", dosed=dosed, planned_dosing=course.planned_dosing
        )
    prepared = course.held(e.MeetingKind.PREPARATION)
    if prepared:
        return tr(
            "Preparation {prepared} of {most}", prepared=prepared, most=course.plan.preparation.most
        )
    for step, is_done in (
        (Step.PRESCRIPTION, bool(course.prescriptions)),
        (Step.EVALUATION, bool(course.held(e.MeetingKind.EVALUATION))),
        (Step.CONSULTATION, bool(course.held(e.MeetingKind.CONSULTATION))),
    ):
        if is_done:
            return tr("{step} done", step=STEPS[step])
    return tr("Not begun")


def next_words(course: Course) -> str:
    """Return what is next in one line: 'Next: integration 6 of 8, 27 Nov.'."""
    told = course.next
    if told is None:
        return tr("Every planned step was taken.")
    step = _lower(STEPS[told.step]) + _which(told)
    if told.on is None:
        return (
            tr("Next: {step}, no day set.", step=step)
            if told.step in _WITH_DAY
            else tr("Next: {step}.", step=step)
        )
    when = tr("today") if told.on == course.today else day_words(told.on, course.today)
    if told.on < course.today:
        return tr("Next: {step}, was set for {when}.", step=step, when=when)
    return tr("Next: {step}, {when}.", step=step, when=when)


def due_words(due: Due, today: date, title: Titles) -> str:
    """Return what is due: 'Prescriber follow-up 9 days overdue', 'Refill to ask for'."""
    name, late = due_parts(due, today, title)
    if due.step is Step.REFILL:
        return tr("No supply left: refill to ask for")
    if due.on is None:
        return tr("{name} due", name=name)
    if due.on < today:
        return tr("{name} {late} overdue", name=name, late=late)
    if due.on == today:
        return tr("{name} today", name=name)
    day = day_words(due.on, today)
    if due.source == PLANNED:
        return tr("{name} on {day}", name=name, day=day)
    return tr("{name} by {day}", name=name, day=day)


def due_parts(due: Due, today: date, title: Titles) -> tuple[str, str]:
    """Return what is due, and how many days it is late: 'Prescriber follow-up', '9 days'."""
    name = STEPS[due.step]
    if due.step is Step.MEASURE and due.measure is not None:
        name = title(due.measure)
    days = (today - due.on).days if due.on is not None else 0
    return name, "" if days < 1 else trn("1 day", "{n} days", days)


def supply_words(supply: Supply | None) -> str:
    """Return what is left: '3 lozenges of 100 mg left, for 2 sessions'."""
    if supply is None:
        return tr("No prescription on file")
    told = []
    if supply.lozenges is not None:
        told.append(_left(supply.lozenges, supply.lozenge_mg))
    elif supply.left_mg is not None:
        told.append(
            tr("{left_mg} left", left_mg=milligrams(supply.left_mg))
            if supply.left_mg >= 0
            else tr("{amount} more taken than on file", amount=milligrams(-supply.left_mg))
        )
    if supply.sessions_left is not None:
        if not told:
            told.append(_doses_left(supply.sessions_left))
        elif supply.sessions_left > 0:
            told.append(
                trn("meant for 1 more session", "meant for {n} more sessions", supply.sessions_left)
            )
    if not told:
        return tr("Supply given; how much is left the entries do not say")
    return ", ".join(told)


def dose_words(session: DosingSession) -> str:
    """Return what was taken: '150 + 50 mg', '100 mg planned', '' where nothing is known."""
    if session.doses:
        return " + ".join(number(dose.dose_mg) for dose in session.doses) + " mg"
    if session.planned_dose_mg is not None:
        return tr("{dose} planned", dose=milligrams(session.planned_dose_mg))
    return tr("no dose")


def range_words(session: DosingSession) -> str:
    """Return what the dose was meant for: 'low', 'moderate'."""
    return dose_range_words(session.dose_range) if session.dose_range is not None else ""


def peak_words(session: DosingSession) -> tuple[str, str]:
    """Return the peak change of pressure and of heart rate: 'BP +14/+8', 'HR +11'."""
    peak = session.peak
    pressure = rate = ""
    if peak.systolic_mmhg is not None:
        above = change(peak.systolic_mmhg, 0)
        below = change(peak.diastolic_mmhg, 0) or "–"
        pressure = tr("BP {above}/{below}", above=above, below=below)
    if peak.heart_rate_bpm is not None:
        rate = tr("HR {rate}", rate=change(peak.heart_rate_bpm, 0))
    return pressure, rate


def adverse_words(session: DosingSession) -> str:
    """Return the adverse events: 'nausea, mild; anxiety, moderate', or 'none'."""
    told = [adverse_event_words(one.what, one.severity) for one in session.adverse]
    return "; ".join(told) or tr("none")


def themes_words(session: DosingSession) -> str:
    """Return marks with their counts, then quotes in quotation marks."""
    told = [tr(one.words) + (f" ×{one.times}" if one.times > 1 else "") for one in session.marks]
    told += [f"“{quote}”" for quote in session.quotes]
    return ", ".join(told)


def measure_words(body: e.MeasureTaken) -> str:
    """Return a measure: 'PHQ-9 17, moderately severe'."""
    return f"{body.title} {body.total}" + (f", {tr(body.band)}" if body.band else "")


def filed_words(body: e.ClientBody, today: date) -> tuple[date | None, str, str]:
    """Return an entry of the file as its list has it: its day, what it is, and what it says."""
    match body:
        case e.MeetingHeld():
            return body.on, tr("{meeting} held", meeting=meeting_words(body.meeting)), _held(body)
        case e.MeetingPlanned():
            return (
                body.on,
                tr("{meeting}, day set", meeting=meeting_words(body.meeting)),
                body.words or "",
            )
        case e.PrescriptionGiven():
            name = tr("Refill") if body.is_refill else tr("Prescription")
            return body.given_on, name, prescription_words(body)
        case e.MeasureTaken():
            return body.on, body.title, _measure(body)
        case e.LimitsGiven(limits=limits):
            return (
                limits.given_on,
                tr("Limits"),
                tr("given by {who}", who=limits.given_by or tr("the prescriber")),
            )
        case e.ClientSaved():
            return None, tr("File saved"), body.code
        case e.ClientEntryAmended(reason=reason) | e.ClientEntryStruck(reason=reason):
            return None, tr("Corrected"), reason
        case _:
            assert_never(body)


def prescription_words(body: e.PrescriptionGiven) -> str:
    """Return a prescription: '6 lozenges of 100 mg, 100 to 200 mg, for 2 sessions, Dr. P.N.'."""
    told = []
    if body.lozenges is not None:
        told.append(lozenges_words(body.lozenges, body.lozenge_mg))
    bounds = range_mg_words(body)
    if bounds:
        told.append(bounds)
    if body.sessions is not None:
        told.append(trn("for 1 session", "for {n} sessions", body.sessions))
    told += [one for one in (body.given_by, body.words) if one]
    return ", ".join(told)


def range_mg_words(body: e.PrescriptionGiven) -> str:
    """Return the prescriber's range of a dose: '100 to 200 mg a dose', '' where none was given."""
    given = bounds_mg_words(body)
    return tr("{range} a dose", range=given) if given else ""


def bounds_mg_words(body: e.PrescriptionGiven) -> str:
    """Return the same in short: '100 to 200 mg'."""
    if body.from_mg is not None and body.to_mg is not None:
        if body.from_mg == body.to_mg:
            return milligrams(body.to_mg)
        return tr(
            "{from_mg} to {to_mg}", from_mg=number(body.from_mg), to_mg=milligrams(body.to_mg)
        )
    if body.to_mg is not None:
        return tr("up to {to_mg}", to_mg=milligrams(body.to_mg))
    if body.from_mg is not None:
        return tr("from {from_mg}", from_mg=milligrams(body.from_mg))
    return ""


def corrected_words(filed: Filed[object]) -> str:
    """Return that an entry was amended and why, '' where it was not."""
    return (
        tr("amended: {reason}", reason=reason_words(filed.amended[-1].reason))
        if filed.amended
        else ""
    )


def trend_words(series: Sequence[Filed[e.MeasureTaken]]) -> str:
    """Return the latest of a measure beside the first: 'mild; 11 lower than at first'."""
    if not series:
        return ""
    first, last = series[0].body, series[-1].body
    told = [tr(last.band)] if last.band else []
    if len(series) > 1:
        moved = last.total - first.total
        if moved:
            told.append(
                tr("{points} lower than at first", points=-moved)
                if moved < 0
                else tr("{points} higher than at first", points=moved)
            )
        else:
            told.append(tr("as at first"))
    return "; ".join(told)


_WITH_DAY = (
    Step.CONSULTATION,
    Step.EVALUATION,
    Step.PREPARATION,
    Step.DOSING,
    Step.INTEGRATION,
)


def _which(told: Next) -> str:
    if told.step in (Step.CONSULTATION, Step.EVALUATION, Step.PRESCRIPTION):
        return ""
    if told.of is None or told.number > told.of:
        return f" {told.number}"
    return tr(" {number} of {of}", number=told.number, of=told.of)


def _held(body: e.MeetingHeld) -> str:
    told = []
    if body.minutes is not None:
        told.append(tr("{minutes} min", minutes=body.minutes))
    if body.modality is not None:
        told.append(MODALITY[body.modality])
    if body.themes:
        told.append(tr("themes: {themes}", themes=", ".join(map(tr, body.themes))))
    if body.intention:
        told.append(tr("intention: {intention}", intention=body.intention))
    if body.plan:
        told.append(tr("plan: {plan}", plan=body.plan))
    if body.note:
        told.append(body.note)
    return "; ".join(part.rstrip(" .") for part in told)


def _measure(body: e.MeasureTaken) -> str:
    told = [str(body.total) + (f", {tr(body.band)}" if body.band else "")]
    if body.notice_answer:
        told.append(tr("notice answered: {notice_answer}", notice_answer=body.notice_answer))
    if body.words:
        told.append(body.words)
    return "; ".join(told)


def _left(count: Decimal, strength_mg: Decimal | None) -> str:
    if count < 0:
        lozenges = lozenges_words(-count, strength_mg)
        return tr("{lozenges} more taken than on file", lozenges=lozenges)
    if count:
        return tr("{lozenges} left", lozenges=lozenges_words(count, strength_mg))
    if strength_mg is None:
        return tr("no lozenges left")
    return tr("no lozenges of {strength} left", strength=milligrams(strength_mg))


def _doses_left(count: int) -> str:
    if count < 0:
        return trn("1 dose more taken than on file", "{n} doses more taken than on file", -count)
    return trn("1 dose left", "{n} doses left", count) if count else tr("no doses left")


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
