"""Writes a document as DOCX: real headings, lists, tables, header and page numbers."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import docx as python_docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kap_companion.language import tr
from kap_companion.notes.blocks import BlockKind, read_blocks
from kap_companion.notes.document import (
    KEPT_APART,
    LOG_NOTE,
    Document,
    LogRow,
    Measured,
    PrivateDocument,
    page_words,
    vitals_columns,
)
from kap_companion.notes.export.characters import fit, forbidden, is_right_to_left, warning

if TYPE_CHECKING:
    from docx.document import Document as Page
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

_FONT = "Calibri"
_TEXT = RGBColor(0x25, 0x27, 0x2C)
_SECOND = RGBColor(0x62, 0x5D, 0x53)
_DRAFT = RGBColor(0xA6, 0x3C, 0x39)
_SHORT_TABLE = 20  # rows that fit on one page together


def docx(document: Document | PrivateDocument) -> tuple[bytes, tuple[str, ...]]:
    """Return the document as DOCX, and a warning where it held what no XML can hold."""
    writer = _Writer()
    if isinstance(document, Document):
        _record(writer, document)
    else:
        _private(writer, document)
    told = tr("These characters cannot stand in a DOCX and are shown as � in it")
    return writer.saved(), warning(told, writer.replaced)


class _Writer:
    """Puts paragraphs and tables onto the page; each text goes through `_fit` on its way."""

    def __init__(self) -> None:
        self.page: Page = python_docx.Document()
        self.replaced: set[str] = set()
        _set_styles(self.page)

    def _fit(self, text: str) -> str:
        self.replaced |= forbidden(text)
        return fit(text)

    def heading(self, text: str, level: int, *, on_new_page: bool = False) -> None:
        heading = self._fill(self.page.add_heading("", level), text)
        if on_new_page:
            heading.paragraph_format.page_break_before = True

    def paragraph(self, text: str) -> Paragraph:
        return self._fill(self.page.add_paragraph(), text)

    def item(self, text: str) -> None:
        paragraph = self.page.add_paragraph()
        # By name it is looked for among all styles each time: a third of a long note's cost.
        paragraph._p.style = "ListBullet"
        self._fill(paragraph, text)

    def facts(self, pairs: Sequence[tuple[str, str]]) -> None:
        table = self._table(len(pairs), (34, 131))
        cells = table._cells
        for row, (name, value) in enumerate(pairs):
            self._cell(cells[2 * row], name, _SECOND)
            self._cell(cells[2 * row + 1], value)

    def table(
        self, head: Sequence[str], rows: Iterable[Sequence[str]], widths_mm: Sequence[float]
    ) -> list[_Cell]:
        """Add a table with a header row; return its cells, row by row."""
        told = list(rows)
        table = self._table(len(told) + 1, widths_mm)
        table.style = self.page.styles["Table Grid"]
        cells = table._cells  # one look at all cells: asking for each in turn is quadratic
        for column, name in enumerate(head):
            self._cell(cells[column], name, _SECOND)
        _repeat_as_header(table)
        for index, row in enumerate(told, start=1):
            for column, text in enumerate(row):
                self._cell(cells[index * len(head) + column], text)
        _keep_rows_whole(table)
        if len(told) <= _SHORT_TABLE:
            for cell in cells[: len(told) * len(head)]:
                cell.paragraphs[0].paragraph_format.keep_with_next = True
        return cells

    def log(self, head: Sequence[str], rows: Sequence[LogRow], widths_mm: Sequence[float]) -> None:
        """Add a table of entries; what is to be said beside an entry stands below its words."""
        times = ((row.clock,) if len(head) == 2 else (row.since_dose, row.clock) for row in rows)
        told = ((*time, row.words) for time, row in zip(times, rows, strict=True))
        cells = self.table(head, told, widths_mm)
        for index, row in enumerate(rows, start=2):
            if row.marks:
                mark = self._fill(cells[index * len(head) - 1].add_paragraph(), row.marks)
                mark.paragraph_format.space_after = Pt(2)
                for run in mark.runs:
                    run.font.size, run.font.color.rgb = Pt(8.5), _SECOND

    def running(self, head: str, said: str | None) -> None:
        """Let `head` stand on every page, and what is `said` of them all beside it."""
        section = self.page.sections[0]
        top = self._fill(section.header.paragraphs[0], head)
        if said is not None:
            mark = top.add_run(f"\t\t{said}")
            mark.bold = True
            mark.font.color.rgb = _DRAFT
        foot = section.footer.paragraphs[0]
        foot.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        words = page_words()
        foot.add_run(words["before"])
        _add_field(foot, "PAGE")
        foot.add_run(words["between"])
        _add_field(foot, "NUMPAGES")
        foot.add_run(words["after"])

    def describe(self, document: Document | PrivateDocument, title: str, author: str) -> None:
        kept = self.page.core_properties
        kept.title, kept.author = self._fit(title)[:255], self._fit(author)[:255]
        kept.last_modified_by, kept.comments, kept.language = "", "", document.language
        kept.created = kept.modified = document.last_entry_at.replace(tzinfo=None)

    def saved(self) -> bytes:
        file = io.BytesIO()
        self.page.save(file)
        return file.getvalue()

    def _table(self, rows: int, widths_mm: Sequence[float]) -> Table:
        table: Table = self.page.add_table(rows=rows, cols=len(widths_mm))
        table.autofit = False
        for column, width in zip(table.columns, widths_mm, strict=True):
            column.width = Mm(width)
        columns = len(widths_mm)
        for index, cell in enumerate(table._cells):
            cell.width = Mm(widths_mm[index % columns])
        return table

    def _cell(self, cell: _Cell, text: str, colour: RGBColor | None = None) -> None:
        paragraph = self._fill(cell.paragraphs[0], text)
        paragraph.paragraph_format.space_after = Pt(2)
        for run in paragraph.runs if colour is not None else ():
            run.font.color.rgb = colour

    def _fill(self, paragraph: Paragraph, text: str) -> Paragraph:
        fitted = self._fit(text)
        run = paragraph.add_run(fitted)
        if is_right_to_left(fitted):
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
            run._r.get_or_add_rPr().append(OxmlElement("w:rtl"))
        return paragraph


def _record(writer: _Writer, document: Document) -> None:
    author = document.signature.name if document.signature else ""
    writer.describe(document, f"{document.title}, {document.running_head}", author)
    writer.running(document.running_head, document.mark)
    writer.heading(document.title, 1)
    writer.facts(document.facts)
    _note(writer, document.note)
    if document.is_record:
        _signature(writer, document)
    for addendum in document.addenda:
        about = f", {addendum.late}" if addendum.late else ""
        writer.heading(tr("Addendum, {written}", written=addendum.written) + about, 2)
        writer.paragraph(addendum.text)
        if addendum.reason:
            writer.paragraph(tr("Reason: {reason}", reason=addendum.reason))
    if document.has_appendix:
        _appendix(writer, document)


def _signature(writer: _Writer, document: Document) -> None:
    writer.heading(tr("Signature"), 2)
    if document.signature is None:
        writer.paragraph(tr("Not signed."))
        writer.paragraph(tr("Name, credentials: ______________________    Date: ______________"))
        return
    writer.paragraph(
        tr(
            "Signed by {name} on {signed}.",
            name=document.signature.name,
            signed=document.signature.signed,
        )
    )
    for name, told in document.signature.hashes:
        writer.paragraph(f"{name}: {told}")


def _note(writer: _Writer, note: str) -> None:
    for block in read_blocks(note):
        match block.kind:
            case BlockKind.HEADING:
                writer.heading(block.text, max(2, block.level))
            case BlockKind.ITEM:
                writer.item(block.text)
            case BlockKind.BLANK:
                for run in writer.paragraph(f"[{block.text}]").runs:
                    run.font.color.rgb = _SECOND
            case BlockKind.PARAGRAPH:
                writer.paragraph(block.text)


def _appendix(writer: _Writer, document: Document) -> None:
    if document.vitals:
        writer.heading(tr("Vitals"), 2, on_new_page=True)
        rows = (
            (
                row.since_dose,
                row.clock,
                *(_measured(value) for value in row.values),
                row.marks,
            )
            for row in document.vitals
        )
        head = (tr("Since dose"), tr("Time"), *vitals_columns(), tr("Remarks"))
        writer.table(head, rows, (21, 23, 26, 22, 18, 28, 27))
    writer.heading(tr("Session log"), 2, on_new_page=not document.vitals)
    writer.paragraph(tr(LOG_NOTE))
    if document.log:
        head = (tr("Since dose"), tr("Time"), tr("Entry"))
        writer.log(head, document.log, (21, 25, 119))
    if document.left_out:
        writer.paragraph(document.left_out)


def _private(writer: _Writer, document: PrivateDocument) -> None:
    writer.describe(document, f"{document.title}, {document.subject}", "")
    writer.running(f"{document.title} · {document.subject}", document.mark)
    writer.heading(document.title, 1)
    writer.paragraph(document.subject)
    writer.paragraph(tr(KEPT_APART))
    if document.notes:
        writer.log((tr("Time"), tr("Note")), document.notes, (40, 125))
    if document.left_out:
        writer.paragraph(document.left_out)


def _measured(value: Measured) -> str:
    if value.value is None:
        return "–"
    return f"{value.value} ({value.change})" if value.change else value.value


def _set_styles(page: Page) -> None:
    section = page.sections[0]
    section.left_margin = section.right_margin = Mm(25)
    sizes = {"Normal": 10.5, "Heading 1": 18, "Heading 2": 13, "Heading 3": 11}
    for name, size in sizes.items():
        style: Any = page.styles[name]
        style.font.name, style.font.size, style.font.color.rgb = _FONT, Pt(size), _TEXT
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for script in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            fonts.attrib.pop(qn(script), None)
        for script in ("w:eastAsia", "w:cs"):
            fonts.set(qn(script), _FONT)
    page.styles["Normal"].paragraph_format.space_after = Pt(6)


def _keep_rows_whole(table: Table) -> None:
    """Let no row break over two pages; one that is longer than a page breaks all the same."""
    for row in table._tbl.tr_lst:
        row.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _repeat_as_header(table: Table) -> None:
    row = table.rows[0]._tr.get_or_add_trPr()
    mark = OxmlElement("w:tblHeader")
    mark.set(qn("w:val"), "true")
    row.append(mark)


def _add_field(paragraph: Paragraph, code: str) -> None:
    """Add a field that the reader's program counts: PAGE or NUMPAGES."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
