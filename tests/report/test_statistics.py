"""The figures of ``stats``, byte by byte, and what strangers typed in them.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_statistics.py
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook
from rich.cells import cell_len

from squatwatch.alerts.statistics import BYS, By, Figures, Middle, Outcome, Statistics
from squatwatch.assess.evaluation import Share
from squatwatch.config import LANGUAGES
from squatwatch.report.labels import label
from squatwatch.report.statistics import (
    FEW,
    FORMATS,
    SHEET_COLUMNS,
    STATISTICS_SCHEMA_NAME,
    middle_text,
    share_text,
    statistics_report,
)
from squatwatch.store.reported import MISSED
from tests.report.test_hostile import HOSTILE, LIVE

GOLDEN = Path(__file__).parent / "golden_statistics"
WIDE = 170

WHOLE = Figures(
    "", 128, {"urgent": 3, "high": 41, "medium": 80, "low": 4}, 17,
    Middle(63.5, 90), Middle(12, 120), 40, Middle(34, 38), Share(33, 38), Share(30, 95),
    Share(21, 40),
)  # fmt: skip
SMALL = Figures(
    "US", 4, {"urgent": 0, "high": 1, "medium": 3, "low": 0}, 0,
    Middle(20, 4), Middle(None, 0), 1, Middle(9, 1), Share(0, 1), Share(1, 3), Share(1, 1),
)  # fmt: skip


def statistics(by: By | None = "office") -> Statistics:
    """Invented figures: a large group, a small one, and one of which the office is not known."""
    groups = (replace(WHOLE, name="EM"), SMALL, replace(SMALL, name=""))
    return Statistics(
        as_of=date(2026, 6, 30),
        since=date(2026, 1, 1),
        until=None,
        by=by,
        whole=WHOLE,
        groups=groups if by else (),
        filer_groups=6,
        outcomes=(Outcome("opposed", "", 7), Outcome("opposed", "refused by the office", 5)),
        missed={"below": 3, "no-relation": 1},
        protected=Share(14, 52),
    )


def cells() -> bytes:
    """The cells of the workbook."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(statistics_report(statistics(), "xlsx", "en")))
    grid = book.get_sheet_by_index(0).to_python()
    return (json.dumps(grid, ensure_ascii=False, indent=1) + "\n").encode()


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(statistics_report, statistics(), "table", lang)
       for lang in LANGUAGES},
    **{f"stats-{lang}.md": partial(statistics_report, statistics(), "md", lang)
       for lang in LANGUAGES},
    **{f"stats.{name}": partial(statistics_report, statistics(), name, "en")
       for name in ("json", "jsonl", "csv")},
    "whole-en.txt": partial(statistics_report, statistics(None), "table", "en"),
    "table-170-en.txt": partial(statistics_report, statistics(), "table", "en", WIDE),
    "stats.xlsx.json": cells,
}  # fmt: skip


@pytest.mark.parametrize("name", OUTPUTS)
def test_every_output_is_as_it_was(name: str) -> None:
    made, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(made)
    assert made == path.read_bytes()
    assert made == OUTPUTS[name]()


def test_every_format_is_shown() -> None:
    assert {name.partition(".")[2].removesuffix(".json") or "json" for name in OUTPUTS} >= {
        "json", "jsonl", "csv", "xlsx", "md", "txt",
    }  # fmt: skip
    assert len(FORMATS) == 6
    assert statistics_report(statistics(), "xlsx", "en") == statistics_report(
        statistics(), "xlsx", "en"
    )


def test_a_table_fits_the_terminal() -> None:
    made = statistics_report(statistics(), "table", "en", WIDE).decode()
    assert max(map(cell_len, made.splitlines())) <= WIDE


def test_the_json_is_whole_and_says_its_schema() -> None:
    record = json.loads(statistics_report(statistics(), "json", "en"))
    assert record["schema"] == STATISTICS_SCHEMA_NAME
    assert record["whole"]["false_alarms"]["count"] == 30
    assert record["groups"][1]["false_alarms"] == {
        "share": None, "low": None, "high": None, "count": 1, "of": 3,
    }  # fmt: skip
    assert record["handed_in"] == 4
    assert label("note.disclaimer", "zh") == record["disclaimer_zh"]


def test_below_a_number_nothing_is_said_but_how_many() -> None:
    assert middle_text(Middle(5, FEW - 1), "en") == "too few to say (n 9)"
    assert middle_text(Middle(5, FEW), "en") == "5 (n 10)"
    assert share_text(Share(9, FEW - 1), "zh") == "件数过少, 9/9"
    assert share_text(Share(9, FEW), "zh").startswith("90 % (")


def test_the_csv_has_a_row_for_the_whole_and_each_group() -> None:
    text = statistics_report(statistics(), "csv", "en").decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert tuple(rows[0]) == SHEET_COLUMNS
    assert [row["group"] for row in rows] == ["", "EM", "US", ""]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("name", FORMATS)
def test_names_of_filers_are_dead(name: str, text: str) -> None:
    hostile = replace(
        statistics("filer"),
        groups=(replace(SMALL, name=f"{text}{''.join(LIVE)}"),),
        outcomes=(Outcome("closed", text, 1),),
    )
    made = statistics_report(hostile, name, "both")
    if name == "xlsx":
        with zipfile.ZipFile(io.BytesIO(made)) as book:
            assert b"<f>" not in book.read("xl/worksheets/sheet1.xml")
        return
    shown = made.decode("utf-8-sig")
    assert not [one for one in LIVE if one not in "\n\r\t" and one in shown]
    if name == "md":
        assert not re.search(r"(?<!\\)<", shown)
        groups = [line for line in shown.splitlines() if line.startswith("| ")][-1]
        assert groups.count(" | ") == 11 or "\\|" in groups
    if name == "csv":
        cells_in = [cell for row in csv.reader(io.StringIO(shown)) for cell in row]
        assert not any(cell.startswith(("=", "+", "@", "＝", "＠")) for cell in cells_in)


def test_every_word_is_there_in_both_languages() -> None:
    keys = [f"missed.{why}" for why in MISSED] + [f"stats.by_{by}" for by in BYS]
    assert all(label(key, "zh") and label(key, "en") for key in keys)
