from __future__ import annotations

import random

import pytest

from benchmarks.matching.fixed_set import forms_of_brands
from benchmarks.matching.haystack import generated_marks, normalized
from benchmarks.matching.planted import PROMISED, VARIANTS, edited, planted, recalls, table
from squatwatch.match.edits import osa_distance


def test_what_the_relation_promises_is_found_among_generated_filings() -> None:
    forms = forms_of_brands(100)
    texts = normalized(generated_marks(2_000), generated=True)
    found = dict(recalls(forms, planted(forms), texts).select("variant", "recall").iter_rows())
    assert {make.__name__ for make in VARIANTS} == set(found)
    assert [found[make.__name__] for make in PROMISED] == [1.0] * len(PROMISED)
    assert found["two_edits_when_short"] < 1


@pytest.mark.parametrize("seed", range(20))
def test_an_edit_is_one_edit_at_the_most(seed: int) -> None:
    form = edited("xiaomi", random.Random(seed))  # noqa: S311
    assert osa_distance(tuple("xiaomi"), tuple(form)) <= 1


def test_the_table_has_a_row_for_each_variant() -> None:
    forms = forms_of_brands(50)
    plants = planted(forms)
    rows = list(table(recalls(forms, plants, plants["text"].head(0))))
    assert len(rows) == 2 + plants["variant"].n_unique()
