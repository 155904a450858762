"""Writes a course as a tagged PDF by Typst, held to PDF/UA-1 and PDF/A-2a as a record is."""

from __future__ import annotations

from typing import Any

from kap_companion.language import spoken, tr
from kap_companion.notes.course_document import (
    LEGEND,
    SESSION_COLUMNS,
    TITLE,
    CourseDocument,
    Drawn,
    SessionLine,
)
from kap_companion.notes.document import page_words
from kap_companion.notes.export.page_text import PageText
from kap_companion.notes.export.paper import LONGEST_HEAD, on_paper


def course_pdf(
    document: CourseDocument, *, with_system_fonts: bool = True
) -> tuple[bytes, tuple[str, ...]]:
    """Return the course as PDF, and warnings that name what no font could show."""
    return on_paper(
        "course.typ",
        lambda text: _page(document, text),
        document.made_at,
        with_system_fonts=with_system_fonts,
    )


def _page(document: CourseDocument, text: PageText) -> dict[str, Any]:
    made = document.made_at
    return {
        "title": tr(TITLE),
        "language": spoken().code,
        "words": page_words() | _words(),
        "head": text.line(document.running_head, LONGEST_HEAD),
        "foot": tr("Made on {day} at {time}", day=f"{made:%Y-%m-%d}", time=f"{made:%H:%M}"),
        "facts": [[name, text.said(value)] for name, value in document.facts],
        "standing": [text.said(line) for line in document.standing],
        "session-columns": list(map(tr, SESSION_COLUMNS)),
        "sessions": [_session(one, text) for one in document.sessions],
        "charts": [
            {
                "title": text.line(one.title),
                "value": text.said(one.value),
                "words": text.said(one.words),
                **_drawn(one.drawn),
            }
            for one in document.charts
        ],
        "legend": tr(LEGEND),
        "tables": [
            {
                "title": one.title,
                "columns": list(one.columns),
                "rows": [[text.said(cell) for cell in row] for row in one.rows],
            }
            for one in document.tables
        ],
        "credits": [text.said(one) for one in document.credits],
    }


def _words() -> dict[str, str]:
    return {
        "next": tr("Next and due"),
        "sessions": tr("Dosing sessions"),
        "over": tr("Over the course"),
    }


def _session(line: SessionLine, text: PageText) -> dict[str, Any]:
    return {
        "name": line.name,
        "day": line.day,
        "figure": _drawn(line.timeline) if line.timeline is not None else None,
        "dose": text.said(line.dose),
        "range": line.range,
        "peak": list(line.peak),
        "adverse": text.said(line.adverse),
        "measures": [text.said(one) for one in line.measures],
        "below": text.said(
            tr("{stage}. Themes: {themes}", stage=line.stage, themes=line.themes)
            if line.themes
            else f"{line.stage}."
        ),
    }


def _drawn(drawn: Drawn) -> dict[str, str]:
    return {"svg": drawn.svg, "alt": drawn.alt}
