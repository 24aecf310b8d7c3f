"""A notice as DOCX: the blocks set by python-docx, on the letterhead ``notice.docx`` if any."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph as Line

from squatwatch.errors import DataError
from squatwatch.files import read_bytes
from squatwatch.report.notice.archive import packed
from squatwatch.report.notice.content import DRAFT
from squatwatch.report.notice.days import NoticeLanguage
from squatwatch.report.notice.document import (
    Block,
    Heading,
    Items,
    NumberLine,
    PageBreak,
    Paragraph,
    Signature,
    Span,
    Spans,
    Table,
    title_of,
)

LETTERHEAD = "notice.docx"

_LATIN, _TEXT, _HEADING = "Times New Roman", "仿宋", "黑体"
_TABLE_SIZE = Pt(9.5)
_HEADING_SIZES = {1: Pt(22), 2: Pt(14), 3: Pt(12)}


def docx(
    blocks: Sequence[Block],
    lang: NoticeLanguage,
    *,
    as_of: date,
    is_draft: bool,
    templates: Path | None = None,
) -> bytes:
    """The blocks as DOCX; the same bytes for the same blocks, day and letterhead.

    Raises:
        DataError: the letterhead is no DOCX file.
    """
    document, is_ours = _opened(templates)
    if is_ours:
        _style(document)
        _number_pages(document, lang)
    if is_draft:
        _mark_draft(document)
    for block in blocks:
        _set(document, block)
    _tell_properties(document, title_of(blocks), as_of, lang)
    written = io.BytesIO()
    document.save(written)
    return packed(_members(written.getvalue()))


def _members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def _opened(templates: Path | None) -> tuple[Docx, bool]:
    """A document to write into, and whether it is to look as we say."""
    own = templates / LETTERHEAD if templates else None
    if own is None or not own.is_file():
        return Document(), True
    try:
        return Document(io.BytesIO(read_bytes(own))), False
    except (KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(
            "the letterhead is no DOCX file", where=str(own), do="save it as Word document (.docx)"
        ) from error


# What it says ------------------------------------------------------------------------------------


def _set(document: Docx, block: Block) -> None:
    match block:
        case Heading(1, spans):
            _fill(document.add_paragraph(style="Title"), spans)
        case Heading(level, spans):
            _fill(document.add_heading(level=min(level - 1, 9)), spans)
        case NumberLine(spans):
            _aligned(document.add_paragraph(), spans, WD_ALIGN_PARAGRAPH.CENTER)
        case Signature(spans):
            _aligned(document.add_paragraph(), spans, WD_ALIGN_PARAGRAPH.RIGHT)
        case Paragraph(spans):
            _fill(document.add_paragraph(), spans)
        case Items(items, is_numbered):
            for item in items:
                style = "List Number" if is_numbered else "List Bullet"
                _fill(document.add_paragraph(style=style), item)
        case Table():
            _set_table(document, block)
        case PageBreak():
            document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _aligned(line: Line, spans: Spans, alignment: WD_ALIGN_PARAGRAPH) -> None:
    line.alignment = alignment
    _fill(line, spans)


def _fill(line: Line, spans: Spans, size: Pt | None = None, *, is_bold: bool = False) -> None:
    for span in spans:
        if span.address:
            _add_link(line, span, size)
        else:
            run = line.add_run(span.text)
            run.bold = True if span.is_bold or is_bold else None
            run.font.size = size


def _add_link(line: Line, span: Span, size: Pt | None) -> None:
    """python-docx writes no links: the relation, and a run inside the element that names it."""
    relation = line.part.relate_to(span.address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), relation)
    run = line.add_run(span.text)
    run.font.size = size
    run.font.underline = True
    run.font.color.rgb = RGBColor(0x1A, 0x4B, 0x8C)
    link.append(run._r)
    line._p.append(link)


def _set_table(document: Docx, block: Table) -> None:
    table = document.add_table(rows=0, cols=len(block.header))
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _border(table)
    section = document.sections[-1]
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    room = (section.page_width or Mm(210)) - margins
    widths = [int(share * room) for share in block.shares]
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for place, row in enumerate((block.header, *block.rows)):
        _add_row(table, row, widths, is_header=place == 0)
    # Word joins a table to one that follows it straight away.
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _add_row(table: Any, cells: Sequence[Spans], widths: Sequence[int], *, is_header: bool) -> None:
    row = table.add_row()
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement("w:cantSplit"))
    if is_header:
        properties.append(OxmlElement("w:tblHeader"))
    for cell, spans, width in zip(row.cells, cells, widths, strict=True):
        cell.width = width
        line = cell.paragraphs[0]
        line.paragraph_format.space_after = Pt(0)
        line.paragraph_format.line_spacing = 1.0
        _fill(line, spans, _TABLE_SIZE, is_bold=is_header)
        if is_header:
            _shade(cell)


def _border(table: Any) -> None:
    """Lines around all cells; a letterhead may lack the style that has them."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "5A5A5A")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    if layout is None:
        properties.append(borders)
    else:  # the schema wants borders before the layout
        layout.addprevious(borders)


