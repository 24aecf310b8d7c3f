"""``squatwatch exposure``: options, formats, what it says of rights and data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from squatwatch.report.exposure import CELL_COLUMNS
from tests.cli.conftest import AS_OF, Ended, Run

JSONL = (*AS_OF, "--format", "jsonl")
RIGHTS = """brand_id,office,number,mark,classes,filing_date,registration_date,status
luckin,CN,9000001,瑞幸咖啡,30;43,2025-11-01,,filed
gree,DE,30 2001 1,GREE ELECTRIC,11,2001-01-01,2001-06-01,expired
"""


def rows(done: Ended) -> list[dict[str, Any]]:
    assert done.code == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def states(done: Ended) -> Mapping[tuple[str, str, int | None], str]:
    return {(row["brand_id"], row["office"], row["class"]): row["state"] for row in rows(done)}


@pytest.fixture
def rights(run: Run, store: None, files: None) -> None:
    """The store of the samples, with a rights file."""
    Path("rights.csv").write_text(RIGHTS, encoding="utf-8")
    assert run("brands", "import", "brands.csv", "--rights", "rights.csv").code == 0


def test_each_brand_office_and_class_has_its_state(run: Run, store: None) -> None:
    found = rows(run("exposure", *JSONL))
    keys = [(row["brand_id"], row["office"], row["class"]) for row in found]
    assert len(set(keys)) == len(keys)
    told = states(run("exposure", *JSONL))
    assert told["luckin", "EM", 30] == "others"
    assert told["luckin", "SG", 30] == "owner"
    assert told["luckin", "TH", 30] == "open"
    assert told["luckin", "VN", 30] == "no-data"
    assert told["gree", "DE", 11] == "others"


def test_alerts_are_those_of_the_scan(run: Run, store: None) -> None:
    scanned = [json.loads(line) for line in run("scan", *JSONL, "--quiet").out.splitlines()]
    ids = {one["alert_id"] for one in scanned if one["level"] != "cleared"}
    told = {number for row in rows(run("exposure", *JSONL)) for number in row["alert_ids"]}
    assert told
    assert told <= ids


def test_a_rights_file_fills_cells_and_gives_priority(run: Run, rights: None) -> None:
    told = states(run("exposure", *JSONL))
    assert told["luckin", "CN", 30] == "owner"
    first, *_ = rows(run("exposure", *JSONL, "--gaps"))
    assert (first["rank"], first["brand_id"]) == (1, "luckin")
    assert (first["priority_until"], first["priority_right"]) == ("2026-05-01", "CN 9000001")
    assert "2026-05-01" in first["why_en"]
    assert "2026-05-01" in first["why_zh"]


def test_it_says_what_it_covered_and_what_it_cannot_know(run: Run, store: None) -> None:
    done = run("exposure", *AS_OF, "--lang", "en")
    assert "offices (freshest record)" in done.err
    assert "No data is not no filing" in done.err
    assert "365 days" in done.err
    assert "No rights file" in done.err
    assert "no finding of bad faith" in done.err
    assert run("exposure", *AS_OF, "--quiet").err == ""


def test_with_a_rights_file_it_does_not_say_that_there_is_none(run: Run, rights: None) -> None:
    assert "No rights file" not in run("exposure", *AS_OF).err


def test_gaps_are_ranked_with_reasons(run: Run, store: None) -> None:
    found = rows(run("exposure", *JSONL, "--gaps"))
    assert [row["rank"] for row in found] == list(range(1, len(found) + 1))
    assert all(row["why_en"] and row["why_zh"] and row["reasons"] for row in found)
    assert all(row["state"] in ("open", "owner-ended", "no-data") for row in found)
    named = [any(one["code"] == "market" for one in row["reasons"]) for row in found]
    assert named == sorted(named, reverse=True)


def test_narrowed_to_brands_and_offices(run: Run, store: None) -> None:
    told = states(run("exposure", "gree", "--office", "de", "--office", "VN", *JSONL))
    assert set(told) == {("gree", "DE", 11), ("gree", "VN", 11)}


def test_related_classes_on_request(run: Run, store: None) -> None:
    plain = states(run("exposure", "gree", *JSONL))
    wide = rows(run("exposure", "gree", "--related", *JSONL))
    assert {row["class"] for row in wide if row["related"]} >= {35}
    assert set(plain) == {
        (row["brand_id"], row["office"], row["class"]) for row in wide if not row["related"]
    }


def test_stale_after_decides_what_is_too_old(run: Run, store: None) -> None:
    told = states(run("exposure", "luckin", "--stale-after", "0", *JSONL))
    assert "open" not in told.values()
    assert told["luckin", "EM", 30] == "others"


def test_level_decides_which_others_count(run: Run, store: None) -> None:
    def others(level: str) -> int:
        told = states(run("exposure", "--level", level, *JSONL))
        return sum(state in ("others", "both") for state in told.values())

    assert others("low") > others("high") > 0


def test_every_format(run: Run, store: None) -> None:
    table = run("exposure", *AS_OF, "--lang", "en").out.splitlines()
    assert table[0].split("\t")[:4] == ["Brand", "Office", "owner", "both"]
    document = json.loads(run("exposure", *AS_OF, "--format", "json").out)
    assert (document["schema"], document["as_of"]) == ("squatwatch.exposure/1", "2026-01-15")
    assert document["cells"] == rows(run("exposure", *JSONL))
    done = run("exposure", *AS_OF, "-o", "exposure.xlsx")
    assert (done.code, done.raw) == (0, b"")
    book = CalamineWorkbook.from_path("exposure.xlsx").get_sheet_by_index(0).to_python()
    assert tuple(book[0]) == CELL_COLUMNS
    assert len(book) == 1 + len(document["cells"])


def test_the_same_run_gives_the_same_bytes(run: Run, store: None) -> None:
    asked = ("exposure", *AS_OF, "--gaps", "--format", "json")
    assert run(*asked).raw == run(*asked).raw


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("nobody", "luckin"), "no brand nobody"),
        (("--office", "XX"), "XX"),
        (("--office", "WO"), "designates"),
        (("--stale-after", "-1"), "stale-after"),
        (("--level", "grave"), "grave"),
        (("--format", "html"), "html"),
    ],
)
def test_what_is_asked_wrongly_is_said(
    run: Run, store: None, asked: tuple[str, ...], told: str
) -> None:
    done = run("exposure", *AS_OF, *asked)
    assert done.code == 2
    assert told in done.err


def test_a_folder_without_a_store(run: Run) -> None:
    assert run("exposure").code == 2
