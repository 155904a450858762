"""What a course says on paper, for the prescriber's follow-up: plain words, figures and tables.

It is made of the client's file and of what dosing sessions' records say at a glance. There is no
way in for a psychotherapy note: none of its types has a place for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from kap_companion.language import tr, tr_later, trn
from kap_companion.notes.figure import svg, svg_of, words_width
from kap_companion.session import course_charts as charts
from kap_companion.session import course_words as say
from kap_companion.session import entries as e
from kap_companion.session.course import PLANNED, Course, Due
from kap_companion.session.dosing import DosingSession
from kap_companion.session.scales import Scale
from kap_companion.session.timeline_geometry import Size
from kap_companion.session.wording import MODALITY, long_date

TITLE = tr_later("Course of treatment")
SESSION_COLUMNS = (
    tr_later("Session"),
    tr_later("Timeline"),
    tr_later("Dose"),
    tr_later("Peak change"),
    tr_later("Adverse events"),
    tr_later("Measures"),
)
MEASURE_COLUMNS = (tr_later("Day"), tr_later("Measure"), tr_later("Total"), tr_later("Remarks"))
MEETING_COLUMNS = (tr_later("Day"), tr_later("Meeting"), tr_later("Length"), tr_later("Held by"))
SUPPLY_COLUMNS = (tr_later("Day"), tr_later("Supply"), tr_later("Ordered"))
LEGEND = tr_later(
    "Timelines: phases at the top, pressures as upright bars, doses amber, an adverse event as a "
    "diamond. Vitals: grey before the dose, dark at the highest reading, heart rate as points. "
    "Boosters are paler. Dashed lines: where a band of the measure, or the range of the dose, "
    "begins and ends."
)
_THUMB = Size(170, 44, 0.0)
_ROOM = charts.Room(330, 130, 14)


@dataclass(frozen=True, slots=True)
class CourseSubject:
    """Whose course it is."""

    code: str
    full_name: str | None = None
    born_on: date | None = None
    prescriber: str | None = None
    limits: e.Limits | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure as SVG, and what it shows for who cannot see it."""

    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class SessionLine:
    """A dosing session as a row; `themes` is empty where they stay out."""

    name: str
    day: str
    stage: str
    timeline: Drawn | None
    dose: str
    range: str
    peak: tuple[str, ...]
    adverse: str
    measures: tuple[str, ...]
    themes: str


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A chart with its heading, its latest value and a few words."""

    title: str
    value: str
    words: str
    drawn: Drawn


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain words."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class CourseDocument:
    """A course on paper; `standing` says where it is, each sentence with what it rests on."""

    subject: str
    made_at: datetime
    facts: tuple[tuple[str, str], ...]
    standing: tuple[str, ...]
    sessions: tuple[SessionLine, ...]
    charts: tuple[ChartFigure, ...]
    tables: tuple[Table, ...]
    credits: tuple[str, ...]

    @property
    def running_head(self) -> str:
        """Return the line at the top of every page."""
        return self.subject


def course_document(
    course: Course,
    subject: CourseSubject,
    scales: Sequence[Scale],
    sources: Mapping[str, str],
    made_at: datetime,
    *,
    with_themes: bool = True,
) -> CourseDocument:
    """Return what a course says on paper; `made_at` is the time by the clinician's clock."""
    known = {scale.key: scale for scale in scales}
    return CourseDocument(
        subject=f"{subject.code}, {long_date(made_at)}",
        made_at=made_at,
        facts=tuple(_facts(course, subject)),
        standing=tuple(_standing(course, known, sources)),
        sessions=tuple(_session(course, one, with_themes) for one in course.sessions),
        charts=tuple(_charts(course, known)),
        tables=tuple(_tables(course, with_themes)),
        credits=tuple(_credits(course, known)),
    )


# --- how it is done -----------------------------------------------------------------------------


def _facts(course: Course, subject: CourseSubject) -> Iterator[tuple[str, str]]:
    name = f"{subject.code}, {subject.full_name}" if subject.full_name else subject.code
    yield tr("Client"), name
    if subject.born_on is not None:
        yield tr("Born on"), _day(subject.born_on)
    if subject.prescriber:
        yield tr("Prescriber"), subject.prescriber
    yield tr("Where it is"), say.stage_words(course)
    yield tr("Supply"), say.supply_words(course.supply)
    yield tr("Limits"), _limits(subject.limits)


def _standing(
    course: Course, known: Mapping[str, Scale], sources: Mapping[str, str]
) -> Iterator[str]:
    def title(key: str) -> str:
        return known[key].title if key in known else key

    yield say.next_words(course)
    following = course.next
    for due in (*course.overdue, *course.coming):
        is_said = following is not None and (due.step, due.on) == (following.step, following.on)
        if not is_said or due in course.overdue:
            source = _source(due, sources)
            words = say.due_words(due, course.today, title)
            yield f"{words}. {source}" if source else f"{words}."
    if course.struck:
        yield trn(
            "1 entry was struck from the file and not counted.",
            "{n} entries were struck from the file and not counted.",
            course.struck,
        )


def _source(due: Due, sources: Mapping[str, str]) -> str:
    if due.source == PLANNED:
        return ""
    source = sources.get(due.source, "")
    return tr("Rests on: {source}", source=tr(source)) if source else ""


