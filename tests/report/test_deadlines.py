"""The listing of windows: what it holds, in which order, and that no doubtful date stands bare.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_deadlines.py tests/report/test_icalendar.py
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from rich.cells import cell_len

from squatwatch.config import LANGUAGES, Language
from squatwatch.report.deadlines import (
    SHEET_COLUMNS,
    Deadline,
    deadlines_listing,
    deadlines_of,
)
from squatwatch.report.icalendar import icalendar
from tests.report.windows_sample import APPLICANT, AS_OF, alert, alerts, before, filing

GOLDEN = Path(__file__).parent / "golden_windows"
WIDE = 200


def found(within: int | None = None) -> tuple[Deadline, ...]:
    return deadlines_of(alerts(), AS_OF, within)


def listed(name: str, lang: Language = "both", width: int | None = None) -> bytes:
    return deadlines_listing(found(), name, lang, width)  # type: ignore[arg-type]


OUTPUTS: dict[str, Callable[[], bytes]] = {
    **{f"table-{lang}.txt": partial(listed, "table", lang) for lang in LANGUAGES},
    f"table-{WIDE}-en.txt": partial(listed, "table", "en", WIDE),
    "table-100-zh.txt": partial(listed, "table", "zh", 100),
    "windows.csv": partial(listed, "csv"),
    "windows.jsonl": partial(listed, "jsonl"),
    **{f"{lang}.ics": partial(icalendar, found(), AS_OF, lang) for lang in LANGUAGES},
}


@pytest.mark.parametrize("name", OUTPUTS)
def test_the_output_is_the_golden_one(name: str) -> None:
    made, path = OUTPUTS[name](), GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_bytes(made)
        pytest.skip(f"{name} was written again")
    assert made.decode() == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(OUTPUTS)


def test_windows_stand_by_the_days_left_and_those_without_a_date_last() -> None:
    shown = [(one.window.office, one.window.days_left, one.standing) for one in found()]
    assert shown == [
        ("MM", -1, "open"),  # over by the count, open by the roll
        ("US", 10, "open"),
        ("EM", 22, "open"),
        ("CO", 35, "open"),
        ("BN", 48, "open"),
        ("DE", 108, "not-yet"),
        ("MN", 143, "open"),
        ("US", None, "unknown"),
        ("RU", None, "unknown"),
        ("XX", None, "unknown"),
    ]


def test_windows_that_are_over_and_cleared_alerts_are_left_out() -> None:
    numbers = {one.alert.assessment.filing.application_number for one in found()}
    assert not numbers & {"40-1", "019000002"}


def test_within_leaves_out_what_is_farther_and_keeps_what_nobody_knows() -> None:
    assert [one.window.days_left for one in found(22)] == [-1, 10, 22, None, None, None]
    assert [one.window.days_left for one in found(0)] == [-1, None, None, None]


def test_the_same_days_left_stand_as_the_alerts_do() -> None:
    day = before(20)
    urgent, high = (alert(filing("US", n, publication_date=day)) for n in ("2", "1"))
    assert [one.alert for one in deadlines_of([urgent, high], AS_OF)] == [urgent, high]


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("width", [None, 4000])
def test_no_date_of_low_confidence_stands_bare_in_a_table(
    lang: Language, width: int | None
) -> None:
    doubtful = [one for one in found() if one.window.confidence == "low" and one.window.closes]
    assert doubtful
    told = deadlines_listing(doubtful, "table", lang, width).decode()
    cautions = {"zh": "低可信度，需核实", "en": "low confidence: verify"}
    caution = " ".join(cautions.values()) if lang == "both" else cautions[lang]
    dates = len(re.findall(r"\d{4}-\d\d-\d\d", told))
    assert dates == told.count(f"({caution})") == 2 * len(doubtful)  # opens and closes


@pytest.mark.parametrize("width", [40, 60, 100, WIDE])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_table_keeps_to_the_width_of_the_terminal(lang: Language, width: int) -> None:
    assert all(
        cell_len(line) <= width for line in listed("table", lang, width).decode().splitlines()
    )


def test_every_row_for_programs_says_so_beside_its_dates() -> None:
    rows = [json.loads(line) for line in listed("jsonl").splitlines()]
    assert [tuple(row) for row in rows] == [SHEET_COLUMNS] * len(rows)
    for row in rows:
        assert ("需核实" in row["caution"]) == (row["confidence"] == "low")
        assert ("low confidence" in row["caution"]) == (row["confidence"] == "low")
        assert row["rule"]
        assert row["rule_zh"]
        assert (row["closes"] is None) == (row["standing"] == "unknown")
        assert row["source"] or row["office"] == "XX"


def test_a_window_without_a_date_says_why() -> None:
    rows = list(csv.reader(io.StringIO(listed("table", "en").decode(), newline=""), delimiter="\t"))
    heading, last = rows[0], rows[-3:]
    assert {row[heading.index("Opposition closes")] for row in last} == {"no date known"}
    why = [row[heading.index("Rule")] for row in last]
    assert "no date of the publication by US" in why[0]
    assert "no opposition; third-party observations" in why[1]
    assert "no rule in the table" in why[2]


def test_the_number_names_its_office_where_another_one_is_addressed() -> None:
    rows = listed("table", "en").decode()
    assert "\tMN\tWO 1800001\t" in rows
    assert "\tEM\t019000001\t" in rows


@pytest.mark.parametrize("name", ["csv", "jsonl", "json", "xlsx"])
def test_what_programs_read_is_the_same_in_every_language(name: str) -> None:
    assert len({listed(name, lang) for lang in LANGUAGES}) == 1


def test_no_applicant_is_listed_but_as_part_of_a_mark() -> None:
    nameless = [alert(replace(one.assessment.filing, mark_text="LUCKIN")) for one in alerts()]
    told = deadlines_listing(deadlines_of(nameless, AS_OF), "jsonl", "both").decode()
    assert APPLICANT not in told


def test_a_hostile_mark_breaks_no_line() -> None:
    hostile = alert(filing("US", "1\n2\x1b[31m", mark_text="a\tb\r\nc", publication_date=before(3)))
    listing = deadlines_listing(deadlines_of([hostile], AS_OF), "table", "en").decode()
    assert listing.count("\n") == 2
    assert "\x1b" not in listing
