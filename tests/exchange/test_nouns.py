"""Records into nouns: every field of its type, none that is not known."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.exchange.nouns import noun_of, plain
from squatwatch.model import Brand, Decision, Filing, Right


@given(st.builds(Filing) | st.builds(Brand) | st.builds(Right))
def test_a_noun_comes_back_from_its_record(noun: Any) -> None:
    assert noun_of(type(noun), plain(asdict(noun))) == noun


@pytest.mark.parametrize(
    ("kind", "record", "why"),
    [
        (Brand, {}, "'brand_id' is missing"),
        (Brand, {"brand_id": 1}, "'brand_id' is not of its kind"),
        (Brand, {"brand_id": "a", "name": "x"}, "'name' is not known"),
        (Brand, {"brand_id": "a", "classes": ["9"]}, "'classes' is not of its kind"),
        (Brand, {"brand_id": "a", "classes": [True]}, "'classes' is not of its kind"),
        (Brand, {"brand_id": "a", "name_zh": "华为"}, "'name_zh' is not of its kind"),
        (Right, {"brand_id": "a", "office": "CN", "number": "1", "status": "x"}, "'status'"),
        (Right, {"brand_id": "a", "office": "CN", "number": "1", "filing_date": "x"}, "'filing_"),
        (Filing, {"office": "EM", "application_number": "1", "goods": [{}]}, "'nice_class' is mis"),
        (Decision, {"alert_id": "a", "at": "2026-01-15", "who": "d", "action": "noted"}, "'at'"),
    ],
)
def test_what_is_none_is_named(kind: Any, record: dict[str, Any], why: str) -> None:
    with pytest.raises(ValueError, match=why):
        noun_of(kind, record)


def test_keys_of_others_may_stand_beside() -> None:
    assert noun_of(Brand, {"brand_id": "a", "schema": "x"}, beside=("schema",)) == Brand("a")
    told = {"brand_id": "a", "office": "CN", "number": "1", "filing_date": "2026-01-15"}
    assert noun_of(Right, told).filing_date == date(2026, 1, 15)
