"""The listings of exposure: every format, every state, and what no output may say.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_exposure.py
"""

from __future__ import annotations

import csv
import io
import json
import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import cache, partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from squatwatch.alerts.exposure import CELL_STATES, Exposure, exposures
from squatwatch.alerts.gaps import Gap, gaps
from squatwatch.config import LANGUAGES, Language
from squatwatch.report.exposure import (
    CELL_COLUMNS,
    EXPOSURE_SCHEMA_NAME,
    GAP_COLUMNS,
    cell_rows,
    exposure_json,
    exposure_listing,
    gap_row,
    gaps_listing,
)
from tests.alerts.exposure_samples import (
    AS_OF,
    HONGLI,
    LANHAI,
    OWNER,
    alert,
    filing,
    own,
    result,
    right,
)

GOLDEN = Path(__file__).parent / "golden_exposure"
WIDE = 200
SEEN = date(2025, 12, 20)

ALERTS = (
    own(filing("018 1", "EM", (9,), OWNER, registration_number="000181", status="registered")),
    alert(filing("018 2", "EM", (9, 35))),
    alert(filing("30 1", "DE", (25,), applicants=()), level="medium"),
    alert(filing("US-1", "US", (9,)), cleared_by="predates"),
    alert(filing("US-2", "US", (25,), applicants=()), level="low"),
    alert(filing("W-1", "WO", designations=("US",)), LANHAI, level="urgent"),
)
RIGHTS = (
    replace(right("CN", "90001", (9,)), filing_date=date(2025, 9, 1)),
    right("BX", "0 77", (25,), "expired"),
    right("WO", "1 500 001"),
)
SCAN = result(*ALERTS, EM=SEEN, DE=SEEN, US=SEEN, BX=SEEN, KR=date(2021, 1, 1), WO=None)


@cache
def found() -> tuple[Exposure, ...]:
    return exposures(
        SCAN.alerts, [HONGLI, LANHAI], RIGHTS, SCAN.coverage, as_of=AS_OF, related=True
    )


@cache
def ranked() -> tuple[Gap, ...]:
    return gaps(found(), SCAN.coverage, as_of=AS_OF)


def cells(name: str, lang: Language = "both", width: int | None = None) -> bytes:
    return exposure_listing(found(), name, lang, width)  # type: ignore[arg-type]


def gap_list(name: str, lang: Language = "both", width: int | None = None) -> bytes:
    return gaps_listing(ranked(), name, lang, width)  # type: ignore[arg-type]


def document(what: str) -> bytes:
    rows = cell_rows(found()) if what == "cells" else [gap_row(gap) for gap in ranked()]
    return exposure_json(SCAN, what, rows, level="medium", stale_after=365)


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(cells, "table", lang) for lang in LANGUAGES},
    **{f"gaps-{lang}.txt": partial(gap_list, "table", lang) for lang in LANGUAGES},
    f"table-{WIDE}-en.txt": partial(cells, "table", "en", WIDE),
    "table-100-zh.txt": partial(cells, "table", "zh", 100),
    "gaps-100-zh.txt": partial(gap_list, "table", "zh", 100),
    "cells.csv": partial(cells, "csv"),
    "cells.jsonl": partial(cells, "jsonl"),
    "gaps.csv": partial(gap_list, "csv"),
    "gaps.jsonl": partial(gap_list, "jsonl"),
    "gaps.json": partial(document, "gaps"),
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_golden_one(name: str) -> None:
    made, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
        pytest.skip(f"{name} was written again")
    assert made.decode() == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(OUTPUTS)


def test_the_sample_shows_all_there_is_to_show() -> None:
    every = [cell for one in found() for cell in one.cells]
    assert {cell.state for cell in every} == set(CELL_STATES)
    assert {cell.related for cell in every} == {False, True}
    assert {cell.is_unsure for cell in every} == {False, True}
    assert any(cell.nice_class is None for cell in every)
    assert any(cell.older for cell in every)
    assert {gap.priority is None for gap in ranked()} == {False, True}
    assert {gap.state for gap in ranked()} == {"open", "owner-ended", "no-data"}


def test_a_table_has_each_class_of_an_office_once_in_its_state() -> None:
    lines = [line.split("\t") for line in cells("table", "en").decode().splitlines()]
    by_state = {
        (row["office"], str(row["class"])): row["state"]
        for row in cell_rows(found())
        if row["brand_id"] == "hongli"
    }
    shown = {
        (line[1], text.strip("()?")): state
        for line in lines[1:]
        if "HONGLI" in line[0]
        for state, classes in zip(CELL_STATES, line[2:8], strict=True)
        for text in classes.split()
        if not text.startswith("[")
    }
    assert shown == by_state


def test_classes_of_others_beside_the_brands_are_shown() -> None:
    cross_class = alert(filing("1", "EM", (33,)))
    made = exposures([cross_class], [HONGLI], [], SCAN.coverage, as_of=AS_OF, offices=["EM", "US"])
    em, us = exposure_listing(made, "table", "en").decode().splitlines()[1:]
    assert em.split("\t")[4] == "[33]"
    assert em.split("\t")[-1] == "EM 1"
    assert "[33]" not in us
    assert {row["office"]: row["beside"] for row in cell_rows(made)} == {"EM": [33], "US": []}


@pytest.mark.parametrize("width", [60, 100, WIDE])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_keeps_to_the_width_of_the_terminal(lang: Language, width: int) -> None:
    for made in (cells("table", lang, width), gap_list("table", lang, width)):
        assert all(cell_len(line) <= width for line in made.decode().splitlines())


@pytest.mark.parametrize("listing_format", ["csv", "jsonl", "json", "xlsx"])
def test_what_programs_read_is_the_same_in_every_language(listing_format: str) -> None:
    assert len({cells(listing_format, lang) for lang in LANGUAGES}) == 1
    assert len({gap_list(listing_format, lang) for lang in LANGUAGES}) == 1


def test_the_formats_tell_the_same() -> None:
    lines = [json.loads(line) for line in gap_list("jsonl").splitlines()]
    told = json.loads(document("gaps"))
    assert (told["schema"], told["gaps"]) == (EXPOSURE_SCHEMA_NAME, lines)
    assert "no finding of bad faith" in told["disclaimer_en"]
    assert "365" in told["note_zh"]
    assert {row["office"] for row in told["coverage"]["offices"]} >= {"EM", "KR"}
    sheet = list(csv.DictReader(io.StringIO(gap_list("csv").decode("utf-8-sig"), newline="")))
    assert [row["why_zh"] for row in sheet] == [line["why_zh"] for line in lines]
    codes = [";".join(one["code"] for one in line["reasons"]) for line in lines]
    assert [row["reasons"] for row in sheet] == codes


def test_columns_are_pinned() -> None:
    assert tuple(json.loads(cells("jsonl").splitlines()[0])) == CELL_COLUMNS
    assert tuple(json.loads(gap_list("jsonl").splitlines()[0])) == GAP_COLUMNS


def test_a_number_that_an_applicant_made_up_is_made_plain() -> None:
    hostile = alert(filing("1\x1b[31m\u202e=cmd"))
    made = exposures([hostile], [HONGLI], [], SCAN.coverage, as_of=AS_OF, offices=["EM"])
    for name in ("table", "csv"):
        text = exposure_listing(made, name, "en").decode()
        assert "\x1b" not in text
        assert "\u202e" not in text


def test_no_output_calls_a_party_names() -> None:
    for name, made in OUTPUTS.items():
        words = made().decode().casefold()
        assert "squatter" not in words, name
        assert "infring" not in words, name
        assert "抢注人" not in words, name
