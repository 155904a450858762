"""Exports are whole or not there, overwrite nothing, and each format holds every word."""

from __future__ import annotations

import errno
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from pypdf import PdfReader

from kap_companion.notes.blocks import BlockKind, read_blocks
from kap_companion.notes.document import psychotherapy_document, record_document
from kap_companion.notes.export import FORMATS, ExportError, export
from kap_companion.notes.export.docx import docx as write_docx
from kap_companion.notes.export.json import json_text
from kap_companion.notes.export.pdf import pdf
from kap_companion.notes.export.text import plain_text
from kap_companion.session import entries as e
from tests.notes import golden, made


def _export(folder: Path, session: made.Made, *formats: str) -> tuple[Path, ...]:
    lines = made.lines(session.record)
    return export(record_document(session.record), lines, formats, folder, "note").paths


def _said(document: DocxDocument) -> Iterator[str]:
    """Yield every paragraph's and cell's text."""
    for paragraph in document.paragraphs:
        yield paragraph.text
    for table in document.tables:
        for cell in table._cells:
            yield cell.text


def test_each_format_becomes_a_file_in_a_folder_made_for_it(tmp_path: Path) -> None:
    paths = _export(tmp_path / "new" / "folder", made.whole_session(), *FORMATS)

    assert [path.name for path in paths] == [
        "note.pdf",
        "note.docx",
        "note.md",
        "note.txt",
        "note.fhir.json",
        "note.csv",
        "note.vitals.csv",
        "note.json",
    ]
    assert sorted(path.name for path in paths[0].parent.iterdir()) == sorted(
        path.name for path in paths
    )


def test_one_file_in_the_way_stops_the_whole_export(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("older", "utf-8")

    with pytest.raises(ExportError, match=r"note\.txt is already there"):
        _export(tmp_path, made.whole_session(), "md", "txt")

    assert [path.name for path in tmp_path.iterdir()] == ["note.txt"]
    assert (tmp_path / "note.txt").read_text("utf-8") == "older"


@pytest.mark.skipif(os.name != "posix", reason="a dangling link needs POSIX")
def test_a_link_to_nowhere_is_in_the_way_too(tmp_path: Path) -> None:
    (tmp_path / "note.md").symlink_to(tmp_path / "nowhere")

    with pytest.raises(ExportError, match="already there"):
        _export(tmp_path, made.whole_session(), "md")


@pytest.mark.parametrize(
    ("formats", "said"),
    [((), "No format"), (("rtf",), "'rtf' is no format: choose among pdf")],
)
def test_an_unknown_format_is_refused_before_anything_is_written(
    tmp_path: Path, formats: tuple[str, ...], said: str
) -> None:
    with pytest.raises(ExportError, match=said):
        _export(tmp_path, made.whole_session(), "md", *formats) if formats else _export(
            tmp_path, made.whole_session()
        )

    assert not any(tmp_path.iterdir())


@pytest.mark.parametrize("name", ["", "a/b", "a\\b"])
def test_a_name_cannot_lead_out_of_the_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ExportError, match="plain name"):
        export(record_document([]), [], ("md",), tmp_path, name)


def test_a_file_where_the_folder_should_be_is_said(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("x", "utf-8")

    with pytest.raises(ExportError, match="taken"):
        _export(tmp_path / "taken", made.whole_session(), "md")
    with pytest.raises(ExportError, match="is not a folder"):
        _export(tmp_path / "taken" / "deeper", made.whole_session(), "md")


@pytest.mark.skipif(os.name != "posix", reason="needs a limit on file sizes")
def test_a_disk_that_takes_no_more_leaves_no_half_file(tmp_path: Path) -> None:
    script = """
import resource, sys
from pathlib import Path
from kap_companion.notes.document import record_document
from kap_companion.notes.export import ExportError, export
from tests.notes import made
session = made.whole_session()
resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))
try:
    export(record_document(session.record), [], ("md", "pdf"), Path(sys.argv[1]), "note")
except ExportError as trouble:
    print(trouble)
"""
    run = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )

    assert run.stdout.startswith("The disk is full, nothing was exported")
    assert not any(tmp_path.iterdir())


