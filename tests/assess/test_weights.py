"""The weights: judged, fitted, read from a file; and what they come to."""

from __future__ import annotations

from math import log2
from pathlib import Path

import polars as pl
import pytest

from squatwatch import reference
from squatwatch.assess.assess import FAMILIES
from squatwatch.assess.evidence import Family
from squatwatch.assess.weights import (
    FIRST_JUDGEMENT,
    default_weights,
    evidence_kinds,
    fitted,
    judged_weights,
    limit,
    read_weights,
)
from squatwatch.errors import DataError
from tests.conftest import WriteFile


def table(*rows: tuple[str, str, str | None]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=["version", "code", "weight"], orient="row")


def test_fitted_weights_go_before_the_judged_ones() -> None:
    weights = fitted(table(("v1", "class.same", "3.25"), ("v1", "prior", "-4")))
    assert (weights.version, weights["class.same"], weights.prior) == ("v1", 3.25, -4.0)
    others = set(weights.kinds) - {"class.same", "prior"}
    assert all(weights[code] == judged_weights()[code] for code in others)
    assert weights.kinds["class.same"].text_en == judged_weights().kinds["class.same"].text_en


def test_nothing_fitted_is_the_first_judgement() -> None:
    weights = fitted(table())
    assert weights.version == judged_weights().version == FIRST_JUDGEMENT
    assert weights.kinds == judged_weights().kinds


def test_a_scan_uses_the_fitted_weights_of_the_table() -> None:
    rows = reference.table("weights").select("code", "weight").rows()
    assert {code: default_weights()[code] for code, _ in rows} == {
        code: float(bits) for code, bits in rows
    }
    assert evidence_kinds() == default_weights().kinds


def test_the_table_of_weights_has_no_code_twice() -> None:
    weights = reference.table("weights")
    assert weights["code"].is_unique().all()
    assert weights["version"].n_unique() <= 1


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("version,code,weight\nv1,class.unheard-of,1\n", "unknown codes: class.unheard-of"),
        ("version,code\nv1,class.same\n", "no column weight"),
        ("code,weight\nclass.same,1\n", "no column version"),
        ("version,code,weight\nv1,class.same,much\n", "much"),
        ("version,code,weight\nv1,class.same,\n", "no number as weight of class.same"),
        ("version,code,weight\nv1,class.same,nan\n", "no number as weight of class.same"),
        ("version,code,weight\nv1,class.same,inf\n", "no number as weight of class.same"),
        ("", "weights"),
        ("\x00\x01", "weights"),
    ],
)
def test_what_is_no_table_of_weights_says_so(
    write_file: WriteFile, content: str, said: str
) -> None:
    file = write_file("weights.csv", content)
    with pytest.raises(DataError, match=said) as raised:
        read_weights(file)
    assert "weights.csv" in str(raised.value)
    assert "squatwatch evaluate" in str(raised.value)


def test_a_file_that_is_not_there_says_so() -> None:
    with pytest.raises(DataError, match="weights"):
        read_weights(Path("nowhere.csv"))


def test_a_file_of_weights_is_read(write_file: WriteFile) -> None:
    file = write_file(
        "weights.csv", "# made up\nversion,code,weight\nv2,class.same,0\nv2,prior,-1.5\n"
    )
    weights = read_weights(file)
    assert (weights.version, weights["class.same"], weights.prior) == ("v2", 0.0, -1.5)


FRAME = pl.DataFrame(
    {"one": ["class.same", None, "class.related"], "other": ["form.long", "form.long", None]}
)
ONE = Family("class", pl.col("one"), times=pl.lit(2.0))
OTHER = Family("form-length", pl.col("other"))


def test_the_bits_are_weights_by_how_often_they_count() -> None:
    weights = judged_weights()
    same, related, long = (weights[code] for code in ("class.same", "class.related", "form.long"))
    found = FRAME.select(bits=weights.bits([ONE, OTHER]), sum=weights.sum([ONE, OTHER]))
    assert found["bits"].to_list() == pytest.approx([2 * same + long, long, 2 * related])
    assert found["sum"].to_list() == pytest.approx(
        [2 * same + long + weights.prior, long + weights.prior, 2 * related + weights.prior]
    )
    assert FRAME.select(bits=weights.bits([]))["bits"].unique().to_list() == [0.0]


def test_the_most_that_families_can_add() -> None:
    weights = judged_weights()
    assert weights.most(["class"]) == weights["class.same"]
    assert weights.most(["class", "figure", "class"]) == pytest.approx(
        weights["class.same"] + weights["figure.same-section"]
    )
    # what only speaks against adds nothing at best
    assert weights.most(["register", "word"]) == 0.0
    assert weights.most([]) == 0.0


def test_what_counts_several_times_is_against() -> None:
    """So that the most that a family can add is its greatest weight (assess/promise.py)."""
    doublings = next(family for family in FAMILIES if family.name == "register")
    pairs = pl.DataFrame({"unit": ["x"], "other_filers": [3], "other_filers_here": [0]})
    assert pairs.select(times=doublings.times)["times"].to_list() == [log2(4)]
    for weights in (judged_weights(), default_weights()):
        assert weights["register.shared"] <= 0


@pytest.mark.parametrize(
    ("more", "less"),
    [
        ("match.identical-whole", "match.identical-part"),
        ("match.identical-whole", "match.one-edit-whole"),
        ("match.one-edit-whole", "match.two-edits-whole"),
        ("match.hanzi-whole", "match.hanzi-run"),
        ("match.hanzi-run", "match.hanzi-inside"),
        ("match.hanzi-near-whole", "match.hanzi-near-inside"),
        ("near.confusable", "near.unlike"),
        ("class.same", "class.related"),
        ("class.related", "class.unrelated"),
        ("class.unrelated-rare", "class.unrelated"),
        ("word.known", "word.very-common"),
        ("form.pinyin", "form.initials"),
        ("form.long", "form.one-two-letters"),
        ("near.very-long", "near.five-letters"),
        ("filer.several-brands", "filer.same-address"),
        ("time.soon-after-event", "time.after-event"),
        ("figure.same-section", "figure.same-division"),
    ],
)
def test_weights_stand_in_an_order_that_a_lawyer_would_give_them(more: str, less: str) -> None:
    for weights in (judged_weights(), default_weights()):
        assert weights[more] > weights[less]


def test_rules_of_the_design_weigh_nothing() -> None:
    for code, kind in evidence_kinds().items():
        if "rule of the design" in kind.source or "not counted" in kind.source:
            assert kind.weight == 0, code


def test_an_unknown_limit_is_an_error() -> None:
    with pytest.raises(KeyError):
        limit("unheard-of")
