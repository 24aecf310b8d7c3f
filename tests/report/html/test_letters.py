"""A mark beside the form that it resembles, letter by letter, in any script."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Levenshtein

from squatwatch.model import Filing, Hit, Relation, UnitSource
from squatwatch.report.html.letters import MOST_LETTERS, Column, columns, letters_of, text_hit


def hit(form: str, unit: str, relation: Relation = "spelling", source: UnitSource = "mark") -> Hit:
    return Hit("b", form, "official-latin", 1, unit, source, relation, 0, 1)


def compared(mark: str, form: str, unit: str, relation: Relation = "spelling") -> str:
    """The columns in one line: what agrees as one letter, all else as mark/form."""
    return " ".join(
        map(told, columns(hit(form, unit, relation), Filing("DE", "1", mark_text=mark)))
    )


def told(column: Column) -> str:
    marks = {"same": "=", "alike": "~", "differs": "/", "outside": "|"}
    return f"{column.above}{marks[column.kind]}{column.below}"


@pytest.mark.parametrize(
    ("mark", "form", "unit", "expected"),
    [
        ("Tok-Tok", "TIKTOK", "toktok", "T=T o/I k=K T=T o=O k=K"),
        ("草原小肥羊", "小肥羊", "草原小肥羊", "草| 原| 小=小 肥=肥 羊=羊"),
        ("格力電器", "格力电器", "格力電器", "格=格 力=力 電=电 器=器"),
        ("華為ﾌｧｰ", "ファー", "ファー", "華| 為| ﾌ=フ ｧ=ァ ｰ=ー"),
        ("화웨이 테크", "화웨이", "화웨이", "화=화 웨=웨 이=이 테| 크|"),
        ("กี่ หัว", "หัว", "หัว", "กี่| หั=หั ว=ว"),
        ("هواوي", "هواوي", "هواوي", "ه=ه و=و ا=ا و=و ي=ي"),
        ("हुआ", "हुआ", "हुआ", "हु=हु आ=आ"),
        ("HОNGLI", "HONGLI", "hongli", "H=H О=O N=N G=G L=L I=I"),
        ("SUPERXAOMI", "XIAOMI", "superxaomi", "S| U| P| E| R| X=X /I A=A O=O M=M I=I"),
        ("Löwe", "LOWE", "lowe", "L=L ö=O w=W e=E"),
        ("", "", "", ""),
    ],
)
def test_letters_that_agree_stand_in_one_column(
    mark: str, form: str, unit: str, expected: str
) -> None:
    assert compared(mark, form, unit) == expected


def test_what_sounds_alike_is_told_apart_from_what_differs() -> None:
    assert compared("CIAOMI", "XIAOMI", "ciaomi", "sound").startswith("C~X I=I")
    assert compared("CIAOMI", "XIAOMI", "ciaomi").startswith("C/X I=I")


def test_words_of_the_mark_begin_where_they_begin() -> None:
    shown = columns(hit("RUI XING", "ruixing"), Filing("BN", "1", mark_text="Rui Xing"))
    assert [column.above for column in shown if column.begins] == ["R", "X"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("mark", "red HONGLI"), ("transliteration", "hong li"), ("description", "word hongli here"),
        ("pseudo-mark", "hongli"), ("read-back", "hongli"),
    ],
)  # fmt: skip
def test_the_text_shown_is_the_one_that_was_hit(source: UnitSource, expected: str) -> None:
    filing = Filing(
        "DE", "1", mark_text="red HONGLI", transliteration=("other", "hong li"),
        description="word hongli here", pseudo_marks=("NOTHING",),
    )  # fmt: skip
    assert text_hit(hit("HONGLI", "hongli", source=source), filing) == expected


def test_a_description_without_end_is_cut() -> None:
    shown = columns(hit("HONGLI", "hongli"), Filing("DE", "1", mark_text="hongli " * 10_000))
    assert sum(bool(column.above) for column in shown) == MOST_LETTERS


TEXTS = st.text(alphabet="abcdeé 小米電电한กี่", max_size=12)


@given(TEXTS, TEXTS)
def test_nothing_is_lost_and_the_edits_are_the_fewest(mark: str, form: str) -> None:
    """Against rapidfuzz: the fewest edits from any run of the mark to the form."""
    shown = columns(hit(form, mark), Filing("DE", "1", mark_text=mark))
    above = [one for one in letters_of(mark) if one.key]
    below = [one for one in letters_of(form) if one.key]
    assert [column.above for column in shown if column.above] == [one.shown for one in above]
    assert [column.below for column in shown if column.below] == [one.shown for one in below]
    keys, wanted = [one.key for one in above], [one.key for one in below]
    runs = [keys[a:b] for a in range(len(keys) + 1) for b in range(a, len(keys) + 1)]
    fewest = min(Levenshtein.distance(run, wanted) for run in runs)
    inner = [column for column in shown if column.kind != "outside"]
    assert sum(column.kind != "same" for column in inner) == fewest
