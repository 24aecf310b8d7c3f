"""The table of opposition windows: complete, in its own words, and no surer than its sources."""

from __future__ import annotations

from importlib import resources

import pytest

from squatwatch.reference import table

ROWS = table("deadlines").rows(named=True)
STANDING = "opposition_before_or_after_registration"
ALLOWED = {
    "route": {"national", "madrid"},
    STANDING: {"before", "after", "none", "unknown"},
    "period_unit": {"days", "months", ""},
    "day_type": {"calendar", "business", ""},
    "counted_from": {
        "publication", "grant", "gazette", "filing", "WIPO Gazette",
        "first of month after WIPO Gazette", "1 month after publication", "",
    },
    "roll": {"next working day", "none seen in the feed", "unknown", ""},
    "confidence": {"high", "medium", "low"},
    "source_kind": {"looked_up", "statute_recall", "not_researched", "pointer"},
}  # fmt: skip


@pytest.mark.parametrize("column", ALLOWED)
def test_only_words_that_the_header_explains(column: str) -> None:
    assert {row[column] for row in ROWS} <= ALLOWED[column]


def test_recalled_rows_are_never_above_medium() -> None:
    recalled = [row for row in ROWS if row["source_kind"] != "looked_up"]
    assert recalled
    assert {row["confidence"] for row in recalled} == {"medium", "low"}


def test_looked_up_rows_name_their_source_and_its_date() -> None:
    for row in ROWS:
        if row["source_kind"] == "looked_up":
            assert row["source_url"], row
            assert row["as_of"], row
        else:
            assert not row["source_url"], row


def test_a_window_has_period_unit_and_clock_or_nothing_of_it() -> None:
    needed = ("period_value", "period_unit", "day_type", "counted_from")
    for row in ROWS:
        with_window = row[STANDING] in ("before", "after")
        given = [bool(row[column]) for column in needed]
        assert all(given) if with_window else not row["period_value"], row


def test_the_whole_length_stands_only_where_the_words_on_extension_name_it() -> None:
    given = {row["jurisdiction"]: row for row in ROWS if row["extended_to"]}
    assert set(given) == {"US", "SG"}
    for row in given.values():
        assert row["extended_to"] in row["extendable"], row


def test_one_rule_a_place_route_and_start() -> None:
    keys = [(row["jurisdiction"], row["route"], row["valid_from"]) for row in ROWS]
    assert len(set(keys)) == len(keys)


def test_a_place_with_a_madrid_rule_has_a_national_one() -> None:
    def places(route: str) -> set[str]:
        return {row["jurisdiction"] for row in ROWS if row["route"] == route}

    assert places("madrid") <= places("national")


@pytest.mark.parametrize("name", ["deadlines", "nice_classes", "class_relatedness"])
def test_a_table_opens_by_saying_what_it_is_and_what_reads_it(name: str) -> None:
    text = resources.files("squatwatch.reference").joinpath(f"{name}.csv").read_text("utf-8")
    comments = [line for line in text.splitlines() if line.startswith("#")]
    assert text.startswith("# ")
    assert any("Read by" in line for line in comments)


def test_the_header_says_what_source_and_confidence_cover() -> None:
    text = resources.files("squatwatch.reference").joinpath("deadlines.csv").read_text("utf-8")
    assert "OPPOSITION WINDOW ONLY" in text
    assert "never above medium" in text
