"""The tables of responses: in their own words, no surer than their sources, in both languages."""

from __future__ import annotations

import re
from importlib import resources
from typing import get_args

import pytest

from squatwatch.assess.responses.law import Stage, law_of, offices
from squatwatch.model import RESPONSE_OPTIONS
from squatwatch.reference import table
from squatwatch.report.law_words import chinese

ROWS = table("responses").rows(named=True)
CITATION = re.compile(r"[A-Za-z0-9 .,;:()/&'+-]*\d[A-Za-z0-9 .,;:()/&'+-]*|Law 17-97|")
HAN = re.compile(r"[\u4e00-\u9fff]")


def test_only_words_that_the_header_explains() -> None:
    assert {row["option"] for row in ROWS} == set(RESPONSE_OPTIONS)
    assert {row["stage"] for row in ROWS} <= set(get_args(Stage))
    assert {row["characters"] for row in ROWS} <= {"", "pictures"}
    assert {row["source_kind"] for row in ROWS} == {"looked_up", "statute_recall", "practice"}
    assert {row["confidence"] for row in ROWS} <= {"high", "medium", "low"}
    assert all(re.fullmatch(r"|\d+", row["from_years"]) for row in ROWS)
    assert all(re.fullmatch(r"|\d+|none", row["to_years"]) for row in ROWS)


def test_recalled_rows_are_never_above_medium_and_looked_up_ones_name_their_page() -> None:
    for row in ROWS:
        assert row["as_of"], row
        assert bool(row["source_url"]) == (row["source_kind"] == "looked_up"), row
        if row["source_kind"] != "looked_up":
            assert row["confidence"] != "high", row


def test_every_option_has_a_row_for_everywhere() -> None:
    assert {row["option"] for row in ROWS if row["office"] == "*"} == set(RESPONSE_OPTIONS)


def test_every_ground_is_told_in_both_languages() -> None:
    for row in ROWS:
        assert bool(row["ground_en"]) == bool(row["ground_zh"]), row
        assert not row["ground_zh"] or HAN.search(row["ground_zh"])


def test_every_office_with_own_rows_has_a_window_row() -> None:
    assert {row["office"] for row in ROWS} <= {"*", *offices()}


@pytest.mark.parametrize("office", offices())
def test_one_way_of_opposition_an_office(office: str) -> None:
    assert len(law_of(office).ways_of("opposition")) == 1


@pytest.mark.parametrize("column", ["who", "limit"])
def test_the_words_of_responses_have_their_chinese(column: str) -> None:
    missing = {row[column] for row in ROWS if row[column] and not HAN.search(chinese(row[column]))}
    assert not missing


@pytest.mark.parametrize(
    "column",
    [
        "who_may_oppose", "invalidation_bad_faith_time_limit", "bad_faith_ground", "extendable",
        "first_to_file_or_use", "well_known_unregistered_protection", "note",
    ],
)  # fmt: skip
def test_the_words_of_deadlines_have_their_chinese(column: str) -> None:
    told = set(table("deadlines")[column]) - {""}
    missing = {text for text in told if not HAN.search(chinese(text))}
    assert {text for text in missing if not CITATION.fullmatch(text)} == set()


def test_no_word_stands_twice() -> None:
    words = table("response_words")["en"].to_list()
    assert len(set(words)) == len(words)


def test_fees_name_their_page_and_date() -> None:
    for row in table("fees").iter_rows(named=True):
        assert float(row["amount"]) > 0
        assert re.fullmatch(r"[A-Z]{3}", row["currency"])
        assert row["source_url"].startswith("http")
        assert row["as_of"]


@pytest.mark.parametrize("name", ["responses", "response_sentences", "response_words", "fees"])
def test_a_table_opens_by_saying_what_it_is_and_what_reads_it(name: str) -> None:
    text = resources.files("squatwatch.reference").joinpath(f"{name}.csv").read_text("utf-8")
    assert text.startswith("# ")
    assert any("Read by" in line for line in text.splitlines() if line.startswith("#"))
