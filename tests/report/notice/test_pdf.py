"""A notice as PDF: read by pypdf, a reader that did not write it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest

from squatwatch.config import LANGUAGES, Language
from squatwatch.errors import DataError
from squatwatch.report.notice import Notice, fonts, fonts_available, notice_bytes
from tests.report.notice.samples import alert_notice, group_notice

pytestmark = pytest.mark.skipif(
    fonts_available() is None, reason="no font here has Chinese characters: install fonts-noto-cjk"
)
A4 = (595, 842)


def read(data: bytes) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data), strict=True)


def text_of(data: bytes) -> str:
    """The text without the places where lines were broken."""
    return re.sub(r"\s+", "", "".join(page.extract_text() for page in read(data).pages))


def fonts_of(reader: pypdf.PdfReader) -> Iterator[Any]:
    for page in reader.pages:
        for font in page["/Resources"]["/Font"].values():  # type: ignore[index]
            yield font.get_object()["/DescendantFonts"][0].get_object()


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("notice", [alert_notice, group_notice])
def test_the_pages_are_a4_with_fonts_of_their_own(
    notice: Callable[[], Notice], lang: Language
) -> None:
    reader = read(notice_bytes(notice(), "pdf", lang))
    assert {tuple(round(side) for side in page.mediabox[2:]) for page in reader.pages} == {A4}
    found = list(fonts_of(reader))
    assert found
    assert all({"/FontFile2", "/FontFile3"} & set(one["/FontDescriptor"]) for one in found)


def test_what_it_says_can_be_found_in_it() -> None:
    told = text_of(notice_bytes(alert_notice(), "pdf", "zh"))
    for words in (
        "海外商标预警通知书", "编号：GD-2026-0001", "鹭江第一饮品有限公司：", "BryggaKaffeAB",
        "匹配结果仅为线索，不构成恶意认定，亦非法律意见。", "LUCKINCOFFEE瑞幸咖啡", "2026年2月3日",
        "Muster&Partner", "示范分中心2026年1月15日",
    ):  # fmt: skip
        assert words in told, words


@pytest.mark.parametrize(("lang", "pattern"), [("zh", "第{}页共{}页"), ("en", "Page{}of{}")])
def test_each_page_has_its_number(lang: Language, pattern: str) -> None:
    data = notice_bytes(group_notice(), "pdf", lang)
    pages = len(read(data).pages)
    assert pages > 2
    for number in range(1, pages + 1):
        assert pattern.format(number, pages) in text_of(data)


def test_its_title_is_told_and_no_time() -> None:
    about = read(notice_bytes(alert_notice(), "pdf", "zh")).metadata
    assert about is not None
    assert about.title == "海外商标预警通知书"
    assert about.creation_date is None


def test_the_annex_begins_on_a_page_of_its_own() -> None:
    pages = [page.extract_text() for page in read(notice_bytes(group_notice(), "pdf", "zh")).pages]
    above, annex, _ = pages[-1].partition("附件：申请清单")
    assert annex
    assert re.sub(r"\s", "", above) == "草稿DRAFT"


def test_every_page_of_a_draft_says_so() -> None:
    drafted, issued = (
        read(notice_bytes(one, "pdf", "zh")) for one in (group_notice(), alert_notice())
    )
    assert all("DRAFT" in page.extract_text() for page in drafted.pages)
    assert not any("DRAFT" in page.extract_text() for page in issued.pages)


@pytest.mark.parametrize("notice", [alert_notice, group_notice])
def test_the_same_notice_is_the_same_bytes(notice: Callable[[], Notice]) -> None:
    assert notice_bytes(notice(), "pdf", "both") == notice_bytes(notice(), "pdf", "both")


def test_a_centre_changes_the_style(tmp_path: Path) -> None:
    ours = Path(fonts.__file__).parent / "templates" / "notice.typ"
    changed = ours.read_text(encoding="utf-8").replace('paper: "a4"', 'paper: "a5"')
    (tmp_path / "notice.typ").write_text(changed, encoding="utf-8")
    [page, *_] = read(notice_bytes(alert_notice(), "pdf", "zh", tmp_path)).pages
    assert round(page.mediabox[3]) == 595


@pytest.mark.parametrize("style", ["#let x = 1\n#nothing()", "#let x = 1\n#let y = ("])
def test_a_mistake_in_the_style_is_one_line(tmp_path: Path, style: str) -> None:
    (tmp_path / "notice.typ").write_text(style, encoding="utf-8")
    with pytest.raises(DataError) as raised:
        notice_bytes(alert_notice(), "pdf", "zh", tmp_path)
    assert "notice.typ, line 2: a mistake in the style" in raised.value.line()
    assert "\n" not in raised.value.line()


def test_without_fonts_the_error_names_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "_families", lambda: frozenset({"Libertinus Serif"}))
    with pytest.raises(DataError, match="fonts-noto-cjk"):
        notice_bytes(alert_notice(), "pdf", "zh")
    assert notice_bytes(alert_notice(), "docx", "zh")
    assert fonts_available() is None
