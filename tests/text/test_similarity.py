"""How alike two spellings are: what must hold for any two, and what is nearer than what."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from squatwatch.text.similarity import sound_similarity
from tests.text.unicode_texts import TEXTS

SPELLINGS = st.one_of(st.text("abghijnostuxz", max_size=9), TEXTS)


@settings(max_examples=300)
@given(SPELLINGS, SPELLINGS)
def test_a_number_from_0_to_1_that_is_the_same_both_ways(one: str, other: str) -> None:
    similarity = sound_similarity(one, other)
    assert 0 <= similarity <= 1
    assert sound_similarity(other, one) == pytest.approx(similarity)


@given(SPELLINGS)
def test_a_text_is_like_itself_and_nothing_is_like_no_text(text: str) -> None:
    assert sound_similarity(text, text) == 1
    assert sound_similarity(text, "") == float(not text)


@pytest.mark.parametrize(
    ("name", "nearer", "farther"),
    [
        ("xiaomi", "hsiaomi", "txiaomi"),
        ("xiaomi", "xiaome", "diaomi"),
        ("qingdao", "tsingtao", "blingdao"),
        ("huawei", "huawie", "huabai"),
        ("huawei", "huavei", "huazei"),
        ("maotai", "moutai", "moltai"),
        ("hisense", "hisenze", "hisen"),
    ],
)
def test_nearer(name: str, nearer: str, farther: str) -> None:
    assert sound_similarity(name, farther) < sound_similarity(name, nearer)


def test_nothing_in_common_is_0() -> None:
    assert sound_similarity("aaaa", "oxox" * 2) == 0
