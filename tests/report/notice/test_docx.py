"""A notice as DOCX: read by python-docx, by mammoth, and as the XML that it is."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import mammoth
import pytest
from docx import Document
from lxml import etree

from squatwatch.config import LANGUAGES, Language
from squatwatch.errors import DataError
from squatwatch.report.notice import Notice, notice_bytes
from squatwatch.report.notice.document import Table, blocks_of
from squatwatch.report.notice.markdown import markdown
from tests.report.notice.samples import alert_notice, group_notice

NOTICES = (alert_notice, group_notice)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("notice", NOTICES)
def test_it_is_a_package_whose_parts_are_well_formed_and_related(
    notice: Callable[[], Notice], lang: Language
) -> None:
    found = parts(notice_bytes(notice(), "docx", lang))
    trees = {name: etree.fromstring(data) for name, data in found.items() if data[:1] == b"<"}
    typed = {
        one.get("PartName", "").lstrip("/") for one in trees["[Content_Types].xml"]
    }  # fmt: skip
    assert "word/document.xml" in typed
    related = {one.get("Id"): one for one in trees["word/_rels/document.xml.rels"]}
    for one in related.values():
        if one.get("TargetMode") != "External":
            assert f"word/{one.get('Target')}".replace("word/../", "") in found
        else:
            assert one.get("Target", "").startswith(("https://", "http://"))
    used = trees["word/document.xml"].xpath("//@r:id", namespaces={
        "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    })  # fmt: skip
    assert set(used) <= set(related)


@pytest.mark.parametrize("notice", NOTICES)
def test_python_docx_reads_what_the_markdown_says(notice: Callable[[], Notice]) -> None:
    document = Document(io.BytesIO(notice_bytes(notice(), "docx", "zh")))
    blocks = blocks_of(markdown(notice(), "zh"))
    tables = [block for block in blocks if isinstance(block, Table)]
    assert len(document.tables) == len(tables)
    for read, told in zip(document.tables, tables, strict=True):
        cells = [[cell.text for cell in row.cells] for row in read.rows]
        rows = (told.header, *told.rows)
        assert cells == [["".join(span.text for span in one) for one in row] for row in rows]
    assert document.paragraphs[0].style is not None
    assert document.paragraphs[0].style.name == "Title"
    assert document.sections[0].page_width.mm == pytest.approx(210, abs=0.1)  # type: ignore[union-attr]
    assert document.core_properties.created is not None
    assert document.core_properties.created.isoformat().startswith("2026-01-15")


def test_another_reader_finds_the_same() -> None:
    html = mammoth.convert_to_html(io.BytesIO(notice_bytes(alert_notice(), "docx", "zh"))).value
    assert html.count("<table>") == html.count("</table>") > 2
    assert "<thead><tr><th><p><strong>项目</strong></p></th>" in html
    assert '<a href="https://example.org/1.png">' in html
    assert "鹭江第一饮品有限公司" in html


def test_pages_are_numbered_and_a_draft_says_so_on_each() -> None:
    issued = Document(io.BytesIO(notice_bytes(alert_notice(), "docx", "zh")))
    draft = Document(io.BytesIO(notice_bytes(group_notice(), "docx", "en")))
    footers = [one.sections[0].footer._element.xml for one in (issued, draft)]
    assert all('instr="PAGE"' in xml and 'instr="NUMPAGES"' in xml for xml in footers)
    assert "第 " in footers[0]
    assert "Page " in footers[1]
    assert issued.sections[0].header.paragraphs[0].text == ""
    assert draft.sections[0].header.paragraphs[0].text == "草稿 DRAFT"


def test_a_table_fits_the_page_and_repeats_its_header() -> None:
    document = Document(io.BytesIO(notice_bytes(group_notice(), "docx", "zh")))
    for table in document.tables:
        widths = [int(one.get(f"{W}w")) for one in table._tbl.tblGrid]
        assert sum(widths) <= 160 * 56.7 + len(widths)  # millimetres in twentieths of a point
        assert table._tbl.tr_lst[0].find(f".//{W}tblHeader") is not None


@pytest.mark.parametrize("notice", NOTICES)
def test_the_same_notice_is_the_same_bytes(notice: Callable[[], Notice]) -> None:
    data = notice_bytes(notice(), "docx", "both")
    assert data == notice_bytes(notice(), "docx", "both")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_no_theme_of_word_colours_the_headings() -> None:
    styles = parts(notice_bytes(alert_notice(), "docx", "zh"))["word/styles.xml"]
    for name in ("Title", "Heading1", "Heading2"):
        [style] = etree.fromstring(styles).findall(f"{W}style[@{W}styleId='{name}']")
        [colour] = style.findall(f"{W}rPr/{W}color")
        assert dict(colour.attrib) == {f"{W}val": "000000"}
        [fonts] = style.findall(f"{W}rPr/{W}rFonts")
        assert fonts.get(f"{W}eastAsia") == "黑体"


def test_a_letterhead_of_the_centre_is_kept(tmp_path: Path) -> None:
    letterhead = Document()
    letterhead.sections[0].header.paragraphs[0].text = "示范分中心文件"
    letterhead.add_paragraph("机密")
    letterhead.save(str(tmp_path / "notice.docx"))
    document = Document(io.BytesIO(notice_bytes(alert_notice(), "docx", "zh", tmp_path)))
    assert document.sections[0].header.paragraphs[0].text == "示范分中心文件"
    assert [line.text for line in document.paragraphs[:2]] == ["机密", "海外商标预警通知书"]


def test_a_letterhead_that_is_none_is_named(tmp_path: Path) -> None:
    (tmp_path / "notice.docx").write_bytes(b"not a document")
    with pytest.raises(DataError, match=r"notice\.docx: the letterhead is no DOCX file"):
        notice_bytes(alert_notice(), "docx", "zh", tmp_path)
