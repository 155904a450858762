"""The timeline on paper: vector, readable, of the record alone."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kap_companion.notes.document import record_document
from kap_companion.notes.export.pdf import pdf
from kap_companion.notes.figure import PAPER, Figure, figure, svg
from kap_companion.notes.paper_width import width
from kap_companion.notes.when import session_times
from kap_companion.session import entries as e
from kap_companion.session.standing import private_standing, record_standing
from kap_companion.session.timeline_geometry import Size
from kap_companion.session.timeline_shapes import Ink
from kap_companion.ui import theme
from tests.notes import golden, made

_SVG = "{http://www.w3.org/2000/svg}"


def _figure(session: made.Made) -> Figure:
    found = figure(record_standing(session.record), session_times(session.record))
    assert found is not None
    return found


def _elements(session: made.Made, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(_figure(session).svg).iter(_SVG + name))


def _words(session: made.Made) -> list[str]:
    return ["".join(one.itertext()) for one in _elements(session, "text")]


def _read(session: made.Made) -> PdfReader:
    content, warnings = pdf(record_document(session.record), with_system_fonts=False)
    assert warnings == ()
    return PdfReader(BytesIO(content))


def _small(**opening: Any) -> made.Made:
    session = made.Made()
    session.add(-10, made.opened(**opening))
    session.add(0, e.DoseTaken(Decimal(150)))
    return session


# --- in the PDF ---------------------------------------------------------------------------------


def test_the_pdf_holds_the_figure_as_vectors_and_its_words_as_text() -> None:
    reader = _read(made.whole_session())
    text = "\n".join(page.extract_text() for page in reader.pages)

    assert all(not list(page.images) for page in reader.pages)
    assert re.search(r"^Timeline$", text, re.MULTILINE)
    for words in ("preparation", "booster", "Slow Water", "HR 70", "SpO₂ 98", "Diamond"):
        assert words in text, words
    # Each pressure twice: in the figure, and in the table below it.
    assert all(text.count(words) >= 2 for words in ("124/80", "132/84", "122/78"))


def test_the_figure_has_words_for_who_cannot_see_it() -> None:
    alt = _figure(made.whole_session()).alt
    for words in (
        "from 10:11 to 11:41",
        "150 mg at 0:00, booster 37.5 mg at 28:00",
        "124/80 at −8:00, 132/84 at 40:00, 122/78 at 1:16:00",
        "Adverse events: 1, at 29:00.",
        "Notes: 4. Marks: 1.",
    ):
        assert words in alt
    assert alt in _alternatives(_read(made.whole_session()))


def _alternatives(reader: PdfReader) -> list[str]:
    objects: list[Any] = [
        reader.get_object(number) for one in (reader.xref_objStm, reader.xref[0]) for number in one
    ]
    return [str(one["/Alt"]) for one in objects if isinstance(one, dict) and "/Alt" in one]


def test_without_the_appendix_and_without_an_opening_there_is_no_figure() -> None:
    session = made.whole_session()
    assert record_document(session.record, appendix=False).figure is None
    stray = made.Made()
    stray.add(0, e.NoteTaken("no opening"))
    assert record_document(stray.record).figure is None


def test_a_session_that_was_left_open_for_days_ends_with_its_last_act() -> None:
    session = _small()
    session.add(20, e.NoteTaken("calm"))
    session.add(3 * 1440, e.DraftSaved("dap", "words"))
    shown = _figure(session).timeline
    assert shown.now == session.moment(20)
    assert shown.end == session.moment(80)


@pytest.mark.parametrize(
    "title",
    ["Tom & <script>", '"quoted"', "\U0001f9ff warm", "静かな水", "مياه", "a\x0bb", "\ue000"],
)
def test_whatever_a_track_is_called_the_pdf_is_made(title: str) -> None:
    session = _small()
    session.add(1, e.TrackStarted(title, None, Decimal(3600)))
    session.add(60, e.SessionEnded())
    content, _ = pdf(record_document(session.record), with_system_fonts=False)
    plain = title.isascii() and title.isprintable()
    assert [one for one in _words(session) if one == title] == ([title] if plain else [])
    assert b"pdfuaid:part" in content


# --- what is in it ------------------------------------------------------------------------------


def test_a_struck_entry_is_not_on_it() -> None:
    session = _small()
    before = len(_elements(session, "circle"))
    wrong = session.add(20, e.NoteTaken("wrong client"))
    assert len(_elements(session, "circle")) == before + 1
    session.add(21, e.EntryStruck(wrong, "slip"))
    assert len(_elements(session, "circle")) == before


def test_what_was_told_late_stands_where_it_happened() -> None:
    told, late = _small(), _small()
    told.add(20, e.NoteTaken("calm"))
    late.add(50, e.NoteTaken("calm", happened_at=late.moment(20)))
    assert _figure(told).svg == _figure(late).svg


def test_a_private_note_cannot_be_drawn_on_it() -> None:
    session = golden.private_notes()
    rows = private_standing(session.private)
    with pytest.raises(AssertionError):
        figure(rows, session_times([]))  # type: ignore[arg-type]


def test_private_notes_leave_the_document_as_it_is_without_them() -> None:
    with_notes, without = made.whole_session(), made.whole_session()
    with_notes.add_private(18, e.PrivateNoteTaken("my own pull"))
    told = [record_document(one.record).figure for one in (with_notes, without)]
    assert told[0] is not None and told[0] == told[1]


def test_the_legend_names_only_what_is_there() -> None:
    legend = _figure(_small()).legend
    assert "Diamond" not in legend and "pressure" not in legend and "music" not in legend
    assert "doses amber" in legend
    assert "private" not in legend and "psychotherapy" not in legend


def test_a_reading_outside_the_limits_is_amber_and_said_to_be() -> None:
    session = _small()
    session.add(10, made.vitals("170/90 80"))
    assert "amber where a reading is outside" in _figure(session).legend
    bars = [one for one in _elements(session, "polyline") if one.get("stroke-width") == "2"]
    assert {one.get("stroke") for one in bars} == {PAPER[Ink.DUE]}


def test_a_session_over_midnight_names_the_new_day_once() -> None:
    assert _words(golden.telehealth_over_midnight()).count("25 Nov") == 1


def test_five_thousand_entries_make_a_figure_that_is_not_larger_for_it() -> None:
    session = _small()
    for n in range(5_000):
        session.add(1 + n / 100, e.NoteTaken("n"))
    session.add(70, e.SessionEnded())
    assert len(_figure(session).svg) < 120_000


def test_one_figure_serves_every_size() -> None:
    shown = _figure(made.whole_session()).timeline
    small = ElementTree.fromstring(svg(shown, Size(240, 64, line=0), lambda at: at))
    assert (small.get("width"), small.get("height")) == ("240", "64")
    assert not list(small.iter(_SVG + "text")) and list(small.iter(_SVG + "circle"))
    assert shown.end - shown.begin == timedelta(minutes=90)


# --- the colours and the letters of the page ----------------------------------------------------


def test_the_colours_are_those_of_the_light_theme() -> None:
    assert {ink.value: colour for ink, colour in PAPER.items()} == {
        ink.value: getattr(theme.LIGHT, ink.value) for ink in PAPER
    }


def test_no_word_is_wider_on_paper_than_it_is_taken_for(qtbot: QtBot) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    theme.apply(app, theme.LIGHT)
    font = QFont("Inter")
    font.setPixelSize(1000)
    font.setFeature(QFont.Tag("calt"), 0)
    font.setFeature(QFont.Tag("kern"), 0)
    metrics = QFontMetricsF(font)
    letters = [chr(n) for n in (*range(0x20, 0x7F), *range(0xA0, 0x180), *range(0x410, 0x450))]
    for letter in (*letters, "₂", "−", "“", "”"):
        assert metrics.horizontalAdvance(letter) <= width(letter) * 1000 + 1, letter