def test_a_folder_without_hard_links_gets_its_files_and_overwrites_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(errno.EPERM, "no hard links here")

    monkeypatch.setattr(os, "link", refuse)

    (path,) = _export(tmp_path, made.whole_session(), "md")

    assert path.read_text("utf-8").startswith("# Session note")
    assert list(tmp_path.iterdir()) == [path]
    with pytest.raises(ExportError, match="already there"):
        _export(tmp_path, made.whole_session(), "md")


@pytest.mark.skipif(os.name != "posix", reason="permissions are POSIX's")
def test_only_the_clinician_may_read_an_export(tmp_path: Path) -> None:
    (path,) = _export(tmp_path, made.whole_session(), "md")

    assert path.stat().st_mode & 0o777 == 0o600


def test_the_same_entries_make_the_same_bytes(tmp_path: Path) -> None:
    kinds = ("pdf", "md", "txt", "json")
    one = _export(tmp_path / "one", made.whole_session(), *kinds)
    two = _export(tmp_path / "two", made.whole_session(), *kinds)

    assert [path.read_bytes() for path in one] == [path.read_bytes() for path in two]


def test_without_its_appendix_a_document_is_the_note_and_the_signature(tmp_path: Path) -> None:
    session = made.whole_session(draft="My words.", signed=True)
    document = record_document(session.record, appendix=False)
    md, txt, pdf, page = export(document, [], ("md", "txt", "pdf", "docx"), tmp_path, "note").paths

    for text in (md.read_text("utf-8"), txt.read_text("utf-8")):
        assert "My words." in text
        assert "1e" * 32 in text
        assert "Session log" not in text
        assert "Tingling" not in text
    assert len(PdfReader(pdf).pages) == 1
    assert len(docx.Document(str(page)).tables) == 1


def test_json_holds_the_note_and_the_whole_chain() -> None:
    session = made.whole_session(draft="My words.")
    told = json.loads(json_text(record_document(session.record), made.lines(session.record)))

    assert told["entries"] == made.lines(session.record)
    assert (told["format"], told["version"], told["stream"], told["note"]) == (
        "kap-companion-export",
        1,
        "record",
        "My words.",
    )


def test_json_of_psychotherapy_notes_holds_no_note_of_the_record() -> None:
    session = golden.private_notes()
    document = psychotherapy_document(session.private, golden.SUBJECT)
    told = json.loads(json_text(document, made.lines(session.private)))

    assert told["stream"] == "psychotherapy_notes"
    assert "note" not in told
    assert len(told["entries"]) == len(session.private)


def test_a_private_line_cannot_get_into_the_records_json() -> None:
    session = golden.private_notes()

    with pytest.raises(ValueError, match="another stream"):
        json_text(record_document([]), made.lines(session.private))
    with pytest.raises(ValueError, match="another stream"):
        json_text(
            psychotherapy_document(session.private, golden.SUBJECT),
            made.lines(made.whole_session().record),
        )


def test_no_export_of_a_record_holds_a_private_word(tmp_path: Path) -> None:
    session = made.whole_session()
    session.add_private(18, e.PrivateNoteTaken("countertransference"))

    for path in _export(tmp_path, session, "md", "txt", "json"):
        assert "countertransference" not in path.read_text("utf-8")


def _docx(session: made.Made) -> tuple[DocxDocument, tuple[str, ...]]:
    content, warnings = write_docx(record_document(session.record))
    return docx.Document(BytesIO(content)), warnings