def _shade(cell: Any) -> None:
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", "EEEEEE")):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)


# How it looks ------------------------------------------------------------------------------------


def _style(document: Docx) -> None:
    """A page of A4 and the faces of an official Chinese document."""
    section = document.sections[0]
    section.start_type = WD_SECTION.NEW_PAGE
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(28)
    section.left_margin, section.right_margin = Mm(26), Mm(24)
    styles: Any = document.styles
    _face(styles["Normal"], _TEXT, Pt(12))
    styles["Normal"].paragraph_format.space_after = Pt(6)
    styles["Normal"].paragraph_format.line_spacing = 1.3
    _face(styles["Title"], _HEADING, _HEADING_SIZES[1], is_bold=True)
    styles["Title"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _without_rule(styles["Title"])
    for level, size in ((1, _HEADING_SIZES[2]), (2, _HEADING_SIZES[3])):
        _face(styles[f"Heading {level}"], _HEADING, size, is_bold=True)
        styles[f"Heading {level}"].paragraph_format.space_before = Pt(12)
        styles[f"Heading {level}"].paragraph_format.space_after = Pt(6)


def _face(style: Any, chinese: str, size: Pt, *, is_bold: bool = False) -> None:
    style.font.name, style.font.size = _LATIN, size
    style.font.bold = is_bold
    style.font.color.rgb = RGBColor(0, 0, 0)
    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    # Word takes the fonts and colours of its theme before those that are named.
    for element in (fonts, properties.find(qn("w:color"))):
        for name in [name for name in element.attrib if "theme" in name.lower()]:
            del element.attrib[name]
    _unlink(style)
    fonts.set(qn("w:eastAsia"), chinese)
    fonts.set(qn("w:hAnsi"), _LATIN)
    fonts.set(qn("w:cs"), _LATIN)


def _unlink(style: Any) -> None:
    """Take out the style for characters that goes with one for paragraphs: it keeps Word's look."""
    link = style.element.find(qn("w:link"))
    if link is None:
        return
    for other in style.element.getparent().findall(qn("w:style")):
        if other.get(qn("w:styleId")) == link.get(qn("w:val")):
            other.getparent().remove(other)
    style.element.remove(link)


def _without_rule(style: Any) -> None:
    """Word's own title stands on a blue line."""
    properties = style.element.get_or_add_pPr()
    for rule in properties.findall(qn("w:pBdr")):
        properties.remove(rule)


def _number_pages(document: Docx, lang: NoticeLanguage) -> None:
    line = document.sections[0].footer.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    before, between, after = ("Page ", " of ", "") if lang == "en" else ("第 ", " 页 共 ", " 页")
    for text, field in ((before, "PAGE"), (between, "NUMPAGES"), (after, "")):
        line.add_run(text).font.size = Pt(9)
        if field:
            _add_field(line, field)


def _add_field(line: Line, name: str) -> None:
    """A field that Word fills; 1 stands there until it does."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = line.add_run("1")
    run.font.size = Pt(9)
    field.append(run._r)
    line._p.append(field)


def _mark_draft(document: Docx) -> None:
    """The words that say so, at the head of every page."""
    line = document.sections[0].header.paragraphs[0]
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = line.add_run(DRAFT)
    run.bold = True
    run.font.size = Pt(16)
    run.font.color.rgb = RGBColor(0x99, 0x99, 0x99)


def _tell_properties(document: Docx, title: str, as_of: date, lang: NoticeLanguage) -> None:
    told: Any = document.core_properties
    moment = datetime.combine(as_of, time(), UTC)
    told.title, told.language = title, {"zh": "zh-CN", "en": "en"}[lang]
    told.author = told.last_modified_by = "squatwatch"
    told.created = told.modified = moment
    told.comments = told.keywords = told.subject = told.category = ""
    told.revision = 1
