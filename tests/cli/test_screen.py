"""``squatwatch screen``: options, formats, exit codes, what it says of data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from squatwatch.report.screen import SCREEN_COLUMNS
from tests.cli.conftest import AS_OF, Run

FAIR = """exhibitor,name_zh,name_latin,classes,contact
Lujiang Beverage Hall Ltd,瑞幸咖啡,LUCKIN COFFEE,30;43,hall 3
Quux Ltd,,ZZQWVXK,9,
"""


@pytest.fixture(autouse=True)
def fair(store: None) -> None:
    """The store of the samples, and a file of exhibitors."""
    Path("fair.csv").write_text(FAIR, encoding="utf-8")


def test_the_table_has_the_word_for_each_exhibitor(run: Run) -> None:
    done = run("screen", "fair.csv", "--office", "EM", *AS_OF, "--lang", "en")
    words = {line.split("\t")[1]: line.split("\t")[0] for line in done.out.splitlines()[1:]}
    assert words == {"Lujiang Beverage Hall Ltd": "act before you go", "Quux Ltd": "none found"}
    assert done.code == 1


def test_it_says_what_it_covered(run: Run) -> None:
    done = run("screen", "fair.csv", "--office", "EM", *AS_OF, "--lang", "en")
    assert "Registers looked at for EM" in done.err
    assert "no all-clear" in done.err
    assert "act before you go 1" in done.err
    assert "no finding of bad faith" in done.err
    assert run("screen", "fair.csv", "--office", "EM", *AS_OF, "--quiet").err == ""


def test_an_office_without_data_is_told_first_and_fails(run: Run) -> None:
    done = run("screen", "fair.csv", "--office", "EM", "--office", "CL", *AS_OF, "--lang", "en")
    assert done.code == 2
    assert done.err.startswith("No data for CL")
    assert "Quux Ltd" in done.out


@pytest.mark.parametrize(("fail_on", "code"), [("urgent", 0), ("high", 1), ("low", 1)])
def test_what_makes_it_fail_is_asked_for(run: Run, fail_on: str, code: int) -> None:
    asked = ("screen", "fair.csv", "--office", "EM", *AS_OF, "--fail-on", fail_on)
    assert run(*asked).code == code


def test_none_found_is_no_failure(run: Run) -> None:
    Path("fair.csv").write_text("exhibitor,name_latin\nQuux Ltd,ZZQWVXK\n", encoding="utf-8")
    assert run("screen", "fair.csv", "--office", "EM", *AS_OF).code == 0


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "jsonl", "json", "md", "html", "table"])
def test_every_format_is_written_and_is_the_same_twice(run: Run, suffix: str) -> None:
    asked = ("screen", "fair.csv", "--office", "EM", *AS_OF, "--format", suffix)
    assert run(*asked, "-o", f"one.{suffix}").code == 1
    assert run(*asked, "-o", f"two.{suffix}").code == 1
    assert Path(f"one.{suffix}").read_bytes() == Path(f"two.{suffix}").read_bytes() != b""


def test_the_suffix_names_the_format(run: Run) -> None:
    assert run("screen", "fair.csv", "--office", "EM", *AS_OF, "-o", "fair.html").code == 1
    assert Path("fair.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    done = run("screen", "fair.csv", "--office", "EM", *AS_OF, "-o", "fair.pdf")
    assert done.code == 2
    assert "html" in done.err


def test_rows_have_the_columns_of_the_docs(run: Run) -> None:
    done = run("screen", "fair.csv", "--office", "EM", *AS_OF, "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    assert all(tuple(row) == SCREEN_COLUMNS for row in rows)


def test_nothing_is_written_to_the_store(run: Run) -> None:
    before = json.loads(run("brands", "list", "--format", "json").out)
    shutil.copy("squatwatch.duckdb", "before.duckdb")
    run("screen", "fair.csv", "--office", "EM", *AS_OF)
    assert json.loads(run("brands", "list", "--format", "json").out) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--office", "WO"), "designates"),
        (("--office", "EU"), "did you mean EM"),
        (("--office", "EM", "--format", "pdf"), "--format is 'pdf'"),
        (("--office", "EM", "--level", "grave"), "level"),
        ((), "--office"),
    ],
)
def test_what_is_asked_wrongly_is_told(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("screen", "fair.csv", *arguments)
    assert done.code == 2
    assert told in done.err


def test_mistakes_of_the_file_are_told_with_their_rows(run: Run) -> None:
    Path("fair.csv").write_text(FAIR + ",,LANHAI,99,\n", encoding="utf-8")
    done = run("screen", "fair.csv", "--office", "EM", *AS_OF)
    assert done.code == 2
    assert "row 4" in done.err
    assert "exhibitor" in done.err
    assert "99" in done.err
    skipped = run("screen", "fair.csv", "--office", "EM", *AS_OF, "--skip-bad")
    assert skipped.code == 1
    assert "row 4" in skipped.err
