"""``squatwatch cases``."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from squatwatch.assess.case_library import case_library, values_of
from squatwatch.report.cases import COLUMNS
from tests.cli.conftest import Run

LIBRARY = case_library()


def found(run: Run, *asked: str) -> list[str]:
    """The ids of the cases that a search finds."""
    done = run("cases", *asked, "--format", "jsonl")
    assert done.code == 0
    return [json.loads(line)["case_id"] for line in done.out.splitlines()]


def test_all_of_them_are_listed_in_every_format_and_no_store_is_needed(run: Run) -> None:
    ids = [case.case_id for case in LIBRARY]
    assert found(run) == ids
    assert [row["case_id"] for row in json.loads(run("cases", "--format", "json").out)] == ids
    rows = list(csv.DictReader(io.StringIO(run("cases", "--format", "csv").out, newline="")))
    assert [tuple(row) for row in rows] == [COLUMNS] * len(ids)
    lines = run("cases", "--lang", "en").out.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["Case", *ids]
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        (("--brand", "小肥羊"), ["C090", "C091"]),
        (("--brand", "little sheep", "--office", "sg"), ["C090", "C091"]),
        (("--brand", "MIUI", "--outcome", "contested"), ["C093"]),
        (("--brand", "MIUI", "--outcome", "adjudged"), []),
        (("--office", "HK", "--office", "NZ"), ["C013", "C039"]),
        (("2022 FC 743",), ["C005"]),
        (("BAD FAITH", "distributor"), ["C223"]),
        (("bad faith distributor",), []),
        (("經銷商", "恶意"), ["C223"]),
        (("c090",), ["C090", "C091"]),
        (("nothing like that",), []),
    ],
)
def test_searches(run: Run, asked: tuple[str, ...], ids: list[str]) -> None:
    assert found(run, *asked) == ids


def test_every_end_finds_its_cases_and_together_they_are_all(run: Run) -> None:
    of_each = [found(run, "--outcome", label) for label in values_of("label")]
    assert all(of_each)
    assert sorted(name for ids in of_each for name in ids) == [case.case_id for case in LIBRARY]


def test_the_words_of_traits_can_be_searched(run: Run) -> None:
    several = [case.case_id for case in LIBRARY if "several-brands" in case.conduct]
    assert found(run, "several-brands") == several
    assert found(run, "多个无关联品牌") == several


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "no finding about anybody"),
        ("zh", "不构成对任何人的认定"),
        ("both", "不构成对任何人"),
    ],
)
def test_it_says_that_a_case_is_no_finding(run: Run, lang: str, told: str) -> None:
    done = run("cases", "--lang", lang)
    assert told in done.err
    assert told not in done.out
    assert run("cases", "--quiet", "--lang", lang).err == ""


def test_a_search_that_finds_nothing_says_so(run: Run) -> None:
    done = run("cases", "nothing like that", "--lang", "en")
    assert (done.code, len(done.out.splitlines())) == (0, 1)
    assert "No case of the library is like that" in done.err


def test_the_suffix_of_the_output_names_the_format(run: Run) -> None:
    done = run("cases", "--office", "SG", "-o", "cases.csv")
    assert (done.code, done.raw) == (0, b"")
    assert Path("cases.csv").read_text("utf-8-sig").startswith(",".join(COLUMNS))


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        (("--outcome", "lost"), "adjudged, contested, settled, alleged"),
        (("--outcome", "conteste"), "did you mean contested?"),
        (("--office", "XQ"), "which is no code"),
        (("--office", "Singapore"), "write it as EM or US"),
        (("--format", "xml"), "xml"),
    ],
)
def test_what_is_asked_wrongly_is_one_line(run: Run, asked: tuple[str, ...], told: str) -> None:
    done = run("cases", *asked)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert told in done.err