def _session(course: Course, session: DosingSession, with_themes: bool) -> SessionLine:
    stage = (
        tr("signed")
        if session.is_signed
        else tr("not ended")
        if session.is_running
        else tr("not signed")
    )
    if session.rehearsal:
        stage = tr("rehearsal")
    length = tr("{minutes} min", minutes=session.minutes) if session.minutes is not None else ""
    measures = course.measures_before(session)
    order = {key: n for n, key in enumerate(course.plan.measures)}
    return SessionLine(
        name=str(session.number),
        day=_day(session.day),
        stage=", ".join(part for part in (length, MODALITY[session.modality], stage) if part),
        timeline=_thumbnail(session),
        dose=say.dose_words(session),
        range=say.range_words(session),
        peak=tuple(part for part in say.peak_words(session) if part) or (tr("not known"),),
        adverse=say.adverse_words(session),
        measures=tuple(
            f"{measures[key].body.title} {measures[key].body.total}"
            for key in sorted(measures, key=lambda key: order.get(key, len(order)))
        ),
        themes=say.themes_words(session) if with_themes else "",
    )


def _thumbnail(session: DosingSession) -> Drawn | None:
    if session.timeline is None:
        return None
    kept = session.timeline.kept
    alt = tr(
        "Timeline of session {number}: {doses} doses, {readings} readings, "
        "{adverse} adverse events.",
        number=session.number,
        doses=len(kept.doses),
        readings=len(kept.readings),
        adverse=len(session.adverse),
    )
    return Drawn(svg(session.timeline, _THUMB, lambda at: at), alt)


def _charts(course: Course, known: Mapping[str, Scale]) -> Iterator[ChartFigure]:
    days = charts.days_of(course)
    if days is None:
        return
    for key in dict.fromkeys((*course.plan.measures, *(m.body.measure for m in course.measures))):
        series = course.series(key)
        if series:
            make = partial(charts.measure_chart, course, days, known.get(key), key)
            value = str(series[-1].body.total)
            yield ChartFigure(
                series[-1].body.title,
                value,
                say.trend_words(series),
                _drawn(make(_ROOM, words_width)),
            )
    if course.dosed:
        last = course.dosed[-1]
        ordered = [say.range_mg_words(one.body) for one in course.prescriptions]
        bounds = [words for words in ordered if words]
        dose = charts.dose_chart(course, days, _ROOM, words_width)
        words = bounds[-1] if bounds else ""
        yield ChartFigure(tr("Dose"), say.dose_words(last), words, _drawn(dose))
    if any(one.baseline or one.highest for one in course.sessions):
        vitals = charts.vitals_chart(course, days, _ROOM, words_width)
        yield ChartFigure(tr("Vitals"), "", "", _drawn(vitals))


def _drawn(chart: charts.Chart) -> Drawn:
    return Drawn(svg_of(chart.shapes, _ROOM.width, _ROOM.height), chart.alt)


def _tables(course: Course, with_themes: bool) -> Iterator[Table]:
    if course.measures:
        rows = tuple(
            (
                _day(one.body.on),
                one.body.title,
                f"{one.body.total}" + (f", {tr(one.body.band)}" if one.body.band else ""),
                "; ".join(
                    part for part in (one.body.notice_answer, say.corrected_words(one)) if part
                ),
            )
            for one in course.measures
        )
        yield Table(tr("Measures"), tuple(map(tr, MEASURE_COLUMNS)), rows)
    if course.prescriptions:
        ordered = tuple(
            (
                _day(one.body.given_on),
                tr("Refill") if one.body.is_refill else tr("First supply"),
                "; ".join(
                    part
                    for part in (say.prescription_words(one.body), say.corrected_words(one))
                    if part
                ),
            )
            for one in course.prescriptions
        )
        yield Table(tr("Prescriptions"), tuple(map(tr, SUPPLY_COLUMNS)), ordered)
    if course.meetings:
        columns = tuple(map(tr, MEETING_COLUMNS))
        if with_themes:
            columns = (*columns, tr("Themes and plan"))
        meetings = tuple(_meeting(one.body, with_themes) for one in course.meetings)
        yield Table(tr("Meetings"), columns, meetings)


def _meeting(body: e.MeetingHeld, with_themes: bool) -> tuple[str, ...]:
    length = tr("{minutes} min", minutes=body.minutes) if body.minutes is not None else ""
    where = MODALITY[body.modality] if body.modality is not None else ""
    told = (
        _day(body.on),
        say.meeting_words(body.meeting),
        ", ".join(part for part in (length, where) if part),
        body.by or "",
    )
    if not with_themes:
        return told
    plan = tr("Plan: {plan}", plan=body.plan) if body.plan else ""
    themes = ", ".join(map(tr, body.themes))
    return (*told, "; ".join(part for part in (themes, plan) if part))


def _credits(course: Course, known: Mapping[str, Scale]) -> Iterator[str]:
    keys = dict.fromkeys(one.body.measure for one in course.measures)
    told: dict[str, list[str]] = {}
    for key in keys:
        if key in known:
            told.setdefault(known[key].credit, []).append(known[key].title)
    for credit, titles in told.items():
        yield f"{tr(' and ').join(titles)}: {tr(credit)}"


def _limits(limits: e.Limits | None) -> str:
    if limits is None:
        return tr("None given")
    told = []
    if limits.systolic_mmhg is not None or limits.diastolic_mmhg is not None:
        both = (limits.systolic_mmhg, limits.diastolic_mmhg)
        pressure = "/".join("–" if one is None else str(one) for one in both)
        told.append(tr("under {pressure}", pressure=pressure))
    if limits.heart_rate_bpm is not None:
        told.append(tr("heart rate under {limit}", limit=limits.heart_rate_bpm))
    if limits.spo2_percent is not None:
        told.append(tr("SpO₂ {limit} or more", limit=limits.spo2_percent))
    by = ", ".join(
        part
        for part in (limits.given_by or "", _day(limits.given_on) if limits.given_on else "")
        if part
    )
    return ", ".join(told) + (f" ({by})" if by else "") if told else tr("None given")


def _day(day: date) -> str:
    return say.day_words(day, date(day.year + 1, 1, 1))
