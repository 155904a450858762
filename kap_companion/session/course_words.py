"""The one place that says a course in words: its steps, what is due, the supply, each entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import assert_never

from kap_companion.session import entries as e
from kap_companion.session.course import PLANNED, Course, Due, Filed, Next, Step, Supply
from kap_companion.session.dosing import DosingSession
from kap_companion.session.vitals import change
from kap_companion.session.wording import MODALITY, milligrams, number

Titles = Callable[[str], str]
"""Says what a scale is called, by its key."""

STEPS = {
    Step.CONSULTATION: "Consultation",
    Step.EVALUATION: "Medical evaluation",
    Step.PRESCRIPTION: "Prescription",
    Step.PREPARATION: "Preparation",
    Step.DOSING: "Dosing",
    Step.INTEGRATION: "Integration",
    Step.FOLLOW_UP: "Prescriber follow-up",
    Step.REFILL: "Refill",
    Step.MEASURE: "Measure",
}
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day_words(day: date, today: date) -> str:
    """Return a day as short as it can be told: '20 Nov', '20 Nov 2024' in another year."""
    words = f"{day.day} {_MONTHS[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"


def meeting_words(kind: e.MeetingKind) -> str:
    """Return what a meeting is called: 'Medical evaluation'."""
    return STEPS[Step(kind.value)]


def stage_words(course: Course) -> str:
    """Return where the course is: 'Dosing 6 of 8', 'Preparation 1 of 2', 'Course complete'."""
    dosed = len(course.dosed)
    if course.next is None:
        return "Course complete"
    if dosed:
        return f"Dosing {dosed} of {course.planned_dosing}"
    prepared = course.held(e.MeetingKind.PREPARATION)
    if prepared:
        return f"Preparation {prepared} of {course.plan.preparation.most}"
    for step, is_done in (
        (Step.PRESCRIPTION, bool(course.prescriptions)),
        (Step.EVALUATION, bool(course.held(e.MeetingKind.EVALUATION))),
        (Step.CONSULTATION, bool(course.held(e.MeetingKind.CONSULTATION))),
    ):
        if is_done:
            return f"{STEPS[step]} done"
    return "Not begun"


def next_words(course: Course) -> str:
    """Return what is next in one line: 'Next: integration 6 of 8, 27 Nov.'."""
    told = course.next
    if told is None:
        return "Every planned step was taken."
    words = _lower(STEPS[told.step]) + _which(told)
    if told.on is None:
        return f"Next: {words}, no day set." if told.step in _WITH_DAY else f"Next: {words}."
    when = "today" if told.on == course.today else day_words(told.on, course.today)
    if told.on < course.today:
        return f"Next: {words}, was set for {when}."
    return f"Next: {words}, {when}."


def due_words(due: Due, today: date, title: Titles) -> str:
    """Return what is due: 'Prescriber follow-up 9 days overdue', 'Refill to ask for'."""
    name, late = due_parts(due, today, title)
    if due.step is Step.REFILL:
        return "No supply left: refill to ask for"
    if due.on is None:
        return f"{name} due"
    if due.on < today:
        return f"{name} {late} overdue"
    if due.on == today:
        return f"{name} today"
    set_for = "on" if due.source == PLANNED else "by"
    return f"{name} {set_for} {day_words(due.on, today)}"


def due_parts(due: Due, today: date, title: Titles) -> tuple[str, str]:
    """Return what is due, and how many days it is late: 'Prescriber follow-up', '9 days'."""
    name = STEPS[due.step]
    if due.step is Step.MEASURE and due.measure is not None:
        name = title(due.measure)
    days = (today - due.on).days if due.on is not None else 0
    return name, "" if days < 1 else "1 day" if days == 1 else f"{days} days"


def supply_words(supply: Supply | None) -> str:
    """Return what is left: '3 lozenges of 100 mg left, for 2 sessions'."""
    if supply is None:
        return "No prescription on file"
    told = []
    if supply.lozenges is not None:
        of = f" of {milligrams(supply.lozenge_mg)}" if supply.lozenge_mg is not None else ""
        told.append(_left(supply.lozenges, "lozenge", of))
    elif supply.left_mg is not None:
        told.append(
            f"{milligrams(supply.left_mg)} left"
            if supply.left_mg >= 0
            else f"{milligrams(-supply.left_mg)} more taken than on file"
        )
    if supply.sessions_left is not None:
        if not told:
            told.append(_left(Decimal(supply.sessions_left), "dose", ""))
        elif supply.sessions_left > 0:
            unit = "session" if supply.sessions_left == 1 else "sessions"
            told.append(f"meant for {supply.sessions_left} more {unit}")
    if not told:
        return "Supply given; how much is left the entries do not say"
    return ", ".join(told)


def dose_words(session: DosingSession) -> str:
    """Return what was taken: '150 + 50 mg', '100 mg planned', '' where nothing is known."""
    if session.doses:
        return " + ".join(number(dose.dose_mg) for dose in session.doses) + " mg"
    if session.planned_dose_mg is not None:
        return f"{milligrams(session.planned_dose_mg)} planned"
    return "no dose"


def range_words(session: DosingSession) -> str:
    """Return what the dose was meant for: 'low', 'moderate'."""
    return session.dose_range.value if session.dose_range is not None else ""


def peak_words(session: DosingSession) -> tuple[str, str]:
    """Return the peak change of pressure and of heart rate: 'BP +14/+8', 'HR +11'."""
    peak = session.peak
    pressure = rate = ""
    if peak.systolic_mmhg is not None:
        above = change(peak.systolic_mmhg, 0)
        below = change(peak.diastolic_mmhg, 0) or "–"
        pressure = f"BP {above}/{below}"
    if peak.heart_rate_bpm is not None:
        rate = f"HR {change(peak.heart_rate_bpm, 0)}"
    return pressure, rate


def adverse_words(session: DosingSession) -> str:
    """Return the adverse events: 'nausea, mild; anxiety, moderate', or 'none'."""
    told = [f"{one.what}, {one.severity.value}" for one in session.adverse]
    return "; ".join(told) or "none"


def themes_words(session: DosingSession) -> str:
    """Return marks with their counts, then quotes in quotation marks."""
    told = [one.words + (f" ×{one.times}" if one.times > 1 else "") for one in session.marks]
    told += [f"“{quote}”" for quote in session.quotes]
    return ", ".join(told)


def measure_words(body: e.MeasureTaken) -> str:
    """Return a measure: 'PHQ-9 17, moderately severe'."""
    return f"{body.title} {body.total}" + (f", {body.band}" if body.band else "")


def filed_words(body: e.ClientBody, today: date) -> tuple[date | None, str, str]:
    """Return an entry of the file as its list has it: its day, what it is, and what it says."""
    match body:
        case e.MeetingHeld():
            return body.on, f"{meeting_words(body.meeting)} held", _held(body)
        case e.MeetingPlanned():
            return body.on, f"{meeting_words(body.meeting)}, day set", body.words or ""
        case e.PrescriptionGiven():
            name = "Refill" if body.is_refill else "Prescription"
            return body.given_on, name, prescription_words(body)
        case e.MeasureTaken():
            return body.on, body.title, _measure(body)
        case e.LimitsGiven(limits=limits):
            return limits.given_on, "Limits", f"given by {limits.given_by or 'the prescriber'}"
        case e.ClientSaved():
            return None, "File saved", body.code
        case e.ClientEntryAmended(reason=reason) | e.ClientEntryStruck(reason=reason):
            return None, "Corrected", reason
        case _:
            assert_never(body)


def prescription_words(body: e.PrescriptionGiven) -> str:
    """Return a prescription: '6 lozenges of 100 mg, 100 to 200 mg, for 2 sessions, Dr. P.N.'."""
    told = []
    if body.lozenges is not None:
        unit = "lozenge" if body.lozenges == 1 else "lozenges"
        of = f" of {milligrams(body.lozenge_mg)}" if body.lozenge_mg is not None else ""
        told.append(f"{number(body.lozenges)} {unit}{of}")
    bounds = range_mg_words(body)
    if bounds:
        told.append(bounds)
    if body.sessions is not None:
        told.append(f"for {body.sessions} {'session' if body.sessions == 1 else 'sessions'}")
    told += [one for one in (body.given_by, body.words) if one]
    return ", ".join(told)


def range_mg_words(body: e.PrescriptionGiven) -> str:
    """Return the prescriber's range of a dose: '100 to 200 mg', '' where none was given."""
    if body.from_mg is not None and body.to_mg is not None:
        if body.from_mg == body.to_mg:
            return f"{milligrams(body.to_mg)} a dose"
        return f"{number(body.from_mg)} to {milligrams(body.to_mg)} a dose"
    if body.to_mg is not None:
        return f"up to {milligrams(body.to_mg)} a dose"
    if body.from_mg is not None:
        return f"from {milligrams(body.from_mg)} a dose"
    return ""


