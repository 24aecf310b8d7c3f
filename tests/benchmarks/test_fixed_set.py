from __future__ import annotations

from benchmarks.matching.fixed_set import (
    BRANDS,
    FIRST_BRANDS,
    FORMS,
    LETTERS,
    MEAN_LETTERS,
    digest,
    fixed_set,
    forms_of_brands,
    forms_of_one_brand,
)

# A change of these two is another fixed set: earlier results cannot be compared any more.
OF_FIRST_BRANDS = "340cf500020737a9"
OF_ALL_BRANDS = "bb116f2feb36c8d8"


def test_the_set_is_the_one_that_results_are_given_for() -> None:
    forms = fixed_set()["form"]
    assert digest(forms[: FORMS[FIRST_BRANDS]]) == OF_FIRST_BRANDS
    assert digest(forms) == OF_ALL_BRANDS


def test_fewer_brands_are_the_first_of_more() -> None:
    for brands in (FIRST_BRANDS, BRANDS):
        assert forms_of_brands(brands).equals(fixed_set().head(FORMS[brands]))


def test_forms_are_distinct_latin_strings_of_the_stated_length() -> None:
    forms = fixed_set()["form"]
    assert forms.is_unique().all()
    assert set(forms.str.len_chars()) == set(LETTERS)
    assert forms.str.contains("^[a-z]+$").all()


def test_forms_are_as_long_as_measured_on_real_names() -> None:
    lengths = forms_of_brands(FIRST_BRANDS)["form"].str.len_chars()
    assert abs(float(lengths.sum()) / len(lengths) - MEAN_LETTERS) < 0.2


def test_one_brand_has_as_many_forms_as_are_asked_for() -> None:
    forms = forms_of_one_brand(15)
    assert len(set(forms)) == 15
    assert sum(map(len, forms)) <= MEAN_LETTERS * 15
