"""What is handed out beside the record: a letter holds nothing that the client should not get."""

from __future__ import annotations

import io

import pytest
from pypdf import PdfReader

from kap_companion.notes.blocks import read_blocks
from kap_companion.notes.document import record_document
from kap_companion.notes.draft import (
    LETTER,
    PRESCRIBER_SUMMARY,
    Template,
    templates,
    write_draft,
)
from kap_companion.notes.export.docx import docx
from kap_companion.notes.export.markdown import markdown
from kap_companion.notes.export.pdf import pdf
from kap_companion.notes.export.text import plain_text
from kap_companion.session import entries as e
from tests.notes import golden, made


def _texts(document_of: str, note: str | None = None) -> dict[str, str]:
    record = golden.everything().record
    document = record_document(record, note, appendix=note is None, template=document_of)
    paper, _ = pdf(document)
    pages = PdfReader(io.BytesIO(paper)).pages
    written, _ = docx(document)
    return {
        "md": markdown(document),
        "txt": plain_text(document),
        "pdf": " ".join(" ".join(page.extract_text() for page in pages).split()),
        "docx": _words(written),
    }


def _words(written: bytes) -> str:
    from docx import Document as Read

    return " ".join(one.text for one in Read(io.BytesIO(written)).paragraphs)


@pytest.mark.parametrize("template", templates(), ids=lambda one: one.name)
def test_every_word_of_every_template_comes_through_every_format(template: Template) -> None:
    note = write_draft(template, golden.everything().record)
    words = [one for block in read_blocks(note) for one in block.text.split()]

    for kind, text in _texts(template.name, note).items():
        told = "".join(text.split())
        assert [one for one in words if one not in told] == [], kind


def test_a_letter_is_the_letter_alone_in_every_format() -> None:
    for kind, text in _texts(LETTER).items():
        assert "house is finally warm" in text, kind
        for never in ("160", "168", "Tears", "vomiting", "Dr. P.", "Jo", "Not signed", "DRAFT"):
            assert never not in text, (kind, never)


def test_a_summary_for_the_prescriber_has_doses_vitals_and_events_and_no_signature() -> None:
    document = record_document(
        golden.everything().record, appendix=False, template=PRESCRIBER_SUMMARY
    )
    text = plain_text(document)

    for wanted in ("Dose: 150 mg", "Booster: 50 mg", "168/99", "vomiting", "Prescriber told at"):
        assert wanted in text
    for never in ("house is finally warm", "Tears", "Not signed", "DRAFT"):
        assert never not in text


def test_a_letter_of_a_signed_record_is_not_its_note() -> None:
    session = golden.signed_with_addendum()
    document = record_document(session.record, template=LETTER)

    assert document.note.startswith("Dear M.R.,")
    assert document.signature is None
    assert document.addenda == ()
    assert document.warnings == ()


def test_the_note_of_a_record_is_never_the_letter() -> None:
    session = made.whole_session()
    session.add(85, e.DraftSaved("letter", "Dear M.R., a letter."))

    assert "Dear M.R." not in record_document(session.record).note
