"""Strings inside texts: exactly where Python finds them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.standing import Standing
from tests.match.cases import LETTERS, of_one_hash, ragged

Row = Sequence[int] | str
Found = list[tuple[int, int, int]]

in_both_ways = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
strings_and_texts = LETTERS.flatmap(
    lambda alphabet: st.tuples(
        st.lists(st.text(alphabet, max_size=7), max_size=8),
        st.lists(st.text(alphabet, max_size=40), max_size=5),
    )
)


def returned(strings: Sequence[Row], texts: Sequence[Row], head: int) -> Found:
    places = Standing.of(ragged(strings), head).within(ragged(texts))
    found = sorted(zip(*(part.tolist() for part in places), strict=True))
    assert len(found) == len(set(found))
    return found


def expected(strings: Sequence[Row], texts: Sequence[Row], head: int) -> Found:
    return sorted(
        (string, text, start)
        for string, one in enumerate(strings)
        for text, other in enumerate(texts)
        for start in range(len(other) - len(one) + 1)
        if len(one) >= head and tuple(other[start : start + len(one)]) == tuple(one)
    )


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings_and_texts, st.integers(2, 5))
def test_strings_stand_where_python_finds_them(
    both: tuple[list[str], list[str]], head: int
) -> None:
    strings, texts = both
    texts = [*texts, "".join(strings), *strings]
    assert returned(strings, texts, head) == expected(strings, texts, head)


@pytest.mark.usefixtures("little_room")
@in_both_ways
@given(strings_and_texts, st.integers(2, 4))
def test_the_search_goes_on_where_the_room_ended(
    both: tuple[list[str], list[str]], head: int
) -> None:
    strings, texts = both
    texts = [*texts, "".join(strings), *strings]
    assert returned(strings, texts, head) == expected(strings, texts, head)


@pytest.mark.usefixtures("little_room")
def test_many_strings_at_one_place_and_one_at_many() -> None:
    alike = ["xiaomi"] * 40
    assert len(returned(alike, ["xiaomixiaomi"], 5)) == 80
    assert len(returned(["aaaaa"], ["a" * 3_000], 5)) == 2_996


def test_a_word_of_a_million_letters() -> None:
    text = "x" * 500_000 + "haier" + "x" * 500_000
    assert returned(["haier", "xhaierx"], [text], 5) == [(0, 0, 500_000), (1, 0, 499_999)]


@pytest.mark.parametrize(("length", "lowest"), [(2, 9), (5, 0x4E00), (12, ord("d"))])
def test_letters_of_the_same_hash_neither_stand_nor_hide(length: int, lowest: int) -> None:
    one, other = of_one_hash(length, lowest)
    text = (1, *other, 2, *one, *other)
    for strings in ((one,), (other,), (one, other), (other, one)):
        found = returned(strings, [text], length)
        assert found == expected(strings, [text], length)
        assert found


def test_an_index_comes_back_from_a_folder(tmp_path: Path) -> None:
    standing = Standing.of(ragged(["haier", "xiaomi", "abc"]), 5)
    standing.save(tmp_path, "some")
    loaded = Standing.load(tmp_path, "some")
    texts = ragged(["superhaierxiaomi"])
    assert [part.tolist() for part in loaded.within(texts)] == [[0, 1], [0, 0], [5, 10]]
    assert loaded.head == 5


@pytest.mark.parametrize(("strings", "texts"), [([], ["a"]), (["abcde"], []), ([""], ["", "a"])])
def test_nothing_stands_in_nothing(strings: list[str], texts: list[str]) -> None:
    assert returned(strings, texts, 5) == []
