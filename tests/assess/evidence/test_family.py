"""Families: of one at most one answer holds, and only answers are told."""

from __future__ import annotations

import json
import math
from datetime import date

import polars as pl
import pytest

from squatwatch.assess.assess import FAMILIES
from squatwatch.assess.clearing import reasons
from squatwatch.assess.evidence import (
    EVIDENCE_SCHEMA,
    OF_CONDUCT,
    OF_THE_FILING,
    OF_THE_HIT,
    Family,
    codes_of,
    tell,
)
from squatwatch.assess.weights import judged_weights
from tests.assess.scenario import EVERYTHING

FRAME = pl.DataFrame(
    [(0, "class.same", [9], date(2024, 1, 2)), (1, None, [9], date(2024, 1, 2))],
    schema={"pair": pl.UInt32, "answer": pl.String, "classes": pl.List(pl.Int8), "on": pl.Date},
    orient="row",
)
NAMED = Family("class", pl.col("answer"), (pl.col("classes"), pl.col("on")), pl.lit(math.pi))


def test_a_row_without_a_code_tells_nothing() -> None:
    told = tell(FRAME, [NAMED])
    assert told.schema == EVIDENCE_SCHEMA
    [(pair, code, times, values)] = told.rows()
    assert (pair, code, times) == (0, "class.same", math.pi)
    assert json.loads(values) == {"classes": [9], "on": "2024-01-02"}


def test_an_answer_that_rests_on_nothing_has_no_values() -> None:
    told = tell(FRAME, [Family("applicant", pl.lit("applicant.unknown"))])
    assert told["values"].to_list() == ["{}", "{}"]
    assert told["times"].to_list() == [1.0, 1.0]


def test_what_an_applicant_typed_is_told_as_it_is() -> None:
    hostile = ['"},{"', "\x1b[31m", "{form}", "", "\\", "\u2028"]
    frame = pl.DataFrame({"pair": range(len(hostile)), "form": hostile})
    told = tell(frame, [Family("match", pl.lit("match.inside"), (pl.col("form"),))])
    assert [json.loads(values)["form"] for values in told["values"]] == hostile


def test_nothing_asked_nothing_told() -> None:
    assert tell(FRAME, []).schema == EVIDENCE_SCHEMA
    assert tell(FRAME.clear(), [NAMED]).is_empty()


def test_the_answers_stand_in_a_column_for_each_family() -> None:
    assert codes_of(FRAME, [NAMED]).to_dict(as_series=False) == {"class": ["class.same", None]}


def test_every_family_has_a_name_of_its_own() -> None:
    names = [family.name for family in FAMILIES]
    assert len(names) == len(set(names))
    assert (*OF_THE_HIT, *OF_THE_FILING, *OF_CONDUCT) == FAMILIES


@pytest.mark.parametrize("family", [*FAMILIES, *reasons()], ids=lambda family: family.name)
def test_a_family_tells_its_own_codes_and_no_others(family: Family) -> None:
    kinds = judged_weights().kinds
    for code in tell(EVERYTHING.pairs, [family])["code"].unique():
        assert kinds[code].family == family.name


def test_of_one_family_at_most_one_holds() -> None:
    kinds = judged_weights().kinds
    families = pl.Series([kinds[code].family for code in EVERYTHING.evidence["code"]])
    told = EVERYTHING.evidence.select("pair", family=families)
    assert told.is_unique().all()


def test_the_table_knows_the_families_of_the_program() -> None:
    # time.priority-open is told where alerts are raised, what an owner handed in where it is
    # reported, and the prior is of nothing.
    elsewhere = {"prior", "priority", "cleared", "reported"}
    told = {kind.family for kind in judged_weights().kinds.values()}
    assert told == {family.name for family in FAMILIES} | elsewhere
