"""Whatever is typed, every document is made and holds every word of it."""

from __future__ import annotations

from io import BytesIO

import docx
from hypothesis import given, settings
from hypothesis import strategies as st

from kap_companion.notes.blocks import read_blocks
from kap_companion.notes.document import Document, psychotherapy_document, record_document
from kap_companion.notes.export.characters import fit
from kap_companion.notes.export.docx import docx as write_docx
from kap_companion.notes.export.json import json_text
from kap_companion.notes.export.markdown import markdown
from kap_companion.notes.export.pdf import pdf
from kap_companion.notes.export.text import plain_text
from kap_companion.session import entries as e
from kap_companion.session.codec import clean_text
from tests.notes import made

# As it comes out of the vault: without NUL and lone surrogates.
typed = st.text(max_size=300).map(clean_text)
awkward = st.lists(
    st.sampled_from(
        (
            *("#", "## Plan", "- x", "*a*", "$", "|", "\n", "\r\n", "\t", " ", "word", "\x0b"),
            *("\x1b[0m", "\u202e", "\u200d", "\ufe0f", "\u0301", "שלום", "مرحبا", "漢字", "😌"),
            *("\U0001f469\u200d\U0001f467", "\ue000", "‹U+41›", "[Your thought: ", "]", "“", "‹"),
            *("\u2028", "\x85", "\ufffe", "x" * 50, "{{ a }}", "é", "\u3000", "\xa0", "\xad"),
        )
    ),
    max_size=40,
).map("".join)


def _documents(text: str) -> Document:
    session = made.Made()
    session.add(-1, made.opened(client=text[:40] or "M.R.", prescriber=text[:60]))
    noted = session.add(0, e.NoteTaken("first"))
    session.add(1, e.EntryAmended(noted, text or "why", {"text": text}))
    session.add(2, e.AdverseEvent(text or "nausea", e.Severity.MILD, text, text))
    return record_document(session.record, text)


@given(st.one_of(typed, awkward))
def test_markdown_and_text_hold_a_note_exactly_as_typed(text: str) -> None:
    document = _documents(text)

    assert text in markdown(document)
    assert text in plain_text(document)


@settings(max_examples=40)
@given(st.one_of(typed, awkward))
def test_docx_holds_every_word(text: str) -> None:
    content, _ = write_docx(_documents(text))
    page = docx.Document(BytesIO(content))

    cells = [cell.text for cell in page.tables[-1]._cells]
    assert any(cell.startswith(f"{fit(text)}\namended") for cell in cells)
    said = " ".join(" ".join(paragraph.text.split()) for paragraph in page.paragraphs)
    for word in " ".join(block.text for block in read_blocks(fit(text))).split():
        assert word in said


@settings(max_examples=60)
@given(st.one_of(typed, awkward))
def test_a_pdf_is_made_of_any_text(text: str) -> None:
    content, _ = pdf(_documents(text), with_system_fonts=False)

    assert content.startswith(b"%PDF")


@settings(max_examples=20)
@given(st.one_of(typed, awkward))
def test_psychotherapy_notes_hold_every_word_too(text: str) -> None:
    session = made.Made()
    session.add_private(1, e.PrivateNoteTaken(text))
    document = psychotherapy_document(session.private, text)

    assert text in markdown(document)
    assert text in plain_text(document)
    assert text in json_text(document, []) or document.notes[0].words == text
    assert pdf(document, with_system_fonts=False)[0].startswith(b"%PDF")
    assert write_docx(document)[0]


@given(st.one_of(typed, awkward))
def test_blocks_hold_every_word_of_a_note(text: str) -> None:
    said = " ".join(block.text for block in read_blocks(text))

    for word in text.split():
        assert word in ("#", "##", "###", "-") or word.strip("[]") in said
