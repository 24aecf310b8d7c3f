"""Every format of a run: byte by byte as in ``golden_formats/``, and what holds for all of them.

When an output changes on purpose, write the files again and read the difference:

    REWRITE_GOLDEN=1 python -m pytest tests/report/test_formats.py
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_calamine import CalamineWorkbook

from squatwatch.alerts.run import RunResult
from squatwatch.config import LANGUAGES, Language
from squatwatch.errors import ConfigError
from squatwatch.report.formats import FORMATS, format_of, format_of_file, rendered
from squatwatch.report.plain import plain
from tests.report.hostile_sweep import LIVE, hostile_sweep
from tests.report.samples import FAILURES, TAKEN, result, sweep_result

GOLDEN = Path(__file__).parent / "golden_formats"
DOCS = Path(__file__).resolve().parents[2] / "docs"
FOR_PROGRAMS = ("json", "jsonl", "csv", "xlsx")
"""Formats that have both languages in them and are the same in each."""
NAMELESS = ("md", "sarif", "junit", "github", "ics", "atom")
OF_A_RUN = ("json", *NAMELESS)
"""Formats that tell of the run and not only of its alerts."""
FILES = {
    **{
        f"sweep-{lang}.{FORMATS[name].suffixes[0]}": (name, lang)
        for name in ("table", *NAMELESS)
        for lang in LANGUAGES
    },
    **{f"sweep.{name}": (name, "both") for name in ("json", "jsonl", "csv")},
}


def text_of(found: RunResult, name: str, lang: Language = "en", fail_on: str = "high") -> str:
    """A format as text, as one reads it who knows the format: JSON and calendars unfolded."""
    told = rendered(found, name, lang, fail_on=fail_on).decode("utf-8-sig")
    return told.replace("\r\n ", "") if name == "ics" else told


@pytest.mark.parametrize("name", FILES)
def test_the_output_is_the_golden_one(name: str) -> None:
    made = rendered(sweep_result(), FILES[name][0], FILES[name][1])
    path = GOLDEN / name
    if os.environ.get("REWRITE_GOLDEN"):
        path.write_bytes(made)
        pytest.skip(f"{name} was written again")
    assert made.decode() == path.read_bytes().decode()


def test_no_golden_file_is_left_over() -> None:
    assert {path.name for path in GOLDEN.iterdir()} == set(FILES)


def test_the_sweep_shows_all_there_is_to_show() -> None:
    found = sweep_result()
    assert {alert.change for alert in found.alerts} == {"new", "returned", "risen", "reported"}
    empty = [name for name in RunResult.__dataclass_fields__ if not getattr(found, name)]
    assert empty == []


# What formats are called --------------------------------------------------------------------------


def test_no_two_formats_share_a_suffix() -> None:
    suffixes = [suffix for one in FORMATS.values() for suffix in one.suffixes]
    assert len(suffixes) == len(set(suffixes))
    assert all(suffix == suffix.lower() for suffix in suffixes)


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("a.txt", "table"), ("a.json", "json"), ("a.2026.json", "json"), ("A.JSON", "json"),
        ("a.jsonl", "jsonl"), ("a.ndjson", "jsonl"), ("a.csv", "csv"), ("a.xlsx", "xlsx"),
        ("a.html", "html"), ("a.htm", "html"), ("a.md", "md"), ("a.markdown", "md"),
        ("a.sarif", "sarif"), ("alerts.sarif.json", "sarif"), ("a.junit.xml", "junit"),
        ("a.xml", "junit"), ("a.github", "github"), ("a.github.txt", "github"), ("a.ics", "ics"),
        ("a.atom", "atom"), ("feed.atom.xml", "atom"), ("v1.2.feed.atom.xml", "atom"),
    ],
)  # fmt: skip
def test_the_longest_suffix_names_the_format(file: str, expected: str) -> None:
    assert format_of_file(Path("out.csv") / file, "jsonl") == expected


@pytest.mark.parametrize("file", ["alerts", "alerts.out", ".json", "json", "a.json.gz"])
def test_a_file_without_a_telling_suffix_takes_what_is_asked_for(file: str) -> None:
    expected = "json" if file == ".json" else "md"
    assert format_of_file(Path(file), "md") == expected


@pytest.mark.parametrize("asked", ["", "pdf", "tables", ".json"])
def test_an_unknown_format_is_an_error_that_names_the_known_ones(asked: str) -> None:
    with pytest.raises(ConfigError) as told:
        format_of(asked)
    assert all(name in str(told.value) for name in FORMATS)
    with pytest.raises(ConfigError, match=r"a\.pdf"):
        format_of_file(Path("a.pdf"))


@given(st.text())
def test_whatever_is_asked_for_is_a_format_or_an_error(asked: str) -> None:
    try:
        assert format_of(asked) in FORMATS
    except ConfigError:
        assert asked.lower() not in FORMATS


# What holds for all of them -----------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_run_gives_the_same_bytes(name: str, lang: Language) -> None:
    assert rendered(sweep_result(), name, lang) == rendered(sweep_result(), name, lang)


@pytest.mark.parametrize("name", FOR_PROGRAMS)
def test_what_programs_read_is_the_same_in_every_language(name: str) -> None:
    assert len({rendered(sweep_result(), name, lang) for lang in LANGUAGES}) == 1


@pytest.mark.parametrize("name", FORMATS)
def test_a_run_without_a_finding_can_be_written(name: str) -> None:
    nothing = replace(result(), alerts=(), counts=())
    of_sweep = replace(nothing, command="sweep")
    for found in (nothing, of_sweep):
        assert bool(rendered(found, name, "both")) == (name != "jsonl")


@pytest.mark.parametrize("name", OF_A_RUN)
def test_every_report_of_a_run_says_what_went_wrong_and_what_it_had_no_data_for(name: str) -> None:
    told = text_of(sweep_result(), name).replace("\\,", ",").replace("\\;", ";")
    assert all(line.split(";")[0] in told.replace("&#39;", "'") for line in FAILURES)
    assert "VN" in told
    assert "no finding of bad faith" in told
    assert all(f"{office.office} {office.filings}" in told or name == "json"
               for office in result().coverage.offices)  # fmt: skip


@pytest.mark.parametrize("name", NAMELESS)
def test_what_went_wrong_is_said_before_any_alert(name: str) -> None:
    told = text_of(sweep_result(), name)
    place = told.index("LUCKIN COFFEE")
    assert all(told.index(line.split(";")[0]) < place for line in FAILURES)


def names(found: RunResult) -> Iterator[str]:
    """Whoever is named by the records of a run or looks after its alerts."""
    for alert in (*found.alerts, *(one.alert for one in found.reminders)):
        filing, brand = alert.assessment.filing, alert.assessment.brand
        yield from (applicant.name for applicant in filing.applicants)
        yield from (brand.owner_zh, brand.owner_en, *brand.affiliates, *brand.partners)
        yield from (filing.representative, alert.assignee)


@pytest.mark.parametrize("name", NAMELESS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nobody_is_named(name: str, lang: Language) -> None:
    for found in (result(), sweep_result()):
        told = text_of(found, name, lang).casefold()
        named = [one for one in names(found) if one and plain(one).casefold() in told]
        assert named == []


@pytest.mark.parametrize("name", OF_A_RUN)
def test_the_address_of_a_message_that_failed_is_not_told(name: str) -> None:
    failed = replace(sweep_result(), failures=("mail to <someone@example.org>: refused",))
    told = text_of(failed, name)
    assert ("someone@example.org" in told) == (name == "json")
    assert "refused" in told


@pytest.mark.parametrize("name", [name for name in FORMATS if name not in ("xlsx", "html")])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_that_a_terminal_obeys_is_written(name: str, lang: Language) -> None:
    told = text_of(hostile_sweep(), name, lang).replace("\r\n", "\n")
    structure = {"\n", "\t"} if name == "table" else {"\n"}
    assert {sign for sign in told if sign in LIVE} - structure == set()


# Listings -----------------------------------------------------------------------------------------


def test_a_row_says_why_where_it_stands_and_who_has_it() -> None:
    told = list(csv.DictReader(io.StringIO(text_of(sweep_result(), "csv"), newline="")))
    assert [row["change"] for row in told] == ["new", "returned", "risen", "reported"]
    assert [row["state"] for row in told] == ["new", "in_review", "monitor", "new"]
    assert [row["assignee"] for row in told] == ["", "desk-north", "desk-south", ""]
    assert [row["window_days_left"] for row in told] == ["19", "45", "45", ""]
    assert told[1]["what_changed"] == "status;publication_date"
    assert told[1]["first_seen"] == "2025-02-14"
    lines = [json.loads(line) for line in text_of(sweep_result(), "jsonl").splitlines()]
    for key in ("change", "state"):
        assert [line[key] for line in lines] == [row[key] for row in told]
    assert [line["assignee"] or "" for line in lines] == [row["assignee"] for row in told]


def test_the_table_of_a_sweep_says_it_too_and_that_of_a_scan_does_not() -> None:
    heading, first, second, *_ = text_of(sweep_result(), "table").splitlines()
    assert heading.split("\t")[:3] == ["Why now", "Stands", "Assigned to"]
    assert first.split("\t")[:3] == ["new", "new", ""]
    assert second.split("\t")[:3] == ["returned", "in review", "desk-north"]
    assert "19" in first.split("\t")[-2]
    assert text_of(result(), "table").startswith("Level\t")


def test_a_workbook_is_read_by_others_and_has_no_formula() -> None:
    data = rendered(hostile_sweep(), "xlsx", "both")
    sheet = openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [cell for line in sheet.iter_rows() for cell in line]
    assert {cell.data_type for cell in cells if cell.value is not None} == {"s"}
    assert not [cell for cell in cells if cell.hyperlink]
    grid = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()
    assert [[value or "" for value in line] for line in sheet.values] == grid
    assert len(grid) == len(hostile_sweep().alerts) + 1


# The JSON document --------------------------------------------------------------------------------


def test_the_document_of_a_sweep_carries_all_it_did() -> None:
    told = json.loads(text_of(sweep_result(), "json"))
    assert told["schema"] == "squatwatch.sweep/1"
    assert told["failures"] == list(FAILURES)
    assert told["told"] == [
        {"level": "urgent", "alerts": 1}, {"level": "high", "alerts": 1},
        {"level": "medium", "alerts": 5},
    ]  # fmt: skip
    assert (told["left_out"], told["ignored"]) == (3, 2)
    assert told["standing"] == dict(sweep_result().standing)
    assert [(one["name"], one["set_aside"], one["new"]) for one in told["taken"]] == [
        (file.name, file.set_aside, file.counts.new) for file in TAKEN
    ]
    [reminder] = told["reminders"]
    assert (reminder["alert_id"], reminder["days_left"], reminder["limit"]) == (
        sweep_result().alerts[0].alert_id, 19, 20,
    )  # fmt: skip
    assert told["lapsed"][0]["expired"] == "2026-01-10"
    assert told["alerts"][0]["change"] == "new"
    assert [group["filer_group"] for group in told["filer_groups"]] == ["Fb06e72868c"]


@pytest.mark.parametrize(("fail_on", "number"), [("urgent", 1), ("high", 2), ("medium", 7)])
def test_the_document_tells_both_facts_of_the_exit_code(fail_on: str, number: int) -> None:
    told = json.loads(text_of(sweep_result(), "json", fail_on=fail_on))
    assert (told["fail_on"], told["at_or_above"]) == (fail_on, number)
    assert len(told["failures"]) == 2


def test_the_document_of_a_scan_has_nothing_of_a_sweep() -> None:
    told = json.loads(text_of(result(), "json"))
    assert told["schema"] == "squatwatch.scan/1"
    assert not {"failures", "taken", "standing", "told", "reminders"} & set(told)


# The documentation --------------------------------------------------------------------------------


@pytest.mark.parametrize(("suffix", "lang"), [(".md", "en"), (".zh-CN.md", "zh")])
def test_every_format_is_told_with_a_true_example(suffix: str, lang: Language) -> None:
    page = (DOCS / f"reports{suffix}").read_text(encoding="utf-8")
    sections = dict(
        part.split("\n", 1) for part in re.split(r"^## (?=[a-z]+$)", page, flags=re.MULTILINE)[1:]
    )
    assert list(sections) == list(FORMATS)
    for one in FORMATS.values():
        [row] = [line for line in page.splitlines() if line.startswith(f"| `{one.name}` |")]
        assert re.findall(r"`\.([a-z.]+)`", row) == list(one.suffixes)
        for example in re.findall(r"^```text\n(.*?)^```", sections[one.name], re.DOTALL | re.M):
            lines = text_of(sweep_result(), one.name, lang).splitlines()
            assert set(example.splitlines()) <= {line.strip() for line in lines}
