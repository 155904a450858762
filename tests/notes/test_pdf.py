"""The PDF is tagged and paged, shows text as typed, and names what no font can show."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from pypdf import PageObject, PdfReader
from pypdf.generic import BooleanObject, DictionaryObject

from kap_companion.notes.document import psychotherapy_document, record_document
from kap_companion.notes.export.pdf import pdf
from kap_companion.session import entries as e
from tests.notes import golden, made


def _read(session: made.Made) -> tuple[PdfReader, tuple[str, ...]]:
    content, warnings = pdf(record_document(session.record), with_system_fonts=False)
    return PdfReader(BytesIO(content)), warnings


def _text(reader: PdfReader) -> str:
    return "\n".join(page.extract_text() for page in reader.pages)


def _with_note(text: str) -> made.Made:
    session = made.Made()
    session.add(0, made.opened())
    session.add(1, e.NoteTaken(text))
    return session


def _unspaced(text: str) -> str:
    return "".join(text.split())


def test_every_word_of_an_ordinary_session_can_be_copied_from_the_pdf() -> None:
    document = record_document(made.whole_session().record)
    reader, warnings = _read(made.whole_session())
    extracted = _unspaced(_text(reader))

    assert warnings == ()
    for row in document.log:
        assert _unspaced(row.words) in extracted
        assert row.clock in extracted
    for line in document.note.splitlines():
        words = re.findall(r"\w+", line)
        assert all(word in extracted for word in words)


def test_the_heading_of_the_log_never_stands_alone_at_the_foot_of_a_page() -> None:
    for more in range(12, 20):
        session = made.whole_session()
        for n in range(more):
            session.add(20 + n / 10, e.NoteTaken(f"A further line, number {n}."))
        for page in _read(session)[0].pages:
            lines = [line for line in page.extract_text().splitlines() if "Page " not in line]
            assert not lines[-1].startswith(("Session log", "Every entry that stands"))


def test_unsigned_says_draft_on_every_page_and_every_page_is_numbered() -> None:
    pages = _read(made.whole_session())[0].pages

    assert len(pages) > 1
    for number, page in enumerate(pages, start=1):
        text = page.extract_text()
        assert "DRAFT, not signed" in text
        assert f"Page {number} of {len(pages)}" in text
        assert "M.R. · Session 3 of 8 · 24 November 2025" in text


def test_signed_shows_name_time_and_the_hash_of_the_signing_entry() -> None:
    reader, _ = _read(made.whole_session(draft="My words.", signed=True))
    text = _text(reader)

    assert "DRAFT" not in text
    assert "1e" * 32 in text
    assert "Signed on 24 November 2025 at 11:53" in text


def test_an_addendum_stands_after_the_signature() -> None:
    text = _text(_read(golden.signed_with_addendum())[0])

    assert text.index("Hash of the signing entry") < text.index("Jo called: home safely.")
    assert "Reason: heard later" in text


def test_the_file_is_tagged_for_readers_and_archives() -> None:
    content, _ = pdf(record_document(made.whole_session().record), with_system_fonts=False)
    reader = PdfReader(BytesIO(content))
    catalog = reader.root_object
    marks = catalog["/MarkInfo"].get_object()

    assert isinstance(marks, DictionaryObject)
    assert marks["/Marked"] == BooleanObject(value=True)
    assert "/StructTreeRoot" in catalog
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"<pdfaid:part>2</pdfaid:part>" in content
    assert reader.metadata is not None
    assert reader.metadata.title == "Session note, M.R. · Session 3 of 8 · 24 November 2025"
    assert reader.metadata.creation_date == made.whole_session().record[-1].at


def test_a_character_that_no_font_has_is_named_in_its_place_and_told() -> None:
    reader, warnings = _read(_with_note("warm \U0001f9ff light"))

    assert "‹U+1F9FF NAZAR AMULET›" in _text(reader).replace("\n", " ")
    assert warnings == (
        "These characters cannot be shown in the PDF and are named in it: U+1F9FF NAZAR AMULET.",
    )


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("\U0001f468\u200d\U0001f469 x", "‹U+1F468MAN›‹U+200DZEROWIDTHJOINER›‹U+1F469WOMAN›x"),
        (
            "1\ufe0f\u20e3 and 1",
            "1‹U+FE0FVARIATIONSELECTOR-16›‹U+20E3COMBININGENCLOSINGKEYCAP›and1",
        ),
        ("\U0001f44d\U0001f3fd", "‹U+1F44DTHUMBSUPSIGN›‹U+1F3FDEMOJIMODIFIERFITZPATRICKTYPE-4›"),
        ("\ue000", "‹U+E000›"),
        ("\U0001fffe", "‹U+1FFFE›"),
    ],
)
def test_joined_and_private_characters_are_named_piece_by_piece(typed: str, shown: str) -> None:
    assert shown in _unspaced(_text(_read(_with_note(typed))[0]))


def test_marks_that_join_what_can_be_shown_are_left_alone() -> None:
    reader, _ = _read(_with_note("\u2764\ufe0f \U0001f468\u200d\U0001f469"))

    assert "VARIATION" not in _text(reader)


def test_control_characters_are_shown_as_replaced_and_told() -> None:
    reader, warnings = _read(_with_note("a\x0bb\x1bc"))

    assert "a\ufffdb\ufffdc" in _text(reader)
    assert warnings == (
        "These characters cannot stand in a PDF and are shown as � in it: U+000B, U+001B.",
    )


def test_signs_of_markup_come_out_as_typed() -> None:
    typed = "#let x = 1 *bold* $math$ _under_ @ref <tag> \\back `tick` // -- ~ [a](b)"

    assert _unspaced(typed) in _unspaced(_text(_read(_with_note(typed))[0]))


@pytest.mark.parametrize("word", ["W" * 10_000, "x@y/" * 2_500, "\u00e9" * 10_000])
def test_a_word_of_10000_characters_stays_on_the_page(word: str) -> None:
    session = _with_note(word)
    content, _ = pdf(record_document(session.record, "A note."), with_system_fonts=False)
    reader = PdfReader(BytesIO(content))
    written = "".join(_lines_within_margins(page) for page in reader.pages)

    assert written.count(word[0]) >= word.count(word[0])


def _lines_within_margins(page: PageObject) -> str:
    """Return a page's text; fails where a piece begins beyond the right margin."""
    right = float(page.mediabox.width) - 66

    def visit(text: str, _: object, matrix: list[float], *__: object) -> None:
        assert not text.strip() or matrix[4] < right

    return page.extract_text(visitor_text=visit)


def test_a_note_of_10000_characters_is_whole() -> None:
    words = [f"word{number}" for number in range(1_200)]
    text = _text(_read(_with_note(" ".join(words)))[0])

    assert set(words) <= set(text.split())


def test_lines_and_tabs_of_a_note_stay_apart() -> None:
    text = _text(_read(_with_note("one\n\ntwo\tthree"))[0])

    assert re.search(r"^.*one\n", text, re.MULTILINE)
    assert "two three" in re.sub(" +", " ", text)


def test_psychotherapy_notes_have_pages_of_their_own() -> None:
    document = psychotherapy_document(golden.private_notes().private, golden.SUBJECT)
    text = _text(PdfReader(BytesIO(pdf(document, with_system_fonts=False)[0])))

    assert "kept apart from the rest of the record" in text
    assert "The watchful part, 8 y" in text
    assert "Session note" not in text
    assert "private slip" not in text