def corrected_words(filed: Filed[object]) -> str:
    """Return that an entry was amended and why, '' where it was not."""
    return f"amended: {filed.amended[-1].reason}" if filed.amended else ""


def trend_words(series: Sequence[Filed[e.MeasureTaken]]) -> str:
    """Return the latest of a measure beside the first: 'mild; 11 lower than at first'."""
    if not series:
        return ""
    first, last = series[0].body, series[-1].body
    told = [last.band] if last.band else []
    if len(series) > 1:
        moved = last.total - first.total
        if moved:
            told.append(f"{abs(moved)} {'lower' if moved < 0 else 'higher'} than at first")
        else:
            told.append("as at first")
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
    return f" {told.number} of {told.of}"


def _held(body: e.MeetingHeld) -> str:
    told = []
    if body.minutes is not None:
        told.append(f"{body.minutes} min")
    if body.modality is not None:
        told.append(MODALITY[body.modality])
    if body.themes:
        told.append("themes: " + ", ".join(body.themes))
    if body.intention:
        told.append(f"intention: {body.intention}")
    if body.plan:
        told.append(f"plan: {body.plan}")
    if body.note:
        told.append(body.note)
    return "; ".join(part.rstrip(" .") for part in told)


def _measure(body: e.MeasureTaken) -> str:
    told = [str(body.total) + (f", {body.band}" if body.band else "")]
    if body.notice_answer:
        told.append(f"notice answered: {body.notice_answer}")
    if body.words:
        told.append(body.words)
    return "; ".join(told)


def _left(count: Decimal, unit: str, of: str) -> str:
    name = unit if abs(count) == 1 else f"{unit}s"
    if count < 0:
        return f"{number(-count)} {name}{of} more taken than on file"
    return f"{number(count) if count else 'no'} {name}{of} left"


def _lower(words: str) -> str:
    return words[0].lower() + words[1:]
