"""The sentences of reasons: whole in both languages."""

from __future__ import annotations

import string

import pytest

from squatwatch.alerts.reasons import in_order, reason
from squatwatch.reference import table

ROWS = table("exposure_reasons").rows(named=True)
FILLED = string.Formatter()


def fields(text: str) -> set[str]:
    """The names of the values that a sentence tells, whatever their language."""
    names = [name for _, name, _, _ in FILLED.parse(text) if name]
    return {name.removesuffix("_en").removesuffix("_zh") for name in names}


@pytest.mark.parametrize("row", ROWS, ids=[row["code"] for row in ROWS])
def test_both_languages_tell_the_same_values(row: dict[str, str]) -> None:
    assert row["text_en"]
    assert row["text_zh"]
    assert fields(row["text_en"]) == fields(row["text_zh"])
    assert not row["text_en"].endswith(".")
    assert not row["text_zh"].endswith("。")


def test_each_code_once() -> None:
    codes = [row["code"] for row in ROWS]
    assert len(set(codes)) == len(codes)


def test_values_are_filled_in_and_kept() -> None:
    found = reason("elsewhere", offices=["TH", "US"])
    assert found.text_en.endswith("TH, US")
    assert found.text_zh.endswith("TH、US")
    assert found.values == {"offices": ["TH", "US"]}
    with pytest.raises(KeyError):
        reason("elsewhere")


def test_reasons_are_told_in_the_order_of_the_table() -> None:
    told = in_order([reason("markets-unknown"), reason("first-to-file"), reason("related")])
    assert [one.code for one in told] == ["related", "first-to-file", "markets-unknown"]
