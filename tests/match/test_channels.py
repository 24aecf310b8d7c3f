"""The index hits exactly what the relation says, on every channel and at every limit."""

from __future__ import annotations

from itertools import product
from typing import get_args

import numpy as np
import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from squatwatch.match import FormIndex, Units, find
from squatwatch.match.channels import finding
from squatwatch.match.segment import LONGEST
from squatwatch.model import RELATIONS, Relation
from squatwatch.text.letters import letter_string, letters
from squatwatch.text.normalize import joined, normalize
from tests.match.cases import (
    ALPHABETS,
    asked,
    by_index,
    by_reference,
    by_small_scan,
    forms_and_texts,
    frame,
    of_one_hash,
    spelled,
)

exactly = settings(
    deadline=None, max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=["sifted", "all"])
def sifting(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """What may be near the forms is compared, and once more all that there is."""
    if request.param == "all":
        monkeypatch.setattr(finding, "MOST_FORMS", -1)


# The relation ------------------------------------------------------------------------------------


@pytest.mark.parametrize("alphabet", list(ALPHABETS.values()), ids=list(ALPHABETS))
@exactly
@given(data=st.data())
def test_the_index_hits_what_the_relation_says(alphabet: str, data: st.DataObject) -> None:
    forms, texts = data.draw(forms_and_texts(alphabet))
    sifted = by_index(forms, texts)
    with pytest.MonkeyPatch.context() as unsifted:
        unsifted.setattr(finding, "MOST_FORMS", -1)
        every = by_index(forms, texts)
    assert sifted == every == by_small_scan(forms, texts) == by_reference(forms, texts)


@pytest.mark.usefixtures("little_room")
@settings(
    deadline=None, max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(sorted(ALPHABETS.values())).flatmap(forms_and_texts))
def test_hits_are_the_same_with_hardly_any_room(both: tuple[list[str], list[str]]) -> None:
    assert by_index(*both) == by_reference(*both)


@pytest.mark.usefixtures("kernels")
@settings(
    deadline=None, max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(sorted(ALPHABETS.values())).flatmap(forms_and_texts))
def test_hits_are_the_same_as_the_kernels_are_written(both: tuple[list[str], list[str]]) -> None:
    assert by_index(*both) == by_reference(*both)


@settings(deadline=None, max_examples=10)
@given(st.sampled_from(sorted(ALPHABETS.values())).flatmap(forms_and_texts))
def test_several_segments_hit_what_one_does(both: tuple[list[str], list[str]]) -> None:
    forms, texts = both
    index = FormIndex(())
    for place in range(len(forms)):
        index = index.changed_to(frame(forms[: place + 1]))
    assert asked(index, texts) == by_index(forms, texts)


FORMS = ["xiaomi", "lenovo", "лабубу", "샤오미폰", "王老吉", "deepseek"]
TEXTS = ["superxaomi hsiaomi", "lenowo", "лабуба", "샤오마폰", "旺老吉 xiaomi", "depseak x"]


@pytest.mark.parametrize("relation", RELATIONS)
def test_a_relation_is_asked_for_by_itself(relation: Relation) -> None:
    assert set(RELATIONS) == set(get_args(Relation))
    index = FormIndex.build(frame(FORMS))
    units = Units.of(pl.Series(TEXTS))
    every = find(index, units)
    found = find(index, units, [relation])
    assert found.sort(pl.all()).equals(every.filter(pl.col("relation") == relation).sort(pl.all()))
    assert found.height
    assert find(index, units, []).is_empty()


# Collisions --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("sifting")
def test_strings_of_one_hash_are_told_apart() -> None:
    one, other = (spelled(row) for row in of_one_hash(12, ord("d")))
    assert one.isalpha() and other.isalpha() and one.isascii() and other.isascii()
    for forms in ([one], [one, other]):
        texts = [other, one, f"super{other}", f"x {one} {other}", other[:5] + " " + other[5:]]
        found = by_index(forms, texts)
        assert found == by_reference(forms, texts)
        assert {form for form, *_ in found} == set(forms)


def of_one_checksum() -> tuple[str, str]:
    """Two Thai letters of several code points that share a character (``letter_string``)."""
    known: dict[str, str] = {}
    consonants, marks = map(chr, range(0x0E01, 0x0E2F)), [chr(0x0E34 + mark) for mark in range(6)]
    for parts in product(consonants, marks, marks, marks, marks):
        letter = "".join(parts)
        if len(letters(letter)) == 1:
            other = known.setdefault(letter_string(letter), letter)
            if other != letter:
                return other, letter
    raise AssertionError("no two letters share a character")


@pytest.mark.usefixtures("sifting")
@pytest.mark.parametrize("around", ["{}", "ก{}", "กขค{}ง", "กขคงจฉช{}", "กข{}ค{}งจ"])
def test_letters_of_one_checksum_are_told_apart(around: str) -> None:
    one, other = of_one_checksum()
    assert letter_string(one) == letter_string(other)
    form = around.replace("{}", one)
    texts = [
        around.replace("{}", other), form, f"มมม{around.replace('{}', other)}",
        around.replace("{}", other, 1).replace("{}", one), f"ม {form} ม", form[1:],
    ]  # fmt: skip
    found = by_index([form], texts)
    assert found == by_reference([form], texts)
    assert found


# Limits ------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("sifting")
@pytest.mark.parametrize("length", [LONGEST - 1, LONGEST, LONGEST + 1])
@pytest.mark.parametrize("letter", ["x", "я", "가", "ア", "ก", "ก่้", "华"])
def test_forms_about_the_longest_that_is_indexed(length: int, letter: str) -> None:
    stem = {"华": "王老吉" * 100}.get(letter, "lenovo" * 50 if letter == "x" else letter * length)
    form = stem[: length - 1] + letter
    texts = [
        form, form[1:], form[:30] + form[31:], form[:20] + " " + form[20:], "ab" + form,
        form[:40] + "y" + form[41:], form[:12] + "yy" + form[14:], "y", form[: length // 3],
    ]  # fmt: skip
    found = by_index([form, "lenovo"], texts)
    assert found == by_reference([form, "lenovo"], texts)
    assert form in {hit[0] for hit in found}


@pytest.mark.parametrize("form", ["xiaomi" * 50, "я" * 300, "가" * 100, "王老吉" * 100])
def test_forms_of_three_hundred_letters(form: str) -> None:
    texts = [form, form[:40] + "y" + form[41:], form[:20] + " " + form[20:], "ab" + form, form[:99]]
    found = by_index([form, "lenovo"], texts)
    assert found == by_small_scan([form, "lenovo"], texts)
    assert {hit[1] for hit in found} >= {form, texts[2]}


@pytest.mark.usefixtures("sifting")
@pytest.mark.parametrize("marks", [40, 63, 64, 70, 400])
def test_a_letter_of_many_code_points(marks: int) -> None:
    letter = "ก" + "่" * marks
    forms = [letter, letter + "ข", "ก่" + letter + "ขคงจ"]
    texts = [*forms, f"{letter} ข", letter + "ข่", forms[2][:-1], "กข"]
    found = by_index(forms, texts)
    assert found == by_small_scan(forms, texts) == by_reference(forms, texts)
    assert {form for form, *_ in found} == set(forms)


@pytest.mark.usefixtures("sifting")
def test_empty_and_short_forms() -> None:
    forms = ["", "x", "mi", "我", "가", "ア", "ก", "я", "1"]
    texts = ["", "x", "mi", "m i", "x mi", "我", "我 x", "가", "가 ア", "ア", "ก", "я", "1", "xx"]
    found = by_index(forms, texts)
    assert found == by_reference(forms, texts)
    assert {form for form, *_ in found} == set(forms) - {""}


@pytest.mark.parametrize(("forms", "texts"), [([], ["xiaomi"]), (["xiaomi"], []), ([], [])])
def test_nothing_hits_nothing(forms: list[str], texts: list[str]) -> None:
    assert by_index(forms, texts) == set()


@pytest.mark.usefixtures("sifting")
def test_a_mark_of_three_hundred_words() -> None:
    words = [f"word{number}" for number in range(300)]
    text = " ".join([*words[:150], "xiao", "mi", "superxaomi", *words[150:]])
    forms = ["xiaomi", "word0word1word2", "word298word29", joined(text), "huawei"]
    found = by_index(forms, [text])
    assert found == by_small_scan(forms, [text])
    assert {form for form, *_ in found} == set(forms[:4])


@pytest.mark.usefixtures("sifting")
def test_a_word_of_a_million_letters() -> None:
    text = "xaomi" + "z" * 500_000 + "haier" + "z" * 500_000 + "xiaom"
    found = by_index(["xiaomi", "haier", "lenovo"], [text, "lenovo"])
    assert found == {
        ("xiaomi", text, "inside", text, 1),
        ("haier", text, "inside", text, 0),
        ("lenovo", "lenovo", "spelling", "lenovo", 0),
        ("lenovo", "lenovo", "sound", "lenovo", 0),
        ("lenovo", "lenovo", "inside", "lenovo", 0),
    }


@pytest.mark.usefixtures("sifting")
def test_a_text_of_a_hundred_and_fifty_thousand_words() -> None:
    text = " ".join(["xiaomi"] * 150_000)
    forms = ["xiaomi", "omixi", "xiaomixiaom"]
    found = by_index(forms, [text])
    # Nine words have all runs of up to four that the text has; the whole is another.
    short = " ".join(["xiaomi"] * 9)
    expected = {hit[2:] + hit[:1] for hit in by_reference(forms, [short]) if len(hit[3]) < 54}
    assert {hit[2:] + hit[:1] for hit in found} == expected


AWKWARD = [
    "\u0000xiaomi\u0000", "xiao\u0000mi", "\u202exiaomi\u202c", "xiaomi\u200f",
    "\ue000xiaomi\ue000", "\U000f0000xiaomi", "\U00040000xiaomi", "xiaomi\U0010fffd",
    "x\u0301\u0302iaomi", "ＸＩＡＯＭＩ", "хiaomi", "샤오미폰\u0301", "กี่" + "่" * 2_000,
    "x" + "\u0301" * 5_000 + "iaomi", "ア\u3099\u3099\u3099マ", "華" + "\ufe00" * 30 + "为王",
    "\ufdfa", "ﷺxiaomi", "i\u0307xiaomi",
]  # fmt: skip


@pytest.mark.usefixtures("sifting")
def test_awkward_characters_once_normalised() -> None:
    texts = list(dict.fromkeys(normalize(text) for text in AWKWARD))
    forms = list(dict.fromkeys([joined(text) for text in texts] + ["xiaomi"]))
    found = by_index(forms, texts)
    assert found == by_small_scan(forms, texts) == by_reference(forms, texts)
    assert {form for form, *_ in found} == {form for form in forms if form}


@pytest.mark.usefixtures("sifting")
@pytest.mark.parametrize("letter", ["\u0000", "\u202e", "\ue000", "\U00040000", "\U0009ffff"])
def test_what_normalising_takes_away_does_no_harm_to_the_index(letter: str) -> None:
    forms = ["xiaomi", f"xiao{letter}mi", f"{letter * 5}ก่", f"xiaomi{letter}"]
    texts = [f"xiao{letter}mi", f"{letter}xiaomi super", letter, f"{letter * 5}ก่", "xiaomi"]
    assert by_index(forms, texts) == by_reference(forms, texts)


# Many alike --------------------------------------------------------------------------------------


def test_ten_thousand_brands_that_share_a_form_are_one_form() -> None:
    index = FormIndex.build(frame(["xiaomi"] * 10_000))
    assert index.forms.height == 1
    assert len(index.segments[0].spelling.entries) == 7  # the form, and without each letter
    assert asked(index, ["superxaomi"]) == by_reference(["xiaomi"], ["superxaomi"])


@pytest.mark.usefixtures("little_room")
def test_five_thousand_forms_near_one_unit() -> None:
    forms = ["xiaomi"[:place] + chr(0x3A9 + letter) + "xiaomi"[place + 1 :]
             for place in range(6) for letter in range(850)]  # fmt: skip
    assert len(set(forms)) == 5_100
    found = by_index(forms, ["xiaomi", "superxiaomi", "unrelated"])
    near = {hit[0] for hit in found if hit[2] in ("spelling", "script") and hit[1] == "xiaomi"}
    assert near == set(forms)
    few = forms[::1000]
    assert {hit for hit in found if hit[0] in few} == by_reference(
        few, ["xiaomi", "superxiaomi", "unrelated"]
    )


@pytest.mark.usefixtures("sifting")
def test_runs_of_one_letter() -> None:
    forms = ["a" * length for length in range(3, 14)]
    texts = ["a" * length for length in range(1, 16)] + ["aaa aaa aaa", "b" + "a" * 7, "aabaaaa"]
    assert by_index(forms, texts) == by_reference(forms, texts)


def test_rows_of_forms_are_those_of_the_index() -> None:
    index = FormIndex.build(frame(["xiaomi", "", "haier"])).changed_to(frame(["haier", "lenovo"]))
    hits = find(index, Units.of(pl.Series(["lenovo haier xiaomi"])))
    rows = dict(index.forms.select("row", "form").iter_rows())
    assert set(hits["form"]) == set(rows)
    assert np.all(hits["text"].to_numpy() == 0)
