"""Marks and names are what strangers typed: in no format of a notice do they do anything."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import replace
from functools import cache

import pypdf
import pytest
from lxml import etree
from markdown_it import MarkdownIt

from squatwatch.model import Applicant, Goods
from squatwatch.report.notice import Notice, fonts_available, notice_bytes
from squatwatch.report.notice.document import blocks_of
from squatwatch.report.notice.markdown import markdown
from squatwatch.report.notice.pdf import _source
from squatwatch.report.plain import plain
from tests.report.notice.samples import alert_notice
from tests.report.test_hostile import HOSTILE, LIVE

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
OF_TYPST = (
    '#panic("x")', "#read(\"/etc/passwd\")", '"; panic() //', "\\\"#panic()", "$ x $", "*b*", "_e_",
    "= H", "@ref", "<label>", "`raw`", "// no", "/* no", "#[", "]", "\\u{202e}", "~", "---",
)  # fmt: skip
OF_MARKDOWN = (
    "| a | b |", "[x](https://example.org)", "![x](https://example.org/a.png)", "<b>x</b>",
    "**x**", "`x`", "> x", "- x", "1. x", "# x", "***", "===", "```", "    x", "\\| x", "&amp;",
    "{% raw %}{{ x }}", "[^1]: x", "\ufffe\uffff\ufdd0",
)  # fmt: skip
TEXTS = (*HOSTILE, *OF_TYPST, *OF_MARKDOWN)


@cache
def attack() -> Notice:
    """A notice in which every text of the record is hostile."""
    notice = alert_notice()
    [alert] = notice.alerts
    filings = [
        replace(
            alert.assessment.filing,
            application_number=f"{number}{text}",
            registration_number=text,
            mark_text=text,
            transliteration=(text,),
            goods=(Goods(9, text),),
            applicants=(Applicant(text, "DE", text),),
            representative=text,
            status_raw=text,
            image_url=text,
            source_url=f"https://example.org/{text}",
        )
        for number, text in enumerate(TEXTS)
    ]
    alerts = [
        replace(
            alert,
            # What is ours stands in it once in the golden files.
            assessment=replace(alert.assessment, filing=filing, responses=(), precedents=()),
        )
        for filing in filings
    ]
    to = replace(notice.addressee, zh="**[x](https://example.org)**", en="<b>x</b>")
    return replace(notice, alerts=tuple(alerts), addressee=to)


def test_in_markdown_it_is_text() -> None:
    told = markdown(attack(), "en")
    assert not {sign for sign in told if sign in LIVE} - {"\n"}
    tokens = MarkdownIt("commonmark", {"html": True}).enable("table").parse(told)
    inline = [child for token in tokens for child in token.children or ()]
    assert {token.type for token in (*tokens, *inline)} <= {
        "heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text",
        "table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close",
        "tr_open", "tr_close", "th_open", "th_close", "td_open", "td_close", "strong_open",
        "strong_close", "bullet_list_open", "bullet_list_close", "list_item_open",
        "list_item_close", "link_open", "link_close", "blockquote_open", "blockquote_close", "hr",
    }  # fmt: skip
    links = {str(child.attrs["href"]) for child in inline if child.type == "link_open"}
    assert all(link.startswith(("https://", "http://")) for link in links)
    cells = {"".join(child.content for child in token.children or ()) for token in tokens}
    assert {plain(text).strip() for text in TEXTS} <= cells


def test_the_tables_have_the_same_cells_as_of_a_harmless_mark() -> None:
    tokens = MarkdownIt("commonmark").enable("table").parse(markdown(attack(), "en"))
    rows = re.findall(r"o(d*)c", "".join(
        {"tr_open": "o", "td_open": "d", "tr_close": "c"}.get(token.type, "") for token in tokens
    ))  # fmt: skip
    assert {len(row) for row in rows} <= {0, 2, 5, 7}


def test_in_docx_it_is_text() -> None:
    data = notice_bytes(attack(), "docx", "en")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    xml = parts["word/document.xml"].decode()
    etree.fromstring(parts["word/document.xml"])
    assert not {sign for sign in xml if sign in LIVE} - {"\n"}
    fields = set(re.findall(r'w:instr="([^"]*)"|<w:instrText', xml))
    assert not fields
    related = etree.fromstring(parts["word/_rels/document.xml.rels"])
    outside = [one for one in related if one.get("TargetMode") == "External"]
    assert {one.get("Type", "").rpartition("/")[2] for one in outside} == {"hyperlink"}
    assert all(one.get("Target", "").startswith(("https://", "http://")) for one in outside)
    assert not [name for name in parts if "vba" in name.casefold() or "embeddings" in name]
    cells = etree.fromstring(parts["word/document.xml"]).iter(f"{W}tc")
    told = {"".join(one.text or "" for one in cell.iter(f"{W}t")) for cell in cells}
    texts = {plain(text).strip() for text in TEXTS}
    assert {text.replace("\ufffe", "�").replace("\uffff", "�").replace("\ufdd0", "�")
            for text in texts} <= told  # fmt: skip


def test_in_typst_it_stands_in_strings() -> None:
    source = "\n".join(_source(blocks_of(markdown(attack(), "en"))))
    without = re.sub(r'"(?:[^"\\]|\\.)*"', "S", source)
    assert set(re.findall(r"#?[a-z][\w-]*", without)) <= {
        "#notice-heading", "#number-line", "#paragraph", "#signature", "#items", "#grid-table",
        "#pagebreak", "#strong", "#link", "strong", "weak", "true", "false", "splits",
    }  # fmt: skip


@pytest.mark.skipif(fonts_available() is None, reason="no font here has Chinese characters")
def test_in_pdf_it_does_nothing() -> None:
    reader = pypdf.PdfReader(io.BytesIO(notice_bytes(attack(), "pdf", "en")))
    catalogue = reader.trailer["/Root"]
    assert not {"/OpenAction", "/AA", "/AcroForm", "/Names"} & set(catalogue)  # type: ignore[call-overload]
    actions = [
        one.get_object()["/A"]
        for page in reader.pages
        for one in page.get("/Annots", ())
    ]  # fmt: skip
    assert actions
    assert {action["/S"] for action in actions} == {"/URI"}
    assert all(str(action["/URI"]).startswith(("https://", "http://")) for action in actions)
