"""Forms in Chinese characters: exactly where the relation has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.characters import Characters
from squatwatch.match.relation import character_edits
from squatwatch.text.han import han_fold
from tests.match.cases import ragged

in_both_ways = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
FOLDED = "华为王旺老古吉李a"
strings_and_texts = st.tuples(
    st.lists(st.text(FOLDED, min_size=1, max_size=5), max_size=8),
    st.lists(st.text(FOLDED, max_size=12), max_size=6),
)
Found = set[tuple[int, int, int, int]]


def returned(strings: Sequence[str], texts: Sequence[str]) -> Found:
    hits = Characters.of(ragged(strings)).within(ragged(texts))
    found = list(zip(*(part.tolist() for part in hits), strict=True))
    assert len(found) == len(set(found))
    return set(found)


def expected(strings: Sequence[str], texts: Sequence[str]) -> Found:
    return {
        (row, text, start, edits)
        for row, form in enumerate(strings)
        for text, whole in enumerate(texts)
        for start in range(len(whole) - len(form) + 1)
        if len(form) > 1 or whole == form
        if (edits := character_edits(form, whole[start : start + len(form)])) is not None
    }


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings_and_texts)
def test_characters_stand_where_the_relation_has_them(both: tuple[list[str], list[str]]) -> None:
    strings, texts = both
    texts = [*texts, *strings, "".join(strings)]
    assert returned(strings, texts) == expected(strings, texts)


@pytest.mark.usefixtures("little_room")
@in_both_ways
@given(strings_and_texts)
def test_the_search_goes_on_where_the_room_ended(both: tuple[list[str], list[str]]) -> None:
    strings, texts = both
    texts = [*texts, *strings, "".join(strings)]
    assert returned(strings, texts) == expected(strings, texts)


@pytest.mark.usefixtures("little_room")
def test_many_forms_at_one_place() -> None:
    assert len(returned(["王老吉"] * 60, ["旺老吉", "王老吉王老吉"])) == 60 * 3


@pytest.mark.usefixtures("kernels")
def test_a_long_form_with_one_character_replaced() -> None:
    form = "王老吉" * 20
    for place, similar in ((0, "旺"), (29, "古"), (59, "古"), (59, "李")):
        text = form[:place] + similar + form[place + 1 :]
        found = returned([form], [text, "新" + text])
        assert found == expected([form], [text, "新" + text])
        assert bool(found) == (similar != "李")


@pytest.mark.parametrize(("strings", "texts"), [([], ["茶"]), (["茶"], []), (["茶"], [""])])
def test_nothing_stands_in_nothing(strings: list[str], texts: list[str]) -> None:
    assert returned(strings, texts) == set()


def test_an_index_comes_back_from_a_folder(tmp_path: Path) -> None:
    characters = Characters.of(ragged(map(han_fold, ["王老吉", "茶", "華為"])))
    characters.save(tmp_path, "some")
    loaded = Characters.load(tmp_path, "some")
    texts = ragged(["旺老吉", "茶", "新华为"])
    found = {tuple(row) for row in zip(*(x.tolist() for x in loaded.within(texts)), strict=True)}
    assert found == {(0, 0, 0, 1), (1, 1, 0, 0), (2, 2, 1, 0)}
