"""The pieces of a name and the best combinations of their spellings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from squatwatch.forms.by_character import LEAST_SHARE, combined, pieces_of, ranked
from squatwatch.forms.name import Name


@pytest.mark.parametrize(
    ("name", "pieces"),
    [
        ("58同城", ["58", "同", "城"]),
        ("Z.AI智谱", ["Z.AI", "智", "譜"]),
        ("五 粮·液！", ["五", "糧", "液"]),
        ("Ｍ３酒", ["M3", "酒"]),
        ("TikTok", []),
        ("お茶", []),
        ("ЛАБУБУ茶", []),
        ("", []),
    ],
)
def test_pieces(name: str, pieces: list[str]) -> None:
    assert [piece.traditional for piece in pieces_of(Name(name))] == pieces


def test_a_character_begins_after_a_foreign_run() -> None:
    begins = [piece.given for piece in pieces_of(Name("58同城A龙")) if piece.begins]
    assert begins == ["58", "同", "龙"]


def test_the_given_character_counts_only_where_it_may_be_meant() -> None:
    assert pieces_of(Name("余仁生"))[0].characters == ("餘", "余")
    assert pieces_of(Name("华为"))[0].characters == ("華",)


@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=4), max_size=5),
    st.integers(1, 9),
)
def test_the_best_combinations_are_those_of_the_whole_product(
    spellings: list[list[str]], most: int
) -> None:
    options = [ranked(own) for own in spellings]
    pieces = [str(place) for place in range(len(options))]
    everything: list[float] = [1.0]
    for own in options:
        everything = [share * further for share in everything for _, further in own]
    expected = sorted((share for share in everything if share >= LEAST_SHARE), reverse=True)
    found = combined(pieces, options, most)
    assert [share for _, share in found] == pytest.approx(expected[:most])
    assert len({spelled for spelled, _ in found}) == len(found)
