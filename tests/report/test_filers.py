"""Filer groups as listings, byte by byte as in ``golden_filers``.

REWRITE_GOLDEN=1 python -m pytest tests/report/test_filers.py; git diff tests/report/golden_filers
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest

from squatwatch.alerts.group_warning import GroupWarning, group_warnings, with_other_marks
from squatwatch.config import LANGUAGES, Language
from squatwatch.model import Alert, Applicant, Assessment, Brand, Evidence, Filing, Hit, Window
from squatwatch.report.filers import (
    ANNEX_COLUMNS,
    SHEET_COLUMNS,
    annex_listing,
    filers_json,
    group_line,
    groups_listing,
)
from squatwatch.report.listing import LISTING_FORMATS, ListingFormat
from tests.report.samples import result
from tests.store.samples import batch, row

GOLDEN = Path(__file__).parent / "golden_filers"
PEOPLE = [{"name": "Nordlicht Handels GmbH", "country": "DE", "address": None}]
HIT = Hit("", "F", "official-latin", 1.0, "f", "mark", "spelling", 0, 1.0)
BRANDS = (
    Brand("luckin", ("瑞幸咖啡",), ("LUCKIN COFFEE",), owner_zh="鹭江第一饮品有限公司"),
    Brand("gree", ("格力电器",), ("GREE ELECTRIC",), owner_en="Pearl Delta Cooling Co., Ltd."),
)


def window(confidence: str) -> Window:
    closes = date(2026, 2, 3)
    return Window("EM", None, closes, closes, 19, "rule", "source", "2026", confidence)


def alert(brand: Brand, filing: Filing, confidence: str) -> Alert:
    told = (Evidence("filer.several-brands", 5.0, "", ""),)
    found = Assessment(
        brand, filing, HIT, told, 0.95, "high", None, (window(confidence),), "Fabc0123456"
    )
    return Alert(f"{brand.brand_id}-1", found, "run", date(2026, 1, 15), date(2026, 1, 15))


def warnings() -> list[GroupWarning]:
    by = (Applicant("Nordlicht Handels GmbH", "DE"),)
    marks = ("LUCKIN COFFEE", "=GREE\x1b[31m")
    filings = [
        Filing("EM", f"01900000{n}", mark_text=mark, classes=(30, 43), applicants=by,
               filing_date=date(2025, 9, n + 1), status="published")
        for n, mark in enumerate(marks)
    ]  # fmt: skip
    alerts = [
        alert(brand, filing, confidence)
        for brand, filing, confidence in zip(BRANDS, filings, ("high", "low"), strict=True)
    ]
    further = batch(
        row("7", "XIANGYUAN", applicants=PEOPLE, classes=[25]),
        row("8", "Seewind", applicants=PEOPLE, office="DE", filing_date=date(2024, 5, 6)),
    )
    return [with_other_marks(one, further) for one in group_warnings(alerts)]


def groups(listing_format: ListingFormat, lang: Language = "both", width: int = 0) -> bytes:
    return groups_listing(warnings(), listing_format, lang, width or None)


def annex(listing_format: ListingFormat, lang: Language = "both", width: int = 0) -> bytes:
    return annex_listing(warnings(), listing_format, lang, width or None)


def whole() -> bytes:
    nothing_else = replace(result(), alerts=(), counts=())
    return filers_json(nothing_else, warnings())


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"filers-{lang}.txt": partial(groups, "table", lang) for lang in LANGUAGES},
    **{f"filers-annex-{lang}.txt": partial(annex, "table", lang) for lang in LANGUAGES},
    "filers-100-both.txt": partial(groups, "table", "both", 100),
    "filers-annex-100-both.txt": partial(annex, "table", "both", 100),
    "filers.csv": partial(groups, "csv"),
    "filers-annex.csv": partial(annex, "csv"),
    "filers.jsonl": partial(groups, "jsonl"),
    "filers.json": whole,
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_golden_one(name: str) -> None:
    made, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_bytes(made)
    assert made == path.read_bytes(), f"{name} has changed: see the docstring of this module"


@pytest.mark.parametrize("listing_format", LISTING_FORMATS)
def test_every_format_takes_no_groups(listing_format: ListingFormat) -> None:
    for made in (groups_listing([], listing_format, "en"), annex_listing([], listing_format, "en")):
        assert bool(made) == (listing_format != "jsonl")


def test_columns_of_sheets_stay_in_their_order() -> None:
    for made, columns in ((groups("csv"), SHEET_COLUMNS), (annex("csv"), ANNEX_COLUMNS)):
        rows = list(csv.reader(io.StringIO(made.decode("utf-8-sig"), newline="")))
        assert tuple(rows[0]) == columns


def test_what_an_applicant_typed_is_not_obeyed() -> None:
    text = annex("table").decode() + annex("csv").decode()
    assert "\x1b" not in text
    assert "'=GREE" in annex("csv").decode()


def test_a_day_of_low_confidence_never_stands_bare() -> None:
    assert "2026-02-03 (low confidence: verify) (19)" in annex("table", "en").decode()
    rows = csv.DictReader(io.StringIO(annex("csv").decode("utf-8-sig"), newline=""))
    assert [row["window_confidence"] for row in rows] == ["high", "low", "", ""]


def test_the_whole_says_what_it_covered_and_what_a_group_is_not() -> None:
    told = json.loads(whole())
    assert told["schema"] == "squatwatch.filers/1"
    assert told["disclaimer_zh"]
    assert told["note_en"]
    assert told["coverage"]["filings"] == result().coverage.filings
    assert [group["filer_group"] for group in told["groups"]] == ["Fabc0123456"]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_group_in_a_line(lang: Language) -> None:
    line = group_line(warnings()[0], lang)
    assert line.startswith("Fabc0123456 (")
    assert line.endswith("Nordlicht Handels GmbH")
