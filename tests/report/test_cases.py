"""The case library as a listing, byte by byte, as in ``golden_cases/``.

When it changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_cases.py; git diff tests/report/golden_cases
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import asdict
from functools import partial
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from squatwatch.assess.case_library import Case, case_library
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.cases import COLUMNS, cases_listing
from squatwatch.report.listing import LISTING_FORMATS, ListingFormat

GOLDEN = Path(__file__).parent / "golden_cases"
WIDE = 200

LIBRARY = case_library()

CASES = (
    Case(
        case_id="X001",
        brand_zh=("毛毛鱼", "大毛毛鱼"),
        brand_latin=("FURRY FISH",),
        mark="毛毛鱼 MAO MAO YU",
        office="EM",
        year="2018-2019",
        classes=(29, 43),
        taken=("hanzi", "pinyin"),
        conduct=("several-brands", "partner"),
        label="adjudged",
        evidence_tier="A",
        outcome_en="Declared invalid for bad faith",
        outcome_zh="以恶意为由宣告无效",
        source="Example Office, decision 1",
        source_url="https://example.org/1",
        note_en="A made-up case.",
        note_zh="虚构案例。",
    ),
    Case(
        case_id="X002",
        brand_zh=(),
        brand_latin=("FURRY FISH",),
        mark="=FURRY\x1b[31m FISCH",
        office="US",
        year="",
        classes=(),
        taken=(),
        conduct=(),
        label="alleged",
        evidence_tier="C",
        outcome_en="Alleged; outcome not known",
        outcome_zh="据称；结果不详",
        source="A list article",
        source_url="",
        note_en="Another one, with letters that a terminal or a spreadsheet would obey.",
        note_zh="另一虚构案例，含终端或电子表格会执行的字符。",
    ),
)


def table(lang: Language, width: int | None = None) -> bytes:
    return cases_listing(CASES, "table", lang, width)


def listed(listing_format: ListingFormat, lang: Language = "both") -> bytes:
    return cases_listing(CASES, listing_format, lang)


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(table, lang) for lang in LANGUAGES},
    "table-100-en.txt": partial(table, "en", 100),
    f"table-{WIDE}-zh.txt": partial(table, "zh", WIDE),
    "cases.csv": partial(listed, "csv"),
    "cases.jsonl": partial(listed, "jsonl"),
    "cases.json": partial(listed, "json"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_golden_one(name: str) -> None:
    made = OUTPUTS[name]()
    path = GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_bytes(made)
        pytest.skip(f"{name} was written again")
    assert made.decode() == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(OUTPUTS)


@pytest.mark.parametrize("listing_format", ["csv", "jsonl", "json", "xlsx"])
def test_what_programs_read_is_the_same_in_every_language(listing_format: ListingFormat) -> None:
    assert len({listed(listing_format, lang) for lang in LANGUAGES}) == 1


def test_lines_hold_every_column_of_the_library() -> None:
    found = [json.loads(line) for line in cases_listing(LIBRARY, "jsonl", "en").splitlines()]
    assert [tuple(row) for row in found] == [COLUMNS] * len(LIBRARY)
    assert found == json.loads(json.dumps([asdict(case) for case in LIBRARY]))


def test_the_workbook_says_what_the_csv_says() -> None:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(listed("xlsx"))).get_sheet_by_index(0)
    text = listed("csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    # A sheet holds texts as texts; CSV has nothing but the apostrophe to say so.
    assert sheet.to_python() == [[cell.removeprefix("'") for cell in row] for row in rows]


@pytest.mark.parametrize("width", [40, 80, 120, 240])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_keeps_to_the_width_of_the_terminal(lang: Language, width: int) -> None:
    told = cases_listing(LIBRARY, "table", lang, width).decode()
    assert all(cell_len(line) <= width for line in told.splitlines())


@pytest.mark.parametrize("listing_format", LISTING_FORMATS)
def test_no_cases_are_a_listing_too(listing_format: ListingFormat) -> None:
    assert cases_listing((), listing_format, "en") or listing_format == "jsonl"
