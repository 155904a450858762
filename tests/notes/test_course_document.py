"""A course on paper: tagged, complete, true to the log, without a word of a psychotherapy note."""

from __future__ import annotations

import dataclasses
import re
import typing
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject

from kap_companion import resources
from kap_companion.notes.course_document import (
    CourseDocument,
    CourseSubject,
    course_document,
)
from kap_companion.notes.export import ExportError
from kap_companion.notes.export.course_pdf import course_pdf
from kap_companion.practice import Practice
from kap_companion.session import entries as e
from kap_companion.session.clock import ScriptedClock
from kap_companion.session.course import Course
from kap_companion.session.phases import parse_protocol
from kap_companion.vault.clients import ClientFile
from tests.blank_vault import new_vault
from tests.made_course import make_course

BEGIN = datetime(2025, 8, 20, 10, 0, tzinfo=UTC)
PRIVATE = "My own pull to reassure"


class Office:
    """A practice with one whole course."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.clock = ScriptedClock(BEGIN)
        self.vault = new_vault(folder / "v", folder / "s", "four quiet words")
        protocol = parse_protocol(resources.text("phases/lozenge.json"))
        self.practice = Practice(self.vault, self.clock, protocol)
        self.client: ClientFile = make_course(self.practice, self.clock)

    def document(self, *, with_themes: bool = True) -> CourseDocument:
        acts = self.practice.course
        subject = CourseSubject(self.client.code, None, None, "Dr. P.N.", self.client.limits)
        return course_document(
            acts.look(self.client),
            subject,
            acts.scales,
            acts.sources,
            self.clock.now().wall,
            with_themes=with_themes,
        )


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    made = Office(tmp_path_factory.mktemp("course"))
    with made.vault:
        yield made


def text_of(content: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)


def bare(text: str) -> str:
    return "".join(text.split())


def test_the_pdf_is_tagged_and_says_so_in_both_standards(office: Office) -> None:
    content, warnings = course_pdf(office.document(), with_system_fonts=False)
    assert warnings == ()
    root = PdfReader(BytesIO(content)).trailer["/Root"].get_object()
    assert root["/MarkInfo"]["/Marked"]  # type: ignore[index]
    assert "/StructTreeRoot" in root  # type: ignore[operator]
    assert root["/Lang"] == "en"  # type: ignore[index]
    described = content.decode("latin-1")
    assert re.search(r"<pdfaid:part>2</pdfaid:part>", described)
    assert re.search(r"<pdfuaid:part>1</pdfuaid:part>", described)


def test_every_dose_change_event_and_total_of_the_course_is_on_the_page(office: Office) -> None:
    told = bare(text_of(course_pdf(office.document(), with_system_fonts=False)[0]))
    for fact in (
        "150 + 50 mg",
        "BP +18/+10",
        "HR +14",
        "nausea, mild",
        "anxiety, mild",
        "dizziness, mild",
        "PHQ-9 17",
        "GAD-7 6",
        "the open door",
        "“It is quiet there.”",
        "19, moderately severe",
        "4 lozenges of 100 mg, 100 to 200 mg a dose, for 2 sessions, Dr. P.N.",
        "3 lozenges of 100 mg left",
        "under 150/95",
        "Next: dosing 7 of 8",
        "Prescriber follow-up by 22 Nov",
        "at least once a quarter (the practice's own page)",
        "Walk by the water once this week.",
        "Pfizer",
    ):
        assert bare(fact) in told, fact


def test_no_psychotherapy_note_and_no_meetings_note_is_on_the_page(office: Office) -> None:
    document = office.document()
    assert PRIVATE not in repr(document)
    content = course_pdf(document, with_system_fonts=False)[0]
    told = bare(text_of(content))
    assert bare(PRIVATE) not in told
    assert bare("Slept well since") not in told, "the notes of meetings stay in the file"


def _reaches(kind: object, seen: set[object]) -> Iterator[object]:
    """Return every type that the fields of a type can hold."""
    if kind in seen:
        return
    seen.add(kind)
    yield kind
    for inner in typing.get_args(kind):
        yield from _reaches(inner, seen)
    if isinstance(kind, type) and dataclasses.is_dataclass(kind):
        for hint in typing.get_type_hints(kind).values():
            yield from _reaches(hint, seen)


@pytest.mark.parametrize("kind", [Course, CourseDocument, CourseSubject])
def test_no_type_that_a_course_is_made_of_can_hold_a_psychotherapy_note(kind: type) -> None:
    found = set(_reaches(kind, set()))
    assert e.MeasureTaken in found or kind is not Course
    assert not found & set(typing.get_args(e.PrivateBody))


def test_themes_and_plans_stay_out_where_they_are_not_asked_for(office: Office) -> None:
    told = bare(text_of(course_pdf(office.document(with_themes=False))[0]))
    assert bare("the open door") not in told
    assert bare("Walk by the water") not in told
    assert bare("150 + 50 mg") in told


def test_each_figure_is_described_for_who_cannot_see_it(office: Office) -> None:
    document = office.document()
    assert [one.title for one in document.charts] == ["PHQ-9", "GAD-7", "Dose", "Vitals"]
    assert "19 on 23 Aug" in document.charts[0].drawn.alt
    assert all(one.timeline is not None and one.timeline.alt for one in document.sessions)
    content = course_pdf(document, with_system_fonts=False)[0]
    reader = PdfReader(BytesIO(content))
    alts = [str(one["/Alt"]) for one in _objects(reader) if "/Alt" in one]
    assert sum("Timeline of session" in one for one in alts) == len(document.sessions)
    assert any("PHQ-9: 19" in one for one in alts)


def _objects(reader: PdfReader) -> Iterator[dict[str, object]]:
    for number in range(1, len(reader.xref_objStm) + sum(map(len, reader.xref.values())) + 1):
        found = reader.get_object(number)
        # Also of lists, numbers and streams, which are no dictionaries.
        if isinstance(found, DictionaryObject):
            yield dict(found)


def test_hostile_words_come_out_as_typed_and_what_has_no_font_is_named(tmp_path: Path) -> None:
    made = Office(tmp_path)
    with made.vault:
        acts = made.practice.course
        words = "#let $x$ *bold* 海 \\ [link](x) שלום"
        held = e.MeetingHeld(e.MeetingKind.PREPARATION, acts.today, plan=words, themes=("a" * 90,))
        acts.hold_meeting(made.client.id, held)
        content, warnings = course_pdf(made.document(), with_system_fonts=False)
    told = bare(text_of(content))
    assert bare("#let $x$ *bold*") in told
    assert "a" * 90 in told
    assert any("海" in one or "U+6D77" in one for one in warnings)


def test_an_export_is_logged_and_overwrites_nothing(tmp_path: Path) -> None:
    made = Office(tmp_path)
    with made.vault:
        acts = made.practice.course
        done = acts.export(made.client, tmp_path / "out", "Dr. P.N.")
        (path,) = done.paths
        assert path.read_bytes().startswith(b"%PDF")
        told = [one.body for one in made.vault.journal.access()][-1]
        assert told == e.CourseExported(
            made.client.id, "course", "Dr. P.N.", (path.name,), str(tmp_path / "out")
        )
        before = path.read_bytes()
        with pytest.raises(ExportError, match="not overwritten"):
            acts.export(made.client, tmp_path / "out")
        assert path.read_bytes() == before
        assert (
            sum(isinstance(one.body, e.CourseExported) for one in made.vault.journal.access()) == 1
        )
        made.clock.advance(timedelta(minutes=1))
        acts.export(made.client, tmp_path / "out")


def test_a_course_without_anything_is_still_a_page(tmp_path: Path) -> None:
    made = Office(tmp_path)
    with made.vault:
        fresh = made.practice.save_client(None, e.ClientSaved("A.L."))
        done = made.practice.course.export(fresh, tmp_path / "out")
        told = text_of(done.paths[0].read_bytes())
    assert "Not begun" in told
    assert "None given" in told
