"""Turns a course into painted rows: its sessions with their timelines, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from kap_companion.session import course_words as say
from kap_companion.session import entries as e
from kap_companion.session.course import Course, Filed, Step
from kap_companion.session.dosing import DosingSession
from kap_companion.session.standing import Standing
from kap_companion.session.wording import adverse_event_words, reason_words
from kap_companion.ui import theme
from kap_companion.ui.panels.home_list import Cell, ListRow, Picture
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.words import tr, tr_later

SESSION_HEADINGS = (
    tr_later("Session"),
    tr_later("Timeline"),
    tr_later("Dose"),
    tr_later("Peak change"),
    tr_later("Adverse"),
    tr_later("Themes"),
    tr_later("Measures"),
)
NEXT_KEY = "next"
# What each column needs at 100 % text; the timeline does not grow with it.
_NEEDS = (104, 0, 120, 104, 136, 128, 136)
_TIMELINE = 152
_MOST_TIMELINE = 264
_THEMES, _TIMELINE_AT = 5, 1
_GONE_FIRST = (_THEMES, _TIMELINE_AT, 3)


def session_columns(width: int) -> tuple[int, ...]:
    """Return where each column of the sessions begins.

    Where the text leaves no room for all, the themes go first, then the timeline.
    """
    look = theme.look()
    wide = [look.px(one) for one in _NEEDS]
    wide[_TIMELINE_AT] = _TIMELINE
    room = width - 16
    for gone in _GONE_FIRST:
        if sum(wide) <= room:
            break
        wide[gone] = 0
    left = max(0, room - sum(wide))
    if wide[_TIMELINE_AT]:
        more = min(left // 2, _MOST_TIMELINE - _TIMELINE)
        wide[_TIMELINE_AT] += more
        left -= more
    wide[_THEMES if wide[_THEMES] else 4] += left
    starts = [8]
    for one in wide[:-1]:
        starts.append(starts[-1] + one)
    return tuple(starts)


def file_columns(width: int) -> tuple[int, ...]:
    """Return where day, kind and words begin in the list of the whole file."""
    del width
    look = theme.look()
    return 8, 8 + look.px(96), 8 + look.px(296)


def session_row(course: Course, session: DosingSession) -> ListRow:
    """Return the row of a dosing session."""
    day = say.day_words(session.day, course.today)
    stage, stage_tone = _stage(session)
    pressure, rate = say.peak_words(session)
    adverse = say.adverse_words(session)
    worst, others = _first(session)
    themes = say.themes_words(session)
    measures = _measures(course, session)
    reads = ", ".join(f"{title} {total}" for title, total in measures)
    spoken = (
        tr("Session {number}, {day}, {stage}", number=session.number, day=day, stage=stage),
        say.dose_words(session),
        say.range_words(session),
        tr("peak change {change}", change=f"{pressure} {rate}".strip()) if pressure or rate else "",
        tr("adverse events {adverse}", adverse=adverse),
        tr("themes {themes}", themes=themes) if themes else "",
        reads,
    )
    return ListRow(
        session.id,
        ", ".join(part for part in spoken if part),
        (
            Cell(
                f"{session.number}   {day}", words=Words.STRONG, under=stage, under_tone=stage_tone
            ),
            Picture(session.timeline) if session.timeline is not None else Cell(""),
            Cell(say.dose_words(session), under=say.range_words(session)),
            Cell(pressure or rate or "–", _quiet(pressure or rate), under=rate if pressure else ""),
            Cell(worst, Tone.TEXT if session.adverse else Tone.SECOND, under=others),
            Cell(themes, Tone.SECOND),
            _measures_cell(measures),
        ),
    )


def next_row(course: Course) -> ListRow | None:
    """Return the row of the dosing session that comes next, None where none does."""
    told = course.next
    booked = next((one for one in course.booked if one.body.meeting is e.MeetingKind.DOSING), None)
    number = len(course.sessions) + 1
    if booked is None and (told is None or told.step is not Step.DOSING):
        return None
    day = say.day_words(booked.body.on, course.today) if booked is not None else ""
    words = tr("day set") if booked is not None else tr("no day set")
    is_late = booked is not None and booked.body.on < course.today
    words = tr("day has passed") if is_late else words
    empty = course.supply is not None and course.supply.is_empty
    return ListRow(
        NEXT_KEY,
        tr(
            "Session {number}, {day}, {booked}, {supply}",
            number=number,
            day=day,
            booked=words,
            supply=say.supply_words(course.supply),
        ),
        (
            Cell(
                f"{number}   {day}".strip(),
                Tone.SECOND,
                under=words,
                under_tone=Tone.DUE if is_late else Tone.SECOND,
            ),
            Cell(""),
            Cell(tr("no supply left") if empty else "", Tone.DUE),
            *[Cell("")] * 4,
        ),
    )


def file_row(row: Standing[e.ClientBody], today: date) -> ListRow | None:
    """Return the row of an entry of the file; None for what the course does not show."""
    if not isinstance(
        row.body, e.MeetingHeld | e.MeetingPlanned | e.PrescriptionGiven | e.MeasureTaken
    ):
        return None
    day, name, words = say.filed_words(row.body, today)
    when = say.day_words(day, today) if day is not None else ""
    remark = ""
    if row.struck is not None:
        remark = tr("struck: {reason}", reason=reason_words(row.struck.reason))
    elif row.amended:
        remark = tr("amended: {reason}", reason=reason_words(row.amended[-1].reason))
    tone = Tone.SECOND if row.struck is not None else Tone.TEXT
    line = " ".join(words.split())
    return ListRow(
        row.entry.id,
        ", ".join(part for part in (when, name, line, remark) if part),
        (
            Cell(when, Tone.SECOND),
            Cell(name, tone, words=Words.BODY if row.struck is not None else Words.STRONG),
            Cell(line, tone, under=remark),
        ),
    )


def _stage(session: DosingSession) -> tuple[str, Tone]:
    if session.rehearsal:
        return tr("rehearsal"), Tone.SECOND
    if session.is_signed:
        return tr("signed"), Tone.WELL
    return (tr("not ended"), Tone.NOW) if session.is_running else (tr("to sign"), Tone.DUE)


def _first(session: DosingSession) -> tuple[str, str]:
    """Return the first adverse event, and how many more there were."""
    if not session.adverse:
        return tr("none"), ""
    first = session.adverse[0]
    more = len(session.adverse) - 1
    said = adverse_event_words(first.what, first.severity)
    return said, tr("and {more} more", more=more) if more else ""


def _measures(course: Course, session: DosingSession) -> list[tuple[str, str]]:
    told: dict[str, Filed[e.MeasureTaken]] = course.measures_before(session)
    order = {key: n for n, key in enumerate(course.plan.measures)}
    keys = sorted(told, key=lambda key: order.get(key, len(order)))
    return [(told[key].body.title, str(told[key].body.total)) for key in keys]


def _measures_cell(measures: Sequence[tuple[str, str]]) -> Cell:
    told = [f"{title} {total}" for title, total in measures]
    if not told:
        return Cell("–", Tone.SECOND)
    return Cell(told[0], under=", ".join(told[1:]), under_tone=Tone.TEXT)


def _quiet(words: str) -> Tone:
    return Tone.TEXT if words else Tone.SECOND