def test_docx_has_real_headings_lists_and_tables_with_header_rows() -> None:
    document, _ = _docx(made.whole_session())
    styles = {p.text: p.style.name for p in document.paragraphs if p.style is not None}

    assert styles["Session note"] == "Heading 1"
    assert styles["Data"] == "Heading 2"
    assert styles["Course"] == "Heading 3"
    assert styles["At 12 minutes: Spat."] == "List Bullet"
    _, vitals, log = document.tables
    for table in (vitals, log):
        assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert [cell.text for cell in vitals.rows[2].cells][:4] == [
        "40:00",
        "11:03",
        "132/84 (+8/+4)",
        "78 (+6)",
    ]


def test_docx_says_draft_on_every_page_until_it_is_signed() -> None:
    unsigned, _ = _docx(made.whole_session(draft="My words."))
    signed, _ = _docx(made.whole_session(draft="My words.", signed=True))

    assert "DRAFT, not signed" in unsigned.sections[0].header.paragraphs[0].text
    assert "DRAFT" not in signed.sections[0].header.paragraphs[0].text
    assert "Hash of the signing entry: " + "1e" * 32 in list(_said(signed))


def test_docx_pdf_and_text_say_the_same_in_the_same_order() -> None:
    session = golden.everything()
    document = record_document(session.record)
    page, _ = _docx(session)
    blocks = page.element.body.iter(qn("w:t"), qn("w:p"))
    texts = {
        "docx": "".join(one.text or " " for one in blocks),
        "pdf": "".join(one.extract_text() for one in PdfReader(BytesIO(pdf(document)[0])).pages),
        "txt": plain_text(document),
    }
    headings = [one.text for one in read_blocks(document.note) if one.kind is BlockKind.HEADING]
    wanted = [*headings, "Signature", "Session log", *(row.words for row in document.log)]
    for kind, text in texts.items():
        told, reached = "".join(text.split()), 0
        for words in wanted:
            bare = "".join(words.split())
            found = told.find(bare, reached)
            assert found >= 0, (kind, words)
            reached = found + len(bare)


def test_docx_breaks_no_row_and_no_short_table_over_two_pages() -> None:
    document = _docx(made.whole_session())[0]
    vitals, log = document.tables[-2:]

    for table in (vitals, log):
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
    *rows, last = vitals.rows
    for row in rows:
        assert all(cell.paragraphs[0].paragraph_format.keep_with_next for cell in row.cells)
    assert not any(cell.paragraphs[0].paragraph_format.keep_with_next for cell in last.cells)


def test_docx_shows_an_addendum_with_when_and_why() -> None:
    said = list(_said(_docx(golden.signed_with_addendum())[0]))

    assert "Addendum, 25 November 2025 at 10:23 (UTC−08:00), about 13:23" in said
    assert "Jo called: home safely." in said
    assert "Reason: heard later" in said


def test_docx_counts_its_pages_and_names_no_tool() -> None:
    document, _ = _docx(made.whole_session())
    footer = document.sections[0].footer.paragraphs[0]._p
    fields = [field.get(qn("w:instr")) for field in footer.iter(qn("w:fldSimple"))]
    kept = document.core_properties

    assert fields == ["PAGE", "NUMPAGES"]
    assert (kept.author, kept.comments, kept.last_modified_by) == ("", "", "")


def test_docx_shows_what_xml_cannot_hold_and_tells_it() -> None:
    session = made.Made()
    session.add(0, e.NoteTaken("a\x0bb\x1bc"))
    document, warnings = _docx(session)

    assert "a\ufffdb\ufffdc" in list(_said(document))
    assert warnings == (
        "These characters cannot stand in a DOCX and are shown as � in it: U+000B, U+001B.",
    )


def test_docx_turns_a_paragraph_that_runs_from_right_to_left() -> None:
    session = made.Made()
    session.add(0, e.NoteTaken("שלום"))
    document, _ = _docx(session)
    cell = next(cell for cell in document.tables[-1]._cells if cell.text == "שלום")

    assert cell.paragraphs[0]._p.find(f".//{qn('w:bidi')}") is not None
    assert cell.paragraphs[0].runs[0]._r.find(f".//{qn('w:rtl')}") is not None
