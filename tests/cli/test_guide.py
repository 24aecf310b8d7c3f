"""``squatwatch guide``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_an_office_in_every_language_and_format(run: Run) -> None:
    english = run("guide", "em", "--lang", "en")
    assert (english.code, english.err) == (0, "")
    assert english.out.startswith("Country guide: EM European Union Intellectual Property Office")
    assert run("guide", "EM", "--lang", "zh").out.startswith("国别商标维权指南: EM 欧盟知识产权局")
    assert run("guide", "EM", "--format", "md").out.startswith("# 国别商标维权指南")
    record = json.loads(run("guide", "EM", "--format", "json").out)
    assert (record["schema"], record["office"]) == ("squatwatch.guide/1", "EM")


def test_the_suffix_of_the_output_names_the_format(run: Run) -> None:
    for name, start in (("em.md", "# "), ("em.json", "{"), ("em.txt", "国别")):
        assert run("guide", "EM", "-o", name).code == 0
        assert Path(name).read_text(encoding="utf-8").startswith(start)


def test_without_an_office_it_lists_them(run: Run) -> None:
    rows = [json.loads(line) for line in run("guide", "--format", "jsonl").out.splitlines()]
    known = {row["office"]: row for row in rows}
    assert known["EM"]["windows"][0] == "EM national: 3 months from publication"
    assert known["NL"]["acting"] == "BX"
    assert known["TL"]["windows"] == []
    table = run("guide", "--lang", "zh").out.splitlines()
    assert table[0].startswith("国家/地区\t")
    assert len(table) == len(rows) + 1
    assert any(line.startswith("HK\t中国香港\t") for line in table)


def test_the_rules_to_check_again(run: Run) -> None:
    done = run("guide", "--stale", "--as-of", "2026-11-22", "--format", "jsonl")
    rows = [json.loads(line) for line in done.out.splitlines()]
    oldest = next(row for row in rows if row["age"] is not None)
    assert (oldest["office"], oldest["as_of"], oldest["reason"]) == ("BO", "2000-12", "old")
    assert "一年未经核查" in run("guide", "--stale", "--as-of", "2026-11-22", "--lang", "zh").out


def test_it_needs_no_store_and_writes_nothing(run: Run) -> None:
    run("guide")
    run("guide", "BR")
    assert not list(Path().iterdir())


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("XX",), "no office code"),
        (("England",), "no office code"),
        (("EM", "--format", "csv"), "csv"),
        (("EM", "-o", "em.csv"), "em.csv"),
        (("--format", "md"), "md"),
        (("EM", "--stale"), "--stale"),
        (("EM", "--as-of", "2026-01-01"), "--as-of"),
        (("--stale", "--as-of", "soon"), "soon"),
    ],
)
def test_what_it_cannot_do_is_one_line(run: Run, asked: tuple[str, ...], said: str) -> None:
    done = run("guide", *asked)
    assert (done.code, done.raw, done.err.count("\n")) == (2, b"", 1)
    assert said in done.err
