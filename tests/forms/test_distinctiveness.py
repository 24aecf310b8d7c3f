"""How distinctive a form is: what is more so than what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.distinctiveness import distinctiveness
from squatwatch.model import Script
from squatwatch.text.scripts import script_of


@pytest.mark.parametrize(
    ("form", "script", "value"),
    [
        ("LI", "latin", 0.0),
        ("MOSI", "latin", 0.3),
        ("ANKOR", "latin", 0.6),
        ("HUAWEI", "latin", 0.8),
        ("WANG LAO JI", "latin", 1.0),
        ("BRIGHT", "latin", 0.24),
        ("QINGDAO", "latin", 0.24),
        ("ХУАВЭЙ", "cyrillic", 0.8),
        ("金", "han", 0.0),
        ("茅台", "han", 0.5),
        ("同仁堂", "han", 0.8),
        ("青岛啤酒", "han", 1.0),
        ("青岛", "han", 0.15),
        ("화웨이", "hangul", 0.8),
        ("", "latin", 0.0),
    ],
)
def test_values(form: str, script: Script, value: float) -> None:
    assert distinctiveness(form, script).value == pytest.approx(value)


def test_a_form_says_why_and_whether_it_needs_more() -> None:
    short = distinctiveness("PEAK", "latin", brands=2)
    assert short.needs_more
    assert short.reasons == ("4 letters", "ordinary word", "shared by 2 watched brands")
    assert not distinctiveness("WANGLAOJI", "latin").needs_more


@given(st.text(max_size=20), st.integers(1, 50))
def test_a_value_is_in_range_and_falls_with_the_brands(form: str, brands: int) -> None:
    alone = distinctiveness(form, script_of(form))
    shared = distinctiveness(form, script_of(form), brands=brands)
    assert 0 <= shared.value <= alone.value <= 1
