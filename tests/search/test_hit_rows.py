"""Hits as rows of brand and filing."""

from __future__ import annotations

import polars as pl

from squatwatch.schemas import BRAND_HIT_SCHEMA
from squatwatch.search.hit_rows import hit_rows
from tests.store.samples import forms


def found(**values: object) -> pl.DataFrame:
    hit = {
        "spelled": "hongli", "office": "EM", "application_key": "1", "unit_source": "mark",
        "whole": "super hongli", "unit": "hongli", "relation": "spelling", "edits": 0,
    }  # fmt: skip
    row = pl.DataFrame([{**hit, **values}], schema_overrides={"edits": pl.UInt8})
    return pl.concat([forms("hongli", "HONGLI"), row], how="horizontal")


def test_a_hit_is_told_with_its_similarity_and_share() -> None:
    told = hit_rows(found())
    assert told.schema == BRAND_HIT_SCHEMA
    [row] = told.iter_rows(named=True)
    assert (row["form"], row["form_kind"], row["form_part"]) == (
        "HONGLI",
        "official-latin",
        "whole",
    )
    assert (row["whole"], row["similarity"], row["share"]) == ("superhongli", 1.0, 6 / 11)


def test_edits_take_away_from_the_similarity() -> None:
    [near] = hit_rows(found(unit="honxli", edits=1))["similarity"]
    assert 0 < near < 1


def test_no_hits_are_no_rows() -> None:
    assert hit_rows(found().clear()).schema == BRAND_HIT_SCHEMA
