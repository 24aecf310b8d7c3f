"""The lines on which brands stand."""

from __future__ import annotations

from pathlib import Path

import pytest

from squatwatch.brands import read_watchlist
from squatwatch.brands.export import encode_brands
from squatwatch.report.watched_in import watched_in
from tests.report.samples import BRANDS

CSV = """brand_id,name_zh,note

gree,格力电器,"two
lines"
luckin , 瑞幸咖啡,
"""
LINES = """{"brand_id": "gree", "name_zh": "格力电器"}

{"brand_id": "luckin", "name_zh": "瑞幸咖啡"}
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (CSV, {"gree": 3, "luckin": 5}),
        (CSV.replace("\n", "\r\n"), {"gree": 3, "luckin": 5}),
        ("\n" + CSV, {"gree": 4, "luckin": 6}),
        ("\ufeff" + CSV, {"gree": 3, "luckin": 5}),
        (LINES, {"gree": 1, "luckin": 3}),
    ],
)
def test_a_brand_begins_on_its_line(tmp_path: Path, text: str, expected: dict[str, int]) -> None:
    path = tmp_path / "brands"
    path.write_bytes(text.encode())
    assert dict(watched_in(path).lines) == expected
    assert [brand.brand_id for brand in read_watchlist(path).brands] == list(expected)


@pytest.mark.parametrize(
    ("given_path", "named"),
    [("lists/brands.csv", "lists/brands.csv"), ("./brands.csv", "brands.csv")],
)
def test_the_path_is_told_as_it_was_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given_path: str, named: str
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("lists").mkdir()
    Path(given_path).write_text(CSV, encoding="utf-8")
    assert watched_in(Path(given_path)).path == named
    assert watched_in(Path(given_path).absolute()).path == "brands.csv"
    monkeypatch.chdir("lists")
    Path("../brands.csv").write_text(CSV, encoding="utf-8")
    assert watched_in(Path("../brands.csv")).path == "brands.csv"


def test_a_workbook_has_no_lines(tmp_path: Path) -> None:
    path = tmp_path / "brands.xlsx"
    path.write_bytes(encode_brands(BRANDS, "xlsx"))
    found = watched_in(path)
    assert (found.path, dict(found.lines)) == ("brands.xlsx", {})
