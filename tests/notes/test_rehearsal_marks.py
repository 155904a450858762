"""What a rehearsal hands out says on every page that it was none: nobody takes it for a record."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import pytest
from pypdf import PdfReader

from kap_companion.notes.document import (
    Document,
    PrivateDocument,
    psychotherapy_document,
    record_document,
)
from kap_companion.notes.draft import LETTER
from kap_companion.notes.export.docx import docx as write_docx
from kap_companion.notes.export.json import json_text
from kap_companion.notes.export.markdown import markdown
from kap_companion.notes.export.pdf import pdf
from kap_companion.notes.export.text import plain_text
from kap_companion.session import entries as e
from tests.notes import golden, made


def rehearsed(*, signed: bool = False) -> made.Made:
    """Return a whole session that was a rehearsal, with a log of many pages."""
    session = made.Made()
    session.add(-12, made.opened(rehearsal=True))
    session.add(-8, made.vitals("124/80 72 98"))
    for minute in range(1, 120):
        session.add(minute, e.NoteTaken(f"Minute {minute}: breath slow and even, jaw relaxed."))
    session.add(121, e.SessionEnded())
    if signed:
        session.add(122, e.RecordSigned("A. Clinician", "", "0" * 64))
    return session


def documents() -> dict[str, Document | PrivateDocument]:
    private = golden.private_notes().private
    return {
        "draft": record_document(rehearsed().record),
        "signed": record_document(rehearsed(signed=True).record),
        "letter": record_document(rehearsed().record, "Dear Dr. P.N.,", template=LETTER),
        "private": psychotherapy_document(private, golden.SUBJECT, is_rehearsal=True),
    }


@pytest.mark.parametrize("kind", ["draft", "signed", "letter", "private"])
def test_every_page_of_the_pdf_says_rehearsal_over_the_page_and_in_its_head(kind: str) -> None:
    content, _ = pdf(documents()[kind])
    pages = [page.extract_text() for page in PdfReader(BytesIO(content)).pages]
    assert kind in ("letter", "private") or len(pages) > 3
    assert [page.count("REHEARSAL") >= 2 for page in pages] == [True] * len(pages)


@pytest.mark.parametrize("kind", ["draft", "signed", "letter", "private"])
def test_the_head_of_the_docx_and_the_top_of_the_texts_say_rehearsal(kind: str) -> None:
    document = documents()[kind]
    content, _ = write_docx(document)
    head = docx.Document(BytesIO(content)).sections[0].header.paragraphs[0].text
    assert "REHEARSAL" in head
    assert any("REHEARSAL" in line for line in markdown(document).splitlines()[:4])
    assert any("REHEARSAL" in line for line in plain_text(document).splitlines()[:4])


def test_a_draft_of_a_rehearsal_says_both(kind: str = "draft") -> None:
    document = documents()[kind]
    assert document.mark == "REHEARSAL · DRAFT, not signed"


def test_the_json_and_the_figure_say_it_in_their_own_way() -> None:
    session = rehearsed()
    document = record_document(session.record)
    told = json.loads(json_text(document, made.lines(session.record)))
    assert told["entries"][0]["body"]["rehearsal"] is True
    assert document.figure is not None
    assert document.figure.alt.startswith("A rehearsal, not a real session.")
    assert document.figure.legend.startswith("A rehearsal, not a real session.")


def test_a_real_session_says_nothing_of_it_anywhere() -> None:
    session = made.whole_session()
    document = record_document(session.record)
    content, _ = pdf(document)
    said = "".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    texts = (said, markdown(document), plain_text(document))
    assert not [one for one in texts if "rehears" in one.lower()]
    told = json.loads(json_text(document, made.lines(session.record)))
    assert not told["entries"][0]["body"].get("rehearsal", False)
    assert psychotherapy_document(golden.private_notes().private, golden.SUBJECT).mark is None
