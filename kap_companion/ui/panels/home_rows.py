"""Turns the facts of Home into painted rows: words, tones, and where the columns begin."""

from __future__ import annotations

from datetime import datetime

from kap_companion.language import day_of_month_words
from kap_companion.ui import theme
from kap_companion.ui.panels.home_list import Cell, ListRow, Steps
from kap_companion.ui.panels.home_overdue import Overdue
from kap_companion.ui.panels.home_view import (
    Course,
    Glance,
    Stage,
    day_words,
    waits_words,
)
from kap_companion.ui.theme import Tone, Words
from kap_companion.ui.times import time_words
from kap_companion.ui.words import tr
from kap_companion.vault.search import Hit

_STAGE_TONES = {Stage.RUNNING: Tone.NOW, Stage.TO_SIGN: Tone.DUE, Stage.SIGNED: Tone.WELL}


def client_columns(width: int) -> tuple[int, ...]:
    """Code, dashes, course, last session, prescriber.

    Where the text leaves no room for all, first the prescriber has no column, then the dashes.
    """
    px = theme.look().px
    dashes = 16 + px(72)
    course = dashes + 136
    rest = width - course
    if rest // 3 >= px(112):
        return 8, dashes, course, course + round(rest * 0.33), course + round(rest * 0.67)
    if rest // 2 < px(112):
        course, rest = dashes, width - dashes
    return 8, dashes, course, course + rest // 2, width


def today_columns(width: int) -> tuple[int, ...]:
    """Time, code, what."""
    code = 8 + theme.look().px(56)
    return 8, code, code + max(theme.look().px(48), round(width * 0.16))


def to_sign_columns(width: int) -> tuple[int, ...]:
    """Code, what, how long it waits."""
    return 8, 8 + theme.look().px(56), width - theme.look().px(80)


def session_columns(width: int) -> tuple[int, ...]:
    """Session, when, stage."""
    return 8, 8 + theme.look().px(112), width - theme.look().px(84)


def hit_columns(width: int) -> tuple[int, ...]:
    """When, code, words."""
    return 8, 8 + theme.look().px(112), 8 + theme.look().px(184)


def client_row(course: Course, now: datetime) -> ListRow:
    """Return the row of a client in the table."""
    file = course.file
    last = course.last_opened_at
    when = "" if last is None else day_words(last, now)
    tone = Tone.SECOND
    if course.last_stage is Stage.RUNNING:
        tone = Tone.NOW
    elif last is not None and course.last_stage is Stage.TO_SIGN:
        when, tone = tr("{last}, to sign", last=day_words(last, now, with_time=False)), Tone.DUE
    course_tone = Tone.NOW if course.is_running else Tone.TEXT
    if not course.dosed and not course.is_running:
        course_tone = Tone.SECOND
    prescriber = file.prescriber or ""
    spoken = (
        file.code,
        course.words,
        tr("last session {when}", when=when) if when else "",
        prescriber,
    )
    return ListRow(
        file.id,
        ", ".join(part for part in spoken if part),
        (
            Cell(file.code, words=Words.STRONG),
            Steps(course.dosed, file.planned_sessions or course.dosed, course.is_running),
            Cell(course.words, course_tone),
            Cell(when, tone),
            Cell(prescriber, Tone.SECOND),
        ),
    )


def today_row(glance: Glance, now: datetime) -> ListRow:
    """Return the row of one of today's sessions."""
    what = glance.name + (", " + tr("telehealth") if glance.is_telehealth else "")
    under = tr(glance.stage.value)
    if glance.signed_at is not None and glance.signed_at.date() == now.date():
        under = tr("signed {time}", time=time_words(glance.signed_at))
    return ListRow(
        glance.id,
        f"{glance.client}, {time_words(glance.opened_at)}, {what}, {under}",
        (
            Cell(time_words(glance.opened_at), Tone.SECOND, at_right=True),
            Cell(glance.client, words=Words.STRONG),
            Cell(what, Tone.SECOND, under=under, under_tone=_STAGE_TONES[glance.stage]),
        ),
    )


def to_sign_row(glance: Glance, now: datetime) -> ListRow:
    """Return the row of a session that waits to be signed."""
    since = glance.ended_at or glance.opened_at
    waits = waits_words(since, now)
    day = day_of_month_words(since.date())
    what = tr("Session {number}, {day}", number=glance.number, day=day)
    return ListRow(
        glance.id,
        ", ".join((glance.client, what, tr("to sign"), waits)),
        (
            Cell(glance.client, words=Words.STRONG),
            Cell(what, Tone.SECOND),
            Cell(waits, Tone.DUE, at_right=True),
        ),
    )


def overdue_row(overdue: Overdue) -> ListRow:
    """Return the row of a client whose course has something overdue."""
    what = (
        tr("{what}, and {more} more", what=overdue.what, more=overdue.more)
        if overdue.more
        else overdue.what
    )
    return ListRow(
        overdue.client_id,
        ", ".join((overdue.client, what, tr("overdue"), overdue.late)).rstrip(", "),
        (
            Cell(overdue.client, words=Words.STRONG),
            Cell(what, Tone.SECOND),
            Cell(overdue.late or tr("now"), Tone.DUE, at_right=True),
        ),
    )


def session_row(glance: Glance, now: datetime) -> ListRow:
    """Return the row of one of a client's sessions."""
    when = day_words(glance.opened_at, now)
    return ListRow(
        glance.id,
        f"{glance.name}, {when}, {tr(glance.stage.value)}",
        (
            Cell(tr("Session {number}", number=glance.number)),
            Cell(when, Tone.SECOND),
            Cell(tr(glance.stage.value), _STAGE_TONES[glance.stage], at_right=True),
        ),
    )


def hit_row(hit: Hit, client: str, at: datetime, now: datetime) -> ListRow:
    """Return the row of a place where the words were found, in a session of `client`."""
    when = day_words(at, now)
    return ListRow(
        f"{hit.session_id} {hit.entry_id}",
        f"{client}, {when}: {hit.snippet}",
        (
            Cell(when, Tone.SECOND),
            Cell(client, words=Words.STRONG),
            Cell(hit.snippet),
        ),
    )
