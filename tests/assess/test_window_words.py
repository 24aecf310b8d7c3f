"""The sentences beside a window: every one has its Chinese, found again by its English."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.assess.calendar import rules
from squatwatch.assess.window_words import in_chinese, rule_text_zh, sentence
from squatwatch.assess.windows import windows_of
from squatwatch.model import STATUSES, Filing
from squatwatch.reference import table

AS_OF = date(2025, 8, 1)
ENGLISH = re.compile(r"[a-z]{3,} [a-z]{2,}")
ROWS = table("window_words").rows(named=True)
HOLDER = re.compile(r"{(\w+)}")


def test_both_languages_are_filled_with_the_same() -> None:
    for row in ROWS:
        assert row["zh"], row
        if row["key"] != "word":
            assert sorted(HOLDER.findall(row["en"])) == sorted(HOLDER.findall(row["zh"])), row


def test_no_sentence_and_no_word_stands_twice() -> None:
    english = [row["en"] for row in ROWS]
    assert len(set(english)) == len(english)
    keys = [row["key"] for row in ROWS if row["key"] != "word"]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize(
    "rule", rules(), ids=lambda rule: f"{rule.office}-{rule.route}-{rule.period}"
)
def test_what_the_table_says_of_a_rule_is_told_in_chinese(rule: object) -> None:
    for text in (rule.text, rule.extendable, rule.after):  # type: ignore[attr-defined]
        told = in_chinese(text)
        for ground in table("deadlines")["bad_faith_ground"].unique():
            told = told.replace(ground, "") if ground else told
        assert not ENGLISH.search(told), told


@given(
    st.sampled_from([*sorted({rule.office for rule in rules()}), "XX"]),
    st.lists(st.sampled_from(["US", "DE", "MN", "EM", "RU", "CL", "XX"]), max_size=3),
    st.lists(st.none() | st.dates(date(2015, 1, 1), date(2110, 1, 1)), min_size=5, max_size=5),
    st.sampled_from(["", "1234567"]),
    st.sampled_from(STATUSES),
)
def test_whatever_is_said_of_any_filing_is_told_in_chinese(
    office: str, designations: list[str], days: list[date | None], ir_number: str, status: str
) -> None:
    filed, published, registered, start, end = days
    filing = Filing(
        office, "1", ir_number=ir_number, designations=tuple(designations), filing_date=filed,
        publication_date=published, registration_date=registered, opposition_start=start,
        opposition_end=end, status=status,  # type: ignore[arg-type]
    )  # fmt: skip
    for window in windows_of(filing, AS_OF):
        assert not ENGLISH.search(rule_text_zh(window)), rule_text_zh(window)
        assert (window.confidence == "low") == ("需核实" in rule_text_zh(window))
        for day in re.findall(r"\d{4}-\d\d-\d\d", window.rule + window.extension):
            assert day in rule_text_zh(window) + in_chinese(window.extension)


def test_what_is_not_known_stays_as_it_is() -> None:
    assert in_chinese("") == ""
    assert in_chinese("somebody's own words; and more") == "somebody's own words；and more"


def test_a_sentence_without_its_value_is_a_mistake() -> None:
    with pytest.raises(KeyError):
        sentence("remark.ended")
