"""Related classes: near ones, retail, and nothing for classes that are near everything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.alerts.related import related_classes
from squatwatch.model import NICE_CLASSES


@given(st.sets(st.sampled_from(list(NICE_CLASSES))))
def test_they_are_other_classes_in_order(classes: set[int]) -> None:
    found = related_classes(classes)
    assert list(found) == sorted(set(found) - classes)
    assert set(found) <= set(NICE_CLASSES)
    assert (35 in found) == (bool(classes) and 35 not in classes)


@given(st.sampled_from(list(NICE_CLASSES)), st.sampled_from(list(NICE_CLASSES)))
def test_two_specific_classes_are_near_each_other(one: int, other: int) -> None:
    if not {one, other} & {35, 42}:
        assert (one in related_classes([other])) == (other in related_classes([one]))


@pytest.mark.parametrize("number", [35, 42])
def test_what_is_near_everything_says_nothing(number: int) -> None:
    assert set(related_classes([number])) <= {35}
