"""Every output, byte by byte, as in ``golden/``.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_golden.py; git diff tests/report/golden
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from squatwatch.config import LANGUAGES, Language
from squatwatch.report.alerts_listing import alerts_listing
from squatwatch.report.coverage import counts_line, coverage_line
from squatwatch.report.html import html_report
from squatwatch.report.listing import ListingFormat
from squatwatch.report.scan_json import scan_json
from squatwatch.report.waterfall import waterfall
from tests.report.samples import result

GOLDEN = Path(__file__).parent / "golden"
WIDE = 100


def table(lang: Language, width: int | None = None) -> bytes:
    return alerts_listing(result().alerts, "table", lang, width)


def page(lang: Language) -> bytes:
    return html_report(result(), lang)


def sums(lang: Language) -> bytes:
    return "\n".join(waterfall(alert, lang) for alert in result().alerts).encode()


def said(lang: Language) -> bytes:
    lines = [coverage_line(result().coverage, lang), counts_line(result(), lang)]
    return ("\n".join(lines) + "\n").encode()


def listed(listing_format: ListingFormat, lang: Language = "both") -> bytes:
    return alerts_listing(result().alerts, listing_format, lang)


def cells() -> bytes:
    """The cells of the workbook; the workbook itself also holds what the writer calls itself."""
    [sheet] = CalamineWorkbook.from_filelike(io.BytesIO(listed("xlsx"))).sheet_names
    book = CalamineWorkbook.from_filelike(io.BytesIO(listed("xlsx")))
    grid = book.get_sheet_by_name(sheet).to_python()
    return (json.dumps(grid, ensure_ascii=False, indent=1) + "\n").encode()


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(table, lang) for lang in LANGUAGES},
    **{f"table-{WIDE}-{lang}.txt": partial(table, lang, WIDE) for lang in LANGUAGES},
    **{f"report-{lang}.html": partial(page, lang) for lang in LANGUAGES},
    **{f"waterfall-{lang}.txt": partial(sums, lang) for lang in LANGUAGES},
    **{f"messages-{lang}.txt": partial(said, lang) for lang in LANGUAGES},
    "alerts.csv": partial(listed, "csv"),
    "alerts.jsonl": partial(listed, "jsonl"),
    "scan.json": lambda: scan_json(result()),
    "alerts.xlsx.json": cells,
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


def test_the_scan_shows_all_there_is_to_show() -> None:
    """So that no case of an output goes without a golden file."""
    found = [alert.assessment for alert in result().alerts]
    assert {one.level for one in found} == {"urgent", "high", "medium", "low", "cleared"}
    assert {one.cleared_by for one in found} == {None, "affiliate", "ended"}
    assert {window.confidence for one in found for window in one.windows} >= {"high", "low"}
    assert any(not one.filing.applicants for one in found)
    assert any(len(one.filing.applicants) > 1 for one in found)
    assert any(one.filer_group for one in found)
    assert result().coverage.markets_without_data == ("VN",)


@pytest.mark.parametrize("listing_format", ["csv", "jsonl", "json", "xlsx"])
def test_what_programs_read_is_the_same_in_every_language(listing_format: ListingFormat) -> None:
    assert len({listed(listing_format, lang) for lang in LANGUAGES}) == 1


@pytest.mark.parametrize("width", [40, 80, WIDE, 200])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_keeps_to_the_width_of_the_terminal(lang: Language, width: int) -> None:
    assert all(cell_len(line) <= width for line in table(lang, width).decode().splitlines())


def test_the_workbook_says_what_the_csv_says() -> None:
    rows = list(csv.reader(io.StringIO(listed("csv").decode("utf-8-sig"), newline="")))
    assert json.loads(cells()) == rows


def test_the_document_holds_the_records_of_the_lines() -> None:
    told = json.loads(scan_json(result()))
    lines = [json.loads(line) for line in listed("jsonl").splitlines()]
    assert told["schema"] == "squatwatch.scan/1"
    assert told["alerts"] == lines
    assert sum(item["pairs"] for item in told["counts"]) == len(lines)
    assert told["coverage"]["markets_without_data"] == ["VN"]
    assert "no finding of bad faith" in told["disclaimer_en"]


def test_every_output_for_people_says_that_a_match_is_no_finding() -> None:
    for name, made in OUTPUTS.items():
        if name.startswith(("report", "waterfall")):
            text = made().decode()
            assert "no finding of bad faith" in text or "不构成恶意认定" in text, name


def test_no_output_calls_a_party_names() -> None:
    for name, made in OUTPUTS.items():
        words = made().decode().casefold()
        assert "squatter" not in words, name
        assert "infring" not in words, name
        assert "抢注人" not in words, name
