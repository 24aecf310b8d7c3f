"""Strings at an end of a word: exactly those that trying every beginning and end gives."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match.edits import osa_distance
from squatwatch.match.neighbourhoods import Neighbourhoods
from squatwatch.match.relation import word_ends
from squatwatch.match.word_ends import WordEnds
from tests.match.cases import ALPHABETS, EDITS, of_one_hash, ragged, spelled

in_both_ways = settings(
    deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
# One code point a letter, so that the reference can take the strings as they are.
PLAIN = [ALPHABETS[name] for name in ("latin", "two letters", "cyrillic", "han", "with digits")]


@st.composite
def strings_and_words(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Strings, and words most of which begin or end nearly with one of them."""
    alphabet = draw(st.sampled_from([*PLAIN, "abгд", "a华为я"]))
    strings = draw(st.lists(st.text(alphabet, max_size=10), min_size=1, max_size=6))
    edits = st.tuples(st.sampled_from(EDITS), st.integers(0, 10), st.sampled_from(alphabet))
    words = draw(st.lists(st.text(alphabet, max_size=14), max_size=4))
    for _ in range(8):
        word = draw(st.sampled_from(strings))
        for edit, place, letter in draw(st.lists(edits, max_size=2)):
            word = edit(word, place, letter)
        around = draw(st.tuples(st.text(alphabet, max_size=4), st.booleans()))
        words.append(around[0] + word if around[1] else word + around[0])
    return strings, words


def looked_for(strings: Sequence[str]) -> list[bool]:
    """As the limits have it: from six letters, in scripts of syllables from five."""
    return [len(string) >= (6 if string.isascii() else 5) for string in strings]


def ends_of(strings: Sequence[str]) -> WordEnds:
    edits = np.array([min(2, len(string) // 4) for string in strings], dtype=np.uint8)
    return WordEnds.of(
        Neighbourhoods.of(ragged(strings), edits), np.array(looked_for(strings), dtype=bool)
    )


def returned(ends: WordEnds, words: Sequence[str]) -> dict[tuple[int, int], int]:
    """The fewest edits of each word and string."""
    found: dict[tuple[int, int], int] = {}
    pairs = ends.near(ragged(words))
    for word, string, edits in zip(*(part.tolist() for part in pairs), strict=True):
        found[word, string] = min(edits, found.get((word, string), edits))
    return found


def each_with_each(strings: Sequence[str], words: Sequence[str]) -> dict[tuple[int, int], int]:
    return {
        (row, place): edits
        for row, word in enumerate(words)
        for place, string in enumerate(strings)
        if looked_for([string])[0]
        if (edits := min(osa_distance(string, end) for end in word_ends(word, len(string)))) <= 1
    }


@pytest.mark.usefixtures("kernels")
@in_both_ways
@given(strings_and_words())
def test_strings_are_near_the_ends_that_trying_all_gives(both: tuple[list[str], list[str]]) -> None:
    strings, words = both
    assert returned(ends_of(strings), words) == each_with_each(strings, words)


@pytest.mark.usefixtures("little_room")
@in_both_ways
@given(strings_and_words())
def test_the_search_goes_on_where_the_room_ended(both: tuple[list[str], list[str]]) -> None:
    strings, words = both
    assert returned(ends_of(strings), words) == each_with_each(strings, words)


@pytest.mark.usefixtures("kernels")
@pytest.mark.parametrize(
    ("word", "edits"),
    [
        ("superxiaomi", 0), ("superxaomi", 1), ("xiaomiphone", 0), ("xaomiphone", 1),
        ("iaomiphone", 1), ("superxiaom", 1), ("superxiaomii", 0), ("superxiaoim", 1),
        ("superxiaomy", 1), ("superixaomi", 1), ("ixaomiphone", 1), ("superxiaomix", 1),
        ("superxaomiphone", None), ("superxami", None), ("xiao", None), ("", None),
    ],
)  # fmt: skip
def test_ends_by_example(word: str, edits: int | None) -> None:
    found = returned(ends_of(["xiaomi"]), [word])
    expected = min(osa_distance("xiaomi", end) for end in word_ends(word, 6)) if word else 9
    assert found == ({(0, 0): expected} if expected <= 1 else {})
    assert (edits is None) == (not found)


def test_a_short_latin_string_among_longer_ones_is_found() -> None:
    # Five letters, one of them Latin: the guards of all strings are of four letters then.
    strings = ["xiaomi", "аaбвг", "шаомидж"]
    words = ["superxaomi", "xaomisuper", "ыыыаaбг", "аaбгыыы", "шамиджы", "ышаоидж"]
    found = returned(ends_of(strings), words)
    assert found == each_with_each(strings, words)
    assert ends_of(strings).guarded < ends_of(["xiaomi"]).guarded


def test_a_word_of_a_million_letters() -> None:
    word = "haiers" + "x" * 1_000_000 + "xiaom"
    assert returned(ends_of(["xiaomi", "haierst"]), [word]) == {(0, 0): 1, (0, 1): 1}


@pytest.mark.usefixtures("little_room")
def test_thousands_of_strings_at_one_end() -> None:
    strings = ["xiaomi"[:5] + chr(letter) for letter in range(0x3400, 0x3400 + 5_000)]
    found = returned(ends_of(strings), ["xiaomiphone", "unrelated"])
    assert found == {(0, row): 1 for row in range(5_000)}


def test_ends_of_the_same_hash_neither_hit_nor_hide() -> None:
    one, other = (spelled(row) for row in of_one_hash(12, ord("d")))
    for strings in ([one], [other], [one, other]):
        words = ["super" + one, other + "phone", "super" + one[1:], other[:-1] + "phone"]
        found = returned(ends_of(strings), words)
        assert found == each_with_each(strings, words)
        assert found


def test_only_long_strings_can_be_looked_for() -> None:
    index = Neighbourhoods.of(ragged(["abcd"]), np.array([1], dtype=np.uint8))
    with pytest.raises(ValueError, match="five letters or more"):
        WordEnds.of(index, np.array([True]))
    without_edits = Neighbourhoods.of(ragged(["abcdef"]), np.array([0], dtype=np.uint8))
    with pytest.raises(ValueError, match="five letters or more"):
        WordEnds.of(without_edits, np.array([True]))


@pytest.mark.parametrize(
    ("strings", "words"), [([], ["xiaomi"]), (["xiaomi"], []), (["mi"], ["mi"])]
)
def test_nothing_is_near_nothing(strings: list[str], words: list[str]) -> None:
    assert returned(ends_of(strings), words) == {}


def test_an_index_comes_back_from_a_folder(tmp_path: Path) -> None:
    ends = ends_of(["xiaomi", "mi"])
    ends.index.save(tmp_path, "spelling")
    ends.save(tmp_path, "ends")
    loaded = WordEnds.load(tmp_path, "ends", Neighbourhoods.load(tmp_path, "spelling"))
    assert returned(loaded, ["superxaomi"]) == {(0, 0): 1}
    assert (loaded.guarded, loaded.shortest) == (ends.guarded, ends.shortest)
