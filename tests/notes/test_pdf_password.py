"""A PDF that opens with its password alone, and says what that costs."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest

from kap_companion.notes.document import record_document
from kap_companion.notes.export import content_of
from kap_companion.notes.export.apart import ExportApart
from kap_companion.notes.export.order import Order
from kap_companion.notes.export.pdf import LOCKED, pdf
from kap_companion.notes.export.source import Source
from kap_companion.session.entries import Stream
from tests.notes import made

PASSWORD = "Überfahrt 7 \U0001f979"


def _pages(content: bytes, password: str = "") -> int:
    with pikepdf.open(io.BytesIO(content), password=password) as opened:
        return len(opened.pages)


def test_nothing_of_it_can_be_read_without_the_password() -> None:
    session = made.whole_session()
    document = record_document(session.record)
    plain, _ = pdf(document)
    content, warnings = content_of("pdf", Source(document, password=PASSWORD))

    assert warnings[-1] == LOCKED
    for wrong in ("", "wrong", PASSWORD.lower()):
        with pytest.raises(pikepdf.PasswordError):
            _pages(content, wrong)
    assert _pages(content, PASSWORD) == _pages(plain)
    assert b"M.R." not in content and b"Session note" not in content


def test_it_is_encrypted_by_aes_256_and_can_still_be_read_aloud() -> None:
    document = record_document(made.whole_session().record)
    content, _ = content_of("pdf", Source(document, password=PASSWORD))
    with pikepdf.open(io.BytesIO(content), password=PASSWORD) as opened:
        assert opened.encryption.stream_method.name == "aesv3"
        assert opened.encryption.bits == 256
        assert opened.allow.accessibility
        assert opened.Root.MarkInfo.Marked
        with opened.open_metadata() as told:
            assert "pdfaid:part" not in told and "pdfaid:conformance" not in told
            assert told["pdfuaid:part"] == "1"


def test_without_a_password_it_says_that_it_is_pdf_a() -> None:
    content, warnings = content_of("pdf", Source(record_document(made.whole_session().record)))
    with pikepdf.open(io.BytesIO(content)) as opened, opened.open_metadata() as told:
        assert told["pdfaid:part"] == "2"
    assert LOCKED not in warnings


def test_the_password_goes_to_where_documents_are_made_and_only_the_pdf_asks_for_it(
    tmp_path: Path,
) -> None:
    session = made.whole_session()
    order = Order(
        session.record[0].subject_id,
        Stream.RECORD,
        tuple(made.lines(session.record)),
        ("pdf", "txt"),
        tmp_path,
        "note",
        password=PASSWORD,
    )
    done = ExportApart(order).run(lambda _made, _every: None)

    assert LOCKED in done.warnings
    with pytest.raises(pikepdf.PasswordError):
        _pages(done.paths[0].read_bytes())
    assert _pages(done.paths[0].read_bytes(), PASSWORD) > 1
    assert "M.R." in done.paths[1].read_text("utf-8")
